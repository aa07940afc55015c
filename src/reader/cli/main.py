"""One parser for all commands; errors are presented here and nowhere else."""

import argparse
import os
import re
from collections.abc import Sequence
from itertools import pairwise
from pathlib import Path

from reader import __version__, localization
from reader.cli import (
    brief,
    completion,
    config,
    crawl,
    dictionary,
    explain,
    export,
    glossary,
    library,
    lookup,
    output,
    pinyin,
    read,
    repair,
    rules,
    serve,
    sites,
    words,
)
from reader.cli.opening import LIBRARY
from reader.cli.parser import Parser
from reader.config import did_you_mean, language_set
from reader.localization import translate as _
from reader.model.errors import ReaderError, UsageError

_LIBRARY = re.compile(rf"{LIBRARY}\d+")

DONE, FAILED, MISUSED = 0, 1, 2

_COMMANDS = {
    "read": read,
    "serve": serve,
    "export": export,
    "repair": repair,
    "lookup": lookup,
    "explain": explain,
    "glossary": glossary,
    "dictionary": dictionary,
    "pinyin": pinyin,
    "library": library,
    "words": words,
    "brief": brief,
    "rules": rules,
    "sites": sites,
    "config": config,
    "completion": completion,
    "crawl": crawl,
}


def run(arguments: Sequence[str]) -> int:
    """Run one command; returns its exit code. Nothing is raised, unless a fault was asked to show itself."""
    output.prepare()
    localization.speak_when_asked(lambda: _language(arguments))
    try:
        chosen = make_parser().parse_args(_with_command(arguments))
        code: int = chosen.run(chosen)
    except UsageError as error:
        output.complain(str(error))
        return MISUSED
    except ReaderError as error:
        output.complain(str(error))
        return FAILED
    except BrokenPipeError:  # head has seen enough, and knows
        output.abandon()
        return FAILED
    except KeyboardInterrupt:
        output.complain(_("stopped; nothing was left half-written"))
        return FAILED
    except Exception as error:
        if output.wants_traceback():
            raise
        output.complain(output.fault(error))
        return FAILED
    return code


def make_parser() -> argparse.ArgumentParser:
    """The parser of all commands."""
    parser = Parser(
        prog="reader",
        description="Read scraped Chinese pages about AI: cleaned, repaired, in one script, with the terms explained.",
        epilog="Without a command, reader opens the library, at first the sample page; 'reader PAGE' reads a page.",
    )
    parser.add_argument("--version", action="version", version=f"reader {__version__}")
    commands = parser.add_subparsers(metavar="COMMAND", parser_class=Parser)
    parser.set_defaults(run=read.run, **read.DEFAULTS)
    for name, command in _COMMANDS.items():
        summary = str(command.__doc__).partition("\n")[0]
        own = commands.add_parser(name, help=summary, description=summary)
        command.add_arguments(own)
        own.set_defaults(run=command.run)
    return parser


def _language(arguments: Sequence[str]) -> str:
    """The language that ``--language`` asks for, or the settings; looked up before anything else can be understood."""
    for option, value in pairwise((*arguments, "")):
        if option == "--language":
            return value
        if option.startswith("--language="):
            return option.partition("=")[2]
    return language_set()


def _with_command(arguments: Sequence[str]) -> list[str]:
    """``reader page.html`` is ``reader read page.html``, and so is ``reader --theme light page.html``.

    Another word that is no command gets a near miss.
    """
    first = arguments[0] if arguments else ""
    if not first or first in _COMMANDS or first in ("-h", "--help", "--version"):
        return list(arguments)
    if first.startswith("-") or Path(first).exists() or os.sep in first or "." in first:
        return ["read", *arguments]
    if first == "clipboard:" or _LIBRARY.fullmatch(first):
        return ["read", *arguments]
    remedy = did_you_mean(first, _COMMANDS, _("the commands are {names}", names=", ".join(_COMMANDS)))
    raise UsageError(_("{name!r} is neither a command nor a file; {remedy}", name=first, remedy=remedy))
