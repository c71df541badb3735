"""The twelve questions, the other twenty-four, "About you" and "in your own words"."""
