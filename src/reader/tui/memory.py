"""The page on the screen as the library knows it: its number, its places, what was left in it."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from reader.library.anchors import Anchor, Place, Places
from reader.model.document import Document
from reader.tui.held import Placed, gather, placed
from reader.tui.keeper import Keeper

if TYPE_CHECKING:
    from reader.library.library import Library


class Memory:
    """Asks and tells the library about one page; what it answers comes to the screen later, by `Keeper`.

    ``number`` is the document's, ``blocks`` how many it has, ``kept`` what was left in it, in the order of the text.
    """

    def __init__(self, keeper: Keeper, number: int, document: Document) -> None:
        self.keeper, self.number, self.blocks = keeper, number, len(document.blocks)
        self.kept: tuple[Placed, ...] = ()
        self._places = Places(document)

    def look(self, library: "Library") -> None:
        """See what was left in the page; for a worker. Raises LibraryError."""
        self.kept = placed(gather(library, self.number), self._places)

    def anchor(self, place: Place) -> Anchor:
        """The anchor of a place. Folds the text of its block."""
        return self._places.anchor(*place)

    def find(self, anchor: Anchor) -> Place | None:
        """Where an anchor stands now. May fold the whole page: for a worker."""
        return self._places.find(anchor)

    def seek(self, anchor: Anchor, then: Callable[[Place | None], object]) -> None:
        """Find an anchor; ``then`` takes the place, or None."""
        self.keeper.ask(lambda _: self.find(anchor), then)

    def leave(self, place: Place, read: float) -> None:
        """Remember where reading stands, and that so much (0–1) has been read."""
        self.keeper.do(lambda library: library.documents.leave(self.number, self.anchor(place), read))

    def change(self, task: "Callable[[Library], object]", then: Callable[["Memory"], object]) -> None:
        """Have something left or taken away; ``then`` is told when ``kept`` has it."""

        def changed(library: "Library") -> tuple[Placed, ...]:
            task(library)
            return placed(gather(library, self.number), self._places)

        def take(kept: tuple[Placed, ...]) -> None:
            self.kept = kept
            then(self)

        self.keeper.ask(changed, take)
