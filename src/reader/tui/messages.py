"""What the widgets tell the screens."""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, NamedTuple

from textual.message import Message

from reader.model.document import Block
from reader.model.ports import Cuts
from reader.tui.reading import Position, Reading, Span

if TYPE_CHECKING:
    from reader.lexicon.brief import Brief
    from reader.lexicon.dictionary.lookup import Answer
    from reader.library.anchors import Anchor, Place


class Moved(Message):
    """The cursor or the view of the page moved."""


class Jumped(Message):
    """The cursor went far away from ``position``."""

    def __init__(self, position: Position) -> None:
        super().__init__()
        self.position = position


class LibraryWanted(Message):
    """The library is to be shown over the page."""


class PageWanted(Message):
    """A document of the library is wanted: at an anchor, at a place, or where it was left.

    ``query``: what is searched for from there on.
    """

    def __init__(
        self, number: int, anchor: "Anchor | None" = None, place: "Place | None" = None, query: str = ""
    ) -> None:
        super().__init__()
        self.number, self.anchor, self.place, self.query = number, anchor, place, query


class Taken(Message):
    """An answer of the library is to be taken on the screen."""

    def __init__(self, take: Callable[[], object]) -> None:
        super().__init__()
        self.take = take


class Wanted(Message):
    """Somebody wants to know what stands at ``position``."""

    def __init__(self, position: Position) -> None:
        super().__init__()
        self.position = position


class Highlighted(Message):
    """The cursor of a list stands on row ``index``."""

    def __init__(self, sender: object, index: int) -> None:
        super().__init__()
        self.sender, self.index = sender, index


class Chosen(Message):
    """Row ``index`` of a list was chosen."""

    def __init__(self, sender: object, index: int) -> None:
        super().__init__()
        self.sender, self.index = sender, index


class Answered(Message):
    """The dictionaries have answered; without an answer, the reason why they can't."""

    def __init__(self, query: str, answer: "Answer | None", reason: str = "") -> None:
        super().__init__()
        self.query, self.answer, self.reason = query, answer, reason


class Opened(Message):
    """A see-also or a near miss in the pane was chosen: its entry is wanted."""

    def __init__(self, headword: str) -> None:
        super().__init__()
        self.headword = headword


class Mentioned(Message):
    """A place where the word in the pane stands was chosen."""

    def __init__(self, span: Span) -> None:
        super().__init__()
        self.span = span


class ChosenPlace(Message):
    """A place on the page as it came was chosen."""

    def __init__(self, position: Position) -> None:
        super().__init__()
        self.position = position


class Decided(Message):
    """Somebody wants ``block`` kept or dropped: on this page, or by a rule for its site."""

    def __init__(self, block: Block, *, keep: bool, for_site: bool) -> None:
        super().__init__()
        self.block, self.keep, self.for_site = block, keep, for_site


class TakenBack(Message):
    """The last decision is to be taken back."""


class Recut(Message):
    """The person wants words cut so from now on."""

    def __init__(self, cuts: Cuts) -> None:
        super().__init__()
        self.cuts = cuts


class Resumed(Message):
    """Another script is read: the sweep is to go on over ``reading``."""

    def __init__(self, reading: Reading) -> None:
        super().__init__()
        self.reading = reading


class SpellingWanted(Message):
    """The reading of these items is to stand above them."""

    def __init__(self, reading: Reading, items: tuple[int, ...]) -> None:
        super().__init__()
        self.reading, self.items = reading, items


class Placed(NamedTuple):
    """A word, and the text in which it is read: ``text[start:end]``."""

    text: str
    start: int
    end: int


class FactsWanted(Message):
    """The facts of ``text[start:end]``, read in its sentence, are wanted."""

    def __init__(self, word: Placed) -> None:
        super().__init__()
        self.word = word


class ReadingsWanted(Message):
    """How words are read is wanted, each by itself; ``take`` is given a reading for each."""

    def __init__(self, words: Sequence[str], take: Callable[[Sequence[str]], object]) -> None:
        super().__init__()
        self.words, self.take = words, take


class BriefWanted(Message):
    """The brief of a page is wanted; ``show`` takes it."""

    def __init__(self, reading: Reading, show: "Callable[[Brief], None]") -> None:
        super().__init__()
        self.reading, self.show = reading, show
