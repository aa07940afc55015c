"""Text that remembers every edit made to it.

Offsets are code points throughout, half-open: ``[start, end)``.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import NamedTuple, Self


class Edit(NamedTuple):
    """Replace ``[start, end)`` of the text before the pass by ``new``."""

    start: int
    end: int
    new: str


class Flag(NamedTuple):
    """What is lost or suspicious in ``[start, end)`` of the current text, and was not repaired."""

    start: int
    end: int
    kind: str
    message: str


class Pass(NamedTuple):
    """All edits that one rule made in one reading of the text, in order and apart from each other."""

    rule: str
    edits: tuple[Edit, ...]


class Change(NamedTuple):
    """A place where the current text differs from the original, over all passes.

    ``[start, end)`` lies in the current text, ``[source_start, source_end)`` in the original.
    """

    start: int
    end: int
    source_start: int
    source_end: int
    rules: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Text:
    """A text as it was found, as it stands now, and the passes that lead from one to the other.

    >>> text = Text.of("網(wǎng)站").rewrite("pinyin", lambda _: [Edit(1, 7, "")])
    >>> text.current, text.source_span(1, 2)
    ('網站', (7, 8))
    """

    original: str
    current: str
    passes: tuple[Pass, ...] = ()

    @classmethod
    def of(cls, original: str) -> Self:
        """A text that nobody has touched yet."""
        return cls(original, original)

    def rewrite(self, rule: str, find: Callable[[str], Iterable[Edit]]) -> "Text":
        """Ask ``find`` for edits, apply them and record them under the name ``rule``; the only way to change a text.

        Edits that change nothing are dropped. Raises ValueError when edits are out of order, overlap or leave the text.
        """
        before = self.current
        edits = tuple([edit for edit in find(before) if before[edit.start : edit.end] != edit.new])
        if not edits:
            return self
        return Text(self.original, apply_edits(before, edits), (*self.passes, Pass(rule, edits)))

    def replay(self) -> str:
        """The original with every recorded pass applied anew; equals ``current``."""
        text = self.original
        for _, edits in self.passes:
            text = apply_edits(text, edits)
        return text

    def changes(self) -> tuple[Change, ...]:
        """Every place where ``current`` differs from ``original``, in order, each with the rules that met there."""
        changes: list[Change] = []
        for rule, edits in self.passes:
            changes = _compose(changes, rule, edits)
        return tuple(changes)

    def source_span(self, start: int, end: int) -> tuple[int, int]:
        """Where ``current[start:end]`` stood in ``original``; a place inside a change answers with the whole change.

        An empty span answers with an empty one.
        """
        changes = self.changes()
        source_start = _source_start(changes, start)
        return source_start, (_source_end(changes, end) if end > start else source_start)

    def current_offset(self, source_offset: int) -> int:
        """Where the character at ``source_offset`` of the original is now; for a removed one, what follows it."""
        offset = source_offset
        for _, edits in self.passes:
            offset = _followed(edits, offset)
        return offset

    def placer(self) -> Callable[[int], int]:
        """`current_offset`, for many offsets of one text; what nobody touched is as it was."""
        return self.current_offset if self.passes else lambda offset: offset

    def source_offset(self, offset: int) -> int:
        """Where the character at ``offset`` stood in the original, pass by pass: finer than `source_span`.

        >>> text = Text.of("訓練數(shù)據(jù)").rewrite("pinyin", lambda _: [Edit(3, 7, ""), Edit(8, 12, "")])
        >>> text = text.rewrite("script", lambda _: [Edit(0, 4, "训练数据")])
        >>> text.source_span(2, 4)[0], text.source_offset(2), text.source_offset(3)
        (0, 2, 7)
        """
        for _, edits in reversed(self.passes):
            offset = _traced(edits, offset)
        return offset


def apply_edits(text: str, edits: Iterable[Edit]) -> str:
    """``text`` with ``edits`` made; raises ValueError unless they are in order, apart and inside the text."""
    parts: list[str] = []
    done = 0
    for start, end, new in edits:
        if not done <= start <= end <= len(text):
            raise ValueError(f"edit [{start}, {end}) is out of order or leaves a text of {len(text)} code points")
        parts += (text[done:start], new)
        done = end
    parts.append(text[done:])
    return "".join(parts)


def _followed(edits: tuple[Edit, ...], offset: int) -> int:
    """Where an offset before a pass is after it; inside an edit, as far from its beginning as it was."""
    moved = 0
    for start, end, new in edits:
        if offset < end:
            return start + moved + min(offset - start, len(new)) if offset >= start else offset + moved
        moved += len(new) - (end - start)
    return offset + moved


def _traced(edits: tuple[Edit, ...], offset: int) -> int:
    """The way back."""
    moved = 0
    for start, end, new in edits:
        if offset < start + moved:
            break
        if offset < start + moved + len(new):
            return start + min(offset - start - moved, max(end - start - 1, 0))
        moved += len(new) - (end - start)
    return offset - moved


def _source_start(changes: tuple[Change, ...], offset: int) -> int:
    index = bisect_right(changes, offset, key=lambda change: change.start) - 1
    if index < 0:
        return offset
    change = changes[index]
    if offset >= change.end:
        return change.source_end + offset - change.end
    return change.source_start + (offset - change.start if _one_to_one(change) else 0)


def _source_end(changes: tuple[Change, ...], offset: int) -> int:
    index = bisect_left(changes, offset, key=lambda change: change.start) - 1
    if index < 0:
        return offset
    change = changes[index]
    if offset >= change.end:
        return change.source_end + offset - change.end
    return change.source_end - (change.end - offset if _one_to_one(change) else 0)


def _one_to_one(change: Change) -> bool:
    return change.end - change.start == change.source_end - change.source_start


def _compose(changes: list[Change], rule: str, edits: tuple[Edit, ...]) -> list[Change]:
    """Follow ``changes`` (original → middle) by ``edits`` (middle → current): where they meet, they become one."""
    composed: list[Change] = []
    i = j = 0
    to_source = to_current = 0  # from an untouched place of the middle text to its source, and to its new place
    while i < len(changes) or j < len(edits):
        from_source, from_current = to_source, to_current
        low = high = -1
        earlier: list[str] = []
        edited = False
        while True:
            if i < len(changes) and (j == len(edits) or changes[i][:2] <= edits[j][:2]):
                start, end, _, source_end, met = changes[i]
                if not _meets(low, high, start, end):
                    break
                i += 1
                to_source = source_end - end
            elif j < len(edits):
                start, end, new = edits[j]
                if not _meets(low, high, start, end):
                    break
                j += 1
                to_current += len(new) - (end - start)
                edited, met = True, ()
            else:
                break
            low, high = (start if low < 0 else low), max(high, end)
            earlier += (name for name in met if name not in earlier)
        rules = (*earlier, rule) if edited and rule not in earlier else tuple(earlier)
        composed.append(Change(low + from_current, high + to_current, low + from_source, high + to_source, rules))
    return composed


def _meets(low: int, high: int, start: int, end: int) -> bool:
    """Whether ``[start, end)`` belongs to the group ``[low, high)``: it overlaps, or one of two that touch is empty."""
    return low < 0 or start < high or (start == high and (low == high or start == end))
