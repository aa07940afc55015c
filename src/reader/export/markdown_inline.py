"""What stands in a block's text as Markdown: emphasis, code, links, pictures, footnotes.

CommonMark takes ``**`` for a mark only where letters, spaces and punctuation stand right around it, rules that were
made for words with spaces between them: 这是**重点，**然后 stays as it is written. So punctuation goes outside where
it must, and where marks would touch each other their elements of HTML are written, which CommonMark keeps.
"""

import re
import unicodedata
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby, pairwise, takewhile
from typing import NamedTuple

from reader.export.escaping import safe_address
from reader.export.footnotes import Footnotes
from reader.model.choices import LinkPolicy
from reader.model.document import Block, Kind
from reader.model.inline import Cell, Image, Inline, InlineKind, Link, edges, follow, follow_inlines
from reader.model.text import Edit

#: What CommonMark (and what is often added: tables, strike-through, mathematics, notes) may take for markup in a line.
_INLINE = re.compile(r"[\\`*_\[\]<>~|$&^]")
#: What it takes for a heading, list, quotation, rule, table or underline at the start of a line; a backslash goes
#: before the mark, and behind the figures of a number.
_LINE_START = re.compile(r"^[ \t]*(?:(?=#{1,6}(?:\s|$)|[-+=](?:\s|$|[-=])|:-)|\d{1,9}(?=[.)](?:\s|$)))", re.MULTILINE)
#: White space at the start of a line would make code of it.
_INDENT = re.compile(r"^[ \t]+", re.MULTILINE)
_ENTITY = re.compile(r"&(?=#?\w+;)")
_MARKS = {frozenset((InlineKind.EMPHASIS,)): "*", frozenset((InlineKind.STRONG,)): "**"} | {
    frozenset((InlineKind.EMPHASIS, InlineKind.STRONG)): "***"
}
#: Elements in the order in which they are opened.
_TAGS = {
    InlineKind.STRONG: "strong",
    InlineKind.EMPHASIS: "em",
    InlineKind.DELETED: "del",
    InlineKind.SUPERSCRIPT: "sup",
    InlineKind.SUBSCRIPT: "sub",
}


#: White space by CommonMark, and what is punctuation by all of its versions.
_SPACE, _PUNCTUATION = ("Zs",), ("Pc", "Pd", "Ps", "Pe", "Pi", "Pf", "Po")


class _Piece(NamedTuple):
    """A part of the text in which nothing begins or ends. ``behind``: a footnote's number, a picture."""

    start: int
    end: int
    styles: frozenset[InlineKind]
    link: Link | None
    behind: str


def escape(text: str) -> str:
    r"""Text as Markdown that shows it unchanged.

    >>> escape("1. *a* [b](c) # d")
    '1\\. \\*a\\* \\[b\\](c) # d'
    """
    return _Escaped(text).part(0, len(text))


