"""The page on the desk: where it comes from, how it is cleaned, and what its reader has decided about its blocks.

A decision is taken whole or not at all: when the page can't be opened under it, it is taken back, and the error told.
Called in workers, one at a time.
"""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Protocol

from reader.model.choices import Cleaning
from reader.model.choosing import Choice
from reader.model.document import Block, Document, Source
from reader.model.errors import ReaderError
from reader.model.site import SiteRule
from reader.tui.reading import Stages

if TYPE_CHECKING:
    from reader.lexicon.glossary import Glossary

#: Makes the stages and the glossary; called in a worker, as it loads heavy libraries.
Load = Callable[[], "tuple[Stages, Glossary]"]


class Teacher(Protocol):
    """Where rules for sites are written."""

    def rules(self) -> Sequence[SiteRule]:
        """All rules, as they are now."""

    def teach(self, rule: SiteRule) -> SiteRule:
        """Write a rule down; gives it back with its place."""

    def take_back(self) -> None:
        """Take the last rule out again."""


class Desk:
    """Opens the page, as often as a decision asks for it."""

    def __init__(self, source: Source, load: Load, cleaning: Cleaning, teacher: Teacher | None) -> None:
        self._source, self._load, self._cleaning, self._teacher = source, load, cleaning, teacher
        self._loaded: tuple[Stages, Glossary] | None = None
        self._cleaned: Document | None = None
        self._choices: list[Choice] = []
        self._undo: list[Callable[[], str]] = []

    @property
    def forced(self) -> bool:
        """Whether the best guess is kept of a page without an article."""
        return self._cleaning.force

    def open(self) -> "tuple[Stages, Document, Glossary]":
        """The page as it is under all decisions. Raises ReaderError."""
        if self._loaded is None:
            self._loaded = self._load()
        stages, glossary = self._loaded
        if self._cleaned is None:
            self._cleaned = self._read(stages)
        return stages, self._cleaned, glossary

    def force(self) -> str:
        """Keep the best guess from now on."""
        self._cleaned = None
        self._cleaning = self._cleaning._replace(force=True)
        return "This is a guess: the page has no article"

    def propose(self, block: Block, *, keep: bool) -> Sequence[tuple[SiteRule, int]]:
        """Rules that would keep or drop ``block``, each with how many blocks of the page it finds."""
        stages, _, _ = self.open()
        return stages.propose(self._source, block, keep=keep)

    def decide(self, choice: Choice) -> str:
        """Keep or drop a block of this page; says what was done."""
        self._choices.append(choice)
        self._cleaned = None  # what comes back is read anew, with its links and all
        self._undo.append(self._forget)
        return f"{'Brought back' if choice.keep else 'Left out'} on this page; u takes it back"

    def teach(self, rule: SiteRule) -> str:
        """Write down a rule and clean the page anew; says what was done. Raises ReaderError, and nothing is written."""
        if self._teacher is None:
            return "Rules can't be written here"
        placed = self._teacher.teach(rule)
        try:
            self._follow()
        except ReaderError:
            self._teacher.take_back()
            self._follow()
            raise
        self._undo.append(self._unlearn)
        return f"Rule written: {placed.place}; u takes it back"

    def undo(self) -> str:
        """Take back the last decision; says what was done."""
        if not self._undo:
            return "Nothing to take back"
        return self._undo.pop()()

    def _forget(self) -> str:
        choice = self._choices.pop()
        self._cleaned = None
        return f"Taken back: the block is {'left out' if choice.keep else 'kept'} again"

    def _unlearn(self) -> str:
        assert self._teacher is not None
        self._teacher.take_back()
        self._follow()
        return "Taken back: the rule is out again"

    def _follow(self) -> None:
        """Clean the page under the rules as they are now."""
        assert self._teacher is not None
        assert self._loaded is not None
        stages, glossary = self._loaded
        self._loaded = stages.taught(self._teacher.rules()), glossary
        self._cleaned = self._read(self._loaded[0])

    def _read(self, stages: Stages) -> Document:
        return stages.open(self._source, self._cleaning._replace(choices=tuple(self._choices)))
