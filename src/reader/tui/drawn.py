"""A block as it stands on the screen: its own text, with short glosses after their terms.

The glosses are not part of the text: the cursor, search and copying count in code points of the block's current
text, and never stand inside a gloss. Neither are the signs before what stands higher or lower: 10^9, H_2O.
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import takewhile

from rich.cells import cell_len

from reader.model.document import Block, Kind, Note
from reader.model.escape import UNSAFE
from reader.model.inline import Inline, InlineKind, Span
from reader.tui.ruby import Above, filler
from reader.wrap import FILLER, graphemes, line_starts

OPEN, SHUT = "⟨⟩"


@dataclass(frozen=True, slots=True)
class Drawn:
    """A text with glosses and filler put in: ``spots`` are offsets in the text, ``inserts`` spans in what is drawn.

    ``glosses`` are those of the inserts that are glosses.
    """

    text: str
    spots: tuple[int, ...] = ()
    inserts: tuple[tuple[int, int], ...] = ()
    glosses: tuple[tuple[int, int], ...] = ()

    def inside(self, offset: int) -> int:
        """Where the character at ``offset`` of the text is drawn."""
        index = bisect_right(self.spots, offset)
        return offset if index == 0 else offset - self.spots[index - 1] + self.inserts[index - 1][1]

    def inside_end(self, offset: int) -> int:
        """Where a span of the text that ends at ``offset`` ends when drawn: before a gloss, not after it."""
        return self.inside(offset - 1) + 1 if offset else 0

    def outside(self, place: int) -> int:
        """Which character of the text is drawn at ``place``; what was put in answers with the character before it."""
        index = bisect_right(self.inserts, place, key=lambda span: span[0])
        if index == 0:
            return place
        _, end = self.inserts[index - 1]
        spot = self.spots[index - 1]
        return spot - 1 if place < end else spot + place - end


def draw(
    text: str, notes: tuple[Note, ...], ruby: tuple[Above, ...] = (), signs: Sequence[tuple[int, str]] = ()
) -> Drawn:
    """``text`` with the glosses of ``notes`` put after their terms, and room for what stands above it.

    ``signs``: what is put before the characters at some offsets, none of them 0.

    >>> draw("用MoE架构", (Note(1, 4, "glossary", "MoE", "混合专家"),))
    Drawn(text='用MoE⟨混合专家⟩架构', spots=(4,), inserts=((4, 10),), glosses=((4, 10),))
    """
    text = visible(text)
    room = [(each.start + 1, 0, filler(each.filler)) for each in ruby if each.filler]
    asides = [(note.end, 1, f"{OPEN}{visible(note.gloss)}{SHUT}") for note in notes]
    before = [(spot, 2, sign) for spot, sign in signs]
    parts: list[str] = []
    inserts: list[tuple[int, int]] = []
    done = length = 0
    for spot, _, new in (ordered := sorted((*room, *asides, *before))):
        parts += (text[done:spot], new)
        length += spot - done
        inserts.append((length, length + len(new)))
        length, done = length + len(new), spot
    parts.append(text[done:])
    glosses = tuple(span for span, (_, sort, _) in zip(inserts, ordered, strict=True) if sort == 1)
    return Drawn("".join(parts), tuple(spot for spot, *_ in ordered), tuple(inserts), glosses)


def visible(text: str) -> str:
    """``text`` with what a terminal would obey shown as one character each, so that offsets hold; tabs as spaces."""
    return UNSAFE.sub(_picture, text).replace("\t", " ").replace(FILLER, "\ufffd")


def _picture(match: re.Match[str]) -> str:
    code = ord(match[0])
    if code in (0x2028, 0x2029):
        return "\n"
    return chr(0x2400 + code) if code < 0x20 else "␡" if code == 0x7F else "\ufffd"


@dataclass(frozen=True, slots=True)
class Frame:
    """What surrounds a block: rows above, and what stands before its first line and its others.

    ``above`` are those of the ``gap`` rows above that are not empty, next to the text: who wrote a post, pictures.
    ``leading``: empty rows above each of its lines.
    """

    gap: int = 0
    first: str = ""
    rest: str = ""
    leading: int = 0
    above: tuple[str, ...] = ()


#: How parts of a text are shown.
_STYLES = {
    InlineKind.EMPHASIS: "emphasis",
    InlineKind.STRONG: "strong",
    InlineKind.CODE: "inline-code",
    InlineKind.DELETED: "deleted",
}
#: No terminal sets anything higher or lower, and 10⁹ must not be read as 109.
_SIGNS = {InlineKind.SUPERSCRIPT: "^", InlineKind.SUBSCRIPT: "_"}


@dataclass(frozen=True, slots=True)
class Leaf:
    """A block set at a width: what is drawn, where its lines begin, and its frame.

    ``styled``: names of styles, in rising priority, and the spans of what is drawn that have each, in order.
    """

    block: Block
    drawn: Drawn
    starts: tuple[int, ...]
    frame: Frame
    ruby: tuple[Above, ...] = ()
    styled: tuple[tuple[str, tuple[tuple[int, int], ...]], ...] = ()

    @property
    def height(self) -> int:
        """Rows, the gap above included."""
        return self.frame.gap + len(self.starts) * self.rows

    @property
    def noted(self) -> tuple[int, ...]:
        """Where in the text the terms end whose gloss is drawn."""
        return tuple(self.drawn.outside(start) + 1 for start, _ in self.drawn.glosses)

    @property
    def rows(self) -> int:
        """Rows that a line takes: its own, one for pinyin where there is some, and empty ones above both."""
        return (2 if self.ruby else 1) + self.frame.leading

    def line_at(self, row: int) -> tuple[int, bool]:
        """The line to which ``row`` (the gap not counted) belongs, and whether the row is above the text."""
        line, inner = divmod(row, self.rows)
        return line, inner < self.rows - 1

    def has_pinyin(self, row: int) -> bool:
        """Whether ``row`` (the gap not counted) is one for pinyin."""
        return bool(self.ruby) and row % self.rows == self.rows - 2

    def row_of(self, place: int) -> int:
        """The row (the gap not counted) on which ``place`` of what is drawn stands."""
        return self.line_of(place) * self.rows + self.rows - 1

    def above(self, line: int) -> list[tuple[int, Above]]:
        """What stands above ``line``, with the cells left of it."""
        start, end = self.span(line)
        first = bisect_left(self.ruby, self.drawn.outside(start), key=lambda each: each.start)
        wanted = {self.drawn.inside(each.start) - start: each for each in self._ruby_until(first, end)}
        found, column = [], cell_len(self.prefix(line))
        for begin, _, cells in graphemes(self.drawn.text[start:end]) if wanted else ():
            if begin in wanted:
                found.append((column, wanted[begin]))
            column += cells
        return found

    def _ruby_until(self, first: int, end: int) -> Iterator[Above]:
        return takewhile(lambda each: self.drawn.inside(each.start) < end, self.ruby[first:])

    def span(self, line: int) -> tuple[int, int]:
        """The places ``[start, end)`` in what is drawn that stand on ``line`` (the gap not counted)."""
        end = self.starts[line + 1] if line + 1 < len(self.starts) else len(self.drawn.text)
        return self.starts[line], end

    def line_of(self, place: int) -> int:
        """The line (the gap not counted) on which ``place`` of what is drawn stands."""
        return bisect_right(self.starts, place) - 1

    def column(self, place: int) -> int:
        """Cells left of ``place`` on its line, the frame included."""
        line = self.line_of(place)
        start, end = self.span(line)
        before = sum(cells for begin, _, cells in graphemes(self.drawn.text[start:end]) if begin < place - start)
        return cell_len(self.prefix(line)) + before

    def place_at(self, line: int, column: int) -> tuple[int, bool]:
        """The place drawn at ``column`` of ``line``, and whether a character stands there at all."""
        start, end = self.span(line)
        left = column - cell_len(self.prefix(line))
        place = start
        for begin, _, cells in graphemes(self.drawn.text[start:end].rstrip()):
            if left < 0:
                return place, False
            place = start + begin
            if left < cells:
                return place, True
            left -= cells
        return place, False

    def prefix(self, line: int) -> str:
        """What stands before ``line``."""
        return self.frame.rest if line else self.frame.first


def set_block(block: Block, notes: tuple[Note, ...], surround: Frame, width: int, ruby: tuple[Above, ...] = ()) -> Leaf:
    """``block`` with the glosses of ``notes`` and ``ruby`` above it, in lines of ``width`` cells, frame included."""
    inlines = block.current_inlines()
    signs = [(each.start, _SIGNS[each.kind]) for each in inlines if each.kind in _SIGNS and each.start]
    drawn = draw(block.text.current, notes, ruby, signs)
    room = width - cell_len(surround.rest)
    whole = [span for span in drawn.glosses if span[1] - span[0] <= room // 3]
    starts = line_starts(drawn.text, room, chop=block.kind is Kind.CODE, whole=whole)
    return Leaf(block, drawn, starts, surround, ruby, tuple(_styled(block, inlines, drawn)))


def _styled(block: Block, inlines: Sequence[Inline], drawn: Drawn) -> Iterator[tuple[str, tuple[tuple[int, int], ...]]]:
    """Links, emphasis and their like, and the headers of a table."""
    found: list[tuple[str, Sequence[Span]]] = [("link", block.current_links())]
    found += ((name, [each for each in inlines if each.kind is kind]) for kind, name in _STYLES.items())
    found.append(("strong", [cell for cell in block.current_cells() if cell.header and cell.start < cell.end]))
    for name, spans in found:
        if spans:
            yield name, tuple((drawn.inside(each.start), drawn.inside_end(each.end)) for each in spans)
