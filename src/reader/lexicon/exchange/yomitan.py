"""Yomitan's dictionaries, format 3: a ZIP of index.json, tag_bank_1.json and term_bank_N.json.

A row of a term bank is [expression, reading, definition tags, rules, score, definitions, sequence, term tags].
Rows with one sequence are the names of one entry. Foreign dictionaries are read as well: an entry for each expression.
"""

import json
import re
from collections.abc import Iterator, Sequence
from hashlib import sha256
from io import BytesIO
from typing import Any
from zipfile import ZIP_DEFLATED, BadZipFile, ZipFile, ZipInfo

from reader.lexicon.entry import CATEGORIES, OTHER, Entry
from reader.lexicon.exchange.formats import Read, Written
from reader.model.errors import FormatError
from reader.model.problem import Problem

_BANK = re.compile(r"term_bank_(\d{1,4})\.json")
_ROWS = 10_000  # of a bank, as Yomitan's own dictionaries have them
_UNPACKED = 256 << 20  # bytes of all banks: the largest public dictionaries have 200 MB
_DEEPEST = 60
_SEE = "→ "
_ROLES = {"headword": "The headword", "expansion": "What it stands for", "chinese": "A Chinese name",
          "alias": "Another name", "unmarked": "A name that is an everyday word elsewhere"}  # fmt: skip


def write(entries: Sequence[Entry]) -> Written:
    """Every name a row, so that a browser's reader finds the entry by each."""
    rows = [row for number, entry in enumerate(entries, 1) for row in _rows(number, entry)]
    banks = [rows[start : start + _ROWS] for start in range(0, len(rows) or 1, _ROWS)]
    files = {"index.json": _index(rows), "tag_bank_1.json": _tags()}
    files |= {f"term_bank_{number}.json": bank for number, bank in enumerate(banks, 1)}
    out = BytesIO()
    with ZipFile(out, "w", ZIP_DEFLATED) as archive:
        for name, content in files.items():
            info = ZipInfo(name)  # with no time of its own: the same glossary gives the same bytes
            info.compress_type = ZIP_DEFLATED
            archive.writestr(info, json.dumps(content, ensure_ascii=False, separators=(",", ":")))
    return Written(out.getvalue())


def _index(rows: list[list[Any]]) -> dict[str, Any]:
    revision = sha256(json.dumps(rows, ensure_ascii=False).encode()).hexdigest()[:12]
    return {"title": "Reader glossary", "revision": revision, "format": 3, "sequenced": True,
            "description": "Exported from a glossary of Reader.", "targetLanguage": "en"}  # fmt: skip


def _tags() -> list[list[Any]]:
    roles = [[name, "", 0, text, 0] for name, text in _ROLES.items()]
    return roles + [[category, "partOfSpeech", 0, category, 0] for category in CATEGORIES]


def _rows(number: int, entry: Entry) -> Iterator[list[Any]]:
    told: list[Any] = [_marked(language, text) for language, text in (("en", entry.en), ("zh", entry.zh)) if text]
    told += [_SEE + target for target in entry.see]
    names = [("headword", entry.term), ("expansion", entry.expansion)]
    for role, given in (("chinese", entry.chinese), ("alias", entry.aliases), ("unmarked", entry.unmarked)):
        names += [(role, name) for name in given]
    also = " · ".join(name for role, name in names if name and role in ("headword", "expansion", "chinese"))
    for place, (role, name) in enumerate(names):
        if name:
            yield [name, "", entry.category, "", -place, [also, *told], number, role]


def _marked(language: str, text: str) -> dict[str, Any]:
    """A definition that tells its language, so that a browser takes the right fonts."""
    return {"type": "structured-content", "content": {"tag": "div", "lang": language, "content": text}}


def read(name: str, data: bytes) -> Read:
    """The entries of a dictionary. Raises FormatError when it is no such archive, or larger than can be."""
    problems: list[Problem] = []
    groups: dict[tuple[str, int], list[list[Any]]] = {}
    for bank, rows in _banks(name, data):
        for line, row in enumerate(rows, 1):
            if not _is_row(row):
                problems.append(Problem(f"{name}/{bank}", line, "this row is no term of format 3; export it anew"))
                continue
            group = ("", row[6]) if row[7] in _ROLES else (row[0], 0)
            groups.setdefault(group, []).append([*row, line])
    return Read(tuple(_entry(name, rows) for rows in groups.values()), tuple(problems))


def _banks(name: str, data: bytes) -> Iterator[tuple[str, list[Any]]]:
    left = _UNPACKED
    try:
        with ZipFile(BytesIO(data)) as archive:
            banks = sorted((int(found[1]), path) for path in archive.namelist() if (found := _BANK.fullmatch(path)))
            if "index.json" not in archive.namelist() or not banks:
                raise FormatError(f"{name!r} is no dictionary of Yomitan (index.json, term_bank_1.json); name another")
            for _, path in banks:
                with archive.open(path) as file:
                    text = file.read(left + 1)
                left -= len(text)
                if left < 0:
                    raise FormatError(f"{name!r} unpacks to more than {_UNPACKED >> 20} MB; import it in parts")
                yield path, _list(name, path, text)
    except (BadZipFile, NotImplementedError, RuntimeError, EOFError, OSError, ValueError) as error:
        raise FormatError(f"{name!r} can't be unpacked: {error}; get the file again") from error


def _list(name: str, path: str, text: bytes) -> list[Any]:
    try:
        rows = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise FormatError(f"{name}/{path}: this is not JSON: {error}; get the file again") from None
    if not isinstance(rows, list):
        raise FormatError(f"{name}/{path}: a term bank is a list of terms; get the file again")
    return rows


def _is_row(row: Any) -> bool:
    return (
        isinstance(row, list)
        and len(row) == 8
        and all(isinstance(row[place], str) for place in (0, 1))
        and isinstance(row[5], list)
        and isinstance(row[6], int)
        and isinstance(row[7], str)
    )


def _entry(name: str, rows: list[list[Any]]) -> Entry:
    first, line = rows[0], rows[0][8]
    named = {role: [row[0].strip() for row in rows if row[7] == role] for role in _ROLES}
    told = [text for definition in first[5] if (text := " ".join(_flat(definition).split()))]
    if not named["headword"]:
        told = [text for row in rows for d in row[5] if (text := " ".join(_flat(d).split()))]
        return Entry(first[0].strip(), en="; ".join(dict.fromkeys(told)), source=name, line=line)
    see = [text.removeprefix(_SEE) for text in told if text.startswith(_SEE)]
    category = first[2] if first[2] in CATEGORIES else OTHER
    return Entry(
        named["headword"][0],
        tuple(named["chinese"]),
        category,
        _in_language("en", first[5]),
        _in_language("zh", first[5]),
        next(iter(named["expansion"]), ""),
        tuple(named["alias"]),
        tuple(named["unmarked"]),
        tuple(see),
        name,
        line,
    )


def _in_language(language: str, definitions: list[Any]) -> str:
    for definition in definitions:
        content = definition.get("content") if isinstance(definition, dict) else None
        if isinstance(content, dict) and content.get("lang") == language:
            return " ".join(_flat(content).split())
    return ""


def _flat(definition: Any, depth: int = 0) -> str:
    """A definition's plain text: a string, structured content, or a list of such."""
    if isinstance(definition, str):
        return definition
    if depth > _DEEPEST:
        return ""
    if isinstance(definition, list):
        return " ".join(_flat(each, depth + 1) for each in definition)
    if isinstance(definition, dict):
        return _flat(definition.get("content", definition.get("text", "")), depth + 1)
    return ""
