"""Glossary files as text that is edited in place: what isn't touched keeps every byte, comments and order included.

A library that writes a whole file back (ruamel.yaml) takes 0.4 s for 1,000 entries and may move line breaks and quotes.
Here an entry's own lines alone are replaced, and the result is read again before it is handed out: it holds what was
asked for and every other entry as before, or nothing is changed.
"""

from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from reader.annotate.match import fold_name
from reader.lexicon.entry import OTHER, Entry
from reader.lexicon.files import LISTS, TEXTS, parse
from reader.model.errors import GlossaryError
from reader.model.problem import Problem
from reader.nodes import Node, compose
from reader.repair.script import fold_script

_WIDTH = 110
_KEYS = ("term", "expansion", "chinese", "aliases", "unmarked", "category", "en", "zh", "see")


def fold(name: str) -> str:
    """A name as names are compared: case, width, script, dashes and spaces alike."""
    return fold_name(name, fold_script).strip()


def as_yaml(entry: Entry) -> str:
    """An entry as it stands in a file, beginning with ``- term:``."""
    lines = [line for key in _KEYS if (value := _plain(entry, key)) for line in _pair(key, value)]
    return "\n".join("- " + line if not place else "  " + line for place, line in enumerate(lines)) + "\n"


def with_entries(name: str, text: str, entries: Iterable[Entry]) -> str:
    """The file with each entry in place of the one with its headword, or at its end. Raises GlossaryError."""
    before = _sound(name, text)
    places = {fold(old.term): place for place, old in enumerate(before)}
    after = list(before)
    changed: dict[int, Entry] = {}
    for entry in entries:
        place = places.setdefault(fold(entry.term), len(after))
        after[place : place + 1] = [entry]
        if place < len(before):
            changed[place] = entry
    written = _appended(_replaced(text, before, changed), after[len(before) :])
    if parse(name, written.encode())[0] != tuple(after):
        raise GlossaryError(f"{name}: this can't be written into the file as it stands; write it in by hand")
    return written


def checked(entry: Entry) -> tuple[Problem, ...]:
    """What would be wrong with an entry in a file; nothing when it comes out of one as it went in."""
    return parse(entry.source or "the entry", as_yaml(entry).encode())[1]


def _sound(name: str, text: str) -> tuple[Entry, ...]:
    entries, problems = parse(name, text.encode())
    if problems:
        raise GlossaryError(f"{problems[0]}; nothing was written")
    return entries


def _plain(entry: Entry, key: str) -> str | list[str]:
    if key == "category" and entry.category == OTHER:
        return ""
    value = getattr(entry, key)
    return value if isinstance(value, str) else list(value)


def _pair(key: str, value: str | list[str]) -> list[str]:
    import yaml

    flow = None if isinstance(value, list) else False  # names on one line, in brackets
    dumped: str = yaml.safe_dump({key: value}, allow_unicode=True, default_flow_style=flow, width=_WIDTH)
    return dumped.rstrip("\n").split("\n")


def _appended(text: str, entries: list[Entry]) -> str:
    if not entries:
        return text
    kept = text.rstrip()
    if kept.endswith("\n[]") or kept == "[]":  # an empty list, as editors leave it
        kept = kept.removesuffix("[]").rstrip()
    return "\n\n".join(filter(None, (kept, "\n".join(map(as_yaml, entries)))))


def _replaced(text: str, before: tuple[Entry, ...], changed: dict[int, Entry]) -> str:
    if not changed:
        return text
    root = compose(text)
    nodes = (root and root.items) or []
    lines = text.split("\n")
    for place in sorted(changed, reverse=True):  # from the end, so that the lines before keep their numbers
        first = nodes[place].line - 1
        last = nodes[place + 1].line - 1 if place + 1 < len(nodes) else len(lines)
        last = _without_rest(lines, first, last)
        lines[first:last] = _rewritten(lines[first:last], nodes[place], before[place], changed[place])
    return "\n".join(lines)


def _rewritten(lines: list[str], node: Node, old: Entry, new: Entry) -> list[str]:
    return _edited(lines, node, old, new) if _is_block(lines, node) else as_yaml(new).rstrip("\n").split("\n")


def _is_block(lines: list[str], node: Node) -> bool:
    """Whether every key of the entry has a line of its own, as in the files that are shipped."""
    keys = [key.line for key, _ in node.pairs or ()]
    return lines[0].startswith("- ") and not lines[0].startswith("- {") and len(set(keys)) == len(keys)


def _edited(lines: list[str], node: Node, old: Entry, new: Entry) -> list[str]:
    """The entry's lines with those of the keys that changed written anew, and new keys at its end."""
    pairs = node.pairs or []
    starts = [key.line - node.line for key, _ in pairs] + [len(lines)]
    result: list[str] = []
    for (key, _), start, end in zip(pairs, starts, starts[1:], strict=False):
        name = key.text or ""
        if _value(old, name) == _value(new, name):
            result += lines[start:end]
            continue
        rest = _without_rest(lines, start, end)
        value = _plain(new, name) or ([] if name in LISTS else "")
        if value or name in LISTS:
            result += ["  " + line for line in _pair(name, value)]
        result += lines[rest:end]
    told = {key.text for key, _ in pairs}
    for name in _KEYS:
        if name not in told and (value := _plain(new, name)):
            result += ["  " + line for line in _pair(name, value)]
    return ["- " + result[0][2:], *result[1:]]


def _value(entry: Entry, key: str) -> Any:
    return getattr(entry, key) if key in TEXTS + LISTS else None


def _without_rest(lines: list[str], start: int, end: int) -> int:
    """Where the lines of a value end, before the empty lines and comments that follow it."""
    while end > start + 1 and (not lines[end - 1].strip() or lines[end - 1].lstrip().startswith("#")):
        end -= 1
    return end


def without_names(entry: Entry, names: frozenset[str]) -> Entry:
    """The entry without the names whose folded form is in ``names``; its headword stays."""

    def rest(given: tuple[str, ...]) -> tuple[str, ...]:
        return tuple(name for name in given if fold(name) not in names)

    return replace(
        entry,
        expansion="" if fold(entry.expansion) in names else entry.expansion,
        chinese=rest(entry.chinese),
        aliases=rest(entry.aliases),
        unmarked=rest(entry.unmarked),
    )
