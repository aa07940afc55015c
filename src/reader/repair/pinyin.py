"""Pinyin inserted after characters: 網(wǎng)站 數(shù)據(jù).

Decided for the page, on figures (`measure`), then for the pair. Family A of three known ones: the inserting converter
knows a fixed set of traditional characters and annotates each of them every time, with tone marks.
Thresholds: measured on 27 damaged pages and 4 that use pinyin rightly.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from functools import cache
from typing import NamedTuple

from reader.model.characters import HAN_RANGES, traditional_only
from reader.model.survey import PinyinFigures, Survey
from reader.model.text import Edit
from reader.repair import data
from reader.repair.readings import is_reading

_LETTERS = "a-zāáǎàēéěèīíǐìōóǒòūúǔùüǖǘǚǜńňǹḿɡɑ"
#: A Han character and a short word in brackets after it. The longest syllable, zhuang, has six letters.
PAIR = re.compile(rf"(?P<han>[{HAN_RANGES}])(?P<note>[(（](?P<syllable>[{_LETTERS}]{{1,6}})[)）])")

_HAN = re.compile(f"[{HAN_RANGES}]")

_FEWEST_PAIRS = 5
_RUBY_ADJACENT, _RUBY_DENSITY = 0.5, 0.5
_FAMILY_A = {"traditional": 0.95, "consistency": 0.95, "types": 5, "common": 0.35}
_FAMILY_A_GLOSSED = {"traditional": 0.75, "consistency": 0.9, "types": 8, "common": 0.35}  # real glosses between


class Pair(NamedTuple):
    """A character with a valid reading after it; ``[start, end)`` is the bracketed note."""

    character: str
    start: int
    end: int


def pairs(text: str) -> Iterator[Pair]:
    """Every pair of ``text`` whose reading is valid for its character."""
    if "(" not in text and "（" not in text:
        return
    for match in PAIR.finditer(text):
        if is_reading(match["syllable"], match["han"]):
            yield Pair(match["han"], match.start("note"), match.end("note"))


def measure(texts: Iterable[str]) -> tuple[PinyinFigures, frozenset[str]]:
    """The figures of a document, and the characters that carry valid pairs; all zero when there is no pair."""
    annotated: Counter[str] = Counter()
    occurring: Counter[str] = Counter()
    adjacent = 0
    for text in texts:
        last_end = -1
        for pair in pairs(text):
            annotated[pair.character] += 1
            adjacent += pair.start - 1 == last_end
            last_end = pair.end
        occurring.update(_HAN.findall(text))
    total = annotated.total()
    if not total:
        return PinyinFigures(), frozenset()
    traditional = sum(count for character, count in annotated.items() if character in traditional_only())
    figures = PinyinFigures(
        pairs=total,
        types=len(annotated),
        traditional=traditional / total,
        consistency=total / sum(occurring[character] for character in annotated),
        density=total / occurring.total(),
        common=sum(character in _commonest() for character in annotated) / len(annotated),
        adjacent=adjacent / total,
    )
    return figures, frozenset(annotated)


def is_inserted(figures: PinyinFigures) -> bool:
    """Whether the pairs of a page were inserted by a machine (family A), judged in this order."""
    if figures.pairs < _FEWEST_PAIRS:
        return False
    if figures.adjacent > _RUBY_ADJACENT and figures.density > _RUBY_DENSITY:
        return False
    return any(
        all(getattr(figures, name) >= limit for name, limit in family.items())
        for family in (_FAMILY_A, _FAMILY_A_GLOSSED)
    )


def inserted_pinyin(text: str, survey: Survey) -> Iterator[Edit]:
    """Remove the pinyin that a converter inserted: 網(wǎng)站 → 網站.

    Only on a page that was found to be damaged, only after characters that exist in traditional script alone, only
    where the reading is valid: (LLM) after 型 is the author's own and stays, and so is a gloss such as 亳(bó)州.
    """
    if not survey.inserted_pinyin:
        return
    for pair in pairs(text):
        if pair.character in survey.inserted_on:
            yield Edit(pair.start, pair.end, "")


def without_pairs(text: str) -> str:
    """``text`` with everything that looks like a pair taken out, right or wrong: a view for judging."""
    return PAIR.sub(r"\g<han>", text) if "(" in text or "（" in text else text


@cache
def _commonest() -> frozenset[str]:
    """The 500 commonest characters, and the traditional ones that they stand for."""
    from reader.repair.script import traditional_forms

    simplified = data.read("common.txt").strip()
    return frozenset(simplified) | traditional_forms(simplified)
