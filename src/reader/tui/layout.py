"""How high every block stands, and which block stands at a line: sums and bisection, nothing drawn.

Heights are guessed from lengths at first, so that a page of any length opens at once, and become exact where the
reader looks and then, bit by bit, everywhere.
"""

from bisect import bisect_right
from collections.abc import Callable, Iterable
from itertools import accumulate
from typing import NamedTuple


class Row(NamedTuple):
    """A line of the page: the item that it belongs to, and the line's number within the item (its gap included)."""

    item: int
    line: int


class Layout:
    """The lines of a page, item after item. ``measure`` tells an item's exact height in lines."""

    def __init__(self, guesses: Iterable[int], measure: Callable[[int], int]) -> None:
        self._heights = list(guesses)
        self._exact = bytearray(len(self._heights))
        self._measure = measure
        self._tops: list[int] | None = None

    def __len__(self) -> int:
        return len(self._heights)

    @property
    def height(self) -> int:
        """All lines together."""
        return self._sums()[-1]

    def top(self, item: int) -> int:
        """The line at which ``item`` begins."""
        return self._sums()[item]

    def row(self, line: int) -> Row:
        """What stands at ``line``; lines outside the page answer with its first or last."""
        tops = self._sums()
        line = min(max(line, 0), tops[-1] - 1)
        item = bisect_right(tops, line) - 1
        return Row(item, line - tops[item])

    def settled(self, item: int) -> bool:
        """Whether the height of ``item`` is exact."""
        return bool(self._exact[item])

    def settle(self, start: int, stop: int) -> bool:
        """Make the heights of ``[start, stop)`` exact; whether that moved anything."""
        moved = False
        for item in range(max(start, 0), min(stop, len(self._heights))):
            if not self._exact[item]:
                height = self._measure(item)
                moved |= height != self._heights[item]
                self._heights[item] = height
                self._exact[item] = 1
        if moved:
            self._tops = None
        return moved

    def unsettle(self, start: int, stop: int) -> None:
        """Forget that the heights of ``[start, stop)`` were exact: their text has changed."""
        stop = min(stop, len(self._heights))
        self._exact[start:stop] = bytes(max(stop - start, 0))

    def next_unsettled(self, start: int = 0) -> int:
        """The first item from ``start`` on whose height is a guess; the number of items if there is none."""
        item = self._exact.find(0, start)
        return len(self._heights) if item < 0 else item

    def _sums(self) -> list[int]:
        if self._tops is None:
            self._tops = list(accumulate(self._heights, initial=0))
        return self._tops
