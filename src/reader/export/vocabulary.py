"""The terms and words of pages, each once, with a sentence that it stands in: what cards and tables are made of."""

from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import PurePath
from typing import NamedTuple

from reader.export.exporter import Options
from reader.export.footnotes import footnote
from reader.model.choices import Vocabulary
from reader.model.document import Block, Document, Note, Token, TokenKind
from reader.model.ports import Sense
from reader.model.sentences import sentence_around

_SENTENCES = 64  # whose readings are remembered: the words of one are met in a row


class _Met(NamedTuple):
    """A place where a term or word stands."""

    kind: Vocabulary
    name: str
    span: Note | Token


@dataclass(slots=True)
class Item:
    """A term or word. ``sentence[start:end]`` is where it stands in its sentence; ``page`` and ``source`` tell whose.

    ``count``: how often the pages have it, in this spelling for words, in any for terms.
    """

    kind: Vocabulary
    name: str
    expansion: str
    chinese: tuple[str, ...]
    reading: str
    en: str
    zh: str
    sentence: str
    start: int
    end: int
    page: str
    source: str
    count: int = 0


def collect(documents: Iterable[Document], options: Options) -> Iterator[Item]:
    """The items of all pages in the order in which they are met. Memory grows with different words, not with pages."""
    found: dict[tuple[Vocabulary, str], Item] = {}
    read = options.readings
    options = options._replace(readings=lru_cache(_SENTENCES)(lambda text: tuple(read(text))))
    for document in documents:
        for block in document.blocks:
            for met in _spans(block, options.vocabulary):
                name = met.kind, met.name
                if name not in found:
                    found[name] = _item(document, block, met, options)
                found[name].count += 1
    yield from found.values()


def _spans(block: Block, wanted: Vocabulary) -> Iterator[_Met]:
    """The block's terms, and its Chinese words that are no part of a term."""
    if wanted is not Vocabulary.WORDS:
        yield from (_Met(Vocabulary.TERMS, note.headword, note) for note in block.notes)
    if wanted is Vocabulary.TERMS:
        return
    text, ends = block.text.current, [note.end for note in block.notes]
    for token in block.tokens:
        following = bisect_right(ends, token.start)
        inside = following < len(ends) and block.notes[following].start < token.end
        if token.kind is TokenKind.WORD and not inside:
            yield _Met(Vocabulary.WORDS, text[token.start : token.end], token)


def _item(document: Document, block: Block, met: _Met, options: Options) -> Item:
    kind, name, span = met
    first, last = sentence_around(block.text.current, span.start, span.end)
    known = footnote(name, span.gloss, options.entry) if isinstance(span, Note) else footnote(name, "", _nothing)
    spoken = (known.chinese or (name,))[0]
    sense = options.sense(spoken) or Sense()
    sentence = block.text.current[first:last]
    whole = (spoken, 0, len(spoken))
    place = whole if kind is Vocabulary.TERMS else (sentence, span.start - first, span.end - first)
    reading = _ruby(block, span.start, span.end) or _spelt(*place, options) or _spelt(*whole, options)
    metadata = document.metadata
    return Item(
        kind=kind,
        name=known.term,
        expansion=known.expansion,
        chinese=known.chinese,
        reading=reading or sense.reading,
        en=known.en or sense.en,
        zh=known.zh or sense.zh,
        sentence=sentence,
        start=span.start - first,
        end=span.end - first,
        page=document.title.current,
        source=metadata.address.value if metadata.address else PurePath(metadata.name).name,
    )


def _nothing(_: str) -> None:
    """Words have no entry in the glossary."""


def _spelt(text: str, start: int, end: int, options: Options) -> str:
    """How ``[start, end)`` of ``text`` is read, what has no reading kept; empty where readings begin or end inside."""
    parts: list[str] = []
    done = start
    for reading in options.readings(text):
        if start <= reading.start and reading.end <= end:
            parts += (text[done : reading.start].strip(), reading.text)
            done = reading.end
        elif reading.start < end and start < reading.end:
            return ""
    return " ".join(part for part in (*parts, text[done:end].strip()) if part) if parts else ""


def _ruby(block: Block, start: int, end: int) -> str:
    """The reading that the page itself gives, where it covers the whole word."""
    inside = [each for each in block.current_readings() if start <= each.start and each.end <= end]
    return " ".join(each.text for each in inside) if sum(e.end - e.start for e in inside) == end - start else ""
