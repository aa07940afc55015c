"""Read pages in the terminal."""

import argparse
import os
import sys
from typing import Any

from reader.cli.options import add_cleaning, add_glossary, add_settings

DEFAULTS: dict[str, Any] = {
    "sources": [],
    "plain": False,
    "glossary": [],
    "force": False,
    "fold_repeats": False,
    "sites": [],
    "address": None,
    "width": None,
}


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """``reader read``."""
    parser.add_argument(
        "sources",
        nargs="*",
        metavar="SOURCE",
        help="a page (HTML, text, Markdown, EPUB), an address of the web, - for standard input, clipboard:, lib:3 from "
        "the library; of several you choose, and of a folder; the library itself if left out",
    )
    parser.add_argument(
        "--plain", action="store_true", help="in lines, without a screen; so it is in a pipe, and where TERM is dumb"
    )
    add_glossary(parser)
    add_cleaning(parser)
    add_settings(parser.add_argument_group("settings", "As 'reader config' has them, unless they are given here."))


def run(arguments: argparse.Namespace) -> int:
    """Open the screen, or print lines where there is none."""
    from reader.gather import gather

    sources = gather(arguments.sources) or ("",)
    if arguments.plain or not has_screen():
        from reader.cli.plain import read_plain

        return read_plain(sources, arguments)
    from reader.cli.screen import read_on_screen

    return read_on_screen(sources, arguments)


def has_screen() -> bool:
    """Whether there is a terminal that can move its cursor, or a page in a browser ('reader serve')."""
    if os.environ.get("TEXTUAL_DRIVER", "").endswith(":WebDriver"):
        return True
    return sys.stdout is not None and sys.stdout.isatty() and os.environ.get("TERM", "") != "dumb"
