"""A document with what a person has left in it, as blocks of its own: so every format that holds the text holds it."""

from collections import defaultdict
from dataclasses import replace

from reader.library.anchors import TITLE, Anchor, Places
from reader.library.library import Library
from reader.library.marks import PersonalNote
from reader.model.document import Block, Document, Kind, Origin, Source
from reader.model.text import Text


def annotated(library: Library, page: Source, document: Document) -> Document:
    """The document with its highlights and notes, each behind the block that it is on; if the library knows it.

    Notes on the whole stand at the beginning, those whose place is lost at the end, with their quotes.
    """
    record = library.documents.find(page, document)
    if record is None:
        return document
    places = Places(document)
    behind: dict[int, list[Block]] = defaultdict(list)
    lost: list[Block] = []
    for highlight in library.highlights.all(record.number):
        _put(behind, lost, places, highlight.start, _block(f"〔{highlight.colour}〕{highlight.quote}"))
    for note in library.notes.all(record.number):
        if note.start is None:
            behind[TITLE].append(_block(_said(note)))
        else:
            _put(behind, lost, places, note.start, _block(_said(note)))
    blocks = [*behind[TITLE]]
    for number, block in enumerate(document.blocks):
        blocks += (block, *behind[number])
    if lost:
        blocks += (replace(_block("Notes whose place is lost"), kind=Kind.HEADING, level=2), *lost)
    return replace(document, blocks=tuple(blocks))


def _put(behind: dict[int, list[Block]], lost: list[Block], places: Places, anchor: Anchor, block: Block) -> None:
    found = places.find(anchor)
    (lost if found is None else behind[found.block]).append(block)


def _said(note: PersonalNote) -> str:
    return f"「{note.quote}」\n✎ {note.body}" if note.quote else f"✎ {note.body}"


def _block(text: str) -> Block:
    lines = (line.strip() for line in text.split("\n"))
    return Block(Kind.QUOTATION, Origin(), Text.of("\n".join(line for line in lines if line)))
