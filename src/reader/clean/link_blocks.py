"""Blocks that are nothing but a link: two of three on a page of news, and one of a hundred of them is kept.

They are not weighed as the others are: what counts is whether the blocks around them are kept. So a menu costs little,
and a list of references goes with its article.
"""

from collections.abc import Iterator, Sequence
from math import log1p
from typing import NamedTuple

from reader.clean.candidate import Candidate
from reader.clean.features import Observed
from reader.clean.places import Places
from reader.model.document import Kind

#: The columns, in order, as the model's file names them.
FEATURES = (
    *("before", "behind", "gap before", "gap behind", "size", "item", "latin"),
    *("kept in element", "kept in parent", "kept in third", "kept on page", "behind end"),
)
_LEAST = 0.1  # chance of both neighbours and share of what is kept around it, below which no link is looked at
_NOTHING = -1.0  # the share of what is kept where nothing is weighed


class Link(NamedTuple):
    """A block that may be kept: its index on the page, and its features."""

    at: int
    row: tuple[float, ...]


def links_worth(candidates: Sequence[Candidate], observed: Observed, chances: Sequence[float]) -> Iterator[Link]:
    """The links that stand among blocks that are likely to be kept; linear.

    ``chances`` are those of the blocks that were weighed, after the first look.
    """
    seen, places, end = observed.seen, observed.places, observed.end
    if not seen or len(seen) == len(candidates):
        return
    shares = _shares(chances, [each.size for each in observed.counted], places)
    parents, whole = places.parents, shares.get(0, 0.0)
    gaps = zip((-1, *seen), (*seen, len(candidates)), (0.0, *chances), (*chances, 0.0), strict=True)
    for start, stop, before, behind in gaps:
        for index in range(start + 1, stop):
            block = candidates[index]
            if block.hidden:
                continue
            parent = parents[block.element]
            near, far = shares.get(parent, _NOTHING), shares.get(parents[parent], _NOTHING)
            if before < _LEAST and behind < _LEAST and near < _LEAST and far < _LEAST:
                continue
            row = (
                before, behind, log1p(index - start), log1p(stop - index),
                log1p(len(block.text)), float(block.kind is Kind.ITEM), float(block.text.isascii()),
                shares.get(block.element, _NOTHING), near, far, whole, float(0 <= end < index),
            )  # fmt: skip
            yield Link(index, row)


def _shares(chances: Sequence[float], sizes: Sequence[float], places: Places) -> dict[int, float]:
    """Of each element the share of the text in it that is likely to be kept; none for those without weighed text."""
    kept: dict[int, float] = dict.fromkeys(places.used, 0.0)
    texts: dict[int, float] = dict.fromkeys(places.used, 0.0)
    for place, chance, size in zip(places.at, chances, sizes, strict=True):
        kept[place] += chance * size
        texts[place] += size
    for index in reversed(places.used[1:]):
        parent = places.parents[index]
        kept[parent] += kept[index]
        texts[parent] += texts[index]
    return {index: kept[index] / size for index, size in texts.items() if size > 0}
