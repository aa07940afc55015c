"""Pinyin above the words, what the person knows, and the facts of a word: what the reader's keys do with them."""

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from reader.localization import mark
from reader.localization import translate as _
from reader.model.choices import GlossPolicy, PinyinPolicy, WordStatus
from reader.model.errors import LibraryError
from reader.tui.facts import WordFacts
from reader.tui.messages import BriefWanted, FactsWanted, SpellingWanted
from reader.tui.names import PINYIN
from reader.tui.person import Person
from reader.tui.reading import Reading, Span
from reader.tui.ruby import Spelled
from reader.tui.screens.brief import BriefScreen
from reader.tui.screens.finding import Finding

if TYPE_CHECKING:
    from reader.lexicon.brief import Brief

_NOW = {
    WordStatus.KNOWN: mark("known to you"),
    WordStatus.LEARNING: mark("being learned"),
    WordStatus.IGNORED: mark("ignored"),
    None: mark("unknown again"),
}


class Learning(Finding):
    """The actions of r R w a x B."""

    person = Person()
    _facts: WordFacts = WordFacts()
    _asked: Span | None = None

    def meet(self, person: Person) -> None:
        """Know the person who reads."""
        self.person = person

    def action_pinyin(self) -> None:
        """Pinyin above all words, above unknown ones, off."""
        policies = tuple(PINYIN)
        pinyin = policies[(policies.index(self.page.setting.pinyin) + 1) % len(policies)]
        self.page.set_as(replace(self.page.setting, pinyin=pinyin))
        self.say(_("Pinyin: {which}", which=_(PINYIN[pinyin])))
        self.ask_for_spelling()
        self.show_status()

    def action_tones(self) -> None:
        """Colours for the tones, or one for all."""
        tones = not self.page.setting.tones
        self.page.set_as(replace(self.page.setting, tones=tones))
        self.say(_("Tone colours: on") if tones else _("Tone colours: off"))

    def action_mark(self, status: str) -> None:
        """The word under the cursor is known, being learned, ignored; once more, and it is unknown again."""
        if not (word := self.word_at_hand()):
            return
        try:
            now = self.person.toggle(word, WordStatus(status))
        except LibraryError as error:
            self.say(str(error))
            return
        self.say(_("{word}: {status}", word=word, status=_(_NOW[now])))
        self._show_facts()
        setting = self.page.setting
        if GlossPolicy.UNKNOWN is setting.gloss or PinyinPolicy.UNKNOWN is setting.pinyin:
            self.page.set_as(setting)

    def word_at_hand(self) -> str:
        """The headword of the term under the cursor, or the word."""
        reading = self.reading
        if reading is None:
            return ""
        if note := reading.note_at(self.page.cursor):
            return note.headword
        item, start, end = reading.word_at(self.page.cursor)
        return reading.text(item)[start:end].strip()

    def ask_for_spelling(self) -> None:
        """Ask for the reading of what is in view, if pinyin is to stand above it."""
        if self.page.setting.pinyin is not PinyinPolicy.NONE and (items := self.page.unspelled()):
            assert self.reading is not None
            self.post_message(SpellingWanted(self.reading, items))

    def take_spelling(self, reading: Reading, spelled: dict[int, Spelled]) -> None:
        """What was asked for is there; what belongs to another script is dropped."""
        if reading is self.reading:
            self.page.spell(spelled)

    def ask_for_facts(self) -> None:
        """Ask for what is known of the word under the cursor."""
        if (reading := self.reading) is not None:
            span = reading.word_at(self.page.cursor)
            if span != self._asked:
                self._asked, self._facts = span, WordFacts()
                self.post_message(FactsWanted(reading, span))
            self._show_facts()

    def take_facts(self, span: Span, facts: WordFacts) -> None:
        """The facts of a word; those of one that the cursor has left are dropped."""
        if span == self._asked:
            self._facts = facts
            self._show_facts()

    def _show_facts(self) -> None:
        self.pane.show_facts(self._facts.line(self.person.status(self.word_at_hand())))

    def action_brief(self) -> None:
        """What to know of the page before reading it."""
        if (reading := self.reading) is not None:
            screen = BriefScreen()
            self.app.push_screen(screen)
            self.post_message(BriefWanted(reading, partial(self._show_brief, screen)))

    def _show_brief(self, screen: BriefScreen, brief: "Brief") -> None:
        if screen.is_attached:
            screen.show(brief)
