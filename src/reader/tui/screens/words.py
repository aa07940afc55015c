"""The person's words: status, level, the sentence in which each was met; changed, gone to and exported."""

from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from reader.localization import translate as _
from reader.localization import translate_count as _n
from reader.model.choices import WordList, WordStatus
from reader.tui.bindings import WORDS, bindings
from reader.tui.columns import Column, in_columns
from reader.tui.keymap import first, word_keys
from reader.tui.messages import Chosen, PageWanted, ReadingsWanted
from reader.tui.screens.listing import ListScreen
from reader.tui.screens.save import SaveScreen
from reader.tui.shelves import Met, looked_up, met, write_words
from reader.tui.widgets.rows import Lazily, Row

if TYPE_CHECKING:
    from reader.tui.keeper import Keeper
    from reader.tui.person import Person

_COLUMNS = (
    Column(14, "term"),
    Column(12, "gloss"),  # status, how often it was looked up
    Column(14, least=76),  # reading
    Column(5, least=56),  # level
    Column(0, ""),  # the sentence
    Column(20, least=110),  # the page
)
_TIGHT = (Column(8, "term"), *_COLUMNS[1:])  # so that the sentence is seen at all
_LOOSE = 56  # cells from which on words have more room
_LOOKED_UP = "looked up"
_ONLY = (None, *WordStatus, _LOOKED_UP)


