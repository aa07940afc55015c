"""Pinyin inserted after characters: 網(wǎng)站, 前(qián)應檢查, 的(de)(de).

Decided for the page, on figures (`measure`, `family`), then for the pair. Three families are known: A annotates a fixed
set of traditional characters, each of them always; B every n-th character; C characters at random, toneless, stacked.
Thresholds: measured on 27 damaged pages of family A, a few of B and C, and pages that use pinyin rightly.
"""

from collections import Counter
from collections.abc import Iterator, Mapping
from functools import cache
from typing import NamedTuple

from reader.model.characters import HAN, HAN_RANGES, common, gb2312, traditional_only
from reader.model.patterns import lazy
from reader.model.survey import Family, PinyinFigures, Survey
from reader.model.text import Edit
from reader.repair import data
from reader.repair.joined import Joined
from reader.repair.readings import LETTERS, is_reading, is_usual_reading, known_readings

_NOTE = (
    rf"[(（][{LETTERS}]{{1,8}}[)）]"  # the longest syllable, zhuang, has six letters; tones may be apart from theirs
)
#: Short words in brackets, one or several, after a Han character; sought by what is rare, the bracket.
_NOTES = lazy(rf"[(（](?<=[{HAN_RANGES}].)[{LETTERS}]{{1,8}}[)）](?:{_NOTE})*")
_SYLLABLE = lazy(rf"[{LETTERS}]+")

_FEWEST_PAIRS = 5
_RUBY_ADJACENT, _RUBY_DENSITY = 0.5, 0.5
_FAMILY_A = {"traditional": 0.95, "consistency": 0.95, "types": 5, "common": 0.35}
_FAMILY_A_GLOSSED = {"traditional": 0.75, "consistency": 0.9, "types": 8, "common": 0.35}  # real glosses between
_FAMILY_B = {"modal_gap": 2, "periodic": 0.6, "density": 0.05}
_FAMILY_C = {"density": 0.05, "common": 0.35}
_TONELESS, _STACKED = 0.9, 0.05
_PLACES = frozenset("州縣县市區区鎮镇鄉乡村山河江湖水")  # what follows the name of a place
_KNOWN = 0.4  # of the characters with pairs, on a page that shows a converter's hand in other ways
_ALWAYS = 0.8  # consistency of the few pairs of a page that has fewer than five


class Pair(NamedTuple):
    """A character with valid readings after it; ``[start, end)`` are the bracketed notes, ``stack`` their number.

    ``usual``: the reading is the one that the character has first of all.
    """

    character: str
    start: int
    end: int
    stack: int
    toned: bool
    usual: bool


def pairs(text: str) -> Iterator[Pair]:
    """Every pair of ``text`` whose readings are all valid for its character."""
    if "(" not in text and "（" not in text:
        return
    for match in _NOTES.finditer(text):
        start, end = match.span()
        character, syllables = text[start - 1], _SYLLABLE.findall(match[0])
        if all(is_reading(syllable, character) for syllable in syllables):
            usual = is_usual_reading(syllables[0], character)
            yield Pair(character, start, end, len(syllables), not "".join(syllables).isascii(), usual)


def measure(texts: Joined, as_found: str) -> tuple[PinyinFigures, frozenset[str]]:
    """The figures of a document, and the characters that carry pairs.

    ``as_found``: all of it before misfires were undone; what these broke counts as annotated, not as occurring bare.
    """
    annotated: Counter[str] = Counter()
    gaps: Counter[int] = Counter()
    adjacent = toneless = stacked = 0
    for text in texts.with_match(_NOTES):
        last_end = -1
        for pair in pairs(text):
            annotated[pair.character] += 1
            adjacent += pair.start - 1 == last_end
            toneless += not pair.toned
            stacked += pair.stack > 1
            if last_end >= 0:
                gaps[_han_between(text, last_end, pair.start)] += 1
            last_end = pair.end
    total = annotated.total()
    if not total:
        return PinyinFigures(), frozenset()
    characters = Counter(as_found)
    modal_gap, periodic = gaps.most_common(1)[0] if gaps else (0, 0)
    traditional = sum(count for character, count in annotated.items() if character in traditional_only())
    figures = PinyinFigures(
        pairs=total,
        types=len(annotated),
        traditional=traditional / total,
        consistency=min(total / max(sum(characters[character] for character in annotated), 1), 1.0),
        density=total / max(sum(count for character, count in characters.items() if _is_han(character)), 1),
        common=sum(character in _commonest() for character in annotated) / len(annotated),
        adjacent=adjacent / total,
        modal_gap=modal_gap,
        periodic=periodic / max(gaps.total(), 1),
        toneless=toneless / total,
        stacked=stacked / total,
    )
    return figures, frozenset(annotated)


