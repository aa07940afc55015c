"""The title of a page: the block that says what the head calls it, a heading, or on a text page the line like one."""

import re
from collections.abc import Iterable, Sequence

from reader.clean.bylines import read_byline
from reader.clean.candidate import Candidate
from reader.clean.site import is_sitely, letters, parts_of
from reader.clean.wording import FURNITURE, alternatives
from reader.model.document import Kind
from reader.model.patterns import lazy
from reader.model.ports import FoldDamage

_LONGEST = 150  # characters of a title
_SHORTEST = 4  # letters a block must share with the head to be the title
_BEFORE_START = 8  # blocks, among which a heading is the article's and not the site's
_AFTER_START = 3  # blocks of the article, among which its title may stand
_LONGEST_LABEL = 12  # characters
_CLOCK = lazy(r"\s*[【\[(（]\s*\d{1,2}[:：]\d{2}\s*[】\])）]$|\s*[¶#]+$")


def find_title(candidates: Sequence[Candidate], titles: Iterable[str], fold: FoldDamage) -> int | None:
    """The index of the block that is the page's title: the longest that one of the head's ``titles`` holds, or None.

    A heading goes before other blocks, and a block that is a whole title before one that is a part of one.
    """
    names = [letters(fold(title)) for title in titles]
    everything = "\n".join(names)
    shortest = max(_SHORTEST, min(map(len, names), default=0) // 3)
    best, found = (0, 0, 0), None
    for index, candidate in enumerate(candidates):
        if not shortest <= len(candidate.text) <= _LONGEST or not _may_be_in(everything, candidate.folded[:2]):
            continue
        own = letters(candidate.folded)
        if len(own) < _SHORTEST or not any(own in name and len(own) * 3 >= len(name) for name in names):
            continue
        rank = (int(candidate.kind is Kind.HEADING), int(own in names), len(own))
        if rank > best:
            best, found = rank, index
    return found


def _may_be_in(names: str, start: str) -> bool:
    """Whether a text that begins so may be a part of ``names``; a quick look, where most texts need no other."""
    return not start.isalnum() or start.lower() in names


def first_heading(candidates: Sequence[Candidate], start: int) -> int | None:
    """The first heading of the first level where the article begins."""
    beginning = range(max(start - _BEFORE_START, 0), min(start + _AFTER_START, len(candidates)))
    return next((index for index in beginning if _is_first_heading(candidates[index])), None)


def _is_first_heading(candidate: Candidate) -> bool:
    return candidate.kind is Kind.HEADING and candidate.level == 1


def is_at(candidates: Sequence[Candidate], title: int, start: int) -> bool:
    """Whether a title that the head names stands where the article begins, or before it, or is a heading."""
    return title < start + _AFTER_START or _is_first_heading(candidates[title])


def bare(title: str) -> str:
    """A title without the clock and the signs that sites hang on it.

    >>> bare("大模型的数据 【16:15】"), bare("Installing¶")
    ('大模型的数据', 'Installing')
    """
    return _CLOCK.sub("", title)


def without_label(candidate: Candidate, heads: Iterable[str]) -> str:
    """A block's title without the label before it, or the source behind it, which the head leaves out.

    求助 怎么微调大模型？ is a thread with its label, where the head says 怎么微调大模型？. A year is no label, and what
    stands behind belongs to a heading.
    """
    title = candidate.text
    for head in heads:
        if len(letters(head)) >= _SHORTEST and len(head) < len(title):
            label = title.removesuffix(f" {head}")
            if label != title and len(label) <= _LONGEST_LABEL and not any(map(str.isdigit, label)):
                return head
            if candidate.kind is not Kind.HEADING and title.startswith(f"{head} "):
                return head
    return title


_SIMILAR, _SIMILAR_HEADING = 0.6, 0.35  # share of a head title's pairs of letters that a block, a heading shows too
_LINES_BEFORE, _LINES_FAR, _LINES_INTO = 12, 40, 2  # of a text page, among which its title is looked for
_LONGEST_LINE = 80  # characters
_MOST_WORDS, _LONGEST_WORD = 5, 5  # of a row of links: many words, short ones (Chinese characters)
_NO_TITLE = lazy(
    r"[>»›│]|[|｜].*[|｜]|_.*_|\s/\s|,.*,.*,|https?:"  # trails, rows of names, addresses
    r"|。|[；;，,：:]$|(?<!\.)\.$|^[\d\W]+$|^[（(【\[〔].*[）)】\]〕]$"  # sentences, numbers, asides
    r"|\d\s*(?:人|条|次|个)?\s*(?:评论|留言|回复|阅读|参与|浏览)|(?:摄|攝|供图|資料照)[）)]?$"
    r"|^(?:引言|前言|导语|导读|摘要|简介|概述|背景|目录|正文|abstract|introduction|preface|summary|contents)\W*$",
    re.IGNORECASE,
)
_FURNITURE = lazy(alternatives(FURNITURE))
_TRAIL = lazy(r"\w\s*[>›»→]|正文\s*$|当前位置|所在位置|您的位置|现在位置")  # 首页 > 新闻 > 正文
_TOKEN = lazy(r"[^\s\-—|｜/·•,，、]+")
_ENOUGH = 3  # of the weights below


def find_similar(candidates: Sequence[Candidate], titles: Iterable[str], start: int, fold: FoldDamage) -> int | None:
    """The block that says in other words what the head calls the page: a heading, or a block near ``start``."""
    heads = [max(parts, key=len) for title in titles if (parts := parts_of(title))]
    wanted = [pairs for head in heads if len(pairs := _pairs(letters(fold(head)))) >= _SHORTEST and not is_sitely(head)]
    best, found = 0.0, None
    for index, candidate in enumerate(candidates[: start + _AFTER_START]):
        least = _least(candidate, index, start)
        if least < 1 and _SHORTEST < len(candidate.text) <= _LONGEST and not candidate.hidden:
            own = _pairs(letters(candidate.folded))
            share = max((len(own & pairs) / max(len(pairs), len(own) / 2) for pairs in wanted), default=0)
            if share >= least and share + (1 - least) > best:
                best, found = share + (1 - least), index
    return found


def _least(candidate: Candidate, index: int, start: int) -> float:
    """The share of a head title's pairs of letters that a block must show to be the title; 1: it can't be."""
    if candidate.kind is Kind.HEADING:
        return _SIMILAR_HEADING if candidate.level == 1 else _SIMILAR
    near = index >= start - _LINES_BEFORE
    return _SIMILAR if near and candidate.linked < 1 and not _NO_TITLE.search(candidate.folded) else 1


def _pairs(text: str) -> set[str]:
    return {text[at : at + 2] for at in range(len(text) - 1)}


def find_line_title(candidates: Sequence[Candidate], start: int) -> int | None:
    """The line of a text page that is its title, None if none is like one: a short line without the end of a sentence.

    What speaks for it: a byline follows, the page says it again, it stands apart, below the trail of where the page is
    (首页 > 新闻), or right before the text, it opens the page.
    """
    best, found = _ENOUGH - 1, None
    said = [letters(each.text) for each in candidates[: start + 400]]
    for index in range(max(start - _LINES_FAR, 0), min(start + _LINES_INTO, len(candidates))):
        weight = _weight(candidates, said, index, start) if _may_be_title(candidates[index]) else 0
        if weight > best:
            best, found = weight, index
    return found


def _may_be_title(candidate: Candidate) -> bool:
    text, own = candidate.folded, letters(candidate.folded)
    if not _SHORTEST < len(own) <= _LONGEST_LINE or _NO_TITLE.search(text) or _is_furniture(text, len(own)):
        return False
    line = read_byline(candidate.text)
    return not (line.published or line.authors or line.outlet or line.editors or line.changed)


def _is_furniture(text: str, size: int) -> bool:
    """Whether a line is a row of links, the name of a site, or mostly of the wording around articles."""
    words = _TOKEN.findall(text)
    row = len(words) >= _MOST_WORDS and not text.isascii() and size < len(words) * _LONGEST_WORD
    said = sum(map(len, _FURNITURE.findall(text.lower())))
    return row or said * 3 > size or (is_sitely(text) and size < 2 * _LONGEST_WORD)


def _weight(candidates: Sequence[Candidate], said: Sequence[str], index: int, start: int) -> int:
    following = [read_byline(each.text) for each in candidates[index + 1 : index + 4] if len(each.text) < _LONGEST]
    told = [bool(line.published) or bool(line.authors) or bool(line.outlet) for line in following]
    own = said[index]
    again = any(own in other and len(own) * 4 >= len(other) for at, other in enumerate(said) if at != index)
    if candidates[index].kind is Kind.ITEM and not any(told[:2]):
        return 0
    if index < start - _LINES_BEFORE and not (any(told) and (again or told[0])):
        return 0
    below_trail = bool(index) and _TRAIL.search(candidates[index - 1].folded) is not None
    behind = candidates[index + 1 : index + 2]
    opens = bool(behind) and len(behind[0].text) >= 2 * len(candidates[index].text)  # as a title does, and no verse
    return (
        3 * any(told[:1])
        + 2 * any(told[1:])
        + 2 * again
        + 2 * (opens and index in (start - 1, start) and candidates[index].apart)
        + 2 * (opens and index == 0)
        + 2 * below_trail
        + candidates[index].apart
        + (len(own) >= 2 * _SHORTEST)
        - (index < start - 6)
        - (candidates[index].kind is Kind.ITEM)
    )
