"""What a page is about, in its own words."""

import re
from collections.abc import Iterable, Sequence

from reader.clean.said import Marked, Told
from reader.clean.site import letters
from reader.model.document import Fact
from reader.model.patterns import lazy

_MOST, _LONGEST = 20, 40  # tags; characters of one
_PHRASE = 8  # characters
_BETWEEN = lazy(r"[,，;；、|｜#＃\n]+")
_LINE = lazy(
    r"^(?:本文)?(?:标签|標籤|关键[词字]|關鍵[詞字]|tags?|keywords?|filed under|topics?)\s*[:：]\s*(.{2,200})$",
    re.IGNORECASE,
)


def find_tags(told: Told, lines: Iterable[tuple[str, str]], own: Sequence[str]) -> tuple[Fact, ...]:
    """The tags of the first that has any: article:tag, rel=tag, JSON-LD, a line of the page, keywords.

    ``lines`` are those around the article, each with its place; ``own`` are names that are no tags: of the article and
    of the site.
    """
    marked = [Fact(mark.value, mark.source) for mark in told.marks if mark.kind is Marked.TAG]
    said = [fact for fact in told.head.tags if "keywords" not in fact.source.lower()]
    shown = [Fact(match[1], place) for text, place in lines if len(text) < 250 and (match := _LINE.match(text))]
    keywords = [fact for fact in told.head.tags if fact not in said]
    names = {letters(name) for name in own}
    for facts in (said, marked, told.linked.tags, shown[:1], keywords):
        found = _split(facts, names)
        if found:
            return found
    return ()


def _split(facts: Iterable[Fact], names: set[str]) -> tuple[Fact, ...]:
    found: dict[str, Fact] = {}
    for fact in facts:
        for part in _parts(fact.value):
            bare = letters(part)
            piece = len(bare) > _PHRASE and any(bare in name for name in names)  # of a title that was cut at its commas
            if bare and not piece and bare not in names and len(part) <= _LONGEST:
                found.setdefault(bare, Fact(part, fact.source))
    return tuple(found.values())[:_MOST]


def _parts(value: str) -> list[str]:
    """The tags of a list; Chinese ones are divided by spaces where nothing else divides them."""
    parts = [part.strip() for part in _BETWEEN.split(value) if part.strip()]
    alone = len(parts) == 1 and not value.isascii()
    return parts[0].split() if alone else parts
