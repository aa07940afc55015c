"""Everything that is remembered as one file, which a person can read and another library can take in.

A zip archive. ``library.jsonl`` holds one JSON object a line: the first says ``{"format": "reader-library", "version":
1}``, each other one is a row of a table of `schema`, by the names of its columns, with ``row`` as the table's name, a
document's ``key`` in place of its number, and anchors as lists. ``pages/HASH`` are the pages that were kept, as found.

What is taken in is joined with what is there: of two versions the one that was changed last wins, what was removed
later than it was changed stays away, and where both sides had something of their own that is told.
"""

import json
import re
import sqlite3
import zipfile
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, BinaryIO, NamedTuple

from reader.library.anchors import Anchor
from reader.library.pages import Pages
from reader.library.rows import LONGEST_BODY, anchor
from reader.library.store import Store
from reader.localization import translate
from reader.model.errors import LibraryError
from reader.model.escape import UNSAFE

FORMAT, VERSION = "reader-library", 1
_ROWS, _PAGES = "library.jsonl", "pages/"
_LONGEST_LINE = 16 << 20  # bytes
_LARGEST_PAGE = 256 << 20  # bytes of a page that is taken in: an archive may lie about itself
_HASH = re.compile("[0-9a-f]{32}")  # it becomes the name of a file
_EPOCH = (1980, 1, 1, 0, 0, 0)  # zip's first day, so that the same library makes the same file

#: Tables in the order in which they are taken in: what is removed first, documents before what belongs to them. With
#: each the columns by which a row is known, and the one that tells which of two is newer.
_TABLES = {
    "removed": (("kind", "name"), "changed"),
    "document": (("key",), "changed"),
    "page": (("hash",), "met"),
    "mark": (("uid",), "changed"),
    "highlight": (("uid",), "changed"),
    "note": (("uid",), "changed"),
    "choice": (("document", "line", "path", "text"), "changed"),
    "cut": (("document", "text"), "changed"),
    "word": (("name",), "changed"),
    "sentence": (("word", "text"), "changed"),
    "event": (("at", "kind", "document", "query"), "at"),
}
#: What `removed` remembers of which tables: the kind, and the column with the name.
_REMOVABLE = {
    "document": ("document", "key"),
    "mark": ("mark", "uid"),
    "highlight": ("highlight", "uid"),
    "note": ("note", "uid"),
    "word": ("word", "name"),
    "sentence": ("word", "word"),
}
_ANCHORS = ("place", "stop")
#: Columns that archives of older Readers lack.
_ADDED = {"forced": 0, "undone": 0}
#: What two libraries may say differently without anybody having changed it here or there.
_QUIET = frozenset({"document", "page", "event", "removed", "sentence"})


class Merged(NamedTuple):
    """What an archive brought: rows that are new and rows that are newer, by table, and what differed on both sides.

    ``kept_away`` counts what had been removed here.
    """

    added: Counter[str]
    changed: Counter[str]
    conflicts: tuple[str, ...]
    kept_away: int = 0


def export_library(store: Store, pages: Pages, file: BinaryIO) -> Counter[str]:
    """Write everything into ``file``; how many rows of each table. Raises LibraryError, OSError."""
    count: Counter[str] = Counter()
    with store.reading(), zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        with archive.open(zipfile.ZipInfo(_ROWS, _EPOCH), "w", force_zip64=True) as rows:
            rows.write(_line({"format": FORMAT, "version": VERSION}))
            for table in _TABLES:
                for row in _rows_of(store, table):
                    rows.write(_line(row))
                    count[table] += 1
        for (name,) in store.rows("SELECT hash FROM page WHERE kept ORDER BY hash"):
            data = pages.get(name)
            if data is not None:
                archive.writestr(zipfile.ZipInfo(_PAGES + name, _EPOCH), data, zipfile.ZIP_DEFLATED)
    return count


def import_library(store: Store, pages: Pages, name: str, file: BinaryIO, *, restore: bool = False) -> Merged:
    """Join an archive with the library, all of it or nothing. Raises LibraryError: file, line and remedy.

    ``restore``: also what was removed here.
    """
    try:
        with zipfile.ZipFile(file) as archive, archive.open(_ROWS) as lines:
            rows = list(_parsed(name, lines))
            merged = _Merging(store, name, restore=restore)
            with store.write() as connection:
                merged.take(connection, rows)
            _take_pages(store, pages, archive)
    except (zipfile.BadZipFile, KeyError, EOFError, NotImplementedError, RuntimeError) as error:
        raise LibraryError(
            translate("{name!r} is no library that Reader exported, or is damaged; export it again", name=name)
        ) from error
    return Merged(merged.added, merged.changed, tuple(merged.conflicts), merged.kept_away)


def _line(row: Mapping[str, object]) -> bytes:
    return (json.dumps(row, ensure_ascii=False, separators=(", ", ": ")) + "\n").encode()


