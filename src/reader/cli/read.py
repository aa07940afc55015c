"""Read a page in the terminal."""

import argparse
import os
import sys
from typing import TYPE_CHECKING, Any

from reader.cli import output
from reader.cli.opening import open_library, page_of
from reader.cli.options import (
    add_cleaning,
    add_gloss,
    add_glossary,
    add_pinyin,
    add_script,
    add_word_list,
    cleaning_of,
)
from reader.model.choices import GlossPolicy, PinyinPolicy, PinyinStyle, Script, WordList
from reader.model.errors import ReaderError, TargetError

if TYPE_CHECKING:
    from reader.lexicon.dictionary.lookup import LookUp
    from reader.lexicon.glossary import Glossary
    from reader.library.words import Words
    from reader.pipeline import Pipeline

DEFAULTS: dict[str, Any] = {
    "source": None,
    "script": Script.AUTO,
    "gloss": GlossPolicy.FIRST,
    "glossary": [],
    "width": 80,
    "theme": "dark",
    "pinyin": PinyinPolicy.NONE,
    "style": PinyinStyle.MARKS,
    "list": WordList.HSK_2025,
    "force": False,
    "fold_repeats": False,
    "sites": [],
    "address": None,
}


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """``reader read``."""
    parser.add_argument(
        "source",
        nargs="?",
        help="a page (HTML or text; - for standard input; lib:3 from the library); the sample page if left out",
    )
    add_script(parser)
    add_gloss(parser, GlossPolicy.FIRST)
    add_glossary(parser)
    add_cleaning(parser)
    parser.add_argument("--width", type=_width, default=80, metavar="CELLS", help="reading width, 20–200; default 80")
    parser.add_argument("--theme", choices=["dark", "light"], default="dark", help="default dark")
    add_pinyin(parser)
    add_word_list(parser)


def run(arguments: argparse.Namespace) -> int:
    """Open the screen."""
    from dataclasses import replace

    from reader.sites.teacher import Teacher, load_rules
    from reader.sources import STDIN, sample

    if not sys.stdout.isatty():
        raise TargetError("reading needs a terminal; use 'reader export' to write the page to a file or a pipe")
    source = page_of(arguments.source) if arguments.source else sample()
    source = replace(source, address=arguments.address or source.address)
    if arguments.source == STDIN:
        _take_keys_from_terminal()

    def load() -> "tuple[Pipeline, Glossary]":
        from reader.face import load_glossary
        from reader.pipeline import Pipeline

        glossary = load_glossary(arguments.glossary)
        return Pipeline(glossary.terms(), load_rules(arguments.sites)), glossary

    from reader.tui.app import run as show

    damage: list[str] = []

    def remembering() -> "Words":
        return open_library(damage.append).words

    def dictionaries(glossary: "Glossary") -> "LookUp":
        from reader.face import load_lookup

        return load_lookup(glossary)

    failed: ReaderError | None = show(
        source,
        load,
        script=arguments.script,
        gloss=arguments.gloss,
        width=arguments.width,
        theme=arguments.theme,
        pinyin=arguments.pinyin,
        style=arguments.style,
        listed=arguments.list,
        remember=remembering,
        dictionaries=dictionaries,
        cleaning=cleaning_of(arguments),
        teacher=Teacher(others=arguments.sites),
    )
    for sentence in damage:
        output.tell(sentence)
    if failed:
        raise failed
    return 0


def _width(value: str) -> int:
    if not value.isdigit() or not 20 <= int(value) <= 200:
        raise argparse.ArgumentTypeError(f"{value!r} is no reading width; give a number from 20 to 200")
    return int(value)


def _take_keys_from_terminal() -> None:
    """After a page came through standard input, the keys come from the terminal itself."""
    try:
        terminal = os.open("/dev/tty", os.O_RDONLY)
    except OSError:
        raise TargetError("there is no terminal to take keys from; save the page and name the file") from None
    os.dup2(terminal, 0)
    os.close(terminal)
