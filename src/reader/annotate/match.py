"""Finding terms in running text, longest first, never inside other words; the home of ahocorasick-rs.

Text and terms are folded one character to one, so that offsets hold: case, width, script, the many dashes and spaces.
What a word boundary in a pattern can't do (采用MoE架构, 3tokens) is done by looking at Latin neighbours.
"""

import unicodedata
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from functools import cache
from operator import itemgetter
from typing import NamedTuple

from reader.model.characters import HAN_RANGES
from reader.model.document import Note
from reader.model.patterns import lazy
from reader.model.ports import FoldScript, Term

_DASHES = "-\u2010\u2011\u2012\u2013\u2014\u2212_"
_SPACE = " "  # what every space, dash and underscore becomes: fine-tuning and fine tuning are one term
#: Addresses of pages and mail, whose parts are no words of the text: sought by what is rare in them, then led back to
#: their beginning.
_ADDRESS = lazy(r":(?<=[A-Za-z0-9+.-]:)//[!-~]+|www\.[!-~]+|@(?<=[A-Za-z0-9_.+-]@)[A-Za-z0-9-]{1,63}\.[A-Za-z0-9.-]+")
_ADDRESS_HEAD = lazy(r"[A-Za-z0-9_.+-]{0,64}\Z")
_WORD = lazy(r"[A-Za-z0-9]+")


_BETWEEN_SCRIPTS = lazy(rf"(?<=[{HAN_RANGES}])[ -](?=[A-Za-z0-9])|(?<=[A-Za-z0-9])[ -](?=[{HAN_RANGES}])")


class _Found(NamedTuple):
    start: int
    end: int
    term: Term


class _Name(NamedTuple):
    """A folded name with the terms that claim it, the first given first, and the capitals that each asks for."""

    claims: tuple[tuple[Term, tuple[tuple[int, bool], ...]], ...]
    begins_latin: bool
    ends_latin: bool


class _Names(dict[int, _Name]):
    """Index → name, made when the name is first met: of 100,000 names few stand on a page."""

    def __init__(self, claimed: Iterable[tuple[str, list[Term]]]) -> None:
        self._claimed = tuple(claimed)

    def __missing__(self, index: int) -> _Name:
        name, terms = self._claimed[index]
        claims = tuple((term, _binding_capitals(term.surface)) for term in terms)
        self[index] = made = _Name(claims, _is_latin(name[0]), _is_latin(name[-1]))
        return made


class Matcher:
    """All names of the glossaries, in one automaton; safe to share between threads.

    Where two terms claim one name, the first one given wins, so that a person's own glossary goes first.
    """

    def __init__(self, terms: Iterable[Term], fold_script: FoldScript) -> None:
        from ahocorasick_rs import AhoCorasick, MatchKind

        self._folding = _folding(fold_script)
        named: dict[str, list[Term]] = {}
        for written in _all_written(terms):
            if name := written.surface.translate(self._folding):
                named.setdefault(name, []).append(written)
        self._names = _Names(named.items())
        self._automaton = AhoCorasick(tuple(named), matchkind=MatchKind.Standard, store_patterns=False)

    def notes(self, text: str) -> tuple[Note, ...]:
        """The notes of ``text``, in order; of names that overlap, the longest stays, then the leftmost."""
        return tuple(
            [Note(start, end, term.source, term.headword, term.gloss) for start, end, term in self._find(text)]
        )

    def _find(self, text: str) -> Iterator[_Found]:
        folded, addresses, names = text.translate(self._folding), _addresses(text), self._names
        found: list[_Found] = []
        for index, start, end in self._automaton.find_matches_as_indexes(folded, overlapping=True):
            name = names[index]
            stop = _end_of_word(folded, start, end, name)
            if stop and not (addresses and _is_within(addresses, start)):
                term = _allowed(name, text, start)
                if term:
                    found.append(_Found(start, stop, term))
        return _longest(found)


def _all_written(terms: Iterable[Term]) -> Iterator[Term]:
    """Every way to write a name: AI 原生 is written AI原生 as well."""
    for term in terms:
        yield term
        if not term.surface.isascii() and (joined := _BETWEEN_SCRIPTS.sub("", term.surface)) != term.surface:
            yield term._replace(surface=joined)


def _allowed(name: _Name, text: str, start: int) -> Term | None:
    """The first term whose capitals are those of ``text`` from ``start`` on (MoE, RAG)."""
    for term, capitals in name.claims:
        for place, upper in capitals:
            if text[start + place].isupper() is not upper:
                break
        else:
            return term
    return None


