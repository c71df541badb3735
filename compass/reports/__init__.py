"""Mistakes on role pages that readers told us of: a queue for the editors."""
