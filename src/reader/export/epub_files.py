"""The files of an e-book that are about the others: package document, navigation, container (EPUB 3.3)."""

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from reader.export.escaping import escape

MIMETYPE = "application/epub+zip"
CONTAINER = """<?xml version="1.0" encoding="UTF-8"?>
<container version="1.0" xmlns="urn:oasis:names:tc:opendocument:xmlns:container">
<rootfiles><rootfile full-path="EPUB/package.opf" media-type="application/oebps-package+xml"/></rootfiles>
</container>
"""

_SUMMARY = (
    "Text with headings, a table of contents, and links from terms to their entries in a glossary and back; "
    "no pictures, sound or colour carry meaning."
)


class Heading(NamedTuple):
    """A place that navigation leads to; ``depth`` is 1 for a chapter."""

    depth: int
    label: str
    address: str


class About(NamedTuple):
    """What the package document tells of a book. Times are as EPUB wants them: 2026-01-31T00:00:00Z."""

    identifier: str
    title: str
    languages: Sequence[str]
    creators: Iterable[str]
    sources: Iterable[str]
    date: str
    modified: str
    ruby: bool


def xhtml(language: str, title: str, body: str) -> str:
    """A whole content document; ``body`` is markup."""
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n<!DOCTYPE html>\n'
        '<html xmlns="http://www.w3.org/1999/xhtml" xmlns:epub="http://www.idpf.org/2007/ops" '
        f'lang="{language}" xml:lang="{language}">\n'
        f'<head><meta charset="utf-8"/><meta name="generator" content="Reader"/><title>{escape(title)}</title>'
        '<link rel="stylesheet" type="text/css" href="book.css"/></head>\n'
        f"<body>\n{body}\n</body>\n</html>\n"
    )


def navigation(language: str, headings: Sequence[Heading], glossary: str) -> str:
    """The table of contents, and the landmarks by which reading systems find text and glossary."""
    landmarks = [("bodymatter", headings[0].address, "正文 Text")]
    if glossary:
        landmarks.append(("glossary", glossary, "术语 Glossary"))
    found = "".join(
        f'<li><a epub:type="{kind}" href="{address}">{label}</a></li>' for kind, address, label in landmarks
    )
    body = (
        '<nav epub:type="toc" role="doc-toc" aria-label="目录 Contents">'
        f"<h1>目录 Contents</h1>{_nested(headings)}</nav>\n"
        f'<nav epub:type="landmarks" aria-label="导航 Landmarks" hidden="hidden"><ol>{found}</ol></nav>'
    )
    return xhtml(language, "目录 Contents", body)


def package(about: About, names: Sequence[str]) -> str:
    """The package document; ``names`` are the content documents in reading order."""
    metadata = "\n".join(_metadata(about))
    items = "".join(f'<item id="{_id(name)}" href="{name}" media-type="application/xhtml+xml"/>\n' for name in names)
    spine = "".join(f'<itemref idref="{_id(name)}"/>\n' for name in names)
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        '<package xmlns="http://www.idpf.org/2007/opf" version="3.0" unique-identifier="book" '
        f'xml:lang="{about.languages[0]}">\n'
        f'<metadata xmlns:dc="http://purl.org/dc/elements/1.1/">\n{metadata}\n</metadata>\n<manifest>\n{items}'
        '<item id="nav" href="nav.xhtml" media-type="application/xhtml+xml" properties="nav"/>\n'
        '<item id="style" href="book.css" media-type="text/css"/>\n'
        f"</manifest>\n<spine>\n{spine}</spine>\n</package>\n"
    )


def _metadata(about: About) -> Iterator[str]:
    yield f'<dc:identifier id="book">{about.identifier}</dc:identifier>'
    yield f"<dc:title>{escape(about.title)}</dc:title>"
    yield from (f"<dc:language>{language}</dc:language>" for language in about.languages)
    yield from (f"<dc:creator>{escape(creator)}</dc:creator>" for creator in about.creators)
    yield from (f"<dc:source>{escape(source)}</dc:source>" for source in about.sources)
    if about.date:
        yield f"<dc:date>{about.date}</dc:date>"
    yield f'<meta property="dcterms:modified">{about.modified}</meta>'
    features = ["tableOfContents", "readingOrder", "structuralNavigation", "displayTransformability"]
    if about.ruby:
        features.append("rubyAnnotations")
    yield '<meta property="schema:accessMode">textual</meta>'
    yield '<meta property="schema:accessModeSufficient">textual</meta>'
    yield from (f'<meta property="schema:accessibilityFeature">{feature}</meta>' for feature in features)
    yield '<meta property="schema:accessibilityHazard">none</meta>'
    yield f'<meta property="schema:accessibilitySummary">{_SUMMARY}</meta>'


def _nested(headings: Sequence[Heading]) -> str:
    """Headings as lists inside lists; one is at most a step deeper than the one before it."""
    parts: list[str] = []
    around: list[int] = []
    for depth, label, address in headings:
        closed = 0
        while around and around[-1] >= depth:
            around.pop()
            closed += 1
        parts.append("</li></ol>" * (closed - 1) + "</li>" if closed else "<ol>")
        parts.append(f'<li><a href="{address}">{escape(label)}</a>')
        around.append(depth)
    return "".join(parts) + "</li></ol>" * len(around)


def _id(name: str) -> str:
    return name.removesuffix(".xhtml")
