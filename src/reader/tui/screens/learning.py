"""Pinyin above the words, what the person knows, and the facts of a word: what the reader's keys do with them."""

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from reader.localization import mark
from reader.localization import translate as _
from reader.model.choices import GlossPolicy, PinyinPolicy, WordList, WordStatus
from reader.tui import places
from reader.tui.facts import WordFacts
from reader.tui.hiding import PINYIN as PINYIN_HIDDEN
from reader.tui.messages import BriefWanted, FactsWanted, Placed, SpellingWanted
from reader.tui.names import PINYIN
from reader.tui.person import Meeting, Person
from reader.tui.reading import Reading
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
    listed = WordList.HSK_2025  # set by who knows which one the person has chosen
    _facts: WordFacts = WordFacts()
    _asked: Placed | None = None

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
        if word := self.word_at_hand():
            toggle = partial(self.person.toggle, word, WordStatus(status), self._meeting())
            self.in_background(toggle, partial(self._say_status, word))

    def _say_status(self, word: str, now: WordStatus | None) -> None:
        self.say(_("{word}: {status}", word=word, status=_(_NOW[now])))
        self._show_facts()
        self.show_known()

    def _meeting(self) -> Meeting | None:
        """The sentence under the cursor, and where it is in the library."""
        if (reading := self.reading) is None:
            return None
        cursor = self.page.cursor
        sentence = places.text_of(reading, places.sentence(reading, cursor))
        if self.memory is None:
            return Meeting(sentence)
        return Meeting(sentence, self.memory.number, self.memory.anchor(places.place(reading, cursor)))

    def show_known(self) -> None:
        """Show glosses and pinyin as what the person knows has them."""
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

    def ask_for_facts(self, word: Placed) -> None:
        """Ask for what is known of a word that the pane shows."""
        if word != self._asked:
            self._asked, self._facts = word, WordFacts()
            self.post_message(FactsWanted(word))
        self._show_facts()

    def take_facts(self, word: Placed, facts: WordFacts) -> None:
        """The facts of a word; those of one that is shown no more are dropped."""
        if word == self._asked:
            self._facts = facts
            self._show_facts()

    def _show_facts(self) -> None:
        facts = self._facts._replace(reading="") if self.pane.hidden in PINYIN_HIDDEN else self._facts
        self.pane.show_facts(facts.line(self.person.status(self.pane.headword)))

    def action_brief(self) -> None:
        """What to know of the page before reading it."""
        if (reading := self.reading) is not None:
            screen = BriefScreen()
            self.app.push_screen(screen)
            self.post_message(BriefWanted(reading, partial(self._show_brief, screen)))

    def _show_brief(self, screen: BriefScreen, brief: "Brief") -> None:
        if screen.is_attached:
            screen.show(brief)
