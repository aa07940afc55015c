"""List, import and arrange dictionaries."""

import argparse
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from reader.cli import output
from reader.cli.options import add_json
from reader.localization import translate as _
from reader.model.errors import UsageError


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """``reader dictionary`` list, import, remove, order, on and off."""
    actions = parser.add_subparsers(metavar="ACTION", parser_class=type(parser))
    parser.set_defaults(action=None)
    listing = actions.add_parser("list", help="list them, in the order in which they are asked")
    add_json(listing)
    listing.set_defaults(action=_list)
    adding = actions.add_parser("import", help="add a newer CC-CEDICT, ECDICT, Yomitan, StarDict (.ifo), CSV or TSV")
    adding.add_argument("file", metavar="FILE")
    adding.add_argument("--name", default="", help="left out: the name that the file tells; the same name is replaced")
    adding.set_defaults(action=_import)
    removing = actions.add_parser("remove", help="take out an imported one")
    removing.add_argument("name", metavar="NAME")
    removing.set_defaults(action=_remove)
    ordering = actions.add_parser("order", help="ask these first, in this order")
    ordering.add_argument("names", nargs="+", metavar="NAME")
    ordering.set_defaults(action=_order)
    for word, help_text in (("on", "ask it again"), ("off", "leave it unasked")):
        switching = actions.add_parser(word, help=help_text)
        switching.add_argument("name", metavar="NAME")
        switching.set_defaults(action=_switch, on=word == "on")


def run(arguments: argparse.Namespace) -> int:
    """Run the action."""
    if arguments.action is None:
        raise UsageError(
            _(
                "'reader dictionary' needs an action; say list, import FILE, remove NAME, order NAME …, on NAME or "
                "off NAME"
            )
        )
    arguments.action(arguments)
    return 0


@contextmanager
def watched() -> Iterator[Callable[[str, int], None]]:
    """Tells how the making of a dictionary goes on, on one line, when a person watches."""
    told = False

    def progress(name: str, count: int) -> None:
        nonlocal told
        if sys.stderr is not None and sys.stderr.isatty():
            told = True
            entries = f": {count:,} entries" if count else ", once"
            sys.stderr.write(f"\r\x1b[Kmaking the dictionary {name}{entries} …")
            sys.stderr.flush()

    try:
        yield progress
    finally:
        if told:
            sys.stderr.write("\r\x1b[K")


def _list(arguments: argparse.Namespace) -> None:
    from reader.dictionaries import listed, open_one

    with watched() as progress:
        shown = [(one, open_one(one, progress).about) for one in listed()]
    if arguments.json:
        import json

        plain = [{"name": one.name, "origin": one.origin, "on": one.on, **about} for one, about in shown]
        output.emit(json.dumps(plain, ensure_ascii=False, indent=2))
        return
    for one, about in shown:
        facts = (one.name, "on" if one.on else "off", one.origin, _count(int(about.get("entries", 0))))
        output.emit("\t".join((*facts, *filter(None, map(about.get, ("title", "edition", "licence"))))))


def _import(arguments: argparse.Namespace) -> None:
    from reader.dictionaries import add

    with watched() as progress:
        name, count = add(arguments.file, arguments.name, progress)
    output.tell(f"{name}: {_count(count)}; 'reader dictionary order {name}' asks it first")


def _remove(arguments: argparse.Namespace) -> None:
    from reader.dictionaries import remove

    remove(arguments.name)


def _order(arguments: argparse.Namespace) -> None:
    from reader.dictionaries import arrange

    arrange(arguments.names)


def _switch(arguments: argparse.Namespace) -> None:
    from reader.dictionaries import switch

    switch(arguments.name, on=arguments.on)


def _count(entries: int) -> str:
    return f"{entries:,} {'entry' if entries == 1 else 'entries'}"
