"""Parsed entries, kept: JSON that is read ten times as fast as the YAML it came from.

Nothing in it is believed: what isn't exactly a list of entries is parsed anew (no pickle, no marshal: a file in a cache
may have been written by anyone).
"""

import json
from dataclasses import fields
from hashlib import sha256
from typing import Any

from reader.lexicon.entry import Entry
from reader.lexicon.files import LISTS

_VERSION = 1  # of this form, and of what the parser makes of a file
_NAMES = [field.name for field in fields(Entry)]
_KINDS = [list if name in LISTS else int if name == "line" else str for name in _NAMES]


def key(data: bytes) -> str:
    """By which entries parsed from ``data`` are kept: another content or another version has another key."""
    return f"glossary-{_VERSION}-{sha256(data).hexdigest()[:32]}.json"


def dump(entries: tuple[Entry, ...]) -> str:
    """The entries as they are kept."""
    rows = [[getattr(entry, name) for name in _NAMES] for entry in entries]
    return json.dumps([_NAMES, rows], ensure_ascii=False, separators=(",", ":"))


def load(text: str) -> tuple[Entry, ...] | None:
    """The entries again; None when ``text`` is anything else."""
    try:
        names, rows = json.loads(text)
        return tuple(map(_entry, rows)) if names == _NAMES else None
    except (ValueError, TypeError, RecursionError):
        return None


def _entry(row: Any) -> Entry:
    if [type(value) for value in row] != _KINDS:
        raise TypeError
    values: list[Any] = [tuple(map(_text, value)) if type(value) is list else value for value in row]
    return Entry(*values)


def _text(value: Any) -> str:
    if type(value) is not str:
        raise TypeError
    return value
