"""Check, list, extend and exchange glossaries; mine pages for terms."""

import argparse
from typing import TYPE_CHECKING

from reader.cli import glossary_edit, glossary_exchange, glossary_mine, output
from reader.cli.options import add_glossary, add_json
from reader.cli.output import count
from reader.localization import translate
from reader.model.errors import UsageError

if TYPE_CHECKING:
    from reader.lexicon.entry import Entry


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """``reader glossary`` and its actions; those that change or exchange have modules of their own."""
    actions = parser.add_subparsers(metavar="ACTION", parser_class=type(parser))
    parser.set_defaults(action=None)
    checking = actions.add_parser("check", help="tell what is wrong with glossary files")
    checking.add_argument("files", nargs="*", metavar="FILE", help="left out: the shipped glossary and your own")
    checking.set_defaults(action=_check)
    listing = actions.add_parser("list", help="list the entries")
    listing.add_argument("--category", help="such as training, hardware or models")
    add_glossary(listing)
    add_json(listing)
    listing.set_defaults(action=_list)
    glossary_edit.add_actions(actions)
    glossary_exchange.add_actions(actions)
    glossary_mine.add_actions(actions)


def run(arguments: argparse.Namespace) -> int:
    """Run the action."""
    if arguments.action is None:
        raise UsageError(
            translate("say what to do: check, list, add, edit, import, export or mine; see 'reader glossary --help'")
        )
    code: int = arguments.action(arguments)
    return code


def _check(arguments: argparse.Namespace) -> int:
    from reader.lexicon.files import check, parse
    from reader.sources import read_source, shipped

    files = {name: read_source(name).data for name in arguments.files} or _usual_files()
    known, _ = parse("glossary.yaml", shipped("glossary.yaml"))
    problems = []
    for name, data in files.items():
        entries, found = parse(name, data)
        problems += sorted((*found, *check(entries, known)), key=lambda problem: problem.line)
        output.tell(f"{name}: {count(len(entries), 'sound entry', 'sound entries')}")
    for problem in problems:
        output.emit(str(problem))
    output.tell(count(len(problems), "problem", "problems") if problems else "no problems")
    return 1 if problems else 0


def _usual_files() -> dict[str, bytes]:
    from reader.sources import shipped, user_glossary

    own = user_glossary()
    mine = {str(own): own.read_bytes()} if own.is_file() else {}
    return {"glossary.yaml": shipped("glossary.yaml")} | mine


def _list(arguments: argparse.Namespace) -> int:
    from reader.face import load_glossary
    from reader.lexicon.entry import CATEGORIES

    if arguments.category not in (None, *CATEGORIES):
        raise UsageError(
            translate(
                "{category!r} is no category; the categories are {value}",
                category=arguments.category,
                value=", ".join(CATEGORIES),
            )
        )
    entries = [
        entry for entry in load_glossary(arguments.glossary).entries if arguments.category in (None, entry.category)
    ]
    if arguments.json:
        import json
        from dataclasses import asdict

        output.emit(json.dumps([asdict(entry) for entry in entries], ensure_ascii=False, indent=2))
    else:
        output.emit("\n".join(map(_line, entries)))
    return 0


def _line(entry: "Entry") -> str:
    return "\t".join((entry.term, "、".join(entry.chinese), entry.expansion, entry.category))
