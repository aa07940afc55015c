"""What the head of a page says of it, each fact with the tag that says it."""

from collections.abc import Iterable, Iterator

from selectolax.lexbor import LexborHTMLParser

from reader.clean.said import Said, clear
from reader.model.document import Fact

_LONGEST_HEAD = 200_000  # characters; what lies behind is not read
_MOST_TAGS = 40

#: The names of meta tags by what they tell, the more telling first: Open Graph, article, Twitter, Dublin Core,
#: schema.org, and those of publishing systems, Chinese ones among them.
META: dict[str, tuple[str, ...]] = {
    "titles": ("og:title", "twitter:title", "dc.title", "dcterms.title", "headline", "weibo:article:title"),
    "authors": (
        *("author", "article:author_name", "byl", "dc.creator", "dcterms.creator", "parsely-author", "sailthru.author"),
        *("article:author", "og:article:author", "og:author", "citation_author", "twitter:data1"),
        *("weibo:article:author", "bytedance:author", "mediaid"),
    ),
    "dates": (
        *(
            "article:published_time",
            "og:published_time",
            "og:article:published_time",
            "article:published",
            "datepublished",
        ),
        *(
            "og:release_date",
            "bytedance:published_time",
            "weibo:article:create_at",
            "pubdate",
            "publishdate",
            "publish_date",
        ),
        *("publish-date", "publication_date", "parsely-pub-date", "sailthru.date", "dc.date.issued", "dcterms.issued"),
        *(
            "dc.date",
            "dcterms.created",
            "dcterms.date",
            "citation_publication_date",
            "article.published",
            "date",
            "pubtime",
        ),
        *("firstpublishedtime", "dc.date.created", "created"),
    ),
    "modified": (
        *("article:modified_time", "og:updated_time", "article:updated_time", "datemodified", "bytedance:updated_time"),
        *(
            "weibo:article:update_at",
            "last-modified",
            "lastmod",
            "dcterms.modified",
            "dc.date.modified",
            "updated_time",
        ),
    ),
    "sites": ("og:site_name", "application-name", "apple-mobile-web-app-title", "dc.publisher", "dcterms.publisher"),
    "languages": ("content-language", "og:locale", "dc.language", "inlanguage"),
    "addresses": ("og:url", "twitter:url", "dc.identifier"),
    "tags": ("article:tag", "og:article:tag", "parsely-tags", "sailthru.tags", "news_keywords", "keywords"),
}
_WANTED = frozenset(name for names in META.values() for name in names)


def is_wanted(name: str) -> bool:
    """Whether a meta tag of this name tells a fact; the others need not be read."""
    return name.strip().lower() in _WANTED


def read_head(head: str) -> Said:
    """The facts of a head's HTML: its title, canonical link and meta tags."""
    parser = LexborHTMLParser(head[:_LONGEST_HEAD])
    told = _meta(parser)
    found = {kind: tuple(_of(told, names)) for kind, names in META.items()}
    found["titles"] = (*found["titles"], *_title(parser))
    found["addresses"] = (*_canonical(parser), *found["addresses"])
    return Said(**found)


def _meta(parser: LexborHTMLParser) -> dict[str, list[Fact]]:
    """The facts of the page's meta tags by lower-case name."""
    told: dict[str, list[Fact]] = {}
    for tag in parser.css("meta"):
        own = tag.attributes
        for attribute in ("property", "name", "itemprop", "http-equiv"):
            name = (own.get(attribute) or "").strip()
            fact = clear(own.get("content") or "", f"meta {name}") if is_wanted(name) else None
            if fact is not None:
                told.setdefault(name.lower(), []).append(fact)
    return told


def _of(told: dict[str, list[Fact]], names: Iterable[str]) -> Iterator[Fact]:
    for name in names:
        yield from told.get(name, ())[:_MOST_TAGS]


def _title(parser: LexborHTMLParser) -> Iterator[Fact]:
    title = parser.css_first("title")
    fact = clear(title.text(), "title") if title is not None else None
    if fact is not None:
        yield fact


def _canonical(parser: LexborHTMLParser) -> Iterator[Fact]:
    link = parser.css_first("link[rel=canonical]")
    fact = clear(link.attributes.get("href") or "", "link canonical") if link is not None else None
    if fact is not None:
        yield fact
