"""New entries into a person's own: what is new, what is there already, and what contradicts; nothing silently."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from enum import StrEnum
from typing import NamedTuple

from reader.lexicon.entry import OTHER, Entry
from reader.lexicon.files import LISTS, TEXTS
from reader.lexicon.written import fold, without_names


class OnConflict(StrEnum):
    """What becomes of an entry whose names an own entry has, with another content."""

    KEEP = "keep"  # the own entry stays, the other is left out and told
    REPLACE = "replace"  # the new one takes its place
    MERGE = "merge"  # both: own texts stay, what they lack is filled in, names are joined


class Conflict(NamedTuple):
    """An entry and the own one that has ``name`` too."""

    entry: Entry
    own: Entry
    name: str


class Plan(NamedTuple):
    """What an import will do: entries to write (new, and in place of own ones), the same ones, and the contradictions.

    ``unsolved`` were left out.
    """

    new: tuple[Entry, ...]
    changed: tuple[Entry, ...]
    same: tuple[Entry, ...]
    conflicts: tuple[Conflict, ...]
    unsolved: tuple[Conflict, ...]


def plan(own: Iterable[Entry], incoming: Iterable[Entry], choice: OnConflict = OnConflict.KEEP) -> Plan:
    """Weigh each incoming entry against the own ones and against those that came before it."""
    return _Planning(own, choice).plan(incoming)


class _Planning:
    def __init__(self, own: Iterable[Entry], choice: OnConflict) -> None:
        self._choice = choice
        self._by_headword: dict[str, Entry] = {}
        self._by_name: dict[str, str] = {}  # folded name → folded headword
        for entry in own:
            self._take(entry)
        self._old = frozenset(self._by_headword)

    def plan(self, incoming: Iterable[Entry]) -> Plan:
        touched: dict[str, Entry] = {}
        same: list[Entry] = []
        conflicts: list[Conflict] = []
        unsolved: list[Conflict] = []
        for entry in incoming:
            own = self._by_headword.get(fold(entry.term))
            if own == entry:
                same.append(entry)
                continue
            found = list(self._conflicts(entry, own))
            conflicts += found
            solved = self._solved(entry, own, found)
            if solved is None:
                unsolved += found
            elif solved == own:
                same.append(entry)
            else:
                self._take(solved)
                touched[fold(solved.term)] = solved
        new = tuple(entry for key, entry in touched.items() if key not in self._old)
        changed = tuple(entry for key, entry in touched.items() if key in self._old)
        return Plan(new, changed, tuple(same), tuple(conflicts), tuple(unsolved))

    def _take(self, entry: Entry) -> None:
        head = fold(entry.term)
        self._by_headword[head] = entry
        for name in entry.names:
            self._by_name.setdefault(fold(name), head)

    def _conflicts(self, entry: Entry, own: Entry | None) -> Iterator[Conflict]:
        if own is not None:
            yield Conflict(entry, own, entry.term)
        head = fold(entry.term)
        for name in dict.fromkeys(entry.names):
            holder = self._by_name.get(fold(name), head)
            if holder != head:
                yield Conflict(entry, self._by_headword[holder], name)

    def _solved(self, entry: Entry, own: Entry | None, found: list[Conflict]) -> Entry | None:
        """What will be written for ``entry``; None when it is left out.

        Another entry's name is never taken from it: the new one goes without, or, when it is its headword, not at all.
        """
        if not found:
            return entry
        taken = frozenset(fold(conflict.name) for conflict in found if conflict.own is not own)
        if self._choice is OnConflict.KEEP or fold(entry.term) in taken:
            return None
        rest = without_names(entry, taken)
        return rest if own is None or self._choice is OnConflict.REPLACE else joined(own, rest)


def gist(entry: Entry) -> str:
    """An entry in a few words, by which two of one name are told apart."""
    told = "、".join(entry.chinese) or entry.expansion or entry.en or entry.zh
    return f"{entry.term} ({told[:60]})"


def joined(own: Entry, other: Entry) -> Entry:
    """Own texts where there are any, the other's where not; the names and see-also of both, own ones first."""
    texts = {key: getattr(own, key) or getattr(other, key) for key in TEXTS}
    if own.category == OTHER:
        texts["category"] = other.category
    lists: dict[str, tuple[str, ...]] = {}
    named = {fold(own.term), fold(texts["expansion"])}
    for key in LISTS:
        seen = set() if key == "see" else named
        lists[key] = tuple(
            name
            for name in dict.fromkeys((*getattr(own, key), *getattr(other, key)))
            if name in getattr(own, key) or (fold(name) not in seen and not seen.add(fold(name)))  # type: ignore[func-returns-value]
        )
        if key != "see":
            named.update(map(fold, lists[key]))
    return replace(own, **texts, **lists)  # type: ignore[arg-type]
