"""Blocks as elements that are good HTML and good XML alike; the walk that HTML and e-books share.

Page text is escaped on its way in, here and nowhere else. What a format adds of its own (what a term leads to,
attributes) comes from its `Dress`.
"""

import html
import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple, Protocol

from reader.export.structure import Numbered, cells, groups, has_header, heading_depths, item_depths
from reader.model.document import Block, Kind, Note, Piece
from reader.model.escape import printable
from reader.model.inline import Reading
from reader.model.language import JAPANESE, text_language
from reader.model.ports import FindReadings, nothing_found

#: What XML can't hold although it is harmless: noncharacters (XML 1.0, 2.2).
_NO_XML = re.compile("[\ufffe\uffff]")

#: Addresses in running text, without the marks that end a sentence behind them.
_ADDRESS = re.compile(r"(?<![A-Za-z0-9])https?://[!-~]*[A-Za-z0-9/=#&_~+-]")
_SCHEMES = ("http://", "https://", "mailto:")
_ALLOWED = re.compile(r"[^A-Za-z0-9\-._~:/?#\[\]@!$&'()*+,;=%]+")  # outside of RFC 3986's characters
_COLUMN = ' scope="col"'
_BREAK = "<br/>"
#: Items that bring their own number or bullet.
_OWN_MARK = re.compile(r"\s*(?:[•·▪●○■◆◇▶→*–—-]|[①-⓿]|[（(]?[\dA-Za-z一二三四五六七八九十]{1,3}[.、)）:：])")


class Dress(Protocol):
    """What a format adds to the plain elements."""

    def attributes(self, each: Numbered) -> str:
        """Attributes of a block's element, escaped, each with a space before it; asked before the block's terms."""

    def term(self, note: Note) -> tuple[str, str]:
        """What opens and what closes a term of the glossary; called once for each piece that is marked."""


class _Way(NamedTuple):
    """What the walk takes along: the dress, and how words are read where the page does not tell."""

    dress: Dress
    readings: FindReadings = nothing_found


class _Link(NamedTuple):
    """An address in running text."""

    start: int
    end: int
    address: str


_Span = Note | Reading | _Link


class _Run(NamedTuple):
    """Text in which nothing begins or ends, and what it stands in, outermost first."""

    start: int
    text: str
    around: list[_Span]


def escape(text: str) -> str:
    r"""Text for elements and quoted attributes; controls become visible, as on a terminal.

    >>> escape("<a b=\"c\">\x1b\u202e")
    '&lt;a b=&quot;c&quot;&gt;␛&lt;202E&gt;'
    """
    return html.escape(text if text.isprintable() else _NO_XML.sub("\ufffd", printable(text)))


def safe_address(address: str) -> str:
    """``address`` fit for ``href`` once it is escaped: http, https or mailto, ASCII alone; empty for any other.

    >>> safe_address("javascript:alert(1)"), safe_address("https://例.cn/a b")
    ('', 'https://%E4%BE%8B.cn/a%20b')
    """
    stripped = address.strip()
    if not stripped.lower().startswith(_SCHEMES) or printable(stripped) != stripped:
        return ""
    return _ALLOWED.sub(lambda match: "".join(f"%{byte:02X}" for byte in match[0].encode()), stripped)


def elements(
    blocks: Sequence[Block], dress: Dress, top: int = 2, readings: FindReadings = nothing_found
) -> Iterator[str]:
    """The blocks as elements, in order; headings begin at level ``top``.

    ``readings`` are set as ruby wherever the page has none of its own.
    """
    depths = heading_depths(blocks, top)
    way = _Way(dress, readings)
    for kind, group in groups(blocks):
        yield from _element(kind, group, way, depths)


def inline(block: Block, dress: Dress) -> str:
    """The block's current text, with ruby, terms and links."""
    return _inline(block, _Way(dress))


def _element(kind: Kind, group: list[Numbered], way: _Way, depths: dict[int, int]) -> Iterator[str]:
    match kind:
        case Kind.ITEM:
            yield "".join(_list(group, way))
        case Kind.ROW:
            yield "".join(_table(group, way))
        case Kind.QUOTATION:
            yield "".join(("<blockquote>", *(_wrapped("p", each, way) for each in group), "</blockquote>"))
        case Kind.HEADING:
            yield _wrapped(f"h{depths[group[0].place]}", group[0], way)
        case Kind.CODE:
            each = group[0]
            yield f"<pre{way.dress.attributes(each)}><code>{_inline(each.block, way)}</code></pre>"
        case Kind.CAPTION:
            yield _wrapped("p", group[0], way, ' class="caption"')
        case _:
            yield _wrapped("p", group[0], way)


def _wrapped(tag: str, each: Numbered, way: _Way, more: str = "") -> str:
    return f"<{tag}{more}{way.dress.attributes(each)}>{_inline(each.block, way)}</{tag}>"


def _list(items: list[Numbered], way: _Way) -> Iterator[str]:
    """One list; what is deeper is a list inside the item before it."""
    before = -1
    for each, depth in zip(items, item_depths(items), strict=True):
        yield "<ul>" if depth > before else "</li>" + "</ul></li>" * (before - depth)
        own = ' class="own"' if _OWN_MARK.match(each.block.text.current) else ""
        yield f"<li{own}{way.dress.attributes(each)}>{_inline(each.block, way)}"
        before = depth
    yield "</li></ul>" * (before + 1)


