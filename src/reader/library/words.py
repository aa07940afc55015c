"""Which words the person knows, is learning, or wants to hear nothing of."""

import sqlite3
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from time import time
from typing import NamedTuple

from reader.library.schema import LONGEST, transaction
from reader.library.store import open_library, told
from reader.model.choices import WordStatus
from reader.model.errors import LibraryError
from reader.model.escape import UNSAFE
from reader.model.ports import FoldScript


class Remembered(NamedTuple):
    """A word, its status, and when it was given, in milliseconds since 1970."""

    name: str
    status: WordStatus
    changed: int


class Words:
    """The words in the library. Names are folded (simplified script, small letters): 訓練 and 训练 are one word."""

    def __init__(self, path: Path, fold: FoldScript, tell: Callable[[str], None]) -> None:
        """Open the library; ``tell`` hears of a damaged one that was mended. Raises LibraryError."""
        self._path, self._fold = path, fold
        self._connection: sqlite3.Connection = open_library(path, tell)

    def close(self) -> None:
        """Give the file back."""
        self._connection.close()

    def name_of(self, word: str) -> str:
        """The name under which a word is kept: one script, one case, nothing that a terminal would obey."""
        return self._fold(" ".join(UNSAFE.sub(" ", word).split())).casefold()

    def statuses(self) -> Mapping[str, WordStatus]:
        """Every word's status by its name."""
        return {each.name: each.status for each in self.all()}

    def all(self, status: WordStatus | None = None) -> tuple[Remembered, ...]:
        """The words, those changed last first; of one status if asked so."""
        with told(self._path):
            rows = self._connection.execute(
                "SELECT name, status, changed FROM word WHERE ? IN (status, '') ORDER BY changed DESC, id DESC",
                (status or "",),
            ).fetchall()
        return tuple(Remembered(name, WordStatus(kept), changed) for name, kept, changed in rows)

    def put(self, words: Iterable[str], status: WordStatus) -> int:
        """Give words a status, all or none; how many had another one or none before."""
        return self.put_all((word, status, now()) for word in words)

    def put_all(self, words: Iterable[tuple[str, WordStatus, int]]) -> int:
        """Give each word its status with its time, all or none; how many were changed by it."""
        rows = [(name, str(status), changed) for word, status, changed in words if (name := self.name_of(word))]
        if (longest := max((len(name) for name, *_ in rows), default=0)) > LONGEST:
            raise LibraryError(f"a word of {longest} characters is no word; give words of at most {LONGEST}")
        with told(self._path), transaction(self._connection):
            before = self._connection.total_changes
            self._connection.executemany(
                "INSERT INTO word (name, status, changed) VALUES (?, ?, ?) ON CONFLICT (name) DO UPDATE"
                " SET status = excluded.status, changed = excluded.changed WHERE status != excluded.status",
                rows,
            )
            return self._connection.total_changes - before

    def forget(self, words: Iterable[str]) -> int:
        """Forget words, all or none; how many there were."""
        with told(self._path), transaction(self._connection):
            before = self._connection.total_changes
            self._connection.executemany("DELETE FROM word WHERE name = ?", [(self.name_of(word),) for word in words])
            return self._connection.total_changes - before


def now() -> int:
    """The time as it is remembered: milliseconds since 1970."""
    return int(time() * 1000)
