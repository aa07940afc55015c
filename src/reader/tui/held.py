"""What the person left on a page, marks, highlights and notes alike, found again in the page as it is now.

The library keeps them apart; whoever draws, lists or walks them wants them together, in the order of the text.
"""

from collections.abc import Iterable, Iterator
from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple

from reader.library.anchors import Anchor, Place, Places
from reader.tui import places as shown
from reader.tui.reading import Position, Reading, Span
from reader.tui.signs import BOOKMARK, HIGHLIGHT, NOTE, Sign, Signs

if TYPE_CHECKING:
    from reader.library.library import Library

COLOUR = "green"  # of highlights that are made here
_BEHIND = 1 << 60  # an offset that lies behind every text


class What(StrEnum):
    """What something is that the person left."""

    MARK = "mark"  # without a letter: a bookmark
    HIGHLIGHT = "highlight"
    NOTE = "note"


class Held(NamedTuple):
    """A mark, highlight or note. ``name``: a mark's letter; ``body``: what a note says; ``quote``: what it is about.

    A note without ``stop`` is on the whole block, one without ``start`` on the whole page.
    """

    what: What
    uid: str
    name: str
    start: Anchor | None
    stop: Anchor | None
    quote: str
    body: str
    changed: int


class Placed(NamedTuple):
    """Something with its place on the page that is read; None where that is lost."""

    held: Held
    start: Place | None
    stop: Place | None


def gather(library: "Library", document: int) -> tuple[Held, ...]:
    """All that was left in a document. Raises LibraryError."""
    marks = library.marks.all(document)
    highlights, notes = library.highlights.all(document), library.notes.all(document)
    return (
        *(Held(What.MARK, m.uid, m.name, m.anchor, None, m.quote, "", m.changed) for m in marks),
        *(Held(What.HIGHLIGHT, h.uid, "", h.start, h.end, h.quote, "", h.changed) for h in highlights),
        *(Held(What.NOTE, n.uid, "", n.start, n.end, n.quote, n.body, n.changed) for n in notes),
    )


def placed(held: Iterable[Held], places: Places) -> tuple[Placed, ...]:
    """Where each stands now, in the order of the text; what is lost comes last. Folds text: for a worker."""
    found = (Placed(each, *(places.find(end) if end else None for end in (each.start, each.stop))) for each in held)
    return tuple(sorted(found, key=lambda each: (each.start is None, each.start or Place(0, 0))))


def remove(library: "Library", held: Held) -> None:
    """Take something away. Raises LibraryError."""
    homes = {What.MARK: library.marks, What.HIGHLIGHT: library.highlights, What.NOTE: library.notes}
    homes[held.what].remove(held.uid)


def put_back(library: "Library", document: int, held: Held) -> None:
    """Leave again what was taken away. Raises LibraryError."""
    if held.what is What.NOTE:
        library.notes.add(document, held.body, held.start, held.stop, held.quote)
    elif held.start is not None and held.what is What.MARK:
        library.marks.set(document, held.name, held.start, held.quote)
    elif held.start is not None and held.stop is not None:
        library.highlights.add(document, held.start, held.stop, COLOUR, held.quote)


def rewrite(library: "Library", note: Held, text: str) -> None:
    """Put other words into a note; without any, it is taken away. Raises LibraryError."""
    if text:
        library.notes.write(note.uid, text)
    else:
        library.notes.remove(note.uid)


class Laid(NamedTuple):
    """Something with what it is about as that is shown: one span for each item, an empty one for a mark."""

    placed: Placed
    spans: tuple[Span, ...]

    @property
    def held(self) -> Held:
        """The thing itself."""
        return self.placed.held

    @property
    def whole(self) -> shown.Range:
        """All its spans as one range."""
        first, last = self.spans[0], self.spans[-1]
        return shown.Range(Position(first.item, first.start), Position(last.item, last.end))


def lay(reading: Reading, kept: Iterable[Placed]) -> tuple[Laid, ...]:
    """All that is shown in a reading, in the order of the text."""
    laid = (Laid(each, tuple(_spans(reading, each))) for each in kept)
    return tuple(each for each in laid if each.spans)


def _spans(reading: Reading, each: Placed) -> Iterator[Span]:
    if each.start is None:
        return
    end = each.stop or each.start
    if each.stop is None and each.held.what is What.NOTE:
        end = Place(end.block, _BEHIND)
    yield from shown.spans(reading, each.start, end)


def signs(laid: Iterable[Laid]) -> Signs:
    """Their signs."""
    found: list[Sign] = []
    for each in laid:
        if each.held.what is not What.HIGHLIGHT:
            found.append(Sign(each.spans[0], sign(each.held)))
        if each.held.what is not What.MARK:
            found += (Sign(span, HIGHLIGHT, lit=True) for span in each.spans)
    return Signs(found)


def sign(held: Held) -> str:
    """The sign in the margin: a mark's letter, or what stands for it."""
    return {What.MARK: held.name or BOOKMARK, What.HIGHLIGHT: HIGHLIGHT, What.NOTE: NOTE}[held.what]


def at(laid: Iterable[Laid], position: Position, what: What) -> Laid | None:
    """The narrowest of a kind that covers ``position``; None if none does."""
    item, offset = position
    covering = [
        (span.end - span.start, number, each)
        for number, each in enumerate(laid)
        if each.held.what is what
        for span in each.spans
        if span.item == item and span.start <= offset < max(span.end, span.start + 1)
    ]
    return min(covering)[2] if covering else None


def beyond(laid: Iterable[Laid], position: Position, step: int) -> Position | None:
    """Where the next of them begins, or the one before; None if there is none."""
    starts = sorted({each.whole.start for each in laid})
    ahead = [start for start in starts if (start > position if step > 0 else start < position)]
    return (ahead[0] if step > 0 else ahead[-1]) if ahead else None
