"""What stands in a block's text as elements: ruby, terms, links, emphasis, pictures; good HTML and good XML alike."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple, Protocol

from reader.export.escaping import escape, safe_address
from reader.export.structure import Numbered
from reader.model.document import Block, Kind, Note, Piece
from reader.model.inline import Image, Inline, InlineKind, Link, Reading, edges, follow, follow_inlines
from reader.model.language import JAPANESE, text_language
from reader.model.ports import FindReadings, nothing_found

#: Addresses in running text, without the marks that end a sentence behind them.
_ADDRESS = re.compile(r"(?<![A-Za-z0-9])https?://[!-~]*[A-Za-z0-9/=#&_~+-]")
_BREAK = "<br/>"
_TAGS = {
    InlineKind.EMPHASIS: "em",
    InlineKind.STRONG: "strong",
    InlineKind.CODE: "code",
    InlineKind.DELETED: "del",
    InlineKind.SUPERSCRIPT: "sup",
    InlineKind.SUBSCRIPT: "sub",
}
_REL = ' rel="noopener noreferrer"'
_NAMELESS = "<i>图 picture</i>"  # a picture of which the page says nothing
_SIGN = "※"  # leads to a term whose own letters lead elsewhere


class Dress(Protocol):
    """What a format adds to the plain elements."""

    def attributes(self, each: Numbered) -> str:
        """Attributes of a block's element, escaped, each with a space before it; asked before the block's terms."""

    def term(self, note: Note) -> tuple[str, str]:
        """What opens and what closes a term of the glossary; called once for each piece that is marked."""


class Way(NamedTuple):
    """What the walk takes along: the dress, how words are read where the page does not tell, and whether links are."""

    dress: Dress
    readings: FindReadings = nothing_found
    links: bool = True


_Span = Note | Reading | Link | Inline
_Aside = Note | Image


class Run(NamedTuple):
    """Text in which nothing begins or ends, what it stands in, outermost first, and what stands behind it.

    ``asides`` are pictures, and terms whose letters are those of a link: they stand where no link is open.
    """

    start: int
    text: str
    around: list[_Span]
    asides: list[_Aside]


def inline(block: Block, way: Way) -> str:
    """The block's current text with all that stands in it, but the pictures above and below."""
    breaks = "\n" if block.kind is Kind.CODE else _BREAK
    return "".join(written(runs(block, way), way, breaks))


def picture(image: Image, *, links: bool) -> str:
    """What stands for a picture: what the page says of it, as a link to it. Nothing is fetched."""
    label = escape(image.alt.strip()) or _NAMELESS
    address = safe_address(image.address) if links else ""
    if not address.startswith("http"):
        return f'<span class="picture">{label}</span>'
    return f'<a class="picture" href="{escape(address)}"{_REL}>{label}</a>'


def written(found: Iterable[Run], way: Way, breaks: str = _BREAK) -> Iterator[str]:
    """The runs with what they stand in opened and closed around them."""
    opened: list[tuple[_Span, str]] = []
    for run in found:
        kept = 0
        while kept < min(len(opened), len(run.around)) and opened[kept][0] == run.around[kept]:
            kept += 1
        yield from _closed(opened, kept)
        for span in run.around[kept:]:
            opening, closing = _marks(span, way.dress)
            opened.append((span, closing))
            yield opening
        yield escape(run.text).replace("\n", breaks)
        if run.asides:
            yield from _closed(opened, 0)
            yield from (_aside(each, way) for each in run.asides)
    yield from _closed(opened, 0)


def _closed(opened: list[tuple[_Span, str]], kept: int) -> Iterator[str]:
    yield from (closing for _, closing in reversed(opened[kept:]))
    del opened[kept:]


def runs(block: Block, way: Way, cut_at: Iterable[int] = ()) -> list[Run]:
    """The block's text, cut where anything begins or ends, and at ``cut_at``."""
    text = block.text.current
    readings = _readings(block, way.readings)
    links = _links(block, readings) if way.links else []
    inlines = block.current_inlines() if block.inlines and block.kind is not Kind.CODE else ()
    waiting = _waiting(block, links)
    cuts = sorted({*cut_at, *edges(links), *edges(inlines), *(place for place, _ in waiting)})
    crossed = _crossed(block.notes, readings)
    aside = frozenset(each for _, each in waiting)
    link_at = follow(links)
    inlines_at = follow_inlines(inlines)
    found: list[Run] = []
    passed = 0
    for piece in block.pieces(tokens=False, changes=False, readings=readings):
        start = piece.start
        while start < piece.end:
            while passed < len(cuts) and cuts[passed] <= start:
                passed += 1
            end = min(piece.end, cuts[passed]) if passed < len(cuts) else piece.end
            around = _around(piece, link_at(start), crossed, aside)
            found.append(Run(start, text[start:end], [*around, *inlines_at(start)], []))
            start = end
    _attach(found, waiting)
    return found


