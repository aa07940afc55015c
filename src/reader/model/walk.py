"""Which notes show their gloss beside the text: one answer for the screen and all exports."""

from enum import StrEnum

from reader.model.document import Block, Note

_NEAR = 2  # code points between a term and its author's own gloss: a bracket, and a space before it


class GlossPolicy(StrEnum):
    """Where glosses stand in the text."""

    NONE = "none"
    FIRST = "first"  # the first time a headword is met
    ALL = "all"


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
            if note.gloss and not self._known(note) and not _glossed_by_author(block.notes, index)
        )

    def _known(self, note: Note) -> bool:
        if self._policy is GlossPolicy.ALL:
            return False
        known = note.headword in self._met
        self._met.add(note.headword)
        return known


def _glossed_by_author(notes: tuple[Note, ...], index: int) -> bool:
    """Whether the author glosses the term in place, as 幻觉（hallucination） does: then ours would say it twice."""
    note = notes[index]
    return any(
        other.headword == note.headword and max(note.start - other.end, other.start - note.end) <= _NEAR
        for other in (*notes[max(index - 1, 0) : index], *notes[index + 1 : index + 2])
    )
