"""A reading set at a width: lines to items and back, positions to lines and columns and back. Nothing is drawn here."""

from collections import OrderedDict
from dataclasses import dataclass
from typing import NamedTuple

from rich.cells import cell_len

from reader.model.choices import GlossPolicy
from reader.tui.drawn import Frame, Leaf, frame, set_block
from reader.tui.layout import Layout
from reader.tui.reading import Position, Reading

_KEPT = 512  # set blocks that are kept: several screens
_SAMPLED = 64  # items whose cells per character are measured for guessing heights


@dataclass(frozen=True, slots=True)
class Setting:
    """How a page is set: cells a line, empty lines between blocks, and which terms carry their gloss."""

    width: int = 80
    spacing: int = 1
    gloss: GlossPolicy = GlossPolicy.FIRST


class Spot(NamedTuple):
    """A line of the page and a column on it, in cells from the left edge of the text."""

    line: int
    column: int


class Sheet:
    """A page: ``head`` (lines about the page), then its items.

    Lines count from the top of the page. A line of an item is told as ``(item, line)``, where the lines of an item
    count from 0 and its gap lines are negative.
    """

    def __init__(self, reading: Reading, setting: Setting, head: tuple[str, ...] = ()) -> None:
        self.reading, self.setting, self.head = reading, setting, head
        self._leaves: OrderedDict[int, Leaf] = OrderedDict()
        self.layout = Layout(self._guesses(), lambda item: self.leaf(item).height)

    @property
    def height(self) -> int:
        """All lines."""
        return len(self.head) + self.layout.height

    def leaf(self, item: int) -> Leaf:
        """The item as it is set."""
        leaf = self._leaves.get(item)
        if leaf is None:
            notes = self.reading.shown(item, self.setting.gloss)
            leaf = set_block(self.reading.block(item), notes, self._frame(item), self.setting.width)
            self._leaves[item] = leaf
            if len(self._leaves) > _KEPT:
                self._leaves.popitem(last=False)
        return leaf

    def at(self, line: int) -> tuple[int, int] | None:
        """The item and its own line that stand at ``line``; None in the head and outside the page."""
        line -= len(self.head)
        if not 0 <= line < self.layout.height:
            return None
        item, inner = self.layout.row(line)
        return item, inner - self.leaf(item).frame.gap

    def top(self, item: int) -> int:
        """The line at which ``item`` begins, its gap included."""
        return len(self.head) + self.layout.top(item)

    def spot(self, position: Position) -> Spot:
        """Where ``position`` stands."""
        leaf = self.leaf(position.item)
        place = leaf.drawn.inside(position.offset)
        line = self.top(position.item) + leaf.frame.gap + leaf.line_of(place)
        return Spot(line, leaf.column(place))

    def hit(self, spot: Spot) -> Position | None:
        """The character at ``spot``; None where nothing stands."""
        found = self.at(spot.line)
        if found is None or found[1] < 0:
            return None
        place, there = self.leaf(found[0]).place_at(found[1], spot.column)
        return self._position(found[0], place) if there else None

    def near(self, spot: Spot) -> Position:
        """The character nearest to ``spot`` on its line; in a gap, the first one below it; outside, the page's ends."""
        found = self.at(spot.line)
        if found is None:
            return Position(0, 0) if spot.line < len(self.head) else self._end()
        item, line = found
        if line < 0:
            return Position(item, 0)
        leaf = self.leaf(item)
        position = self._position(item, leaf.place_at(line, spot.column)[0])
        if leaf.line_of(leaf.drawn.inside(position.offset)) < line:  # in a gloss whose term stands a line higher
            position = self._position(item, leaf.drawn.inside(position.offset + 1))
        return position

    def settle(self, start: int, stop: int) -> bool:
        """Make the heights of the items ``[start, stop)`` exact; whether anything moved."""
        return self.layout.settle(start, stop)

    def refresh(self, start: int, stop: int) -> bool:
        """The sweep has been over ``[start, stop)``: set those anew whose glosses changed by it; whether any did."""
        changed = False
        for item in range(start, stop):
            leaf = self._leaves.get(item)
            if self.layout.settled(item) or leaf is not None:
                notes = self.reading.shown(item, self.setting.gloss)
                if leaf is None or leaf.drawn.spots != tuple(note.end for note in notes):
                    self._leaves.pop(item, None)
                    self.layout.unsettle(item, item + 1)
                    changed = True
        return changed

    def _end(self) -> Position:
        last = max(len(self.reading) - 1, 0)
        return Position(last, max(len(self.reading.text(last)) - 1, 0))

    def _position(self, item: int, place: int) -> Position:
        last = max(len(self.reading.text(item)) - 1, 0)
        return Position(item, min(max(self.leaf(item).drawn.outside(place), 0), last))

    def _frame(self, item: int) -> Frame:
        before = self.reading.raw(item - 1).kind if item else None
        return frame(self.reading.block(item), before, self.setting.spacing)

    def _guesses(self) -> list[int]:
        """Heights guessed from lengths: 50,000 items in milliseconds."""
        raw, spacing = self.reading.raw, self.setting.spacing
        sample = "".join(raw(item).text.current for item in range(min(_SAMPLED, len(self.reading))))[:4096]
        a_line = max(self.setting.width * max(len(sample), 1) / max(cell_len(sample), 1), 1)
        return [spacing + 1 + int(len(raw(item).text.current) / a_line) for item in range(len(self.reading))]
