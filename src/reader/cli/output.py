"""The only printer: results to stdout, talk to stderr, page text never raw to a terminal."""

import os
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from io import TextIOWrapper

from reader.localization import reason_of
from reader.localization import translate as _
from reader.model.errors import TargetError
from reader.model.escape import printable

STDIN = STDOUT = "-"  # as a name on the command line

_TRACEBACK = "READER_TRACEBACK"  # set: a fault ends in Python's own report
_PAUSE = 0.1  # seconds from one sign of progress to the next
_CLEAR = "\r\x1b[K"
_NAME = 30  # characters of a name, so that the line fits

_shown_at = 0.0  # when progress was last shown; 0 when none stands on the terminal


def prepare() -> None:
    """UTF-8 for what is said, whatever the locale; results are encoded by `emit`."""
    if isinstance(sys.stderr, TextIOWrapper):
        sys.stderr.reconfigure(encoding="utf-8", errors="backslashreplace")


def emit(text: str, end: str = "\n") -> None:
    """Write a result. Controls are made visible on a terminal; a pipe or a file gets the text as it is.

    Raises TargetError, BrokenPipeError.
    """
    shown = printable(text) if is_terminal() else text
    _deliver((shown + end).encode("utf-8", "backslashreplace"))


def emit_bytes(data: bytes) -> None:
    """Write a result that an exporter made: on a terminal as text, otherwise byte by byte.

    Raises TargetError, BrokenPipeError.
    """
    if is_terminal():
        emit(data.decode("utf-8", "backslashreplace"), end="")
    else:
        _deliver(data)


def is_terminal() -> bool:
    """Whether results go to a terminal."""
    return sys.stdout is not None and not sys.stdout.closed and sys.stdout.isatty()


def _deliver(data: bytes) -> None:
    if sys.stdout is None or sys.stdout.closed:
        raise TargetError(_("standard output is closed; write to a file with -o"))
    try:
        _write_all(data)
    except BrokenPipeError:
        raise
    except OSError as error:
        abandon()
        reason = reason_of(error)
        raise TargetError(
            _("can't write to standard output: {reason}; write to a file with -o", reason=reason)
        ) from error


def _write_all(data: bytes) -> None:
    """Write and flush. Unbuffered (PYTHONUNBUFFERED), a write may take a part of its data and say so."""
    rest = memoryview(data)
    while rest:
        rest = rest[sys.stdout.buffer.write(rest) :]
    sys.stdout.buffer.flush()


def tell(message: str) -> None:
    """Say something to the person."""
    if sys.stderr is not None and not sys.stderr.closed:
        _clear()
        sys.stderr.write(f"{printable(message)}\n")


@contextmanager
def waiting(message: str) -> Iterator[None]:
    """Say what is waited for, on a line that goes again; only while a person watches. An empty message says nothing."""
    global _shown_at  # noqa: PLW0603 - there is one terminal
    if message and is_watched():
        _shown_at = time.monotonic()
        sys.stderr.write(f"{_CLEAR}{printable(message)}")
        sys.stderr.flush()
    try:
        yield
    finally:
        _clear()


def progress(done: int, of: int, name: str = "") -> None:
    """Show how far a long work is, on one line that the next thing said replaces; only while a person watches.

    ``done`` equal to ``of`` clears it.
    """
    if of < 2 or not is_watched():
        return
    if done == of:
        _clear()
    elif time.monotonic() - _shown_at >= _PAUSE:
        show(f"{done + 1} of {of}  {' '.join(printable(name).split())[-_NAME:]}")


def show(line: str) -> None:
    """Show a line that the next thing said replaces; for whoever has asked `is_watched`."""
    global _shown_at  # noqa: PLW0603 - there is one terminal
    _shown_at = time.monotonic()
    sys.stderr.write(f"{_CLEAR}{line}")
    sys.stderr.flush()


def is_watched() -> bool:
    """Whether a person looks at what is said."""
    return (
        sys.stderr is not None
        and not sys.stderr.closed
        and sys.stderr.isatty()
        and os.environ.get("TERM", "") != "dumb"
    )


def _clear() -> None:
    global _shown_at  # noqa: PLW0603 - see above
    if _shown_at:
        _shown_at = 0.0
        sys.stderr.write(_CLEAR)
        sys.stderr.flush()


def fault(error: Exception) -> str:
    """A sentence for what should not have happened."""
    return f"this is a fault in Reader: {type(error).__name__}: {error}; set {_TRACEBACK}=1 and report it"


def wants_traceback() -> bool:
    """Whether faults are to end in Python's own report."""
    return bool(os.environ.get(_TRACEBACK))


def complain(message: str) -> None:
    """Say what went wrong, in one line."""
    tell(f"reader: {' '.join(message.split())}")


def count(number: int, one: str, many: str) -> str:
    """``1 entry``, ``2 entries``."""
    return f"{number:,} {one if number == 1 else many}"


def abandon() -> None:
    """Stop writing to a stdout that nobody reads, so that Python's own last flush does not complain."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, sys.stdout.fileno())
    os.close(nowhere)
