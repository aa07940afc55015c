"""A block as it stands on the screen: its own text, with short glosses after their terms.

The glosses are not part of the text: the cursor, search and copying count in code points of the block's current
text, and never stand inside a gloss.
"""

import re
from bisect import bisect_right
from dataclasses import dataclass

from reader.model.document import Block, Kind, Note
from reader.model.escape import UNSAFE
from reader.tui.wrap import graphemes, line_starts

OPEN, SHUT = "⟨⟩"


@dataclass(frozen=True, slots=True)
class Drawn:
    """A text with glosses put in: ``spots`` are offsets in the text, ``glosses`` spans in what is drawn."""

    text: str
    spots: tuple[int, ...] = ()
    glosses: tuple[tuple[int, int], ...] = ()

    def inside(self, offset: int) -> int:
        """Where the character at ``offset`` of the text is drawn."""
        index = bisect_right(self.spots, offset)
        return offset if index == 0 else offset - self.spots[index - 1] + self.glosses[index - 1][1]

    def inside_end(self, offset: int) -> int:
        """Where a span of the text that ends at ``offset`` ends when drawn: before a gloss, not after it."""
        return self.inside(offset - 1) + 1 if offset else 0

    def outside(self, place: int) -> int:
        """Which character of the text is drawn at ``place``; a gloss answers with its term's last character."""
        index = bisect_right(self.glosses, place, key=lambda span: span[0])
        if index == 0:
            return place
        _, end = self.glosses[index - 1]
        spot = self.spots[index - 1]
        return spot - 1 if place < end else spot + place - end


def draw(text: str, notes: tuple[Note, ...]) -> Drawn:
    """``text`` with the glosses of ``notes`` put after their terms.

    >>> draw("用MoE架构", (Note(1, 4, "glossary", "MoE", "混合专家"),))
    Drawn(text='用MoE⟨混合专家⟩架构', spots=(4,), glosses=((4, 10),))
    """
    text = visible(text)
    parts: list[str] = []
    glosses: list[tuple[int, int]] = []
    done = length = 0
    for note in notes:
        gloss = f"{OPEN}{visible(note.gloss)}{SHUT}"
        parts += (text[done : note.end], gloss)
        length += note.end - done
        glosses.append((length, length + len(gloss)))
        length, done = length + len(gloss), note.end
    parts.append(text[done:])
    return Drawn("".join(parts), tuple(note.end for note in notes), tuple(glosses))


def visible(text: str) -> str:
    """``text`` with what a terminal would obey shown as one character each, so that offsets hold; tabs as spaces."""
    return UNSAFE.sub(_picture, text).replace("\t", " ")


def _picture(match: re.Match[str]) -> str:
    code = ord(match[0])
    if code in (0x2028, 0x2029):
        return "\n"
    return chr(0x2400 + code) if code < 0x20 else "␡" if code == 0x7F else "\ufffd"


@dataclass(frozen=True, slots=True)
class Frame:
    """What surrounds a block: empty lines above, and what stands before its first line and its others."""

    gap: int = 0
    first: str = ""
    rest: str = ""


_OWN_MARK = re.compile(r"\s*(?:[•·▪●○■◆◇▶→*–—-]|[①-⓿]|[（(]?[\dA-Za-z一二三四五六七八九十]{1,3}[.、)）:：])")
_CLOSE_TOGETHER = (Kind.ITEM, Kind.ROW, Kind.CODE)


def frame(block: Block, before: Kind | None, spacing: int) -> Frame:
    """The frame of ``block`` when a block of kind ``before`` stands above it."""
    gap = 0 if before is None or (before is block.kind and before in _CLOSE_TOGETHER) else spacing
    match block.kind:
        case Kind.ITEM:
            indent = "  " * max(block.level - 1, 0)
            own = "• " if block.number is None else f"{block.number}. "
            mark = "" if _OWN_MARK.match(block.text.current) else own
            return Frame(gap, indent + mark, indent + " " * len(mark))
        case Kind.QUOTATION:
            return Frame(gap, "│ ", "│ ")
        case Kind.CODE:
            return Frame(gap, "  ", "  ")
        case _:
            return Frame(gap)


@dataclass(frozen=True, slots=True)
class Leaf:
    """A block set at a width: what is drawn, where its lines begin, and its frame."""

    block: Block
    drawn: Drawn
    starts: tuple[int, ...]
    frame: Frame

    @property
    def height(self) -> int:
        """Lines, the gap above included."""
        return self.frame.gap + len(self.starts)

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
        return len(self.prefix(line)) + before

    def place_at(self, line: int, column: int) -> tuple[int, bool]:
        """The place drawn at ``column`` of ``line``, and whether a character stands there at all."""
        start, end = self.span(line)
        left = column - len(self.prefix(line))
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


def set_block(block: Block, notes: tuple[Note, ...], surround: Frame, width: int) -> Leaf:
    """``block`` with the glosses of ``notes``, broken into lines of ``width`` cells, its frame included."""
    drawn = draw(block.text.current, notes)
    room = width - len(surround.rest)
    whole = [span for span in drawn.glosses if span[1] - span[0] <= room // 3]
    return Leaf(block, drawn, line_starts(drawn.text, room, chop=block.kind is Kind.CODE, whole=whole), surround)
