"""Write cleaned pages as text, Markdown or JSON."""

import argparse
from collections.abc import Iterator, Sequence
from pathlib import Path, PurePath

from reader.cli import output
from reader.cli.options import (
    add_cleaning,
    add_gloss,
    add_glossary,
    add_repairs,
    cleaning_of,
    one_of,
    repairs_of,
)
from reader.model.choices import Format, GlossPolicy
from reader.model.errors import ReaderError, TargetError, UsageError


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """``reader export``."""
    parser.add_argument("sources", nargs="+", metavar="SOURCE", help="pages (HTML or text); - for standard input")
    parser.add_argument(
        "-o",
        "--output",
        default=output.STDOUT,
        metavar="FILE",
        help="a file, a folder for several pages, or - (default)",
    )
    parser.add_argument(
        "--to",
        type=one_of(Format),
        metavar="FORMAT",
        help="text, markdown or json; default: as FILE is named",
    )
    add_repairs(parser)
    add_cleaning(parser)
    add_gloss(parser, GlossPolicy.NONE)
    add_glossary(parser)


def run(arguments: argparse.Namespace) -> int:
    """Export each source; one that fails is told, and the rest goes on."""
    from dataclasses import replace

    from reader.export.formats import exporter
    from reader.face import load_glossary
    from reader.pipeline import Pipeline
    from reader.sites.teacher import load_rules
    from reader.sources import read_source

    targets = _targets(arguments.sources, arguments.output, arguments.to)
    pipeline = Pipeline(load_glossary(arguments.glossary).terms(), load_rules(arguments.sites))
    failures = 0
    for source, target, wanted in targets:
        try:
            page, words = replace(read_source(source), address=arguments.address or ""), wanted is Format.JSON
            document = pipeline.read(page, repairs_of(arguments), cleaning_of(arguments), words=words)
            _deliver(exporter(wanted)(document, arguments.gloss), source, target)
        except ReaderError as error:
            output.complain(str(error))
            failures += 1
    if failures and len(arguments.sources) > 1:
        output.tell(f"{len(arguments.sources) - failures} of {len(arguments.sources)} pages exported")
    return 1 if failures else 0


def _deliver(text: str, source: str, target: str) -> None:
    from reader.sources import write_atomically

    if target == output.STDOUT:
        output.emit(text, end="")
    elif source != output.STDIN and Path(target).exists() and Path(target).samefile(source):
        raise TargetError(f"{target!r} is the page itself; choose another place with -o, so that nothing is lost")
    else:
        write_atomically(Path(target), text)


def _targets(sources: Sequence[str], target: str, to: Format | None) -> list[tuple[str, str, Format]]:
    """Source, target and format of every export, settled before the first page is read."""
    from reader.export.formats import SUFFIXES, format_of
    from reader.sources import make_folder

    folder = Path(target)
    if len(sources) > 1 and folder.suffix.lower() in SUFFIXES.values() and not folder.is_dir():
        raise UsageError(f"several pages don't fit into {target!r}; give a folder with -o, and the format with --to")
    if target != output.STDOUT and (folder.is_dir() or target.endswith(("/", "\\")) or len(sources) > 1):
        wanted = to or Format.TEXT
        make_folder(folder)
        names = _names(sources, SUFFIXES[wanted])
        return [(source, str(folder / name), wanted) for source, name in zip(sources, names, strict=True)]
    if len(sources) > 1:
        raise UsageError("several pages need a folder; give one with -o FOLDER")
    wanted = to or (Format.TEXT if target == output.STDOUT else format_of(target))
    return [(sources[0], target, wanted)]


def _names(sources: Sequence[str], suffix: str) -> Iterator[str]:
    """File names that keep the sources' stems; a stem that comes again gets a number."""
    taken: set[str] = set()
    for source in sources:
        stem = "stdin" if source == output.STDIN else PurePath(source).stem
        name, count = stem, 1
        while name.casefold() in taken:
            count += 1
            name = f"{stem}-{count}"
        taken.add(name.casefold())
        yield name + suffix
