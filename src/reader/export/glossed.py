"""Text with its glosses in place, for formats that are plain strings."""

from collections.abc import Mapping

from reader.model.document import Block, Note
from reader.model.text import Edit, apply_edits

#: Brackets that Chinese pages rarely use, so that a gloss is never taken for the author's own words.
OPENING, CLOSING = "〔", "〕"


def glossed(block: Block, shown: tuple[Note, ...], told: Mapping[int, str]) -> str:
    """The block's current text, each shown note followed by its gloss: MoE〔混合专家模型〕.

    ``told``: what else stands at places of the text, behind glosses.
    """
    glosses = ((note.end, 0, f"{OPENING}{note.gloss}{CLOSING}") for note in shown)
    put_in = sorted((*glosses, *((place, 1, text) for place, text in told.items())))
    return apply_edits(block.text.current, (Edit(place, place, text) for place, _, text in put_in))
