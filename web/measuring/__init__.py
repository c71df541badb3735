"""Figures for a monitoring system: how much, how fast, how often. Never who or what."""
