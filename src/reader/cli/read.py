"""Read a page in the terminal."""

import argparse
import os
import sys
from functools import partial
from typing import TYPE_CHECKING, Any

from reader.cli import output
from reader.cli.options import add_cleaning, add_glossary, add_settings, cleaning_of, settings_of
from reader.cli.words import open_words
from reader.model.errors import ReaderError, TargetError

if TYPE_CHECKING:
    from reader.config import Config
    from reader.lexicon.dictionary.lookup import LookUp
    from reader.lexicon.glossary import Glossary
    from reader.pipeline import Pipeline

DEFAULTS: dict[str, Any] = {
    "source": None,
    "glossary": [],
    "force": False,
    "fold_repeats": False,
    "sites": [],
    "address": None,
}


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """``reader read``."""
    parser.add_argument(
        "source", nargs="?", help="a page (HTML or text; - for standard input); the sample page if left out"
    )
    add_glossary(parser)
    add_cleaning(parser)
    add_settings(parser.add_argument_group("settings", "As 'reader config' has them, unless they are given here."))


def run(arguments: argparse.Namespace) -> int:
    """Open the screen."""
    from dataclasses import replace

    from reader.sites.teacher import Teacher, load_rules
    from reader.sources import STDIN, read_source, sample

    if not sys.stdout.isatty():
        raise TargetError("reading needs a terminal; use 'reader export' to write the page to a file or a pipe")
    source = replace(read_source(arguments.source) if arguments.source else sample(), address=arguments.address or "")
    config = settings_of(arguments)
    check_keys(config)
    if arguments.source == STDIN:
        _take_keys_from_terminal()

    def load() -> "tuple[Pipeline, Glossary]":
        from reader.face import load_glossary
        from reader.pipeline import Pipeline

        glossary = load_glossary(arguments.glossary)
        return Pipeline(glossary.terms(), load_rules(arguments.sites)), glossary

    from reader.tui.app import run as show

    damage: list[str] = []

    def dictionaries(glossary: "Glossary") -> "LookUp":
        from reader.face import load_lookup

        return load_lookup(glossary)

    failed: ReaderError | None = show(
        source,
        load,
        config=config,
        remember=partial(open_words, damage.append),
        dictionaries=dictionaries,
        cleaning=cleaning_of(arguments),
        teacher=Teacher(others=arguments.sites),
    )
    for sentence in damage:
        output.tell(sentence)
    if failed:
        raise failed
    return 0


def check_keys(config: "Config") -> None:
    """Raises ConfigError when the settings give keys that can't be given."""
    from reader.config import refused
    from reader.tui.keymap import problems

    if found := tuple(problems(config.keys, config.file)):
        raise refused(found)


def _take_keys_from_terminal() -> None:
    """After a page came through standard input, the keys come from the terminal itself."""
    try:
        terminal = os.open("/dev/tty", os.O_RDONLY)
    except OSError:
        raise TargetError("there is no terminal to take keys from; save the page and name the file") from None
    os.dup2(terminal, 0)
    os.close(terminal)
