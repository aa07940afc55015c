"""One look-up over glossary and dictionaries: what the command line, the screen and the exports all ask.

The glossary goes first, then the dictionaries in the person's order. A query is tried in every way it may be meant:
written in either script, spelt in pinyin with or without tones, abbreviated to initials, or in English, inflected too.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple

from reader.lexicon.dictionary import spelling
from reader.lexicon.dictionary.english import is_verbal, key_of, lemmas, roots
from reader.model.characters import contains_han
from reader.model.escape import UNSAFE
from reader.model.word import Word

if TYPE_CHECKING:
    from reader.lexicon.dictionary.store import Store
    from reader.lexicon.entry import Entry
    from reader.lexicon.glossary import Glossary

_SHOWN = 12  # words for one way of asking
_NEAR = 8  # near misses
_LONGEST_WORD = 20  # characters
_LONGEST_QUERY = 200  # characters; what is longer is no word
_LONGEST_COMPOUND = 40  # characters that are taken apart
_FOLLOWED = 3  # references, one leading to the next
_INITIALS = re.compile(r"[a-z]{2,10}")
_LATIN = re.compile(r"[a-züāáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜ1-5: '’-]{3,60}", re.IGNORECASE)
_UNITS = re.compile(r"[A-Za-z0-9]+|.", re.DOTALL)
_LETTERS = re.compile(r"[^\W_]+")


class How(StrEnum):
    """How a word was found."""

    HEADWORD = "headword"
    PINYIN = "pinyin"
    INITIALS = "initials"
    GLOSS = "gloss"  # its gloss is what was asked for
    STEM = "stem"  # its gloss is the lemma of what was asked for
    MENTION = "mention"  # its gloss has the words asked for
    PREFIX = "prefix"
    REFERENCE = "reference"  # another word found sends the reader here
    RESEMBLING = "resembling"


class Match(NamedTuple):
    """A word, and how it was found; ``key`` is what it was found by (*train* for *trained*)."""

    word: Word
    how: How
    key: str


@dataclass(frozen=True, slots=True)
class Answer:
    """What is known of ``query``.

    ``entries`` and ``words`` answer it; ``near_entries`` and ``near`` only come near. ``longer``: words that go on
    beyond the query in the text it stands in. ``shorter``: words at its beginning. ``parts``: the query taken apart,
    where no source has it as a whole.
    """

    query: str
    entries: "tuple[Entry, ...]" = ()
    words: tuple[Match, ...] = ()
    longer: tuple[Word, ...] = ()
    shorter: tuple[Word, ...] = ()
    parts: tuple[Match, ...] = ()
    near_entries: "tuple[Entry, ...]" = ()
    near: tuple[Match, ...] = ()

    @property
    def found(self) -> bool:
        """Whether anything has just what was asked for."""
        return bool(self.entries or self.words)


class LookUp:
    """The engine. ``stores`` are in the person's order; what it gives is found in all of them, each in turn."""

    def __init__(self, glossary: "Glossary | None", stores: "Sequence[Store]") -> None:
        self.glossary, self.stores = glossary, tuple(stores)
        self._sounds: dict[str, frozenset[str]] | None = None

    def find(self, query: str, context: str = "") -> Answer:
        """Everything known of ``query``; ``context`` is the text from its beginning on, for longer matches.

        A query that ends in ``*`` asks for what begins so.
        """
        asked = " ".join(_safe(query[:_LONGEST_QUERY]).split())
        if not asked.strip("*"):
            return Answer(query)
        if asked.endswith("*"):
            return Answer(query, words=self._matches(How.PREFIX, asked.rstrip("*"), _SHOWN * 2))
        entries, near_entries = self.glossary.find(asked) if self.glossary else ((), ())
        words = self._words(asked, broadly=not entries)
        entries = entries or self._spelt_entries(asked)
        answer = Answer(query, entries, words, *self._around(asked, context), near_entries=near_entries)
        if answer.found:
            return answer
        return Answer(
            query, (), (), answer.longer, answer.shorter, self._parts(asked), near_entries, tuple(self._near(asked))
        )

    def words(self, text: str) -> tuple[Word, ...]:
        """The dictionaries' words that are written ``text``, in either script, with all their readings."""
        return tuple(word for store in self.stores for word in store.headwords((_safe(text),)))

    def matches_at(self, text: str) -> tuple[Word, ...]:
        """The words that ``text`` begins with, the longest first."""
        text = _safe(text[:_LONGEST_WORD])
        beginnings = [text[:end] for end in range(len(text), 0, -1)]
        found = (word for store in self.stores for word in store.headwords(beginnings))
        return tuple(sorted(found, key=lambda word: -len(word.simplified)))

    def parts(self, text: str) -> tuple[str, ...]:
        """``text`` cut into as few words of the dictionaries as it takes, the commoner ones where there is a choice.

        Letters and figures stay together.
        """
        units = _UNITS.findall(_safe(text[:_LONGEST_COMPOUND]))
        ranks: dict[str, int] = {}
        spans = {"".join(units[i:j]) for i in range(len(units)) for j in range(i + 1, min(i + 8, len(units)) + 1)}
        for store in self.stores:
            for name, rank in store.known(list(spans)).items():
                ranks.setdefault(name, rank)
        best: list[tuple[int, int, int]] = [(0, 0, 0)]  # words so far, their ranks, where the last one begins
        for end in range(1, len(units) + 1):
            best.append(min(_ways(units, end, best, ranks)))
        cuts: list[str] = []
        end = len(units)
        while end:
            start = best[end][2]
            cuts.append("".join(units[start:end]))
            end = start
        return tuple(reversed(cuts))

    def followed(self, words: Iterable[Word]) -> tuple[Word, ...]:
        """The words that ``words`` send the reader to, and those that these lead to, each once."""
        waiting, seen = list(words), {(word.simplified, word.pinyin) for word in words}
        found: list[Word] = []
        for _ in range(_FOLLOWED):
            targets = [
                target
                for word in waiting
                for named in word.refers
                if named.how != "used in"
                for target in self.words(named.simplified)
                if _sounds_like(named.pinyin, target.pinyin)
            ]
            waiting = [t for t in dict.fromkeys(targets) if (t.simplified, t.pinyin) not in seen]
            seen.update((word.simplified, word.pinyin) for word in waiting)
            found += waiting
        return tuple(found[:_SHOWN])

    def _words(self, asked: str, *, broadly: bool) -> tuple[Match, ...]:
        """What the dictionaries have; characters of two scripts in one word (数據) are tried in one."""
        found = _once(match for store in self.stores for match in self._in(store, asked, broadly=broadly))
        if found or (folded := _folded(asked)) == asked:
            return found
        return _once(match for store in self.stores for match in self._in(store, folded, broadly=broadly))

    def _in(self, store: "Store", asked: str, *, broadly: bool) -> Iterator[Match]:
        """What one dictionary has; ``broadly``, if need be by initials and by what glosses mention as well."""
        found = [Match(word, How.HEADWORD, asked) for word in store.headwords((asked,))]
        if not contains_han(asked):
            english = list(_english(store, asked))
            found += english
            found += (Match(word, How.PINYIN, asked) for word in store.spelt(asked))
            if broadly and not english:
                found += _mentions(store, asked)
            if broadly and not found:
                found += _abbreviated(store, asked)
        yield from found
        led = self.followed([match.word for match in found if match.how in (How.HEADWORD, How.PINYIN)])
        yield from (Match(word, How.REFERENCE, asked) for word in led)

    def _spelt_entries(self, asked: str) -> "tuple[Entry, ...]":
        """Entries of the glossary with a Chinese name that sounds so, or whose syllables begin so (xlsj)."""
        if self.glossary is None or not self.stores or not _LATIN.fullmatch(asked):
            return ()
        entries = self.glossary.entries
        names = [name for entry in entries for name in entry.chinese]
        if self._sounds is None:
            self._sounds = self.stores[0].sounds(frozenset("".join(names)))
        sounds, wanted = self._sounds, spelling.plain(asked)
        return tuple(entry for entry in entries if any(is_spelt(name, wanted, sounds) for name in entry.chinese))

    def _around(self, asked: str, context: str) -> tuple[tuple[Word, ...], tuple[Word, ...]]:
        """Longer and shorter words at the same beginning."""
        if not contains_han(asked):
            return (), ()
        found = self.matches_at(context if context.startswith(asked) else asked)
        longer = tuple(word for word in found if len(word.simplified) > len(asked))
        return longer, tuple(word for word in found if len(word.simplified) < len(asked))

    def _parts(self, asked: str) -> tuple[Match, ...]:
        if not contains_han(asked) or len(asked) < 2:
            return ()
        return tuple(Match(words[0], How.HEADWORD, part) for part in self.parts(asked) if (words := self.words(part)))

    def _near(self, asked: str) -> Iterator[Match]:
        yield from self._matches(How.PREFIX, asked, _NEAR)
        for store in self.stores:
            yield from (Match(word, How.RESEMBLING, asked) for word in store.resembling(asked.lower(), _NEAR))

    def _matches(self, how: How, beginning: str, most: int) -> tuple[Match, ...]:
        name = spelling.plain(beginning) if beginning.isascii() else beginning
        if not name:
            return ()
        return tuple(Match(word, how, beginning) for store in self.stores for word in store.beginning(name, most))[
            :most
        ]


