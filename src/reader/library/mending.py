"""A damaged library is set aside whole, and what can still be read of it goes on in a new one."""

import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

from reader.library.schema import LONGEST, STEPS, migrate, transaction
from reader.model.escape import printable

_SEARCHED = 200_000  # rows that are asked for one by one where a table can't be walked


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
    rescued = f"{saved} {'word was' if saved == 1 else 'words were'} rescued from it"
    return f"the library was damaged: it is kept as {str(kept)!r}, and {rescued}; delete it when you miss nothing"


def _free_name(path: Path) -> Path:
    stamp = datetime.now(UTC).strftime("%Y%m%d-%H%M%S")
    names = (path.with_name(f"{path.stem}.damaged-{stamp}{count}{path.suffix}") for count in ("", *range(2, 1000)))
    return next(name for name in names if not name.exists())


def _rebuild(fresh: Path, damaged: Path) -> int:
    """A new library at ``fresh`` with the words of ``damaged``; how many there were."""
    with closing(sqlite3.connect(fresh, isolation_level=None)) as new:
        migrate(new)
        rows = _salvage(damaged) or _salvage_with_new_first_page(damaged, fresh)
        with transaction(new):
            new.executemany("INSERT OR IGNORE INTO word (name, status, changed) VALUES (?, ?, ?)", rows)
    return len(rows)


Row = tuple[str, str, int]


def _salvage(damaged: Path) -> list[Row]:
    """The sound rows that SQLite can still read, from both ends of the table and then one by one."""
    try:
        with closing(sqlite3.connect(f"{damaged.as_uri()}?mode=ro&immutable=1", uri=True)) as old:
            old.text_factory = lambda raw: raw.decode("utf8", "replace")
            rows = dict(_walk(old, "ASC")) | dict(_walk(old, "DESC"))
            if rows:
                rows |= dict(_one_by_one(old, set(rows)))
    except (sqlite3.Error, UnicodeDecodeError):  # the latter: SQLite quotes a damaged schema
        return []
    return [row for _, row in sorted(rows.items()) if _sound(row)]


def _walk(old: sqlite3.Connection, order: str) -> Iterator[tuple[int, Row]]:
    try:
        for number, *row in old.execute(f"SELECT id, name, status, changed FROM word NOT INDEXED ORDER BY id {order}"):  # noqa: S608  # a word of our own
            yield number, tuple(row)
    except sqlite3.Error:
        return


def _one_by_one(old: sqlite3.Connection, known: set[int]) -> Iterator[tuple[int, Row]]:
    """The rows between those that were reached from the ends."""
    for number in range(min(known), min(max(known), min(known) + _SEARCHED)):
        if number in known:
            continue
        try:
            row = old.execute("SELECT name, status, changed FROM word NOT INDEXED WHERE id = ?", (number,)).fetchone()
        except sqlite3.Error:
            continue
        if row:
            yield number, row


def _salvage_with_new_first_page(damaged: Path, fresh: Path) -> list[Row]:
    """Read once more under the first page of a new file: it holds the header and the schema, which are always alike."""
    page = 4096
    data = damaged.read_bytes()
    if len(data) < 2 * page or len(STEPS) != _steps_of(fresh):
        return []
    patched = damaged.with_name(damaged.name + ".try")
    try:
        head = bytearray(fresh.read_bytes()[:page])
        head[28:32] = (len(data) // page).to_bytes(4, "big")  # the file's size in pages
        head[32:40] = bytes(8)  # no free pages: none will be needed
        patched.write_bytes(bytes(head) + data[page:])
        return _salvage(patched)
    finally:
        patched.unlink(missing_ok=True)


def _steps_of(fresh: Path) -> int:
    with closing(sqlite3.connect(fresh)) as connection:
        version: int = connection.execute("PRAGMA user_version").fetchone()[0]
        return version


def _sound(row: Row) -> bool:
    """Whether a row is one that Reader may have written."""
    name, status, changed = row
    return (
        isinstance(name, str)
        and 0 < len(name) <= LONGEST
        and printable(name) == name
        and "\ufffd" not in name
        and status in ("known", "learning", "ignored")
        and isinstance(changed, int)
    )
