"""What a page says of itself in its JSON-LD scripts: the object that speaks of the article, chosen by its type."""

import json
import re
from collections.abc import Iterable, Iterator, Sequence
from html import unescape
from typing import Any, NamedTuple

from reader.clean.said import Said, clear
from reader.model.document import Fact

#: The types of schema.org that an article may have; of several objects the one whose type stands first speaks.
_TYPES = (
    *("NewsArticle", "BlogPosting", "ScholarlyArticle", "TechArticle", "Report", "OpinionNewsArticle"),
    *("ReportageNewsArticle", "AnalysisNewsArticle", "LiveBlogPosting", "DiscussionForumPosting", "SocialMediaPosting"),
    *("Article", "Question", "Review", "HowTo", "Recipe", "CreativeWork", "Book", "VideoObject", "WebPage"),
)
_RANK = {name.lower(): rank for rank, name in enumerate(_TYPES)}
_UNTYPED, _NO_ARTICLE = len(_TYPES), 99
_PART_OF_SITE = frozenset(
    ("website", "organization", "newsmediaorganization", "person", "breadcrumblist", "imageobject")
)
_LONGEST, _MOST_SCRIPTS, _MOST_OBJECTS, _DEEPEST = 300_000, 40, 500, 8
_INSIDE = ("@graph", "mainEntity", "mainEntityOfPage", "article")  # where an object about the article may stand
_COMMENT = re.compile(r"\A\s*(?:<!--|//<!\[CDATA\[|<!\[CDATA\[|/\*.*?\*/)+|(?:-->|//\]\]>|\]\]>|;)+\s*\Z")
_TRAILING_COMMA = re.compile(r",(\s*[}\]])")
_SALVAGED = re.compile(
    r'"(headline|datePublished|dateModified|dateCreated|pubDate|upDate)"\s*:\s*"((?:[^"\\\n]|\\.){1,300})"'
)

Thing = dict[str, Any]


class _Chosen(NamedTuple):
    article: Thing
    known: dict[str, Thing]  # by @id, for objects that point at others
    rest: Sequence[Thing]


def read_linked(scripts: Iterable[str], titles: Sequence[str] = ()) -> Said:
    """The facts that the JSON-LD ``scripts`` give; ``titles`` of the head tell which of several articles is meant.

    Broken scripts are mended where that is plain (trailing commas, comments, several objects in a row), and searched
    for the few plain facts otherwise. Bounded: a script of more than 300,000 characters is only searched.
    """
    things: list[Thing] = []
    for script in list(scripts)[:_MOST_SCRIPTS]:
        things += _things(script)
    if not things:
        return Said()
    chosen = _choose(things[:_MOST_OBJECTS], {_bare(title) for title in titles})
    return _facts(chosen)


def _facts(chosen: _Chosen) -> Said:
    article, known = chosen.article, chosen.known
    sites = [*_names(article, "publisher", known), *_names(article, "isPartOf", known)]
    sites += [fact for thing in chosen.rest if "website" in _types(thing) for fact in _texts(thing, "name")]
    return Said(
        titles=_texts(article, "headline") or _texts(article, "title") or _question(article),
        authors=_names(article, "author", known) or _names(article, "creator", known),
        dates=[*_texts(article, "datePublished"), *_texts(article, "pubDate"), *_texts(article, "dateCreated")],
        modified=[*_texts(article, "dateModified"), *_texts(article, "upDate")],
        sites=sites,
        languages=_texts(article, "inLanguage"),
        addresses=[*_texts(article, "url"), *_texts(article, "mainEntityOfPage")],
        tags=_texts(article, "keywords"),
    )


def _choose(things: Sequence[Thing], titles: set[str]) -> _Chosen:
    """The object that speaks of the article: by its type, and of several of one type the one named as the page is."""
    known = {str(thing["@id"]): thing for thing in things if "@id" in thing and len(thing) > 1}
    ranked = sorted((thing for thing in things if _rank(thing) < _NO_ARTICLE), key=_rank)
    best = [thing for thing in ranked if _rank(thing) == _rank(ranked[0])]
    named = (thing for thing in best if any(_is_named(thing, title) for title in titles))
    article = next(named, best[0] if best else {})
    return _Chosen(article, known, things)


