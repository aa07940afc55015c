"""Splits a page into blocks of text, at block tags and ``<br>``.

It reads what the fast tree wrote out: every tag closed, no ``>`` inside an attribute, scripts and styles gone. A
regular expression over that is five times as fast as asking the tree for one node after another.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from html import unescape
from itertools import accumulate
from typing import NamedTuple

from reader.clean.placing import EDGE, SPACE, place
from reader.model.inline import Reading


def names(*lines: str) -> frozenset[str]:
    """The names of elements that ``lines`` list, divided by spaces."""
    return frozenset(name for line in lines for name in line.split())


#: Elements that run on within a line. Whatever is not named here breaks the line, as most unknown tags do.
INLINE = names(
    "a abbr acronym b basefont bdi bdo big blink cite code data del dfn em font g i img input ins kbd label link mark",
    "meta nobr o:p output param q rb rbc rp rt rtc ruby s samp small source span strike strong sub sup time track tt u",
    "var wbr embed",
)
#: Elements without an end. ``br`` and ``hr`` end a line.
VOID = names("area base basefont bgsound br col embed frame hr img input keygen link meta param source track wbr")
#: The reading above a character: 漢(hàn) must not become text.
_READING = names("rt rp")

#: Inline elements that say how their text is meant; what each says is told in ``clean.inlines``.
STYLED = names("b cite code del dfn em i kbd s samp strike strong sub sup tt var")

#: Inline elements that begin and end nothing for the splitter.
_PLAIN = INLINE - VOID - _READING - {"a", "ruby"}
_TOKEN = re.compile(r"<(?:!--(?s:.*?)--|(/?)([^ \t\n\f>/]+)([^>]*))>([^<]*)")
_HIDDEN = re.compile(r"\bhidden=\"\"|display\s*:\s*none", re.IGNORECASE)
_CELLS = frozenset(("td", "th"))
_BETWEEN = " | "  # cells of a row
_WIDEST_ROW = 64  # cells; also keeps rows of nested tables from being looked at again and again


#: Of one page; more take minutes, and 3 kB of memory each. The splitter stops there.
MOST_BLOCKS = 1_000_000
_HUGE = 5_000_000  # characters; the tokens of a longer page are not held all at once, though that is quicker

#: Start, end, and the tag or the attributes of an inline element.
Stretch = tuple[int, int, str]
#: A tag with the text behind it: slash of an end, name, attributes, text.
Token = tuple[str, str, str, str]


class Element(NamedTuple):
    """An element that breaks lines: its parent's index (-1: none), tag, and number among siblings of that tag."""

    parent: int
    tag: str
    nth: int
    attributes: str


class Run(NamedTuple):
    """A block of text: where it stands, and how many of its characters lie in links.

    ``cells`` are those of a table row that hold text: where each begins, and its element. ``links``: start, end and the
    attributes of each link; ``styles``: start, end and tag of each element that is emphasised and the like. Their
    offsets lie in ``raw``, the text before its white space was folded; in ``text`` where that is "". Few links of a
    page are ever looked at, so they are placed when they are.
    """

    text: str
    element: int
    linked: int = 0
    hidden: bool = False
    cells: tuple[tuple[int, int], ...] = ()
    readings: tuple[Reading, ...] = ()
    links: tuple[Stretch, ...] = ()
    raw: str = ""
    styles: tuple[Stretch, ...] = ()


class Picture(NamedTuple):
    """An ``img``: the run that it stands in, or before, where in its raw text, and the element around it."""

    run: int
    offset: int
    element: int
    attributes: str


