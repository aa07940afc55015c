"""Which words the person knows, is learning, or wants to hear nothing of."""

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from reader.library.anchors import Anchor
from reader.library.rows import LONGEST_QUOTE, REMOVED, loaded, safe
from reader.library.schema import LONGEST
from reader.library.store import Store, now
from reader.localization import translate as _
from reader.model.choices import WordStatus
from reader.model.errors import LibraryError
from reader.model.escape import UNSAFE
from reader.model.ports import FoldScript


class Remembered(NamedTuple):
    """A word, its status (None: it was only looked up), and when it was given, in milliseconds since 1970."""

    name: str
    status: WordStatus | None
    changed: int


class Meeting(NamedTuple):
    """A sentence in which a word was met; ``document`` is its number, 0 if it is unknown; when it was met."""

    word: str
    sentence: str
    document: int
    anchor: Anchor | None
    met: int


class Words:
    """The words in the library. Names are folded (simplified script, small letters): 訓練 and 训练 are one word."""

    def __init__(self, store: Store, fold: FoldScript) -> None:
        self._store, self._fold = store, fold

    def name_of(self, word: str) -> str:
        """The name under which a word is kept: one script, one case, nothing that a terminal would obey."""
        return self._fold(" ".join(UNSAFE.sub(" ", word).split())).casefold()

    def statuses(self) -> Mapping[str, WordStatus]:
        """Every word's status by its name."""
        return {each.name: each.status for each in self.all() if each.status}

    def all(self, status: WordStatus | None = None) -> tuple[Remembered, ...]:
        """The words, those changed last first; of one status if asked so."""
        rows = self._store.rows(
            "SELECT name, status, changed FROM word WHERE ? IN (status, '') ORDER BY changed DESC, id DESC",
            (status or "",),
        )
        return tuple(Remembered(name, WordStatus(kept), changed) for name, kept, changed in rows)

    def put(self, words: Iterable[str], status: WordStatus) -> int:
        """Give words a status, all or none; how many had another one or none before."""
        return self.put_all((word, status, now()) for word in words)

    def put_all(self, words: Iterable[tuple[str, WordStatus, int]]) -> int:
        """Give each word its status with its time, all or none; how many were changed by it. Raises LibraryError."""
        rows = [(self._checked(word), str(status), changed) for word, status, changed in words if word.strip()]
        with self._store.write() as connection:
            before = connection.total_changes
            connection.executemany(
                "INSERT INTO word (name, status, changed) VALUES (?, ?, ?) ON CONFLICT (name) DO UPDATE"
                " SET status = excluded.status, changed = excluded.changed WHERE status != excluded.status",
                rows,
            )
            return connection.total_changes - before

    def meet(self, word: str, sentence: str, document: int = 0, anchor: Anchor | None = None) -> None:
        """Remember the sentence in which a word was met, and where; once met in it, it is met there again."""
        row = (self._checked(word), safe(sentence, LONGEST_QUOTE), document or None, anchor and anchor.dumps(), now())
        with self._store.write() as connection:
            connection.execute(
                "INSERT INTO sentence (word, text, document, place, changed) VALUES (?, ?, ?, ?, ?) ON CONFLICT (word,"
                " text) DO UPDATE SET document = excluded.document, place = excluded.place, changed = excluded.changed",
                row,
            )

    def meetings(self, word: str = "") -> tuple[Meeting, ...]:
        """The sentences in which words were met, or one word, the latest first."""
        rows = self._store.rows(
            "SELECT word, text, document, place, changed FROM sentence WHERE ? IN (word, '')"
            " ORDER BY changed DESC, id DESC",
            (self.name_of(word),),
        )
        return tuple(
            Meeting(name, text, document or 0, loaded(place), met) for name, text, document, place, met in rows
        )

    def titles(self) -> Mapping[int, str]:
        """The titles of documents by their numbers, for those who show where a word was met."""
        return dict(self._store.rows("SELECT id, title FROM document"))

    def forget(self, words: Iterable[str]) -> int:
        """Forget words with their sentences, all or none; how many there were."""
        names = [(self.name_of(word),) for word in words]
        with self._store.write() as connection:
            before = connection.total_changes
            connection.executemany("DELETE FROM word WHERE name = ?", names)
            forgotten = connection.total_changes - before
            connection.executemany("DELETE FROM sentence WHERE word = ?", names)
            connection.executemany(REMOVED, [("word", name, now()) for (name,) in names])
        return forgotten

    def _checked(self, word: str) -> str:
        """The word's name. Raises LibraryError for what is no word."""
        name = self.name_of(word)
        if len(name) > LONGEST:
            raise LibraryError(
                _(
                    "a word of {count} characters is no word; give words of at most {longest}",
                    count=len(name),
                    longest=LONGEST,
                )
            )
        if not any(map(str.isalpha, name)):
            raise LibraryError(_("{word!r} is no word; give one with a letter or a Chinese character in it", word=word))
        return name
