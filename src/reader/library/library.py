"""The library as one: its parts over one file."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from reader.library.documents import Documents
from reader.library.history import History
from reader.library.marks import Highlights, Marks, Notes
from reader.library.pages import Pages
from reader.library.store import Store
from reader.library.words import Words
from reader.model.ports import FoldScript

if TYPE_CHECKING:
    from collections import Counter

    from reader.library.archive import Merged
    from reader.library.index import Index

KEEP = 4 << 20  # bytes of a page up to which it is kept


class Library:
    """All that is remembered of a person, at ``path``, which is made if it isn't there.

    Safe to share between threads. What a method was told to remember is on the disk when it returns. ``tell`` hears, in
    one sentence, of a damaged file that was set aside and mended. Opening it, and every method, raises LibraryError.
    """

    def __init__(self, path: Path, fold: FoldScript, tell: Callable[[str], None], *, keep: int = KEEP) -> None:
        """``fold`` brings words into one script; pages of at most ``keep`` bytes are kept beside it, 0 keeps none."""
        self._store = Store(path, tell)
        self._pages = Pages(path.with_name("pages"), keep)
        self.words = Words(self._store, fold)
        self.documents = Documents(self._store, self._pages)
        self.marks, self.highlights, self.notes = Marks(self._store), Highlights(self._store), Notes(self._store)
        self.history = History(self._store, self.words)

    @property
    def path(self) -> Path:
        """Where its file is."""
        return self._store.path

    def index(self) -> "Index":
        """Full-text search, in a file beside it."""
        from reader.library.index import Index

        return Index(self.path.with_name("search.sqlite"))

    def export(self, file: BinaryIO) -> "Counter[str]":
        """Write everything into one file (`archive`); how many rows of each table. Raises OSError too."""
        from reader.library.archive import export_library

        return export_library(self._store, self._pages, file)

    def take_in(self, name: str, file: BinaryIO, *, restore: bool = False) -> "Merged":
        """Join what was exported from another library with this one, all of it or nothing.

        ``restore``: also what was removed from this one since.
        """
        from reader.library.archive import import_library

        return import_library(self._store, self._pages, name, file, restore=restore)

    def close(self) -> None:
        """Give the file back."""
        self._store.close()
