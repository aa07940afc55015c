"""The library's file: how it is opened, asked and written to.

A rollback journal with ``synchronous = FULL``, not a write-ahead log: the library is one file that a person may copy,
put on a network drive or into a synchronised folder, where WAL's shared memory doesn't work and its second file is
left behind; writes are single keys of a person, far apart, and take a few milliseconds. Other programs wait for them
up to `_PATIENCE` seconds. After kill -9 or a power cut the journal takes a half-made write back on the next opening.
"""

import sqlite3
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing, contextmanager
from pathlib import Path
from threading import RLock
from time import time
from typing import Any

from reader.library.mending import set_aside
from reader.library.schema import APPLICATION_ID, STEPS, migrate, transaction
from reader.localization import reason_of
from reader.localization import translate as _
from reader.model.errors import LibraryError

_PATIENCE = 10.0  # seconds


class Store:
    """One connection to the library's file, which several threads may use: they wait for each other.

    What `write` wraps is confirmed on the disk when it ends, or has not happened.
    """

    def __init__(self, path: Path, tell: Callable[[str], None]) -> None:
        """Open the library; ``tell`` hears of a damaged one that was mended. Raises LibraryError."""
        self.path = path
        self._lock = RLock()
        self._connection = open_library(path, tell)

    def close(self) -> None:
        """Give the file back."""
        with self._lock:
            self._connection.close()

    def rows(self, question: str, values: Sequence[object] = ()) -> list[Any]:
        """All rows of an answer. Raises LibraryError."""
        with self._lock, told(self.path):
            try:
                return self._connection.execute(question, values).fetchall()
            except sqlite3.OperationalError as error:
                if "decode" not in str(error):
                    raise
                return self._damaged_rows(question, values)

    def row(self, question: str, values: Sequence[object] = ()) -> Any:
        """The first row of an answer, or None. Raises LibraryError."""
        return next(iter(self.rows(question, values)), None)

    @contextmanager
    def reading(self) -> Iterator[None]:
        """Several questions that are answered from one state, whoever writes meanwhile. Raises LibraryError."""
        with self._lock, told(self.path):
            self._connection.execute("BEGIN")
            try:
                yield
            finally:
                self._connection.execute("COMMIT")

    def _damaged_rows(self, question: str, values: Sequence[object]) -> list[Any]:
        """The same where a text is damaged, which SQLite does not notice: U+FFFD stands for what can't be read."""
        self._connection.text_factory = lambda raw: raw.decode("utf8", "replace")
        try:
            return self._connection.execute(question, values).fetchall()
        finally:
            self._connection.text_factory = str

    @contextmanager
    def write(self) -> Iterator[sqlite3.Connection]:
        """All or nothing; one inside another is part of it. Raises LibraryError."""
        with self._lock, told(self.path):
            if self._connection.in_transaction:
                yield self._connection
                return
            with transaction(self._connection):
                yield self._connection


def now() -> int:
    """The time as it is remembered: milliseconds since 1970."""
    return int(time() * 1000)


def open_library(path: Path, tell: Callable[[str], None]) -> sqlite3.Connection:
    """The library at ``path``, made if it isn't there; a damaged one is set aside, and ``tell`` hears of it.

    The connection may be used from any thread, one at a time. Raises LibraryError.
    """
    with told(path):
        path.parent.mkdir(parents=True, exist_ok=True)
        try:
            return _opened(path)
        except sqlite3.DatabaseError as error:
            if not is_damage(error):
                raise
        with mending_alone(path):
            try:  # another program may have mended it meanwhile
                return _opened(path)
            except sqlite3.DatabaseError as error:
                if not is_damage(error):
                    raise
                tell(set_aside(path))
        return _opened(path)


@contextmanager
def told(path: Path) -> Iterator[None]:
    """What goes wrong inside becomes one sentence with a remedy."""
    try:
        yield
    except sqlite3.OperationalError as error:
        remedy = (
            _("close the other program") if "lock" in str(error) else _("check the folder, its rights and the disk")
        )
        raise LibraryError(
            _("can't use the library {path!r}: {error}; {remedy}", path=str(path), error=error, remedy=remedy)
        ) from error
    except sqlite3.DatabaseError as error:
        raise LibraryError(
            _("the library {path!r} is damaged: {error}; start Reader anew to mend it", path=str(path), error=error)
        ) from error
    except OSError as error:
        reason = reason_of(error)
        raise LibraryError(
            _("can't open the library {path!r}: {reason}; check its folder", path=str(path), reason=reason)
        ) from error


def is_damage(error: sqlite3.DatabaseError) -> bool:
    """Whether the file is to blame, not the disk, its rights or another program."""
    return getattr(error, "sqlite_errorcode", 0) & 0xFF in (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB)


def _opened(path: Path) -> sqlite3.Connection:
    connection = sqlite3.connect(path, timeout=_PATIENCE, isolation_level=None, check_same_thread=False)
    try:
        connection.execute("PRAGMA journal_mode = DELETE")
        connection.execute("PRAGMA synchronous = FULL")
        connection.execute("PRAGMA secure_delete = ON")  # what is removed is gone, and is not found when mending
        connection.execute("PRAGMA trusted_schema = OFF")
        _examine(path, connection)
        migrate(connection)
    except UnicodeDecodeError as error:  # SQLite quotes a damaged schema in its complaint
        connection.close()
        raise _damage("its schema is damaged") from error
    except BaseException:
        connection.close()
        raise
    return connection


def _examine(path: Path, connection: sqlite3.Connection) -> None:
    """Raise for a file that is not a library, is damaged, or comes from a Reader that is newer than this one."""
    version: int = connection.execute("PRAGMA user_version").fetchone()[0]
    if version and connection.execute("PRAGMA application_id").fetchone()[0] != APPLICATION_ID:
        raise LibraryError(
            _("{path!r} is another program's database; move it elsewhere, so that nothing is lost", path=str(path))
        )
    if version > len(STEPS):
        raise LibraryError(
            _("the library {path!r} was written by a newer Reader; update this one to open it", path=str(path))
        )
    found = connection.execute("PRAGMA quick_check(1)").fetchone()[0]
    if found != "ok":
        raise _damage(found)


def _damage(found: str) -> sqlite3.DatabaseError:
    error = sqlite3.DatabaseError(found)
    error.sqlite_errorcode = sqlite3.SQLITE_CORRUPT
    return error


@contextmanager
def mending_alone(path: Path) -> Iterator[None]:
    """Only one program mends at a time. SQLite holds the lock, so that a program that dies leaves none behind."""
    with closing(sqlite3.connect(path.with_suffix(".lock"), timeout=_PATIENCE, isolation_level=None)) as lock:
        lock.execute("BEGIN EXCLUSIVE")
        yield
