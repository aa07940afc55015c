"""What the screen knows of the person: which words are known, being learned, or ignored."""

from collections.abc import Iterable, Mapping
from typing import NamedTuple, Protocol

from reader.library.anchors import Anchor
from reader.model.choices import WordStatus


class Meeting(NamedTuple):
    """A sentence in which a word was met, and where in the library: a document's number (0: in none), and the place."""

    sentence: str
    document: int = 0
    anchor: Anchor | None = None


class Remembering(Protocol):
    """Where words are remembered."""

    def name_of(self, word: str) -> str:
        """The name under which a word is kept."""

    def statuses(self) -> Mapping[str, WordStatus]:
        """Every word's status by its name. Raises LibraryError."""

    def put(self, words: Iterable[str], status: WordStatus) -> int:
        """Give words a status. Raises LibraryError."""

    def forget(self, words: Iterable[str]) -> int:
        """Forget words. Raises LibraryError."""

    def meet(self, word: str, sentence: str, document: int = ..., anchor: Anchor | None = ...) -> None:
        """Remember the sentence in which a word was met. Raises LibraryError."""


class Person:
    """The statuses of words, read once and written through. Without a library they last as long as the screen."""

    def __init__(self, remembering: Remembering | None = None) -> None:
        self._remembering = remembering
        self._statuses = dict(remembering.statuses()) if remembering else {}

    def status(self, word: str) -> WordStatus | None:
        """The status of a word; None for one that is unknown."""
        return self._statuses.get(self._name(word))

    def knows(self, word: str) -> bool:
        """Whether a word needs no explaining: it is known, or nothing is to be heard of it."""
        return self.status(word) in (WordStatus.KNOWN, WordStatus.IGNORED)

    def toggle(self, word: str, status: WordStatus, met: Meeting | None = None) -> WordStatus | None:
        """Give a word ``status``, or take it away when it has it already; the status then.

        The sentence in which it was ``met`` is remembered with it. Waits for a disk. Raises LibraryError.
        """
        if self.status(word) is status:
            if self._remembering:
                self._remembering.forget([word])
            del self._statuses[self._name(word)]
            return None
        if self._remembering:
            self._remembering.put([word], status)
            if met is not None:
                self._remembering.meet(word, *met)
        self._statuses[self._name(word)] = status
        return status

    def _name(self, word: str) -> str:
        return self._remembering.name_of(word) if self._remembering else word.casefold()
