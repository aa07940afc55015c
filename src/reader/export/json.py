"""JSON: the whole document, with its provenance, out and back; the home of msgspec.

Its form is published as `document.schema.json` (JSON Schema 2020-12). Readers look at ``version`` first: a document of
another version is refused; fields that a reader doesn't know it passes over.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import pairwise
from typing import Any, BinaryIO

import msgspec

from reader.export.exporter import Options
from reader.model.document import Block, Document
from reader.model.errors import FormatError
from reader.model.inline import Span
from reader.model.text import Text

FORMAT, VERSION = "reader-document", 1


class _Envelope(msgspec.Struct, frozen=True):
    """What a file holds: readers look at ``version`` before they look at the rest."""

    format: str
    version: int
    document: Any


class _Unread(msgspec.Struct, frozen=True):
    """The same, its document left for later."""

    format: str
    version: int
    document: msgspec.Raw


def write(documents: Iterable[Document], file: BinaryIO, _: Options) -> None:
    """The exporter."""
    file.writelines(export_json(document).encode() for document in documents)


def export_json(document: Document) -> str:
    """The document as indented JSON; sets are sorted, so that equal documents give equal bytes.

    Texts, tokens and edits are offsets in code points. Glosses stand in the notes, whatever the policy.
    """
    plain = _Envelope(FORMAT, VERSION, _with_a_name(document))
    return msgspec.json.format(msgspec.json.encode(plain, order="deterministic")).decode() + "\n"


def import_json(text: str | bytes) -> Document:
    """The document that `export_json` wrote. Raises FormatError, also when it contradicts itself."""
    try:
        envelope = msgspec.json.decode(text, type=_Unread)
        if envelope.format != FORMAT or envelope.version != VERSION:
            message = f"this is {envelope.format} {envelope.version}, not {FORMAT} {VERSION}"
            raise FormatError(f"{message}; export the page anew with this version of Reader")
        document = msgspec.json.decode(envelope.document, type=Document)
    except (msgspec.MsgspecError, RecursionError, UnicodeError) as error:
        raise FormatError(f"this is no document that Reader exported: {error}; export the page anew") from error
    for problem in _problems(document):
        raise FormatError(f"this document contradicts itself: {problem}; export the page anew")
    return document


def schema() -> dict[str, Any]:
    """The JSON Schema of what `export_json` writes."""
    (document,), parts = msgspec.json.schema_components([Document], ref_template="#/$defs/{name}")
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "A page that Reader has cleaned, with every repair, term and word",
        "description": "Offsets are code points. Text.current is Text.original with the edits of all passes made.",
        "type": "object",
        "properties": {"format": {"const": FORMAT}, "version": {"const": VERSION}, "document": document},
        "required": ["format", "version", "document"],
        "$defs": parts,
    }


def _with_a_name(document: Document) -> Document:
    """The document under a name that JSON can hold: names of files may be no text at all."""
    name = document.metadata.name
    told = name.encode("utf-8", "backslashreplace").decode()
    return document if told == name else replace(document, metadata=replace(document.metadata, name=told))


def _problems(document: Document) -> Iterator[str]:
    """Offsets that leave their text, and edits that don't lead to it: a stranger may have written the file."""
    blocks = (*document.blocks, *(item.block for item in document.dropped))
    yield from (f"the edits of {text.current[:20]!r} don't make it" for text in _texts(document) if not _replays(text))
    for block in blocks:
        if block.level < 0:
            yield f"a level is {block.level}"
        for spans in (block.tokens, block.notes):
            if not _in_order(spans, len(block.text.current)):
                yield f"tokens or notes of {block.text.current[:20]!r} overlap or leave it"
        length = len(block.text.original)
        for name in ("readings", "links", "cells"):
            if not _in_order(getattr(block, name), length):
                yield f"{name} of {block.text.original[:20]!r} overlap or leave it"
        if not all(_in_order([each], length) for each in block.inlines):
            yield f"emphasis of {block.text.original[:20]!r} leaves it"
        if not all(0 <= image.offset <= length for image in block.images):
            yield f"a picture of {block.text.original[:20]!r} leaves it"
    if not all(0 <= item.before <= len(document.blocks) for item in document.dropped):
        yield "a dropped block stands beyond the others"


def _texts(document: Document) -> Iterator[Text]:
    yield document.title
    yield from (block.text for block in document.blocks)
    yield from (item.block.text for item in document.dropped)


def _replays(text: Text) -> bool:
    try:
        return text.replay() == text.current
    except ValueError:
        return False


def _in_order(spans: Sequence[Span], length: int) -> bool:
    return all(0 <= span.start <= span.end <= length for span in spans) and all(
        before.end <= after.start for before, after in pairwise(spans)
    )


def untouched(document: Document) -> Document:
    """The document as its page had it, surveyed but not repaired, with neither tokens nor notes."""
    dropped = tuple(replace(item, block=_untouched(item.block)) for item in document.dropped)
    return replace(
        document,
        title=Text.of(document.title.original),
        blocks=tuple(map(_untouched, document.blocks)),
        dropped=dropped,
    )


def _untouched(block: Block) -> Block:
    return replace(block, text=Text.of(block.text.original), tokens=(), notes=())
