"""What a block's neighbours tell about it: running text stands together, and ends where sites start to talk again."""

from collections.abc import Sequence
from itertools import accumulate
from typing import NamedTuple

from reader.clean.candidate import Candidate
from reader.clean.figures import Figures, weight
from reader.clean.splitter import Element

_FADE = 0.65  # of what a block carries on to the next, as in a leaky integrator
_LEVELS = 4  # upwards, in which a block should meet the article
_WHOLE = frozenset(("body", "html"))  # hold everything, and tell nothing
_HALF = 0.5  # of a page's running text; only behind it can an article end


class Surroundings(NamedTuple):
    """Of one block. ``near``: running text before and behind it, faded with distance.

    Shares (0–1) of the page's running text: ``inner`` in the block's element, ``outer`` in the element around that,
    ``wide`` the largest in any of four elements upwards, where ``body`` does not count unless it is one of the first
    two. ``terminator``: the text of the block that ended the article, this one or one before it, else "";
    ``behind`` tells how many blocks behind it this one stands.
    """

    near: float
    inner: float
    outer: float
    wide: float
    terminator: str
    behind: int


def surroundings(
    counted: Sequence[Figures], candidates: Sequence[Candidate], elements: Sequence[Element]
) -> list[Surroundings]:
    """The surroundings of each block, in order; linear in blocks and elements."""
    near = _near([weight(figures.prose) for figures in counted])
    shares = _shares(counted, candidates, elements)
    end = _end(counted)
    after = [
        (candidates[end].folded, index - end) if 0 <= end <= index else ("", 0) for index in range(len(candidates))
    ]
    return [Surroundings(each, *share, *last) for each, share, last in zip(near, shares, after, strict=True)]


def _near(weights: Sequence[float]) -> list[float]:
    def faded(values: Sequence[float]) -> list[float]:
        """What reaches each place from those before it."""
        return list(accumulate(values, lambda carried, own: carried * _FADE + own * (1 - _FADE), initial=0.0))[:-1]

    return [before + behind for before, behind in zip(faded(weights), reversed(faded(weights[::-1])), strict=True)]


def _shares(
    counted: Sequence[Figures], candidates: Sequence[Candidate], elements: Sequence[Element]
) -> list[tuple[float, float, float]]:
    """For each block ``inner``, ``outer`` and ``wide``; none of it tells anything about the lines of a text page."""
    if not elements:
        return [(0.0, 0.0, 1.0)] * len(counted)
    prose = [0.0] * len(elements)
    for figures, candidate in zip(counted, candidates, strict=True):
        prose[candidate.element] += figures.prose
    for index in range(len(elements) - 1, 0, -1):  # children stand behind their parents
        prose[elements[index].parent] += prose[index]
    total = prose[0] or 1.0
    return [_share(candidate.element, elements, prose, total) for candidate in candidates]


def _share(place: int, elements: Sequence[Element], prose: Sequence[float], total: float) -> tuple[float, float, float]:
    around = max(elements[place].parent, 0)
    inner, outer = prose[place] / total, prose[around] / total
    wide = outer
    for _ in range(_LEVELS - 2):
        around = max(elements[around].parent, 0)
        if elements[around].tag not in _WHOLE:
            wide = prose[around] / total
    return inner, outer, wide


def _end(counted: Sequence[Figures]) -> int:
    """The index of the line of furniture that ends the article, else -1.

    A terminator counts when more than half of the page's running text lies before it: 分享到 may stand on top too.
    """
    half = sum(figures.prose for figures in counted) * _HALF
    passed = 0.0
    for index, figures in enumerate(counted):
        passed += figures.prose
        if figures.terminates and passed > half:
            return index
    return -1
