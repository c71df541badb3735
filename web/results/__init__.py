"""The list: roles that fit, why they fit, and which ways in are open."""
