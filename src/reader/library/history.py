"""What was opened and looked up, when."""

from typing import NamedTuple

from reader.library.rows import safe
from reader.library.store import Store, now

_QUERY = 200  # code points
_MOST = 100_000  # events that are kept


class Event(NamedTuple):
    """A document was opened (``query`` is ""), or something was looked up, in a document or elsewhere (0)."""

    at: int
    document: int
    query: str


class History:
    """The history. Openings come in by `Documents.open`."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def looked_up(self, query: str, document: int = 0) -> None:
        """Remember a look-up."""
        with self._store.write() as connection:
            connection.execute(
                "INSERT INTO event (at, kind, document, query) VALUES (?, 'looked up', ?, ?)",
                (now(), document or None, safe(query, _QUERY)),
            )
            connection.execute("DELETE FROM event WHERE id <= (SELECT max(id) FROM event) - ?", (_MOST,))

    def look_ups(self, most: int = 100) -> tuple[Event, ...]:
        """What was looked up, the latest first."""
        return self._events("looked up", most)

    def openings(self, most: int = 100) -> tuple[Event, ...]:
        """What was opened, the latest first."""
        return self._events("opened", most)

    def _events(self, kind: str, most: int) -> tuple[Event, ...]:
        rows = self._store.rows(
            "SELECT at, document, query FROM event WHERE kind = ? ORDER BY at DESC, id DESC LIMIT ?", (kind, most)
        )
        return tuple(Event(at, document or 0, query) for at, document, query in rows)