def _rows_of(store: Store, table: str) -> Iterator[dict[str, object]]:
    columns = [name for (name,) in store.rows("SELECT name FROM pragma_table_info(?)", (table,)) if name != "id"]
    keys = dict(store.rows("SELECT id, key FROM document"))
    for values in store.rows(f"SELECT {', '.join(columns)} FROM {table} ORDER BY id"):  # noqa: S608  # names of our own schema
        row: dict[str, object] = {"row": table, **dict(zip(columns, values, strict=True))}
        if "document" in row:
            row["document"] = keys.get(row["document"])
        for each in _ANCHORS:
            if row.get(each) is not None:
                row[each] = list(anchor(str(row[each])))
        yield row


def _parsed(name: str, lines: Iterable[bytes]) -> Iterator[tuple[int, dict[str, Any]]]:
    """The rows with their lines' numbers; the first line says what they are."""
    for number, line in enumerate(lines, 1):
        try:
            row = json.loads(line) if len(line) <= _LONGEST_LINE else None
        except ValueError:
            row = None
        if not isinstance(row, dict):
            raise LibraryError(
                translate(
                    "{name}: {rows}:{number}: this is no row; export the library again",
                    name=name,
                    rows=_ROWS,
                    number=number,
                )
            )
        if number > 1:
            yield number, row
        elif row.get("format") != FORMAT:
            raise LibraryError(
                translate("{name!r} is no library that Reader exported; 'reader library export' makes one", name=name)
            )
        elif row.get("version") != VERSION:
            raise LibraryError(
                translate("{name!r} was exported by a newer Reader; update this one to take it in", name=name)
            )


class _Merging:
    """Joins rows with those that are there."""

    def __init__(self, store: Store, name: str, *, restore: bool) -> None:
        self._store, self._name, self._restore = store, name, restore
        self.kept_away = 0
        self.added: Counter[str] = Counter()
        self.changed: Counter[str] = Counter()
        self.conflicts: list[str] = []
        self._numbers: dict[str, int | None] = {}  # a document's key in the archive → its number here

    def take(self, connection: sqlite3.Connection, rows: list[tuple[int, dict[str, Any]]]) -> None:
        """All rows, table by table; what a newer Reader may have added is passed over."""
        columns = {
            table: [name for (name,) in connection.execute("SELECT name FROM pragma_table_info(?)", (table,))][1:]
            for table in _TABLES
        }
        hashes = {str(row.get("hash")): str(row.get("document")) for _, row in rows if row.get("row") == "page"}
        self._meet(connection, hashes)
        for table in _TABLES:
            for number, row in rows:
                if row.get("row") != table:
                    continue
                try:
                    self._take(
                        connection, table, {name: _value(row.get(name, _ADDED.get(name))) for name in columns[table]}
                    )
                except (sqlite3.IntegrityError, OverflowError, ValueError, TypeError) as error:
                    raise LibraryError(
                        translate(
                            "{name}: {rows}:{number}: this is no {table}: {error}; export the library again",
                            name=self._name,
                            rows=_ROWS,
                            number=number,
                            table=table,
                            error=error,
                        )
                    ) from error
        self._sweep(connection)

    def _meet(self, connection: sqlite3.Connection, hashes: Mapping[str, str]) -> None:
        """A document that was met here under another key is known by its pages."""
        for page, key in hashes.items():
            row = connection.execute("SELECT document FROM page WHERE hash = ?", (page,)).fetchone()
            if row:
                self._numbers.setdefault(key, row[0])

    def _take(self, connection: sqlite3.Connection, table: str, row: dict[str, Any]) -> None:
        if row.get("row", table) != table:
            raise ValueError(f"its row is {row['row']!r}")
        if table == "page" and not _HASH.fullmatch(str(row["hash"])):
            raise ValueError(f"{row['hash']!r} is no hash")
        if "document" in row and not self._place(table, row):
            return
        if self._was_removed(connection, table, row):
            self.kept_away += 1
            return
        if table == "document":
            self._take_document(connection, row)
            return
        if table == "mark" and row["name"]:
            self._free_letter(connection, row)
        self._join(connection, table, row)

    def _join(self, connection: sqlite3.Connection, table: str, row: dict[str, Any]) -> None:
        """Put a row in, or in place of an older one."""
        known, newer = _TABLES[table]
        there = connection.execute(
            f"SELECT * FROM {table} WHERE {' AND '.join(f'{name} IS ?' for name in known)}",  # noqa: S608  # names of our own schema
            [row[name] for name in known],
        )
        old = there.fetchone()
        if old is None:
            _insert(connection, table, row)
            self.added[table] += 1
            return
        had = dict(zip((column[0] for column in there.description), old, strict=True))
        if all(had[name] == value for name, value in row.items()):
            return
        if row[newer] <= had[newer] and _was_undone(table, had):
            self._keep_away(connection, table, row, had["id"])
            return
        if row[newer] > had[newer]:
            _update(connection, table, row, had["id"])
            self.changed[table] += 1
        if table not in _QUIET:
            self.conflicts.append(_told(table, had if row[newer] <= had[newer] else row, row[newer] > had[newer]))

    def _keep_away(self, connection: sqlite3.Connection, table: str, row: dict[str, Any], number: int) -> None:
        """What was taken back here later than it was decided there; unless it is asked for."""
        if self._restore:
            _update(connection, table, row, number)
            self.changed[table] += 1
        else:
            self.kept_away += 1

    def _place(self, table: str, row: dict[str, Any]) -> bool:
        """Give a row the number of its document here; whether it has a place then."""
        key = row["document"]
        if key is None:
            return table in ("sentence", "event")
        row["document"] = self._numbers.get(key)
        if row["document"] is None and table in ("sentence", "event"):
            return table == "sentence"
        return row["document"] is not None

    def _take_document(self, connection: sqlite3.Connection, row: dict[str, Any]) -> None:
        key = row["key"]
        found = self._numbers.get(key)
        old = connection.execute(
            "SELECT id, changed, read, first, last, place FROM document WHERE id IS ? OR key = ?", (found, key)
        ).fetchone()
        if old is None:
            self._numbers[key] = _insert(connection, "document", row)
            self.added["document"] += 1
            return
        number, changed, read, first, last, _ = old
        self._numbers[key] = number
        joined = {"read": max(read, row["read"]), "first": min(first, row["first"]), "last": max(last, row["last"])}
        if row["changed"] > changed:
            joined = {name: value for name, value in row.items() if name not in ("key", "row")} | joined
            self.changed["document"] += 1
        _update(connection, "document", joined, number)

    def _was_removed(self, connection: sqlite3.Connection, table: str, row: dict[str, Any]) -> bool:
        named = _REMOVABLE.get(table)
        if named is None:
            return False
        kind, column = named
        values = (kind, row[column], row["changed"])
        if self._restore:
            connection.execute("DELETE FROM removed WHERE kind = ? AND name = ?", values[:2])
            return False
        found = connection.execute("SELECT 1 FROM removed WHERE kind = ? AND name = ? AND changed >= ?", values)
        return found.fetchone() is not None

    def _free_letter(self, connection: sqlite3.Connection, row: dict[str, Any]) -> None:
        """Of two marks with one letter the newer has it; the other stays as a bookmark."""
        other = connection.execute(
            "SELECT id, changed FROM mark WHERE document = ? AND name = ? AND uid != ?",
            (row["document"], row["name"], row["uid"]),
        ).fetchone()
        if other is None:
            return
        newer = row["changed"] > other[1]
        self.conflicts.append(_told("mark", row, newer))
        if newer:
            connection.execute("UPDATE mark SET name = '' WHERE id = ?", other[:1])
        else:
            row["name"] = ""

    def _sweep(self, connection: sqlite3.Connection) -> None:
        """What was removed there after it was last changed here goes here too."""
        for table, name in (("mark", "uid"), ("highlight", "uid"), ("note", "uid"), ("word", "name")):
            connection.execute(
                f"DELETE FROM {table} WHERE EXISTS (SELECT 1 FROM removed WHERE kind = '{table}'"  # noqa: S608  # words of our own
                f" AND removed.name = {table}.{name} AND removed.changed >= {table}.changed)"
            )