def _english(store: "Store", asked: str) -> Iterator[Match]:
    """Words whose gloss is ``asked``, or its lemma; failing these, what it is derived from."""
    key = key_of(asked.lower().replace("’", "'"))
    if not key:
        return
    found = store.translating((key, *lemmas(key)), _SHOWN, verbal=is_verbal(key))
    for found_by, word in found or store.translating(roots(key), _SHOWN):
        yield Match(word, How.GLOSS if found_by == key else How.STEM, found_by)


def _abbreviated(store: "Store", asked: str) -> Iterator[Match]:
    """xlsj, and zhg for zg as well."""
    initials = asked.lower()
    if _INITIALS.fullmatch(initials):
        shorter = re.sub("(?<=[zcs])h", "", initials)
        words = store.abbreviated(initials, _SHOWN) or store.abbreviated(shorter, _SHOWN)
        yield from (Match(word, How.INITIALS, asked) for word in words)


def _mentions(store: "Store", asked: str) -> Iterator[Match]:
    words = _LETTERS.findall(asked.lower())[:8]
    if words and asked.isascii():
        yield from (Match(word, How.MENTION, asked) for word in store.mentioning(words, _SHOWN))


def _once(matches: Iterable[Match]) -> tuple[Match, ...]:
    """Each word once for each dictionary, as it was found first."""
    found: dict[Word, Match] = {}
    for match in matches:
        found.setdefault(match.word, match)
    return tuple(found.values())


