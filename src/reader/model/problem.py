"""What is wrong with a file that people write, and the nearest name to one that is not known."""

from collections.abc import Iterable
from typing import NamedTuple


class Problem(NamedTuple):
    """What is wrong, where, and what to do; line 0 is no line in particular."""

    file: str
    line: int
    message: str

    def __str__(self) -> str:
        """``glossary.yaml:14: 'pinyn' is no key; did you mean 'pinyin'?``."""
        place = f"{self.file}:{self.line}" if self.line else self.file
        return f"{place}: {self.message}"


def nearest(name: str, names: Iterable[str]) -> str:
    """The one of ``names`` that an unknown one is likely to mean; empty when none is near.

    >>> nearest("widht", ["width", "theme"])
    'width'
    """
    from difflib import get_close_matches

    return next(iter(get_close_matches(name, list(names), n=1)), "")
