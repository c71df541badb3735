"""The roles, the ways in, the reference facts, and the rules they must keep."""
