"""Is what a run of mojibake decodes to the Chinese that was meant? The bytes alone don't tell."""

from collections.abc import Iterator
from typing import NamedTuple

from reader.model.characters import common
from reader.model.patterns import lazy
from reader.model.recode import Mix
from reader.repair.vocabulary import HAN, frequent, words_in

_FEWEST_WITHOUT_WORDS = 4  # characters that tell although no two of them are a word …
_FREQUENT = 0.5  # … when this share of them is among the commonest …
_DISTINCT = 3  # … and they are no pattern: ÄÄÄÄ is a line drawn by an old terminal, and 哪哪 in GBK

#: Letters of Western Europe, dashes, quotes, bullets, arrows, shapes and signs, CJK marks, full-width forms, emoji.
_SIGNS = (
    "\u00a0\u00b7\u00df-\u00ff\u2010-\u2027\u2030-\u203b\u20ac\u2100-\u22ff\u2460-\u27bf"
    "\u3000-\u3011\u3014-\u301f\uff01-\uffe5"
)
_SIGN = lazy(f"[{_SIGNS}\ufe0f\U0001f000-\U0001faff]")


class Run(NamedTuple):
    """``[start, end)`` of a text that was decoded wrongly, and what it should read.

    ``sure``: it tells by itself, and vouches for shorter runs of its mix. ``strength`` settles whose an overlap is.
    """

    start: int
    end: int
    new: str
    mix: Mix
    sure: bool
    strength: int


class Verdict(NamedTuple):
    """Whether a decoded run tells by itself, and how strongly it looks like Chinese."""

    sure: bool
    strength: int


def is_plausible(character: str) -> bool:
    """Whether a page may be expected to hold ``character``: a common one, or a sign."""
    return character in common() or character in frequent() or _SIGN.match(character) is not None


def is_everyday(text: str) -> bool:
    """Whether all of ``text`` is among the commonest characters and signs, so that a short run of it is believed."""
    return all(c in frequent() or c.isascii() or c == "\ufffd" or _SIGN.match(c) for c in text)


def judge(decoded: str) -> Verdict:
    """Weigh a run of plausible characters that came from double bytes."""
    han = HAN.findall(decoded)
    words = words_in(decoded)
    known = sum(character in frequent() for character in han)
    distinct = len(set(han))
    sure = (words > 0 and distinct >= 2) or (
        len(han) >= _FEWEST_WITHOUT_WORDS and distinct >= _DISTINCT and known >= _FREQUENT * len(han)
    )
    return Verdict(sure, 2 * words + known)


def stretches(characters: list[str]) -> Iterator[tuple[int, int]]:
    """``[start, end)`` of every run of plausible characters in ``characters``."""
    start = -1
    for place, character in enumerate(characters):
        if not (character and is_plausible(character)):
            if start >= 0:
                yield start, place
            start = -1
        elif start < 0:
            start = place
    if start >= 0:
        yield start, len(characters)
