"""What pages themselves say a name means: 检索增强生成（Retrieval-Augmented Generation，RAG）."""

import re
from collections.abc import Callable, Iterator
from typing import NamedTuple

from reader.model.characters import HAN_RANGES

_ACRONYM = r"[A-Z][A-Za-z0-9]*[A-Z0-9][A-Za-z0-9]*(?:-[A-Z0-9]+)?"
_PHRASE = r"[A-Za-z][A-Za-z0-9'’/ -]{3,70}[A-Za-z0-9]"
#: What stands in brackets behind a name: an English phrase, a short form, a Chinese name, with what parts them.
_BRACKETS = re.compile(rf"[（(]([{HAN_RANGES}A-Za-z0-9'’/，,、；;：: -]{{2,120}})[)）]")
_PARTS = re.compile(r"\s*[，,、；;]\s*")
_LABEL = re.compile(r"(?:英文名?称?|英文全称|全称|简称|缩写|英文缩写|中文名?|即|又称|又名|也称)[为是]?\s*[：:]?\s*")
_BEFORE = re.compile(rf"(?:({_PHRASE})|([{HAN_RANGES}]{{2,14}}))[”」』\"]?\s*$")
_HAN_ONLY = re.compile(rf"[{HAN_RANGES}]{{2,14}}")
_LEADING = re.compile(
    "^(?:来自|是|为|即|叫|称为|称作|简称|全称|英文|缩写|也就是|又称|又叫|所谓|指|例如|比如|如|的|和|与|及|或|基于|通过|采用|使用|利用)+"
)
_REACH = 80  # code points before a bracket
_SMALL = frozenset(("of", "and", "for", "the", "in", "on", "to", "with", "by", "a"))


class Expansion(NamedTuple):
    """A short or English name, what it stands for, and its Chinese name; one of the two may be empty."""

    term: str
    expansion: str
    chinese: str


def expansions(text: str, is_word: Callable[[str], bool]) -> Iterator[Expansion]:
    """Every name that brackets explain, or that explains what stands before them.

    ``is_word`` tells whether a Chinese word may be part of a name: where a name begins before a bracket, nothing shows.
    """
    for match in _BRACKETS.finditer(text):
        parts = [part for each in _PARTS.split(match[1].strip()) if (part := _LABEL.sub("", each, count=1))]
        before = text[max(0, match.start() - _REACH) : match.start()]
        yield from _explained(before, parts, is_word)


def _explained(before: str, parts: list[str], is_word: Callable[[str], bool]) -> Iterator[Expansion]:
    short = next((part for part in parts if re.fullmatch(_ACRONYM, part)), "")
    phrase = next((part for part in parts if (re.fullmatch(_PHRASE, part) and " " in part) or "-" in part), "")
    chinese = next((part for part in parts if _HAN_ONLY.fullmatch(part) and is_word(part)), "")
    found = _BEFORE.search(before)
    if found and found[2] and (short or phrase):
        name = _chinese_name(found[2], is_word)
        if short:
            yield Expansion(short, phrase if _abbreviates(short, phrase) else "", name)
        elif phrase and name:
            yield Expansion(name, phrase, "")
        return
    head = re.search(rf"({_ACRONYM})\s*$", before)
    if head and (_abbreviates(head[1], phrase) or chinese):
        yield Expansion(head[1], phrase if _abbreviates(head[1], phrase) else "", chinese)
    elif short and found and found[1]:
        full = _last_words(found[1], short)
        if full:
            yield Expansion(short, full, "")


def _chinese_name(run: str, is_word: Callable[[str], bool]) -> str:
    """The end of a run that can be a name: what leads into it is taken off."""
    name = _LEADING.sub("", run)
    for mark in (
        "的",
        "了",
        "是",
        "为",
        "在",
        "和",
        "与",
        "以及",
        "通过",
        "基于",
        "采用",
        "使用",
        "一种",
        "这种",
        "称为",
        "叫做",
        "名为",
    ):
        name = name.rpartition(mark)[2] or name
    return name if len(name) > 1 and is_word(name) else ""


def _abbreviates(short: str, phrase: str) -> bool:
    """Whether the letters of ``short`` stand in order in the words, the first at their beginning: LoRA."""
    words = re.split(r"[\s/-]+", phrase.lower())
    letters = [c for c in short.lower() if c.isalpha()]
    if len(letters) < 2 or not phrase or words[0][:1] != letters[0]:
        return False
    rest = iter("".join(words))
    initials = [word[:1] for word in words if word and word not in _SMALL]
    return all(letter in rest for letter in letters) and len([c for c in short if c.isupper()]) <= len(initials) + 2


def _last_words(phrase: str, short: str) -> str:
    """The words at the end of ``phrase`` that ``short`` abbreviates."""
    words = phrase.split()
    for size in range(2, min(len(words), len(short) + 3) + 1):
        tail = " ".join(words[-size:])
        if _abbreviates(short, tail):
            return tail
    return ""
