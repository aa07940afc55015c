"""One dictionary: its index, asked in every way that people ask; the home of SQLite, with `index`.

A store is opened read-only and may be asked from any thread. A file in which SQLite finds a fault is made anew.
"""

import sqlite3
from collections.abc import Callable, Iterable, Sequence
from functools import wraps
from pathlib import Path
from threading import Lock
from typing import Concatenate, ParamSpec, TypeVar

from reader.lexicon.dictionary import notation, spelling
from reader.lexicon.dictionary.index import APPLICATION, VERSION
from reader.model.errors import DictionaryError
from reader.model.word import Word

P = ParamSpec("P")
T = TypeVar("T")

_COLUMNS = "simplified, traditional, pinyin, glosses"
_MANY = 200  # rows looked at for one answer
_NO_VERB = 300  # what a gloss that is no verb costs where a verb is looked for
_HOMOPHONES = 2000  # more than any syllable has: yi has 370
_VARIABLES = 500  # in one question to SQLite
_HEADER = 100  # bytes of a database file that tell its size


#: Makes the file of a dictionary anew; the result is where it is.
Make = Callable[[], Path]


class _UnusableError(Exception):
    """The file is damaged, cut off, or made by another version."""


def _told(ask: "Callable[Concatenate[Store, P], T]") -> "Callable[Concatenate[Store, P], T]":
    """One question at a time; a file in which SQLite finds a fault is made anew, once."""

    @wraps(ask)
    def wrapped(self: "Store", /, *args: P.args, **kwargs: P.kwargs) -> T:
        with self.lock:
            try:
                return ask(self, *args, **kwargs)
            except sqlite3.DatabaseError as error:
                self.renew(error)
                return ask(self, *args, **kwargs)

    return wrapped


