"""The questions, "About you" and "in your own words"."""
