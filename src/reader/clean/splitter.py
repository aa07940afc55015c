"""Splits a page into blocks of text, at block tags and ``<br>``.

It reads what the fast tree wrote out: every tag closed, no ``<`` or ``>`` inside an attribute, scripts and styles gone.
So one regular expression finds the tags, and one look into a table says what to do about each: that is ten times as
fast as asking the tree for one node after another.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from enum import IntEnum, auto
from itertools import accumulate
from typing import NamedTuple, overload

from reader.clean.placing import EDGE, SPACE, place
from reader.model.inline import Reading


def names(*lines: str) -> frozenset[str]:
    """The names of elements that ``lines`` list, divided by spaces."""
    return frozenset(name for line in lines for name in line.split())


#: Elements that run on within a line. Whatever is not named here breaks the line, as most unknown tags do.
INLINE = names(
    "a abbr acronym b basefont bdi bdo big blink cite code data del dfn em font g i img input ins kbd label link mark",
    "meta nobr o:p output param picture q rb rbc rp rt rtc ruby s samp small source span strike strong sub sup time",
    "track tt u var wbr embed",
)
#: Elements without an end. ``br`` and ``hr`` end a line.
VOID = names("area base basefont bgsound br col embed frame hr img input keygen link meta param source track wbr")
#: What belongs to controls and players; their text is no text of the page.
CONTROLS = names("applet audio button canvas datalist map object option select video")
#: Inline elements that say how their text is meant; what each says is told in ``clean.inlines``.
STYLED = names("b cite code del dfn em i kbd s samp strike strong sub sup tt var")
#: The reading above a character: 漢(hàn) must not become text.
_READING = names("rt rp")


class _Act(IntEnum):
    """What is to be done about a tag."""

    OPEN = auto()
    CLOSE = auto()
    PLAIN = auto()  # inline elements that say nothing about their text
    PLAIN_END = auto()
    LINK = auto()
    LINK_END = auto()
    BREAK = auto()
    NOTHING = auto()
    READING = auto()
    READING_END = auto()
    RUBY = auto()
    RUBY_END = auto()
    SKIP = auto()
    STYLE = auto()  # plain, but that it is told of its run
    STYLE_END = auto()
    PICTURE = auto()


def _acts() -> dict[str, _Act]:
    """What to do about each tag, ``p`` or ``/p``; what is not listed opens or closes a block."""
    found: dict[str, _Act] = {"a": _Act.LINK, "/a": _Act.LINK_END, "ruby": _Act.RUBY, "/ruby": _Act.RUBY_END}
    for name in INLINE - VOID - _READING - {"a", "ruby"}:
        found |= {name: _Act.PLAIN, f"/{name}": _Act.PLAIN_END}
    for name in STYLED:
        found |= {name: _Act.STYLE, f"/{name}": _Act.STYLE_END}
    for name in _READING:
        found |= {name: _Act.READING, f"/{name}": _Act.READING_END}
    for name in VOID:
        found[name] = _Act.NOTHING if name in INLINE else _Act.BREAK
    found["img"] = _Act.PICTURE
    for name in CONTROLS:
        found |= {name: _Act.SKIP, f"/{name}": _Act.NOTHING}
    for name in ("div", "p", "li", "ul", "td", "tr", "table", "tbody", "h1", "h2", "h3", "h4", "dl", "dt", "dd"):
        found |= {name: _Act.OPEN, f"/{name}": _Act.CLOSE}
    return found


_ACTS = _acts()
_COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)
_TAG = re.compile(r"<(/?[^ \t\n\f>]+)(?:[ \t\n\f]([^>]*))?>([^<]*)")  # its name, its attributes, the text behind it
_HIDDEN = re.compile(r"\bhidden=\"\"|display\s*:\s*none", re.IGNORECASE)
_CELLS = frozenset(("td", "th"))
_BETWEEN = " | "  # cells of a row
_WIDEST_ROW = 64  # cells; also keeps rows of nested tables from being looked at again and again

#: Of one page; more take minutes, and 3 kB of memory each. The splitter stops there.
MOST_BLOCKS = 1_000_000
_HUGE = 5_000_000  # characters; the tags of a longer page are not held all at once, though that is quicker


class Element(NamedTuple):
    """An element that breaks lines: its parent's index (-1: none), tag, and number among siblings of that tag."""

    parent: int
    tag: str
    nth: int
    attributes: str