class Inlines:
    """Writes the text of blocks; remembers which addresses are told in footnotes."""

    def __init__(self, footnotes: Footnotes, policy: LinkPolicy) -> None:
        self._footnotes, self._policy = footnotes, policy
        self._addresses: dict[str, int] = {}

    def addresses(self) -> Iterator[str]:
        """The footnotes that links lead to."""
        return (f"[^link-{number}]: <{address}>" for address, number in self._addresses.items())

    def image(self, image: Image) -> str:
        """A picture, which whoever shows the Markdown may fetch; where links are left out, what is said of it."""
        alt = " ".join(escape(image.alt).split())
        if self._policy is LinkPolicy.NONE:
            return f"\\[{alt}\\]" if alt else ""
        return f"![{alt}]({_destination(safe_address(image.address))})"

    def write(self, block: Block, *, strong: bool = False) -> str:
        """The block's text; ``strong`` puts all of it in bold."""
        pieces = self._pieces(block, (), strong=strong)
        return self._written(pieces, _Escaped(block.text.current), in_table=False)

    def cells(self, block: Block, cells: Sequence[Cell]) -> list[str]:
        """The text of each cell of a row."""
        pieces = list(self._pieces(block, edges(cells)))
        escaped, starts = _Escaped(block.text.current), [piece.start for piece in pieces]
        parts = (pieces[bisect_left(starts, cell.start) : bisect_left(starts, cell.end)] for cell in cells)
        return [self._written(part, escaped, in_table=True) for part in parts]

    def _pieces(self, block: Block, cut_at: Iterable[int], *, strong: bool = False) -> Iterator[_Piece]:
        length = len(block.text.current)
        inlines = [Inline(0, length, InlineKind.STRONG)] if strong else []
        inlines += (each for each in block.current_inlines() if not strong or each.kind is not InlineKind.STRONG)
        links = [] if self._policy is LinkPolicy.NONE else _apart(block)
        behind = self._behind(block, links, [each for each in inlines if each.kind is InlineKind.CODE])
        cuts = {0, length, *cut_at, *behind, *edges(links), *edges(inlines)}
        link_at, inlines_at = follow(links), follow_inlines(inlines)
        for start, end in pairwise(sorted(cuts)):
            styles = frozenset(each.kind for each in inlines_at(start))
            yield _Piece(start, end, styles, link_at(start), behind.get(end, ""))

    def _behind(self, block: Block, links: Sequence[Link], code: Sequence[Inline]) -> dict[int, str]:
        """What stands between the letters, by the place behind which it stands: outside of links and code."""
        found: list[tuple[int, str]] = []
        found += ((note.end, f"[^{number}]") for note, number in self._footnotes.numbers(block).items())
        if self._policy is LinkPolicy.FOOTNOTES:
            found += ((link.end, f"[^link-{self._number(link.address)}]") for link in links)
        inside = (image for image in block.current_images() if 0 < image.offset < len(block.text.current))
        found += ((image.offset, self.image(image)) for image in inside)
        told: dict[int, str] = {}
        for place, what in found:
            outside = _outside(_outside(place, code), links)
            told[outside] = told.get(outside, "") + what
        return told

    def _number(self, address: str) -> int:
        return self._addresses.setdefault(address, len(self._addresses) + 1)

    def _written(self, pieces: Iterable[_Piece], escaped: "_Escaped", *, in_table: bool) -> str:
        """The pieces, those of one link in its brackets, those whose styles touch together."""
        line = _Line(escaped, in_table=in_table)
        for link, parts in groupby(pieces, key=lambda piece: piece.link):
            opens = link is not None and self._policy is LinkPolicy.INLINE
            if opens:
                line.put("[")
            behind = ""
            for piece in parts:
                line.put_piece(piece)
                behind = piece.behind
                if behind and not opens:
                    line.put(behind)
            if link is not None and opens:
                line.put(f"]({_destination(link.address)})")
                line.put(behind)
        return line.text()


class _Line:
    """A text that is put together: strings as they are, and between them clusters of pieces whose styles touch."""

    def __init__(self, escaped: "_Escaped", *, in_table: bool) -> None:
        self._escaped, self._in_table = escaped, in_table
        self._parts: list[str | list[_Piece]] = []

    def put(self, markup: str) -> None:
        """Our own markup."""
        if markup:
            self._parts.append(markup)

    def put_piece(self, piece: _Piece) -> None:
        """A part of the text."""
        if not piece.styles:
            self.put(_unlinked(self._escaped.part(piece.start, piece.end), self._parts))
        elif self._parts and isinstance(self._parts[-1], list):
            self._parts[-1].append(piece)
        else:
            self._parts.append([piece])

    def text(self) -> str:
        """All of it."""
        written = [""]
        for part, following in pairwise((*self._parts, "")):
            if isinstance(part, list):
                written.append(
                    self._cluster(part, written[-1][-1:], following[:1] if isinstance(following, str) else "")
                )
                continue
            if part.startswith(("[", "![")) and written[-1].endswith("!"):
                written[-1] = f"{written[-1][:-1]}\\!"  # or the bracket would begin a picture
            written.append(part)
        return "".join(written)

    def _cluster(self, pieces: Sequence[_Piece], before: str, behind: str) -> str:
        """Pieces with styles, each touching the next. ``before`` and ``behind``: the characters around them."""
        if len(pieces) == 1 and pieces[0].styles in _MARKS:
            return self._marked(pieces[0], before, behind)
        written: list[str] = []
        opened: list[InlineKind] = []
        for piece in pieces:
            wanted = [kind for kind in _TAGS if kind in piece.styles]
            kept = sum(1 for _ in takewhile(lambda pair: pair[0] is pair[1], zip(opened, wanted, strict=False)))
            written += (f"</{_TAGS[kind]}>" for kind in reversed(opened[kept:]))
            written += (f"<{_TAGS[kind]}>" for kind in wanted[kept:])
            written.append(self._code(piece) if InlineKind.CODE in piece.styles else self._plain(piece))
            opened = wanted
        return "".join((*written, *(f"</{_TAGS[kind]}>" for kind in reversed(opened))))

    def _plain(self, piece: _Piece) -> str:
        return self._escaped.part(piece.start, piece.end)

    def _marked(self, piece: _Piece, before: str, behind: str) -> str:
        """A piece between asterisks, with as much of its punctuation outside of them as they need to be marks."""
        start, end = piece.start, piece.end
        part = self._escaped.part
        while start < end and not _may_open(before, part(start, end)[:1]):
            before = part(start, start + 1)[-1:] or before
            start += 1
        while start < end and not _may_open(behind, part(start, end)[-1:]):
            behind = part(end - 1, end)[:1] or behind
            end -= 1
        mark = _MARKS[piece.styles] if start < end else ""
        return f"{part(piece.start, start)}{mark}{part(start, end)}{mark}{part(end, piece.end)}"

    def _code(self, piece: _Piece) -> str:
        text = self._escaped.text[piece.start : piece.end].replace("\n", " ")
        if self._in_table:
            text = text.replace("|", "\\|")
        fence = "`" * (1 + max((len(run) for run in re.findall("`+", text)), default=0))
        pad = " " if text.startswith(("`", " ")) or text.endswith(("`", " ")) else ""
        return f"{fence}{pad}{text}{pad}{fence}"


