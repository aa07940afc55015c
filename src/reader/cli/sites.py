"""Teach Reader a site: list, check or add rules that keep or drop its blocks."""

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from reader.cli import output
from reader.cli.options import add_json, add_sites
from reader.localization import mark
from reader.localization import translate as _
from reader.model.choices import CONDITIONS
from reader.model.errors import UsageError

if TYPE_CHECKING:
    from reader.model.problem import Problem
    from reader.model.site import SiteRule

_HELP = {
    "selector": mark("CSS, for HTML pages: blocks that lie wholly in such an element"),
    "wording": mark("the whole block, in which … or * stands for any text"),
    "first": mark("the first N blocks: of the article (drop), of the page (keep)"),
    "last": mark("the last N blocks, likewise"),
    "before": mark("what stands before the block with this wording"),
    "after": mark("what stands behind it"),
    "from": mark("this block and what stands behind it"),
    "to": mark("this block and what stands before it"),
}
_NUMBERS = ("first", "last")


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """``reader sites list``, ``reader sites check`` and ``reader sites add``."""
    actions = parser.add_subparsers(metavar="ACTION", parser_class=type(parser))
    parser.set_defaults(action=None)
    listing = actions.add_parser("list", help="list the rules, the one that wins last")
    listing.add_argument("host", nargs="?", default="", help="an address or a host: the rules for its pages alone")
    add_sites(listing)
    add_json(listing)
    listing.set_defaults(action=_list)
    checking = actions.add_parser("check", help="tell what is wrong with files of rules")
    checking.add_argument("files", nargs="*", metavar="FILE", help="left out: your own rules")
    checking.set_defaults(action=_check)
    adding = actions.add_parser("add", help="add a rule to your own, or to FILE")
    _add_rule_arguments(adding)
    adding.set_defaults(action=_add)


def _add_rule_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("host", metavar="HOST", help="such as example.org, for its subdomains too; '*' for every page")
    what = parser.add_mutually_exclusive_group(required=True)
    what.add_argument("--drop", dest="keep", action="store_false", default=None, help="leave out what it finds")
    what.add_argument("--keep", dest="keep", action="store_true", default=None, help="keep what it finds")
    asked = parser.add_argument_group("conditions", "A block must meet all that are given.")
    for name in CONDITIONS:
        metavar = "N" if name in _NUMBERS else "CSS" if name == "selector" else "TEXT"
        asked.add_argument(f"--{name}", dest=f"asked_{name}", metavar=metavar, help=_HELP[name])
    parser.add_argument("--sites", metavar="FILE", help="the file to add it to; default: your own")


def run(arguments: argparse.Namespace) -> int:
    """Run the action."""
    if arguments.action is None:
        raise UsageError(_("say what to do: 'reader sites list', 'reader sites check' or 'reader sites add'"))
    code: int = arguments.action(arguments)
    return code


def _list(arguments: argparse.Namespace) -> int:
    from reader.clean.address import rules_for
    from reader.sites.teacher import load_rules

    rules = load_rules(arguments.sites)
    chosen = rules_for(rules, arguments.host) if arguments.host else rules
    if arguments.json:
        import json
        from dataclasses import asdict

        output.emit(json.dumps([asdict(rule) for rule in chosen], ensure_ascii=False, indent=2))
    elif chosen:
        output.emit("\n".join(f"{rule.host}\t{rule}\t{rule.place}" for rule in chosen))
    else:
        output.tell("no rules yet; 'reader sites add' writes one" if not rules else "no rules for this host")
    return 0


def _check(arguments: argparse.Namespace) -> int:
    from reader.sites.files import parse
    from reader.sources import read_source, user_sites

    own = user_sites()
    mine = {str(own): own.read_bytes()} if own.is_file() else {}
    files = {name: read_source(name).data for name in arguments.files} or mine
    if not files:
        output.tell(f"there are no rules of your own yet; they would stand in {own}")
    problems: list[Problem] = []
    for name, data in files.items():
        rules, found = parse(name, data)
        problems += found
        output.tell(f"{name}: {_count(len(rules), 'sound rule')}")
    for problem in problems:
        output.emit(str(problem))
    output.tell(_count(len(problems), "problem") if problems else "no problems")
    return 1 if problems else 0


def _add(arguments: argparse.Namespace) -> int:
    from reader.sites.teacher import Teacher

    placed = Teacher(Path(arguments.sites) if arguments.sites else None).teach(_rule(arguments))
    output.tell(f"{placed.place}: for {placed.host}, {placed}")
    return 0


def _rule(arguments: argparse.Namespace) -> "SiteRule":
    from reader.model.site import SiteRule

    asked: dict[str, str | int] = {}
    for name, attribute in CONDITIONS.items():
        value = getattr(arguments, f"asked_{name}")
        if value is not None:
            asked[attribute] = _number(name, value) if name in _NUMBERS else value
    if not asked:
        raise UsageError(_("a rule needs a condition; give one of --{value}", value=", --".join(CONDITIONS)))
    return SiteRule(_host(arguments.host), arguments.keep, **asked)  # type: ignore[arg-type]  # by name


def _host(value: str) -> str:
    """The host as a file of rules keeps it, whether it was given as a host or as an address."""
    from reader.clean.address import host_of

    return value if value == "*" else host_of(value) or value


def _number(name: str, value: str) -> int:
    if not (value.isascii() and value.isdigit() and int(value[:9]) > 0):
        raise UsageError(_("--{name} {value!r} is no number of blocks; give one from 1", name=name, value=value))
    return int(value[:9])


def _count(number: int, what: str) -> str:
    return f"{number} {what}{'' if number == 1 else 's'}"
