"""What the stages ask of each other, as Protocols: a stage gets its resources as arguments and imports no sibling."""

from collections.abc import Callable, Iterable
from typing import NamedTuple, Protocol

from reader.model.document import Note

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
