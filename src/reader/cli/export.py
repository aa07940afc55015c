"""Write cleaned pages as text, Markdown, e-books, cards or tables."""

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from reader.cli import output
from reader.cli.opening import opened_library
from reader.cli.options import (
    add_cleaning,
    add_gloss,
    add_glossary,
    add_links,
    add_overwrite,
    add_pinyin,
    add_repairs,
    cleaning_of,
    one_of,
    repairs_of,
)
from reader.cli.words import known_words
from reader.localization import translate as _
from reader.model.choices import GlossPolicy, PinyinPolicy, Vocabulary
from reader.model.errors import UsageError

if TYPE_CHECKING:
    from reader.cli.batch import Job
    from reader.export.exporter import Exporter, Options
    from reader.export.formats import Formats
    from reader.lexicon.dictionary.lookup import LookUp
    from reader.lexicon.glossary import Glossary
    from reader.model.document import Document, Source
    from reader.model.ports import FindReadings, FindSense


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """``reader export``."""
    parser.add_argument(
        "sources",
        nargs="+",
        metavar="SOURCE",
        help="pages (HTML, text, or JSON that Reader wrote), folders, patterns; - for standard input; lib:3",
    )
    parser.add_argument(
        "-o",
        "--output",
        default=output.STDOUT,
        metavar="FILE",
        help="a file, a folder for several pages, or - (default)",
    )
    parser.add_argument(
        "--to", metavar="FORMAT", help="such as markdown, html, epub or anki; default: as FILE is named, or text"
    )
    parser.add_argument("--format", dest="to", help=argparse.SUPPRESS)
    add_overwrite(parser)
    parser.add_argument("--book", action="store_true", help="all pages in one file, where the format can hold them")
    parser.add_argument("--title", default="", help="of the book; default: as its pages are called")
    parser.add_argument("--width", type=_width, default=0, metavar="CELLS", help="wrap text, at 20–200 cells")
    parser.add_argument(
        "--vocabulary",
        type=one_of(Vocabulary),
        default=Vocabulary.ALL,
        metavar="WHICH",
        help="for cards and tables: all (default), terms (of the glossary), words",
    )
    parser.add_argument("--bom", action="store_true", help="begin CSV and TSV as Excel wants it")
    parser.add_argument("--notes", action="store_true", help="your notes and highlights with the text")
    add_repairs(parser)
    add_cleaning(parser)
    add_gloss(parser)
    add_links(parser)
    add_pinyin(parser)
    add_glossary(parser)


def run(arguments: argparse.Namespace) -> int:
    """Export the sources; one that fails is told, and the rest goes on."""
    from reader.cli.batch import carry_out
    from reader.cli.pages import open_source
    from reader.cuts import OwnCuts
    from reader.face import load_glossary
    from reader.model.walk import without_known
    from reader.pipeline import Pipeline
    from reader.sites.teacher import load_rules

    job = _job(arguments)
    glossary = load_glossary(arguments.glossary)
    pipeline = Pipeline(glossary.terms(), load_rules(arguments.sites), OwnCuts().read())
    options = _options(arguments, job.exporter)._replace(
        entry=glossary.entry, sense=_senses(glossary), simplify=pipeline.simplify, readings=_readings(arguments, job)
    )
    knows = known_words() if options.gloss is GlossPolicy.UNKNOWN else None

    def read(source: str) -> "Document":
        page = open_source(source, arguments)
        document = pipeline.read(page, repairs_of(arguments), cleaning_of(arguments), words=job.exporter.words)
        if arguments.notes:
            document = with_notes(page, document)
        return document if knows is None else without_known(document, knows)

    return carry_out(job, read, options)


