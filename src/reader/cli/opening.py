"""Opening what is remembered, for the commands that ask for it."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from reader.cli import output
from reader.localization import translate as _
from reader.model.errors import UsageError

if TYPE_CHECKING:
    from reader.library.library import Library
    from reader.model.document import Source

LIBRARY = "lib:"  # before the number of a document, where the name of a page is asked for


def open_library(tell: Callable[[str], None] = output.tell) -> "Library":
    """The person's library; ``tell`` hears of a damaged one. Raises LibraryError."""
    from reader.library.library import Library
    from reader.repair.script import fold_script
    from reader.sources import user_library

    return Library(user_library(), fold_script, tell)


def page_of(name: str) -> "Source":
    """A page by its name: a file, - for standard input, or ``lib:3`` for one of the library. Raises ReaderError."""
    from reader.sources import read_source

    if not name.startswith(LIBRARY):
        return read_source(name)
    with opened_library() as library:
        return library.documents.page(number_of(name.removeprefix(LIBRARY)))


def number_of(written: str) -> int:
    """A document's number. Raises UsageError."""
    if not written.isascii() or not written.isdigit() or len(written) > 15:
        raise UsageError(_("{written!r} is no number of a document; 'reader library' lists them", written=written))
    return int(written)


@contextmanager
def opened_library() -> "Iterator[Library]":
    """The same, closed at the end."""
    library = open_library()
    try:
        yield library
    finally:
        library.close()
