"""A damaged library is set aside whole, and what can still be read of it goes on in a new one."""

import re
import shutil
import sqlite3
from collections import Counter
from contextlib import closing, suppress
from datetime import UTC, datetime
from pathlib import Path

from reader.library.leaves import Row, Value, rows
from reader.library.schema import LONGEST, PARTS, migrate, transaction
from reader.model.escape import UNSAFE, printable

_NAME = re.compile(r"[0-9a-z-]{8,64}")  # of documents, pages and what is in them
_TOLD = {"document": "document", "mark": "mark", "highlight": "highlight", "note": "note", "word": "word"}


def set_aside(path: Path) -> str:
    """Keep the damaged file under another name, put what is readable in its place, and say so in one sentence.

    The copy is made first and the new file takes the old one's place in one step: a program that dies on the way
    leaves the damaged file where it was.
    """
    kept = _free_name(path)
    journal = path.with_name(path.name + "-journal")
    shutil.copy2(path, kept)
    if journal.exists():
        shutil.copy2(journal, kept.with_name(kept.name + "-journal"))
    fresh = path.with_name(path.name + ".new")
    for leftover in (fresh, fresh.with_name(fresh.name + "-journal")):
        leftover.unlink(missing_ok=True)
    saved = _rebuild(fresh, kept)
    journal.unlink(missing_ok=True)  # or it would be played back into the new file
    fresh.replace(path)
    return (
        f"the library was damaged: it is kept as {str(kept)!r}, and {_rescued(saved)} rescued from it;"
        " delete it when you miss nothing"
    )


def _rescued(saved: Counter[str]) -> str:
    """``2 notes and 1 word were``."""
    counted = [f"{count} {table}{'' if count == 1 else 's'}" for table in _TOLD if (count := saved[table])]
    if not counted:
        return "0 words were"
    *some, last = counted
    listed = f"{', '.join(some)} and {last}" if some else last
    return f"{listed} {'was' if saved.total() == 1 else 'were'}"


def _free_name(path: Path) -> Path:
    stamp = datetime.now(UTC).strftime("%Y%m%d-%H%M%S")
    names = (path.with_name(f"{path.stem}.damaged-{stamp}{count}{path.suffix}") for count in ("", *range(2, 1000)))
    return next(name for name in names if not name.exists())


def _rebuild(fresh: Path, damaged: Path) -> Counter[str]:
    """A new library at ``fresh`` with the rows of ``damaged``; how many there were in each table."""
    saved: Counter[str] = Counter()
    with closing(sqlite3.connect(fresh, isolation_level=None)) as new:
        migrate(new)
        columns = _columns(new)
        with transaction(new):
            for row in rows(damaged.read_bytes()):
                table = _table(row)
                if table in columns and (values := _mended(table, columns[table], row)) is not None:
                    with suppress(sqlite3.IntegrityError, OverflowError):  # what the tables would never have taken
                        saved[table] += _insert(new, table, columns[table], values)
            _adopt(new)
    return saved


def _columns(new: sqlite3.Connection) -> dict[str, list[str]]:
    tables = [name for (name,) in new.execute("SELECT name FROM sqlite_schema WHERE type = 'table'")]
    return {
        table: [name for (name,) in new.execute("SELECT name FROM pragma_table_info(?)", (table,))]
        for table in tables
        if not table.startswith("sqlite_")
    }


def _table(row: Row) -> str:
    """What a row says it is; the words of the first step say nothing, and have four columns."""
    said = row.values[1] if len(row.values) > 1 else None
    if len(row.values) == 4 and row.values[2] in ("known", "learning", "ignored"):
        return "word"
    return said if isinstance(said, str) else ""


def _mended(table: str, columns: list[str], row: Row) -> list[Value] | None:
    """The values of a row as they may be kept; None for a row that Reader can't have written."""
    values: list[Value] = [row.number, *(_safe(value) for value in row.values[1:])]
    if len(values) > len(columns) or row.number < 1:
        return None
    named = dict(zip(columns, values, strict=False))
    names = [named[key] for key in ("key", "uid", "hash") if key in named]
    if not all(isinstance(name, str) and _NAME.fullmatch(name) for name in names):
        return None
    return values if table != "word" or _is_word(row.values[1]) else None


def _safe(value: Value) -> Value:
    return UNSAFE.sub(" ", value) if isinstance(value, str) else value


def _is_word(name: Value) -> bool:
    return isinstance(name, str) and 0 < len(name) <= LONGEST and printable(name) == name and "\ufffd" not in name


def _insert(new: sqlite3.Connection, table: str, columns: list[str], values: list[Value]) -> int:
    """Put a row in, unless one that is as it should be is there; of rows with one number the first counts."""
    given = ", ".join(columns[: len(values)])
    places = ", ".join("?" * len(values))
    return new.execute(f"INSERT OR IGNORE INTO {table} ({given}) VALUES ({places})", values).rowcount  # noqa: S608  # names of our own schema


def _adopt(new: sqlite3.Connection) -> None:
    """A document for what belongs to one that was lost, so that notes don't go with it."""
    for table in PARTS:
        new.execute(
            "INSERT INTO document (id, key, article, prints, title, author, site, date, language, length, first, last,"  # noqa: S608  # a word of our own
            " changed) SELECT DISTINCT document, 'lost-' || hex(randomblob(8)), '', '', '', '', '', '', '', 0, 0, 0, 0"
            f" FROM {table} WHERE document NOT IN (SELECT id FROM document)"
        )
