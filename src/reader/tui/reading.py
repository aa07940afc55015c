"""A document while it is being read: every block is repaired and annotated when somebody looks at it, and not before.

A sweep in a worker finishes the rest in reading order; what depends on order (the first mention of a term) and on the
whole (how often a term occurs) becomes exact as the sweep goes on. Only the thread of the screen changes a Reading.
"""

from bisect import bisect_right
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from functools import cached_property
from time import perf_counter
from typing import NamedTuple, Protocol, Self

from reader.model.choices import Cleaning, GlossPolicy, Script
from reader.model.document import Block, Document, Kind, Note, Origin, Source, TokenKind
from reader.model.ports import Cuts
from reader.model.site import SiteRule
from reader.model.survey import Survey
from reader.model.walk import GlossFilter, is_known
from reader.tui.headings import headings
from reader.tui.ruby import Spelled

CHUNK = 64  # blocks: a few milliseconds of work


class Finishing(Protocol):
    """What turns a block of an opened page into what is shown."""

    def recut(self, cuts: Cuts) -> Self:
        """The same stages, words cut as a person wants them."""

    def finish(self, block: Block, survey: Survey, script: Script) -> Block:
        """The block repaired and annotated, without tokens."""

    def words(self, block: Block) -> Block:
        """The block with its tokens."""


class Stages(Finishing, Protocol):
    """What the reader asks of the pipeline."""

    def open(self, source: Source, cleaning: Cleaning = ...) -> Document:
        """Decoded, cleaned and surveyed; the blocks are as the page has them."""

    def open_apart(self, source: Source, cleaning: Cleaning, is_wanted: Callable[[], bool]) -> Document:
        """The same, made in another process for a long page. Raises Abandoned when it isn't wanted any more."""

    def beginning(self, source: Source) -> Source | None:
        """The first lines of a long page, to be read while the whole is opened; None for a page that can't be cut."""

    def taught(self, rules: Sequence[SiteRule]) -> Self:
        """The same stages under other rules for sites."""

    def propose(self, source: Source, block: Block, *, keep: bool) -> Sequence[tuple[SiteRule, int]]:
        """Rules that would keep or drop ``block``, each with how many blocks of the page it finds."""


class Position(NamedTuple):
    """A place on the page: an item, and a code point of its current text."""

    item: int
    offset: int


class Span(NamedTuple):
    """``[start, end)`` of an item's current text."""

    item: int
    start: int
    end: int


_STOPS = (TokenKind.WORD, TokenKind.LATIN, TokenKind.NUMBER)


