"""How a whole text is read, syllable by syllable; the home of pypinyin.

pypinyin reads whole texts, as single words lose the context that it knows; a dictionary's reading goes over it where
the word has exactly one; patterns of the surroundings decide characters that are words of their own; the field's
phrases go over all. Its quirks: it takes 0.2–0.5 s to load, so it is imported at the first call; it calls
``errors`` for runs of what it can't read and must get one answer a character, or lengths no longer agree.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache, cached_property
from sys import intern
from typing import Any, NamedTuple, Protocol

from reader.lexicon.pinyin_data import Contexts, Phrases, load_contexts, load_phrases
from reader.lexicon.pinyin_styles import numbered
from reader.model.characters import HAN
from reader.model.ports import Cutter, FoldScript

_LONGEST = 5  # tokens that may be one word of the dictionary
_WIDEST = 12  # characters of such a word
_KEPT = 1 << 15  # words whose readings are remembered
_SENTENCES = re.compile(r"[^。！？!?\n]*[。！？!?\n]+|[^。！？!?\n]+")
_SYLLABLE = re.compile("[a-zêü]+[1-5]")


class Syllable(NamedTuple):
    """How the character ``[start, end)`` of a text is read: ``hang2``, ``lü4``, ``r5``; tone 5 is the neutral one.

    ``joined``: the syllable belongs to one word with the one before it.
    """

    start: int
    end: int
    text: str
    joined: bool = False

    @property
    def tone(self) -> int:
        """1–4, and 5 for the neutral tone."""
        return int(self.text[-1])


class Readings(Protocol):
    """A dictionary that is asked for the readings of a word."""

    def __call__(self, words: Sequence[str], /) -> Mapping[str, Sequence[str]]:
        """Every reading of those words (in simplified characters) that it has, as CC-CEDICT writes: ``yin2 hang2``."""


class Pinyin:
    """Reads texts. Made once, safe to share between threads; the first reading loads pypinyin.

    ``cut`` cuts simplified text into words, ``fold`` brings traditional characters to simplified ones, one for one.
    """

    def __init__(self, cut: Cutter, fold: FoldScript, readings: Readings | None = None) -> None:
        self._cut, self._fold = cut, fold
        self._readings = readings
        self._asked: dict[str, tuple[tuple[str, ...], ...]] = {}

    def read(self, text: str) -> tuple[Syllable, ...]:
        """The syllables of ``text`` in order, one for each Chinese character that has a reading.

        What is Latin, a figure or a mark has none, and neither has a character that no table knows.
        """
        if not HAN.search(text):
            return ()
        folded = self._fold(text)
        words = _words(self._cut(folded))
        read = list(_by_pypinyin(folded))
        settled = bytearray(len(text))
        self._by_dictionary(folded, words, read, settled)
        mended = self._phrases.mend(folded, {edge for word in words for edge in word}, read, settled)
        alone = {start for start, end in words if end - start == 1}
        self._contexts.decide(folded, alone, read, settled)
        inside = {place for start, end in (*words, *mended) for place in range(start + 1, end)}
        return tuple(
            Syllable(place, place + 1, reading, place in inside and bool(read[place - 1]))
            for place, reading in enumerate(read)
            if reading
        )

    def _by_dictionary(self, text: str, words: list[tuple[int, int]], read: list[str], settled: bytearray) -> None:
        """Put in the reading of every word that has exactly one; of several, the first where pypinyin's is none."""
        if self._readings is None:
            return
        for start, end, found in _longest(self._ask(self._readings, text, words), text, words):
            if len(found) == 1:
                settled[start:end] = b"\1" * (end - start)
            if len(found) == 1 or tuple(read[start:end]) not in found:
                read[start:end] = found[0]

    def _ask(self, readings: Readings, text: str, words: list[tuple[int, int]]) -> "_Known":
        """The readings of all words and neighbouring words of ``text``, asked for together and remembered."""
        if len(self._asked) > _KEPT:
            self._asked = {}
        asked = self._asked  # another thread may begin a new one meanwhile
        wanted = {text[start:end] for start, end in _runs(words)}
        if new := [word for word in wanted if word not in asked]:
            found = readings(new)
            asked |= {word: _in_syllables(word, found.get(word, ())) for word in new}
        return {word: told for word in wanted if (told := asked[word])}

    @cached_property
    def _phrases(self) -> Phrases:
        return load_phrases()

    @cached_property
    def _contexts(self) -> Contexts:
        return load_contexts()


def _by_pypinyin(text: str) -> Iterator[str]:
    """One reading a character, empty where there is none, sentence by sentence, so that memory stays small."""
    from pypinyin import Style, pinyin  # its types know only half of what ``errors`` may answer

    for match in _SENTENCES.finditer(text):
        sentence = match[0]
        found = pinyin(sentence, Style.TONE, errors=_nothing)
        if len(found) != len(sentence):  # a phrase of the tables with more or fewer readings than characters
            found = [pinyin(character, Style.TONE, errors=_nothing)[0] for character in sentence]
        yield from (_as_numbered(reading) for (reading, *_) in found)


@cache
def _as_numbered(reading: str) -> str:
    syllable = numbered(reading)
    return syllable if _is_syllable(syllable) else ""


def _nothing(run: str) -> Any:
    return [""] * len(run)


def _words(words: Iterable[str]) -> list[tuple[int, int]]:
    spans, start = [], 0
    for word in words:
        spans.append((start, start + len(word)))
        start += len(word)
    return spans


_Known = Mapping[str, tuple[tuple[str, ...], ...]]


def _runs(words: list[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """Where words of two characters and more may stand: every word, and every few that follow each other."""
    for index, (start, _) in enumerate(words):
        for _, end in words[index : index + _LONGEST]:
            if 2 <= end - start <= _WIDEST:
                yield start, end


def _longest(
    known: _Known, text: str, words: list[tuple[int, int]]
) -> Iterator[tuple[int, int, tuple[tuple[str, ...], ...]]]:
    """The known words of ``text`` from left to right, of those that begin together the longest."""
    index = 0
    while index < len(words):
        start = words[index][0]
        ends = [(last, words[last][1]) for last in range(min(index + _LONGEST, len(words)) - 1, index - 1, -1)]
        last, end = next(((last, end) for last, end in ends if text[start:end] in known), (index, start))
        if end > start:
            yield start, end, known[text[start:end]]
        index = last + 1


def _in_syllables(word: str, readings: Iterable[str]) -> tuple[tuple[str, ...], ...]:
    """The readings that have one syllable a character, each told once; names and u: made plain."""
    split = (tuple(map(intern, plain(reading).split())) for reading in readings)
    return tuple(dict.fromkeys(one for one in split if len(one) == len(word) and all(map(_is_syllable, one))))


def _is_syllable(text: str) -> bool:
    return _SYLLABLE.fullmatch(text) is not None


def plain(reading: str) -> str:
    """A reading as CC-CEDICT writes it, in small letters, with ü for u: and v.

    >>> plain("Lu:4 bu4")
    'lü4 bu4'
    """
    return reading.lower().replace("u:", "ü").replace("v", "ü")
