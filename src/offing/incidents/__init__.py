"""Incidents: linking, origins and ratings."""
