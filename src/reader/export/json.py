"""JSON: the whole document, with its provenance, out and back; the home of msgspec."""

from collections.abc import Iterable
from typing import BinaryIO

import msgspec

from reader.export.exporter import Options
from reader.model.document import Document
from reader.model.errors import FormatError

VERSION = 1


class _Envelope(msgspec.Struct, frozen=True):
    """What a file holds: readers look at ``version`` before they look at the rest."""

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
    plain = {"format": "reader-document", "version": VERSION, "document": document}
    return msgspec.json.format(msgspec.json.encode(plain, order="deterministic")).decode() + "\n"


def import_json(text: str | bytes) -> Document:
    """The document that `export_json` wrote. Raises FormatError."""
    try:
        envelope = msgspec.json.decode(text, type=_Envelope)
        if envelope.format != "reader-document" or envelope.version != VERSION:
            message = f"this is {envelope.format} {envelope.version}, not reader-document {VERSION}"
            raise FormatError(f"{message}; export the page anew with this version of Reader")
        return msgspec.json.decode(envelope.document, type=Document)
    except msgspec.MsgspecError as error:
        raise FormatError(f"this is no document that Reader exported: {error}; export the page anew") from error
