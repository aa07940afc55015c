"""Marks, highlights and notes: those of the page in the order of its text, and those of all pages."""

from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING

from reader.localization import translate as _
from reader.tui import held
from reader.tui.bindings import KEPT, NOTES, bindings
from reader.tui.columns import Column, in_columns
from reader.tui.held import What
from reader.tui.keymap import first, marking_keys
from reader.tui.messages import Chosen, PageWanted
from reader.tui.screens.listing import ListScreen
from reader.tui.screens.note import NoteScreen
from reader.tui.shelves import Leaf, left
from reader.tui.widgets.rows import Row

if TYPE_CHECKING:
    from reader.library.library import Library
    from reader.tui.keeper import Keeper
    from reader.tui.memory import Memory

_COLUMNS = (
    Column(2, "term"),
    Column(5, right=True),  # where in the page, or that it is lost
    Column(0, ""),  # what the note says
    Column(28, "gloss", least=70),  # the text that it is about, where a note says something of it
)
_PAGE, _ALL = False, True


class NotesScreen(ListScreen):
    """What is chosen is gone to. ``memory``: of the page that lies below; without one, those of all pages are shown."""

    BINDINGS = bindings((*KEPT, *NOTES))
    more_keys = (*KEPT, *NOTES)

    def __init__(self, keeper: "Keeper", memory: "Memory | None" = None) -> None:
        super().__init__()
        self.placeholders = (_("filter notes and quotes"),)
        self._keeper, self._memory = keeper, memory
        self._all = _PAGE if memory is not None else _ALL
        self._leaves: Sequence[Leaf] = ()
        self._shown: list[Leaf | None] = []  # None: a row that is a heading
        self._gone: list[Leaf] = []

    def on_mount(self) -> None:
        """Those of the page are known; those of all are asked for."""
        self.call_after_refresh(self.refill)
        self._ask()

    def _ask(self) -> None:
        self._keeper.ask(left, self._take)

    def _take(self, leaves: Sequence[Leaf]) -> None:
        self._leaves = leaves
        if self.is_built:
            self.refill()

    def refill(self) -> None:
        """Show those that hold what is typed."""
        index, query = self.rows.index, self.query_text.casefold()
        rows: list[Row] = []
        self._shown = []
        for leaf in self._in_order():
            if query not in f"{leaf.held.body}\n{leaf.held.quote}\n{leaf.title}".casefold():
                continue
            if self._all and leaf.number != (self._shown[-1].number if self._shown and self._shown[-1] else 0):
                self._shown.append(None)
                rows.append(((leaf.title, "heading"),))
            self._shown.append(leaf)
            rows.append(self._row(leaf))
        self.fill(rows or self.calmly(self._nothing()), index)
        count = sum(leaf is not None for leaf in self._shown)
        self.head(_("Marks and notes"), _("of all pages") if self._all else _("of this page"), str(count))
        other = ("overlay.next", _("of this page") if self._all else _("of all pages"))
        self.foot(
            ("list.choose", _("go there")),
            ("overlay.close", _("back")),
            *((other,) if self._memory is not None else ()),
            ("notes.edit", _("edit")),
            ("list.remove", _("remove")),
            ("list.undo", _("undo")),
            ("overlay.search", _("filter")),
        )

    def _nothing(self) -> str:
        if self.query_text:
            return _("Nothing is found.")
        return _("Nothing is marked yet; {keys} do that on a page.", keys=marking_keys())

    def _in_order(self) -> Sequence[Leaf]:
        """Those of the page by their places, or page by page."""
        if self._all or self._memory is None:
            return self._leaves
        return [Leaf(self._memory.number, "", each.held) for each in self._memory.kept]

    def _row(self, leaf: Leaf) -> Row:
        each = leaf.held
        place = held.sign(each), self._where(leaf)
        if each.body:
            return in_columns((*place, each.body, each.quote), _COLUMNS, self.room)
        return in_columns((*place, each.quote), _COLUMNS[:-1], self.room)

    def _where(self, leaf: Leaf) -> str:
        """The share of the page that stands before it, where that is known."""
        if self._memory is None or leaf.number != self._memory.number:
            return ""
        placed = next((each for each in self._memory.kept if each.held.uid == leaf.held.uid), None)
        if placed is None or placed.held.start is None:
            return ""
        if placed.start is None:
            return _("lost")
        return f"{100 * max(placed.start.block, 0) // max(self._memory.blocks, 1)} %"

    # What can be done

    @property
    def _here(self) -> Leaf | None:
        return self._shown[self.rows.index] if self.rows.index < len(self._shown) else None

    def action_turn(self, step: int) -> None:  # noqa: ARG002  # there are two: either step leads to the other
        """Those of the page, or those of all."""
        if self._memory is not None:
            self._all = not self._all
            self.refill()

    def on_chosen(self, event: Chosen) -> None:
        """Go there."""
        event.stop()
        leaf = next(filter(None, self._shown[self.rows.index :]), None)  # of a title, the first one below it
        if leaf is not None:
            self.app.post_message(PageWanted(leaf.number, leaf.held.start))

    def action_edit(self) -> None:
        """Write a note, on what has none yet too."""
        if (leaf := self._here) is not None:
            self.app.push_screen(NoteScreen(leaf.held.quote, leaf.held.body, partial(self._write, leaf)))

    def _write(self, leaf: Leaf, text: str) -> None:
        if leaf.held.what is What.NOTE:
            self._change(leaf, partial(held.rewrite, note=leaf.held, text=text))
        elif text:
            note = leaf.held._replace(what=What.NOTE, body=text)
            self._change(leaf, lambda library: held.put_back(library, leaf.number, note))

    def action_remove(self) -> None:
        """Take the one under the cursor away."""
        if (leaf := self._here) is not None:
            self._gone.append(leaf)
            told = _("Removed; {key} brings it back", key=first("list.undo"))
            self._change(leaf, lambda library: held.remove(library, leaf.held), told)

    def action_undo(self) -> None:
        """Bring back what was removed last."""
        if not self._gone:
            self.say(_("Nothing to bring back"))
            return
        leaf = self._gone.pop()
        self._change(leaf, lambda library: held.put_back(library, leaf.number, leaf.held), _("Brought back"))

    def _change(self, leaf: Leaf, task: "Callable[[Library], object]", told: str = "") -> None:
        """Change what is kept of a page; the page that lies below follows."""

        def changed(_: object) -> None:
            self._ask()
            if told and self.is_built:
                self.refill()
                self.say(told)

        if self._memory is not None and leaf.number == self._memory.number:
            self._memory.change(task, changed)
        else:
            self._keeper.ask(task, changed)
