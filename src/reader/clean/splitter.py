"""Splits a tree into blocks of text, at block tags and ``<br>``.

Both trees, the fast one of the whole page and BeautifulSoup's of the fragment, are walked into this one splitter, so
that the k-th run of the one is the k-th run of the other.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

from reader.model.document import Reading


def names(*lines: str) -> frozenset[str]:
    """The names of elements that ``lines`` list, divided by spaces."""
    return frozenset(name for line in lines for name in line.split())


#: Elements that run on within a line. Whatever is not named here or below breaks the line, as most unknown tags do.
INLINE = names(
    "a abbr acronym b basefont bdi bdo big blink cite code data del dfn em font g i img input ins kbd label mark nobr",
    "o:p output q rb rbc rtc ruby s samp small span strike strong sub sup time tt u var wbr",
)

#: Elements whose text is not text of the page. ``rt`` and ``rp`` hold a reading: 漢(hàn) must not become text.
SILENT = names(
    "applet area audio base button canvas datalist embed frame frameset head iframe link map meta noembed noframes",
    "noscript object option param rp rt script select source style svg template textarea title track video",
)

_SPACE = re.compile(r"[ \t\n\r\f\v\x1c-\x1f\x85\u2028\u2029]+")
_EDGE = " \t\n\r\f\v\x1c\x1d\x1e\x1f\x85\xa0\u2028\u2029\u3000"
_CELLS = frozenset(("td", "th"))
_WIDEST_ROW = 64  # cells; also keeps rows of nested tables from being looked at again and again


class Element(NamedTuple):
    """An element that was met: its parent's index (-1: none), its tag, and its number among siblings of that tag."""

    parent: int
    tag: str
    nth: int


@dataclass(slots=True)
class Run:
    """A block of text: where it stands, and how many of its characters lie in links. ``cells``: of a table row."""

    text: str
    element: int
    linked: int = 0
    hidden: bool = False
    cells: int = 0
    readings: tuple[Reading, ...] = ()


class Splitter:
    """Is told of tags and text as they come, and gathers ``runs`` and ``elements``."""

    def __init__(self) -> None:
        self.elements: list[Element] = []
        self.runs: list[Run] = []
        self._open: list[int] = []
        self._numbers: dict[tuple[int, str], int] = {}
        self._blocks: list[int] = []
        self._parts: list[str] = []
        self._linked = 0
        self._links = 0
        self._hidden_from = 0
        self._verbatim = 0
        self._rows: list[tuple[int, int]] = []
        self._length = 0
        self._base = 0
        self._readings: list[Reading] = []

    def open(self, tag: str, *, hidden: bool = False) -> None:
        """An element begins."""
        inline = tag in INLINE
        if not inline:
            self.line_break()
        parent = self._open[-1] if self._open else -1
        nth = self._numbers[parent, tag] = self._numbers.get((parent, tag), 0) + 1
        index = len(self.elements)
        self.elements.append(Element(parent, tag, nth))
        self._open.append(index)
        if not inline:
            self._blocks.append(index)
        if tag == "ruby":
            self._base = self._length
        self._links += tag == "a"
        self._verbatim += tag == "pre"
        if hidden and not self._hidden_from:
            self._hidden_from = len(self._open)
        if tag == "tr":
            self._rows.append((index, len(self.runs)))

    def close(self) -> None:
        """The element that began last ends."""
        index = self._open.pop()
        tag = self.elements[index].tag
        if tag not in INLINE:
            if tag == "pre" and self._verbatim == 1:
                self._flush()
            self.line_break()
            self._blocks.pop()
        self._links -= tag == "a"
        self._verbatim -= tag == "pre"
        if len(self._open) < self._hidden_from:
            self._hidden_from = 0
        if tag == "tr":
            self._join_row(*self._rows.pop())

    def text(self, text: str) -> None:
        """A stretch of text."""
        self._parts.append(text)
        self._length += len(text)
        if self._links:
            self._linked += len(text.strip())

    def reading(self, text: str) -> None:
        """What stands above the text since the ruby began, or since the reading before."""
        if text.strip() and self._base < self._length:
            self._readings.append(Reading(self._base, self._length, " ".join(text.split())))
        self._base = self._length

    def line_break(self) -> None:
        """A line ends here. Inside ``pre`` the block goes on: highlighters wrap every line of code in an element."""
        if not self._verbatim:
            self._flush()
        elif self._parts and not self._parts[-1].endswith("\n"):
            self.text("\n")

    def _flush(self) -> None:
        if not self._parts:
            return
        joined = "".join(self._parts)
        text = joined.strip("\r\n").rstrip() if self._verbatim else _SPACE.sub(" ", joined).strip(_EDGE)
        if text and not text.isspace():
            element = self._blocks[-1] if self._blocks else -1
            readings = tuple(self._placed(joined)) if self._readings else ()
            linked = min(self._linked, len(text))
            self.runs.append(Run(text, element, linked, self._hidden_from > 0, readings=readings))
        self._parts.clear()
        self._readings.clear()
        self._linked = self._length = self._base = 0

    def _placed(self, joined: str) -> Iterator[Reading]:
        """The readings with their places in the text as it is once spaces are folded."""
        for start, end, text in ((each.start, each.end, each.text) for each in self._readings):
            before, base = (_SPACE.sub(" ", part).lstrip(_EDGE) for part in (joined[:start], joined[start:end]))
            if base.strip():
                yield Reading(len(before), len(before) + len(base.rstrip()), text)

    def _join_row(self, row: int, first: int) -> None:
        """A row whose cells hold one block each is data, and becomes one block; a row of layout stays in pieces."""
        if not 2 <= len(self.runs) - first <= _WIDEST_ROW:
            return
        runs = self.runs[first:]
        places = [run.element for run in runs]
        if len(set(places)) == len(runs) and all(
            self.elements[place].tag in _CELLS and self.elements[place].parent == row for place in places
        ):
            self.runs[first:] = [
                Run(
                    " | ".join(run.text for run in runs),
                    row,
                    sum(run.linked for run in runs),
                    all(run.hidden for run in runs),
                    len(runs),
                ),
            ]

    def finish(self) -> None:
        """The tree ends."""
        self._flush()
