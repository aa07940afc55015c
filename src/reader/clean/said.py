"""What one part of a page says of the page, before anything is weighed."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum
from html import unescape
from typing import NamedTuple

from reader.model.document import Fact
from reader.model.escape import UNSAFE

_LONGEST = 300  # characters; what is longer is no name, title or address
_TAG = re.compile(r"</?[a-zA-Z][^<>]{0,200}>")


@dataclass(frozen=True, slots=True)
class Said:
    """The facts of each kind, the more telling first."""

    titles: Sequence[Fact] = ()
    authors: Sequence[Fact] = ()
    dates: Sequence[Fact] = ()
    modified: Sequence[Fact] = ()
    sites: Sequence[Fact] = ()
    languages: Sequence[Fact] = ()
    addresses: Sequence[Fact] = ()
    tags: Sequence[Fact] = ()


class Marked(Enum):
    """What a mark tells."""

    PUBLISHED = "published"
    CHANGED = "changed"
    TIME = "time"  # of something
    AUTHOR = "author"
    TAG = "tag"


class Mark(NamedTuple):
    """An element that is marked: its value, the text that it shows, and the mark that it bears."""

    kind: Marked
    value: str
    shown: str
    source: str


class Told(NamedTuple):
    """What the parts of an HTML page say: its head, its JSON-LD, and the marks in its body; a text page has none."""

    head: Said = Said()
    linked: Said = Said()
    marks: Sequence[Mark] = ()

    @property
    def titles(self) -> tuple[Fact, ...]:
        """The titles, those that name the article alone before the head's own."""
        return (*self.head.titles[:-1], *self.linked.titles, *self.head.titles[-1:])


def clear(value: str, source: str) -> Fact | None:
    """A fact in one line, without markup and what a terminal would obey; None if nothing or too much is left.

    Values are often escaped twice, and some templates write ``<author>张三</author>``.
    """
    if len(value) > _LONGEST * 4:
        return None
    if "&" in value:
        value = unescape(value)
    if "<" in value:
        value = _TAG.sub("", value)
    value = " ".join(UNSAFE.sub(" ", value).split())
    return Fact(value, source) if 0 < len(value) <= _LONGEST else None
