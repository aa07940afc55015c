"""What the person has marked, as it is seen on the page: signs in the margin, and which text is highlighted.

A highlight is told by its ground, by bold letters and by its sign, so that it is never told by colour alone. Every sign
is one cell wide in every terminal (Unicode calls them neutral).
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import NamedTuple

from reader.tui.reading import Span

NOTE, BOOKMARK, HIGHLIGHT = "✎", "▸", "▪"


class Sign(NamedTuple):
    """A sign beside ``span``: a letter for a named mark, else one of those above; ``lit``: the text is highlighted."""

    span: Span
    sign: str
    lit: bool = False


class Signs:
    """The signs of a page, found by item."""

    def __init__(self, signs: Iterable[Sign] = ()) -> None:
        by_item: dict[int, list[Sign]] = defaultdict(list)
        for each in signs:
            by_item[each.span.item].append(each)
        self._by_item: Mapping[int, list[Sign]] = dict(by_item)

    def lit(self, item: int) -> Iterable[tuple[int, int]]:
        """What is highlighted of an item."""
        return ((each.span.start, each.span.end) for each in self._by_item.get(item, ()) if each.lit)

    def beside(self, item: int, start: int, end: int, *, last: bool) -> str:
        """The signs beside a line that holds ``[start, end)`` of an item.

        A highlight's stands beside all its lines that have no other. What stands behind the item's end belongs to its
        ``last`` line.
        """
        signs = self._by_item.get(item)
        if not signs:
            return ""
        found = dict.fromkeys(each.sign for each in signs if _touches(each, start, end, last=last))
        return "".join(sign for sign in found if sign != HIGHLIGHT) or "".join(found)


def _touches(sign: Sign, start: int, end: int, *, last: bool) -> bool:
    begins = start <= sign.span.start and (sign.span.start < end or last)
    return begins or (sign.sign == HIGHLIGHT and sign.span.start < end and sign.span.end > start)
