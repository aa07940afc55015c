"""Readings of our own: phrases, and patterns of surroundings."""
