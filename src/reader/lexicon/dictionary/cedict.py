"""CC-CEDICT: the dictionary that comes with Reader, and newer files of it.

    訓練 训练 [xun4 lian4] /to train/to drill/training/CL:個|个[ge4]/

Lines that begin with # are notices. What is packed has every entry of the file; its licence (CC BY-SA 4.0) stands
beside it.
"""

import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import IO

from reader.lexicon.dictionary.stream import lines_in_chunks
from reader.model.errors import DictionaryError
from reader.model.word import Record

NAME = "cc-cedict"
EDITION = "2026-05-20"  # the date in the head of the file that was packed
ABOUT = {
    "title": "CC-CEDICT",
    "edition": EDITION,
    "licence": "CC BY-SA 4.0",
    "source": "https://www.mdbg.net/chinese/dictionary?page=cc-cedict",
}

_DATA = Path(__file__).parent / "data"
_ENTRY = re.compile(r"^([^\s#]\S*) (\S+) \[([^\]\n]*)\] /([^\n]*)/\r?$", re.MULTILINE)
_NOTICE = re.compile(r"^(?:#|\s*$)", re.MULTILINE)
_DATE = re.compile(r"^#! date=(\S{10})", re.MULTILINE)
_TOLD = re.compile(r"^#! entries=(\d{1,9})", re.MULTILINE)


def edition() -> str:
    """Which data are packed: another edition, or the same one indexed otherwise, has another size."""
    return f"{EDITION}-{(_DATA / 'cc-cedict.sqlite.xz').stat().st_size}"


def packed() -> bytes:
    """The tables of `index.fill` for the whole of CC-CEDICT, as a database file: 17 MB, unpacked in 0.2 s.

    Parsing the text and reversing its glosses takes five times as long as unpacking them.
    """
    import lzma

    return lzma.decompress((_DATA / "cc-cedict.sqlite.xz").read_bytes())


def frequencies() -> dict[str, int]:
    """Headword → centibels (hundredths of a factor of ten) by which it is rarer than every word there is together.

    的 has 121, 训练 388, the rarest 799. From wordfreq's Chinese list (CC BY-SA 4.0).
    """
    import lzma

    lines = lzma.decompress((_DATA / "frequency.txt.xz").read_bytes()).decode().split("\n")
    return {word: centibels for centibels, line in enumerate(lines) for word in line.split()}


def looks_like(head: str) -> bool:
    """Whether the beginning of a file is CC-CEDICT's."""
    first = next((line for line in head.split("\n") if line.strip() and not line.startswith("#")), "")
    return _ENTRY.match(first) is not None or head.startswith("# CC-CEDICT")


def about(head: str) -> dict[str, str]:
    """What the head of a file tells of it."""
    date = _DATE.search(head)
    return {**ABOUT, "edition": date[1] if date else ""}


def parse(name: str, file: IO[bytes]) -> Iterator[Record]:
    """The entries of a file. Raises DictionaryError for a line that is none, and for a file that is cut off."""
    told = met = 0
    for first_line, chunk in lines_in_chunks(name, file):
        if not told and (found := _TOLD.search(chunk)):
            told = int(found[1])
        rows = _ENTRY.findall(chunk)
        met += len(rows)
        if len(rows) != _lines_of_entries(chunk):
            raise _no_entry(name, first_line, chunk)
        yield from _records(rows)
    if met < told:
        raise DictionaryError(f"{name} holds {met:,} of the {told:,} entries that its head tells of; fetch it again")


def _records(rows: Iterable[tuple[str, str, str, str]]) -> Iterator[Record]:
    for traditional, simplified, pinyin, glosses in rows:
        yield Record(simplified, traditional, pinyin, tuple(glosses.split("/")))


def _lines_of_entries(chunk: str) -> int:
    """How many lines have to be entries: all but notices and empty ones."""
    lines = chunk.count("\n") + (not chunk.endswith("\n"))
    if _NOTICE.search(chunk):
        lines -= sum(not line.strip() or line.startswith("#") for line in chunk.removesuffix("\n").split("\n"))
    return lines


def _no_entry(name: str, first_line: int, chunk: str) -> DictionaryError:
    number, line = next(
        (number, line)
        for number, line in enumerate(chunk.split("\n"), first_line)
        if line.strip() and not line.startswith("#") and not _ENTRY.match(line)
    )
    return DictionaryError(
        f"{name}:{number}: {line.strip()[:40]!r} is no entry of CC-CEDICT (繁體 简体 [pin1 yin1] /gloss/); "
        "the file may be cut off: fetch it again"
    )
