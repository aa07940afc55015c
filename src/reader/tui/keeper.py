"""What is remembered is read and written in a thread of its own, one thing after another: no key waits for a disk.

SQLite waits for other programs up to ten seconds; a screen must not. What was asked for last is done before the
program ends.
"""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from typing import TYPE_CHECKING, TypeVar

from reader.model.errors import ReaderError

if TYPE_CHECKING:
    from reader.library.library import Library

T = TypeVar("T")

#: Has a function called in the thread of the screen; may be called from any thread.
OnScreen = Callable[[Callable[[], object]], object]


class Keeper:
    """Asks the library, and has the answers taken on the screen. What goes wrong is told there by ``complain``."""

    def __init__(self, library: "Library", on_screen: OnScreen, complain: Callable[[str], object]) -> None:
        self._library, self._on_screen, self._complain = library, on_screen, complain
        self._thread = ThreadPoolExecutor(1, "keeper")

    def ask(self, question: "Callable[[Library], T]", then: Callable[[T], object]) -> None:
        """Ask; ``then`` takes the answer on the screen, some moments later."""
        self._thread.submit(self._answer, question, then)

    def do(self, task: "Callable[[Library], object]") -> None:
        """Do something whose answer nobody waits for."""
        self.ask(task, lambda _: None)

    def close(self) -> None:
        """Finish what was asked for, and give the library back."""
        self._thread.submit(self._library.close)
        self._thread.shutdown()

    def _answer(self, question: "Callable[[Library], T]", then: Callable[[T], object]) -> None:
        try:
            answer = question(self._library)
        except ReaderError as error:
            self._on_screen(partial(self._complain, str(error)))
        else:
            self._on_screen(partial(then, answer))
