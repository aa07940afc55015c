"""Text with its glosses in place, for formats that are plain strings."""

from collections.abc import Callable

from reader.model.document import Block, Note

#: Brackets that Chinese pages rarely use, so that a gloss is never taken for the author's own words.
OPENING, CLOSING = "〔", "〕"


def glossed(
    block: Block, shown: tuple[Note, ...], escape: Callable[[str], str] = str, *, start: int = 0, end: int | None = None
) -> str:
    """The block's text, or ``[start, end)`` of it, each shown note followed by its gloss: MoE〔混合专家模型〕."""
    wanted = set(shown)
    last = len(block.text.current) if end is None else end
    parts = []
    for piece in block.pieces(tokens=False, changes=False):
        if piece.end <= start or piece.start >= last:
            continue
        parts.append(escape(piece.text[max(start - piece.start, 0) : last - piece.start]))
        if piece.note in wanted and piece.end == piece.note.end <= last:
            parts.append(f"{OPENING}{escape(piece.note.gloss)}{CLOSING}")
    return "".join(parts)
