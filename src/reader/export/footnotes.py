"""Which terms lead to a footnote, and what it says: one answer for all formats that have footnotes."""

from collections.abc import Iterator
from typing import NamedTuple

from reader.model.choices import GlossPolicy
from reader.model.document import Block, Note
from reader.model.ports import FindEntry


class Footnote(NamedTuple):
    """What is said of a term. Of a term that has no entry here (a page that was carried over) its gloss is known."""

    term: str
    expansion: str = ""
    chinese: tuple[str, ...] = ()
    en: str = ""
    zh: str = ""


class Footnotes:
    """Numbers the terms that lead to a footnote, from 1 as they are met; a term keeps its number.

    Where the author glosses a term a footnote still defines it, unlike a gloss, which would say the same again.
    """

    def __init__(self, policy: GlossPolicy, entry: FindEntry) -> None:
        self._policy, self._entry = policy, entry
        self._numbers: dict[str, int] = {}
        self._glosses: dict[str, str] = {}
        self._marked: set[str] = set()

    def begin_chapter(self) -> None:
        """From here on the first mention counts anew: who opens a book in the middle has not met the term."""
        self._marked.clear()

    def number(self, note: Note) -> int:
        """The number of the note's footnote, 0 if it leads to none; asked once for each note, in reading order."""
        if self._policy is GlossPolicy.NONE or (self._policy is GlossPolicy.UNKNOWN and not note.gloss):
            return 0  # a term that the person knows has lost its gloss (model.walk)
        if self._policy is GlossPolicy.FIRST and note.headword in self._marked:
            return 0
        self._marked.add(note.headword)
        self._glosses.setdefault(note.headword, note.gloss)
        return self._numbers.setdefault(note.headword, len(self._numbers) + 1)

    def numbers(self, block: Block) -> dict[Note, int]:
        """The notes of a block that lead to footnotes."""
        numbered = {note: self.number(note) for note in block.notes}
        return {note: number for note, number in numbered.items() if number}

    def __iter__(self) -> Iterator[tuple[int, Footnote]]:
        """Every footnote that something leads to, by number."""
        for headword, number in self._numbers.items():
            yield number, footnote(headword, self._glosses[headword], self._entry)


def footnote(headword: str, gloss: str, find: FindEntry) -> Footnote:
    """What is known of a headword."""
    entry = find(headword)
    if entry is None:
        return Footnote(headword, chinese=(gloss,) if gloss and gloss != headword else ())
    return Footnote(entry.term, entry.expansion, entry.chinese, entry.en, entry.zh)