def fold_name(text: str, fold_script: FoldScript) -> str:
    """``text`` as names are compared, one character for one: script, case, width, dashes and spaces made alike.

    >>> fold_name("ＧＰＴ‑4", str)
    'gpt 4'
    """
    return text.translate(_folding(fold_script))


class _Folding(dict[int, int]):
    """Character → folded character, filled as characters are met: one pass over a text folds all of it."""

    def __init__(self, fold_script: FoldScript) -> None:
        self._fold_script = fold_script

    def __missing__(self, code: int) -> int:
        self[code] = folded = ord(_fold_character(self._fold_script(chr(code))))
        return folded


@cache
def _folding(fold_script: FoldScript) -> _Folding:
    return _Folding(fold_script)


def _fold_character(character: str) -> str:
    """One character for one: compatibility form where that is a single character, small, dashes and spaces alike."""
    plain = unicodedata.normalize("NFKC", character)
    plain = plain if len(plain) == 1 else character
    if plain in _DASHES or plain.isspace():
        return _SPACE
    small = plain.lower()
    return small if len(small) == 1 else plain


def _addresses(text: str) -> list[tuple[int, int]]:
    return [(_beginning(text, match.start()), match.end()) for match in _ADDRESS.finditer(text)]


def _beginning(text: str, place: int) -> int:
    head = _ADDRESS_HEAD.search(text[max(0, place - 64) : place])
    return place - len(head[0]) if head else place


def _is_within(spans: list[tuple[int, int]], place: int) -> bool:
    """Whether ``place`` lies in one of ``spans``, which are in order."""
    index = bisect_right(spans, place, key=itemgetter(0)) - 1
    return index >= 0 and place < spans[index][1]


def _end_of_word(folded: str, start: int, end: int, name: _Name) -> int:
    """Where the word that holds the match ends, a plural ending included; 0 when the match is inside another word."""
    if name.begins_latin and _joins(folded, start, -1):
        return 0
    if not name.ends_latin:
        return end
    for ending in ("", "s", "es"):
        stop = end + len(ending)
        if folded.startswith(ending, end) and not _joins(folded, stop - 1, 1):
            return stop
    return 0


def _joins(folded: str, edge: int, step: int) -> bool:
    """Whether the Latin character at ``edge`` makes one word with its neighbour at ``edge + step``.

    Latin letters do (dragged), but a number before a word does not (3tokens); a dot does between two of a kind
    (GPT-4.1, openai.com), not at the end of a sentence.
    """
    here, neighbour = folded[edge], _at(folded, edge + step)
    if neighbour == ".":
        beyond = _at(folded, edge + 2 * step)
        return _is_latin(beyond) and beyond.isdigit() == here.isdigit()
    return _is_latin(neighbour) and (neighbour.isalpha() or here.isdigit())


def _at(text: str, place: int) -> str:
    return text[place] if 0 <= place < len(text) else ""


@cache
def _is_latin(character: str) -> bool:
    return character.isdigit() or (character.isalpha() and unicodedata.name(character, "").startswith("LATIN"))


def _binding_capitals(surface: str) -> tuple[tuple[int, bool], ...]:
    """Place and capital or not of the letters in those words that have inner capitals."""
    if surface == surface.lower():
        return ()
    return tuple(
        (place, surface[place].isupper())
        for word in _WORD.finditer(surface)
        if any(c.isupper() for c in word[0][1:])
        for place in range(*word.span())
        if surface[place].isalpha()
    )


def _longest(found: list[_Found]) -> Iterator[_Found]:
    """Of overlapping matches the longest, then the leftmost; in order of place."""
    cluster: list[_Found] = []
    reach = 0
    for match in sorted(found, key=itemgetter(0)):
        if match.start >= reach:
            yield from _longest_here(cluster) if len(cluster) > 1 else cluster
            cluster = []
        cluster.append(match)
        reach = max(reach, match.end)
    yield from _longest_here(cluster)


def _longest_here(cluster: list[_Found]) -> list[_Found]:
    """The same for matches that hang together."""
    taken: list[_Found] = []
    # Of two names at one place, the one that is written out: Tokens before Token with a plural ending.
    for match in sorted(cluster, key=lambda m: (m.start - m.end, m.start, -len(m.term.surface))):
        place = bisect_left(taken, match.start, key=itemgetter(0))
        clear_before = place == 0 or taken[place - 1].end <= match.start
        if clear_before and (place == len(taken) or match.end <= taken[place].start):
            taken.insert(place, match)
    return taken
