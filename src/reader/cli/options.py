"""Options that several commands share."""

import argparse
from collections.abc import Callable
from enum import StrEnum
from typing import TypeVar

from reader.model.choices import (
    Cleaning,
    GlossPolicy,
    LinkPolicy,
    PinyinPolicy,
    PinyinStyle,
    Repairs,
    Script,
    Spacing,
    WordList,
)

E = TypeVar("E", bound=StrEnum)


def one_of(kind: type[E]) -> Callable[[str], E]:
    """A type for argparse whose error names the choices."""

    def convert(value: str) -> E:
        try:
            return kind(value)
        except ValueError:
            raise argparse.ArgumentTypeError(f"{value!r} is none of {', '.join(kind)}") from None

    return convert


def add_script(parser: argparse.ArgumentParser) -> None:
    """``--script``."""
    parser.add_argument(
        "--script",
        type=one_of(Script),
        default=Script.AUTO,
        metavar="SCRIPT",
        help="auto (default: damaged or mixed pages become simplified), simplified, taiwan, hongkong, page",
    )


def add_repairs(parser: argparse.ArgumentParser) -> None:
    """``--script``, ``--spacing``, ``--rules``, ``--without``."""
    add_script(parser)
    parser.add_argument(
        "--spacing",
        type=one_of(Spacing),
        default=Spacing.FOUND,
        metavar="HOW",
        help="spaces between Chinese and Latin: found (default), add, remove",
    )
    parser.add_argument("--rules", action="append", default=[], metavar="RULE", help="run these alone ('reader rules')")
    parser.add_argument("--without", action="append", default=[], metavar="RULE", help="leave these out")


def repairs_of(arguments: argparse.Namespace) -> Repairs:
    """What the options of `add_repairs` ask for; names may be joined by commas."""
    only, without = (
        frozenset(name.strip().replace("-", "_") for given in names for name in given.split(",") if name.strip())
        for names in (arguments.rules, arguments.without)
    )
    return Repairs(arguments.script, arguments.spacing, only, without)


def add_gloss(parser: argparse.ArgumentParser, default: GlossPolicy | None) -> None:
    """``--gloss``; None stands for what the format is used to."""
    parser.add_argument(
        "--gloss",
        type=one_of(GlossPolicy),
        default=default,
        metavar="WHERE",
        help=f"glosses beside terms: none, first (mention), all, or those unknown to you; "
        f"default {default or 'as usual for the format'}",
    )


def add_links(parser: argparse.ArgumentParser) -> None:
    """``--links``; None stands for what the format is used to."""
    parser.add_argument(
        "--links",
        type=one_of(LinkPolicy),
        metavar="HOW",
        help="the page's links and pictures: none, inline, footnotes (text and Markdown); default: none in text",
    )


def add_glossary(parser: argparse.ArgumentParser) -> None:
    """``--glossary``."""
    parser.add_argument(
        "--glossary", action="append", default=[], metavar="FILE", help="a glossary of your own, over the others"
    )


def add_overwrite(parser: argparse.ArgumentParser) -> None:
    """``--overwrite``."""
    parser.add_argument("--overwrite", action="store_true", help="write over files that are there already")


def add_pinyin(parser: argparse.ArgumentParser) -> None:
    """``--pinyin`` and ``--style``."""
    parser.add_argument(
        "--pinyin",
        type=one_of(PinyinPolicy),
        default=PinyinPolicy.NONE,
        metavar="WHERE",
        help="pinyin above words: none (default), all, or those unknown to you",
    )
    parser.add_argument(
        "--style",
        type=one_of(PinyinStyle),
        default=PinyinStyle.MARKS,
        metavar="STYLE",
        help="of pinyin: marks (default), numbers, bopomofo",
    )


def add_sites(parser: argparse.ArgumentParser) -> None:
    """``--sites``."""
    parser.add_argument(
        "--sites", action="append", default=[], metavar="FILE", help="rules for sites ('reader sites'), over your own"
    )


def _add_address(parser: argparse.ArgumentParser) -> None:
    """``--address``."""
    parser.add_argument(
        "--address",
        type=_address,
        metavar="URL",
        help="where the page is from, for the rules of its site; default: as the page says",
    )


def _address(value: str) -> str:
    from reader.clean.address import host_of

    if not host_of(value):
        raise argparse.ArgumentTypeError(f"{value!r} is no address; give one like https://example.org/page or a host")
    return value


def add_cleaning(parser: argparse.ArgumentParser) -> None:
    """``--force``, ``--fold-repeats``, ``--sites``, ``--address``."""
    add_sites(parser)
    _add_address(parser)
    parser.add_argument(
        "--force",
        action="store_true",
        help="keep the best guess of a page that has no article: a list of links, a form",
    )
    parser.add_argument(
        "--fold-repeats",
        action="store_true",
        help="leave out paragraphs that say again what one before them has said",
    )


def cleaning_of(arguments: argparse.Namespace) -> Cleaning:
    """What the options of `add_cleaning` ask for."""
    return Cleaning(force=arguments.force, fold_repeats=arguments.fold_repeats)


def add_json(parser: argparse.ArgumentParser) -> None:
    """``--json``."""
    parser.add_argument("--json", action="store_true", help="for programs")


def add_word_list(parser: argparse.ArgumentParser) -> None:
    """``--list``."""
    parser.add_argument(
        "--list",
        type=one_of(WordList),
        default=WordList.HSK_2025,
        metavar="LIST",
        help="which HSK list: 2025 (default, the syllabus in force), 2021 (GF0025-2021) or 2.0",
    )