class Splitter:
    """Gathers ``runs``, ``elements`` and ``pictures`` from the tags and texts of a page; linear in the page."""

    def __init__(self) -> None:
        self.elements: list[Element] = []
        self.runs: list[Run] = []
        self.pictures: list[Picture] = []
        self._open: list[tuple[str, int, bool]] = []  # tag, element before, hidden before
        self._numbers: dict[tuple[int, str], int] = {}
        self._element = -1
        self._hidden = False
        self._parts: list[str] = []
        self._linked = 0
        self._anchors: list[tuple[int, str]] = []  # where each open link begins, and its attributes
        self._links: list[Stretch] = []
        self._styled: list[tuple[int, str]] = []  # where each open element of STYLED begins, and its tag
        self._styles: list[Stretch] = []
        self._verbatim = 0
        self._silent = 0
        self._covered = 0
        self._covered_text = False
        self._rows: list[tuple[int, int]] = []
        self._length = 0
        self._base = 0  # where the text begins that the next reading stands above
        self._above: list[str] = []
        self._readings: list[Reading] = []

    def read(self, html: str) -> None:
        """The whole of a page, as the fast tree has written it out."""
        for closing, tag, attributes, text in self.tokens(html):
            if tag in _PLAIN:
                if self._covered or (attributes and not closing and _HIDDEN.search(attributes)):
                    self._covered += -1 if closing else 1  # those within a hidden one are counted until it ends
                if tag in STYLED:
                    self._style(tag, closing)
            elif tag in VOID:
                self._void(tag, attributes)
            elif closing:
                self._close()
            elif tag and tag[0] not in "!?":
                self._enter(tag, attributes)
                if len(self.runs) > MOST_BLOCKS:
                    return
            if text and (self._parts or self._verbatim or not text.isspace()):
                self._text(text)
        self._flush()

    def tokens(self, html: str) -> Iterable[Token]:
        """The tags of a page, in order."""
        if len(html) < _HUGE:
            return _TOKEN.findall(html)
        return ((found[1] or "", found[2] or "", found[3] or "", found[4]) for found in _TOKEN.finditer(html))

    def _void(self, tag: str, attributes: str) -> None:
        if tag not in INLINE:
            self._line_break()
        elif tag == "img" and not self._hidden:
            self.pictures.append(Picture(len(self.runs), self._length, self._element, attributes))

    def _style(self, tag: str, closing: str) -> None:
        if not closing:
            self._styled.append((self._length, tag))
        elif self._styled:
            start, tag = self._styled.pop()
            if start < self._length:
                self._styles.append((start, self._length, tag))

    def _enter(self, tag: str, attributes: str) -> None:
        self._open.append((tag, self._element, self._hidden))
        if attributes and not self._hidden and _HIDDEN.search(attributes):
            self._hidden = True
        if tag not in INLINE:
            self._enter_block(tag, attributes)
        elif tag == "a":
            self._anchors.append((self._length, attributes))
        elif tag in _READING:
            self._silent += 1
            self._above.clear()
        elif tag == "ruby":
            self._base = self._length

    def _enter_block(self, tag: str, attributes: str) -> None:
        if self._parts:
            self._line_break()
        parent = self._element
        key = parent, tag
        number = self._numbers[key] = self._numbers.get(key, 0) + 1
        self._element = len(self.elements)
        self.elements.append(Element(parent, tag, number, attributes))
        if tag == "pre":
            self._verbatim += 1
        elif tag == "tr":
            self._rows.append((self._element, len(self.runs)))

    def _close(self) -> None:
        if not self._open:
            return
        tag, before, hidden = self._open.pop()
        if tag not in INLINE:
            if tag == "pre":
                self._end_verbatim()
            if self._parts:
                self._line_break()
            if tag == "tr":
                self._join_row(*self._rows.pop())
        elif tag == "a":
            start, attributes = self._anchors.pop()
            if start < self._length:
                self._links.append((start, self._length, attributes))
        elif tag in _READING:
            self._silent -= 1
            if tag == "rt":
                self._end_reading()
        self._element = before
        self._hidden = hidden

    def _end_verbatim(self) -> None:
        if self._verbatim == 1:
            self._flush()
        self._verbatim -= 1

    def _end_reading(self) -> None:
        """A reading stands above the text since the ruby began, or since the reading before."""
        above = " ".join("".join(self._above).split())
        if above and self._base < self._length:
            self._readings.append(Reading(self._base, self._length, above))
        self._base = self._length

    def _text(self, text: str) -> None:
        if "&" in text:
            text = unescape(text)
        if self._silent:
            self._above.append(text)
            return
        self._parts.append(text)
        self._length += len(text)
        if self._covered:
            self._covered_text = True
        if self._anchors:
            self._linked += len(text.strip())

    def _line_break(self) -> None:
        """A line ends here. Inside ``pre`` the block goes on: highlighters wrap every line of code in an element."""
        if not self._verbatim:
            self._flush()
        elif self._parts and not self._parts[-1].endswith("\n"):
            self._parts.append("\n")
            self._length += 1

    def _flush(self) -> None:
        if not self._parts:
            return
        joined = "".join(self._parts)
        text = joined.strip("\r\n").rstrip() if self._verbatim else SPACE.sub(" ", joined).strip(EDGE)
        if text and not text.isspace():
            hidden = self._hidden or self._covered_text
            readings = tuple(self._placed(joined, text)) if self._readings else ()
            self._links += ((start, self._length, told) for start, told in self._anchors if start < self._length)
            self._styles += ((start, self._length, tag) for start, tag in self._styled if start < self._length)
            linked = min(self._linked, len(text))
            raw = joined if joined != text and (self._links or self._styles or self._holds_picture()) else ""
            links, styles = tuple(self._links), tuple(self._styles)
            self.runs.append(Run(text, self._element, linked, hidden, (), readings, links, raw, styles))
        self._parts.clear()
        self._readings.clear()
        self._links.clear()
        self._styles.clear()
        if self._anchors:  # they go on behind a line break
            self._anchors = [(0, attributes) for _, attributes in self._anchors]
        if self._styled:
            self._styled = [(0, tag) for _, tag in self._styled]
        self._linked = self._length = self._base = 0
        self._covered_text = False

    def _holds_picture(self) -> bool:
        return bool(self.pictures) and self.pictures[-1].run == len(self.runs)

    def _placed(self, joined: str, text: str) -> Iterator[Reading]:
        """The readings with their places in the text as it is once spaces are folded."""
        spans = place(joined, text, [(each.start, each.end) for each in self._readings])
        for (start, end), each in zip(spans, self._readings, strict=True):
            if start < end:
                yield Reading(start, end, each.text)

    def _join_row(self, row: int, first: int) -> None:
        """A row whose cells hold one block each is data, and becomes one block; a row of layout stays in pieces."""
        if not 2 <= len(self.runs) - first <= _WIDEST_ROW:
            return
        runs = self.runs[first:]
        places = [run.element for run in runs]
        if len(set(places)) == len(runs) and all(
            self.elements[place].tag in _CELLS and self.elements[place].parent == row for place in places
        ):
            starts = list(accumulate((len(run.text) + len(_BETWEEN) for run in runs), initial=0))
            text = _BETWEEN.join(run.text for run in runs)
            hidden = all(run.hidden for run in runs)
            links, styles = (tuple(_of_row(runs, starts, placed)) for placed in (placed_links, placed_styles))
            cells = tuple(zip(starts, places, strict=False))
            linked = sum(run.linked for run in runs)
            self.runs[first:] = [Run(text, row, linked, hidden, cells, links=links, styles=styles)]
            for index in range(len(self.pictures) - 1, -1, -1):
                picture = self.pictures[index]
                if picture.run < first:
                    break
                cell = min(picture.run - first, len(runs))
                self.pictures[index] = picture._replace(run=first, offset=min(starts[cell], len(text)))


def _of_row(
    runs: Iterable[Run], starts: Iterable[int], placed: Callable[[Run], Iterable[Stretch]]
) -> Iterator[Stretch]:
    """The links, or the like, of the cells of a row, in the row's text."""
    for run, before in zip(runs, starts, strict=False):
        for start, end, told in placed(run):
            yield before + start, before + end, told


def placed_links(run: Run) -> Iterable[Stretch]:
    """The links of a run in its text."""
    return _in_text(run, run.links)


def placed_styles(run: Run) -> Iterable[Stretch]:
    """What is emphasised and the like in a run, in its text."""
    return _in_text(run, run.styles)


def _in_text(run: Run, found: Sequence[Stretch]) -> Iterable[Stretch]:
    if not run.raw or not found:
        return found
    spans = place(run.raw, run.text, [(start, end) for start, end, _ in found])
    return [(start, end, each[2]) for (start, end), each in zip(spans, found, strict=True)]