class Store:
    """A dictionary that is open. Raises DictionaryError when it can't be, and can't be made anew either."""

    _connection: sqlite3.Connection | None = None

    def __init__(self, name: str, path: Path, make: Make | None = None) -> None:
        self.name = name
        self.lock = Lock()
        self._make = make
        try:
            self._connection, self.about = _opened(path)
        except _UnusableError as error:
            self.renew(error)

    def renew(self, fault: Exception) -> None:
        """Make the file anew after ``fault``."""
        self.close()
        if self._make is None:
            raise DictionaryError(
                f"the dictionary {self.name!r} can't be used ({fault}); import its file again, "
                f"or 'reader dictionary remove {self.name}'"
            ) from fault
        try:
            self._connection, self.about = _opened(self._make())
        except _UnusableError as error:
            raise DictionaryError(
                f"the dictionary {self.name!r} can't be made ({error}); look whether the disk is full"
            ) from error

    def close(self) -> None:
        """Let go of the file."""
        if self._connection is not None:
            self._connection.close()

    def __del__(self) -> None:
        self.close()

    def _execute(self, query: str, parameters: Sequence[str | int]) -> sqlite3.Cursor:
        assert self._connection is not None
        return self._connection.execute(query, parameters)

    @_told
    def headwords(self, names: Sequence[str]) -> tuple[Word, ...]:
        """Words written as one of ``names``, in either script, the longest first, each with all its readings."""
        found: dict[int, tuple[str, str, str, str]] = {}
        for start in range(0, len(names), _VARIABLES):
            part = names[start : start + _VARIABLES]
            marks = ",".join("?" * len(part))
            for column in ("simplified", "traditional"):
                query = f"select id, {_COLUMNS} from words where {column} in ({marks})"  # noqa: S608 - marks alone
                found.update((row[0], row[1:]) for row in self._execute(query, part))
        ordered = sorted(found.items(), key=lambda item: (-len(item[1][0]), _is_minor(*item[1]), item[0]))
        return self._words(row for _, row in ordered)

    @_told
    def spelt(self, pinyin: str) -> tuple[Word, ...]:
        """Words that sound so, the commonest first; tones that ``pinyin`` tells are kept to.

        A Latin headword without pinyin is found here as well, by its letters.
        """
        rows = self._by("plain", spelling.plain(pinyin), _HOMOPHONES) if spelling.plain(pinyin) else []
        if spelling.has_tones(pinyin):
            rows = [row for row in rows if spelling.agrees(pinyin, row[2])]
        if not rows:
            rows = self._by("plain", pinyin.lower(), _MANY)
        return self._words(sorted(rows, key=lambda row: _is_minor(*row)))

    @_told
    def abbreviated(self, initials: str, most: int) -> tuple[Word, ...]:
        """Words whose syllables begin with ``initials``, the commonest first."""
        return self._words(self._by("initials", initials, most))

    @_told
    def translating(self, keys: Sequence[str], most: int, *, verbal: bool = False) -> tuple[tuple[str, Word], ...]:
        """Words with a gloss that is one of ``keys``, the plainest translation first, each with the key that found it.

        The first key is the likeliest; ``verbal``: a verb is looked for.
        """
        found: list[tuple[int, int, str]] = []
        for number, key in enumerate(keys):
            rows = self._execute(
                "select cost, word from glosses where key = ? order by cost, word limit ?", (key, most)
            )
            further = 30 + 30 * number if number else 0
            found += ((cost + further + _NO_VERB * (verbal and cost & 1), word, key) for cost, word in rows)
        by_word: dict[int, str] = {}
        for _, word, key in sorted(found):
            by_word.setdefault(word, key)
        words = self._words(self._row(word) for word in list(by_word)[:most])
        return tuple(zip(by_word.values(), words, strict=False))

    @_told
    def mentioning(self, words: Sequence[str], most: int) -> tuple[Word, ...]:
        """Words with all of ``words``, or inflections of them, in their glosses; the shortest glosses first."""
        query = " ".join(f'"{word}"' for word in words)
        ids = self._execute("select rowid from within where within match ? limit ?", (query, _MANY))
        rows = [self._row(word) for (word,) in ids.fetchall()]
        first = next(iter(words))[:-1]
        rows.sort(key=lambda row: _shortest_mention(first, row[3]))
        return self._words(rows[:most])

    @_told
    def beginning(self, name: str, most: int) -> tuple[Word, ...]:
        """Words that begin with ``name``, written or spelt, the commonest first, ``name`` itself left out."""
        columns = ("plain",) if name.isascii() else ("simplified", "traditional")
        rows: dict[int, tuple[str, str, str, str]] = {}
        for column in columns:
            query = f"select id, {_COLUMNS} from words where {column} > ? and {column} < ? limit 2000"  # noqa: S608
            found = self._execute(query, (name, name + "\U0010ffff"))
            rows.update((row[0], row[1:]) for row in found)
        return self._words(rows[word] for word in sorted(rows)[:most])

    @_told
    def resembling(self, name: str, most: int) -> tuple[Word, ...]:
        """Words that differ from ``name`` in one character or a few letters; slow (20 ms): when nothing is found."""
        return self._words(self._resembling_english(name) if name.isascii() else self._one_off(name))[:most]

    @_told
    def known(self, names: Sequence[str]) -> dict[str, int]:
        """Those of ``names`` that are headwords, each with the rank of its commonest reading."""
        ranks: dict[str, int] = {}
        for start in range(0, len(names), _VARIABLES):
            part = names[start : start + _VARIABLES]
            marks = ",".join("?" * len(part))
            for column in ("simplified", "traditional"):
                query = f"select {column}, min(id) from words where {column} in ({marks}) group by 1"  # noqa: S608
                for name, rank in self._execute(query, part):
                    ranks[name] = min(rank, ranks.get(name, rank))
        return ranks

    @_told
    def readings(self, names: Sequence[str]) -> dict[str, list[str]]:
        """Those of ``names`` that are headwords in simplified characters, each with its readings, in numbers."""
        found: dict[str, list[str]] = {}
        for start in range(0, len(names), _VARIABLES):
            part = names[start : start + _VARIABLES]
            query = f"select simplified, pinyin from words where simplified in ({','.join('?' * len(part))})"  # noqa: S608
            for name, pinyin in self._execute(query, part):
                found.setdefault(name, []).append(pinyin)
        return found

    @_told
    def sounds(self, characters: frozenset[str]) -> dict[str, frozenset[str]]:
        """Each character with all its sounds in plain pinyin."""
        found: dict[str, set[str]] = {}
        ordered = sorted(characters)
        for start in range(0, len(ordered), _VARIABLES):
            part = ordered[start : start + _VARIABLES]
            query = f"select simplified, plain from words where simplified in ({','.join('?' * len(part))})"  # noqa: S608
            for character, sound in self._execute(query, part):
                found.setdefault(character, set()).add(sound)
        return {character: frozenset(sounds) for character, sounds in found.items()}

    def _by(self, column: str, value: str, most: int) -> list[tuple[str, str, str, str]]:
        query = f"select {_COLUMNS} from words where {column} = ? order by id limit ?"  # noqa: S608 - our own names
        return self._execute(query, (value, most)).fetchall()

    def _row(self, word: int) -> tuple[str, str, str, str]:
        row: tuple[str, str, str, str] | None = self._execute(
            f"select {_COLUMNS} from words where id = ?",  # noqa: S608 - our own names
            (word,),
        ).fetchone()
        if row is None:
            raise sqlite3.DatabaseError("a gloss without its word")
        return row

    def _words(self, rows: Iterable[tuple[str, str, str, str]]) -> tuple[Word, ...]:
        return tuple(notation.word(*row, self.name) for row in rows)

    def _one_off(self, name: str) -> list[tuple[str, str, str, str]]:
        patterns = (
            [name[:place] + "_" + name[place + 1 :] for place in range(min(len(name), 6))] if len(name) > 1 else []
        )
        rows: list[tuple[str, str, str, str]] = []
        for pattern in patterns:
            query = f"select {_COLUMNS} from words where simplified like ? or traditional like ? limit 4"  # noqa: S608
            rows += self._execute(query, (pattern, pattern))
        return rows

    def _resembling_english(self, name: str) -> list[tuple[str, str, str, str]]:
        from difflib import get_close_matches

        if len(name) < 4:
            return []
        keys = self._execute(
            "select distinct key from glosses where key > ? and key < ? and length(key) between ? and ?",
            (name[:2], name[:2] + "{", len(name) - 2, len(name) + 2),
        )
        rows: list[tuple[str, str, str, str]] = []
        for key in get_close_matches(name, [key for (key,) in keys], n=4, cutoff=0.8):
            words = self._execute("select word from glosses where key = ? order by cost limit 2", (key,))
            rows += (self._row(word) for (word,) in words.fetchall())
        return rows