class Reading:
    """The items of a document (its title, if it has one, then its blocks) in one script."""

    def __init__(self, stages: Finishing, document: Document, script: Script) -> None:
        self.stages, self.document, self.script = stages, document, script
        title = (Block(Kind.HEADING, Origin(), document.title, level=1),) if document.title.original.strip() else ()
        self._raw: Sequence[Block] = (*title, *document.blocks)
        self.lead = len(title)
        self._finished: list[Block | None] = [None] * len(self._raw)
        self._first: list[tuple[Note, ...]] = []
        self._filter = GlossFilter(GlossPolicy.FIRST)
        self._occurrences: Counter[str] = Counter()
        self._stops: tuple[int, bool, tuple[tuple[int, int], ...]] = (-1, False, ())
        self.spelled: dict[int, Spelled] = {}
        self.knows: Callable[[str], bool] = lambda _: False  # set by who knows the person
        self.can_cut = False  # the segmenter's first call takes long: a worker makes it

    def __len__(self) -> int:
        return len(self._raw)

    @cached_property
    def headings(self) -> list[int]:
        """The items that are headings, or look like them."""
        return headings(self._raw)

    @cached_property
    def lengths(self) -> list[int]:
        """The items' lengths in code points, as the page has them."""
        return [len(block.text.current) for block in self._raw]

    def look_ahead(self) -> None:
        """Find out now, in a worker, what keys would wait for on a page of 50,000 items."""
        _ = self.headings, self.lengths

    @property
    def swept(self) -> int:
        """How many items, from the first on, the sweep has been over."""
        return len(self._first)

    def raw(self, item: int) -> Block:
        """The item as the page has it."""
        return self._raw[item]

    def block(self, item: int) -> Block:
        """The item, repaired and annotated."""
        block = self._finished[item]
        if block is None:
            block = self._finished[item] = self._finish(item)
        return block

    def text(self, item: int) -> str:
        """The item's current text."""
        return self.block(item).text.current

    def shown(self, item: int, policy: GlossPolicy) -> tuple[Note, ...]:
        """The notes of the item whose gloss is shown. Ahead of the sweep, a first mention is a guess."""
        if policy is GlossPolicy.FIRST and item < self.swept:
            return self._first[item]
        if policy is GlossPolicy.UNKNOWN:
            text = self.text(item)
            shown = GlossFilter(policy).shown(self.block(item))
            return tuple(note for note in shown if not is_known(text, note, self.knows))
        return GlossFilter(policy).shown(self.block(item))

    def chunk(self, start: int) -> list[Block]:
        """The next few items from ``start`` on, finished; for a worker: changes nothing here."""
        stop = min(start + CHUNK, len(self))
        return [self.finished(item) for item in range(start, stop)]

    def spell(self, spelled: Mapping[int, Spelled]) -> None:
        """Take in how items are read."""
        self.spelled.update(spelled)

    def finished(self, item: int) -> Block:
        """The item, repaired and annotated; for a worker: changes nothing here."""
        return self._finished[item] or self._finish(item)

    def accept(self, blocks: Sequence[Block]) -> None:
        """Take in what the sweep has finished: the items from ``swept`` on.

        ``swept`` moves at once, over all of them: a worker in another thread waits for it and goes on from there.
        """
        for item, block in enumerate(blocks, self.swept):
            self._finished[item] = self._finished[item] or block
            self._occurrences.update(note.headword for note in block.notes)
        self._first += [self._filter.shown(block) for block in blocks]

    def sweep(self, seconds: float) -> None:
        """Finish items in reading order for about so long, or to the end."""
        until = perf_counter() + seconds
        while self.swept < len(self) and perf_counter() < until:
            self.accept(self.chunk(self.swept))

    def occurrences(self, headword: str) -> int:
        """How often the term has been met on the page so far."""
        return self._occurrences[headword]

    def stops(self, item: int) -> tuple[tuple[int, int], ...]:
        """The words of the item as spans, a term counting as one word; where the cursor goes word by word.

        Terms alone while the segmenter is still being loaded.
        """
        if self._stops[:2] != (item, self.can_cut):
            self._stops = (item, self.can_cut, self._cut(item))
        return self._stops[2]

    def recut(self, cuts: Cuts) -> None:
        """Cut words so from now on."""
        self.stages = self.stages.recut(cuts)
        self._stops = (-1, False, ())

    def note_at(self, position: Position) -> Note | None:
        """The term under ``position``."""
        notes = self.block(position.item).notes
        return next((note for note in notes if note.start <= position.offset < note.end), None)

    def word_at(self, position: Position) -> Span:
        """The term or word under ``position``, or the one character."""
        item, offset = position
        stops = self.stops(item)
        index = bisect_right(stops, offset, key=lambda span: span[0]) - 1
        if index >= 0 and offset < stops[index][1]:
            return Span(item, *stops[index])
        return Span(item, offset, min(offset + 1, len(self.text(item))))

    def moved(self, position: Position, other: "Reading") -> Position:
        """The place in ``other`` (the same document in another script) of what stands at ``position`` here."""
        source, _ = self.block(position.item).text.source_span(position.offset, position.offset)
        text = other.block(position.item).text
        return Position(position.item, min(text.current_offset(source), max(len(text.current) - 1, 0)))

    def _finish(self, item: int) -> Block:
        return self.stages.finish(self._raw[item], self.document.survey, self.script)

    def _cut(self, item: int) -> tuple[tuple[int, int], ...]:
        notes = [(note.start, note.end) for note in self.block(item).notes]
        inside = bytearray(len(self.text(item)))
        for start, end in notes:
            inside[start:end] = bytes((1,)) * (end - start)
        tokens = self.stages.words(self.block(item)).tokens if self.can_cut else ()
        words = ((token.start, token.end) for token in tokens if token.kind in _STOPS)
        return tuple(sorted((*notes, *(span for span in words if not inside[span[0]] and not inside[span[1] - 1]))))
