"""Bytes into reports: kinds, decoding, cleaning, and the map back to the source."""
