"""The docked pane: an entry or a word, where one can go on from it, and the way back."""

from typing import TYPE_CHECKING

from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.content import Content
from textual.widgets import Static

from reader.lexicon.dictionary.lookup import Answer
from reader.localization import translate as _
from reader.tui import entry as text
from reader.tui import keymap
from reader.tui import word as words
from reader.tui.drawn import visible
from reader.tui.messages import Chosen, Opened
from reader.tui.widgets.prose import Prose
from reader.tui.widgets.rows import Row, Rows
from reader.tui.word import Link
from reader.wrap import padded

if TYPE_CHECKING:
    from reader.lexicon.entry import Entry


class Pane(VerticalScroll, can_focus=False):
    """Shows an entry, words of the dictionaries, or what comes near. A choice goes up as ``Opened``."""

    def __init__(self) -> None:
        super().__init__(id="pane")
        self._links: tuple[Link, ...] = ()
        self.headword = ""

    def compose(self) -> ComposeResult:
        """Text above, links below."""
        yield Prose(id="facts")
        yield Prose(id="entry")
        yield Static(id="links-title", markup=False)
        yield Rows(id="links")

    def show_entry(  # noqa: PLR0913  # what there is to know of an entry
        self,
        entry: "Entry",
        see: "tuple[Entry, ...]",
        occurrences: int,
        *,
        back: str,
        answer: "Answer | None" = None,
        again: bool = False,
    ) -> None:
        """An entry, and what the dictionaries have of it; ``back`` is what backspace leads to, if anything.

        ``again``: it is shown already, and the dictionaries' part is new.
        """
        self.headword = self.headword if again else entry.term
        body = text.body(entry, occurrences)
        if answer is not None:
            body += words.beside(answer)
        links = words.links(answer or Answer(entry.term), see)
        self._show(body, links, back, again=again)

    def show_words(self, answer: "Answer", *, back: str, again: bool = False) -> None:
        """What the dictionaries answer to a word that is in no glossary."""
        self.headword = answer.query
        self._show(words.found(answer), words.links(answer), back, again=again)

    def show_waiting(self, query: str) -> None:
        """A word for which the dictionaries have been asked."""
        self.headword = query
        self._show(words.waiting(query), (), "")

    def show_failed(self, query: str, reason: str) -> None:
        """A word for which the dictionaries could not be asked."""
        self.headword = query
        self._show(words.failed(query, reason), (), "")

    def show_absent(self, word: str, near: "tuple[Entry, ...]") -> None:
        """A word that has no entry."""
        self.headword = word
        self._show(text.absent(word, near=bool(near)), words.links(Answer(word, near_entries=near)), "")

    def show_facts(self, line: str) -> None:
        """Reading, level, rank and status of the word that the entry was looked up for."""
        facts = self.query_one("#facts", Prose)
        facts.update(Content.styled(visible(line), "$page-pinyin"))
        facts.display = bool(line)

    def enter(self) -> None:
        """Put the keys on the links, if there are any."""
        if self._links:
            self.screen.set_focus(self.query_one(Rows))

    def _show(self, body: Content, links: tuple[Link, ...], back: str, *, again: bool = False) -> None:
        self._links = links
        self.query_one("#entry", Prose).update(body)
        line = _("See also") if any(link.kind != "near" for link in links) else ""
        if back:
            line = f"{line}   ← {back} ({keymap.first('back')})".strip()
        self.query_one("#links-title", Static).update(Content(line))
        rows = self.query_one(Rows)
        rows.styles.height = len(links)
        rows.display = bool(links)
        rows.show([_row(link) for link in links])
        if not again:
            self.scroll_home(animate=False)
        self.display = True

    def on_chosen(self, event: Chosen) -> None:
        """A link was chosen."""
        event.stop()
        self.post_message(Opened(self._links[event.index].target))


def _row(link: Link) -> Row:
    kind = padded(_(words.KINDS[link.kind]), 8) if link.kind not in ("", "near") else ""
    return (kind, "quiet"), (link.name, "term"), (f"  {link.gloss}", "gloss")
