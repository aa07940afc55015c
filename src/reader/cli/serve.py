"""Read a page in a browser, by the same keys, on this machine."""

import argparse
import shlex
import subprocess
import sys
from collections.abc import Sequence

from reader.cli import output
from reader.cli.options import add_cleaning, add_glossary, add_settings, settings_of
from reader.config import OPTIONS
from reader.localization import translate as _
from reader.model.errors import TargetError, UsageError


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """``reader serve``."""
    parser.add_argument("source", nargs="?", help="a page (HTML or text); the library if left out")
    parser.add_argument(
        "--host",
        default="127.0.0.1",
        metavar="ADDRESS",
        help="where to listen; 127.0.0.1 (default) is for this machine alone, 0.0.0.0 for all that can reach it",
    )
    parser.add_argument("--port", type=_port, default=8000, metavar="PORT", help="default 8000; 0: any that is free")
    parser.add_argument("--open", action="store_true", help="open the address in your browser")
    add_glossary(parser)
    add_cleaning(parser)
    add_settings(parser.add_argument_group("settings", "As 'reader config' has them, unless they are given here."))


def run(arguments: argparse.Namespace) -> int:
    """Serve until somebody stops it."""
    from reader.cli.screen import check_keys
    from reader.sources import STDIN, read_source

    if arguments.source == STDIN:
        raise UsageError(_("standard input can be read once only; save the page, and serve the file"))
    if arguments.source:
        read_source(arguments.source)
    check_keys(settings_of(arguments))
    try:
        from reader.serving.server import ReaderServer
    except ImportError as error:
        if (error.name or "").partition(".")[0] == "reader":
            raise
        told = _("'reader serve' needs textual-serve; install it with: pip install 'annotated-reader[serve]'")
        raise TargetError(told) from None

    title = f"{arguments.source} – Reader" if arguments.source else "Reader"
    server = ReaderServer(command_line(words_of(arguments)), arguments.host, arguments.port, title)
    server.run(_announce_and_open if arguments.open else _announce)
    return 0


def _announce(address: str) -> None:
    output.emit(address)
    output.tell(_("Open this address in a browser; ctrl+c ends it."))


def _announce_and_open(address: str) -> None:
    import webbrowser

    _announce(address)
    webbrowser.open(address)


def words_of(arguments: argparse.Namespace) -> list[str]:
    """What 'reader read' is to be given, for the same page under the same options."""
    words = [f"--{name}={value}" for name in ("glossary", "sites") for value in getattr(arguments, name)]
    words += [f"--{name}" for name in ("force", "fold-repeats") if getattr(arguments, name.replace("-", "_"))]
    words += [f"--address={arguments.address}"] * bool(arguments.address)
    for option in OPTIONS:
        value = getattr(arguments, option.field)
        if isinstance(value, bool):
            words.append(f"--{'' if value else 'no-'}{option.name}")
        elif value is not None:
            words.append(f"--{option.name}={value}")
    return [*words, *(("--", arguments.source) if arguments.source else ())]


def _port(value: str) -> int:
    if not (value.isascii() and value.isdigit() and int(value[:6]) < 1 << 16):
        raise argparse.ArgumentTypeError(_("{value!r} is no port; give a number from 0 to 65535", value=value))
    return int(value)


def command_line(arguments: Sequence[str]) -> str:
    """The line for a shell that reads a page with ``arguments``, whatever stands in them.

    >>> command_line(["a b.html; rm -rf ~"]).endswith(" -m reader read 'a b.html; rm -rf ~'")
    True
    """
    words = [sys.executable, "-m", "reader", "read", *arguments]
    return subprocess.list2cmdline(words) if sys.platform == "win32" else shlex.join(words)