def _safe(text: str) -> str:
    """``text`` without what no dictionary holds: controls, and surrogates, which SQLite refuses."""
    return UNSAFE.sub(" ", text)


def _folded(text: str) -> str:
    """``text`` in simplified characters."""
    if text.isascii():
        return text
    from reader.repair.script import fold_script

    return fold_script(text)


def is_spelt(name: str, wanted: str, sounds: Mapping[str, frozenset[str]]) -> bool:
    """Whether the Chinese ``name`` is spelt ``wanted`` in plain pinyin, or its syllables begin with these letters.

    >>> sounds = {"训": frozenset({"xun"}), "练": frozenset({"lian"})}
    >>> [is_spelt("训练", wanted, sounds) for wanted in ("xunlian", "xl", "xunl", "x")]
    [True, True, False, False]
    """
    if len(name) == len(wanted) > 1:
        return all(
            any(s.startswith(letter) for s in sounds.get(character, ()))
            for character, letter in zip(name, wanted, strict=True)
        )
    rests = {wanted}
    for character in name:
        rests = {r[len(s) :] for r in rests for s in sounds.get(character, ()) if r.startswith(s)}
        if not rests:
            return False
    return "" in rests


def _ways(
    units: list[str], end: int, best: list[tuple[int, int, int]], ranks: dict[str, int]
) -> Iterator[tuple[int, int, int]]:
    """How ``units[:end]`` can be cut; a unit that is no word counts as two."""
    for start in range(max(0, end - 8), end):
        rank = ranks.get("".join(units[start:end]))
        words, sum_of_ranks, _ = best[start]
        if rank is not None:
            yield words + 1, sum_of_ranks + rank, start
        elif end - start == 1:
            yield words + 2, sum_of_ranks, start


def _sounds_like(told: str, pinyin: str) -> bool:
    return not told or spelling.plain(told) == spelling.plain(pinyin)
