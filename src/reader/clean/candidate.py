"""What the judge sees of a page: its blocks in order, whichever kind of page they came from."""

from typing import NamedTuple

from reader.model.document import Kind, Origin
from reader.model.inline import Reading


class Candidate(NamedTuple):
    """A block that may be kept.

    ``folded`` is what is judged, ``text`` is what is kept. ``linked`` is the share (0–1) of the text that lies in
    links. ``element`` is the index of the element the block stands in, -1 on a text page; ``apart`` tells that a
    blank line stood before it, ``hidden`` that the page does not show it.
    """

    text: str
    folded: str
    kind: Kind
    origin: Origin
    level: int = 0
    linked: float = 0.0
    element: int = -1
    apart: bool = False
    hidden: bool = False
    readings: tuple[Reading, ...] = ()
