"""The map: all jobs on one picture, near means alike, with a list that says the same."""
