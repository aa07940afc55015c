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
from reader.tui.keymap import word_keys
from reader.tui.messages import Chosen, PageWanted
from reader.tui.screens.listing import ListScreen
from reader.tui.screens.save import SaveScreen
from reader.tui.shelves import Met, met, write_words
from reader.tui.widgets.rows import Row

if TYPE_CHECKING:
    from reader.tui.keeper import Keeper
    from reader.tui.person import Person

_COLUMNS = (
    Column(14, "term"),  # the word
    Column(9, "gloss"),  # status
    Column(5, least=56),  # level
    Column(0, ""),  # the sentence
    Column(20, least=110),  # the page
)
_TIGHT = (Column(8, "term"), *_COLUMNS[1:])  # so that the sentence is seen at all
_LOOSE = 56  # cells from which on words have more room
_ONLY = (None, *WordStatus)


class WordsScreen(ListScreen):
    """Answers nothing: the place of a word that is chosen is gone to."""

    BINDINGS = bindings(WORDS)
    more_keys = WORDS

    def __init__(self, keeper: "Keeper", person: "Person", listed: WordList = WordList.HSK_2025) -> None:
        super().__init__()
        self.placeholders = (_("filter words, sentences and pages"),)
        self._keeper, self._person, self._listed = keeper, person, listed
        self._words: Sequence[Met] = ()
        self._shown: list[Met] = []
        self._only: WordStatus | None = None
        self._known = False  # whether the words have come

    def on_mount(self) -> None:
        """Ask for them."""
        self._keeper.ask(partial(met, listed=self._listed), self._take)
        self.call_after_refresh(self.refill)

    def _take(self, words: Sequence[Met]) -> None:
        self._words, self._known = words, True
        if self.is_built:
            self.refill()

    def refill(self) -> None:
        """Show those of the status wanted that hold what is typed."""
        from reader.tui.search import pattern

        found = pattern(self.query_text).search if self.query_text else lambda _: True
        self._shown = [
            word
            for word in self._words
            if self._only in (None, word.status) and found(f"{word.name}\n{word.sentence}\n{word.title}")
        ]
        self.fill([self._row(word) for word in self._shown], self.rows.index, self._nothing())
        only = status_names()[self._only] if self._only else ""
        self.head(_("Your words"), only, str(len(self._shown)), f"HSK {self._listed}")
        self.foot(
            ("list.choose", _("go there")),
            ("overlay.close", _("back")),
            ("words.known", _("known")),
            ("words.learning", _("learning")),
            ("words.ignored", _("ignored")),
            ("words.export", _("export")),
            ("words.only", _("by status")),
            ("overlay.search", _("filter")),
        )

    def _row(self, word: Met) -> Row:
        status = status_names()[word.status]
        columns = _COLUMNS if self.room >= _LOOSE else _TIGHT
        return in_columns((word.name, status, word.level, word.sentence, word.title), columns, self.room)

    def _nothing(self) -> str:
        if not self._known:
            return _("Asking the library …")
        if self.query_text or self._only:
            return _("Nothing is found.")
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
        if status is None:
            self._words = [each for each in self._words if each.name != word.name]
        else:
            self._words = [each._replace(status=status) if each.name == word.name else each for each in self._words]
        if self.is_built:
            self.refill()
            self.say(f"{word.name}: {now}")

    def action_only(self) -> None:
        """All words, or those of one status."""
        self._only = _ONLY[(_ONLY.index(self._only) + 1) % len(_ONLY)]
        self.refill()

    def action_export(self) -> None:
        """Write those that are shown to a file."""
        if self._shown:
            self.app.push_screen(SaveScreen("words.tsv", partial(self._export, tuple(self._shown))))

    def _export(self, words: Sequence[Met], path: Path) -> None:
        told = _n("{count} word written to {path}", "{count} words written to {path}", len(words), path=path)
        names = frozenset(word.name for word in words)
        self._keeper.ask(lambda library: write_words(library, names, path), lambda _: self.say(told))


def status_names() -> dict[WordStatus, str]:
    """How the screen calls them."""
    return {
        WordStatus.KNOWN: _("known"),
        WordStatus.LEARNING: _("learning"),
        WordStatus.IGNORED: _("ignored"),
    }
