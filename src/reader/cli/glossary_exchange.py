"""``reader glossary import`` and ``export``."""

import argparse
from pathlib import Path
from typing import TYPE_CHECKING, Any

from reader.cli import output
from reader.cli.options import add_glossary, one_of
from reader.cli.output import count
from reader.localization import mark
from reader.model.errors import TargetError, UsageError

if TYPE_CHECKING:
    from reader.lexicon.entry import Entry
    from reader.lexicon.exchange.formats import Exchange
    from reader.lexicon.merge import Conflict, Plan

_FORMATS = "yaml, csv, tsv, tbx, tbx-dct, tbx2, omegat, yomitan"


_FORMATS = mark("yaml, csv, tsv, tbx, tbx-dct, tbx2, omegat, yomitan; default: as FILE is named")


def add_actions(actions: Any) -> None:
    """The two actions."""
    importing = actions.add_parser("import", help="take entries from a file into your own glossary")
    importing.add_argument("file", metavar="FILE", help="- for standard input, with --format")
    importing.add_argument(
        "--format",
        metavar="FORMAT",
        help=_FORMATS,
    )
    importing.add_argument(
        "--conflict",
        default="keep",
        metavar="HOW",
        help="where yours says something else: keep yours (default), replace it, or merge (names joined, gaps filled)",
    )
    importing.add_argument("--dry-run", action="store_true", help="tell what would be done, and do nothing")
    importing.set_defaults(action=_import)
    exporting = actions.add_parser("export", help="write the entries to a file, for other programs")
    exporting.add_argument("file", metavar="FILE", help="- for standard output, with --to")
    exporting.add_argument("--to", dest="format", metavar="FORMAT", help=f"{_FORMATS}; default: as FILE is named")
    exporting.add_argument("--format", help=argparse.SUPPRESS)
    exporting.add_argument("--bom", action="store_true", help="begin CSV and TSV as Excel wants it")
    exporting.add_argument("--own", action="store_true", help="your own entries alone")
    exporting.add_argument("--category", help="the entries of one category")
    exporting.add_argument("--overwrite", action="store_true", help="a file that is there already")
    add_glossary(exporting)
    exporting.set_defaults(action=_export)


def _format(arguments: argparse.Namespace) -> "Exchange":
    from reader.lexicon.exchange.formats import Exchange, format_of

    if arguments.format is None:
        if arguments.file == output.STDIN:
            option = "--to" if arguments.action is _export else "--format"
            raise UsageError(f"'-' tells no format; say {option} {_FORMATS}")
        return format_of(arguments.file)
    wanted: Exchange = _chosen(Exchange, arguments.format, "--format")
    return wanted


def _chosen(kind: Any, value: str, option: str) -> Any:
    try:
        return one_of(kind)(value)
    except argparse.ArgumentTypeError as error:
        raise UsageError(f"argument {option}: {error}; choose one of them") from None


def _import(arguments: argparse.Namespace) -> int:
    from reader.lexicon.exchange.formats import LARGEST, read
    from reader.lexicon.files import load
    from reader.lexicon.merge import OnConflict, plan
    from reader.lexicon.written import with_entries
    from reader.own import read_data, rewrite
    from reader.sources import user_glossary

    choice = _chosen(OnConflict, arguments.conflict, "--conflict")
    wanted = _format(arguments)
    found = read(arguments.file, read_data(arguments.file, LARGEST), wanted)
    own = user_glossary()
    plans: list[Plan] = []

    def change(text: str) -> str:
        made = plan(load(str(own), text.encode()), found.entries, choice)
        plans.append(made)
        return text if arguments.dry_run else with_entries(str(own), text, (*made.changed, *made.new))

    rewrite(own, change)
    for problem in found.problems:
        output.emit(str(problem))
    for conflict in plans[0].conflicts:
        output.emit(_shown(conflict, done=conflict not in plans[0].unsolved))
    _tell(plans[0], str(own), dry=arguments.dry_run)
    return 1 if found.problems or plans[0].unsolved else 0


def _shown(conflict: "Conflict", *, done: bool) -> str:
    from reader.lexicon.merge import gist

    theirs, mine = conflict.entry, conflict.own
    what = "solved as you said" if done else "left out"
    return (
        f"{theirs.source}:{theirs.line}: {conflict.name!r} is {gist(theirs)} here, "
        f"and {gist(mine)} in {mine.source}:{mine.line}; {what}"
    )


def _tell(made: "Plan", own: str, *, dry: bool) -> None:
    from reader.face import load_shipped

    theirs = load_shipped()
    before = [entry.term for entry in made.new if (ours := theirs.entry(entry.term)) and ours != entry]
    if before:
        shown = ", ".join(before[:8]) + (", …" if len(before) > 8 else "")
        output.tell(f"{count(len(before), 'entry goes', 'entries go')} before Reader's own: {shown}")
    left_out = len({conflict.entry.term for conflict in made.unsolved})
    parts = [
        count(len(made.new), "new entry", "new entries"),
        f"{len(made.changed):,} changed",
        f"{len(made.same):,} there already",
        f"{left_out:,} left out",
    ]
    output.tell(f"{', '.join(parts)}; {'nothing was written, as you asked' if dry else f'in {own!r}'}")
    if left_out:
        output.tell("to take them, import again with --conflict replace, or merge")


def _export(arguments: argparse.Namespace) -> int:
    from codecs import BOM_UTF8

    from reader.lexicon.entry import CATEGORIES
    from reader.lexicon.exchange.formats import Exchange, write
    from reader.sources import open_atomically

    if arguments.category not in (None, *CATEGORIES):
        raise UsageError(f"{arguments.category!r} is no category; the categories are {', '.join(CATEGORIES)}")
    wanted = _format(arguments)
    entries = [entry for entry in _entries(arguments) if arguments.category in (None, entry.category)]
    written = write(entries, wanted)
    if arguments.bom and wanted in (Exchange.CSV, Exchange.TSV):
        written = written._replace(data=BOM_UTF8 + written.data)
    if arguments.file == output.STDOUT:
        _to_stdout(written.data)
    else:
        with open_atomically(Path(arguments.file), overwrite=arguments.overwrite) as file:
            file.write(written.data)
    for loss in written.losses:
        output.tell(loss)
    output.tell(f"{count(len(entries), 'entry', 'entries')} exported as {wanted}")
    return 0


def _entries(arguments: argparse.Namespace) -> "tuple[Entry, ...]":
    from reader.face import load_glossary
    from reader.lexicon.files import load
    from reader.sources import user_glossary

    if not arguments.own:
        return load_glossary(arguments.glossary).entries
    own = user_glossary()
    return load(str(own), own.read_bytes()) if own.is_file() else ()


def _to_stdout(data: bytes) -> None:
    try:
        output.emit(data.decode("utf-8-sig"), end="")
    except UnicodeDecodeError:
        if output.is_terminal():
            raise TargetError("this format is no text for a terminal; give a file to write to") from None
        output.emit_bytes(data)
