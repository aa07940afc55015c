"""Looking words up: the pane, the dictionaries behind it, and the whole glossary."""

from typing import TYPE_CHECKING

from textual import work

from reader.model.errors import ReaderError
from reader.tui.messages import Answered, Opened, Wanted
from reader.tui.screens.glossary import GlossaryScreen
from reader.tui.screens.learning import Learning
from reader.tui.trail import Trail

if TYPE_CHECKING:
    from reader.lexicon.dictionary.lookup import LookUp
    from reader.lexicon.glossary import Glossary

_CONTEXT = 20  # characters in which longer words are looked for


class Looking(Learning):
    """The actions of enter, backspace, o."""

    _glossary: "Glossary | None" = None
    _trail: Trail | None = None
    _look: "LookUp | None" = None

    def take_glossary(self, glossary: "Glossary") -> None:
        """Look up in this glossary from now on."""
        self._glossary = glossary
        self._trail = Trail(glossary, self._occurrences, self._ask_for if self.open_dictionaries else None)

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

    def follow(self) -> None:
        """An open pane goes with the cursor."""
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

    def action_glossary(self) -> None:
        """The whole glossary."""
        if self._glossary is not None:
            self.app.push_screen(GlossaryScreen(self._glossary, self._occurrences))
