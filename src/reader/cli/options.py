"""Options that several commands share."""

import argparse
from collections.abc import Callable
from enum import StrEnum
from typing import TypeVar

from reader.config import OPTIONS, Config, choices_of, load
from reader.localization import translate as _
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
            raise argparse.ArgumentTypeError(
                _("{value!r} is none of {names}", value=value, names=", ".join(kind))
            ) from None

    convert.words = list(kind)  # type: ignore[attr-defined]  # what a shell may complete
    return convert


def add_settings(parser: argparse._ArgumentGroup) -> None:
    """An option for each setting of config.toml; left out, the setting counts (see `settings_of`)."""
    for option in OPTIONS:
        if option.kind is bool:
            parser.add_argument(f"--{option.name}", action=argparse.BooleanOptionalAction, help=option.about)
        elif isinstance(option.kind, range):
            span = f"{option.kind[0]}–{option.kind[-1]}"
            parser.add_argument(f"--{option.name}", type=_number_in(option.kind), metavar=span, help=option.about)
        else:
            kind = one_of(option.kind)
            action = parser.add_argument(f"--{option.name}", type=kind, metavar=option.metavar, help=option.about)
            action.words = choices_of(option)  # type: ignore[attr-defined]  # for `reader.cli.parser.Formatter`


def _number_in(span: range) -> Callable[[str], int]:
    def convert(value: str) -> int:
        if not (value.isascii() and value.isdigit() and int(value[:9]) in span):
            raise argparse.ArgumentTypeError(
                _("{value!r} is no number from {least} to {most}", value=value, least=span[0], most=span[-1])
            )
        return int(value)

    return convert


def settings_of(arguments: argparse.Namespace) -> Config:
    """The person's settings, under what the options of `add_settings` say. Raises ConfigError."""
    given = {option.field: value for option in OPTIONS if (value := getattr(arguments, option.field, None)) is not None}
    return load()._replace(**given)


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


def add_gloss(parser: argparse.ArgumentParser) -> None:
    """``--gloss``; left out, it is what the format is used to."""
    parser.add_argument(
        "--gloss",
        type=one_of(GlossPolicy),
        metavar="WHERE",
        help="glosses beside terms: none, first (mention), all, or those unknown to you; default: as usual",
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
        raise argparse.ArgumentTypeError(
            _("{value!r} is no address; give one like https://example.org/page or a host", value=value)
        )
    return value


def add_media(parser: argparse.ArgumentParser) -> None:
    """``--as``."""
    parser.add_argument(
        "--as",
        dest="media",
        type=_media,
        metavar="KIND",
        help="what a page is: page (HTML or text, to be cleaned) or markdown; default: as it is named",
    )


def _media(value: str) -> str:
    kinds = {"page": "text/plain", "markdown": "text/markdown"}
    if value not in kinds:
        raise argparse.ArgumentTypeError(_("{value!r} is none of {names}", value=value, names=", ".join(kinds)))
    return kinds[value]


def add_cleaning(parser: argparse.ArgumentParser) -> None:
    """``--as``, ``--force``, ``--fold-repeats``, ``--sites``, ``--address``."""
    add_media(parser)
    add_sites(parser)
    _add_address(parser)
    add_force(parser)


def add_force(parser: argparse.ArgumentParser) -> None:
    """``--force``, ``--fold-repeats``."""
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
