"""Repair a text as a filter: nothing is cleaned away."""

import argparse
import sys
from pathlib import Path

from reader.cli import output
from reader.cli.options import add_overwrite, add_repairs, repairs_of
from reader.localization import translate as _


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """``reader repair``."""
    parser.add_argument("source", nargs="?", default=output.STDIN, help="a text; standard input if left out")
    parser.add_argument("-o", "--output", default=output.STDOUT, metavar="FILE", help="a file, or - (default)")
    add_overwrite(parser)
    add_repairs(parser)


def run(arguments: argparse.Namespace) -> int:
    """Text in, the same text repaired out."""
    from reader.decode import decode_lines
    from reader.pipeline import repair_stream
    from reader.sources import read_stream, write_atomically

    if arguments.source == output.STDIN and sys.stdin is not None and sys.stdin.isatty():
        output.tell(_("reading from the keyboard; end with Ctrl-D"))
    head, rest = read_stream(arguments.source)
    repaired = repair_stream(*decode_lines(arguments.source, head, rest), repairs_of(arguments))
    if arguments.output == output.STDOUT:
        for line in repaired:
            output.emit(line, end="")
    else:
        write_atomically(Path(arguments.output), "".join(repaired), overwrite=arguments.overwrite)
    return 0