def _readings(arguments: argparse.Namespace, job: "Job") -> "FindReadings":
    """How words are read, where pinyin is asked for or the format tells it in any case."""
    from reader.face import load_readings
    from reader.model.ports import nothing_found

    if job.exporter.readings:
        return load_readings(arguments.style)
    if arguments.pinyin is PinyinPolicy.NONE:
        return nothing_found
    knows = known_words() if arguments.pinyin is PinyinPolicy.UNKNOWN else None
    return load_readings(arguments.style, knows)


def with_notes(page: "Source", document: "Document") -> "Document":
    """The document with what the person has left in it, if the library knows it. Raises LibraryError."""
    from reader.library.annotated import annotated

    with opened_library() as library:
        return annotated(library, page, document)


def _senses(glossary: "Glossary") -> "FindSense":
    """What the dictionaries say of words; they are opened for the first one that is asked."""
    from functools import cache

    from reader.export.senses import reading_of, sense_of
    from reader.model.ports import Sense

    @cache
    def lookup() -> "LookUp":
        from reader.cli.dictionary import watched
        from reader.face import load_lookup

        with watched() as progress:
            return load_lookup(glossary, progress)

    def sense(word: str) -> Sense:
        known = lookup()
        found = sense_of(known.words(word))
        return found or Sense(reading_of({part: known.words(part) for part in known.parts(word)}))

    return sense


def _options(arguments: argparse.Namespace, exporter: "Exporter") -> "Options":
    from reader.export.exporter import Options

    return Options(
        gloss=exporter.gloss if arguments.gloss is None else arguments.gloss,
        width=arguments.width,
        bom=arguments.bom,
        title=" ".join(arguments.title.split()),
        vocabulary=arguments.vocabulary,
        links=arguments.links or exporter.links,
    )


def _job(arguments: argparse.Namespace) -> "Job":
    """What is to be written where, settled before the first page is read."""
    from reader.cli.batch import Job
    from reader.gather import gather

    to_stdout = arguments.output == output.STDOUT
    target = Path(arguments.output)
    in_folder = not to_stdout and (target.is_dir() or arguments.output.endswith(("/", "\\")))
    sources = gather(arguments.sources, target.resolve() if in_folder else None)
    several = len(sources) > 1 or sources != tuple(arguments.sources)
    formats = _formats()
    by_name = None if to_stdout or in_folder else formats.by_suffix(arguments.output)
    in_folder = in_folder or (several and not to_stdout and by_name is None and not arguments.book)
    if arguments.to:
        exporter = formats.named(arguments.to)
    elif to_stdout or in_folder:
        exporter = formats.named("text")
    else:
        exporter = formats.of_file(arguments.output)
    together = arguments.book or (len(sources) > 1 and not in_folder)
    _check(exporter, arguments, several=len(sources) > 1, together=together)
    return Job(sources, exporter, None if to_stdout else target, in_folder, together, arguments.overwrite)


def _check(exporter: "Exporter", arguments: argparse.Namespace, *, several: bool, together: bool) -> None:
    if several and together and not exporter.collects:
        if arguments.output == output.STDOUT:
            where = _("-o FOLDER for a file each, or -o NAME.epub for one book")
            raise UsageError(
                _(
                    "these are several pages, and {name} holds one; say where they go: {where}",
                    name=exporter.name,
                    where=where,
                )
            )
        raise UsageError(
            _(
                "several pages don't fit into one {name} file; give a folder with -o, and the format with --to",
                name=exporter.name,
            )
        )
    if exporter.binary and arguments.output == output.STDOUT and output.is_terminal():
        raise UsageError(_("{name} is nothing for a terminal; name a file with -o", name=exporter.name))


def _formats() -> "Formats":
    from reader.export.exporter import EXPORTERS
    from reader.export.formats import Formats
    from reader.plugins import load

    return Formats(load(EXPORTERS))


def _width(value: str) -> int:
    if not value.isdecimal() or not 20 <= int(value) <= 200:
        raise argparse.ArgumentTypeError(_("{value!r} is no width; give a number from 20 to 200", value=value))
    return int(value)
