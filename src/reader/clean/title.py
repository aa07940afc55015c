"""The title of an HTML page: the block that says what the head calls the page, or the head's words without the site."""

import re
from collections.abc import Iterable, Sequence

from reader.clean.candidate import Candidate
from reader.model.document import Kind
from reader.model.ports import FoldDamage

_LONGEST = 150  # characters of a title
_SHORTEST = 4  # letters a block must share with the head to be the title
_SEPARATOR = re.compile(r"\s+[-–—·»>]+\s+|\s*[|_｜–—»]+\s*|\s*-{2,}\s*")
_SIGN = re.compile(r"[\W_]+")


def find_title(candidates: Sequence[Candidate], titles: Iterable[str], fold: FoldDamage) -> int | None:
    """The index of the block that is the page's title: the longest that one of the head's ``titles`` holds, or None.

    A heading goes before other blocks, and a block that is a whole title before one that is a part of one.
    """
    names = [letters(fold(title)) for title in titles]
    shortest = max(_SHORTEST, min(map(len, names), default=0) // 3)
    best, found = (0, 0, 0), None
    for index, candidate in enumerate(candidates):
        if not shortest <= len(candidate.text) <= _LONGEST:
            continue
        own = letters(candidate.folded)
        if len(own) < _SHORTEST or not any(own in name and len(own) * 3 >= len(name) for name in names):
            continue
        rank = (int(candidate.kind is Kind.HEADING), int(own in names), len(own))
        if rank > best:
            best, found = rank, index
    return found


def letters(text: str) -> str:
    """What counts when two titles are compared: letters and digits, lower case."""
    return _SIGN.sub("", text).lower()


def without_site(title: str, site: str) -> str:
    """A head's title without the name of the site and its sections.

    >>> without_site("大模型的新进展 - 科技频道 - 某某网", "某某网")
    '大模型的新进展'
    """
    parts = [part for part in _SEPARATOR.split(title.strip()) if part]
    rest = [part for part in parts if letters(part) != letters(site)] or parts
    return max(rest, key=len, default="")
