"""What the stages ask of each other, as Protocols: a stage gets its resources as arguments and imports no sibling."""

from collections.abc import Callable, Iterable
from typing import NamedTuple, Protocol

from reader.model.document import Note
from reader.model.inline import Reading
from reader.model.text import Edit
from reader.model.word import Record, Word

#: Text → text of the same length in simplified characters, each by itself, so that offsets hold in both.
FoldScript = Callable[[str], str]

#: Text → the text as it would read undamaged: inserted pinyin out, one script, one width; its length may differ.
#: For judging, never for showing.
FoldDamage = Callable[[str], str]


class Cutter(Protocol):
    """Cuts simplified Chinese into words that join to the text again."""

    def __call__(self, text: str, /) -> Iterable[str]:
        """The words, marks and spaces of ``text``, in order, nothing left out."""


class Term(NamedTuple):
    """A name to be marked where it occurs, with the note that it gets."""

    surface: str
    headword: str
    gloss: str
    source: str


class Annotator(Protocol):
    """Finds terms in a text."""

    def notes(self, text: str) -> tuple[Note, ...]:
        """The notes of ``text``, in order; none overlaps another."""


class Explained(Protocol):
    """An entry of the glossary, as those see it who carry it away; the lexicon tells what its parts are."""

    @property
    def term(self) -> str:
        """The headword."""

    @property
    def expansion(self) -> str:
        """What an acronym stands for."""

    @property
    def chinese(self) -> tuple[str, ...]:
        """Its Chinese names, the usual one first."""

    @property
    def category(self) -> str:
        """Its part of the field."""

    @property
    def en(self) -> str:
        """The definition in English."""

    @property
    def zh(self) -> str:
        """The definition in Chinese."""

    @property
    def see(self) -> tuple[str, ...]:
        """Headwords of entries to look at next."""


class Sense(NamedTuple):
    """What a dictionary knows of a word: how it is read, and what it means in English and in Chinese."""

    reading: str = ""
    en: str = ""
    zh: str = ""


#: Headword → its entry in the glossary.
FindEntry = Callable[[str], Explained | None]

#: Text → the edits that bring it into simplified script.
FindEdits = Callable[[str], Iterable[Edit]]

#: Text → how its words are read, in order, apart from each other; offsets lie in that text.
FindReadings = Callable[[str], Iterable[Reading]]

#: Word as it stands on the page → what the dictionaries know of it.
FindSense = Callable[[str], Sense | None]


def nothing_known(_: str) -> None:
    """A glossary, or dictionary, without entries."""


def nothing_found(_: str) -> tuple[()]:
    """No edits, no readings."""
    return ()


class Dictionary(Protocol):
    """A dictionary that another package adds, by an entry point of the group ``reader.dictionaries``."""

    edition: str  # another edition is indexed anew

    def records(self) -> Iterable[Record]:
        """Every entry; asked for once for each edition, and indexed."""


class Words(Protocol):
    """What the dictionaries have, for stages and exports."""

    def words(self, text: str, /) -> tuple[Word, ...]:
        """The words written ``text``, in either script, with all their readings, dictionary by dictionary."""
