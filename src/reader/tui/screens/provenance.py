"""What was dropped, what was repaired and what is known of the page; the row under the cursor in full below."""

from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.content import Content
from textual.widgets import Static

from reader.tui.messages import Chosen, Highlighted
from reader.tui.provenance import Repairs, Section, dropped, facts
from reader.tui.reading import Reading
from reader.tui.screens.overlay import Overlay
from reader.tui.widgets.prose import Prose
from reader.tui.widgets.rows import Rows

_SLICE = 0.01  # seconds of work between two keys


class ProvenanceScreen(Overlay):
    """Three lists, one at a time; tab turns to the next."""

    def __init__(self, reading: Reading) -> None:
        super().__init__()
        self._repairs = Repairs(reading)
        self._sections: list[Section] = [dropped(reading.document), self._repairs.section(), facts(reading.document)]
        self._open = 0

    def compose(self) -> ComposeResult:
        """List above, detail below."""
        yield from super().compose()
        yield Rows(id="list")
        with VerticalScroll(id="detail"):
            yield Prose(id="whole")

    def on_mount(self) -> None:
        """The first list; the repairs are gathered meanwhile."""
        self._turn_to(0)
        self.set_focus(self.query_one(Rows))
        self._gather()

    def action_turn(self, step: int) -> None:
        """Turn to the next list."""
        self._turn_to((self._open + step) % len(self._sections))

    def action_close(self) -> None:
        """From the detail back to the list, from the list back to the page."""
        if self.has_class("-whole"):
            self.remove_class("-whole")
            self.set_focus(self.query_one(Rows))
        else:
            self.dismiss()

    def on_highlighted(self, event: Highlighted) -> None:
        """The row in full."""
        self._detail(self._sections[self._open].detail(event.index))

    def on_chosen(self, event: Chosen) -> None:
        """The detail takes the screen."""
        event.stop()
        self.add_class("-whole")
        self.set_focus(self.query_one("#detail"))

    def _turn_to(self, section: int) -> None:
        self._open = section
        rows = self._sections[section].rows
        self._name_sections()
        self._detail(Content("" if rows else "Nothing."))
        self.query_one(Rows).show(rows)

    def _detail(self, content: Content) -> None:
        self.query_one(Prose).update(content)
        self.query_one("#detail").scroll_home(animate=False)

    def _name_sections(self) -> None:
        parts: list[tuple[str, str]] = []
        for number, section in enumerate(self._sections):
            style = "bold reverse" if number == self._open else ""
            parts += [(f" {section.name} {len(section.rows)} ", style), ("  ", "")]
        parts.append(("tab: next   enter: in full   esc: back", "$page-quiet"))
        self.query_one("#title", Static).update(Content.assemble(*parts))

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
