"""The model: small boosted trees, read from a reviewed file, that tell what each group of features added to a score.

A tree is nested lists: a branch is [feature, limit, at most, above], a leaf [value, [[feature, part of it], …]]. The
trees are made into Python expressions when they are read: that is four times as fast as walking them.
"""

import json
from collections.abc import Callable, Mapping, Sequence
from functools import cache, lru_cache
from pathlib import Path
from types import MappingProxyType
from typing import Any, NamedTuple

from reader.clean.names import Names
from reader.clean.verdicts import REASON_OF, SEEN

_FIRST = 20  # trees, which learn fast: most blocks are decided by them, and all reasons are taken from them
_HOPELESS = -2.5  # after the first trees; no block of the training pages is kept from there

Row = Sequence[float]


class Forest:
    """A sum of trees over ``width`` features; ``reasons`` tells which features are one reason for people."""

    def __init__(self, trees: Sequence[Any], width: int, reasons: Mapping[int, str] = MappingProxyType({})) -> None:
        head = _FIRST if reasons else 0
        first, rest = trees[:head], trees[head:]
        self._first: Callable[..., float] = _function(width, " + ".join(map(_value, first)) or "0.0")
        self._rest: Callable[..., float] = _function(width, " + ".join(map(_value, rest)) or "0.0")
        leaves: list[tuple[tuple[str, float], ...]] = []
        places = ", ".join(_place(tree, reasons, leaves) for tree in first) if reasons else ""
        self._places: Callable[..., tuple[int, ...]] = _function(width, f"({places},)" if places else "()")
        self._leaves = leaves

    def score(self, row: Row) -> float:
        """The log-odds that a block belongs to the article."""
        score = self._first(*row)
        return score + self._rest(*row) if score > _HOPELESS else score

    def place(self, row: Row) -> tuple[int, ...]:
        """The leaves of the first trees; blocks of one kind, as the items of a menu, have the same."""
        return self._places(*row)

    def reasons(self, place: tuple[int, ...]) -> dict[str, float]:
        """What each reason added to the score of a block in these leaves."""
        found: dict[str, float] = {}
        for leaf in place:
            for reason, value in self._leaves[leaf]:
                found[reason] = found.get(reason, 0.0) + value
        return found


def _function(width: int, expression: str) -> Callable[..., Any]:
    names = ", ".join(f"f{index}" for index in range(width))
    return eval(f"lambda {names}: {expression}")  # type: ignore[no-any-return]  # noqa: S307 - made here, of numbers


def _value(node: Any) -> str:
    """A tree as an expression for its value."""
    if len(node) == 4:
        return f"({_value(node[2])} if f{int(node[0])} <= {float(node[1])!r} else {_value(node[3])})"
    return repr(float(node[0]))


def _place(node: Any, reasons: Mapping[int, str], leaves: list[tuple[tuple[str, float], ...]]) -> str:
    """A tree as an expression for the number of its leaf in ``leaves``, to which its leaves are added."""
    if len(node) == 4:
        left, right = _place(node[2], reasons, leaves), _place(node[3], reasons, leaves)
        return f"({left} if f{int(node[0])} <= {float(node[1])!r} else {right})"
    sums: dict[str, float] = {}
    for feature, value in node[1]:
        if feature in reasons:
            sums[reasons[feature]] = sums.get(reasons[feature], 0.0) + value
    leaves.append(tuple(sums.items()))
    return str(len(leaves) - 1)


class Model(NamedTuple):
    """What tools/train_cleaner.py has stored.

    ``first`` gives the scores that ``second`` looks at, and ``links`` too; ``limit`` is the highest probability that a
    block must have to be kept, ``share`` that of the F1 to be expected which is enough, on a text page
    ``share_of_text``.
    """

    first: Forest
    second: Forest
    links: Forest
    names: Names
    limit: float
    share: float
    share_of_text: float


@cache
def model() -> Model:
    """The model that comes with Reader; read once (20 ms)."""
    data = json.loads((Path(__file__).parent / "data" / "cleaner.json").read_text("utf8"))
    names = {word: (own, near, far) for word, (own, near, far) in data["names"].items()}
    width = len(data["features"])
    first = Forest(data["first"], width, REASON_OF)
    second = Forest(data["then"], width + len(data["second"]))
    links = Forest(data["links"], len(data["of links"]))
    return Model(first, second, links, Names(names), data["limit"], data["share"], data["share of text"])


@lru_cache(maxsize=10_000)
def reasons(place: tuple[int, ...], seen: tuple[str, ...]) -> tuple[str, ...]:
    """The reasons against a block, the weightiest first: those that are seen in the block itself, then the others."""
    found = model().first.reasons(place)
    itself = sorted(seen, key=lambda reason: found.get(reason, 0.0))
    others = sorted((value, reason) for reason, value in found.items() if value < 0 and reason not in SEEN)
    return (*(reason for reason in itself if found.get(reason, 0.0) <= 0), *(reason for _, reason in others))