class Elements(Sequence[Element]):
    """The elements of a page in the order in which they begin, in columns: parents stand before their children."""

    def __init__(self, elements: Iterable[Element] = ()) -> None:
        self.parents: list[int] = []
        self.tags: list[str] = []
        self.attributes: list[str] = []
        self._numbers: list[int] = []
        for each in elements:
            self.add(each.parent, each.tag, each.attributes)

    def add(self, parent: int, tag: str, attributes: str) -> int:
        """Add an element; its index."""
        self.parents.append(parent)
        self.tags.append(tag)
        self.attributes.append(attributes)
        return len(self.tags) - 1

    @property
    def numbers(self) -> list[int]:
        """Of each element its number among siblings of its tag, from 1."""
        if len(self._numbers) < len(self.tags):
            seen: dict[tuple[int, str], int] = {}
            self._numbers = []
            for key in zip(self.parents, self.tags, strict=True):
                number = seen[key] = seen.get(key, 0) + 1
                self._numbers.append(number)
        return self._numbers

    def __len__(self) -> int:
        return len(self.tags)

    @overload
    def __getitem__(self, index: int) -> Element: ...
    @overload
    def __getitem__(self, index: slice) -> list[Element]: ...
    def __getitem__(self, index: int | slice) -> Element | list[Element]:
        if isinstance(index, slice):
            return [self[each] for each in range(*index.indices(len(self)))]
        return Element(self.parents[index], self.tags[index], self.numbers[index], self.attributes[index])


#: Start, end, and the attributes of a link, or the tag of an element in STYLED.
Stretch = tuple[int, int, str]


