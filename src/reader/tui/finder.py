"""Search in the text of all pages, in a thread of its own; what was read goes into the index before it is asked.

Only the last question is answered: who types asks with every letter.
"""

from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from reader.library.filling import fill
from reader.localization import translate as _
from reader.model.choices import Cleaning, Script
from reader.model.document import Document, Source
from reader.model.errors import ReaderError
from reader.tui.keeper import OnScreen
from reader.tui.reading import Reading, Stages
from reader.tui.shelf import Hit

if TYPE_CHECKING:
    from reader.lexicon.glossary import Glossary
    from reader.library.index import Found, Index
    from reader.library.library import Library

#: The stages and the glossary, loaded when they are first wanted.
Loaded = Callable[[], "tuple[Stages, Glossary]"]


class _StoppedError(Exception):
    """The program ends, or something else is searched for by now."""


class Finder:
    """Asks the index. What goes wrong, and how far filling it has come, is told by ``complain``."""

    def __init__(
        self, library: "Library", loaded: Loaded, on_screen: OnScreen, complain: Callable[[str], object]
    ) -> None:
        self._library, self._loaded, self._on_screen, self._complain = library, loaded, on_screen, complain
        self._thread = ThreadPoolExecutor(1, "finder")
        self._index: Index | None = None
        self._wanted = 0  # the number of the last question

    def search(self, query: str, then: Callable[[Sequence[Hit]], object]) -> None:
        """Look for ``query``; ``then`` takes what was found, unless something else was asked for meanwhile."""
        self._wanted += 1
        self._thread.submit(self._answer, self._wanted, query, then)

    def close(self) -> None:
        """Stop, and give the index back."""
        self._wanted += 1
        self._thread.submit(self._give_back)
        self._thread.shutdown()

    def _give_back(self) -> None:
        if self._index is not None:
            self._index.close()

    def _answer(self, number: int, query: str, then: Callable[[Sequence[Hit]], object]) -> None:
        try:
            hits = self._search(number, query)
        except _StoppedError:
            return
        except ReaderError as error:
            self._on_screen(partial(self._complain, str(error)))
            hits = []
        self._on_screen(partial(then, hits))

    def _search(self, number: int, query: str) -> list[Hit]:
        def progress(done: int, count: int) -> None:
            if number != self._wanted:
                raise _StoppedError
            if done < count:
                told = _("Taking page {number} of {count} into the search", number=done + 1, count=count)
                self._on_screen(partial(self._complain, told))

        progress(0, 0)
        if self._index is None:
            self._index = self._library.index()
        stages, glossary = self._loaded()
        fill(self._library, self._index, partial(_read, stages), progress)
        entries = glossary.find(query).exact
        also = [name for entry in entries for name in (entry.term, entry.expansion, *entry.chinese) if name]
        titles = self._library.words.titles()
        return [hit for found in self._index.search(query, also) for hit in _hits(found, titles.get(found.number, ""))]


def _read(stages: Stages, source: Source, force: bool) -> Document:  # noqa: FBT001  # as `fill` calls it
    """A page with all its repairs made, in the script that it decides on."""
    document = stages.open(source, Cleaning(force=force))
    reading = Reading(stages, document, Script.AUTO)
    title = reading.block(0).text if reading.lead else document.title
    return replace(document, title=title, blocks=tuple(map(reading.block, range(reading.lead, len(reading)))))


def _hits(found: "Found", title: str) -> list[Hit]:
    """The places in one document, each with its first match."""
    hits = []
    for hit in found.hits:
        start, end = hit.matches[0] if hit.matches else (0, 0)
        text = hit.snippet
        hits.append(Hit(found.number, title, text[:start], text[start:end], text[end:], hit.anchor))
    return hits
