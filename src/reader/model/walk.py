"""Which notes show their gloss beside the text: one answer for the screen and all exports."""

from collections.abc import Callable
from dataclasses import replace
from itertools import pairwise

from reader.model.choices import GlossPolicy
from reader.model.document import Block, Document, Note

#: What stands between a term and its author's own gloss, spaces aside.
_BETWEEN = frozenset(("", *"(（[［【〔"))


class GlossFilter:
    """Decides block by block, in reading order, which notes show their gloss."""

    def __init__(self, policy: GlossPolicy) -> None:
        self._policy = policy
        self._met: set[str] = set()

    def shown(self, block: Block) -> tuple[Note, ...]:
        """The notes of ``block`` whose gloss is to be shown, in order."""
        if self._policy is GlossPolicy.NONE:
            return ()
        return tuple(
            note
            for index, note in enumerate(block.notes)
            if note.gloss and not self._known(note) and not _glossed_by_author(block, index)
        )

    def _known(self, note: Note) -> bool:
        if self._policy is not GlossPolicy.FIRST:
            return False
        known = note.headword in self._met
        self._met.add(note.headword)
        return known


def without_known(document: Document, knows: Callable[[str], bool]) -> Document:
    """The document whose terms lost their gloss where the person knows them, for `GlossPolicy.UNKNOWN`.

    A term is known by its headword or by the name that stands on the page.
    """
    return replace(document, blocks=tuple(_block_without_known(block, knows) for block in document.blocks))


def _block_without_known(block: Block, knows: Callable[[str], bool]) -> Block:
    text = block.text.current
    notes = (replace(note, gloss="") if is_known(text, note, knows) else note for note in block.notes)
    return replace(block, notes=tuple(notes))


def is_known(text: str, note: Note, knows: Callable[[str], bool]) -> bool:
    """Whether a person who ``knows`` words knows the term of a note on ``text``."""
    return knows(note.headword) or knows(text[note.start : note.end])


def _glossed_by_author(block: Block, index: int) -> bool:
    """Whether the author glosses the term in place, as 幻觉（hallucination） does: then ours would say it twice."""
    text, neighbours = block.text.current, block.notes[max(index - 1, 0) : index + 2]
    return any(
        before.headword == after.headword and text[before.end : after.start].strip() in _BETWEEN
        for before, after in pairwise(neighbours)
        if block.notes[index] in (before, after)
    )
