"""Sentences, dates, numbers and neutral words."""
