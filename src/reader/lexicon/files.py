"""Glossary files: YAML in, entries and problems out; the home of PyYAML.

Only plain strings and lists are taken from a file (a term 3.5 stays text, `no` is no truth value, no object is made).
The nodes keep their lines, so that every problem is told with file, line, value and remedy.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from difflib import get_close_matches
from typing import Any

from reader.annotate.match import fold_name
from reader.lexicon.entry import CATEGORIES, Entry
from reader.model.errors import GlossaryError
from reader.model.escape import UNSAFE, printable
from reader.model.problem import Problem
from reader.nodes import Node, compose
from reader.repair.script import fold_script

TEXTS = ("term", "expansion", "category", "en", "zh")
LISTS = ("chinese", "aliases", "unmarked", "see")
_TELLING = ("expansion", "chinese", "en", "zh")


def load(name: str, data: bytes) -> tuple[Entry, ...]:
    """The entries of a file. Raises GlossaryError with the first problem, and how many more there are."""
    entries, problems = parse(name, data)
    if problems:
        more = f" (and {len(problems) - 1} more; run 'reader glossary check')" if len(problems) > 1 else ""
        raise GlossaryError(f"{problems[0]}{more}")
    return entries


def parse(name: str, data: bytes) -> tuple[tuple[Entry, ...], tuple[Problem, ...]]:
    """The sound entries of a file, and every problem of its form."""
    problems: list[Problem] = []
    root = compose_file(name, data, problems)
    entries = tuple(entry for entry in _entries(name, root, problems) if entry) if root is not None else ()
    return entries, tuple(problems)


def check(entries: Iterable[Entry], known: Iterable[Entry] = ()) -> Iterator[Problem]:
    """Problems between entries: a name claimed twice, a see-also that leads nowhere.

    ``known``: entries of other files, to which a see-also may lead.
    """
    entries = tuple(entries)
    headwords = {fold_name(entry.term, fold_script) for entry in (*entries, *known)}
    claims: defaultdict[str, list[tuple[str, Entry]]] = defaultdict(list)
    for entry in entries:
        for name in entry.names:
            claims[fold_name(name, fold_script)].append((name, entry))
        for target in entry.see:
            if fold_name(target, fold_script) not in headwords:
                near = get_close_matches(target, [other.term for other in (*entries, *known)], n=1)
                remedy = f"did you mean {near[0]!r}?" if near else "add that entry, or take it out of 'see'"
                yield Problem(
                    entry.source, entry.line, f"{entry.term!r} points to {target!r}, which is no entry; {remedy}"
                )
    for (_, first), *others in claims.values():
        for name, second in others:
            if second is not first:  # one entry may give a name in both scripts
                message = f"the name {name!r} of {second.term!r} is taken by {first.term!r} (line {first.line})"
                yield Problem(second.source, second.line, f"{message}; keep it in one place")


def compose_file(name: str, data: bytes, problems: list[Problem]) -> Node | None:
    """The nodes of a file of any kind; None when it is empty or can't be read, which is told in ``problems``."""
    import yaml

    try:
        return compose(data.decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        problems.append(Problem(name, line, "this is not UTF-8; save the file as UTF-8"))
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 1
        problems.append(Problem(name, line, f"this is not YAML: {error.problem}; check indentation and quotes here"))
    except yaml.YAMLError as error:
        problems.append(Problem(name, 1, f"this is not YAML: {str(error).splitlines()[0]}; check the file"))
    return None


def _entries(name: str, root: Node, problems: list[Problem]) -> Iterator[Entry | None]:
    if root.items is None:
        problems.append(Problem(name, root.line, "a glossary is a list of entries; begin each with '- term:'"))
        return
    for node in root.items:
        if node.pairs is not None:
            yield _entry(name, node, node.pairs, problems)
        else:
            problems.append(Problem(name, node.line, "an entry has keys; begin it with '- term:'"))


def _entry(name: str, node: Node, pairs: list[tuple[Node, Node]], problems: list[Problem]) -> Entry | None:
    before = len(problems)
    values: dict[str, Any] = {}
    for key_node, value_node in pairs:
        key = key_node.text or ""
        if key not in TEXTS + LISTS:
            near = get_close_matches(key, TEXTS + LISTS, n=1)
            remedy = f"did you mean {near[0]!r}?" if near else f"the keys are {', '.join(TEXTS + LISTS)}"
            problems.append(Problem(name, key_node.line, f"{key!r} is no key; {remedy}"))
        elif key in values:
            problems.append(Problem(name, key_node.line, f"{key!r} stands twice in one entry; keep one"))
        else:
            values[key] = _value(name, key, value_node, problems)
    if "term" not in values:
        problems.append(Problem(name, node.line, "'term' is missing; begin every entry with '- term:'"))
    elif not any(values.get(key) for key in _TELLING):
        problems.append(Problem(name, node.line, f"nothing is told of it; give one of {', '.join(_TELLING)}"))
    if values.get("category", CATEGORIES[0]) not in ("", *CATEGORIES):
        problems.append(Problem(name, node.line, _no_category(values["category"])))
    return Entry(**values, source=name, line=node.line) if len(problems) == before else None


def _no_category(value: str) -> str:
    near = get_close_matches(value, CATEGORIES, n=1)
    remedy = f"did you mean {near[0]!r}?" if near else f"the categories are {', '.join(CATEGORIES)}"
    return f"{value!r} is no category; {remedy}"


def hidden(text: str) -> str:
    """What is wrong with a text that holds what a terminal would obey, and what to do; empty when nothing is."""
    found = UNSAFE.search(text)
    return f"U+{ord(found[0]):04X}, a control character, stands in {printable(text)!r}; take it out" if found else ""


def _value(name: str, key: str, node: Node, problems: list[Problem]) -> str | tuple[str, ...]:
    texts = [node.text or "", *(item.text or "" for item in node.items or ())]
    problems.extend(Problem(name, node.line, f"{key!r}: {wrong}") for wrong in map(hidden, texts) if wrong)
    if key in TEXTS:
        if node.text and node.text.strip():
            return " ".join(node.text.split())
        problems.append(Problem(name, node.line, f"{key!r} must be a text; write {key}: …"))
        return ""
    names = [item.text.strip() for item in node.items or () if item.text]
    if node.items is not None and len(names) == len(node.items) and all(names):
        return tuple(names)
    problems.append(Problem(name, node.line, f"{key!r} must be a list of names; write {key}: [one, two]"))
    return ()
