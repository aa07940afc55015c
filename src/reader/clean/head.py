"""What an HTML page says of itself: title, author, date, site, language, address, each with the place that says it."""

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from bs4 import BeautifulSoup, Tag

from reader.clean.soup import parse
from reader.model.document import Fact

_AUTHOR = (
    "author",
    "article:author",
    "og:article:author",
    "byl",
    "dc.creator",
    "parsely-author",
    "weibo:article:author",
)
_DATE = (
    "article:published_time", "og:published_time", "og:release_date", "datepublished", "pubdate", "publishdate",
    "publish_date", "publish-date", "publication_date", "weibo:article:create_at", "dc.date", "dc.date.issued",
    "parsely-pub-date", "date",
)  # fmt: skip
_SITE = ("og:site_name", "application-name", "apple-mobile-web-app-title")
_TITLE = ("og:title", "twitter:title")
_LONGEST_FACT = 200  # characters; a longer one is no name and no date
_LONGEST_HEAD = 200_000  # characters; what lies behind is not read


@dataclass(frozen=True, slots=True)
class Head:
    """The titles that the page gives, the most telling first, and its facts."""

    titles: tuple[str, ...] = ()
    author: Fact | None = None
    date: Fact | None = None
    site: Fact | None = None
    language: Fact | None = None
    address: Fact | None = None
    time: Fact | None = None  # of the first ``time`` on the page, which may be the date of something else


def read_head(head: str, data: Iterable[str], language: str) -> Head:
    """Read the head of a page: its HTML, the texts of its JSON-LD scripts, and the language of its root."""
    soup = parse(head[:_LONGEST_HEAD], "head")
    said = _meta(soup)
    article = _article(data)
    return Head(
        titles=tuple(dict.fromkeys(_titles(soup, said, article))),
        author=_first(_named("author", article.get("author")), _of(said, _AUTHOR)),
        date=_first(_plain("datePublished", article), _of(said, _DATE)),
        site=_first(_of(said, _SITE), _named("publisher", article.get("publisher"))),
        language=_first(_fact(language, "html lang"), _of(said, ("content-language", "og:locale"))),
        address=_first(_canonical(soup), _of(said, ("og:url",))),
        time=_time(soup),
    )


def _meta(soup: BeautifulSoup) -> dict[str, Fact]:
    """The content of the page's meta tags by lower-case name; of two with one name the first."""
    said: dict[str, Fact] = {}
    for tag in soup.find_all("meta"):
        for attribute in ("property", "name", "itemprop", "http-equiv"):
            name = str(tag.get(attribute) or "").strip()
            fact = _fact(str(tag.get("content") or ""), f"meta {name}")
            if name and fact:
                said.setdefault(name.lower(), fact)
    return said


def _article(data: Iterable[str]) -> dict[str, Any]:
    """The first object in the JSON-LD scripts that has a date or a headline; {} if there is none."""
    for text in data:
        try:
            value = json.loads(text, strict=False)
        except (ValueError, RecursionError):
            continue
        for each in _objects(value):
            if "datePublished" in each or "headline" in each:
                return each
    return {}


def _objects(value: Any) -> Iterator[dict[str, Any]]:
    """The objects of a JSON-LD script: alone, in a list, or in a graph."""
    for each in value if isinstance(value, list) else [value]:
        if isinstance(each, dict):
            yield each
            graph = each.get("@graph")
            yield from (one for one in graph if isinstance(one, dict)) if isinstance(graph, list) else ()


def _titles(soup: BeautifulSoup, said: dict[str, Fact], article: dict[str, Any]) -> Iterator[str]:
    headline = _plain("headline", article)
    for fact in (_of(said, _TITLE), headline):
        if fact is not None:
            yield fact.value
    title = soup.find("title")
    if title is not None and (text := " ".join(title.get_text().split())):
        yield text


def _time(soup: BeautifulSoup) -> Fact | None:
    tag = soup.find("time")
    return _fact(str(tag.get("datetime") or ""), "time datetime") if isinstance(tag, Tag) else None


def _canonical(soup: BeautifulSoup) -> Fact | None:
    link = soup.select_one("link[rel=canonical]")
    return _fact(str(link.get("href") or ""), "link canonical") if link is not None else None


def _plain(key: str, article: dict[str, Any]) -> Fact | None:
    value = article.get(key)
    return _fact(value, f"JSON-LD {key}") if isinstance(value, str) else None


def _named(key: str, value: Any) -> Fact | None:
    """The name of a person or organisation: a string, an object with a name, or a list of them."""
    each = value if isinstance(value, list) else [value]
    names = [one.get("name") if isinstance(one, dict) else one for one in each]
    return _fact(", ".join(name for name in names if isinstance(name, str)), f"JSON-LD {key}")


def _of(said: dict[str, Fact], names: Iterable[str]) -> Fact | None:
    return next((said[name] for name in names if name in said), None)


def _first(*facts: Fact | None) -> Fact | None:
    return next((fact for fact in facts if fact is not None), None)


def _fact(value: str, source: str) -> Fact | None:
    value = " ".join(value.split())
    return Fact(value, source) if 0 < len(value) <= _LONGEST_FACT else None