def _table(rows: list[Numbered], way: _Way) -> Iterator[str]:
    yield '<div class="table"><table>'
    if has_header(rows):
        yield f"<thead>{_row(rows[0], way, 'th', _COLUMN)}</thead>"
        rows = rows[1:]
    yield "<tbody>"
    yield from (_row(each, way, "td") for each in rows)
    yield "</tbody></table></div>"


def _row(each: Numbered, way: _Way, tag: str, more: str = "") -> str:
    opening = f"<tr{way.dress.attributes(each)}>"
    spans = cells(each.block)
    runs = _runs(each.block, way, [edge for span in spans for edge in span])
    inner = "".join(
        f"<{tag}{more}>{''.join(_written(inside, way, _BREAK))}</{tag}>" for inside in _by_span(runs, spans)
    )
    return f"{opening}{inner}</tr>"


def _by_span(runs: list[_Run], spans: list[tuple[int, int]]) -> Iterator[list[_Run]]:
    """The runs that lie in each of ``spans``; both are in order."""
    ahead = iter(runs)
    run = next(ahead, None)
    for start, end in spans:
        inside: list[_Run] = []
        while run is not None and run.start < end:
            if run.start >= start:
                inside.append(run)
            run = next(ahead, None)
        yield inside


def _inline(block: Block, way: _Way) -> str:
    breaks = "\n" if block.kind is Kind.CODE else _BREAK
    return "".join(_written(_runs(block, way), way, breaks))


def _written(runs: Iterable[_Run], way: _Way, breaks: str) -> Iterator[str]:
    """The runs with what they stand in opened and closed around them."""
    opened: list[tuple[_Span, str]] = []
    for _, text, around in runs:
        kept = 0
        while kept < min(len(opened), len(around)) and opened[kept][0] == around[kept]:
            kept += 1
        yield from (closing for _, closing in reversed(opened[kept:]))
        del opened[kept:]
        for span in around[kept:]:
            opening, closing = _marks(span, way.dress)
            opened.append((span, closing))
            yield opening
        yield escape(text).replace("\n", breaks)
    yield from (closing for _, closing in reversed(opened))


def _runs(block: Block, way: _Way, edges: Iterable[int] = ()) -> list[_Run]:
    """The block's text, cut where anything begins or ends, and at ``edges``."""
    readings = _readings(block, way.readings)
    links = _links(block)
    crossed = _crossed(block.notes, readings)
    further = sorted({*edges, *(edge for link in links for edge in link[:2])})
    runs: list[_Run] = []
    passed = link = 0
    for piece in block.pieces(tokens=False, changes=False, readings=readings):
        start = piece.start
        while start < piece.end:
            while passed < len(further) and further[passed] <= start:
                passed += 1
            while link < len(links) and links[link].end <= start:
                link += 1
            end = min(piece.end, further[passed]) if passed < len(further) else piece.end
            inside = links[link] if link < len(links) and links[link].start <= start else None
            runs.append(_Run(start, block.text.current[start:end], _around(piece, inside, crossed)))
            start = end
    return runs


def _around(piece: Piece, link: _Link | None, crossed: frozenset[Note]) -> list[_Span]:
    """What a piece stands in, outermost first: ruby lies inside a term, unless it reaches beyond it."""
    spans = [piece.reading, piece.note or link] if piece.note in crossed else [piece.note or link, piece.reading]
    return [span for span in spans if span is not None]


def _readings(block: Block, find: FindReadings) -> tuple[Reading, ...]:
    """The page's own readings, and between them those that are found; code and Japanese are read by nobody."""
    own = block.current_readings()
    text = block.text.current
    if find is nothing_found or block.kind is Kind.CODE or text_language(text, "") == JAPANESE:
        return own
    taken = [edge for each in own for edge in (each.start, each.end)]
    free = (each for each in find(text) if not _meets(taken, each.start, each.end))
    return tuple(sorted((*own, *free), key=lambda each: each.start))


def _crossed(notes: Sequence[Note], readings: Sequence[Reading]) -> frozenset[Note]:
    """Notes at whose beginning or end a reading goes on."""
    edges = [edge for each in readings for edge in (each.start, each.end)]
    return frozenset(note for note in notes if any(_meets(edges, place, place) for place in (note.start, note.end)))


def _links(block: Block) -> list[_Link]:
    """Addresses in running text that stand in no term."""
    text = block.text.current
    if block.kind is Kind.CODE or "://" not in text:
        return []
    taken = [edge for note in block.notes for edge in (note.start, note.end)]
    found = (_Link(*match.span(), safe_address(match[0])) for match in _ADDRESS.finditer(text))
    return [link for link in found if not _meets(taken, link.start, link.end)]


def _meets(edges: Sequence[int], start: int, end: int) -> bool:
    """Whether ``[start, end)`` overlaps any span; ``edges`` are their beginnings and ends by turns, in order.

    An empty span overlaps what it stands inside of.
    """
    first, last = bisect_right(edges, start), bisect_left(edges, end)
    inside = first % 2 == 1
    return inside and first == last if start == end else inside or first < last


def _marks(span: _Span, dress: Dress) -> tuple[str, str]:
    """What opens and what closes a span."""
    match span:
        case Note():
            return dress.term(span)
        case Reading():
            return "<ruby>", f"<rp>（</rp><rt>{_reading(span.text)}</rt><rp>）</rp></ruby>"
        case _Link():
            return f'<a href="{escape(span.address)}" rel="noopener noreferrer">', "</a>"


@lru_cache(maxsize=4096)
def _reading(text: str) -> str:
    return escape(text)
