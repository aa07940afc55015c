"""The page on the desk: where it comes from, how it is cleaned, and what its reader has decided about its blocks.

A decision is taken whole or not at all: when the page can't be opened under it, it is taken back, and the error told.
Called in workers, one at a time.
"""

from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Protocol

from reader.apart import Abandoned
from reader.localization import translate as _
from reader.model.choices import Cleaning
from reader.model.choosing import Choice
from reader.model.document import Block, Document, Source
from reader.model.errors import ReaderError
from reader.model.ports import Cuts
from reader.model.site import SiteRule
from reader.tui import keymap
from reader.tui.reading import Stages

if TYPE_CHECKING:
    from reader.lexicon.glossary import Glossary
    from reader.library.documents import Documents, Record

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


@dataclass(slots=True)
class _Page:
    """A page on the desk: how it was cleaned, its number in the library (0: in none), what was decided about it."""

    source: Source
    force: bool
    is_long: bool = False  # so that keys would have to wait for it
    cleaned: Document | None = None
    number: int = 0
    choices: list[Choice] = field(default_factory=list)
    undo: list[Callable[[], str]] = field(default_factory=list)


class Desk:
    """Opens the page, as often as a decision asks for it."""

    def __init__(self, load: Load, cleaning: Cleaning, teacher: Teacher | None) -> None:
        self._load, self._cleaning, self._teacher = load, cleaning, teacher
        self._loaded: tuple[Stages, Glossary] | None = None
        self._page: _Page | None = None
        self._refused: _Page | None = None
        self._documents: Documents | None = None
        self.is_wanted: Callable[[], bool] = lambda: True  # whether the page that is being opened still is

    def turn_to(self, source: Source) -> str:
        """Put a page on the desk. One that can't be opened leaves what was there before. Raises ReaderError."""
        is_long = self.loaded()[0].beginning(source) is not None
        self._put(_Page(source, self._cleaning.force, is_long))
        return ""

    def force(self) -> str:
        """Put the page that was refused on the desk, with the best guess of an article."""
        assert self._refused is not None
        self._put(_Page(self._refused.source, force=True, is_long=self._refused.is_long))
        return _("This is a guess: the page has no article")

    def _put(self, page: _Page) -> None:
        before, self._page = self._page, page
        try:
            self.open()
        except ReaderError:
            self._refused, self._page = page, before
            raise
        except Abandoned:
            if self._page is page:  # and no other one has been put there meanwhile
                self._page = before
            raise

    @property
    def refused_a_guess(self) -> bool:
        """Whether the page that was refused had been opened by force already."""
        return self._refused is not None and self._refused.force

    def loaded(self) -> "tuple[Stages, Glossary]":
        """The stages and the glossary. Raises ReaderError."""
        if self._loaded is None:
            self._loaded = self._load()
        return self._loaded

    def open(self) -> "tuple[Stages, Document, Glossary]":
        """The page as it is under all decisions. Raises ReaderError."""
        stages, glossary = self.loaded()
        page = self._here
        if page.cleaned is None:
            page.cleaned = self._read(stages, page)
        return stages, page.cleaned, glossary

    def _read(self, stages: Stages, page: _Page) -> Document:
        cleaning = self._cleaning._replace(force=page.force, choices=tuple(page.choices))
        if page.is_long:
            return stages.open_apart(page.source, cleaning, self.is_wanted)
        return stages.open(page.source, cleaning)

    def beginning(self, source: Source) -> "tuple[Stages, Document, Glossary] | None":
        """The first lines of a long page, to be read while the whole is opened. Raises what loading raises."""
        stages, glossary = self.loaded()
        first = stages.beginning(source)
        if first is None:
            return None
        with suppress(ReaderError):  # whatever is wrong with it, the whole page tells
            return stages, stages.open(first, self._cleaning), glossary
        return None

    def recall(self, documents: "Documents") -> "Record":
        """The page as the library knows it, and what was decided about it in other days. Raises LibraryError."""
        page, self._documents = self._here, documents
        assert page.cleaned is not None
        if page.number:
            return documents.get(page.number)
        record = documents.open(page.source, page.cleaned, forced=page.force)
        page.number = record.number
        earlier = documents.choices(record.number)
        for choice in page.choices:
            documents.decide(page.number, choice)
        page.choices = [*earlier, *page.choices]
        page.undo = [self._forget] * len(earlier) + page.undo
        if earlier:
            page.cleaned = None
        return record

    def propose(self, block: Block, *, keep: bool) -> Sequence[tuple[SiteRule, int]]:
        """Rules that would keep or drop ``block``, each with how many blocks of the page it finds."""
        stages, _, _ = self.open()
        return stages.propose(self._here.source, block, keep=keep)

    def decide(self, choice: Choice) -> str:
        """Keep or drop a block of this page; says what was done. Raises LibraryError."""
        page, key = self._here, keymap.first("undo")
        if self._documents is not None and page.number:
            self._documents.decide(page.number, choice)
        page.choices.append(choice)
        page.cleaned = None  # what comes back is read anew, with its links and all
        page.undo.append(self._forget)
        if choice.keep:
            return _("Brought back on this page; {key} takes it back", key=key)
        return _("Left out on this page; {key} takes it back", key=key)

    def teach(self, rule: SiteRule) -> str:
        """Write down a rule and clean the page anew; says what was done. Raises ReaderError, and nothing is written."""
        if self._teacher is None:
            return _("Rules can't be written here")
        placed = self._teacher.teach(rule)
        try:
            self._follow()
        except ReaderError:
            self._teacher.take_back()
            self._follow()
            raise
        self._here.undo.append(self._unlearn)
        return _("Rule written: {place}; {key} takes it back", place=placed.place, key=keymap.first("undo"))

    def undo(self) -> str:
        """Take back the last decision; says what was done. Raises LibraryError."""
        if not self._here.undo:
            return _("Nothing to take back")
        return self._here.undo.pop()()

    @property
    def _here(self) -> _Page:
        assert self._page is not None
        return self._page

    def recut(self, cuts: Cuts) -> None:
        """Cut words so from now on."""
        if self._loaded is not None:
            stages, glossary = self._loaded
            self._loaded = stages.recut(cuts), glossary

    def _forget(self) -> str:
        page = self._here
        choice = page.choices.pop()
        page.cleaned = None
        if self._documents is not None and page.number:
            self._documents.undecide(page.number, choice)
            for earlier in page.choices:
                if earlier.origin == choice.origin and earlier.text == choice.text:
                    self._documents.decide(page.number, earlier)  # the library keeps the last word about a block
        if choice.keep:
            return _("Taken back: the block is left out again")
        return _("Taken back: the block is kept again")

    def _unlearn(self) -> str:
        assert self._teacher is not None
        self._teacher.take_back()
        self._follow()
        return _("Taken back: the rule is out again")

    def _follow(self) -> None:
        """Clean the page under the rules as they are now."""
        assert self._teacher is not None
        assert self._loaded is not None
        stages, glossary = self._loaded
        self._loaded = stages.taught(self._teacher.rules()), glossary
        page = self._here
        page.cleaned = self._read(self._loaded[0], page)
