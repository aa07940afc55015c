"""The page as it came, drawn as the clean one is: what was dropped struck out, what was repaired underlined."""

from collections.abc import Iterator
from dataclasses import replace

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.widgets import Static

from reader.localization import translate as _
from reader.model.choices import GlossPolicy, PinyinPolicy
from reader.tui.as_came import AsCame
from reader.tui.bindings import LISTS, PROVENANCE, bindings
from reader.tui.messages import ChosenPlace, Decided
from reader.tui.paint import Layer
from reader.tui.provenance import because
from reader.tui.reading import Position
from reader.tui.sheet import Setting
from reader.tui.widgets.page import Page


class RawPage(Page):
    """Shows what `AsCame` has. Decisions about its blocks go up as ``Decided``."""

    BINDINGS = bindings((*LISTS, *PROVENANCE))

    def __init__(self, setting: Setting) -> None:
        super().__init__(_bare(setting), name="raw")
        self.came: AsCame | None = None

    def show_came(self, came: AsCame) -> None:
        """Show a page; the same one under another decision keeps the place."""
        before, self.came = self.cursor if self.came is not None else None, came
        self.show(came.reading, ())
        if before is not None and len(came.reading):
            self.go(Position(min(before.item, len(came.reading) - 1), 0))

    def go(self, position: Position, *, jump: bool = False) -> None:  # noqa: ARG002 - one jumps on the clean page
        """Put the cursor on ``position``; the clean page goes along, and knows where one jumped from."""
        super().go(position, jump=False)

    def tell(self, position: Position) -> None:
        """A click puts the cursor there, and no more."""

    def action_move(self, lines: int) -> None:
        """By lines."""
        self.go_lines(lines)

    def action_page(self, pages: int) -> None:
        """By screens."""
        self.go_pages(pages)

    def action_to(self, index: int) -> None:
        """To the first line, or the last."""
        if index == 0:
            self.go(Position(0, 0))
        else:
            self.go_end()

    def action_choose(self) -> None:
        """On to the clean page, at the same place."""
        self.post_message(ChosenPlace(self.cursor))

    def action_overrule(self, for_site: bool) -> None:  # noqa: FBT001  # Textual's actions have no keywords
        """Bring the block under the cursor back, or leave it out: on this page, or on its site."""
        if self.came is not None and len(self.came.reading):
            item = self.cursor.item
            dropped = self.came.dropped(item)
            block = dropped.block if dropped else self.came.reading.raw(item)
            self.app.post_message(Decided(block, keep=dropped is not None, for_site=for_site))

    def _layers(self, item: int, line: int) -> Iterator[Layer]:
        if self.came is not None and self.sheet is not None:
            drawn = self.sheet.leaf(item).drawn
            for start, end, name in self._fate(self.came, item):
                yield Layer(drawn.inside(start), drawn.inside_end(end), name)
        yield from super()._layers(item, line)

    def _fate(self, came: AsCame, item: int) -> Iterator[tuple[int, int, str]]:
        """What became of an item: dropped as a whole, or repaired in places; a place where text was put in has none."""
        clean = came.clean_item(item)
        if clean is None:
            yield 0, len(came.reading.text(item)), "dropped"
            return
        for change in came.clean.block(clean).text.changes():
            if change.source_start < change.source_end:
                yield change.source_start, change.source_end, "repaired"


class Beside(Vertical):
    """The page as it came, and above it what became of the block under its cursor."""

    def __init__(self, raw: RawPage) -> None:
        super().__init__(id="beside")
        self._raw = raw

    def compose(self) -> ComposeResult:
        """A line, and the page."""
        yield Static(id="beside-title", markup=False)
        yield self._raw

    def tell(self) -> None:
        """Say what became of the block under the cursor."""
        came = self._raw.came
        dropped = came.dropped(self._raw.cursor.item) if came and len(came.reading) else None
        told = _("dropped, {reason}", reason=because(dropped.verdict)) if dropped else _("the page as it came")
        self.query_one(Static).update(told)


def _bare(setting: Setting) -> Setting:
    return replace(setting, gloss=GlossPolicy.NONE, pinyin=PinyinPolicy.NONE)