def _attach(found: Sequence[Run], waiting: Iterable[tuple[int, _Aside]]) -> None:
    """Put what waits behind the run that ends where it belongs."""
    starts = [run.start for run in found]
    for place, each in waiting:
        index = bisect_left(starts, place) - 1
        if index >= 0:
            found[index].asides.append(each)


def _waiting(block: Block, links: Sequence[Link]) -> list[tuple[int, _Aside]]:
    """Terms that meet a link, and pictures inside the text, each with the place where no link is open any more."""
    ends, starts = [link.end for link in links], [link.start for link in links]

    def outside(place: int) -> int:
        index = bisect_right(starts, place - 1) - 1
        return ends[index] if index >= 0 and place < ends[index] else place

    taken = edges(links)
    terms = [(outside(note.end), note) for note in block.notes if links and _meets(taken, note.start, note.end)]
    inside = [image for image in block.current_images() if 0 < image.offset < len(block.text.current)]
    return sorted([*terms, *((outside(image.offset), image) for image in inside)], key=lambda each: each[0])


def _around(piece: Piece, link: Link | None, crossed: frozenset[Note], aside: frozenset[_Aside]) -> list[_Span]:
    """What a piece stands in, outermost first: ruby lies inside a term, unless it reaches beyond it."""
    note = None if piece.note in aside else piece.note
    spans = [link, piece.reading, note] if note in crossed else [link, note, piece.reading]
    return [span for span in spans if span is not None]


def _readings(block: Block, find: FindReadings) -> tuple[Reading, ...]:
    """The page's own readings, and between them those that are found; code and Japanese are read by nobody."""
    own = block.current_readings()
    text = block.text.current
    if find is nothing_found or block.kind is Kind.CODE or text_language(text, "") == JAPANESE:
        return own
    taken = edges(own)
    free = (each for each in find(text) if not _meets(taken, each.start, each.end))
    return tuple(sorted((*own, *free), key=lambda each: each.start))


def _crossed(notes: Sequence[Note], readings: Sequence[Reading]) -> frozenset[Note]:
    """Notes at whose beginning or end a reading goes on."""
    taken = edges(readings)
    return frozenset(note for note in notes if any(_meets(taken, place, place) for place in (note.start, note.end)))


def _links(block: Block, readings: Sequence[Reading]) -> list[Link]:
    """The links of the page, none inside a reading, and addresses in running text that stand in no term; in order."""
    read = edges(readings)
    own: list[Link] = []
    for each in block.current_links():
        start, end = _widened(read, each.start, each.end)
        address = safe_address(each.address)
        if address and (not own or own[-1].end <= start):
            own.append(Link(start, end, address))
    text = block.text.current
    if block.kind is Kind.CODE or "://" not in text:
        return own
    linked = edges(own)
    terms = (note for note in block.notes if not _meets(linked, note.start, note.end))
    taken = sorted([*linked, *edges(terms)])
    found = (Link(*match.span(), safe_address(match[0])) for match in _ADDRESS.finditer(text))
    return sorted(
        [*own, *(link for link in found if not _meets(taken, link.start, link.end))], key=lambda each: each.start
    )


def _widened(read: Sequence[int], start: int, end: int) -> tuple[int, int]:
    """``[start, end)`` over the whole of each reading that it begins or ends in."""
    first, last = bisect_right(read, start), bisect_left(read, end)
    return read[first - 1] if first % 2 else start, read[last] if last % 2 else end


def _meets(taken: Sequence[int], start: int, end: int) -> bool:
    """Whether ``[start, end)`` overlaps any span; ``taken`` are their beginnings and ends by turns, in order.

    An empty span overlaps what it stands inside of.
    """
    first, last = bisect_right(taken, start), bisect_left(taken, end)
    inside = first % 2 == 1
    return inside and first == last if start == end else inside or first < last


def _marks(span: _Span, dress: Dress) -> tuple[str, str]:
    """What opens and what closes a span."""
    match span:
        case Note():
            return dress.term(span)
        case Reading():
            return "<ruby>", f"<rp>（</rp><rt>{_reading(span.text)}</rt><rp>）</rp></ruby>"
        case Link():
            return f'<a href="{escape(span.address)}"{_REL}>', "</a>"
        case Inline():
            return f"<{_TAGS[span.kind]}>", f"</{_TAGS[span.kind]}>"


def _aside(each: _Aside, way: Way) -> str:
    if isinstance(each, Image):
        return picture(each, links=way.links)
    opening, closing = way.dress.term(each)
    return f'<span class="aside">{opening}{_SIGN}{closing}</span>' if opening or closing else ""


@lru_cache(maxsize=4096)
def _reading(text: str) -> str:
    return escape(text)