def _is_named(thing: Thing, title: str) -> bool:
    own = _bare(str(thing.get("headline") or thing.get("name") or ""))
    return bool(own) and (own in title or title in own)


def _bare(title: str) -> str:
    return re.sub(r"[\W_]+", "", unescape(title)).lower()


def _rank(thing: Thing) -> int:
    types = _types(thing)
    if types & _PART_OF_SITE:
        return _NO_ARTICLE
    ranks = [_RANK[name] for name in types if name in _RANK]
    telling = any(key in thing for key in ("headline", "datePublished", "pubDate"))
    return min(ranks) if ranks else _UNTYPED if telling else _NO_ARTICLE


def _types(thing: Thing) -> set[str]:
    value = thing.get("@type")
    each = value if isinstance(value, list) else [value]
    return {str(one).rsplit("/", 1)[-1].rsplit(":", 1)[-1].lower() for one in each if one}


def _texts(thing: Thing, key: str) -> list[Fact]:
    """The strings of a key: one, a list, or objects that have a name, an address or a value."""
    value = thing.get(key)
    each = value if isinstance(value, list) else [value]
    plain = (one.get("name") or one.get("@value") or one.get("@id") if isinstance(one, dict) else one for one in each)
    return [fact for one in plain if isinstance(one, str) and (fact := clear(one, f"JSON-LD {key}"))]


def _names(thing: Thing, key: str, known: dict[str, Thing]) -> list[Fact]:
    """The names of persons or organisations, which may stand elsewhere in the scripts under their ``@id``."""
    value = thing.get(key)
    each = value if isinstance(value, list) else [value]
    found = [
        known.get(str(one.get("@id")), one) if isinstance(one, dict) and "name" not in one else one for one in each
    ]
    names: list[Any] = []
    for one in found:
        name = one.get("name") if isinstance(one, dict) else one
        names += name if isinstance(name, list) else [name]
    return [fact for name in names if isinstance(name, str) and (fact := clear(name, f"JSON-LD {key}"))]


def _question(article: Thing) -> list[Fact]:
    return _texts(article, "name") if _types(article) & {"question", "howto", "recipe", "book", "videoobject"} else []


def _things(script: str) -> list[Thing]:
    """The objects of a script that may speak of the page, in order."""
    if len(script) > _LONGEST:
        return _salvage(script[:_LONGEST])
    values = _parse(_COMMENT.sub("", script))
    if not values:
        return _salvage(script)
    return [thing for value in values for thing in _walk(value, 0)][:_MOST_OBJECTS]


def _parse(script: str) -> list[Any]:
    """The values of a script; [] if it can't be read. ``strict=False`` lets line ends stand in strings."""
    for text in (script, _TRAILING_COMMA.sub(r"\1", script)):
        try:
            return [json.loads(text, strict=False)]
        except (ValueError, RecursionError):
            continue
    return _several(script)


def _several(script: str) -> list[Any]:
    """Objects that stand in a row, as templates leave them."""
    decoder, at = json.JSONDecoder(strict=False), 0
    values: list[Any] = []
    while at < len(script) and len(values) < _MOST_SCRIPTS:
        try:
            value, at = decoder.raw_decode(script, at)
        except (ValueError, RecursionError):
            break
        values.append(value)
        at += len(script) - at - len(script[at:].lstrip(" \t\r\n,;"))
    return values


def _salvage(script: str) -> list[Thing]:
    """The plain facts of a script that can't be read: of each key the first."""
    found: Thing = {}
    for match in _SALVAGED.finditer(script):
        found.setdefault(match[1], match[2].replace('\\"', '"').replace("\\/", "/"))
    return [found] if found else []


def _walk(value: Any, depth: int) -> Iterator[Thing]:
    """Objects alone, in lists, in a graph, and inside of the page that they are the subject of."""
    if depth > _DEEPEST:
        return
    if isinstance(value, list):
        for one in value[:_MOST_OBJECTS]:
            yield from _walk(one, depth + 1)
    elif isinstance(value, dict):
        yield value
        for key in _INSIDE:
            if isinstance(value.get(key), (dict, list)):
                yield from _walk(value[key], depth + 1)
