"""The formats by name and by the ends of file names, and what each of them can't hold."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from enum import StrEnum
from pathlib import PurePath
from typing import NamedTuple

from reader.lexicon.entry import CATEGORIES, OTHER, Entry
from reader.lexicon.files import hidden, parse
from reader.lexicon.written import as_yaml
from reader.model.errors import FormatError
from reader.model.problem import Problem


class Exchange(StrEnum):
    """A format to import from and export to."""

    YAML = "yaml"
    CSV = "csv"
    TSV = "tsv"
    TBX = "tbx"  # ISO 30042:2019, data category as attribute
    TBX_DCT = "tbx-dct"  # the same, data category as tag
    TBX2 = "tbx2"  # ISO 30042:2008, TBX-Basic
    OMEGAT = "omegat"
    YOMITAN = "yomitan"


class Read(NamedTuple):
    """What came out of a file."""

    entries: tuple[Entry, ...]
    problems: tuple[Problem, ...]


class Written(NamedTuple):
    """A file's bytes, and a sentence for whatever they could not hold."""

    data: bytes
    losses: tuple[str, ...] = ()


LARGEST = 64 << 20  # bytes of a file that is imported; the largest public term bases are smaller

_SUFFIXES = {
    ".yaml": Exchange.YAML,
    ".yml": Exchange.YAML,
    ".csv": Exchange.CSV,
    ".tsv": Exchange.TSV,
    ".tab": Exchange.TSV,
    ".tbx": Exchange.TBX,
    ".xml": Exchange.TBX,
    ".utf8": Exchange.OMEGAT,
    ".txt": Exchange.OMEGAT,
    ".zip": Exchange.YOMITAN,
}


def format_of(name: str) -> Exchange:
    """The format that a file's name tells. Raises FormatError."""
    found = _SUFFIXES.get(PurePath(name).suffix.lower())
    if found is None:
        raise FormatError(f"the name {name!r} tells no format; say --format {', '.join(Exchange)}")
    return found


def read(name: str, data: bytes, wanted: Exchange) -> Read:
    """The sound entries of a file in one of the formats, and every problem. Raises FormatError when it is none."""
    if len(data) > LARGEST:
        raise FormatError(f"{name!r} has {len(data) >> 20} MB, more than {LARGEST >> 20} MB; import it in parts")
    entries, problems = _READERS[wanted](name, data)
    sound, unsound, foreign = [], list(problems), set()
    for entry in entries:
        if wrong := _wrong(entry):
            unsound.append(Problem(name, entry.line, wrong))
        elif entry.category in CATEGORIES:
            sound.append(entry)
        else:
            sound.append(replace(entry, category=OTHER))
            if entry.category not in foreign:
                foreign.add(entry.category)
                told = f"{entry.category!r} is no category; {OTHER!r} stands in its place, or name one of ours"
                unsound.append(Problem(name, entry.line, told))
    return Read(tuple(sound), tuple(unsound))


def write(entries: Sequence[Entry], wanted: Exchange) -> Written:
    """The entries as a file of that format."""
    return _WRITERS[wanted](entries)


def _wrong(entry: Entry) -> str:
    """What is wrong with an entry, and what to do; empty when nothing is."""
    texts = (
        entry.term,
        entry.expansion,
        entry.en,
        entry.zh,
        *entry.chinese,
        *entry.aliases,
        *entry.unmarked,
        *entry.see,
    )
    bad = next(filter(None, map(hidden, texts)), "")
    if bad:
        return bad
    if not entry.term:
        return "the term is missing; give each entry a headword"
    told = entry.expansion or entry.chinese or entry.en or entry.zh
    return "" if told else f"nothing is told of {entry.term!r}; give a Chinese name, an expansion or a definition"


def _read_yaml(name: str, data: bytes) -> Read:
    return Read(*parse(name, data))


def _write_yaml(entries: Sequence[Entry]) -> Written:
    return Written("\n".join(map(as_yaml, entries)).encode())


def _reader(module: str, function: str) -> Callable[[str, bytes], Read]:
    def late(name: str, data: bytes) -> Read:
        from importlib import import_module

        made: Read = getattr(import_module(f"reader.lexicon.exchange.{module}"), function)(name, data)
        return made

    return late


def _writer(module: str, function: str) -> Callable[[Sequence[Entry]], Written]:
    def late(entries: Sequence[Entry]) -> Written:
        from importlib import import_module

        made: Written = getattr(import_module(f"reader.lexicon.exchange.{module}"), function)(entries)
        return made

    return late


_READERS = {
    Exchange.YAML: _read_yaml,
    Exchange.CSV: _reader("tables", "read_csv"),
    Exchange.TSV: _reader("tables", "read_tsv"),
    Exchange.TBX: _reader("tbx", "read"),
    Exchange.TBX_DCT: _reader("tbx", "read"),
    Exchange.TBX2: _reader("tbx", "read"),
    Exchange.OMEGAT: _reader("tables", "read_omegat"),
    Exchange.YOMITAN: _reader("yomitan", "read"),
}
_WRITERS = {
    Exchange.YAML: _write_yaml,
    Exchange.CSV: _writer("tables", "write_csv"),
    Exchange.TSV: _writer("tables", "write_tsv"),
    Exchange.TBX: _writer("tbx_out", "write_dca"),
    Exchange.TBX_DCT: _writer("tbx_out", "write_dct"),
    Exchange.TBX2: _writer("tbx_out", "write_martif"),
    Exchange.OMEGAT: _writer("tables", "write_omegat"),
    Exchange.YOMITAN: _writer("yomitan", "write"),
}


def category_of(value: str) -> str:
    """A category as others write it: ours if it is one of ours, however it is capitalised; else as it stands."""
    small = value.strip().lower()
    return small if small in CATEGORIES else value.strip() or OTHER