class _Escaped:
    """A text that can be asked for parts of it as Markdown; what is escaped depends on the whole."""

    def __init__(self, text: str) -> None:
        self.text = text
        self._edits = sorted(_escapes(text), key=lambda edit: edit[:2])
        self._starts = [edit.start for edit in self._edits]

    def part(self, start: int, end: int) -> str:
        """``[start, end)`` of the text."""
        first, last = bisect_left(self._starts, start), bisect_left(self._starts, end)
        if first and self._edits[first - 1].end > start:
            first -= 1
        parts: list[str] = []
        done = start
        for edit in self._edits[first:last]:
            if edit.start >= start:
                parts += (self.text[done : edit.start], edit.new)
            done = max(done, min(edit.end, end))
        return "".join((*parts, self.text[done:end]))


def _escapes(text: str) -> Iterator[Edit]:
    """Backslashes to be put in, and white space to be taken out."""
    yield from (Edit(match.start(), match.end(), "") for match in _INDENT.finditer(text))
    for pattern, end in ((_LINE_START, True), (_INLINE, False)):
        for match in pattern.finditer(text):
            place = match.end() if end else match.start()
            yield Edit(place, place, "\\")


def _unlinked(text: str, before: Sequence[object]) -> str:
    """A bracket behind a footnote's number would make a link of both."""
    last = before[-1] if before else ""
    return f"\\{text}" if text.startswith("(") and isinstance(last, str) and last.endswith("]") else text


def _may_open(outside: str, inside: str) -> bool:
    """Whether a mark between two characters binds to the one inside (CommonMark 0.31, 6.2)."""
    if not inside or inside.isspace():
        return False
    if unicodedata.category(inside)[0] not in "PS":
        return True
    return outside in ("", "\n", "\t") or unicodedata.category(outside) in (*_SPACE, *_PUNCTUATION)


def _apart(block: Block) -> list[Link]:
    """The links of a block that can be followed, those that would overlap left out; in code there are none."""
    links: list[Link] = []
    for each in block.current_links() if block.kind is not Kind.CODE else ():
        address = safe_address(each.address)
        if address and (not links or links[-1].end <= each.start):
            links.append(Link(each.start, each.end, address))
    return links


def _outside(place: int, spans: Sequence[Link | Inline]) -> int:
    """``place``, or the end of the span that it lies inside of."""
    index = bisect_right(spans, place - 1, key=lambda span: span.start) - 1
    return spans[index].end if index >= 0 and spans[index].start < place < spans[index].end else place


def _destination(address: str) -> str:
    """An address as the destination of a link."""
    address = _ENTITY.sub("&amp;", address)
    return f"<{address}>" if not address or "(" in address or ")" in address else address
