"""The only printer: results to stdout, talk to stderr, page text never raw to a terminal."""

import os
import sys
from io import TextIOWrapper

from reader.model.errors import TargetError
from reader.model.escape import printable

STDIN = STDOUT = "-"  # as a name on the command line


def prepare() -> None:
    """UTF-8 for what is said, whatever the locale; results are encoded by `emit`."""
    if isinstance(sys.stderr, TextIOWrapper):
        sys.stderr.reconfigure(encoding="utf-8", errors="backslashreplace")


def emit(text: str, end: str = "\n") -> None:
    """Write a result. Controls are made visible on a terminal; a pipe or a file gets the text as it is.

    Raises TargetError, BrokenPipeError.
    """
    if sys.stdout is None or sys.stdout.closed:
        raise TargetError("standard output is closed; write to a file with -o")
    shown = printable(text) if sys.stdout.isatty() else text
    try:
        _write_all((shown + end).encode("utf-8", "backslashreplace"))
    except BrokenPipeError:
        raise
    except OSError as error:
        abandon()
        reason = (error.strerror or str(error)).lower()
        raise TargetError(f"can't write to standard output: {reason}; write to a file with -o") from error


def _write_all(data: bytes) -> None:
    """Write and flush. Unbuffered (PYTHONUNBUFFERED), a write may take a part of its data and say so."""
    rest = memoryview(data)
    while rest:
        rest = rest[sys.stdout.buffer.write(rest) :]
    sys.stdout.buffer.flush()


def tell(message: str) -> None:
    """Say something to the person."""
    if sys.stderr is not None and not sys.stderr.closed:
        sys.stderr.write(f"{printable(message)}\n")


def complain(message: str) -> None:
    """Say what went wrong, in one line."""
    tell(f"reader: {' '.join(message.split())}")


def count(number: int, one: str, many: str) -> str:
    """``1 entry``, ``2 entries``."""
    return f"{number:,} {one if number == 1 else many}"


def emit_bytes(data: bytes) -> None:
    """Write a result that is no text. Raises TargetError on a terminal, BrokenPipeError."""
    if sys.stdout is None or sys.stdout.closed or sys.stdout.isatty():
        raise TargetError("this format is no text for a terminal; give a file to write to")
    _write_all(data)


def abandon() -> None:
    """Stop writing to a stdout that nobody reads, so that Python's own last flush does not complain."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, sys.stdout.fileno())
    os.close(nowhere)
