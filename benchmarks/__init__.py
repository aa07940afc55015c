"""Measures of speed and memory, as medians and ratios; nothing here fails a build."""
