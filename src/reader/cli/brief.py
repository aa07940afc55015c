"""Tell of a page before reading it: length, time, terms, difficulty."""

import argparse
import sys

from reader.cli import output
from reader.cli.options import add_glossary, add_json, add_word_list


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """``reader brief``."""
    parser.add_argument("source", metavar="SOURCE", help="a page (HTML or text; - for standard input)")
    parser.add_argument("--plot", action="store_true", help="draw bars even when no terminal shows them")
    add_word_list(parser)
    add_glossary(parser)
    add_json(parser)


def run(arguments: argparse.Namespace) -> int:
    """Print the brief."""
    from reader.cli.pages import open_source
    from reader.cuts import OwnCuts
    from reader.face import brief_of, load_glossary
    from reader.lexicon.brief_text import as_lines
    from reader.pipeline import Pipeline

    source = open_source(arguments.source, arguments)
    glossary = load_glossary(arguments.glossary)
    found = brief_of(Pipeline(glossary.terms(), cuts=OwnCuts().read()).read(source), glossary, arguments.list)
    if arguments.json:
        import json
        from dataclasses import asdict

        plain = asdict(found) | {"hardest": [word._asdict() for word in found.hardest]}
        output.emit(json.dumps(plain, ensure_ascii=False, indent=2))
    else:
        output.emit("\n".join(as_lines(found, bars=arguments.plot or sys.stdout.isatty())))
    return 0
