"""The docked pane: an entry or a word, where one can go on from it, where else it stands, and the way back."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.content import Content
from textual.geometry import Region
from textual.strip import Strip
from textual.style import Style
from textual.widgets import Static

from reader.lexicon.dictionary.lookup import Answer
from reader.localization import translate as _
from reader.model.choices import Hidden
from reader.tui import entry as text
from reader.tui import word as words
from reader.tui.drawn import visible
from reader.tui.hiding import answer_without, entry_without
from reader.tui.messages import Chosen, Highlighted, Mentioned, Opened
from reader.tui.reading import Span
from reader.tui.widgets.direct import Barred, cropped
from reader.tui.widgets.prose import Prose
from reader.tui.widgets.rows import Row, Rows
from reader.tui.word import Link
from reader.wrap import padded

if TYPE_CHECKING:
    from reader.lexicon.entry import Entry


def _click(action: str) -> Style:
    """On what is so styled, a click does ``action``."""
    return Style.from_meta({"@click": action})


def _line(text: str) -> str:
    return visible(text).replace("\n", " ")


class Pane(VerticalScroll, Barred, can_focus=False):
    """Shows an entry, words of the dictionaries, or what comes near.

    A choice goes up as ``Opened`` (another word) or ``Mentioned`` (a place in the text).
    """

    def __init__(self) -> None:
        super().__init__(id="pane")
        self._links: tuple[Link, ...] = ()
        self._places: Sequence[Span] = ()
        self._place_rows: Sequence[Row] = ()
        self.headword = ""
        self.hidden = Hidden.NOTHING

    def compose(self) -> ComposeResult:
        """The way, text, then links and places in one list."""
        yield Static(Content.styled(" ✕ ", _click("screen.close_pane")), id="close")
        yield Static(id="way", markup=False)
        yield Prose(id="facts")
        yield Prose(id="entry")
        yield Static(id="links-title", markup=False)
        yield Rows(id="links")

    def render_lines(self, crop: Region) -> list[Strip]:
        """What is seen of the pane around its parts: between the first row and the last, one is as another."""
        width, height = self.outer_size
        first = super().render_lines(Region(0, 0, width, min(height, 2)))
        last = super().render_lines(Region(0, height - 1, width, 1))
        strips = [*first, *first[1:] * (height - 3), *last]
        return cropped(strips[crop.y : crop.bottom], crop, width)

    def show_way(self, back: str, forth: str) -> None:
        """What ``back`` and ``forth`` lead to, where there is anything."""
        told = [Content.styled(f"← {_line(back)}", _click("screen.back"))] * bool(back)
        told += [Content.styled(f"{_line(forth)} →", _click("screen.forth"))] * bool(forth)
        way = self.query_one("#way", Static)
        way.update(Content("   ").join(told))
        way.display = bool(told)

    def show_entry(
        self,
        entry: "Entry",
        see: "tuple[Entry, ...]",
        occurrences: int,
        answer: "Answer | None" = None,
        *,
        again: bool = False,
    ) -> None:
        """An entry, and what the dictionaries have of it.

        ``again``: it is shown already, and the dictionaries' part is new.
        """
        self.headword = self.headword if again else entry.term
        body, told = text.body(entry_without(entry, self.hidden), occurrences), Answer(entry.term)
        if answer is not None:
            told = answer_without(answer, self.hidden)
            body += words.beside(told)
        self._show(body, words.links(told, see), again=again)

    def show_words(self, answer: "Answer", *, again: bool = False) -> None:
        """What the dictionaries answer to a word that is in no glossary."""
        self.headword = answer.query
        told = answer_without(answer, self.hidden)
        self._show(words.found(told), words.links(told), again=again)

    def show_waiting(self, query: str) -> None:
        """A word for which the dictionaries have been asked."""
        self.headword = query
        self._show(words.waiting(query), ())

    def show_failed(self, query: str, reason: str) -> None:
        """A word for which the dictionaries could not be asked."""
        self.headword = query
        self._show(words.failed(query, reason), (), again=True)

    def show_absent(self, word: str, near: "tuple[Entry, ...]") -> None:
        """A word that has no entry."""
        self.headword = word
        self._show(text.absent(word, near=bool(near)), words.links(Answer(word, near_entries=near)))

    def show_facts(self, line: str) -> None:
        """Reading, level, rank and status of the word that is shown."""
        facts = self.query_one("#facts", Prose)
        facts.update(Content.styled(visible(line), "$page-pinyin"))
        facts.display = bool(line)

    def show_places(self, places: Sequence[Span], rows: Sequence[Row]) -> None:
        """Where the word stands in the text; ``rows`` are those of the places, with a heading and what else is to say.

        The heading comes first.
        """
        self._places, self._place_rows = places, rows
        self._list(self.query_one(Rows).index)

    def enter(self) -> None:
        """Put the keys on the links and places, if there are any."""
        if self._links or self._places:
            self.screen.set_focus(self.query_one(Rows))

    def scroll_by(self, step: int) -> None:
        """Scroll by half of what is seen."""
        self.scroll_relative(y=step * max(self.size.height // 2, 1), animate=False)

    def _show(self, body: Content, links: tuple[Link, ...], *, again: bool = False) -> None:
        self._links = links
        self.query_one("#entry", Prose).update(body)
        title = self.query_one("#links-title", Static)
        title.update(_("See also") if any(link.kind != "near" for link in links) else "")
        title.display = bool(links)
        if not again:
            self._places, self._place_rows = (), ()
            self.scroll_home(animate=False)
        self._list(self.query_one(Rows).index if again else 0)
        self.display = True

    def _list(self, index: int) -> None:
        rows = self.query_one(Rows)
        listed = [*map(_row, self._links), *self._place_rows]
        rows.styles.height = len(listed)
        rows.display = bool(listed)
        rows.show(listed, index)

    def on_highlighted(self, event: Highlighted) -> None:
        """The list is as high as its rows, so that it is the pane that has to follow the cursor."""
        event.stop()
        rows = self.query_one(Rows)
        if rows.has_focus:
            self.scroll_to_region(Region(0, rows.virtual_region.y + event.index, 1, 1), animate=False)

    def on_chosen(self, event: Chosen) -> None:
        """A link or a place was chosen."""
        event.stop()
        place = event.index - len(self._links) - 1  # after the heading
        if event.index < len(self._links):
            self.post_message(Opened(self._links[event.index].target))
        elif 0 <= place < len(self._places):
            self.post_message(Mentioned(self._places[place]))


def _row(link: Link) -> Row:
    kind = padded(_(words.KINDS[link.kind]), 8) if link.kind not in ("", "near") else ""
    return (kind, "quiet"), (link.name, "term"), (f"  {link.gloss}", "gloss")