def _was_undone(table: str, row: Mapping[str, Any]) -> bool:
    """Whether a row only remembers that something was taken back."""
    return bool(row["undone"]) if table == "choice" else table == "cut" and not row["parts"]


def _value(value: Any) -> Any:
    """A value as a table takes it: anchors as their text."""
    if isinstance(value, list):
        return Anchor.loads(json.dumps(value, ensure_ascii=False)).dumps()
    if isinstance(value, bool | dict):
        raise TypeError(f"{value!r} is no value")
    if isinstance(value, str) and len(value) > LONGEST_BODY:
        raise ValueError(f"a text of {len(value):,} characters is too long")
    return UNSAFE.sub(" ", value) if isinstance(value, str) else value


def _insert(connection: sqlite3.Connection, table: str, row: Mapping[str, Any]) -> int | None:
    names, places = ", ".join(row), ", ".join("?" * len(row))
    return connection.execute(f"INSERT INTO {table} ({names}) VALUES ({places})", list(row.values())).lastrowid  # noqa: S608  # names of our own schema


def _update(connection: sqlite3.Connection, table: str, row: Mapping[str, Any], number: int) -> None:
    setting = ", ".join(f"{name} = ?" for name in row)
    connection.execute(f"UPDATE {table} SET {setting} WHERE id = ?", [*row.values(), number])  # noqa: S608  # names of our own schema


def _told(table: str, row: Mapping[str, Any], theirs: bool) -> str:  # noqa: FBT001
    shown = next((row[name] for name in ("body", "quote", "name", "text") if row.get(name)), "")
    newer = "the archive" if theirs else "this library"
    return f"{table} {' '.join(str(shown).split())[:40]!r}: {newer} had the newer one"


def _take_pages(store: Store, pages: Pages, archive: zipfile.ZipFile) -> None:
    there = set(archive.namelist())
    absent = [name for (name,) in store.rows("SELECT hash FROM page WHERE kept") if pages.get(name) is None]
    for name in absent:
        if f"{_PAGES}{name}" in there:
            with archive.open(f"{_PAGES}{name}") as file:
                data = file.read(_LARGEST_PAGE + 1)
            if len(data) <= _LARGEST_PAGE:
                pages.put(name, data)
