"""The glossary: entries by name, near misses told as such."""

from collections import defaultdict
from collections.abc import Iterable
from difflib import get_close_matches
from functools import cached_property
from typing import NamedTuple

from reader.annotate.match import fold_name
from reader.lexicon.entry import Entry
from reader.model.characters import contains_han
from reader.model.ports import Term
from reader.repair.script import convert, fold_script

_NEAR = 8  # near misses shown
_NEAR_RATIO = 0.72  # difflib's measure; 0.6, its default, takes Agent for Attention


class Found(NamedTuple):
    """Entries that have the name asked for, and entries whose names come near it, best first."""

    exact: tuple[Entry, ...]
    near: tuple[Entry, ...]


class Glossary:
    """Entries of several files; where two have the same headword, the later file's wins."""

    def __init__(self, *layers: Iterable[Entry]) -> None:
        self._by_headword: dict[str, Entry] = {}
        for layer in reversed(layers):  # the later file's entries stand first, for names that two entries claim
            for entry in layer:
                self._by_headword.setdefault(_fold(entry.term), entry)
        self.entries = tuple(sorted(self._by_headword.values(), key=lambda entry: entry.term.casefold()))

    def entry(self, headword: str) -> Entry | None:
        """The entry with this headword."""
        return self._by_headword.get(_fold(headword))

    def named(self, query: str) -> tuple[Entry, ...]:
        """Entries by any of their names, in either language and script, and in the words of Taiwan."""
        wanted = _fold(query)
        return tuple(self._by_name.get(wanted) or self._by_name.get(_from_taiwan(query)) or ()) if wanted else ()

    def find(self, query: str) -> Found:
        """Entries by any of their names, in either language and script; then those that begin with or resemble it."""
        wanted = _fold(query)
        if not wanted:
            return Found((), ())
        exact = self.named(query)
        close = get_close_matches(wanted, self._by_name, n=_NEAR, cutoff=_NEAR_RATIO)
        within = sorted(
            (name for name in self._by_name if wanted in name),
            key=lambda name: (not name.startswith(wanted), len(name)),
        )
        near = dict.fromkeys(
            entry.term for name in (*within, *close) for entry in self._by_name[name] if entry not in exact
        )
        return Found(exact, tuple(self._by_headword[_fold(term)] for term in list(near)[:_NEAR]))

    def terms(self) -> tuple[Term, ...]:
        """Every name to be marked on pages, those of later files first."""
        return tuple(
            Term(name, entry.term, gloss_for(entry, name), entry.source)
            for entry in self._by_headword.values()
            for name in entry.marked_names
        )

    @cached_property
    def _by_name(self) -> dict[str, list[Entry]]:
        names: defaultdict[str, list[Entry]] = defaultdict(list)
        for entry in self._by_headword.values():
            for name in dict.fromkeys(map(_fold, entry.names)):
                names[name].append(entry)
        return dict(names)


def gloss_for(entry: Entry, name: str) -> str:
    """The short gloss beside ``name``: in the other language, or the expansion where there is no Chinese name."""
    if contains_han(name):
        return entry.term
    if entry.chinese:
        return entry.chinese[0]
    return entry.expansion if name != entry.expansion else ""


def _from_taiwan(query: str) -> str:
    """The folded name in the words of the mainland: 資料飛輪 → 数据飞轮."""
    return _fold(convert(query, "tw2sp")) if contains_han(query) else ""


def _fold(name: str) -> str:
    return fold_name(name, fold_script).strip()