def _opened(path: Path) -> tuple[sqlite3.Connection, dict[str, str]]:
    """The database at ``path``, read-only, and what it tells of itself. Raises _UnusableError."""
    try:
        _check(path)
        uri = f"{path.resolve().as_uri()}?mode=ro&immutable=1"
        connection = sqlite3.connect(uri, uri=True, check_same_thread=False)
        return connection, dict(connection.execute("select key, value from about"))
    except (OSError, sqlite3.Error, ValueError) as error:
        raise _UnusableError(str(error)) from error


def _check(path: Path) -> None:
    """A cheap look at the file: its size and its maker, as the header tells them (https://sqlite.org/fileformat.html)."""
    with path.open("rb") as file:
        head = file.read(_HEADER)
    page = int.from_bytes(head[16:18], "big")
    size = (65536 if page == 1 else page) * int.from_bytes(head[28:32], "big")
    if head[:15] != b"SQLite format 3" or size != path.stat().st_size:
        raise ValueError("the file is cut off or no database")
    if int.from_bytes(head[68:72], "big") != APPLICATION or int.from_bytes(head[60:64], "big") != VERSION:
        raise ValueError("the file was made by another version of Reader")


def _shortest_mention(word: str, glosses: str) -> int:
    """Tens of characters of the shortest gloss that has ``word``."""
    return min((len(g) for g in glosses.lower().split(notation.SEPARATOR) if word in g), default=1000) // 10


def _is_minor(_simplified: str, _traditional: str, pinyin: str, glosses: str) -> bool:
    """Whether a reading is a name, or merely leads to another word: those stand after the others."""
    first = glosses.partition(notation.SEPARATOR)[0]
    return pinyin[:1].isupper() or "variant of " in first or first.startswith(("surname ", "see "))
