"""Full-text search over everything read: in both scripts, by pinyin initials and by English.

The index is a file of its own beside the library. It can be made anew from the pages, so that it is written without
waiting for the disk; one that is damaged, or was made by other tables or another Reader, is thrown away and filled
again. FTS5 holds the tokens alone (`tokens`), the texts stand compressed by document, for snippets.

Of a document come the blocks as they are read in the default script.
"""

import json
import sqlite3
import zlib
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from hashlib import blake2b
from pathlib import Path
from threading import RLock
from typing import NamedTuple

from reader.library import tokens
from reader.library.anchors import TITLE, Anchor, fingerprint
from reader.library.schema import transaction
from reader.library.store import is_damage, told
from reader.library.tokens import (
    Term,
    asks_for_initials,
    gram_phrases,
    grams,
    in_initials,
    initials_pattern,
    level,
    terms,
    words,
)
from reader.localization import translate
from reader.model.document import Document
from reader.model.errors import LibraryError

_VERSION = 1
_PATIENCE = 10.0  # seconds
_BLOCKS = 1 << 24  # of a document, the title as number 0: a row's number is document · 2²⁴ + block + 1
_ROWS = 20_000  # rows that are looked at for one query, the latest first
_BEFORE, _BEHIND = 24, 60  # characters of a snippet around its first match

_TABLES = (
    "CREATE TABLE made (version TEXT NOT NULL) STRICT",
    """CREATE TABLE document (
           id INTEGER PRIMARY KEY AUTOINCREMENT, number INTEGER NOT NULL UNIQUE, hash TEXT NOT NULL, texts BLOB NOT NULL
       ) STRICT""",
    "CREATE VIRTUAL TABLE word USING fts5(text, content='', tokenize='ascii')",
    "CREATE VIRTUAL TABLE gram USING fts5(text, content='', tokenize='ascii', detail='none')",
)


class Hit(NamedTuple):
    """A block in which something was found. ``anchor`` is the beginning of the block; -1 is the title.

    ``snippet`` is a part of it, ``matches`` are ``[start, end)`` of it.
    """

    anchor: Anchor
    snippet: str
    matches: tuple[tuple[int, int], ...]


class Found(NamedTuple):
    """A document, by its number in the library, with the first of its hits in order, and how many blocks are hit."""

    number: int
    hits: tuple[Hit, ...]
    blocks: int


