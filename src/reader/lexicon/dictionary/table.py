"""Tables: ECDICT's CSV, and CSV or TSV of one's own.

A head names the columns; without one, two columns are headword and gloss, three have the pinyin between them, four
begin with simplified and traditional. Glosses of one cell stand on lines of their own, or as /one/two/.
"""

import csv
from collections.abc import Iterator, Mapping, Sequence
from typing import IO

from reader.lexicon.dictionary.parsed import Parsed
from reader.lexicon.dictionary.spelling import numbered
from reader.lexicon.dictionary.stream import lines
from reader.model.errors import DictionaryError
from reader.model.word import Record

#: Column → names that heads give it.
_NAMES = {
    "simplified": ("simplified", "word", "term", "headword", "hanzi", "chinese", "简体", "词语", "单词", "中文"),
    "traditional": ("traditional", "繁体", "繁體"),
    "pinyin": ("pinyin", "reading", "拼音"),
    "gloss": ("gloss", "glosses", "definition", "meaning", "english", "translation", "释义", "英文", "翻译"),
}
_WITHOUT_HEAD = {
    2: ("simplified", "gloss"),
    3: ("simplified", "pinyin", "gloss"),
    4: ("simplified", "traditional", "pinyin", "gloss"),
}
_ECDICT = {"word", "phonetic", "translation", "exchange"}


def parse(name: str, head: str, file: IO[bytes]) -> Parsed:
    """A table, by its first lines ``head``. Raises DictionaryError when they are none."""
    first = next((line for line in head.split("\n") if line.strip()), "")
    mark = "\t" if "\t" in first else ","
    cells = [cell.strip().lower() for cell in next(csv.reader([first.strip()], delimiter=mark), [])]
    if set(cells) >= _ECDICT:
        columns = {"simplified": cells.index("word"), "gloss": cells.index("translation")}
        return Parsed("ecdict", {"title": "ECDICT"}, _records(name, file, mark, columns, head=True))
    named = {column: cells.index(n) for column, names in _NAMES.items() for n in reversed(names) if n in cells}
    if {"simplified", "gloss"} <= set(named):
        return Parsed("", {"title": name}, _records(name, file, mark, named, head=True))
    if len(cells) in _WITHOUT_HEAD:
        columns = {column: place for place, column in enumerate(_WITHOUT_HEAD[len(cells)])}
        return Parsed("", {"title": name}, _records(name, file, mark, columns, head=False))
    raise DictionaryError(
        f"{name}: {first[:40]!r} is no entry of CC-CEDICT and no head of a table; "
        "name its columns: simplified, traditional, pinyin, gloss"
    )


def _records(name: str, file: IO[bytes], mark: str, columns: Mapping[str, int], *, head: bool) -> Iterator[Record]:
    rows = csv.reader(lines(name, file), delimiter=mark, quoting=csv.QUOTE_MINIMAL if mark == "," else csv.QUOTE_NONE)
    try:
        for number, row in enumerate(rows, 1):
            if row and not (head and number == 1):
                yield _record(name, rows.line_num, row, columns)
    except csv.Error as error:
        raise DictionaryError(
            f"{name}:{rows.line_num}: {error}; look for a quotation mark that isn't closed"
        ) from error


def _record(name: str, line: int, row: Sequence[str], columns: Mapping[str, int]) -> Record:
    if len(row) <= max(columns.values()):
        raise DictionaryError(
            f"{name}:{line}: {len(row)} columns where {max(columns.values()) + 1} are needed; the file may be cut off"
        )
    cells = {column: row[place].strip() for column, place in columns.items()}
    headword = cells["simplified"]
    return Record(
        headword, cells.get("traditional") or headword, numbered(cells.get("pinyin", "")), glosses(cells["gloss"])
    )


def glosses(cell: str) -> tuple[str, ...]:
    r"""The glosses of one cell.

    >>> glosses("/to train/drill/"), glosses(r"n. 火车\nvt. 训练")
    (('to train', 'drill'), ('n. 火车', 'vt. 训练'))
    """
    is_cedict = cell.startswith("/") and cell.endswith("/")
    parts = cell.split("/") if is_cedict else cell.replace("\\n", "\n").split("\n")
    return tuple(part.strip() for part in parts if part.strip())
