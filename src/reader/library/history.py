"""What was opened and looked up, when."""

from typing import NamedTuple

from reader.library.anchors import Anchor
from reader.library.rows import safe
from reader.library.schema import LONGEST
from reader.library.store import Store, now
from reader.library.words import Words

_MOST = 100_000  # events that are kept


class Event(NamedTuple):
    """A document was opened, in milliseconds since 1970."""

    at: int
    document: int


class LookedUp(NamedTuple):
    """A word that was looked up, as it was written last: how often, when last, and in which document (0: in none)."""

    query: str
    times: int
    at: int
    document: int


class History:
    """The history. Openings come in by `Documents.open`. Every method raises LibraryError."""

    def __init__(self, store: Store, words: Words) -> None:
        self._store, self._words = store, words

    def looked_up(self, query: str, document: int = 0, sentence: str = "", anchor: Anchor | None = None) -> None:
        """Remember that a word was looked up, and the sentence it stands in. What is no word is passed over."""
        query = safe(" ".join(query.split()), LONGEST)
        if not any(map(str.isalpha, query)):
            return
        with self._store.write() as connection:
            connection.execute(
                "INSERT INTO event (at, kind, document, query) VALUES (?, 'looked up', ?, ?)",
                (now(), document or None, query),
            )
            connection.execute("DELETE FROM event WHERE id <= (SELECT max(id) FROM event) - ?", (_MOST,))
            if sentence:
                self._words.meet(query, sentence, document, anchor)

    def words(self, most: int = 1000) -> tuple[LookedUp, ...]:
        """The words that were looked up, the latest first; 訓練 and 训练 are one."""
        rows = self._store.rows(
            "SELECT query, count(*), max(at), document FROM event WHERE kind = 'looked up'"
            " GROUP BY query ORDER BY max(at) DESC, max(id) DESC LIMIT ?",
            (most,),
        )
        found: dict[str, LookedUp] = {}
        for query, times, at, document in rows:
            name = self._words.name_of(query)
            latest = found.setdefault(name, LookedUp(query, 0, at, document or 0))
            found[name] = latest._replace(times=latest.times + times)
        return tuple(found.values())

    def openings(self, most: int = 100) -> tuple[Event, ...]:
        """What was opened, the latest first."""
        rows = self._store.rows(
            "SELECT at, document FROM event WHERE kind = 'opened' ORDER BY at DESC, id DESC LIMIT ?", (most,)
        )
        return tuple(Event(at, document or 0) for at, document in rows)
