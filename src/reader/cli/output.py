"""The only printer: results to stdout, talk to stderr, page text never raw to a terminal."""

import os
import sys
from io import TextIOWrapper

from reader.model.errors import TargetError
from reader.model.escape import printable


def prepare() -> None:
    """UTF-8 and line feeds on both streams, whatever the locale says; what can't be encoded is told, not raised."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace", newline="\n")


def emit(text: str, end: str = "\n") -> None:
    """Write a result. Controls are made visible on a terminal; a pipe or a file gets the text as it is."""
    if sys.stdout is None or sys.stdout.closed:
        raise TargetError("standard output is closed; write to a file with -o")
    sys.stdout.write((printable(text) if sys.stdout.isatty() else text) + end)


def tell(message: str) -> None:
    """Say something to the person."""
    if sys.stderr is not None and not sys.stderr.closed:
        sys.stderr.write(f"{printable(message)}\n")


def complain(message: str) -> None:
    """Say what went wrong, in one line."""
    tell(f"reader: {' '.join(message.split())}")


def flush() -> None:
    """Let a closed pipe or a full disk show now, not when Python ends. Raises TargetError, BrokenPipeError."""
    try:
        if sys.stdout is not None and not sys.stdout.closed:
            sys.stdout.flush()
    except BrokenPipeError:
        raise
    except OSError as error:
        abandon()
        reason = (error.strerror or str(error)).lower()
        raise TargetError(f"can't write to standard output: {reason}; write to a file with -o") from error


def abandon() -> None:
    """Stop writing to a stdout that nobody reads, so that Python's own last flush does not complain."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, sys.stdout.fileno())
    os.close(nowhere)
