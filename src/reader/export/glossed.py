"""Text with its glosses in place, for formats that are plain strings."""

from collections.abc import Callable

from reader.model.document import Block, Note

#: Brackets that Chinese pages rarely use, so that a gloss is never taken for the author's own words.
OPENING, CLOSING = "〔", "〕"


def glossed(block: Block, shown: tuple[Note, ...], escape: Callable[[str], str] = str) -> str:
    """The block's current text, each shown note followed by its gloss: MoE〔混合专家模型〕."""
    wanted = set(shown)
    parts = []
    for piece in block.pieces(tokens=False, changes=False):
        parts.append(escape(piece.text))
        if piece.note in wanted and piece.end == piece.note.end:
            parts.append(f"{OPENING}{escape(piece.note.gloss)}{CLOSING}")
    return "".join(parts)
