"""The second look: what the scores of a first look at all blocks say about each of them.

A block in an element whose other blocks are kept, or of the kind of blocks that are kept elsewhere on the page, is
likely to be kept too: the short post of a thread, the last line of a list. Whoever looks at one block can't see that.
"""

from collections.abc import Iterable, Sequence
from itertools import accumulate
from math import exp, log1p

from reader.clean.places import Places

#: The columns that are added to the features of the first look, as the model's file names them.
FEATURES = (
    *("score", "score before", "score behind", "kept before", "kept behind", "kept before far", "kept behind far"),
    *("kept in element", "kept in parent", "kept in third", "kept alike", "share alike"),
    *("kept so far", "page kept", "page best"),
)
_HIGHEST = 6.0  # log-odds; beyond it a score says nothing more
_NEAR, _FAR = 0.6, 0.9  # what is carried on from block to block


def look_again(scores: Sequence[float], sizes: Sequence[float], places: Places) -> Iterable[tuple[float, ...]]:
    """The added features of each block; linear. ``scores``: log-odds of the first look, ``sizes``: in characters."""
    clipped = [min(max(score, -_HIGHEST), _HIGHEST) for score in scores]
    chances = [1 / (1 + exp(-score)) for score in clipped]
    kept = [chance * size for chance, size in zip(chances, sizes, strict=True)]
    total, whole = sum(kept) + _SMALL, sum(sizes) + _SMALL
    weights = [chance * log1p(size) for chance, size in zip(chances, sizes, strict=True)]
    parents = [places.parents[place] for place in places.at]
    thirds = [places.parents[parent] for parent in parents]
    alike, shares = _shares(places.kinds, kept, sizes)
    count = len(clipped)
    return zip(
        scores, [-_HIGHEST, *clipped[:-1]][:count], [*clipped[1:], -_HIGHEST][:count],
        faded(weights, _NEAR), faded(weights[::-1], _NEAR)[::-1],
        faded(weights, _FAR), faded(weights[::-1], _FAR)[::-1],
        _shares(places.at, kept, sizes)[0], _shares(parents, kept, sizes)[0], _shares(thirds, kept, sizes)[0],
        alike, [each / total for each in shares],
        [each / total for each in accumulate(kept, initial=0.0)][:-1],
        [total / whole] * count, [max(chances, default=0.0)] * count,
        strict=True,
    )  # fmt: skip


_SMALL = 1e-6


def _shares(groups: Sequence[int], kept: Sequence[float], sizes: Sequence[float]) -> tuple[list[float], list[float]]:
    """For each block the share of its group's text that is kept, and how much text that is."""
    texts: dict[int, float] = {}
    sums: dict[int, float] = {}
    for group, size, its in zip(groups, sizes, kept, strict=True):
        texts[group] = texts.get(group, _SMALL) + size
        sums[group] = sums.get(group, 0.0) + its
    shares = {group: sums[group] / text for group, text in texts.items()}
    return [shares[group] for group in groups], [sums[group] for group in groups]


def faded(values: Sequence[float], keep: float) -> list[float]:
    """What reaches each place from those before it, as in a leaky integrator."""
    new = 1 - keep
    return list(accumulate(values, lambda carried, own: carried * keep + own * new, initial=0.0))[:-1]


def likeliest(chances: Sequence[float], sizes: Sequence[float]) -> float:
    """The best F1 to be expected of any choice of blocks that begins with the likeliest: of their text, by chance.

    >>> likeliest([1.0, 0.0], [10, 90]), round(likeliest([0.5], [10]), 2)
    (1.0, 0.67)
    """
    total = sum(chance * size for chance, size in zip(chances, sizes, strict=True))
    best = right = chosen = 0.0
    for chance, size in sorted(zip(chances, sizes, strict=True), reverse=True):
        right += chance * size
        chosen += size
        best = max(best, 2 * right / (chosen + total + _SMALL))
    return round(best, 6)
