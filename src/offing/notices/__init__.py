"""Structured messages: one grammar per family."""
