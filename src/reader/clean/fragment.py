"""The structure of the article: which kind of block each run of its fragment is."""

from collections import Counter
from collections.abc import Iterator
from typing import NamedTuple

from bs4 import Tag

from reader.clean.soup import parse, split
from reader.clean.splitter import Run
from reader.model.document import Kind

_LISTS = ("ul", "ol", "menu", "dir")
_CAPTIONS = ("caption", "figcaption")
_LONGEST_ITEM = 2  # blocks; an item that holds more is layout: a post of a forum, a box of the page
_AROUND = "body"


class Part(NamedTuple):
    """A block of the fragment."""

    kind: Kind
    level: int
    text: str


def read_fragment(html: str) -> list[Part]:
    """The blocks of a piece of a page, in order: one for each run that the fast tree has of it."""
    root = parse(html, _AROUND).find(_AROUND)
    if not isinstance(root, Tag):
        return []
    splitter, tags = split(root)
    places = [tags[run.element] for run in splitter.runs]
    crowds = Counter(id(item) for place in places for item in _items(place))
    return [_part(run, place, crowds) for run, place in zip(splitter.runs, places, strict=True)]


def _items(place: Tag) -> Iterator[Tag]:
    return (tag for tag in _upwards(place) if tag.name == "li")


def _upwards(place: Tag) -> Iterator[Tag]:
    """The tag itself and those around it, the root left out."""
    tag: Tag | None = place
    while tag is not None and tag.name != _AROUND:
        yield tag
        tag = tag.parent


def _part(run: Run, place: Tag, crowds: Counter[int]) -> Part:
    if run.cells:
        return Part(Kind.ROW, 0, run.text)
    for tag in _upwards(place):
        kind, level = _kind(tag, crowds)
        if kind is not None:
            return Part(kind, level, run.text)
    return Part(Kind.PARAGRAPH, 0, run.text)


def _kind(tag: Tag, crowds: Counter[int]) -> tuple[Kind | None, int]:
    """What ``tag`` makes of the text in it, with the level; None if the tag says nothing."""
    name = tag.name
    if len(name) == 2 and name[0] == "h" and name[1] in "123456":
        return Kind.HEADING, int(name[1])
    if name == "pre":
        return Kind.CODE, 0
    if name in _CAPTIONS:
        return Kind.CAPTION, 0
    if name == "blockquote":
        return Kind.QUOTATION, 0
    if name == "li" and crowds[id(tag)] <= _LONGEST_ITEM:
        return Kind.ITEM, max(1, sum(around.name in _LISTS for around in _upwards(tag)))
    return None, 0
