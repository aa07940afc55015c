"""The library as one: its parts over one file."""

from collections.abc import Callable
from pathlib import Path

from reader.library.documents import Documents
from reader.library.history import History
from reader.library.marks import Highlights, Marks, Notes
from reader.library.pages import Pages
from reader.library.store import Store
from reader.library.words import Words
from reader.model.ports import FoldScript

KEEP = 4 << 20  # bytes of a page up to which it is kept


class Library:
    """All that is remembered of a person, at ``path``, which is made if it isn't there.

    Safe to share between threads. What a method was told to remember is on the disk when it returns. ``tell`` hears, in
    one sentence, of a damaged file that was set aside and mended. Opening it, and every method, raises LibraryError.
    """

    def __init__(self, path: Path, fold: FoldScript, tell: Callable[[str], None], *, keep: int = KEEP) -> None:
        """``fold`` brings words into one script; pages of at most ``keep`` bytes are kept beside it, 0 keeps none."""
        self._store = Store(path, tell)
        self.words = Words(self._store, fold)
        self.documents = Documents(self._store, Pages(path.with_name("pages"), keep))
        self.marks, self.highlights, self.notes = Marks(self._store), Highlights(self._store), Notes(self._store)
        self.history = History(self._store)

    @property
    def path(self) -> Path:
        """Where its file is."""
        return self._store.path

    def close(self) -> None:
        """Give the file back."""
        self._store.close()
