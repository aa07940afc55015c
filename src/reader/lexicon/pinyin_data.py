"""Our own readings: phrases that dictionaries lack, and patterns for characters that are words of their own."""

import re
from collections.abc import Iterable, Iterator
from functools import cache
from typing import NamedTuple

from reader.lexicon.pinyin_styles import numbered

_PLACE = "{}"  # stands for the character in a pattern
_ALONE = "."  # instead of a pattern: wherever the character is a word


class Rule(NamedTuple):
    """A character is read so where the pattern fits."""

    character: str
    reading: str
    pattern: str


class Phrases:
    """Phrases with their readings; where several begin, the longest counts, and what begins first comes first."""

    def __init__(self, phrases: Iterable[tuple[str, tuple[str, ...]]]) -> None:
        self._readings = dict(phrases)
        longest = sorted(self._readings, key=len, reverse=True)
        self._pattern = re.compile("|".join(map(re.escape, longest)) or r"(?!)")

    def __len__(self) -> int:
        return len(self._readings)

    def mend(self, text: str, edges: set[int], read: list[str], settled: bytearray) -> list[tuple[int, int]]:
        """Put the phrases of ``text`` into ``read`` and mark them as settled; where they stand.

        ``edges`` are the places where words begin and end. A phrase that begins or ends inside a word which it does not
        lie in (行长 in 实行长期) is an accident.
        """
        spans = []
        for match in self._pattern.finditer(text):
            start, end = match.span()
            if {start, end} <= edges or edges.isdisjoint(range(start + 1, end)):
                read[start:end] = self._readings[match[0]]
                settled[start:end] = b"\1" * (end - start)
                spans.append((start, end))
        return spans


class Contexts:
    """Patterns by character: the first that fits decides how a character is read that nothing has settled yet.

    Patterns are compiled when a text first has their character: all of them take a quarter of a second.
    """

    def __init__(self, rules: Iterable[Rule]) -> None:
        self._rules: dict[str, list[tuple[str, str]]] = {}
        for character, reading, pattern in rules:
            self._rules.setdefault(character, []).append((reading, pattern))

    @property
    def characters(self) -> frozenset[str]:
        """The characters that have patterns."""
        return frozenset(self._rules)

    def decide(self, text: str, alone: set[int], read: list[str], settled: bytearray) -> None:
        """Put into ``read`` what the patterns say; ``alone`` are the places of words of one character."""
        for character in self._rules.keys() & set(text):
            open_places = {place for place in _places(text, character) if not settled[place]}
            if open_places:
                self._decide_one(character, text, open_places, alone, read)

    def _decide_one(self, character: str, text: str, places: set[int], alone: set[int], read: list[str]) -> None:
        for reading, pattern in self._rules[character]:
            met = places & (alone if pattern == _ALONE else _met(_compiled(character, pattern), text))
            for place in met:
                read[place] = reading
            places -= met
            if not places:
                return


def _met(pattern: re.Pattern[str], text: str) -> set[int]:
    return {match.start("here") for match in pattern.finditer(text)}


@cache
def _compiled(character: str, pattern: str) -> re.Pattern[str]:
    return re.compile(pattern.replace(_PLACE, f"(?P<here>{character})", 1))


def _places(text: str, character: str) -> Iterator[int]:
    place = text.find(character)
    while place >= 0:
        yield place
        place = text.find(character, place + 1)


@cache
def load_phrases() -> Phrases:
    """The phrases that come with Reader."""
    return Phrases(parse_phrases(_data("pinyin_phrases.txt")))


@cache
def load_contexts() -> Contexts:
    """The patterns that come with Reader."""
    return Contexts(parse_contexts(_data("pinyin_contexts.txt")))


def parse_phrases(lines: Iterable[str]) -> Iterator[tuple[str, tuple[str, ...]]]:
    """``微调 wēi tiáo`` → 微调, (wei1, tiao2)."""
    for line in lines:
        phrase, *readings = line.split()
        yield phrase, tuple(map(numbered, readings))


def parse_contexts(lines: Iterable[str]) -> Iterator[Rule]:
    """A character on a line of its own, then its readings with their patterns."""
    character = ""
    for line in lines:
        reading, _, pattern = line.partition("\t")
        if not pattern:
            character = reading
            continue
        yield Rule(character, numbered(reading), pattern)


def _data(name: str) -> list[str]:
    from importlib.resources import files

    text = files("reader.lexicon.data").joinpath(name).read_text("utf8")
    return [line for line in text.splitlines() if line and not line.startswith("#")]
