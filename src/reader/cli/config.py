"""Your settings: where they are, what they say, what is wrong with them; a file to begin with; every key."""

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from reader.cli import output
from reader.cli.options import add_json
from reader.localization import translate as _
from reader.model.errors import UsageError

if TYPE_CHECKING:
    from reader.model.problem import Problem


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """``reader config`` with its actions."""
    actions = parser.add_subparsers(metavar="ACTION", parser_class=type(parser))
    parser.set_defaults(action=None)
    actions.add_parser("path", help="where the file is looked for").set_defaults(action=_path)
    actions.add_parser("show", help="all settings as they are").set_defaults(action=_show)
    checking = actions.add_parser("check", help="tell what is wrong with a file of settings")
    checking.add_argument("file", nargs="?", metavar="FILE", help="left out: your own")
    checking.set_defaults(action=_check)
    beginning = actions.add_parser("init", help="write a file that explains every setting and changes none")
    beginning.set_defaults(action=_init)
    listing = actions.add_parser("keys", help="every command that has a key, by the name that [keys] knows it by")
    add_json(listing)
    listing.set_defaults(action=_keys)
    actions.add_parser("schema", help="the JSON schema of the file, for editors").set_defaults(action=_schema)


def run(arguments: argparse.Namespace) -> int:
    """Run the action."""
    if arguments.action is None:
        raise UsageError(_("say what to do: 'reader config path', 'show', 'check', 'init', 'keys' or 'schema'"))
    code: int = arguments.action(arguments)
    return code


def _path(_: argparse.Namespace) -> int:
    from reader.sources import user_config

    output.emit(str(user_config()))
    return 0


def _show(_: argparse.Namespace) -> int:
    from reader.config import as_toml, load

    output.emit(as_toml(load()))
    return 0


def _check(arguments: argparse.Namespace) -> int:
    from reader.sources import user_config

    file = Path(arguments.file) if arguments.file else user_config()
    if not arguments.file and not file.is_file():
        output.tell(_("there are no settings yet, so all is as usual; 'reader config init' writes a file"))
        return 0
    if found := problems_of(file):
        output.emit("\n".join(map(str, found)))
        return 1
    output.tell(_("{file}: all in order", file=file))
    return 0


def problems_of(file: Path) -> "tuple[Problem, ...]":
    """Every problem of a file, that of its keys too, by line."""
    from reader.config import parse
    from reader.sources import read_source
    from reader.tui.keymap import problems

    config, found = parse(str(file), read_source(str(file)).data)
    return tuple(sorted((*found, *problems(config.keys, config.file)), key=lambda problem: problem.line))


def _init(_arguments: argparse.Namespace) -> int:
    from reader.config import template
    from reader.model.errors import TargetError
    from reader.sources import make_folder, user_config, write_atomically

    file = user_config()
    if file.exists():
        raise TargetError(_("{file} is there already; edit it, or move it away first", file=file))
    make_folder(file.parent)
    write_atomically(file, template(), overwrite=False)
    output.tell(_("{file}: written; take the # away from what you want to change", file=file))
    return 0


def _keys(arguments: argparse.Namespace) -> int:
    """The keys as they are, and as the configuration has them."""
    from reader.config import load
    from reader.tui import keymap
    from reader.tui.bindings import ALL

    keymap.use(load().keys)
    if arguments.json:
        import json

        rows = [{"command": key.id, "keys": keymap.keys_of(key.id), "label": key.label} for key in ALL]
        output.emit(json.dumps(rows, ensure_ascii=False, indent=2))
        return 0
    wide = max(len(key.id) for key in ALL)
    output.emit("\n".join(f"{key.id:{wide}}  {keymap.shown(key.id):14}  {_(key.label)}" for key in ALL))
    return 0


def _schema(_: argparse.Namespace) -> int:
    import json

    from reader.config import schema
    from reader.tui.bindings import ALL

    output.emit(json.dumps(schema([key.id for key in ALL]), ensure_ascii=False, indent=2))
    return 0
