"""Options that several commands share."""

import argparse

from reader.model.choices import GlossPolicy, Script


def add_script(parser: argparse.ArgumentParser) -> None:
    """``--script``."""
    parser.add_argument(
        "--script",
        type=Script,
        choices=list(Script),
        default=Script.AUTO,
        metavar="SCRIPT",
        help="auto (default: damaged or mixed pages become simplified), simplified, taiwan, hongkong, page",
    )


def add_gloss(parser: argparse.ArgumentParser, default: GlossPolicy) -> None:
    """``--gloss``."""
    parser.add_argument(
        "--gloss",
        type=GlossPolicy,
        choices=list(GlossPolicy),
        default=default,
        metavar="WHERE",
        help=f"glosses beside terms: none, first (mention) or all; default {default}",
    )


def add_glossary(parser: argparse.ArgumentParser) -> None:
    """``--glossary``."""
    parser.add_argument(
        "--glossary", action="append", default=[], metavar="FILE", help="a glossary of your own, over the others"
    )


def add_force(parser: argparse.ArgumentParser) -> None:
    """``--force``."""
    parser.add_argument(
        "--force",
        action="store_true",
        help="keep the best guess of a page that has no article: a list of links, a form",
    )


def add_json(parser: argparse.ArgumentParser) -> None:
    """``--json``."""
    parser.add_argument("--json", action="store_true", help="for programs")
