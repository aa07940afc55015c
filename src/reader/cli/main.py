"""One parser for all commands; errors are presented here and nowhere else."""

import argparse
import os
from collections.abc import Sequence
from difflib import get_close_matches
from pathlib import Path
from typing import NoReturn

from reader import __version__
from reader.cli import (
    brief,
    crawl,
    dictionary,
    explain,
    export,
    glossary,
    lookup,
    output,
    pinyin,
    read,
    repair,
    rules,
    sites,
    words,
)
from reader.model.errors import ReaderError, UsageError

DONE, FAILED, MISUSED = 0, 1, 2

_COMMANDS = {
    "read": read,
    "export": export,
    "repair": repair,
    "lookup": lookup,
    "explain": explain,
    "glossary": glossary,
    "dictionary": dictionary,
    "pinyin": pinyin,
    "words": words,
    "brief": brief,
    "rules": rules,
    "sites": sites,
    "crawl": crawl,
}


class _Parser(argparse.ArgumentParser):
    """A parser whose errors are one sentence with a remedy, and that knows near misses on every Python."""

    def error(self, message: str) -> NoReturn:
        raise UsageError(f"{message}; see '{self.prog} --help'")


def run(arguments: Sequence[str]) -> int:
    """Run one command; returns its exit code. Nothing is raised, unless a fault was asked to show itself."""
    output.prepare()
    try:
        chosen = _parser().parse_args(_with_command(arguments))
        code: int = chosen.run(chosen)
    except UsageError as error:
        output.complain(str(error))
        return MISUSED
    except ReaderError as error:
        output.complain(str(error))
        return FAILED
    except BrokenPipeError:
        output.abandon()
        output.complain(
            "the program at the other end of the pipe stopped reading; write to a file with -o for all of it"
        )
        return FAILED
    except KeyboardInterrupt:
        output.complain("stopped; nothing was left half-written")
        return FAILED
    except Exception as error:
        if output.wants_traceback():
            raise
        output.complain(output.fault(error))
        return FAILED
    return code


def _parser() -> argparse.ArgumentParser:
    parser = _Parser(
        prog="reader",
        description="Read scraped Chinese pages about AI: cleaned, repaired, in one script, with the terms explained.",
        epilog="Without a command, reader opens the sample page; 'reader PAGE' reads a page, as 'reader read' does.",
    )
    parser.add_argument("--version", action="version", version=f"reader {__version__}")
    commands = parser.add_subparsers(metavar="COMMAND", parser_class=_Parser)
    parser.set_defaults(run=read.run, **read.DEFAULTS)
    for name, command in _COMMANDS.items():
        summary = str(command.__doc__).partition("\n")[0]
        own = commands.add_parser(name, help=summary, description=summary)
        command.add_arguments(own)
        own.set_defaults(run=command.run)
    return parser


def _with_command(arguments: Sequence[str]) -> list[str]:
    """``reader page.html`` is ``reader read page.html``, and so is ``reader --theme light page.html``.

    Another word that is no command gets a near miss.
    """
    first = arguments[0] if arguments else ""
    if not first or first in _COMMANDS or first in ("-h", "--help", "--version"):
        return list(arguments)
    if first.startswith("-") or Path(first).exists() or os.sep in first or "." in first:
        return ["read", *arguments]
    near = get_close_matches(first, _COMMANDS, n=1)
    remedy = f"did you mean {near[0]!r}?" if near else f"the commands are {', '.join(_COMMANDS)}"
    raise UsageError(f"{first!r} is neither a command nor a file; {remedy}")
