"""E-books (EPUB 3): a chapter a page, terms that open their entry of one glossary as a pop-up footnote.

Chapters are written as they come, so that a book of a thousand pages needs no memory for them. Equal pages make equal
bytes: files carry no time of day, and the book's identifier is a digest of what it says.
"""

import re
import uuid
import zipfile
from collections.abc import Iterable, Iterator
from hashlib import sha256
from pathlib import Path, PurePath
from typing import BinaryIO, NamedTuple

from reader.export.epub_files import CONTAINER, MIMETYPE, About, Heading, navigation, package, xhtml
from reader.export.escaping import escape, safe_address
from reader.export.exporter import Options
from reader.export.footnotes import Footnote, Footnotes
from reader.export.markup import elements
from reader.export.structure import Numbered, heading_depths
from reader.model.choices import LinkPolicy
from reader.model.document import Block, Document, Kind, Note
from reader.model.language import ENGLISH, SIMPLIFIED, document_language, text_language

_EARLIEST = (1980, 1, 1, 0, 0, 0)  # what ZIP can tell
_GLOSSARY = "glossary.xhtml"
_DATE = re.compile(r"(?<!\d)((?:19|20)\d\d)\D{1,3}(1[0-2]|0?[1-9])(?:\D{1,3}(3[01]|[12]\d|0?[1-9])(?!\d))?")
_NAMESPACE = uuid.UUID("6f1c2f0a-3b1e-5a55-9d0e-7f6d3c0f5b1a")


def write(documents: Iterable[Document], file: BinaryIO, options: Options) -> None:
    """The exporter."""
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        book = _Book(archive, options)
        for document in documents:
            book.add(document)
        book.finish()


class _Dress:
    """Terms lead to the glossary; headings can be led to."""

    def __init__(self, footnotes: Footnotes, language: str) -> None:
        self._footnotes, self._language = footnotes, language
        self._numbers: dict[Note, int] = {}
        self._mentions = 0
        self.first: dict[int, str] = {}

    def attributes(self, each: Numbered) -> str:
        place, block = each
        self._numbers = self._footnotes.numbers(block)
        anchor = f' id="b{place}"' if block.kind is Kind.HEADING else ""
        own = ENGLISH if block.kind is Kind.CODE else text_language(block.text.current, self._language)
        return anchor + (f' lang="{own}" xml:lang="{own}"' if own != self._language else "")

    def term(self, note: Note) -> tuple[str, str]:
        number = self._numbers.pop(note, 0)
        if not number:
            return "", ""
        self._mentions += 1
        anchor = f"t{self._mentions}"
        self.first.setdefault(number, anchor)
        link = f'<a class="term" id="{anchor}" epub:type="noteref" role="doc-noteref" href="{_GLOSSARY}#g{number}">'
        return link, "</a>"


class _Chapter(NamedTuple):
    """What is remembered of a chapter that is written."""

    name: str
    language: str


