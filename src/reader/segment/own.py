"""A person's own words, laid over the segmenter's: words joined, words cut."""

from collections.abc import Sequence
from itertools import accumulate, pairwise

from reader.model.document import Token
from reader.model.ports import Cuts
from reader.segment.kinds import kind_of


def recut(tokens: Sequence[Token], text: str, cuts: Cuts) -> tuple[Token, ...]:
    """``tokens`` of the simplified ``text``, cut as the person wants them; they join to the text as before.

    A cut goes wherever its text begins and ends with a word: 的话 joins 的|话, and leaves 目的|话题 alone.
    """
    wanted = [(whole, parts) for whole, parts in cuts.items() if whole in text]
    edges = {0, *(token.end for token in tokens)} if wanted else set()
    before = frozenset(edges)
    for whole, parts in wanted:
        _cut(edges, text, whole, parts)
    if edges == before:
        return tuple(tokens)
    return tuple(Token(start, end, kind_of(text[start:end])) for start, end in pairwise(sorted(edges)))


def _cut(edges: set[int], text: str, whole: str, parts: Sequence[str]) -> None:
    """Change the ``edges`` of words wherever ``whole`` stands between two of them."""
    inner = list(accumulate(map(len, parts[:-1])))
    start = text.find(whole)
    while start >= 0:
        end = start + len(whole)
        if start in edges and end in edges:
            edges.difference_update(range(start + 1, end))
            edges.update(start + each for each in inner)
        else:
            end = start + 1
        start = text.find(whole, end)
