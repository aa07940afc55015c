"""The tags of a page that say something of it: those of its head, and times, authors and tags marked in its body."""

import re
from collections.abc import Iterator, Mapping
from typing import Protocol

from selectolax.lexbor import LexborHTMLParser, LexborNode

from reader.clean.head import is_wanted
from reader.clean.said import Mark, Marked

_MOST = 40  # elements of a kind that are looked at
_LONGEST = 120  # characters of a name or a date
_MOST_META = 400
_TIMES = "time, relative-time, [itemprop~=datePublished], [itemprop~=dateModified], abbr[title], span[title], em[title]"
_AUTHORS = "[itemprop~=author], [rel~=author], [class*=author], [class*=byline], [class=authi]"
_TAGS = "a[rel~=tag]"
_DAY = re.compile(r"(?:19|20)\d\d\D{1,2}\d")
_CHANGED = re.compile(r"modif|update|edited", re.IGNORECASE)
_PUBLISHED = re.compile(r"publi|posted|pubdate|entry-date|post-date|created", re.IGNORECASE)
_NO_NAME = re.compile(
    r"comment|avatar|bio|box|ima?ge?|photo|pic|social|relat|widget|desc|about|follow|count|more|title|date|time|card|role"
    r"|job|list|link-|icon|rating|reply|level|group|rank|badge|stat|head|footer|sidebar|recommend|hidden",
    re.IGNORECASE,
)


class _Attributes(Protocol):
    def get(self, key: str, default: str) -> str | None: ...


def head_of(parser: LexborHTMLParser) -> str:
    """Those tags of a page's head that tell a fact, as clean HTML; browsers take them from the body too."""
    plain = "".join(tag.html or "" for tag in parser.css("title, link[rel=canonical]")[:_MOST])
    told = (tag.html or "" for tag in parser.css("meta[content]")[:_MOST_META] if _tells(tag.attributes))
    return plain + "".join(told)


def _tells(own: Mapping[str, str | None]) -> bool:
    return any(is_wanted(own[name] or "") for name in ("property", "name", "itemprop", "http-equiv") if name in own)


def read_marks(parser: LexborHTMLParser) -> tuple[Mark, ...]:
    """The marks of a page in the order of their kinds and of the page; at most 40 of each kind."""
    return (*_times(parser), *_authors(parser), *_tags(parser))


def _times(parser: LexborHTMLParser) -> Iterator[Mark]:
    for node in parser.css(_TIMES)[: _MOST * 3]:
        own = node.attrs
        value = next((said for name in ("datetime", "content", "title", "pubdate") if (said := _get(own, name))), "")
        is_time = node.tag in ("time", "relative-time") or bool(_get(own, "itemprop"))
        if is_time or _DAY.match(value):
            text = _text(node)
            if value or text:
                yield Mark(_time_kind(own), value if _DAY.search(value) or not text else text, text, f"{node.tag} tag")


def _time_kind(own: _Attributes) -> Marked:
    says = " ".join(_get(own, name) for name in ("itemprop", "class", "id"))
    if _CHANGED.search(says):
        return Marked.CHANGED
    return Marked.PUBLISHED if _PUBLISHED.search(says) else Marked.TIME


def _authors(parser: LexborHTMLParser) -> Iterator[Mark]:
    for node in parser.css(_AUTHORS)[:_MOST]:
        own = node.attrs
        names = _get(own, "class")
        if _NO_NAME.search(names) and "byline" not in names:
            continue
        inner = node.css_first("[itemprop=name]") if _get(own, "itemprop") else None
        text = _text(inner or node) or _get(own, "content")
        if text:
            how = "itemprop author" if _get(own, "itemprop") else "rel author" if _get(own, "rel") else f"class {names}"
            yield Mark(Marked.AUTHOR, text, text, how)


def _tags(parser: LexborHTMLParser) -> Iterator[Mark]:
    for node in parser.css(_TAGS)[:_MOST]:
        if text := _text(node):
            yield Mark(Marked.TAG, text.lstrip("#＃"), text, "rel tag")


def _get(own: _Attributes, name: str) -> str:
    return (own.get(name, "") or "")[:_LONGEST]


def _text(node: LexborNode) -> str:
    """The text that a small element shows; of a large one nothing."""
    text = " ".join(node.text(separator=" ").split())
    return text if len(text) <= _LONGEST else ""
