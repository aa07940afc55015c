"""Records into an SQLite index: by headword, pinyin, initials and gloss, the commonest first.

The row number of a word is its rank: rarer words have higher ones, so that every answer comes in the order of
frequency for nothing.
"""

import sqlite3
from collections.abc import Callable, Iterable, Iterator, Mapping
from itertools import islice

from reader.lexicon.dictionary.english import keys
from reader.lexicon.dictionary.notation import SEPARATOR
from reader.lexicon.dictionary.spelling import all_initials, all_plain
from reader.lexicon.dictionary.stream import LONGEST, LONGEST_GLOSS, MOST
from reader.model.errors import DictionaryError
from reader.model.escape import UNSAFE
from reader.model.word import Record

#: Which program made a file (PRAGMA application_id: "RdrD"), and how (PRAGMA user_version).
APPLICATION, VERSION = 0x52647244, 1

#: Told while an index is made: how many records are in it.
Progress = Callable[[int], None]

_BATCH = 150_000  # records: all of CC-CEDICT in one, so that it is written in order
_UNLISTED = 800  # centibels of a word that no list of frequencies has
_RANK = 23  # bits of a row number below the frequency

_SCHEMA = f"""
pragma application_id = {APPLICATION};
pragma user_version = {VERSION};
create table about (key text primary key, value text) without rowid;
create table words (id integer primary key, simplified, traditional, pinyin, plain, initials, glosses);
create table glosses (key, cost, word, primary key (key, cost, word)) without rowid;
begin;
"""
_FAST = """
pragma journal_mode = off;
pragma synchronous = off;
pragma locking_mode = exclusive;
pragma cache_size = -32000;
"""
_INDEXES = """
begin;
create index by_simplified on words (simplified);
create index by_traditional on words (traditional);
create index by_plain on words (plain);
create index by_initials on words (initials);
create virtual table within using fts5 (
    glosses, content = 'words', content_rowid = 'id', tokenize = 'porter unicode61', detail = none, columnsize = 0);
insert into within (rowid, glosses) select id, glosses from words;
commit;
"""
_Row = tuple[int, str, str, str, str, str, str]
_WORD = "insert into words values (?, ?, ?, ?, ?, ?, ?)"
_GLOSS = "insert or ignore into glosses values (?, ?, ?)"


def fill(
    connection: sqlite3.Connection,
    records: Iterable[Record],
    about: Mapping[str, str],
    frequencies: Mapping[str, int],
    progress: Progress = lambda _: None,
) -> int:
    """Put ``records`` into an empty database, without the indexes that `finish` makes; returns how many there are.

    Raises DictionaryError for more than `MOST`, or none at all.
    """
    connection.executescript(_FAST + _SCHEMA)
    count = 0
    for batch in _batches(records):
        rows = sorted(_rows(batch, count, frequencies))
        connection.executemany(_WORD, rows)
        connection.executemany(_GLOSS, sorted(_reversed(rows)))
        count += len(rows)
        if count > MOST:
            raise DictionaryError(f"a dictionary may have {MOST:,} entries, this one has more; import a part of it")
        progress(count)
    if not count:
        raise DictionaryError("there are no entries in this dictionary; check the file")
    connection.executemany("insert into about values (?, ?)", [*about.items(), ("entries", str(count))])
    connection.execute("commit")
    return count


def finish(connection: sqlite3.Connection) -> None:
    """Make the indexes by which words are found."""
    connection.executescript(_FAST + _INDEXES)


def clean(record: Record) -> Record:
    r"""``record`` without what a terminal would obey, and no longer than it may be.

    >>> clean(Record("\x1b[2J涌", "湧", "yong3", ("to\u202e gush", "")))
    Record(simplified='[2J涌', traditional='湧', pinyin='yong3', glosses=('to gush',))
    """
    simplified, traditional, pinyin, *glosses = (
        UNSAFE.sub("", text).strip() for text in (*record[:3], *record.glosses)
    )
    return Record(simplified, traditional or simplified, pinyin, tuple(filter(None, glosses)))


def _batches(records: Iterable[Record]) -> Iterator[list[Record]]:
    """Sound records, many at a time; what can't be printed is looked for in all of them at once."""
    iterator = iter(records)
    while batch := list(islice(iterator, _BATCH)):
        if not all("".join(column).isprintable() for column in _columns(batch)):
            batch = list(map(clean, batch))
        yield [record for record in batch if _is_sound(record)]


def _columns(batch: list[Record]) -> Iterator[Iterable[str]]:
    simplified, traditional, pinyin, glosses = zip(*batch, strict=True)
    yield from (simplified, traditional, pinyin)
    yield map("".join, glosses)


def _is_sound(record: Record) -> bool:
    simplified, traditional, pinyin, glosses = record
    return (
        0 < len(simplified) <= LONGEST and len(traditional) <= LONGEST and len(pinyin) <= 6 * LONGEST and any(glosses)
    )


def _rows(batch: list[Record], before: int, frequencies: Mapping[str, int]) -> list[_Row]:
    """Rows of the table of words; ``before`` records stand before these."""
    sounds = [record.pinyin for record in batch]
    return [
        (
            (frequencies.get(simplified, _UNLISTED) << _RANK) + number,
            simplified,
            traditional,
            pinyin,
            plain or _latin(simplified, pinyin),
            initials,
            SEPARATOR.join(glosses)[:LONGEST_GLOSS],
        )
        for number, (simplified, traditional, pinyin, glosses), plain, initials in zip(
            range(before, before + len(batch)), batch, all_plain(sounds), all_initials(sounds), strict=True
        )
    ]


def _reversed(rows: Iterable[_Row]) -> Iterator[tuple[str, int, int]]:
    """Rows of the table of glosses."""
    for rank, simplified, _, pinyin, _, _, text in rows:
        if glosses := keys(text.lower()):
            cost = _cost(rank, simplified, pinyin, len(glosses))
            yield from [(key, cost + extra, rank) for key, extra in glosses]


def _latin(simplified: str, pinyin: str) -> str:
    """A headword without pinyin is found by its letters, whatever their case."""
    return "" if pinyin else simplified.lower()


def _cost(rank: int, simplified: str, pinyin: str, meanings: int) -> int:
    """How unlikely the word is as a translation, by its frequency and by what kind of word it is."""
    cost = (rank >> _RANK) & ~1  # an even number, to leave even and odd costs what they are
    cost += 12 * min(meanings - 1, 10)  # a word of many meanings is less surely meant
    if pinyin[:1].isupper():
        cost += 60
    if len(simplified) == 1:
        cost += 100  # most characters are parts of words
    return cost + (120 if len(simplified) > 4 else 0)
