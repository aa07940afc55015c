"""What can be counted in one block: all of it on the folded text, so that damage does not fool the judge."""

import re
from math import log1p
from typing import NamedTuple

from reader.clean.candidate import Candidate
from reader.clean.wording import FUNCTION_CHARACTERS, FUNCTION_WORDS, FURNITURE, TERMINATORS
from reader.model.document import Kind

# A comma inside a number, a colon inside a time or an address are no marks of a sentence.
_MARK = re.compile(r"[。！？；、，：!?;](?!\d)|[,:](?![\d\s/])|[,.] (?=[a-z])")
_SENTENCE_END = re.compile(r"(?:[。！？!?…；;：:]|(?<!\.)\.)[”」』\"')）】]*\Z")
_FUNCTION = re.compile(rf"[{FUNCTION_CHARACTERS}]|\b(?:{FUNCTION_WORDS})\b")
_FURNITURE = re.compile("|".join(sorted(map(re.escape, FURNITURE), reverse=True)))
_LAST = 8  # characters, in which a sentence with its closing quotation marks ends
_DIGIT = re.compile(r"\d")
_OPENING = " \t-—–=·・•|【[(（<《>»→※▲★*#"  # what may stand before 相关阅读
_LONGEST_TERMINATOR = 40  # characters: 标签:LLM ends an article, a sentence about 标签 does not


class Figures(NamedTuple):
    """The counts of a block. ``digits`` and ``linked`` are shares (0–1) of its characters, spaces not counted.

    ``furniture``: the wording of furniture that was found, in order. ``ends``: the block ends as a sentence does.
    ``prose``: how many characters of running text it holds, the measure that is carried to its neighbours.
    """

    length: int
    marks: int
    function: int
    digits: float
    linked: float
    ends: bool
    terminates: bool
    furniture: tuple[str, ...]
    prose: float


def figures(candidate: Candidate) -> Figures:
    """Count one block; linear in its length."""
    text = candidate.folded.lower()
    length = len(text) - text.count(" ")
    marks = len(_MARK.findall(text))
    ends = _SENTENCE_END.search(text[-_LAST:]) is not None
    linked = _linked(candidate, ends=ends)
    return Figures(
        length=length,
        marks=marks,
        function=len(_FUNCTION.findall(text)),
        digits=len(_DIGIT.findall(text)) / max(length, 1),
        linked=linked,
        ends=ends,
        terminates=length < _LONGEST_TERMINATOR and text.lstrip(_OPENING).startswith(TERMINATORS),
        furniture=tuple(_FURNITURE.findall(text)),
        prose=_prose(length, marks, linked),
    )


def _linked(candidate: Candidate, *, ends: bool) -> float:
    """The share in links. A text page does not show them: an item that is no sentence may be one, so half a link."""
    if candidate.element < 0 and candidate.kind is Kind.ITEM and not ends:
        return 0.5
    return candidate.linked


def _prose(length: int, marks: int, linked: float) -> float:
    """Characters of running text: a block without marks or mostly of links has none, with one mark half of them."""
    if length < 10 or linked >= 0.5:
        return 0.0
    return length * (1 - linked) * min(1.0, marks / 2)


def weight(prose: float) -> float:
    """How much a block of so much running text says about its neighbours: ten sentences not ten times one."""
    return log1p(prose / 10)
