"""The docked pane: an entry, its see-also, and the way back through the entries seen before."""

from typing import TYPE_CHECKING

from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.content import Content
from textual.widgets import Static

from reader.tui import entry as text
from reader.tui.drawn import visible
from reader.tui.messages import Chosen, Opened
from reader.tui.widgets.prose import Prose
from reader.tui.widgets.rows import Row, Rows

if TYPE_CHECKING:
    from reader.lexicon.entry import Entry


class Pane(VerticalScroll, can_focus=False):
    """Shows an entry, or what comes near a word that has none. A choice goes up as ``Opened``."""

    def __init__(self) -> None:
        super().__init__(id="pane")
        self._links: tuple[Entry, ...] = ()
        self.headword = ""

    def compose(self) -> ComposeResult:
        """Text above, links below."""
        yield Prose(id="facts")
        yield Prose(id="entry")
        yield Static(id="links-title", markup=False)
        yield Rows(id="links")

    def show_entry(self, entry: "Entry", see: "tuple[Entry, ...]", occurrences: int, *, back: str) -> None:
        """An entry; ``back`` is the headword that backspace leads to, if any."""
        self.headword = entry.term
        self._show(text.body(entry, occurrences), see, "See also", back)

    def show_absent(self, word: str, near: "tuple[Entry, ...]") -> None:
        """A word that has no entry."""
        self.headword = word
        self._show(text.absent(word, near=bool(near)), near, "", "")

    def show_facts(self, line: str) -> None:
        """Reading, level, rank and status of the word that the entry was looked up for."""
        facts = self.query_one("#facts", Prose)
        facts.update(Content.styled(visible(line), "$page-pinyin"))
        facts.display = bool(line)

    def enter(self) -> None:
        """Put the keys on the links, if there are any."""
        if self._links:
            self.screen.set_focus(self.query_one(Rows))

    def _show(self, body: Content, links: "tuple[Entry, ...]", title: str, back: str) -> None:
        self._links = links
        self.query_one("#entry", Prose).update(body)
        line = title if links else ""
        if back:
            line = f"{line}   ← {back} (backspace)".strip()
        self.query_one("#links-title", Static).update(Content(line))
        rows = self.query_one(Rows)
        rows.styles.height = len(links)
        rows.display = bool(links)
        rows.show([_row(entry) for entry in links])
        self.scroll_home(animate=False)
        self.display = True

    def on_chosen(self, event: Chosen) -> None:
        """A link was chosen."""
        event.stop()
        self.post_message(Opened(self._links[event.index].term))


def _row(entry: "Entry") -> Row:
    chinese = entry.chinese[0] if entry.chinese else ""
    return (entry.term, "term"), (f"  {chinese}", "gloss")
