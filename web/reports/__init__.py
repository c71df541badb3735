"""Reporting a mistake on the page of a role."""
