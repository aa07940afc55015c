"""What the judge sees of a page: its blocks in order, whichever kind of page they came from."""

from typing import NamedTuple, Protocol

from reader.model.document import Kind, Origin
from reader.model.inline import Reading

_LIGHT = 0.95  # share of a block in links, from which it is nothing but a link


class PathOf(Protocol):
    """Gives the path of an element: html/body/div[2]."""

    def of(self, index: int) -> str:
        """The path of the element ``index``; "" for -1."""


class Candidate(NamedTuple):
    """A block that may be kept.

    ``folded`` is what is judged, ``text`` is what is kept. ``linked`` is the share (0–1) of the text that lies in
    links. ``line`` is where it stands on a text page, ``element`` the index of the element that it stands in on an
    HTML page, else -1; ``apart`` tells that a blank line stood before it, ``hidden`` that the page does not show it.
    """

    text: str
    folded: str
    kind: Kind
    line: int = 0
    level: int = 0
    linked: float = 0.0
    element: int = -1
    apart: bool = False
    hidden: bool = False
    readings: tuple[Reading, ...] = ()
    paths: PathOf | None = None

    @property
    def origin(self) -> Origin:
        """Where it stands; paths are put together when somebody asks."""
        return Origin(self.line, path=self.paths.of(self.element) if self.paths is not None else "")

    @property
    def is_link(self) -> bool:
        """Whether it is nothing but a link, as the items of a menu are."""
        return self.linked >= _LIGHT and self.kind in (Kind.PARAGRAPH, Kind.ITEM)
