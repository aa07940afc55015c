"""What is known of a page: for programs (Dublin Core, JSON-LD) and for people, each fact with where it was found."""

import json
from collections.abc import Iterator
from pathlib import PurePath
from typing import Any, NamedTuple

from reader.export.escaping import escape, safe_address
from reader.model.document import Document
from reader.model.escape import printable

#: Our names of facts, and those of Dublin Core (https://www.dublincore.org/specifications/dublin-core/dcmi-terms/).
_DUBLIN_CORE = {"author": "creator", "date": "date", "site": "publisher", "address": "source"}
_SCHEMA_ORG = {"author": "author", "date": "datePublished", "site": "publisher", "address": "url"}
#: What must not stand in a script element (WHATWG HTML, 4.12.1.3), and the line ends that JavaScript has of its own.
_IN_SCRIPT = {ord(sign): f"\\u{ord(sign):04x}" for sign in "<>&\u2028\u2029"}


class About(NamedTuple):
    """A fact under our own name for it."""

    name: str
    value: str
    source: str


def heading(document: Document) -> str:
    """The title, or the name of the page's file where it has none."""
    name = document.metadata.name
    return document.title.current or ("Standard input" if name == "-" else PurePath(name).name) or "Untitled"


def facts(document: Document) -> Iterator[About]:
    """What the page says of itself, and what the decoder found."""
    metadata = document.metadata
    for name in ("author", "date", "site", "language", "address"):
        fact = getattr(metadata, name)
        if fact and fact.value:
            yield About(name, fact.value, fact.source)
    if metadata.name:
        yield About("file", PurePath(metadata.name).name, "")
    if metadata.encoding:
        yield About("encoding", metadata.encoding, metadata.reason)


def for_programs(document: Document, language: str) -> Iterator[str]:
    """Dublin Core and JSON-LD for the head of the page."""
    yield f'<meta name="DC.title" content="{escape(heading(document))}">'
    yield f'<meta name="DC.language" content="{language}">'
    for name, value, source in facts(document):
        if name in _DUBLIN_CORE:
            place = f' data-source="{escape(source)}"' if source else ""
            yield f'<meta name="DC.{_DUBLIN_CORE[name]}" content="{escape(value)}"{place}>'
    linked = printable(json.dumps(_linked_data(document, language), ensure_ascii=False)).translate(_IN_SCRIPT)
    yield f'<script type="application/ld+json">{linked}</script>'


def _linked_data(document: Document, language: str) -> dict[str, Any]:
    data: dict[str, Any] = {
        "@context": "https://schema.org",
        "@type": "Article",
        "headline": heading(document),
        "inLanguage": language,
    }
    for name, value, _ in facts(document):
        if name in _SCHEMA_ORG and (name != "address" or safe_address(value)):
            kind = {"author": "Person", "site": "Organization"}.get(name)
            data[_SCHEMA_ORG[name]] = {"@type": kind, "name": value} if kind else value
    return data


def byline(document: Document) -> str:
    """Author, date, site and address below the title."""
    told = [f"<span>{_linked(fact)}</span>" for fact in facts(document) if fact.name in _DUBLIN_CORE]
    return f'<p class="byline">{" ".join(told)}</p>' if told else ""


def for_people(document: Document) -> Iterator[str]:
    """A table of the facts."""
    yield '<section id="about" lang="en" aria-labelledby="about-heading">'
    yield '<h2 id="about-heading">About this page <span lang="zh-Hans">关于本页</span></h2><dl class="facts">'
    for fact in facts(document):
        source = f" <small>from {escape(fact.source)}</small>" if fact.source else ""
        yield f'<div><dt>{fact.name}</dt><dd><bdi lang="">{_linked(fact)}</bdi>{source}</dd></div>'
    yield "</dl></section>"


def _linked(fact: About) -> str:
    address = safe_address(fact.value) if fact.name == "address" else ""
    shown = escape(fact.value)
    return f'<a href="{escape(address)}" rel="noopener noreferrer">{shown}</a>' if address else shown
