"""The structure of the article: which kind of block each of its runs is, read with BeautifulSoup.

BeautifulSoup takes 20 µs for a tag, 45 times as long as the fast tree. So it is given the article alone, written anew:
the elements that mean something around the runs that were kept, and nothing of the page's scaffolding.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
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


_PARAGRAPH, _ROW = Part(Kind.PARAGRAPH, 0), Part(Kind.ROW, 0)


def read_fragment(runs: Sequence[Run], elements: Elements) -> list[Part] | None:
    """The kind and level of each of ``runs``, which stand in ``elements``; None if there are too many of them."""
    if len(runs) > _MOST:
        return None
    telling = {element: _telling(element, elements) for element in {run.element for run in runs}}
    parts = [_ROW if run.cells else _PARAGRAPH for run in runs]
    told = [index for index, run in enumerate(runs) if telling[run.element]]
    if not told:  # as in most news
        return parts
    soup = parse(_written((telling[runs[index].element] for index in told), elements.tags), _AROUND)
    places = soup.find_all(_RUN)
    if len(places) != len(told):
        return None
    crowds = Counter(id(item) for place in places for item in _items(place))
    for index, place in zip(told, places, strict=True):
        if not runs[index].cells:
            parts[index] = _part(place, crowds)
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


def _written(around: Iterable[list[int]], tags: Sequence[str]) -> str:
    """The elements ``around`` each run, outermost first, as HTML, with an empty paragraph in the place of the run."""
    parts: list[str] = []
    open_now: list[int] = []
    for wanted in around:
        shared = next((at for at, (a, b) in enumerate(zip(open_now, wanted, strict=False)) if a != b), None)
        shared = min(len(open_now), len(wanted)) if shared is None else shared
        parts += (f"</{tags[index]}>" for index in reversed(open_now[shared:]))
        parts += (f"<{tags[index]}>" for index in wanted[shared:])
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


def _part(place: Tag, crowds: Counter[int]) -> Part:
    for tag in place.parents:
        kind, level = _kind(tag, crowds)
        if kind is not None:
            return Part(kind, level)
    return _PARAGRAPH


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
