"""What the workers tell the application."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from textual.message import Message

from reader.library.anchors import Anchor, Place
from reader.model.document import Block, Origin
from reader.model.errors import ReaderError
from reader.model.site import SiteRule
from reader.tui.facts import WordFacts
from reader.tui.memory import Memory
from reader.tui.messages import Placed
from reader.tui.person import Person
from reader.tui.reading import Reading
from reader.tui.ruby import Spelled

if TYPE_CHECKING:
    from reader.lexicon.glossary import Glossary


@dataclass(frozen=True, slots=True)
class Wish:
    """Where one wants to be on a page that is opened: where a block stood, at an anchor, a place; else where one was.

    ``query``: what is searched for from there on; ``fresh``: it is another page than the one before.
    """

    origin: Origin | None = None
    anchor: Anchor | None = None
    place: Place | None = None
    query: str = ""
    fresh: bool = False

    @property
    def names_a_place(self) -> bool:
        """Whether one wants to be at a place of one's own choice."""
        return self.anchor is not None or self.place is not None


class PageOpened(Message):
    """The worker has opened a page for a person."""

    def __init__(self, reading: Reading, glossary: "Glossary", person: Person, told: str, wish: Wish) -> None:
        super().__init__()
        self.reading, self.glossary, self.person, self.told, self.wish = reading, glossary, person, told, wish


class Recalled(Message):
    """What the library knows of ``reading``; ``place``: where one left it, or wants to be by one's ``wish``."""

    def __init__(self, reading: Reading, memory: Memory, place: Place | None, wish: Wish) -> None:
        super().__init__()
        self.reading, self.memory, self.place, self.wish = reading, memory, place, wish


class SpellingFound(Message):
    """How items of ``reading`` are read."""

    def __init__(self, reading: Reading, spelled: dict[int, Spelled]) -> None:
        super().__init__()
        self.reading, self.spelled = reading, spelled


class FactsFound(Message):
    """The facts of ``word``."""

    def __init__(self, word: Placed, facts: WordFacts) -> None:
        super().__init__()
        self.word, self.facts = word, facts


class Proposed(Message):
    """Rules are to be chosen from, for a block that stood at ``place``."""

    def __init__(self, proposals: Sequence[tuple[SiteRule, int]], place: Origin) -> None:
        super().__init__()
        self.proposals, self.place = proposals, place


class Swept(Message):
    """The sweep has finished the next blocks of ``reading``."""

    def __init__(self, reading: Reading, blocks: list[Block]) -> None:
        super().__init__()
        self.reading, self.blocks = reading, blocks


class Failed(Message):
    """The page can't be opened; ``fresh``: it is another page than the one before."""

    def __init__(self, error: ReaderError, *, fresh: bool = False) -> None:
        super().__init__()
        self.error, self.fresh = error, fresh
