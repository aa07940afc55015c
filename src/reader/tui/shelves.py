"""What the screens of the library ask of it, in its own thread: pages, places in their text, notes and words of all."""

from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from reader.library.anchors import Anchor
from reader.library.words import Remembered
from reader.model.choices import WordList, WordStatus
from reader.tui.held import Held, gather
from reader.tui.names import titled
from reader.tui.shelf import Hit, Shelved

if TYPE_CHECKING:
    from reader.lexicon.levels import Level
    from reader.library.documents import Record
    from reader.library.library import Library
    from reader.tui.finder import Finder
    from reader.tui.keeper import Keeper


class Leaf(NamedTuple):
    """Something that was left in a page, and which page that is."""

    number: int
    title: str
    held: Held


class Met(NamedTuple):
    """A word of the person's, or one that was looked up: status, level, and the sentence that it was met in last.

    ``times``: how often it was looked up, where that is asked for.
    """

    name: str
    status: WordStatus | None
    level: str
    sentence: str
    number: int
    title: str
    anchor: Anchor | None
    times: int = 0


class Shelves:
    """Asks by a keeper and a finder; every answer is taken on the screen, some moments later."""

    def __init__(self, keeper: "Keeper", finder: "Finder") -> None:
        self.keeper, self._finder = keeper, finder

    def pages(self, then: Callable[[Sequence[Shelved]], object]) -> None:
        """Every page."""
        self.keeper.ask(shelved, then)

    def find(self, query: str, then: Callable[[Sequence[Hit]], object]) -> None:
        """Places in the text of all pages."""
        self._finder.search(query, then)

    def remove(self, number: int, then: Callable[[Sequence[Shelved]], object]) -> None:
        """Forget a page with all that was left in it; the pages that are there still."""

        def forget(library: "Library") -> Sequence[Shelved]:
            library.documents.remove(number)
            return shelved(library)

        self.keeper.ask(forget, then)


def shelved(library: "Library") -> list[Shelved]:
    """Every page, the one opened last first. Raises LibraryError."""
    left = library.documents.left()
    return [_shelved(record, sum(left.get(record.number, ()))) for record in library.documents.all()]


def _shelved(record: "Record", notes: int) -> Shelved:
    share = round(100 * record.read)
    return Shelved(record.number, titled(record.title), record.site, record.date, share, record.last, notes)


def left(library: "Library") -> list[Leaf]:
    """All that was left in all pages, page by page. Raises LibraryError."""
    records = library.documents.all()
    return [
        Leaf(record.number, titled(record.title), held) for record in records for held in gather(library, record.number)
    ]


def met(library: "Library", listed: WordList) -> list[Met]:
    """The person's words, those changed last first. Loads the lists of words. Raises LibraryError."""
    meet = _meetings(library, listed)
    return [meet(word.name, word.status) for word in library.words.all()]


def looked_up(library: "Library", listed: WordList) -> list[Met]:
    """The words that were looked up, the latest first. Loads the lists of words. Raises LibraryError."""
    meet, words, titles = _meetings(library, listed), library.words, library.words.titles()
    statuses, found = words.statuses(), []
    for query, times, _, number in library.history.words():
        word = meet(query, statuses.get(words.name_of(query)))._replace(times=times)
        if not word.number:
            word = word._replace(number=number, title=titled(titles.get(number, "")))
        found.append(word)
    return found


def _meetings(library: "Library", listed: WordList) -> "Callable[[str, WordStatus | None], Met]":
    """Makes words with what is known of them."""
    from reader.lexicon.levels import Levels
    from reader.repair.script import fold_script

    levels, titles, name_of = Levels(fold_script, listed), library.words.titles(), library.words.name_of
    latest = {meeting.word: meeting for meeting in reversed(library.words.meetings())}

    def meet(word: str, status: WordStatus | None) -> Met:
        meeting = latest.get(name_of(word))
        sentence, number, anchor = (meeting.sentence, meeting.document, meeting.anchor) if meeting else ("", 0, None)
        return Met(word, status, _level(levels.level(word)), sentence, number, titled(titles.get(number, "")), anchor)

    return meet


def _level(level: "Level | None") -> str:
    """``4``; in brackets where it is that of the hardest character."""
    from reader.lexicon.levels import label

    if level is None:
        return ""
    return f"({label(level.number)})" if level.by_characters else label(level.number)


def write_words(library: "Library", names: Iterable[str], path: Path) -> None:
    """Write words with their sentences, as 'reader words export' does; those looked up alone have no status.

    Raises TargetError.
    """
    from reader.library.exchange import with_sentences
    from reader.sources import write_atomically

    kept, folded = {word.name: word for word in library.words.all()}, map(library.words.name_of, names)
    words = [kept.get(name) or Remembered(name, None, 0) for name in folded]
    lines = with_sentences(words, library.words.meetings(), library.words.titles())
    write_atomically(path, "".join(f"{line}\n" for line in lines))
