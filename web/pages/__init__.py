"""The pages around the match: start page, how it works, privacy, cookies, access, credits."""