class _Book:
    """An archive that grows chapter by chapter; `finish` writes what is about the whole."""

    def __init__(self, archive: zipfile.ZipFile, options: Options) -> None:
        self._archive, self._options = archive, options
        self._footnotes = Footnotes(options.gloss, options.entry)
        self._digest = sha256(options.title.encode("utf-8", "backslashreplace"))
        self._chapters: list[_Chapter] = []
        self._headings: list[Heading] = []
        self._mentions: dict[int, str] = {}
        self._creators: dict[str, None] = {}
        self._sources: dict[str, None] = {}
        self._dates: list[str] = []
        self._ruby = False
        self._put("mimetype", MIMETYPE, zipfile.ZIP_STORED)
        self._put("META-INF/container.xml", CONTAINER)
        self._put("EPUB/book.css", Path(__file__).with_name("book.css").read_text("utf8"))

    def add(self, document: Document) -> None:
        """A page as the next chapter."""
        name = f"chapter-{len(self._chapters) + 1:04}.xhtml"
        language, title = document_language(document), title_of(document)
        self._footnotes.begin_chapter()
        dress = _Dress(self._footnotes, language)
        linked = self._options.links is not LinkPolicy.NONE
        text = "\n".join(elements(document.blocks, dress, readings=self._options.readings, links=linked))
        self._ruby = self._ruby or "<rt>" in text
        byline = "\n".join(_byline(document))
        opening = '<section epub:type="chapter" role="doc-chapter" aria-labelledby="title">'
        body = f'{opening}\n<h1 id="title">{escape(title)}</h1>\n{text}\n{byline}</section>'
        self._put(f"EPUB/{name}", xhtml(language, title, body))
        self._chapters.append(_Chapter(name, language))
        self._headings += _contents(name, title, document.blocks)
        for number, anchor in dress.first.items():
            self._mentions.setdefault(number, f"{name}#{anchor}")
        self._remember(document)

    def _remember(self, document: Document) -> None:
        metadata = document.metadata
        self._creators.update(dict.fromkeys(name for fact in metadata.authors if (name := fact.value.strip())))
        self._sources[_source(document)] = None
        if metadata.date and (date := iso_date(metadata.date.value)):
            self._dates.append(date)

    def finish(self) -> None:
        """Glossary, navigation and package document."""
        names = [chapter.name for chapter in self._chapters]
        languages = list(dict.fromkeys(chapter.language for chapter in self._chapters))
        mentioned = (each for each in self._footnotes if each[0] in self._mentions)
        notes = sorted(mentioned, key=lambda each: (each[1].term.casefold(), each[0]))
        if notes:
            self._put(f"EPUB/{_GLOSSARY}", xhtml(languages[0], "术语 Glossary", "\n".join(self._glossary(notes))))
            names.append(_GLOSSARY)
            self._headings.append(Heading(1, "术语 Glossary", _GLOSSARY))
        self._put("EPUB/nav.xhtml", navigation(languages[0], self._headings, _GLOSSARY if notes else ""))
        self._put("EPUB/package.opf", package(self._about(languages), names))

    def _about(self, languages: list[str]) -> About:
        first = self._headings[0].label
        count = len(self._chapters)
        title = self._options.title or (first if count == 1 else f"《{first}》等{count}篇")
        newest = max(self._dates, default="1980-01-01")
        return About(
            identifier=f"urn:uuid:{uuid.uuid5(_NAMESPACE, self._digest.hexdigest())}",
            title=title,
            languages=languages,
            creators=self._creators,
            sources=self._sources,
            date=self._dates[0] if count == 1 and self._dates else "",
            modified=f"{newest}T00:00:00Z",
            ruby=self._ruby,
        )

    def _glossary(self, notes: list[tuple[int, Footnote]]) -> Iterator[str]:
        yield '<section epub:type="glossary" role="doc-glossary" aria-labelledby="title">'
        yield '<h1 id="title">术语 Glossary</h1>'
        for number, note in notes:
            yield f'<div class="note" id="g{number}" epub:type="footnote" role="doc-footnote">'
            yield f"<p><dfn>{escape(note.term)}</dfn>{escape(_names(note))}</p>"
            for text, language in ((note.zh, SIMPLIFIED), (note.en, ENGLISH)):
                if text:
                    yield f'<p lang="{language}" xml:lang="{language}">{escape(text)}</p>'
            back = self._mentions[number]
            yield f'<p><a role="doc-backlink" href="{back}" aria-label="回到正文 Back to the text">↩</a></p></div>'
        yield "</section>"

    def _put(self, name: str, text: str, how: int = zipfile.ZIP_DEFLATED) -> None:
        information = zipfile.ZipInfo(name, _EARLIEST)
        information.compress_type, information.create_system, information.external_attr = how, 3, 0o644 << 16
        data = text.encode()
        self._digest.update(data)
        self._archive.writestr(information, data)


def title_of(document: Document) -> str:
    """What a page is called: its title, or its first heading, or the name of its file."""
    headings = (block.text.current for block in document.blocks if block.kind is Kind.HEADING)
    for title in (document.title.current, *headings, PurePath(document.metadata.name).stem):
        if title.strip():
            return " ".join(title.split())
    return "page"


def iso_date(value: str) -> str:
    """The date in what a page says, as ISO 8601, to the day; empty where there is none.

    >>> iso_date("2023年5月6日 10:00"), iso_date("2023-05-06T10:00:00Z"), iso_date("yesterday")
    ('2023-05-06', '2023-05-06', '')
    """
    from datetime import date

    match = _DATE.search(value)
    if not match or not match[3]:
        return ""
    try:
        return date(*map(int, match.groups())).isoformat()
    except ValueError:  # 31 February
        return ""


def _contents(name: str, title: str, blocks: tuple[Block, ...]) -> Iterator[Heading]:
    yield Heading(1, title, name)
    for place, depth in heading_depths(blocks).items():
        label = " ".join(blocks[place].text.current.split())
        if label:
            yield Heading(depth, label, f"{name}#b{place}")


def _byline(document: Document) -> Iterator[str]:
    """Where the page came from, below its text."""
    metadata = document.metadata
    facts = (fact.value.strip() for fact in (metadata.author, metadata.site, metadata.date) if fact)
    source = _source(document)
    address = safe_address(source)
    shown = f'<a href="{escape(address)}">{escape(source)}</a>' if address else escape(source)
    told = " · ".join((*(escape(fact) for fact in facts if fact), shown))
    yield f"<footer><p>来源 Source: {told}</p></footer>\n"


def _source(document: Document) -> str:
    metadata = document.metadata
    address = metadata.address.value.strip() if metadata.address else ""
    return address or PurePath(metadata.name).name or "page"  # folders are nobody's business


def _names(note: Footnote) -> str:
    expansion = f" ({note.expansion})" if note.expansion else ""
    return f"{expansion} {'、'.join(note.chinese)}".rstrip()
