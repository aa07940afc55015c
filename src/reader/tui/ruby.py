"""Pinyin above the words: how wide every character must stand for its syllable to fit over it.

Where a syllable is wider than its character, filler follows the character. Filler is drawn as space, belongs to the
character before it when lines are broken, so that no mark comes to begin a line, and is no part of the text.
"""

from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

from rich.cells import cell_len

from reader.lexicon.pinyin import Syllable
from reader.lexicon.pinyin_text import words_of
from reader.wrap import FILLER

_VOWELS = frozenset("aoeāáǎàōóǒòēéěè")


class Spelled(NamedTuple):
    """The syllables of a text, kept small: a reading a character, shared between texts, and where words go on."""

    readings: tuple[str, ...]
    joined: bytes

    @classmethod
    def of(cls, text: str, syllables: Sequence[Syllable]) -> "Spelled":
        """The syllables of ``text``."""
        readings, joined = [""] * len(text), bytearray(len(text))
        for each in syllables:
            readings[each.start], joined[each.start] = each.text, each.joined
        return cls(tuple(readings), bytes(joined))

    def syllables(self) -> Iterator[Syllable]:
        """The syllables again."""
        for place, reading in enumerate(self.readings):
            if reading:
                yield Syllable(place, place + 1, reading, bool(self.joined[place]))


class Above(NamedTuple):
    """What stands above the character at ``start`` of the text, how much filler follows that, and its tone."""

    start: int
    text: str
    tone: int
    filler: int


def above(
    text: str, spelled: Spelled, write: Callable[[str], str], wanted: Callable[[str], bool], *, apart: bool = False
) -> tuple[Above, ...]:
    """What to set above ``text``: the words that are ``wanted``; with ``apart`` no two syllables touch."""
    syllables = [
        each
        for word in words_of(tuple(spelled.syllables()))
        if wanted(text[word[0].start : word[-1].end])
        for each in word
    ]
    written = [_joined(each, write(each.text)) for each in syllables]
    return tuple(
        Above(each.start, shown, each.tone, _filler(text, syllables, index, shown, apart=apart))
        for index, (each, shown) in enumerate(zip(syllables, written, strict=True))
    )


def _joined(syllable: Syllable, written: str) -> str:
    return f"'{written}" if syllable.joined and written[0] in _VOWELS else written


def _filler(text: str, syllables: Sequence[Syllable], index: int, written: str, *, apart: bool) -> int:
    """Cells that the character at hand needs more than it has; words stand a cell apart."""
    this = syllables[index]
    after = syllables[index + 1] if index + 1 < len(syllables) else None
    touches = after is not None and after.start == this.end
    gap = touches and after is not None and (apart or not after.joined)
    return max(cell_len(written) + gap - cell_len(text[this.start]), 0)


def filler(cells: int) -> str:
    """So many cells of filler."""
    return FILLER * cells
