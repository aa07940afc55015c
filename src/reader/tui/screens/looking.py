"""Looking words up: the pane, the dictionaries behind it, and the whole glossary."""

from typing import TYPE_CHECKING

from textual import work
from textual.timer import Timer

from reader.localization import translate as _
from reader.model.characters import contains_han
from reader.model.choices import GlossPolicy
from reader.model.errors import ReaderError
from reader.tui import places
from reader.tui.mentions import MOST, place_rows
from reader.tui.messages import Answered, Mentioned, Opened, Placed, Wanted
from reader.tui.names import HIDDEN
from reader.tui.reading import Position, Reading
from reader.tui.screens.glossary import GlossaryScreen
from reader.tui.screens.learning import Learning
from reader.tui.search import Mentions
from reader.tui.trail import Trail

if TYPE_CHECKING:
    from reader.lexicon.dictionary.lookup import LookUp
    from reader.lexicon.entry import Entry
    from reader.lexicon.glossary import Glossary
    from reader.library.library import Library

_REST = 0.04  # seconds that the cursor rests before the pane follows
_PAUSE = 0.12  # seconds between two slices of looking for a word's places
_SLICE = 0.008
_CONTEXT = 20  # characters in which longer words are looked for
_STUDIED = 2.0  # seconds after which a word that the pane has followed to counts as looked up


class Looking(Learning):
    """The actions of enter, < >, comma and stop, o."""

    _glossary: "Glossary | None" = None
    _trail: Trail | None = None
    _look: "LookUp | None" = None
    _mentions: Mentions | None = None
    _following: Timer | None = None
    _studying: Timer | None = None

    def take_glossary(self, glossary: "Glossary") -> None:
        """Look up in this glossary from now on."""
        self._glossary = glossary
        ask = self._ask_for if self.open_dictionaries else None
        self._trail = Trail(glossary, self._occurrences, ask, self._shown)

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

    def action_forth(self) -> None:
        """Forth to the entry that one has come back from."""
        if self._trail is not None and self.pane.display:
            self._trail.forth(self.pane)

    def action_hide(self) -> None:
        """Pinyin, English, both or nothing is kept back in the pane."""
        choices = tuple(HIDDEN)
        self.pane.hidden = choices[(choices.index(self.pane.hidden) + 1) % len(choices)]
        self.say(_("Hidden in the pane: {what}", what=_(HIDDEN[self.pane.hidden])))
        if self._trail is not None and self.pane.display:
            self._trail.again(self.pane)
            self._show_facts()

    def action_scroll_pane(self, step: int) -> None:
        """Scroll the pane while the keys stay on the page."""
        self.pane.scroll_by(step)

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
            self._trail.go(event.headword, self.pane)
            self._write_down(event.headword, None)

    def on_mentioned(self, event: Mentioned) -> None:
        """Another place where the word stands was chosen."""
        self.page.go(Position(event.span.item, event.span.start))

    def action_close_pane(self) -> None:
        """Put the pane away."""
        self.pane.display = False
        self.set_focus(self.page)

    def follow(self) -> None:
        """An open pane goes with the cursor, once it rests: no key waits for words that are only passed."""
        if self.pane.display:
            if self._following is not None:
                self._following.stop()
            self._following = self.set_timer(_REST, self._catch_up)

    def _catch_up(self) -> None:
        if self.pane.display and (query := self._query()) and not self._is_familiar(query):
            self._look_up(query, passing=True)

    def _is_familiar(self, word: str) -> bool:
        """Whether a word is known to a person who wants unknown words explained, and no others."""
        return self.page.setting.gloss is GlossPolicy.UNKNOWN and self.person.knows(word)

    def _query(self) -> str:
        """What is to be looked up: the selection, the headword of the term, or the word under the cursor."""
        reading = self.reading
        if reading is None:
            return ""
        if selected := (self.get_selected_text() or "").strip():
            return selected.split("\n")[0][:80]
        return self.word_at_hand()

    def _look_up(self, query: str, *, passing: bool = False) -> None:
        if self._trail is not None and query:
            self.make_room()
            self._trail.go(query, self.pane, self._text_from_word(), passing=passing)
            self.pane.headword = query
            self._study(query, _STUDIED if passing else 0)

    def _study(self, word: str, after: float) -> None:
        """The word counts as looked up when the pane has shown it for so long; words that are only passed don't."""
        if self._studying is not None:
            self._studying.stop()
            self._studying = None
        if after:
            self._studying = self.set_timer(after, lambda: self._studied(word))
        else:
            self._write_down(word, self.page.cursor)

    def _studied(self, word: str) -> None:
        if self.pane.display and self._query() == word:
            self._write_down(word, self.page.cursor)

    def _write_down(self, word: str, where: Position | None) -> None:
        """Write down in the library that a word was looked up, and the sentence in which it was met."""
        memory, reading = self.memory, self.reading
        if memory is None or reading is None:
            return
        place = where and places.place(reading, where)
        sentence = places.text_of(reading, places.sentence(reading, where)) if where else ""

        def write(library: "Library") -> None:
            library.history.looked_up(word, memory.number, sentence, place and memory.anchor(place))

        memory.keeper.do(write)

    def _shown(self, query: str, entry: "Entry | None") -> None:
        """The pane shows another word: what is known of it, and where else it stands."""
        if (reading := self.reading) is None:
            return
        self.ask_for_facts(self._placed(reading, query, entry))
        self._gather(Mentions(reading, entry.term if entry else "", query))

    def _placed(self, reading: Reading, query: str, entry: "Entry | None") -> Placed:
        """What is read of a word: it in its sentence, if it is the one under the cursor; MoE by its Chinese name."""
        if entry is not None and entry.chinese and not contains_han(query):
            return Placed(entry.chinese[0], 0, len(entry.chinese[0]))
        if query == self.word_at_hand():
            item, start, end = reading.word_at(self.page.cursor)
            return Placed(reading.text(item), start, end)
        return Placed(query, 0, len(query))

    def _gather(self, mentions: Mentions) -> None:
        """Look for the word's places once the pane is painted and no key follows at once."""
        self._mentions = mentions
        self.set_timer(_PAUSE, lambda: self._gather_on(mentions))

    def _gather_on(self, mentions: Mentions) -> None:
        if mentions is not self._mentions or not self.pane.display:
            return
        before = len(mentions.spans)
        mentions.advance(_SLICE)
        if mentions.done or (mentions.spans and not before):  # what lies far below is seen when all are found
            self.pane.show_places(mentions.spans[:MOST], place_rows(mentions))
        if not mentions.done:
            self.set_timer(_PAUSE, lambda: self._gather_on(mentions))

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
            self.app.push_screen(GlossaryScreen(self._glossary, self._occurrences, self.pane.hidden))
