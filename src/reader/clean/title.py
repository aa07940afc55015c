"""The title of a page: the block that says what the head calls it, a heading, or on a text page the line like one."""

import re
from collections.abc import Iterable, Sequence

from reader.clean.bylines import read_byline
from reader.clean.candidate import Candidate
from reader.clean.site import letters
from reader.model.document import Kind
from reader.model.ports import FoldDamage

_LONGEST = 150  # characters of a title
_SHORTEST = 4  # letters a block must share with the head to be the title
_BEFORE_START = 8  # blocks, among which a heading is the article's and not the site's
_AFTER_START = 3  # blocks of the article, among which its title may stand
_CLOCK = re.compile(r"\s*[【\[(（]\s*\d{1,2}[:：]\d{2}\s*[】\])）]$|\s*[¶#]+$")


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


def first_heading(candidates: Sequence[Candidate], start: int) -> int | None:
    """The first heading of the first level where the article begins."""
    beginning = range(max(start - _BEFORE_START, 0), min(start + _AFTER_START, len(candidates)))
    return next((index for index in beginning if _is_first_heading(candidates[index])), None)


def _is_first_heading(candidate: Candidate) -> bool:
    return candidate.kind is Kind.HEADING and candidate.level == 1


def is_at(title: int, start: int) -> bool:
    """Whether a title that the head names stands where the article begins, or before it."""
    return title < start + _AFTER_START


def bare(title: str) -> str:
    """A title without the clock and the signs that sites hang on it.

    >>> bare("大模型的数据 【16:15】"), bare("Installing¶")
    ('大模型的数据', 'Installing')
    """
    return _CLOCK.sub("", title)


_LINES_BEFORE, _LINES_INTO = 12, 2  # of a text page, among which its title is looked for
_LONGEST_LINE = 80  # characters
_NO_TITLE = re.compile(
    r"[>»›|｜│]|https?:|[。；;，,：:]$|\.$|^[\d\W]+$"
    r"|^(?:引言|前言|导语|导读|摘要|简介|概述|背景|目录|正文|abstract|introduction|preface|summary|contents)\W*$",
    re.IGNORECASE,
)
_ENOUGH = 3  # of the weights below


def find_line_title(candidates: Sequence[Candidate], start: int) -> int | None:
    """The line of a text page that is its title, None if none is like one: a short line without the end of a sentence.

    What speaks for it: a byline follows, the page says it again, it stands apart and right before the text, it opens
    the page.
    """
    best, found = _ENOUGH - 1, None
    said = [letters(each.text) for each in candidates]
    for index in range(max(start - _LINES_BEFORE, 0), min(start + _LINES_INTO, len(candidates))):
        weight = _weight(candidates, said, index, start) if _may_be_title(candidates[index]) else 0
        if weight > best:
            best, found = weight, index
    return found


def _may_be_title(candidate: Candidate) -> bool:
    text = candidate.text
    own = letters(candidate.folded)
    if candidate.kind is Kind.ITEM or not _SHORTEST < len(own) <= _LONGEST_LINE or _NO_TITLE.search(candidate.folded):
        return False
    line = read_byline(text)
    return not (line.published or line.authors or line.outlet or line.editors or line.changed)


def _weight(candidates: Sequence[Candidate], said: Sequence[str], index: int, start: int) -> int:
    following = [read_byline(each.text) for each in candidates[index + 1 : index + 4] if len(each.text) < _LONGEST]
    dated = [bool(line.published or line.authors or line.outlet) for line in following]
    own = said[index]
    again = any(own in other and len(own) * 4 >= len(other) for at, other in enumerate(said) if at != index)
    return (
        3 * any(dated[:1])
        + 2 * any(dated[1:])
        + 2 * again
        + 2 * (index in (start - 1, start) and candidates[index].apart)
        + (index == 0)
        + (len(own) >= 2 * _SHORTEST)
        - (index < start - 6)
    )
