"""Files of rules for sites: YAML in, rules and problems out, every problem with file, line, value and remedy."""

import re
from collections.abc import Iterator
from difflib import get_close_matches
from pathlib import PurePath
from typing import NamedTuple

from reader.clean.address import host_of
from reader.clean.glob import pieces
from reader.lexicon.files import compose_file
from reader.model.choices import CONDITIONS
from reader.model.errors import SiteRuleError
from reader.model.problem import Problem
from reader.model.site import EVERYWHERE, SiteRule
from reader.nodes import Node

_KEYS = ("host", "drop", "keep")
_NUMBERS = ("first", "last")
_HOST = re.compile(r"[a-z0-9_.:-]{1,253}")  # as `host_of` gives it
_LONGEST = 500  # characters of a condition; a longer selector takes long on a page that is made for it
_MOST = 10_000  # blocks that a rule may count


class _Reader(NamedTuple):
    """A file that is being read: what is shown of its name, and what has been found wrong."""

    file: str
    shown: str
    problems: list[Problem]

    def complain(self, node: Node, message: str) -> None:
        self.problems.append(Problem(self.file, node.line, message))


def load(name: str, data: bytes) -> tuple[SiteRule, ...]:
    """The rules of a file. Raises SiteRuleError with the first problem, and how many more there are."""
    rules, problems = parse(name, data)
    if problems:
        more = f" (and {len(problems) - 1} more; run 'reader sites check')" if len(problems) > 1 else ""
        raise SiteRuleError(f"{problems[0]}{more}")
    return rules


def parse(name: str, data: bytes) -> tuple[tuple[SiteRule, ...], tuple[Problem, ...]]:
    """The sound rules of a file, and every problem of it. Rules name the file without its folders."""
    reader = _Reader(name, PurePath(name).name, [])
    root = compose_file(name, data, reader.problems)
    rules = tuple(_sites(root, reader)) if root is not None else ()
    return rules, tuple(sorted(reader.problems, key=lambda problem: problem.line))


def _sites(root: Node, reader: _Reader) -> Iterator[SiteRule]:
    if root.items is None:
        reader.complain(root, "the rules are a list of sites; begin each with '- host:'")
        return
    for node in root.items:
        if node.pairs is not None:
            yield from _site(node, node.pairs, reader)
        else:
            reader.complain(node, "a site has keys; begin it with '- host:'")


def _site(node: Node, pairs: list[tuple[Node, Node]], reader: _Reader) -> Iterator[SiteRule]:
    values = _known(pairs, _KEYS, "site", reader)
    host = _host(node, values.get("host"), reader)
    asked = [(key, value) for key, value in values.items() if key != "host"]
    if not asked:
        reader.complain(node, "the site has no rules; give it 'drop' or 'keep', with a list such as - wording: …")
    for key, value in sorted(asked, key=lambda pair: pair[1].line):
        yield from _rules(host, value, reader, keep=key == "keep")


def _known(pairs: list[tuple[Node, Node]], keys: tuple[str, ...], what: str, reader: _Reader) -> dict[str, Node]:
    """The values by key; unknown keys are told with the nearest one."""
    values: dict[str, Node] = {}
    for key_node, value in pairs:
        key = key_node.text or ""
        if key not in keys:
            near = get_close_matches(key, keys, n=1)
            remedy = f"did you mean {near[0]!r}?" if near else f"the keys of a {what} are {', '.join(keys)}"
            reader.complain(key_node, f"{key!r} is no key; {remedy}")
        elif key in values:
            reader.complain(key_node, f"{key!r} stands twice in one {what}; keep one")
        else:
            values[key] = value
    return values


def _host(node: Node, value: Node | None, reader: _Reader) -> str:
    if value is None:
        reader.complain(node, "'host' is missing; write host: example.org, or host: '*' for every page")
        return ""
    text = (value.text or "").strip()
    host = EVERYWHERE if text == EVERYWHERE else host_of(text)
    if not host or (host != EVERYWHERE and not _HOST.fullmatch(host)):
        reader.complain(value, f"{text!r} is no host; write host: example.org, or host: '*' for every page")
    return host


def _rules(host: str, value: Node, reader: _Reader, *, keep: bool) -> Iterator[SiteRule]:
    """The rules of a list of conditions; one alone needs no list."""
    for node in value.items if value.items is not None else [value]:
        if not node.pairs:
            reader.complain(node, f"a rule has conditions: {', '.join(CONDITIONS)}; write - wording: …")
            continue
        before = len(reader.problems)
        asked = {
            CONDITIONS[name]: _condition(name, each, reader)
            for name, each in _known(node.pairs, tuple(CONDITIONS), "rule", reader).items()
        }
        if host and len(reader.problems) == before:
            yield SiteRule(host, keep, **asked, source=reader.shown, line=node.line)  # type: ignore[arg-type]  # by name


def _condition(name: str, node: Node, reader: _Reader) -> str | int:
    text = (node.text or "").strip()
    if name in _NUMBERS:
        if text.isascii() and text.isdigit() and 0 < int(text[:9]) <= _MOST:
            return int(text)
        reader.complain(node, f"{name!r} is a number of blocks; {text!r} is none from 1 to {_MOST:,}")
    elif not text:
        reader.complain(node, f"{name!r} must be a text; write {name}: …, in quotes where it begins with # or *")
    elif len(text) > _LONGEST:
        reader.complain(node, f"{name!r} has {len(text):,} characters; {_LONGEST} are the most, leave a gap with …")
    elif name == "selector":
        _check_selector(node, text, reader)
    elif not any(piece.strip() for piece in pieces(text)):
        reader.complain(node, f"{text!r} is every wording; give some words of the block")
    return text


def _check_selector(node: Node, text: str, reader: _Reader) -> None:
    from reader.clean.selected import is_selector

    if not is_selector(text):
        reader.complain(node, f"{text!r} is no CSS selector; write it like div.share or '#related', in quotes")
