"""A page on its way through the stages: frozen data, tuples inside; a stage returns a new one."""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from enum import StrEnum
from itertools import pairwise
from typing import NamedTuple

from reader.model.inline import Cell, Image, Inline, Link, Reading, follow, placed
from reader.model.survey import Survey
from reader.model.text import Change, Text


@dataclass(frozen=True, slots=True)
class Source:
    """Bytes and where they came from. ``address``: where the page stands on the web, if the reader has said so."""

    name: str
    data: bytes
    address: str = ""


@dataclass(frozen=True, slots=True)
class Page:
    """A decoded page. ``replaced`` counts the U+FFFD that stand for bytes which could not be read.

    ``address``: where it stands on the web, if the reader has said so.
    """

    name: str
    text: str
    encoding: str
    reason: str
    replaced: int = 0
    address: str = ""


class Kind(StrEnum):
    """What a block is in its article."""

    PARAGRAPH = "paragraph"
    HEADING = "heading"
    ITEM = "item"
    QUOTATION = "quotation"
    CODE = "code"
    ROW = "row"
    CAPTION = "caption"
    TERM = "term"  # of a list of definitions
    DEFINITION = "definition"


class TokenKind(StrEnum):
    """What the segmenter found."""

    WORD = "word"  # Chinese
    LATIN = "latin"
    NUMBER = "number"
    MARK = "mark"  # punctuation and symbols
    SPACE = "space"


class Token(NamedTuple):
    """A word or mark: ``[start, end)`` of the block's current text."""

    start: int
    end: int
    kind: TokenKind


@dataclass(frozen=True, slots=True)
class Note:
    """A glossary term on the page: ``[start, end)`` of the block's current text.

    ``headword`` finds the entry; ``gloss`` is its short form in the other language, to stand beside the term.
    """

    start: int
    end: int
    source: str
    headword: str
    gloss: str


@dataclass(frozen=True, slots=True, order=True)
class Origin:
    """Where a block stood on its page: a line (from 1) of a text page, a path in the tree of an HTML page."""

    line: int = 0
    path: str = ""


@dataclass(frozen=True, slots=True)
class Verdict:
    """Why a block was dropped: the rule, the figure that it met, and the limit that this figure passed.

    A rule that a reader taught says so of what it keeps too. Rules that match wording have no figure: they say the
    wording in ``detail``.
    """

    rule: str
    figure: float = 0.0
    limit: float = 0.0
    detail: str = ""

    def __str__(self) -> str:
        """``link density 0.83, limit 0.5`` or ``boilerplate wording: 版权所有``."""
        return (
            f"{self.rule}: {self.detail}" if self.detail else f"{self.rule} {self.figure:.2g}, limit {self.limit:.2g}"
        )


@dataclass(frozen=True, slots=True)
class Entry:
    """A post of a thread, a comment, one of several articles on a page: its number from 1, who wrote it, and when.

    As the page has them; "" for what it doesn't show.
    """

    number: int
    author: str = ""
    date: str = ""


class Piece(NamedTuple):
    """A run of a block's current text in which nothing begins or ends; the unit in which all viewers walk."""

    start: int
    end: int
    text: str
    token: Token | None
    note: Note | None
    change: Change | None
    reading: Reading | None


