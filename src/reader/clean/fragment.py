"""The structure of the article: which kind of block each of its runs is, read with BeautifulSoup.

BeautifulSoup takes 20 µs for a tag, 45 times as long as the fast tree. So it is given the article alone, written anew:
the elements that mean something around the runs that were kept, and nothing of the page's scaffolding.
"""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from bs4 import Tag

from reader.clean.soup import parse
from reader.clean.splitter import Elements, Run
from reader.model.document import Kind

_LISTS = frozenset(("ul", "ol", "menu", "dir"))
_PLAIN = {
    "pre": Kind.CODE, "blockquote": Kind.QUOTATION, "caption": Kind.CAPTION, "figcaption": Kind.CAPTION,
}  # fmt: skip
_HEADINGS = {f"h{level}": level for level in range(1, 7)}
_ITEMS = frozenset(("li", "dt", "dd"))
_TELLING = _LISTS | _HEADINGS.keys() | _PLAIN.keys() | _ITEMS | {"dl"}
_DEFINING = {"dt": Kind.TERM, "dd": Kind.DEFINITION}
_LONGEST_ITEM = 2  # blocks; an item that holds more is layout: a post of a forum, a box of the page
_MOST = 20_000  # blocks that are read so; an article of more is taken as the fast tree has it
_VALUE, _START = (re.compile(rf'(?<![\w-]){name}="(-?\d{{1,6}})"') for name in ("value", "start"))
_AROUND, _RUN = "body", "p"
_PLACE = f"<{_RUN}></{_RUN}>"


class Part(NamedTuple):
    """A block of the article."""

    kind: Kind
    level: int
    number: int | None = None


def read_fragment(runs: Sequence[Run], elements: Elements) -> list[Part] | None:
    """The kind and level of each of ``runs``, which stand in ``elements``; None if there are too many of them."""
    if len(runs) > _MOST:
        return None
    written = write_fragment(runs, elements)
    if len(written) == len(runs) * len(_PLACE):  # no element that means anything, as in most news: nothing to read
        return [Part(Kind.ROW if run.cells else Kind.PARAGRAPH, 0) for run in runs]
    soup = parse(written, _AROUND)
    places = soup.find_all(_RUN)
    if len(places) != len(runs):
        return None
    crowds = Counter(id(item) for place in places for item in _items(place))
    parts = [_part(run, place, crowds) for run, place in zip(runs, places, strict=True)]
    return _numbered(parts, runs, elements)


def _numbered(parts: list[Part], runs: Sequence[Run], elements: Elements) -> list[Part]:
    """The items of ordered lists with their numbers; of an item of two blocks the first."""
    seen: set[int] = set()
    for index, (part, run) in enumerate(zip(parts, runs, strict=True)):
        item = _item(run.element, elements) if part.kind is Kind.ITEM else -1
        if item >= 0 and item not in seen:
            seen.add(item)
            parts[index] = part._replace(number=_number(item, elements))
    return parts


def _item(index: int, elements: Elements) -> int:
    """The nearest item around an element; -1 if there is none."""
    while index >= 0 and elements.tags[index] != "li":
        index = elements.parents[index]
    return index


def _number(item: int, elements: Elements) -> int | None:
    """The number of an item: its own, or its place from where its list begins."""
    around = elements.parents[item]
    if around < 0 or elements.tags[around] != "ol":
        return None
    own, first = _VALUE.search(elements.attributes[item]), _START.search(elements.attributes[around])
    return int(own[1]) if own else (int(first[1]) if first else 1) + elements.numbers[item] - 1


def write_fragment(runs: Sequence[Run], elements: Elements) -> str:
    """The telling elements around ``runs`` as HTML, with an empty paragraph in the place of each."""
    parts: list[str] = []
    open_now: list[int] = []
    known: dict[int, list[int]] = {}
    for run in runs:
        if run.element not in known:
            known[run.element] = _telling(run.element, elements)
        wanted = known[run.element]
        shared = next((at for at, (a, b) in enumerate(zip(open_now, wanted, strict=False)) if a != b), None)
        shared = min(len(open_now), len(wanted)) if shared is None else shared
        parts += (f"</{elements.tags[index]}>" for index in reversed(open_now[shared:]))
        parts += (f"<{elements.tags[index]}>" for index in wanted[shared:])
        parts.append(_PLACE)
        open_now = wanted
    return "".join(parts)


def _telling(index: int, elements: Elements) -> list[int]:
    """The telling elements around a place, outermost first."""
    found = []
    while index >= 0:
        if elements.tags[index] in _TELLING:
            found.append(index)
        index = elements.parents[index]
    return found[::-1]


def _items(place: Tag) -> Iterator[Tag]:
    return (tag for tag in place.parents if tag.name in _ITEMS)


def _part(run: Run, place: Tag, crowds: Counter[int]) -> Part:
    if run.cells:
        return Part(Kind.ROW, 0)
    for tag in place.parents:
        kind, level = _kind(tag, crowds)
        if kind is not None:
            return Part(kind, level)
    return Part(Kind.PARAGRAPH, 0)


def _kind(tag: Tag, crowds: Counter[int]) -> tuple[Kind | None, int]:
    """What ``tag`` makes of the text in it, with the level; None if the tag says nothing."""
    name = tag.name
    if name in _HEADINGS:
        return Kind.HEADING, _HEADINGS[name]
    if name in _PLAIN:
        return _PLAIN[name], 0
    if name == "li" and crowds[id(tag)] <= _LONGEST_ITEM:
        return Kind.ITEM, max(1, sum(around.name in _LISTS for around in tag.parents))
    if name in _DEFINING and _defines(tag, crowds):
        return _DEFINING[name], 0
    return None, 0


def _defines(part: Tag, crowds: Counter[int]) -> bool:
    """Whether a part of a ``dl`` is a name or a definition: pages use such lists for layout too.

    A name has one block, a definition two at most, and something of the other kind stands next to it.
    """
    if crowds[id(part)] > (1 if part.name == "dt" else _LONGEST_ITEM):
        return False
    beside = part.find_next_sibling() if part.name == "dt" else part.find_previous_sibling()
    return isinstance(beside, Tag) and beside.name in _DEFINING and crowds[id(beside)] <= _LONGEST_ITEM
