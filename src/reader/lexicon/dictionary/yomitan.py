"""Yomitan (and Yomichan) dictionaries: a ZIP archive of index.json and of term_bank_1.json and those after it.

A bank is a list of [term, reading, tags, rules, score, glossary, sequence, tags]; a glossary item is a text, or
structured content, of which the text is taken (schemas of github.com/yomidevs/yomitan, term bank versions 1 to 3).
"""

import json
import re
from collections.abc import Iterator
from typing import Any
from zipfile import ZipFile

from reader.lexicon.dictionary.parsed import Parsed
from reader.lexicon.dictionary.spelling import numbered
from reader.lexicon.dictionary.stream import LARGEST, MEBIBYTE, opened, whole
from reader.model.errors import DictionaryError
from reader.model.word import Record

_BANK = re.compile(r"term_bank_(\d{1,6})\.json")
_LARGEST_BANK = 32 * MEBIBYTE
_DEEPEST = 40  # levels of structured content
_BLOCKS = frozenset(("br", "div", "li", "ol", "ul", "p", "tr", "table", "details", "summary"))
_NO_NAME = re.compile(r"[^a-z0-9]+")


def parse(name: str, archive: ZipFile) -> Parsed:
    """The dictionary in ``archive``. Raises DictionaryError."""
    index = _json(name, archive, "index.json")
    if not isinstance(index, dict) or not isinstance(index.get("title"), str):
        raise DictionaryError(f"{name}: index.json has no title; this is no dictionary of Yomitan")
    banks = sorted(
        (member for member in archive.namelist() if _BANK.fullmatch(member)),
        key=lambda member: int(member.removeprefix("term_bank_").removesuffix(".json")),
    )
    if not banks:
        raise DictionaryError(
            f"{name} has no term_bank_1.json; dictionaries of kanji or frequencies can't be looked up"
        )
    about = {"title": index["title"][:200], "edition": str(index.get("revision", ""))[:80]}
    return Parsed(_NO_NAME.sub("-", index["title"].lower()).strip("-")[:40], about, _records(name, archive, banks))


def _records(name: str, archive: ZipFile, banks: list[str]) -> Iterator[Record]:
    read = 0
    for bank in banks:
        read += archive.getinfo(bank).file_size
        if read > LARGEST:
            raise DictionaryError(f"{name} holds more than {LARGEST // MEBIBYTE} MB unpacked; import a smaller one")
        entries = _json(name, archive, bank)
        if not isinstance(entries, list):
            raise DictionaryError(f"{name}: {bank} is no list of terms; fetch the dictionary again")
        for number, entry in enumerate(entries, 1):
            yield _record(f"{name}: {bank}", number, entry)


def _record(where: str, number: int, entry: Any) -> Record:
    match entry:
        case [str(term), str(reading), _, _, _, list(glossary), *_]:
            found = "\n".join(_text(item, 0) for item in glossary)
            glosses = tuple(" ".join(line.split()) for line in found.split("\n") if line.strip())
            return Record(term, term, numbered(reading) if reading != term else "", glosses)
    raise DictionaryError(f"{where} has no term in place {number}; fetch the dictionary again")


def _text(item: Any, depth: int) -> str:
    """The text of a glossary item; pictures have none."""
    if depth > _DEEPEST:
        return ""
    if isinstance(item, str):
        return item
    if isinstance(item, list):
        return "".join(_text(part, depth + 1) for part in item)
    if not isinstance(item, dict):
        return ""
    text = _text(item.get("content", item.get("text", "")), depth + 1)
    return f"\n{text}\n" if item.get("tag") in _BLOCKS else text


def _json(name: str, archive: ZipFile, member: str) -> Any:
    with opened(name, archive, member) as file:
        data = whole(f"{name}: {member}", file, _LARGEST_BANK)
    try:
        return json.loads(data)
    except (ValueError, RecursionError) as error:
        reason = "it is nested too deeply" if isinstance(error, RecursionError) else str(error)
        raise DictionaryError(f"{name}: {member} can't be read ({reason}); fetch the dictionary again") from None
