"""What was dropped, what was repaired and what is known of the page; the row under the cursor in full below."""

from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.content import Content

from reader.localization import mark
from reader.localization import translate as _
from reader.tui import keymap
from reader.tui.bindings import PROVENANCE, bindings
from reader.tui.messages import Chosen, Decided, Highlighted
from reader.tui.provenance import Repairs, Section, dropped, facts, kept
from reader.tui.reading import Reading
from reader.tui.screens.overlay import Overlay
from reader.tui.widgets.foot import Foot
from reader.tui.widgets.prose import Prose
from reader.tui.widgets.rows import Rows
from reader.tui.widgets.title import Title

_DROPPED, _KEPT = 0, 3  # the sections of blocks
_SLICE = 0.01  # seconds of work between two keys


class ProvenanceScreen(Overlay):
    """Four lists, one at a time; tab turns to the next."""

    BINDINGS = bindings(PROVENANCE)
    more_keys = PROVENANCE
    name_text = mark("Page")
    offers = ()

    def __init__(self, reading: Reading) -> None:
        super().__init__()
        self._repairs = Repairs(reading)
        document = reading.document
        self._sections: list[Section] = [
            dropped(document), self._repairs.section(), facts(document), kept(document)
        ]  # fmt: skip
        self._blocks = {
            _DROPPED: [item.block for item in document.dropped], _KEPT: list(document.blocks)
        }  # fmt: skip
        self._open = 0
        self._foot = Foot()

    def compose(self) -> ComposeResult:
        """List above, detail below."""
        yield from super().compose()
        yield Rows(id="list")
        with VerticalScroll(id="detail"):
            yield Prose(id="whole")
        yield self._foot

    def on_mount(self) -> None:
        """The first list; the repairs are gathered meanwhile."""
        self._turn_to(0)
        self.set_focus(self.query_one(Rows))
        self._gather()

    def action_turn(self, step: int) -> None:
        """Turn to the next list."""
        self._turn_to((self._open + step) % len(self._sections))

    def action_open(self, section: int) -> None:
        """Turn to a list."""
        self._turn_to(section)

    def action_close(self) -> None:
        """From the detail back to the list, from the list back to the page."""
        if self.has_class("-whole"):
            self.remove_class("-whole")
            self.set_focus(self.query_one(Rows))
            self._hint()
        else:
            self.dismiss()

    def action_overrule(self, for_site: bool) -> None:  # noqa: FBT001  # Textual's actions have no keywords
        """Bring the block under the cursor back, or leave it out: on this page, or on its site."""
        blocks, index = self._blocks.get(self._open, ()), self.query_one(Rows).index
        if index < len(blocks):
            self.app.post_message(Decided(blocks[index], keep=self._open == _DROPPED, for_site=for_site))
            self.dismiss()

    def on_highlighted(self, event: Highlighted) -> None:
        """The row in full."""
        self._detail(self._sections[self._open].detail(event.index))

    def on_chosen(self, event: Chosen) -> None:
        """The detail takes the screen."""
        event.stop()
        self.add_class("-whole")
        self.set_focus(self.query_one("#detail"))
        self._hint()

    def _turn_to(self, section: int) -> None:
        self._open = section
        self._name_sections()
        self._hint()
        self._detail(Content("" if self._sections[section].length else _("Nothing.")))
        self._draw(0)

    def on_resize(self) -> None:
        """The columns follow the width."""
        self.call_after_refresh(lambda: self._draw(self.query_one(Rows).index))

    def _draw(self, index: int) -> None:
        rows = self.query_one(Rows)
        rows.show(self._sections[self._open].rows(rows.columns), index)

    def _detail(self, content: Content) -> None:
        self.query_one(Prose).update(content)
        self.query_one("#detail").scroll_home(animate=False)

    def _name_sections(self) -> None:
        names = [
            (keymap.Hint.doing(f" {section.name} {section.length} ", f"screen.open({at})"), at == self._open)
            for at, section in enumerate(self._sections)
        ]
        self.query_one(Title).show(names, ())

    def _hint(self) -> None:
        """The keys; what becomes of a block depends on the list."""
        turn = {_DROPPED: _("bring back"), _KEPT: _("leave out")}.get(self._open)
        in_list = not self.has_class("-whole")
        self._foot.show(
            keymap.offers(
                *((("provenance.turn", turn),) if turn else ()),
                ("overlay.next", _("next list")),
                ("overlay.close", _("back")),
                *((("list.choose", _("in full")),) if in_list else ()),
                *((("provenance.teach", _("on the whole site")),) if turn else ()),
            )
        )

    def _gather(self) -> None:
        """Gather repairs for a while, then again, until the whole page is done."""
        self._repairs.advance(_SLICE)
        if not self._repairs.done:
            self.set_timer(_SLICE, self._gather)
            return
        self._sections[1] = self._repairs.section()
        self._name_sections()
        if self._open == 1:
            self._turn_to(1)
