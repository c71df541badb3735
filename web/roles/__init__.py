"""The roles: the list with its filters and search, and one page a role."""