class Run(NamedTuple):
    """A block of text: where it stands, and how many of its characters lie in links.

    ``cells`` are those of a table row that hold text: where each begins, and its element. The offsets of ``links`` and
    ``styles`` lie in ``raw``, the text before its white space was folded; in ``text`` where that is "". Few of a page
    are ever looked at, so they are placed when they are.
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


class Split(NamedTuple):
    """The runs of a page, its elements and its pictures.

    ``marks``: of each run the marks of elements in which all of it lies.
    """

    runs: list[Run]
    elements: Elements
    marks: list[frozenset[str]]
    pictures: list[Picture]


def split(html: str, skipped: Iterable[str] = (), mark: str = "") -> Split:  # noqa: C901, PLR0912, PLR0915
    """The runs of a page as the fast tree has written it out, without the elements ``skipped``; linear in the page.

    With ``mark``, the name of an attribute, the runs tell which of its values, divided by spaces, lie around them.

    All state is held in local variables and nothing but the end of a run is a call: this loop sees every tag of every
    page, and takes half of the time in which one is judged.
    """
    acts = _ACTS | dict.fromkeys(skipped, _Act.SKIP)
    known = acts.get
    open_, close, plain, plain_end, link, link_end, break_, nothing, reading, reading_end, ruby, _, skip, *others = _Act
    style, style_end, picture = others
    without_end = (nothing, break_, picture)
    elements, runs, marks = Elements(), list[Run](), list[frozenset[str]]()
    parents, tags, attributes_of = elements.parents, elements.tags, elements.attributes
    marker = _Marker(mark) if mark else None
    element, depth, hidden_at = -1, 0, 0  # hidden_at: the depth of the element from which on all is hidden
    parts: list[str] = []  # of the run that is being read
    length = linked = base = 0  # base: where the text begins that the next reading stands above
    anchors: list[tuple[int, str]] = []  # where each open link begins, and its attributes
    links: list[Stretch] = []
    styled: list[tuple[int, str]] = []  # where each open element of STYLED begins, and its tag
    styles: list[Stretch] = []
    pictures: list[Picture] = []
    readings: list[Reading] = []
    above: list[str] = []
    rows: list[tuple[int, int]] = []
    verbatim = silent = covered = skipping = 0
    covered_text = False

    def flush() -> None:  # noqa: C901 - called for every run of every page
        nonlocal length, linked, base, covered_text
        joined = parts[0] if len(parts) == 1 else "".join(parts)
        parts.clear()
        if verbatim:
            text = joined.strip("\r\n").rstrip()
        elif joined.isprintable() and "  " not in joined:  # no white space but single spaces
            text = joined.strip()
        else:
            text = SPACE.sub(" ", joined).strip(EDGE)
        if text and not text.isspace():
            if anchors:  # those that go on behind a line break
                links.extend((start, length, own) for start, own in anchors if start < length)
            if styled:
                styles.extend((start, length, name) for start, name in styled if start < length)
            holds = links or styles or (pictures and pictures[-1].run == len(runs))
            runs.append(
                Run(
                    text,
                    element,
                    min(linked, len(text)),
                    hidden_at > 0 or covered_text,
                    (),
                    tuple(_placed(joined, text, readings)) if readings else (),
                    tuple(links),
                    joined if holds and joined != text else "",
                    tuple(styles),
                )
            )
            if marker is not None:
                marks.append(marker.common())
        if readings:
            readings.clear()
        if links:
            links.clear()
        if styles:
            styles.clear()
        if anchors:
            anchors[:] = [(0, attributes) for _, attributes in anchors]
        if styled:
            styled[:] = [(0, name) for _, name in styled]
        length = linked = base = 0
        covered_text = False

    for tag, attributes, text in tokens(html):
        act = known(tag)
        if act is None:
            act = nothing if tag[:1] in "!?" else close if tag[0] == "/" else open_
        if skipping:
            if act not in without_end:
                skipping += -1 if tag[0] == "/" else 1
            elif tag[0] == "/":
                skipping -= 1
            if skipping:
                continue
        elif act is skip:
            skipping = 1
            continue
        elif marker is not None and act not in without_end:
            attributes = marker.see(tag, attributes)  # noqa: PLW2901 - what is marked is not told further

        if act is open_:
            if parts:
                if not verbatim:
                    flush()
                elif not parts[-1].endswith("\n"):  # highlighters wrap every line of code in an element
                    parts.append("\n")
                    length += 1
            parents.append(element)
            element = len(tags)
            tags.append(tag)
            attributes_of.append(attributes)
            depth += 1
            if attributes and not hidden_at and _hides(attributes):
                hidden_at = depth
            if tag == "tr":
                rows.append((element, len(runs)))
            elif tag == "pre":
                verbatim += 1
            if len(runs) > MOST_BLOCKS:
                break
        elif act is close and element > 0:
            if parts:
                if not verbatim or (verbatim == 1 and tag == "/pre"):
                    flush()
                elif not parts[-1].endswith("\n"):
                    parts.append("\n")
                    length += 1
            if tag == "/pre" and verbatim:
                verbatim -= 1
            elif tag == "/tr" and rows:
                _join_row(Split(runs, elements, marks, pictures), *rows.pop())
            element = parents[element]
            if depth == hidden_at:
                hidden_at = 0
            depth -= 1
        elif act is link:
            anchors.append((length, attributes))
            depth += 1
            if not hidden_at and _hides(attributes):
                hidden_at = depth
        elif act is link_end and anchors:
            start, own = anchors.pop()
            if start < length:
                links.append((start, length, own))
            if depth == hidden_at:
                hidden_at = 0
            depth -= 1
        elif act is plain:
            if covered or (attributes and _hides(attributes)):
                covered += 1  # those within a hidden one are counted until it ends
        elif act is plain_end:
            if covered:
                covered -= 1
        elif act is style:
            styled.append((length, tag))
            if covered or (attributes and _hides(attributes)):
                covered += 1
        elif act is style_end:
            covered -= covered > 0
            if styled:
                start, name = styled.pop()
                if start < length:
                    styles.append((start, length, name))
        elif act is picture:
            if not hidden_at:
                pictures.append(Picture(len(runs), length, element, attributes))
        elif act is break_:
            if parts:
                if not verbatim:
                    flush()
                elif not parts[-1].endswith("\n"):
                    parts.append("\n")
                    length += 1
        elif act is ruby:
            base = length
        elif act is reading:
            silent += 1
            above.clear()
        elif act is reading_end and silent:
            silent -= 1
            if tag == "/rt":  # it stands above the text since the ruby began, or since the reading before
                sound = " ".join("".join(above).split())
                if sound and base < length:
                    readings.append(Reading(base, length, sound))
                base = length

        if text and (parts or verbatim or not text.isspace()):
            if "&" in text:
                text = _unescape(text)  # noqa: PLW2901 - nobody wants what was written
            if silent:
                above.append(text)
            else:
                parts.append(text)
                length += len(text)
                if covered:
                    covered_text = True
                if anchors:
                    linked += len(text.strip())
                if marker is not None and not text.isspace():
                    marker.read()
    if parts:
        flush()
    return Split(runs, elements, marks, pictures)


def tokens(html: str) -> Iterable[tuple[str, str, str]]:
    """The tags of a page in order: name with its slash, attributes, the text behind it."""
    html = _COMMENT.sub("", html) if "<!--" in html else html
    if len(html) < _HUGE:
        return _TAG.findall(html)
    return ((found[1], found[2] or "", found[3]) for found in _TAG.finditer(html))


def _hides(attributes: str) -> bool:
    return ("style=" in attributes or 'hidden=""' in attributes) and _HIDDEN.search(attributes) is not None


def _unescape(text: str) -> str:
    """The text without the four references that the fast tree writes."""
    return text.replace("&nbsp;", "\xa0").replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")


class _Marker:
    """Which marks lie around each run, of a page in which elements are marked."""

    def __init__(self, name: str) -> None:
        self._mark = re.compile(rf'(?:^| ){re.escape(name)}="([^"]*)"')
        self._inside: list[frozenset[str]] = [frozenset()]
        self._common: frozenset[str] | None = None

    def see(self, tag: str, attributes: str) -> str:
        """An element begins or ends; its attributes without the mark."""
        if tag[0] == "/":
            if len(self._inside) > 1:
                self._inside.pop()
            return attributes
        found = self._mark.search(attributes)
        self._inside.append(self._inside[-1].union(found[1].split()) if found is not None else self._inside[-1])
        return self._mark.sub("", attributes) if found is not None else attributes

    def read(self) -> None:
        """Some text of the run lies here."""
        self._common = self._inside[-1] if self._common is None else self._common & self._inside[-1]

    def common(self) -> frozenset[str]:
        """The marks around all of the run that ends here."""
        found, self._common = self._common, None
        return found or frozenset()


def _placed(joined: str, text: str, readings: Sequence[Reading]) -> Iterator[Reading]:
    """The readings with their places in the text as it is once spaces are folded."""
    spans = place(joined, text, [(each.start, each.end) for each in readings])
    for (start, end), each in zip(spans, readings, strict=True):
        if start < end:
            yield Reading(start, end, each.text)


def _join_row(page: Split, row: int, first: int) -> None:
    """A row whose cells hold one block each is data, and becomes one block; a row of layout stays in pieces."""
    runs, elements, marks, pictures = page
    if not 2 <= len(runs) - first <= _WIDEST_ROW:
        return
    cells = runs[first:]
    places = [run.element for run in cells]
    if len(set(places)) < len(cells) or not all(
        elements.tags[place] in _CELLS and elements.parents[place] == row for place in places
    ):
        return
    text = _BETWEEN.join(run.text for run in cells)
    starts = list(accumulate((len(run.text) + len(_BETWEEN) for run in cells), initial=0))
    linked, hidden = sum(run.linked for run in cells), all(run.hidden for run in cells)
    links, styles = (tuple(_of_row(cells, starts, placed)) for placed in (placed_links, placed_styles))
    joined = Run(text, row, linked, hidden, tuple(zip(starts, places, strict=False)), links=links, styles=styles)
    runs[first:] = [joined]
    if marks:
        marks[first:] = [frozenset.intersection(*marks[first:])]
    for index in range(len(pictures) - 1, -1, -1):
        each = pictures[index]
        if each.run < first:
            break
        pictures[index] = each._replace(run=first, offset=min(starts[each.run - first], len(text)))


def _of_row(
    cells: Iterable[Run], starts: Iterable[int], placed: Callable[[Run], Iterable[Stretch]]
) -> Iterator[Stretch]:
    """The links, or the like, of the cells of a row, in the row's text."""
    for run, before in zip(cells, starts, strict=False):
        for start, end, told in placed(run):
            yield before + start, before + end, told


def placed_links(run: Run) -> Iterable[Stretch]:
    """The links of a run in its text."""
    return _in_text(run, run.links)


def placed_styles(run: Run) -> Iterable[Stretch]:
    """What is emphasised and the like in a run, in its text."""
    return _in_text(run, run.styles)


def _in_text(run: Run, found: Sequence[Stretch]) -> Iterable[Stretch]:
    if not found:
        return ()
    spans = place(run.raw or run.text, run.text, [(start, end) for start, end, _ in found])
    return [(start, end, each[2]) for (start, end), each in zip(spans, found, strict=True)]
