"""The reader's own screen: what every key does."""

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from textual import work
from textual.geometry import Offset
from textual.widget import Widget

from reader.model.choices import GlossPolicy, PinyinPolicy, Script
from reader.model.document import Block, Origin
from reader.model.errors import ReaderError
from reader.tui import motion
from reader.tui.bindings import READER, bindings
from reader.tui.drawn import visible
from reader.tui.keymap import hints
from reader.tui.messages import Answered, Decided, Opened, Resumed, TakenBack, Wanted
from reader.tui.reading import Position, Reading
from reader.tui.screens.contents import ContentsScreen
from reader.tui.screens.glossary import GlossaryScreen
from reader.tui.screens.help import HelpScreen
from reader.tui.screens.learning import Learning
from reader.tui.screens.provenance import ProvenanceScreen
from reader.tui.themes import DARK, LIGHT
from reader.tui.trail import Trail
from reader.tui.widgets.page import Page

if TYPE_CHECKING:
    from reader.lexicon.dictionary.lookup import LookUp
    from reader.lexicon.glossary import Glossary

_GLOSSES = {
    GlossPolicy.FIRST: "first mention",
    GlossPolicy.ALL: "all",
    GlossPolicy.UNKNOWN: "unknown to you",
    GlossPolicy.NONE: "off",
}
_SCRIPTS = {
    Script.AUTO: "auto",
    Script.SIMPLIFIED: "simplified",
    Script.TAIWAN: "Taiwan",
    Script.HONGKONG: "Hong Kong",
    Script.PAGE: "as on the page",
}
_NARROWEST, _WIDEST = 20, 200
_CONTEXT = 20  # characters in which longer words are looked for
_AT_ONCE = 0.05  # seconds that a page in another script may be repaired before it is shown


