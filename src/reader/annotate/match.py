"""Finding terms in running text, longest first, never inside other words; the home of ahocorasick-rs.

Text and terms are folded one character to one, so that offsets hold: case, width, script, the many dashes and spaces.
What a word boundary in a pattern can't do (采用MoE架构, 3tokens) is done by looking at Latin neighbours.
"""

import re
import unicodedata
from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from functools import cache
from typing import NamedTuple

from reader.model.characters import HAN_RANGES
from reader.model.document import Note
from reader.model.ports import FoldScript, Term

_DASHES = "-\u2010\u2011\u2012\u2013\u2014\u2212_"
_SPACE = " "  # what every space, dash and underscore becomes: fine-tuning and fine tuning are one term
#: Addresses of pages and mail, whose parts are no words of the text.
_ADDRESS = re.compile(
    r"[A-Za-z][A-Za-z0-9+.-]{0,20}://[!-~]+|www\.[!-~]+|[A-Za-z0-9_.+-]{1,64}@[A-Za-z0-9-]{1,63}\.[A-Za-z0-9.-]+"
)
_WORD = re.compile(r"[A-Za-z0-9]+")


_BETWEEN_SCRIPTS = re.compile(rf"(?<=[{HAN_RANGES}])[ -](?=[A-Za-z0-9])|(?<=[A-Za-z0-9])[ -](?=[{HAN_RANGES}])")


class _Found(NamedTuple):
    start: int
    end: int
    term: Term


class Matcher:
    """All names of the glossaries, in one automaton; safe to share between threads.

    Where two terms claim one name, the first one given wins, so that a person's own glossary goes first.
    """

    def __init__(self, terms: Iterable[Term], fold_script: FoldScript) -> None:
        from ahocorasick_rs import AhoCorasick, MatchKind

        self._fold_script = fold_script
        self._named: dict[str, list[Term]] = {}
        for term in terms:
            self._name(term)
            if _BETWEEN_SCRIPTS.search(term.surface):  # AI 原生 is written AI原生 as well
                self._name(term._replace(surface=_BETWEEN_SCRIPTS.sub("", term.surface)))
        self._names = tuple(self._named)
        self._automaton = AhoCorasick(self._names, matchkind=MatchKind.Standard, store_patterns=False)

    def notes(self, text: str) -> tuple[Note, ...]:
        """The notes of ``text``, in order; of names that overlap, the longest stays, then the leftmost."""
        folded = self._fold(text)
        addresses = [match.span() for match in _ADDRESS.finditer(text)]
        found: list[_Found] = []
        for index, start, end in self._automaton.find_matches_as_indexes(folded, overlapping=True):
            stop = 0 if addresses and _is_within(addresses, start) else _end_of_word(folded, start, end)
            term = self._term(self._names[index], text[start:end]) if stop else None
            if term:
                found.append(_Found(start, stop, term))
        return tuple(Note(start, end, term.source, term.headword, term.gloss) for start, end, term in _longest(found))

    def _name(self, term: Term) -> None:
        name = self._fold(term.surface)
        if name:
            self._named.setdefault(name, []).append(term)

    def _term(self, name: str, written: str) -> Term | None:
        """The first term whose capitals allow ``written``."""
        return next((term for term in self._named[name] if _capitals_allow(term.surface, written)), None)

    def _fold(self, text: str) -> str:
        return fold_name(text, self._fold_script)


def fold_name(text: str, fold_script: FoldScript) -> str:
    """``text`` as names are compared, one character for one: script, case, width, dashes and spaces made alike.

    >>> fold_name("ＧＰＴ‑4", str)
    'gpt 4'
    """
    return fold_script(text).translate(_FOLDING)


class _Folding(dict[int, str]):
    """Character → folded character, filled as characters are met."""

    def __missing__(self, code: int) -> str:
        self[code] = folded = _fold_character(chr(code))
        return folded


_FOLDING = _Folding()


def _fold_character(character: str) -> str:
    """One character for one: compatibility form where that is a single character, small, dashes and spaces alike."""
    plain = unicodedata.normalize("NFKC", character)
    plain = plain if len(plain) == 1 else character
    if plain in _DASHES or plain.isspace():
        return _SPACE
    small = plain.lower()
    return small if len(small) == 1 else plain


def _is_within(spans: list[tuple[int, int]], place: int) -> bool:
    """Whether ``place`` lies in one of ``spans``, which are in order."""
    index = bisect_right(spans, place, key=lambda span: span[0]) - 1
    return index >= 0 and place < spans[index][1]


def _end_of_word(folded: str, start: int, end: int) -> int:
    """Where the word that holds the match ends, a plural ending included; 0 when the match is inside another word."""
    if _joins(folded, start, -1):
        return 0
    endings = ("", "s", "es") if _is_latin(folded[end - 1]) else ("",)
    for ending in endings:
        stop = end + len(ending)
        if folded.startswith(ending, end) and not _joins(folded, stop - 1, 1):
            return stop
    return 0


def _joins(folded: str, edge: int, step: int) -> bool:
    """Whether the character at ``edge`` makes one word with its neighbour at ``edge + step``.

    Latin letters do (dragged), but a number before a word does not (3tokens); a dot does between two of a kind
    (GPT-4.1, openai.com), not at the end of a sentence.
    """
    here, neighbour = folded[edge], _at(folded, edge + step)
    if not _is_latin(here):
        return False
    if neighbour == ".":
        beyond = _at(folded, edge + 2 * step)
        return _is_latin(beyond) and beyond.isdigit() == here.isdigit()
    return _is_latin(neighbour) and (neighbour.isalpha() or here.isdigit())


def _at(text: str, place: int) -> str:
    return text[place] if 0 <= place < len(text) else ""


@cache
def _is_latin(character: str) -> bool:
    return character.isdigit() or (character.isalpha() and unicodedata.name(character, "").startswith("LATIN"))


def _capitals_allow(surface: str, written: str) -> bool:
    """Whether ``written`` has the capitals of those words of ``surface`` that have inner ones (MoE, RAG)."""
    return all(written[place].isupper() is upper for place, upper in _binding_capitals(surface))


@cache
def _binding_capitals(surface: str) -> tuple[tuple[int, bool], ...]:
    return tuple(
        (place, surface[place].isupper())
        for word in _WORD.finditer(surface)
        if any(c.isupper() for c in word[0][1:])
        for place in range(*word.span())
        if surface[place].isalpha()
    )


def _longest(found: list[_Found]) -> list[_Found]:
    """Of overlapping matches the longest, then the leftmost; in order of place."""
    taken: list[_Found] = []
    for match in sorted(found, key=lambda m: (m.start - m.end, m.start)):
        place = bisect_left(taken, match.start, key=lambda m: m.start)
        clear_before = place == 0 or taken[place - 1].end <= match.start
        if clear_before and (place == len(taken) or match.end <= taken[place].start):
            taken.insert(place, match)
    return taken
