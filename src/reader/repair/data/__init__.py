"""Compact tables of the repairs' own; tools/make_*.py make them and name their sources."""

from functools import cache
from pathlib import Path


@cache
def read(name: str) -> str:
    """The text of a table."""
    return (Path(__file__).parent / name).read_text("utf8")