def family(figures: PinyinFigures, annotated: frozenset[str], *, converted: bool) -> Family:
    """Who put the pairs there, judged in this order; ``converted``: the page shows a converter's hand in other ways.

    Fewer than five pairs tell nothing by themselves. A page that a converter went over is given to family A by a
    single pair, if it is on a character which such converters are known to annotate.
    """
    if not figures.pairs or (figures.adjacent > _RUBY_ADJACENT and figures.density > _RUBY_DENSITY):
        return Family.NONE
    known = figures.types >= _FAMILY_A["types"] or len(annotated & _known()) >= _KNOWN * len(annotated)
    known = known and annotated <= traditional_only()
    if converted and known and figures.consistency >= _ALWAYS and figures.toneless < _TONELESS:
        return Family.A
    if figures.pairs < _FEWEST_PAIRS:
        return Family.NONE
    random = figures.toneless >= _TONELESS or figures.stacked > _STACKED
    judged = (
        (Family.A, _reaches(figures, _FAMILY_A)),
        (Family.B, _reaches(figures, _FAMILY_B)),
        (Family.C, random and _reaches(figures, _FAMILY_C)),
        (Family.A, _reaches(figures, _FAMILY_A_GLOSSED)),
    )
    return next((found for found, reached in judged if reached), Family.NONE)


def inserted_on(found: Family, annotated: frozenset[str]) -> frozenset[str]:
    """The characters whose pairs go: in family A common ones that are traditional alone, else all but rarities (龘)."""
    if found is Family.NONE:
        return frozenset()
    if found is Family.A:
        return annotated & traditional_only() & common()
    from reader.repair.script import fold_script

    return frozenset(character for character in annotated if fold_script(character) in gb2312())


def inserted_pinyin(text: str, survey: Survey) -> Iterator[Edit]:
    """Remove the pinyin that a converter inserted: 網(wǎng)站 → 網站, 的(de)(de) → 的.

    Only on a page that was found to be damaged, only after characters that the page's converter annotates, only
    where the reading is valid: (LLM) after 型 is the author's own and stays, and so is a gloss such as 亳(bó)州.
    """
    if survey.inserted is Family.NONE:
        return
    for pair in pairs(text):
        if pair.character in survey.inserted_on and not _is_gloss(pair, text, survey.inserted):
            yield Edit(pair.start, pair.end, "")


def _is_gloss(pair: Pair, text: str, found: Family) -> bool:
    """Whether an author's hand shows on a page of family B or C.

    A tone on a toneless page; a reading that a converter would not choose (六(lù)安); the rare name of a place
    (亳(bó)州).
    """
    if found is Family.C:
        return pair.toned
    named = text[pair.end : pair.end + 1] in _PLACES and pair.character not in common()
    return found is Family.B and pair.toned and (not pair.usual or named)


def pair_spans(text: str) -> Iterator[tuple[int, int]]:
    """Where that stands which `without_pairs` takes out."""
    return (match.span() for match in _NOTES.finditer(text))


def without_pairs(text: str) -> str:
    """``text`` with everything that looks like a pair taken out, right or wrong: a view for judging."""
    return _NOTES.sub("", text) if "(" in text or "（" in text else text


def _reaches(figures: PinyinFigures, limits: Mapping[str, float]) -> bool:
    return all(getattr(figures, name) >= limit for name, limit in limits.items())


def _han_between(text: str, start: int, end: int) -> int:
    """Han characters in ``text[start:end]``, which holds no pair."""
    return len(HAN.findall(text, start, end))


def _is_han(character: str) -> bool:
    return character >= "\u3400" and HAN.match(character) is not None


@cache
def _commonest() -> frozenset[str]:
    """The 500 commonest characters, and the traditional ones that they stand for."""
    from reader.repair.script import traditional_forms

    simplified = data.read("common.txt").strip()
    return frozenset(simplified) | traditional_forms(simplified)


@cache
def _known() -> frozenset[str]:
    """Characters seen annotated on damaged pages, and the commonest of those that could be.

    The tables of different pages are nested, small inside large, so that what one annotates another may.
    """
    return frozenset(known_readings()) | (_commonest() & traditional_only())