@dataclass(frozen=True, slots=True)
class Block:
    """One paragraph, heading, item, … of the article. ``level``: 1–6 for headings, nesting depth for items, else 0.

    ``number`` is that of an item in an ordered list. ``readings`` come from ruby, and are no part of the text; neither
    are ``images``. ``cells`` are those of a row, () where the page does not tell them. ``kept`` says what kept the
    block, where somebody told the cleaner to. ``entry`` stands on the first block of each entry of a thread.
    """

    kind: Kind
    origin: Origin
    text: Text
    level: int = 0
    tokens: tuple[Token, ...] = ()
    notes: tuple[Note, ...] = ()
    readings: tuple[Reading, ...] = ()
    kept: Verdict | None = None
    links: tuple[Link, ...] = ()
    number: int | None = None
    entry: Entry | None = None
    inlines: tuple[Inline, ...] = ()
    images: tuple[Image, ...] = ()
    cells: tuple[Cell, ...] = ()

    def current_readings(self) -> tuple[Reading, ...]:
        """The readings with their places in the current text, but those whose characters the repairs took out."""
        return tuple(each for each in placed(self.text, self.readings) if each.start < each.end)

    def current_links(self) -> tuple[Link, ...]:
        """The links with their places in the current text; one whose text a repair took away is gone."""
        return tuple(each for each in placed(self.text, self.links) if each.start < each.end)

    def current_inlines(self) -> tuple[Inline, ...]:
        """Emphasis, code and their like with their places in the current text, but those that the repairs emptied."""
        return tuple(each for each in placed(self.text, self.inlines) if each.start < each.end)

    def current_images(self) -> tuple[Image, ...]:
        """The pictures with their places in the current text; one at the end stays at the end."""
        if not self.images:
            return ()
        place, last = self.text.placer(), len(self.text.original)
        ends = {0: 0, last: len(self.text.current)}
        return tuple(replace(each, offset=ends.get(each.offset, place(each.offset))) for each in self.images)

    def current_cells(self) -> tuple[Cell, ...]:
        """The cells with their places in the current text, empty ones too."""
        return tuple(placed(self.text, self.cells))

    def pieces(
        self, *, tokens: bool = True, changes: bool = True, readings: tuple[Reading, ...] | None = None
    ) -> Iterator[Piece]:
        """Walk the text from left to right, cut wherever a token, note, change or reading begins or ends.

        Removed text leaves no piece: a change that left nothing behind is seen in ``text.changes()`` only. Who shows
        no tokens or changes walks several times as fast without them. ``readings`` stand in place of the block's own.
        """
        text = self.text.current
        words = self.tokens if tokens else ()
        repaired = self.text.changes() if changes else ()
        readings = self.current_readings() if readings is None else readings
        edges = {0, len(text)}
        for spans in (words, self.notes, repaired, readings):
            edges.update(edge for span in spans for edge in (span.start, span.end))
        token, note = follow(words), follow(self.notes)
        change, reading = follow(repaired), follow(readings)
        for start, end in pairwise(sorted(edges)):
            yield Piece(start, end, text[start:end], token(start), note(start), change(start), reading(start))


@dataclass(frozen=True, slots=True)
class Dropped:
    """A block that was taken for boilerplate; ``before`` is the index of the kept block that followed it."""

    block: Block
    before: int
    verdict: Verdict


@dataclass(frozen=True, slots=True)
class Fact:
    """Something the page says of itself, and where it says it."""

    value: str
    source: str


@dataclass(frozen=True, slots=True)
class Metadata:
    """What is known of the page; ``encoding`` and ``reason`` are the decoder's.

    ``title`` is the article's, as the page has it. ``date`` and ``modified`` are ISO 8601, with the time and zone that
    the page gives. ``site`` is where the page stands, ``outlet`` what it names as its source (来源). ``language`` is
    the text's, in BCP 47. ``address`` is the page's own, of the web.
    """

    name: str = ""
    encoding: str = ""
    reason: str = ""
    title: Fact | None = None
    authors: tuple[Fact, ...] = ()
    date: Fact | None = None
    modified: Fact | None = None
    site: Fact | None = None
    outlet: Fact | None = None
    language: Fact | None = None
    tags: tuple[Fact, ...] = ()
    address: Fact | None = None

    @property
    def author(self) -> Fact | None:
        """All authors in one line; they come from one place."""
        names = ", ".join(fact.value for fact in self.authors)
        return Fact(names, self.authors[0].source) if names else None

    def facts(self) -> Iterator[tuple[str, Fact]]:
        """What the page says of itself, each fact with its name, for those who show it."""
        for name in ("title", "author", "date", "modified", "site", "outlet", "language", "address"):
            fact: Fact | None = getattr(self, name)
            if fact is not None:
                yield name, fact
        if self.tags:
            yield "tags", Fact(", ".join(fact.value for fact in self.tags), self.tags[0].source)


@dataclass(frozen=True, slots=True)
class Document:
    """An article: its title (empty when the page has none beside its text), its blocks, and what was left out."""

    title: Text
    metadata: Metadata
    blocks: tuple[Block, ...]
    dropped: tuple[Dropped, ...] = ()
    survey: Survey = field(default_factory=Survey)
