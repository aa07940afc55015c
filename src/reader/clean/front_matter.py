"""What stands between two lines of --- before a Markdown page: title, date, authors, as static sites keep them."""

from collections.abc import Iterator

from reader.clean.dates import read_date
from reader.clean.said import Said, clear
from reader.model.document import Fact
from reader.nodes import Node, pairs_of

_LARGEST = 100_000  # characters
_SOURCE = "front matter"
#: What the generators of static sites (Hugo, Jekyll, Hexo, Pandoc) call them → our own attribute of `Said`.
_KEYS = {
    "title": "titles",
    "author": "authors",
    "authors": "authors",
    "date": "dates",
    "published": "dates",
    "lastmod": "modified",
    "updated": "modified",
    "modified": "modified",
    "lang": "languages",
    "language": "languages",
    "tags": "tags",
    "keywords": "tags",
    "source": "addresses",
    "url": "addresses",
    "canonical": "addresses",
}


def read_front_matter(text: str) -> Said:
    """The facts of a front matter; what is no YAML says nothing."""
    found: dict[str, list[Fact]] = {}
    for key, value in pairs_of(text) if len(text) <= _LARGEST else ():
        attribute = _KEYS.get((key.text or "").strip().lower(), "")
        if attribute:
            found.setdefault(attribute, []).extend(_facts(value))
    for attribute in ("dates", "modified"):
        days = [Fact(day, each.source) for each in found.get(attribute, ()) if (day := read_date(each.value))]
        found[attribute] = days
    return Said(**found)


def _facts(value: Node) -> Iterator[Fact]:
    """The fact of a text; of a list those of its items, of a mapping (an author with a mail address) its name."""
    if value.text is not None:
        fact = clear(value.text, _SOURCE)
        if fact is not None:
            yield fact
    for item in value.items or ():
        yield from _facts(item)
    for key, named in value.pairs or ():
        if key.text == "name":
            yield from _facts(named)
