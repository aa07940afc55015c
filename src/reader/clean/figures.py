"""What can be counted in one block: all of it on the folded text, so that damage does not fool the judge."""

import re
from bisect import bisect_right
from collections.abc import Sequence
from itertools import accumulate
from math import log1p
from typing import NamedTuple

from reader.clean.candidate import Candidate
from reader.clean.wording import FUNCTION_CHARACTERS, FUNCTION_WORDS, FURNITURE, TERMINATORS, alternatives
from reader.model.document import Kind

# A comma inside a number, a colon inside a time or an address are no marks of a sentence.
_MARK = re.compile(r"[。！？；、，：!?;](?!\d)|[,:](?![\d\s/])|[,.] (?=[a-z])|\.\Z")
_SENTENCE_END = re.compile(r"(?:[。！？!?…；;：:]|(?<!\.)\.)[”」』\"')）】]*\Z")
_FUNCTION_WORD = re.compile(rf"\b(?:{FUNCTION_WORDS})\b")
_FURNITURE = re.compile(alternatives(FURNITURE))
_DATE = re.compile(
    r"(?:19|20)?\d\d\s?[年/.-]\s?\d\d?\s?[月/.-]\s?\d\d?|\d{1,2}:\d\d|\d\s?(?:天|小时|分钟|个月|年|秒)前"
    r"|\b(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]* \d|\d (?:days?|hours?|months?|years?|minutes?) ago"
)
_ENDINGS = frozenset("。！？!?…；;：:.”」』\"')）】")
_LAST = 8  # characters, in which a sentence with its closing quotation marks ends
_OPENING = " \t-—–=·・•|【[(（<《>»→※▲★*#"  # what may stand before 相关阅读
_LONGEST_TERMINATOR = 40  # characters: 标签:LLM ends an article, a sentence about 标签 does not
_LATIN = 0.4  # of a Chinese character is what a Latin letter or digit says
_BORDER = "\0"


class Figures(NamedTuple):
    """The counts of a block.

    ``length`` is in characters without spaces, ``size`` in Chinese characters, as a block of other script would have
    them; ``digits``, ``latin`` and ``linked`` are shares (0–1) of the characters. ``furniture``: the wording of
    furniture that was found, in order. ``ends``: the block ends as a sentence does. ``prose``: how many characters of
    running text it holds, the measure that is carried to its neighbours and up to the elements around it.
    """

    length: int
    size: float
    function: int
    digits: float
    latin: float
    linked: float
    ends: bool
    dated: bool
    furniture: Sequence[str]
    prose: float


class _Classes(dict[int, str]):
    """Code point → what kind of character it is: h Han, f a Han function character, l Latin, d digit, x other."""

    def __missing__(self, code: int) -> str:
        character = chr(code)
        found = "x"
        if character in FUNCTION_CHARACTERS:
            found = "f"
        elif 0x3040 <= code < 0xA000 or 0xF900 <= code < 0xFB00 or 0x20000 <= code < 0x40000:
            found = "h"
        elif character.isdigit():
            found = "d"
        elif character.isalpha():
            found = "l"
        self[code] = found
        return found


_CLASSES = _Classes({ord(" "): " ", ord(_BORDER): _BORDER})


def figures(candidates: Sequence[Candidate], texts: Sequence[str]) -> list[Figures]:
    """Count the blocks, whose folded texts in lower case are ``texts``; linear in their length."""
    joined = _BORDER.join(texts)
    classes = joined.translate(_CLASSES).split(_BORDER)
    if len(classes) != len(texts):  # a border inside of a text
        classes = [text.translate(_CLASSES) for text in texts]
        joined = _BORDER.join(text.replace(_BORDER, " ") for text in texts)
    furniture = _furniture(joined, texts)
    return [
        _count(*each, furniture.get(index, ()))
        for index, each in enumerate(zip(candidates, texts, classes, strict=True))
    ]


def _furniture(joined: str, texts: Sequence[str]) -> dict[int, list[str]]:
    """The wording of furniture by the index of its block."""
    ends = list(accumulate(len(text) + 1 for text in texts))
    found: dict[int, list[str]] = {}
    for match in _FURNITURE.finditer(joined):
        found.setdefault(bisect_right(ends, match.start()), []).append(match[0])
    return found


def _count(candidate: Candidate, text: str, classes: str, furniture: Sequence[str]) -> Figures:
    function, latin, digits = classes.count("f"), classes.count("l"), classes.count("d")
    han = function + classes.count("h")
    length = len(text) - classes.count(" ")
    size = han + _LATIN * (latin + digits)
    if latin > han and " " in text:
        function += len(_FUNCTION_WORD.findall(text))
    ends = text[-1:] in _ENDINGS and _SENTENCE_END.search(text[-_LAST:]) is not None
    linked = candidate.linked
    if candidate.element < 0 and candidate.kind is Kind.ITEM and not ends:
        linked = 0.5  # a text page does not show links: an item that is no sentence may be one
    prose = 0.0
    if length >= 10 and linked < 0.5:  # without marks or mostly of links it has none, with one mark half of them
        first = _MARK.search(text)
        marks = 0 if first is None else 1 if _MARK.search(text, first.end()) is None else 2
        prose = size * (1 - linked) * marks / 2
    whole = max(length, 1)
    dated = digits > 1 and _DATE.search(text) is not None
    return Figures(
        length, size, function, digits / whole, latin / whole, linked, ends, dated, furniture, prose
    )  # fmt: skip


def terminates(length: int, text: str) -> bool:
    """Whether a block says what follows the last line of an article."""
    return length < _LONGEST_TERMINATOR and text.lstrip(_OPENING).startswith(TERMINATORS)


def weight(prose: float) -> float:
    """How much a block of so much running text says about its neighbours: ten sentences not ten times one."""
    return log1p(prose / 10)
