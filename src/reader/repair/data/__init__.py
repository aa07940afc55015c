"""Compact tables of the repairs' own; tools/make_*.py make them and name their sources."""

from functools import cache
from importlib.resources import files


@cache
def read(name: str) -> str:
    """The text of a table."""
    return files(__name__).joinpath(name).read_text("utf8")
