"""Pages on the screen: one, or one after the other out of a list."""

import argparse
import os
from collections.abc import Callable, Sequence
from functools import cache, partial
from typing import TYPE_CHECKING

from reader.cli import output
from reader.cli.opening import open_library
from reader.cli.options import cleaning_of, settings_of
from reader.cli.pages import open_source
from reader.localization import translate as _
from reader.model.errors import ReaderError, TargetError

if TYPE_CHECKING:
    from reader.config import Config
    from reader.lexicon.glossary import Glossary
    from reader.model.document import Source
    from reader.pipeline import Pipeline


def read_on_screen(sources: Sequence[str], arguments: argparse.Namespace) -> int:
    """Show the page; of several, those that are chosen until the reader leaves the list. Raises ReaderError."""
    config = settings_of(arguments)
    check_keys(config)
    show = _showing(config, arguments)
    if len(sources) == 1:
        if (failed := show(sources[0])) is not None:
            raise failed
        return 0
    from reader.tui.pages import choose

    at, told = 0, ""
    while (chosen := choose(sources, at, told, config)) is not None:
        at = chosen
        failed = show(sources[at])
        told = str(failed) if failed is not None else ""
    return 0


def _showing(config: "Config", arguments: argparse.Namespace) -> Callable[[str], ReaderError | None]:
    """A function that shows a page, and gives back what kept it from that."""
    from reader.cuts import OwnCuts
    from reader.sites.teacher import Teacher, load_rules
    from reader.sources import STDIN

    cuts = OwnCuts()

    @cache
    def load() -> "tuple[Pipeline, Glossary]":
        from reader.face import load_glossary
        from reader.pipeline import Pipeline

        glossary = load_glossary(arguments.glossary)
        return Pipeline(glossary.terms(), load_rules(arguments.sites), cuts.read()), glossary

    def show(name: str) -> ReaderError | None:
        from reader.face import load_lookup
        from reader.tui.app import run

        try:
            source = opened(name) if name else None  # the library, or the sample page on a first run
        except ReaderError as error:
            return error
        damage: list[str] = []
        failed = run(
            source,
            load,
            config=config,
            remember=partial(open_library, damage.append),
            dictionaries=load_lookup,
            cleaning=cleaning_of(arguments),
            teacher=Teacher(others=arguments.sites),
            cuts=cuts,
        )
        for sentence in damage:
            output.tell(sentence)
        return failed

    @cache  # standard input can be read once
    def opened(name: str) -> "Source":
        source = open_source(name, arguments)
        if name == STDIN:
            _take_keys_from_terminal()
        return source

    return show


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
        raise TargetError(_("there is no terminal to take keys from; read with --plain, or save the page")) from None
    os.dup2(terminal, 0)
    os.close(terminal)
