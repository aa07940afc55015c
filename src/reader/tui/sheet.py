"""A reading set at a width: lines to items and back, positions to lines and columns and back. Nothing is drawn here."""

from collections import OrderedDict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import NamedTuple

from rich.cells import cell_len

from reader.config import Config
from reader.lexicon.pinyin_styles import writer
from reader.model.choices import GlossPolicy, PinyinPolicy, PinyinStyle
from reader.tui.drawn import Frame, Leaf, set_block
from reader.tui.frame import frame
from reader.tui.layout import Layout
from reader.tui.reading import Position, Reading
from reader.tui.ruby import Above, above

_KEPT = 512  # set blocks that are kept: several screens
_SAMPLED = 64  # items whose cells per character are measured for guessing heights


@dataclass(frozen=True, slots=True)
class Setting:
    """How a page is set: cells a line, empty rows between blocks, which terms carry their gloss, and pinyin.

    ``tones``: whether the syllables above the text are coloured by their tones. ``leading``: empty rows between lines.
    """

    width: int = 80
    spacing: int = 1
    gloss: GlossPolicy = GlossPolicy.FIRST
    pinyin: PinyinPolicy = PinyinPolicy.NONE
    style: PinyinStyle = PinyinStyle.MARKS
    tones: bool = True
    leading: int = 0

    @classmethod
    def of(cls, config: Config) -> "Setting":
        """What a person has set."""
        return cls(
            width=config.width,
            spacing=config.paragraph_spacing,
            gloss=config.gloss,
            pinyin=config.pinyin,
            style=config.style,
            tones=config.tones,
            leading=config.line_spacing,
        )


class Spot(NamedTuple):
    """A line of the page and a column on it, in cells from the left edge of the text."""

    line: int
    column: int


class Sheet:
    """A page: ``head`` (lines about the page), then its items.

    Lines count from the top of the page. A line of an item is told as ``(item, row)``, where the rows of an item
    count from 0 and its gap lines are negative; with pinyin above, a line of text takes two rows.
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
            block = self.reading.block(item)
            leaf = set_block(block, notes, self._frame(item), self.setting.width, self._above(item))
            self._leaves[item] = leaf
            if len(self._leaves) > _KEPT:
                self._leaves.popitem(last=False)
        return leaf

    def at(self, line: int) -> tuple[int, int] | None:
        """The item and its own row that stand at ``line``; None in the head and outside the page."""
        line -= len(self.head)
        if not 0 <= line < self.layout.height:
            return None
        item, inner = self.layout.row(line)
        leaf = self.leaf(item)  # may be lower than was guessed, and drawn before its height is exact
        return item, min(inner, leaf.height - 1) - leaf.frame.gap

    def above(self, item: int, row: int) -> str:
        """What stands on a gap line of an item: its rows there are negative."""
        lines = self.leaf(item).frame.above
        return lines[row] if -row <= len(lines) else ""

    def top(self, item: int) -> int:
        """The line at which ``item`` begins, its gap included."""
        return len(self.head) + self.layout.top(item)

    def spot(self, position: Position) -> Spot:
        """Where ``position`` stands."""
        leaf = self.leaf(position.item)
        place = leaf.drawn.inside(position.offset)
        line = self.top(position.item) + leaf.frame.gap + leaf.row_of(place)
        return Spot(line, leaf.column(place))

    def hit(self, spot: Spot) -> Position | None:
        """The character at ``spot``; None where nothing stands."""
        found = self.at(spot.line)
        if found is None or found[1] < 0:
            return None
        leaf = self.leaf(found[0])
        place, there = leaf.place_at(leaf.line_at(found[1])[0], spot.column)
        return self._position(found[0], place) if there else None

    def near(self, spot: Spot) -> Position:
        """The character nearest to ``spot`` on its line; in a gap, the first one below it; outside, the page's ends."""
        found = self.at(spot.line)
        if found is None:
            return Position(0, 0) if spot.line < len(self.head) else self._end()
        item, row = found
        if row < 0:
            return Position(item, 0)
        leaf = self.leaf(item)
        line, _ = leaf.line_at(row)
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
                if leaf is None or leaf.noted != tuple(note.end for note in notes):
                    self._leaves.pop(item, None)
                    self.layout.unsettle(item, item + 1)
                    changed = True
        return changed

    def reset(self, items: Iterable[int]) -> None:
        """Set these items anew: what stands above them is known now."""
        for item in items:
            self._leaves.pop(item, None)
            self.layout.unsettle(item, item + 1)

    def _above(self, item: int) -> tuple[Above, ...]:
        """What stands above the item, as far as its pinyin is known yet."""
        setting, spelled = self.setting, self.reading.spelled.get(item)
        if setting.pinyin is PinyinPolicy.NONE or spelled is None:
            return ()
        everything = setting.pinyin is PinyinPolicy.ALL
        return above(
            self.reading.text(item),
            spelled,
            writer(setting.style),
            (lambda _: True) if everything else (lambda word: not self.reading.knows(word)),
            apart=setting.style is not PinyinStyle.MARKS,
        )

    def _end(self) -> Position:
        last = max(len(self.reading) - 1, 0)
        return Position(last, max(len(self.reading.text(last)) - 1, 0))

    def _position(self, item: int, place: int) -> Position:
        last = max(len(self.reading.text(item)) - 1, 0)
        return Position(item, min(max(self.leaf(item).drawn.outside(place), 0), last))

    def _frame(self, item: int) -> Frame:
        before = self.reading.raw(item - 1).kind if item else None
        return frame(self.reading.block(item), before, self.setting.spacing, self.setting.leading)

    def _guesses(self) -> list[int]:
        """Heights guessed from lengths: 50,000 items in milliseconds."""
        raw, spacing, rows = self.reading.raw, self.setting.spacing, 1 + self.setting.leading
        sample = "".join(raw(item).text.current for item in range(min(_SAMPLED, len(self.reading))))[:4096]
        a_line = max(self.setting.width * max(len(sample), 1) / max(cell_len(sample), 1), 1)
        return [spacing + rows * (1 + int(length / a_line)) for length in self.reading.lengths]
