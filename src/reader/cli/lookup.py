"""Look terms up in the glossary, in either language."""

import argparse
from typing import TYPE_CHECKING

from reader.cli import output
from reader.cli.options import add_glossary, add_json

if TYPE_CHECKING:
    from reader.lexicon.entry import Entry
    from reader.lexicon.glossary import Found


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """``reader lookup``."""
    parser.add_argument("terms", nargs="+", metavar="TERM", help="English or Chinese, simplified or traditional")
    add_glossary(parser)
    add_json(parser)


def run(arguments: argparse.Namespace) -> int:
    """Print the entries; near misses are told as such."""
    from reader.face import load_glossary

    glossary = load_glossary(arguments.glossary)
    results = {term: glossary.find(term) for term in arguments.terms}
    if arguments.json:
        output.emit(_as_json(results))
    else:
        output.emit("\n\n".join(_as_text(term, found) for term, found in results.items()))
    return 0 if all(found.exact for found in results.values()) else 1


def entry_text(entry: "Entry") -> str:
    """An entry as lines for people."""
    names = "、".join(entry.chinese)
    head = f"{entry.term} ({entry.expansion})" if entry.expansion else entry.term
    others = [*entry.aliases, *entry.unmarked]
    told = [f"  {text}" for text in (entry.en, entry.zh) if text]
    lines = [f"{head}  {names}".rstrip(), *told, f"  category: {entry.category}"]
    if others:
        lines.append(f"  also: {'; '.join(others)}")
    if entry.see:
        lines.append(f"  see: {'; '.join(entry.see)}")
    return "\n".join(lines)


def _as_text(term: str, found: "Found") -> str:
    if found.exact:
        return "\n\n".join(map(entry_text, found.exact))
    if found.near:
        near = "; ".join(" ".join((entry.term, *entry.chinese[:1])) for entry in found.near)
        return f"{term!r} is not in the glossary; near it: {near}"
    return f"{term!r} is not in the glossary; add it to a glossary of your own (see the README)"


def _as_json(results: "dict[str, Found]") -> str:
    import json
    from dataclasses import asdict

    plain = {
        term: {"exact": [asdict(entry) for entry in found.exact], "near": [entry.term for entry in found.near]}
        for term, found in results.items()
    }
    return json.dumps(plain, ensure_ascii=False, indent=2)
