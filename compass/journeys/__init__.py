"""Journeys: what a person told us, what we showed, and the log of both."""
