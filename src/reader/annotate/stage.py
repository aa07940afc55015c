"""The stage: notes for a block."""

from dataclasses import replace

from reader.model.document import Block, Document
from reader.model.ports import Annotator


def annotate_block(block: Block, annotator: Annotator) -> Block:
    """The block with its notes."""
    return replace(block, notes=annotator.notes(block.text.current))


def annotate(document: Document, annotator: Annotator) -> Document:
    """The document with the notes of every block."""
    return replace(document, blocks=tuple(annotate_block(block, annotator) for block in document.blocks))
