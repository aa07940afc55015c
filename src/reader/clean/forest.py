"""The model: small boosted trees, read from a reviewed file, that tell what each feature added to a score."""

import json
from collections.abc import Sequence
from functools import cache
from importlib.resources import files
from typing import Any, NamedTuple

_FIRST = 20  # trees; most blocks of a page are decided by them
_HOPELESS = -3.0  # after the first trees; no block of the training pages came back from there


class Judgement(NamedTuple):
    """``score`` is a log-odds: above the model's limit a block is kept. ``reasons``: what each feature added to it."""

    score: float
    reasons: dict[int, float]


class Forest:
    """A sum of trees. A branch is (feature, limit, at most, above), a leaf (value, ((feature, part of it), …))."""

    def __init__(self, trees: Sequence[Any], base: float = 0.0) -> None:
        self._first, self._rest = tuple(map(_frozen, trees[:_FIRST])), tuple(map(_frozen, trees[_FIRST:]))
        self._base = base

    def judge(self, row: Sequence[float]) -> Judgement:
        """Score one block."""
        leaves = _leaves(self._first, row)
        score = self._base + sum(leaf[0] for leaf in leaves)
        if score > _HOPELESS:
            rest = _leaves(self._rest, row)
            score += sum(leaf[0] for leaf in rest)
            leaves += rest
        reasons: dict[int, float] = {}
        for _, added in leaves:
            for feature, value in added:
                reasons[feature] = reasons.get(feature, 0.0) + value
        return Judgement(score, reasons)


def _leaves(trees: Sequence[Any], row: Sequence[float]) -> list[Any]:
    found = []
    for tree in trees:
        node = tree
        while len(node) == 4:
            node = node[2] if row[node[0]] <= node[1] else node[3]
        found.append(node)
    return found


def _frozen(node: Any) -> Any:
    """Nested lists as nested tuples."""
    return tuple(_frozen(each) if isinstance(each, list) else each for each in node)


class Model(NamedTuple):
    """What tools/train_cleaner.py has stored. The limits are log-odds, of HTML and of text pages."""

    features: tuple[str, ...]
    forest: Forest
    names: dict[str, tuple[float, float, float]]
    limit: float
    text_limit: float


@cache
def model() -> Model:
    """The model that comes with Reader; read once (10 ms)."""
    data = json.loads((files("reader.clean.data") / "cleaner.json").read_text("utf8"))
    names = {word: (own, near, far) for word, (own, near, far) in data["names"].items()}
    forest = Forest(data["trees"], data["base"])
    return Model(tuple(data["features"]), forest, names, data["limit"], data["text_limit"])
