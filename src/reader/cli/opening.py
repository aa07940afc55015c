"""Opening what is remembered, for the commands that ask for it."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from reader.cli import output

if TYPE_CHECKING:
    from reader.library.library import Library


def open_library(tell: Callable[[str], None] = output.tell) -> "Library":
    """The person's library; ``tell`` hears of a damaged one. Raises LibraryError."""
    from reader.library.library import Library
    from reader.repair.script import fold_script
    from reader.sources import user_library

    return Library(user_library(), fold_script, tell)


@contextmanager
def opened_library() -> "Iterator[Library]":
    """The same, closed at the end."""
    library = open_library()
    try:
        yield library
    finally:
        library.close()
