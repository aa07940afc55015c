"""Spaces between Chinese and Latin: a matter of taste, so a matter of choice."""

from collections.abc import Callable, Iterator

from reader.model.characters import HAN_RANGES
from reader.model.choices import Spacing
from reader.model.patterns import lazy
from reader.model.text import Edit

_LATIN = "A-Za-z0-9"
_TOUCHING = lazy(rf"(?<=[{HAN_RANGES}])(?=[{_LATIN}])|(?<=[{_LATIN}%])(?=[{HAN_RANGES}])")
_APART = lazy(rf"(?<=[{HAN_RANGES}]) (?=[{_LATIN}])|(?<=[{_LATIN}%]) (?=[{HAN_RANGES}])")


def spacing(choice: Spacing) -> Callable[[str], Iterator[Edit]]:
    """A rule that adds a space between a Chinese character and a Latin letter or digit, or takes a single one away.

    >>> list(spacing(Spacing.ADD)("采用MoE架构")), list(spacing(Spacing.REMOVE)("采用 MoE"))
    ([Edit(start=2, end=2, new=' '), Edit(start=5, end=5, new=' ')], [Edit(start=2, end=3, new='')])
    """
    pattern, new = (_TOUCHING, " ") if choice is Spacing.ADD else (_APART, "")

    def find(text: str) -> Iterator[Edit]:
        return (Edit(match.start(), match.end(), new) for match in pattern.finditer(text))

    return find