class ReaderScreen(Learning):
    """The page, and the pane beside it."""

    BINDINGS = bindings(READER)
    AUTO_FOCUS = "#page"
    _glossary: "Glossary | None" = None
    _trail: Trail | None = None
    _look: "LookUp | None" = None

    # What the application tells

    def open(self, reading: Reading, glossary: "Glossary", place: Origin | None = None) -> None:
        """Show a page that has been opened; where it was open before, at ``place`` or where one was reading."""
        before, item = self.reading, self.page.cursor.item
        self._glossary = glossary
        self._trail = Trail(glossary, self._occurrences, self._ask_for if self.open_dictionaries else None)
        reading.knows = self.person.knows
        self.page.show(reading, self._head(reading))
        if before is not None and len(reading):
            reading.can_cut = before.can_cut
            found = (at for at in range(len(reading)) if reading.raw(at).origin == (place or before.raw(item).origin))
            self.page.go(Position(next(found, min(item, len(reading) - 1)), 0))
            if self._search is not None:
                self.search_for(self._search.query, go=False)
        self.show_status()

    @property
    def script(self) -> Script | None:
        """The script that is read; None before a page is open."""
        return self.reading.script if self.reading else None

    def accept(self, reading: Reading, blocks: Sequence[Block]) -> None:
        """Take in what the sweep has finished; what another script's sweep left behind is dropped."""
        sheet = self.page.sheet
        if sheet is not None and sheet.reading is reading:
            start = reading.swept
            reading.accept(blocks)
            self.page.swept(start)

    def _head(self, reading: Reading) -> tuple[str, ...]:
        """The lines above the text: where the page comes from."""
        metadata = reading.document.metadata
        told = [fact.value for fact in (metadata.site, metadata.author, metadata.date) if fact]
        return visible(" · ".join((*told, self.source_name))).replace("\n", " "), ""

    # Moving

    def action_by_lines(self, lines: int) -> None:
        """Up or down by lines."""
        self.page.go_lines(lines)

    def action_by_pages(self, pages: int) -> None:
        """Up or down by screens."""
        self.page.go_pages(pages)

    def action_to_top(self) -> None:
        """To the first character."""
        self.page.go(Position(0, 0))

    def action_to_bottom(self) -> None:
        """To the last line."""
        self.page.go_end()

    def action_by_words(self, step: int) -> None:
        """By words; an open pane follows."""
        if (reading := self.reading) is not None:
            self.page.go(motion.by_words(reading, self.page.cursor, step))
            self._follow()

    def action_by_terms(self, step: int) -> None:
        """By glossary terms; an open pane follows."""
        if self._go(motion.by_terms, step, "No further term", "No term before this one"):
            self._follow()

    def action_by_paragraphs(self, step: int) -> None:
        """By paragraphs."""
        self._go(motion.by_paragraphs, step, "This is the last paragraph", "This is the first paragraph")

    def action_by_headings(self, step: int) -> None:
        """By headings."""
        self._go(motion.by_headings, step, "No further heading", "No heading before this one")

    def _go(self, move: motion.Motion, step: int, at_end: str, at_start: str) -> bool:
        if (reading := self.reading) is None:
            return False
        position = move(reading, self.page.cursor, step)
        if position is None:
            self.say(at_end if step > 0 else at_start)
            return False
        self.page.go(position)
        return True

    # Looking up

    def action_look_up(self) -> None:
        """The selection, or the word under the cursor; once more, and the keys go to the pane's links."""
        if (query := self._query()) and not (self.pane.display and self.pane.headword == query):
            self._look_up(query)
        else:
            self.pane.enter()

    def action_back(self) -> None:
        """Back to the entry before."""
        if self._trail is not None and self.pane.display:
            self._trail.back(self.pane)

    def on_wanted(self, _: Wanted) -> None:
        """A click on a word."""
        self._look_up(self._query())

    def _ask_for(self, query: str, context: str) -> None:
        self._ask(query, context)

    @work(thread=True, group="dictionaries", exclusive=True)
    def _ask(self, query: str, context: str) -> None:
        """Ask the dictionaries, which are opened when they are first asked."""
        try:
            if self._look is None:
                assert self.open_dictionaries is not None
                assert self._glossary is not None
                self._look = self.open_dictionaries(self._glossary)
            answer = self._look.find(query, context)
        except ReaderError as error:
            self.post_message(Answered(query, None, str(error)))
        else:
            self.post_message(Answered(query, answer))

    def on_answered(self, event: Answered) -> None:
        """The dictionaries have answered."""
        if self._trail is None or not self.pane.display:
            return
        if event.answer is not None:
            self._trail.accept(event.answer, self.pane)
        else:
            self._trail.fail(event.query, event.reason, self.pane)

    def on_opened(self, event: Opened) -> None:
        """A see-also of the pane was chosen."""
        if self._trail is not None:
            self._trail.open(event.headword, self.pane)

    def _follow(self) -> None:
        if self.pane.display and (query := self._query()):
            self._look_up(query)

    def _query(self) -> str:
        """What is to be looked up: the selection, the headword of the term, or the word under the cursor."""
        reading = self.reading
        if reading is None:
            return ""
        if selected := (self.get_selected_text() or "").strip():
            return selected.split("\n")[0][:80]
        return self.word_at_hand()

    def _look_up(self, query: str) -> None:
        if self._trail is not None and query:
            self._trail.start(query, self.pane, self._text_from_word())
            self.pane.headword = query
            self.ask_for_facts()

    def _text_from_word(self) -> str:
        """The text from the word under the cursor on."""
        if (reading := self.reading) is None:
            return ""
        item, start, _ = reading.word_at(self.page.cursor)
        return reading.text(item)[start : start + _CONTEXT]

    def _occurrences(self, headword: str) -> int:
        return self.reading.occurrences(headword) if self.reading else 0

    # Changing the view

    def action_gloss(self) -> None:
        """Glosses at first mentions, everywhere, nowhere."""
        policies = tuple(_GLOSSES)
        gloss = policies[(policies.index(self.page.setting.gloss) + 1) % len(policies)]
        self.page.set_as(replace(self.page.setting, gloss=gloss))
        self.say(f"Glosses: {_GLOSSES[gloss]}")
        self.show_status()

    def action_script(self) -> None:
        """The next script, the place in the text kept."""
        if (reading := self.reading) is None:
            return
        scripts = tuple(_SCRIPTS)
        script = scripts[(scripts.index(reading.script) + 1) % len(scripts)]
        other = Reading(reading.stages, reading.document, script)
        other.can_cut, other.knows = reading.can_cut, reading.knows
        other.sweep(_AT_ONCE)
        self.page.show(other, self._head(other))
        self.post_message(Resumed(other))
        if self._search is not None:
            self.search_for(self._search.query, go=False)
        self.say(f"Script: {_SCRIPTS[script]}")
        self.show_status()

    def action_widen(self, cells: int) -> None:
        """Longer or shorter lines."""
        width = min(max(self.page.room + cells, _NARROWEST), _WIDEST)
        self.page.set_as(replace(self.page.setting, width=width))
        self.say(f"{self.page.room} cells a line")

    def action_spacing(self) -> None:
        """No, one or two empty lines between paragraphs."""
        setting = self.page.setting
        self.page.set_as(replace(setting, spacing=(setting.spacing + 1) % 3))

    def action_theme(self) -> None:
        """Light or dark."""
        self.app.theme = LIGHT if self.app.theme == DARK else DARK

    # Beside the page

    def action_copy(self) -> None:
        """The selection, or the paragraph under the cursor, without the screen's line breaks."""
        if (reading := self.reading) is None:
            return
        selected = self.get_selected_text()
        text = selected or reading.text(self.page.cursor.item)
        self.app.copy_to_clipboard(text)
        self.say(f"Copied {'the selection' if selected else 'the paragraph'}: {len(text)} characters")

    def action_contents(self) -> None:
        """The contents, and then the place chosen there."""
        if (reading := self.reading) is not None:
            self.app.push_screen(ContentsScreen(reading, self.page.cursor.item), self._go_to_item)

    def action_glossary(self) -> None:
        """The whole glossary."""
        if self._glossary is not None:
            self.app.push_screen(GlossaryScreen(self._glossary, self._occurrences))

    def action_drop(self, for_site: bool) -> None:  # noqa: FBT001  # Textual's actions have no keywords
        """Leave the paragraph under the cursor out: on this page, or on its site."""
        if (reading := self.reading) is None:
            return
        if self.page.cursor.item < reading.lead:
            self.say("The title stays")
        else:
            self.post_message(Decided(reading.raw(self.page.cursor.item), keep=False, for_site=for_site))

    def action_undo(self) -> None:
        """Take back the last decision about a paragraph."""
        if self.reading is not None:
            self.post_message(TakenBack())

    def action_provenance(self) -> None:
        """What was dropped and repaired."""
        if (sheet := self.page.sheet) is not None:
            self.app.push_screen(ProvenanceScreen(sheet.reading))

    def action_help(self) -> None:
        """Every key."""
        self.app.push_screen(HelpScreen())

    def action_step_back(self) -> None:
        """Undo the last thing that lies over the page: search line, selection, pane, highlights."""
        if self.searchbar.display:
            self.leave_search()
        elif self.selections:
            self.clear_selection()
        elif self.pane.display and not self.page.has_focus:
            self.set_focus(self.page)
        elif self.pane.display:
            self.pane.display = False
        elif self.clear_search():
            self.show_status()

    def _go_to_item(self, item: int | None) -> None:
        if item is not None:
            self.page.go(Position(item, 0))

    # What Textual tells

    def on_moved(self) -> None:
        """The status line tells where one is; what came into view may want its pinyin."""
        self.show_status()
        self.ask_for_spelling()

    def show_status(self) -> None:
        """Tell what is read, where, and how."""
        setting, reading = self.page.setting, self.reading
        facts = [*hints(self.size.width), f"gloss {setting.gloss}"]
        if setting.pinyin is not PinyinPolicy.NONE:
            facts.append(f"pinyin {setting.pinyin}")
        if reading is not None:
            title = reading.text(0) if reading.lead else self.source_name
            facts += [f"script {reading.script}", f"{self.page.progress} %", self.matches]
        else:
            title = self.source_name
        self.status.show(title, [fact for fact in (*facts, "? help") if fact])

    def get_widget_and_offset_at(self, x: int, y: int) -> tuple[Widget | None, Offset | None]:
        """Selections on the page are anchored to its text, not to the lines of the screen."""
        widget, offset = super().get_widget_and_offset_at(x, y)
        if isinstance(widget, Page):
            return widget, widget.anchor_at(Offset(x, y) - widget.content_region.offset)
        return widget, offset
