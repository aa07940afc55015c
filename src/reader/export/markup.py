"""Blocks as elements that are good HTML and good XML alike; the walk that HTML and e-books share.

Page text is escaped on its way in, here and nowhere else. What a format adds of its own (what a term leads to,
attributes) comes from its `Dress`.
"""

import html
import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple, Protocol

from reader.export.structure import Numbered, cells, groups, has_header, heading_depths, item_depths
from reader.model.document import Block, Kind, Note, Piece, Reading
from reader.model.escape import printable

#: What XML can't hold although it is harmless: noncharacters (XML 1.0, 2.2).
_NO_XML = re.compile("[\ufffe\uffff]")

#: Addresses in running text, without the marks that end a sentence behind them.
_ADDRESS = re.compile(r"(?<![A-Za-z0-9])https?://[!-~]*[A-Za-z0-9/=#&_~+-]")
_SCHEMES = ("http://", "https://", "mailto:")
_ALLOWED = re.compile(r"[^A-Za-z0-9\-._~:/?#\[\]@!$&'()*+,;=%]+")  # outside of RFC 3986's characters
_COLUMN = ' scope="col"'
#: Items that bring their own number or bullet.
_OWN_MARK = re.compile(r"\s*(?:[•·▪●○■◆◇▶→*–—-]|[①-⓿]|[（(]?[\dA-Za-z一二三四五六七八九十]{1,3}[.、)）:：])")


class Dress(Protocol):
    """What a format adds to the plain elements."""

    def attributes(self, each: Numbered) -> str:
        """Attributes of a block's element, escaped, each with a space before it; asked before the block's terms."""

    def term(self, note: Note) -> tuple[str, str]:
        """What opens and what closes a term of the glossary; called once for each piece that is marked."""


class _Link(NamedTuple):
    """An address in running text."""

    start: int
    end: int
    address: str


_Span = Note | Reading | _Link


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


def elements(blocks: Sequence[Block], dress: Dress, top: int = 2) -> Iterator[str]:
    """The blocks as elements, in order; headings begin at level ``top``."""
    depths = heading_depths(blocks, top)
    for kind, group in groups(blocks):
        yield from _element(kind, group, dress, depths)


def inline(block: Block, dress: Dress, start: int = 0, end: int | None = None) -> str:
    """``[start, end)`` of the block's current text, with ruby, terms and links."""
    return "".join(_inline(block, dress, start, len(block.text.current) if end is None else end))


def _element(kind: Kind, group: list[Numbered], dress: Dress, depths: dict[int, int]) -> Iterator[str]:
    match kind:
        case Kind.ITEM:
            yield "".join(_list(group, dress))
        case Kind.ROW:
            yield "".join(_table(group, dress))
        case Kind.QUOTATION:
            yield "".join(("<blockquote>", *(_wrapped("p", each, dress) for each in group), "</blockquote>"))
        case Kind.HEADING:
            yield _wrapped(f"h{depths[group[0].place]}", group[0], dress)
        case Kind.CODE:
            each = group[0]
            yield f"<pre{dress.attributes(each)}><code>{inline(each.block, dress)}</code></pre>"
        case Kind.CAPTION:
            yield _wrapped("p", group[0], dress, ' class="caption"')
        case _:
            yield _wrapped("p", group[0], dress)


def _wrapped(tag: str, each: Numbered, dress: Dress, more: str = "") -> str:
    return f"<{tag}{more}{dress.attributes(each)}>{inline(each.block, dress)}</{tag}>"


def _list(items: list[Numbered], dress: Dress) -> Iterator[str]:
    """One list; what is deeper is a list inside the item before it."""
    before = -1
    for each, depth in zip(items, item_depths(items), strict=True):
        yield "<ul>" if depth > before else "</li>" + "</ul></li>" * (before - depth)
        own = ' class="own"' if _OWN_MARK.match(each.block.text.current) else ""
        yield f"<li{own}{dress.attributes(each)}>{inline(each.block, dress)}"
        before = depth
    yield "</li></ul>" * (before + 1)


def _table(rows: list[Numbered], dress: Dress) -> Iterator[str]:
    yield '<div class="table"><table>'
    if has_header(rows):
        yield f"<thead>{_row(rows[0], dress, 'th', _COLUMN)}</thead>"
        rows = rows[1:]
    yield "<tbody>"
    yield from (_row(each, dress, "td") for each in rows)
    yield "</tbody></table></div>"


def _row(each: Numbered, dress: Dress, tag: str, more: str = "") -> str:
    opening = f"<tr{dress.attributes(each)}>"
    inner = "".join(f"<{tag}{more}>{inline(each.block, dress, *span)}</{tag}>" for span in cells(each.block))
    return f"{opening}{inner}</tr>"


def _inline(block: Block, dress: Dress, start: int, end: int) -> Iterator[str]:
    breaks = "\n" if block.kind is Kind.CODE else "<br/>"
    links = _links(block)
    crossed = _crossed(block)
    opened: list[tuple[_Span, str]] = []
    for text, piece, link in _cut(block, links, start, end):
        wanted = _around(piece, link, crossed)
        kept = 0
        while kept < min(len(opened), len(wanted)) and opened[kept][0] == wanted[kept]:
            kept += 1
        yield from (closing for _, closing in reversed(opened[kept:]))
        del opened[kept:]
        for span in wanted[kept:]:
            opening, closing = _marks(span, dress)
            opened.append((span, closing))
            yield opening
        yield escape(text).replace("\n", breaks)
    yield from (closing for _, closing in reversed(opened))


def _cut(block: Block, links: list[_Link], start: int, end: int) -> Iterator[tuple[str, Piece, _Link | None]]:
    """The pieces inside ``[start, end)``, cut once more where a link begins or ends."""
    for piece in block.pieces(tokens=False, changes=False):
        first, last = max(piece.start, start), min(piece.end, end)
        while first < last:
            link = next((each for each in links if each.end > first), None)
            stop = last if link is None else min(last, link.start if link.start > first else link.end)
            inside = link if link is not None and link.start <= first else None
            yield block.text.current[first:stop], piece, inside
            first = stop


def _around(piece: Piece, link: _Link | None, crossed: frozenset[Note]) -> list[_Span]:
    """What a piece stands in, outermost first: ruby lies inside a term, unless it reaches beyond it."""
    spans = [piece.reading, piece.note or link] if piece.note in crossed else [piece.note or link, piece.reading]
    return [span for span in spans if span is not None]


def _crossed(block: Block) -> frozenset[Note]:
    """Notes at whose beginning or end a reading goes on."""
    readings = block.current_readings()
    return frozenset(
        note
        for note in (block.notes if readings else ())
        if any(each.start < edge < each.end for each in readings for edge in (note.start, note.end))
    )


def _links(block: Block) -> list[_Link]:
    text = block.text.current
    if block.kind is Kind.CODE or "://" not in text:
        return []
    taken = [(note.start, note.end) for note in block.notes]
    return [
        _Link(*match.span(), safe_address(match[0]))
        for match in _ADDRESS.finditer(text)
        if not any(start < match.end() and match.start() < end for start, end in taken)
    ]


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