class WordsScreen(ListScreen):
    """Answers nothing: the place of a word that is chosen is gone to.

    Beside the words with a status it lists those that were looked up, the latest first.
    """

    BINDINGS = bindings(WORDS)
    more_keys = WORDS

    def __init__(self, keeper: "Keeper", person: "Person", listed: WordList = WordList.HSK_2025) -> None:
        super().__init__()
        whole = _("filter words, by pinyin too, sentences and pages")
        self.placeholders = (whole, _("filter words, by pinyin too"))
        self._keeper, self._person, self._listed = keeper, person, listed
        self._words: dict[bool, Sequence[Met]] = {}  # those with a status, and those looked up, once they have come
        self._readings: dict[str, str] = {}
        self._shown: Sequence[Met] = ()
        self._only: str | None = None

    def on_mount(self) -> None:
        """Ask for them."""
        self._ask()
        self.call_after_refresh(self.refill)

    @property
    def _of_history(self) -> bool:
        return self._only == _LOOKED_UP

    def _ask(self) -> None:
        kind, ask = self._of_history, looked_up if self._of_history else met
        self._keeper.ask(partial(ask, listed=self._listed), partial(self._take, kind))

    def _take(self, kind: bool, words: Sequence[Met]) -> None:  # noqa: FBT001  # `_of_history`
        self._words[kind] = words
        names = [word.name for word in words if word.name not in self._readings]
        self.post_message(ReadingsWanted(names, lambda found: self._take_readings(names, found)))
        if self.is_built:
            self.refill()

    def _take_readings(self, names: Sequence[str], readings: Sequence[str]) -> None:
        self._readings.update(zip(names, readings, strict=True))
        if self.is_built:
            self.refill()

    def refill(self) -> None:
        """Show those of the status wanted that hold what is typed, those whose names do first."""
        self._shown = self._found(self._of_status())
        shown, room = self._shown, self.room
        rows = Lazily(len(shown), lambda index: self._row(shown[index], room))
        self.fill(rows if shown else self.calmly(self._nothing()), self.rows.index)
        self.head(_("Your words"), only_names()[self._only], str(len(self._shown)), f"HSK {self._listed}")
        self.foot(
            ("list.choose", _("go there")),
            ("overlay.close", _("back")),
            ("words.known", _("known")),
            ("words.learning", _("learning")),
            ("words.ignored", _("ignored")),
            ("words.only", _("by status")),
            ("words.export", _("export")),
            ("overlay.search", _("filter")),
        )

    def _of_status(self) -> list[Met]:
        words = self._words.get(self._of_history, ())
        return [word for word in words if self._of_history or self._only in (None, word.status)]

    def _found(self, words: Sequence[Met]) -> Sequence[Met]:
        if not self.query_text:
            return words
        from reader.lexicon.sounds import spelt
        from reader.tui.search import pattern

        found, sounding = pattern(self.query_text), spelt(self.query_text)
        named = [
            word for word in words if any(each and each.search(self._names_of(word)) for each in (found, sounding))
        ]
        around = [word for word in words if word not in named and found.search(f"{word.sentence}\n{word.title}")]
        return named + around

    def _names_of(self, word: Met) -> str:
        """A word with its reading, and with the Chinese name of a term in Latin letters."""
        return f"{word.name}\n{self._readings.get(word.name, '')}"

    def _row(self, word: Met, room: int) -> Row:
        status = f"{status_names()[word.status]} " if word.status else ""
        told = status + (f"×{word.times}" if word.times > 1 else "")
        reading = self._readings.get(word.name, "")
        columns = _COLUMNS if room >= _LOOSE else _TIGHT
        return in_columns((word.name, told, reading, word.level, word.sentence, word.title), columns, room)

    def _nothing(self) -> str:
        if self._of_history not in self._words:
            return _("Asking the library …")
        if self.query_text or self._only not in (None, _LOOKED_UP):
            return _("Nothing is found.")
        if self._of_history:
            return _("Nothing was looked up yet; {key} on a word of a page looks it up.", key=first("lookup"))
        return _("No words yet; {keys} on a word of a page say that you know, learn or ignore it.", keys=word_keys())

    # What can be done

    @property
    def _here(self) -> Met | None:
        return self._shown[self.rows.index] if self.rows.index < len(self._shown) else None

    def on_chosen(self, event: Chosen) -> None:
        """Go to the place where the word was met."""
        event.stop()
        if (word := self._here) is None:
            return
        if not word.number:
            self.say(_("It is not known where {word} was met", word=word.name))
            return
        self.app.post_message(PageWanted(word.number, word.anchor))

    def action_give(self, status: str) -> None:
        """Give the word another status; the same once more, and it is forgotten."""
        if (word := self._here) is not None:
            wanted = WordStatus(status)
            self._keeper.ask(lambda _: self._person.toggle(word.name, wanted), partial(self._given, word))

    def _given(self, word: Met, status: WordStatus | None) -> None:
        """The row stays until the screen is left, so that a slip can be mended where it happened."""
        now = status_names()[status] if status else _("forgotten")
        for kind, words in self._words.items():
            changed = (each._replace(status=status) if each.name == word.name else each for each in words)
            self._words[kind] = [each for each in changed if each.status or kind]
        if self.is_built:
            self.refill()
            self.say(f"{word.name}: {now}")

    def action_only(self) -> None:
        """All words, those of one status, or those that were looked up."""
        self._only = _ONLY[(_ONLY.index(self._only) + 1) % len(_ONLY)]
        if self._of_history or not self._only:
            self._ask()  # what was given a status meanwhile is among the others
        self.refill()

    def action_export(self) -> None:
        """Write those that are shown to a file."""
        if self._shown:
            self.app.push_screen(SaveScreen("words.tsv", partial(self._export, tuple(self._shown))))

    def _export(self, words: Sequence[Met], path: Path) -> None:
        told = _n("{count} word written to {path}", "{count} words written to {path}", len(words), path=path)
        names = [word.name for word in words]
        self._keeper.ask(lambda library: write_words(library, names, path), lambda _: self.say(told))


def only_names() -> dict[str | None, str]:
    """How the screen calls which words are listed."""
    return {None: "", _LOOKED_UP: _("looked up")} | {str(status): name for status, name in status_names().items()}


def status_names() -> dict[WordStatus, str]:
    """How the screen calls them."""
    return {
        WordStatus.KNOWN: _("known"),
        WordStatus.LEARNING: _("learning"),
        WordStatus.IGNORED: _("ignored"),
    }