class Index:
    """The index at ``path``, made if it isn't there. Safe to share between threads. Raises LibraryError."""

    def __init__(self, path: Path) -> None:
        self._path, self._lock = path, RLock()
        with told(path):
            self._connection = self._opened()

    def close(self) -> None:
        """Give the file back."""
        with self._lock:
            self._connection.close()

    def known(self) -> dict[int, str]:
        """The numbers of the documents that are in it, each with the hash of the page that was read."""
        with self._used() as connection:
            return dict(connection.execute("SELECT number, hash FROM document"))

    def put(self, number: int, page: str, document: Document) -> None:
        """Put a document in, in place of what was there of it; ``page`` is the hash of its page."""
        texts = [(document.title.original, document.title.current)]
        texts += ((block.text.original, block.text.current) for block in document.blocks)
        stored = json.dumps([(fingerprint(original), current) for original, current in texts[:_BLOCKS]])
        tokenised = [(" ".join(words(current)), " ".join(grams(current))) for _, current in texts[:_BLOCKS]]
        with self._used() as connection, transaction(connection):
            _take_out(connection, number)
            at = connection.execute(
                "INSERT INTO document (number, hash, texts) VALUES (?, ?, ?)",
                (number, page, zlib.compress(stored.encode(), 6)),
            ).lastrowid
            assert at is not None
            for table, column in (("word", 0), ("gram", 1)):
                connection.executemany(
                    f"INSERT INTO {table} (rowid, text) VALUES (?, ?)",  # noqa: S608  # words of our own
                    [(at * _BLOCKS + block, row[column]) for block, row in enumerate(tokenised) if row[column]],
                )

    def remove(self, number: int) -> None:
        """Take a document out."""
        with self._used() as connection, transaction(connection):
            _take_out(connection, number)

    def search(self, query: str, also: Iterable[str] = (), most: int = 50, each: int = 3) -> tuple[Found, ...]:
        """The documents with all words of ``query`` in one block, or else anywhere; those put in last first.

        Titles count first. A word of letters finds the words that begin with it, and Chinese with these initials;
        what stands in quotation marks is found as a whole. ``also`` are other names for what is asked for: one of
        them is as good. At most ``most`` documents, with ``each`` hits.
        """
        asked = [parts for text in (query, *also) if (parts := terms(text))]
        if not asked:
            raise LibraryError(
                translate("{query!r} has nothing to look for; give a word, or the initials of its pinyin", query=query)
            )
        patterns = [[part.pattern for part in parts] for parts in asked]
        with self._used() as connection:
            rows = _matching(connection, " OR ".join(map(_all_of, asked)))
            if not rows and len(asked[0]) > 1:
                rows = _anywhere(connection, asked[0])
            found = self._found(connection, rows, _Marker(patterns), most, each)
            letters = asks_for_initials(query)
            if letters and len(found) < most:
                rows = _matching(connection, " AND ".join(gram_phrases(letters)), "gram")
                others = self._found(connection, rows, _InitialsMarker(letters), most, each)
                numbers = {one.number for one in found}
                found += [one for one in others if one.number not in numbers][: most - len(found)]
        return tuple(found)

    def _found(
        self, connection: sqlite3.Connection, rows: Sequence[int], marker: "_Marker", most: int, each: int
    ) -> list[Found]:
        """Documents with their hits; what turns out not to match when it is looked at is left out."""
        blocks: dict[int, list[int]] = defaultdict(list)
        for row in rows:
            blocks[row // _BLOCKS].append(row % _BLOCKS - 1)
        found = []
        for at in sorted(blocks, key=lambda at: (TITLE not in blocks[at], -at)):
            number, packed = connection.execute("SELECT number, texts FROM document WHERE id = ?", (at,)).fetchone()
            texts = json.loads(zlib.decompress(packed))
            hits: list[Hit] = []
            for block in sorted(blocks[at]):
                name, text = texts[block + 1]
                if len(hits) < each and (spans := marker.spans(text)):
                    hits.append(_hit(block, name, text, spans))
            if hits:
                found.append(Found(number, tuple(hits), len(blocks[at])))
            if len(found) == most:
                break
        return found

    @contextmanager
    def _used(self) -> Iterator[sqlite3.Connection]:
        """The connection; an index that turns out to be damaged is thrown away, and that is told."""
        with self._lock, told(self._path):
            try:
                yield self._connection
            except (sqlite3.DatabaseError, zlib.error, ValueError, TypeError) as error:
                if isinstance(error, sqlite3.DatabaseError) and not is_damage(error):
                    raise
                self._connection.close()
                _delete(self._path)
                self._connection = self._opened()
                raise LibraryError(
                    translate("the search index was damaged and was thrown away; search again to fill it")
                ) from error

    def _opened(self) -> sqlite3.Connection:
        self._path.parent.mkdir(parents=True, exist_ok=True)
        version = _version()
        for _ in range(2):
            connection = sqlite3.connect(self._path, timeout=_PATIENCE, isolation_level=None, check_same_thread=False)
            try:
                connection.execute("PRAGMA synchronous = OFF")
                connection.execute("PRAGMA trusted_schema = OFF")
                with transaction(connection):
                    if not connection.execute("SELECT 1 FROM sqlite_schema").fetchone():
                        for statement in _TABLES:
                            connection.execute(statement)
                        connection.execute("INSERT INTO made VALUES (?)", (version,))
                if connection.execute("SELECT version FROM made").fetchone() == (version,):
                    return connection
            except sqlite3.DatabaseError as error:
                if not is_damage(error) and "no such table" not in str(error):
                    connection.close()
                    raise
            connection.close()
            _delete(self._path)
        raise LibraryError(translate("can't make the search index {path!r}; check its folder", path=str(self._path)))


class _Marker:
    """Finds in a text what was asked for: the alternatives' words."""

    def __init__(self, alternatives: Sequence[Sequence[str]]) -> None:
        import re

        self._pattern = re.compile("|".join(dict.fromkeys(part for parts in alternatives for part in parts)))

    def spans(self, text: str) -> list[tuple[int, int]]:
        """Every match in a text."""
        return [match.span() for match in self._pattern.finditer(level(text))]


class _InitialsMarker(_Marker):
    def __init__(self, letters: str) -> None:
        self._pattern = initials_pattern(letters)

    def spans(self, text: str) -> list[tuple[int, int]]:
        return [match.span() for match in self._pattern.finditer(in_initials(level(text)))]


def _hit(block: int, name: str, text: str, spans: Sequence[tuple[int, int]]) -> Hit:
    start = max(spans[0][0] - _BEFORE, 0)
    end = min(spans[0][1] + _BEHIND, len(text))
    begun, going_on = "…" * (start > 0), "…" * (end < len(text))
    moved = len(begun) - start
    shown = tuple((one + moved, min(other, end) + moved) for one, other in spans if one < end)
    return Hit(Anchor(block, 0, 0, name, "", ""), f"{begun}{text[start:end]}{going_on}".replace("\n", " "), shown)


def _all_of(parts: Sequence[Term]) -> str:
    return f"({' AND '.join(part.phrase for part in parts)})"


def _matching(connection: sqlite3.Connection, phrases: str, table: str = "word") -> list[int]:
    return [
        row
        for (row,) in connection.execute(
            f"SELECT rowid FROM {table} WHERE {table} MATCH ? ORDER BY rowid DESC LIMIT {_ROWS}",  # noqa: S608  # words of our own
            (phrases,),
        )
    ]


def _anywhere(connection: sqlite3.Connection, parts: Sequence[Term]) -> list[int]:
    """The blocks with any of the words, of documents that have all of them."""
    by_part = [_matching(connection, part.phrase) for part in parts]
    having = set.intersection(*({row // _BLOCKS for row in rows} for rows in by_part))
    return sorted({row for rows in by_part for row in rows if row // _BLOCKS in having})


def _take_out(connection: sqlite3.Connection, number: int) -> None:
    row = connection.execute("SELECT id, texts FROM document WHERE number = ?", (number,)).fetchone()
    if row is None:
        return
    at, packed = row
    for block, (_, text) in enumerate(json.loads(zlib.decompress(packed))):
        for table, tokenised in (("word", " ".join(words(text))), ("gram", " ".join(grams(text)))):
            if tokenised:
                connection.execute(
                    f"INSERT INTO {table} ({table}, rowid, text) VALUES ('delete', ?, ?)",  # noqa: S608  # words of our own
                    (at * _BLOCKS + block, tokenised),
                )
    connection.execute("DELETE FROM document WHERE id = ?", (at,))


def _version() -> str:
    """Tokens that are made otherwise make another index, or what is taken out would not be what was put in."""
    made = blake2b(digest_size=8)
    for part in tokens.fingerprint():
        made.update(part)
    return f"{_VERSION}-{made.hexdigest()}"


def _delete(path: Path) -> None:
    for name in (path.name, f"{path.name}-journal"):
        path.with_name(name).unlink(missing_ok=True)
