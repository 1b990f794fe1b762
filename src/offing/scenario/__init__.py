"""Scenarios: proposing, combining, files."""
