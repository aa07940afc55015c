"""The whole glossary: searched as one types, entries beside it."""

from typing import TYPE_CHECKING

from textual.app import ComposeResult
from textual.containers import Container
from textual.widgets import Input

from reader.localization import mark
from reader.localization import translate as _
from reader.model.choices import Hidden
from reader.tui.bindings import GLOSSARY, QUERY, bindings
from reader.tui.messages import Chosen, Highlighted, Opened
from reader.tui.screens.overlay import Overlay
from reader.tui.trail import Trail
from reader.tui.widgets.pane import Pane
from reader.tui.widgets.rows import Row, Rows

if TYPE_CHECKING:
    from collections.abc import Callable

    from reader.lexicon.entry import Entry
    from reader.lexicon.glossary import Glossary


def matching(glossary: "Glossary", query: str) -> "tuple[list[Entry], list[Entry]]":
    """Entries with the name asked for, with names that hold it, and that sound so, best first; and near misses."""
    from reader.lexicon.sounds import spelt

    query = query.strip()
    if not query:
        return list(glossary.entries), []
    found, wanted = glossary.find(query), query.casefold()
    holding = [entry for entry in glossary.entries if any(wanted in name.casefold() for name in entry.names)]
    holding.sort(key=lambda entry: [not name.casefold().startswith(wanted) for name in (entry.term, *entry.names)])
    sounding = spelt(query)
    spoken = [entry for entry in glossary.entries if sounding and any(map(sounding.search, entry.chinese))]
    hits = list(dict.fromkeys((*found.exact, *holding, *spoken)))
    return hits, [entry for entry in found.near if entry not in hits]


class GlossaryScreen(Overlay):
    """A line to search in, the entries that match, and the entry under the cursor."""

    BINDINGS = bindings((*QUERY, *GLOSSARY))
    name_text = mark("Glossary")
    offers = (("overlay.search", mark("search")), ("list.choose", mark("into the entry")), Overlay.BACK)

    def __init__(
        self, glossary: "Glossary", occurrences: "Callable[[str], int]", hidden: Hidden = Hidden.NOTHING
    ) -> None:
        super().__init__()
        self._glossary, self._trail, self._hidden = glossary, Trail(glossary, occurrences), hidden
        self._entries: list[Entry] = []

    def compose(self) -> ComposeResult:
        """Search line, list, entry."""
        yield from super().compose()
        yield Input(compact=True, placeholder=_("a term, in English, Chinese or pinyin"), id="query")
        with Container(id="body"):
            yield Rows(id="list")
            yield Pane()

    def on_mount(self) -> None:
        """All entries, the keys on the search line."""
        self.query_one(Pane).hidden = self._hidden
        self._show("")
        self.set_focus(self.query_one(Input))

    def on_input_changed(self, event: Input.Changed) -> None:
        """Search as one types."""
        self._show(event.value)

    def on_input_submitted(self) -> None:
        """On to the list."""
        self.set_focus(self.query_one("#list", Rows))

    def on_highlighted(self, event: Highlighted) -> None:
        """The entry under the cursor is shown."""
        if event.sender is self.query_one("#list", Rows) and event.index < len(self._entries):
            self._trail.go(self._entries[event.index].term, self.query_one(Pane), passing=True)

    def on_chosen(self, event: Chosen) -> None:
        """Into the entry."""
        event.stop()
        self.query_one(Pane).enter()

    def on_opened(self, event: Opened) -> None:
        """A see-also was chosen."""
        self._trail.go(event.headword, self.query_one(Pane))

    def action_search(self) -> None:
        """Back to the search line."""
        self.set_focus(self.query_one(Input))

    def action_back(self) -> None:
        """Back to the entry before."""
        self._trail.back(self.query_one(Pane))

    def action_forth(self) -> None:
        """Forth again."""
        self._trail.forth(self.query_one(Pane))

    def action_to_list(self) -> None:
        """From the search line into the list."""
        self.set_focus(self.query_one("#list", Rows))

    def _show(self, query: str) -> None:
        hits, near = matching(self._glossary, query.removeprefix("/"))  # typed out of habit, into a line that is open
        self._entries = [*hits, *near]
        self.query_one("#list", Rows).show([_row(entry) for entry in hits] + [_row(entry, "≈ ") for entry in near])
        if not self._entries:
            self.query_one(Pane).show_absent(query.strip(), ())


def _row(entry: "Entry", mark: str = "  ") -> Row:
    return (mark, "quiet"), (entry.term, "term"), (f"  {'、'.join(entry.chinese[:2])}", "gloss")
