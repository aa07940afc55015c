"""Search in the text of a page: case, width and script make no difference, offsets stay those of the text.

What stands nowhere as it is typed is tried as pinyin: xlsj and xunlian find 训练数据.
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from time import perf_counter
from typing import NamedTuple

from reader.tui.reading import Position, Reading, Span


class Found(NamedTuple):
    """A match, and whether the search went past an end of the page to reach it."""

    span: Span
    wrapped: bool


def pattern(query: str) -> re.Pattern[str]:
    """What finds ``query`` in either script and width: 数据 finds 數據, GPT finds ＧＰＴ, and the other way round.

    >>> pattern("數據 a").findall("数据 A，數據　ａ")
    ['数据 A', '數據\u3000ａ']
    """
    from reader.repair.script import fold_script, traditional_forms

    def one(character: str) -> str:
        if character.isspace():
            return r"\s"
        forms = _widths(character) if ord(character) in _BOTH_WIDTHS else traditional_forms(character)
        others = sorted({*forms} - {character})
        return f"[{''.join(map(re.escape, (character, *others)))}]" if others else re.escape(character)

    cased = query.upper() != query.lower()
    return re.compile("".join(map(one, fold_script(query))), re.IGNORECASE if cased else 0)


#: Half-width characters, and the full-width ones that stand for them.
_HALF, _FULL = range(0x21, 0x7F), range(0xFF01, 0xFF5F)
_BOTH_WIDTHS = frozenset((*_HALF, *_FULL))


def _widths(character: str) -> tuple[str, str]:
    code = ord(character)
    half = code if code in _HALF else code - _FULL.start + _HALF.start
    return chr(half), chr(half - _HALF.start + _FULL.start)


_SLICE = 0.002  # seconds of searching until it is asked whether that is enough


class Gathering:
    """Spans on a page, gathered a little at a time so that no key waits for a long page."""

    def __init__(self, reading: Reading) -> None:
        self.reading = reading
        self.spans: list[Span] = []
        self._next = 0

    @property
    def done(self) -> bool:
        """Whether the whole page has been gone through."""
        return self._next == len(self.reading)

    @property
    def reach(self) -> int:
        """The item before which this stops for now."""
        return len(self.reading)

    def find(self, item: int) -> Iterator[tuple[int, int]]:
        """The spans of an item."""
        raise NotImplementedError

    def advance(self, seconds: float) -> None:
        """Go on for about so long."""
        until = perf_counter() + seconds
        while self._next < self.reach:
            item = self._next
            self.spans += (Span(item, *span) for span in self.find(item))
            self._next += 1
            if perf_counter() > until:
                break


class Mentions(Gathering):
    """Where a term or a word stands in the text: as far as the sweep has been, as this is nobody's first wish."""

    def __init__(self, reading: Reading, headword: str, query: str) -> None:
        super().__init__(reading)
        self._headword, self._pattern = headword, None if headword else pattern(query)

    @property
    def reach(self) -> int:
        """The sweep's."""
        return self.reading.swept

    def find(self, item: int) -> Iterator[tuple[int, int]]:
        """The notes of the term, or the word in either script."""
        if self._pattern is not None:
            return (match.span() for match in self._pattern.finditer(self.reading.text(item)))
        notes = self.reading.block(item).notes
        return ((note.start, note.end) for note in notes if note.headword == self._headword)


class Search(Gathering):
    """The matches of a query on a page.

    ``spelt`` finds what sounds as the query is spelt, and is given when nothing is written so.
    """

    def __init__(self, reading: Reading, query: str, spelt: re.Pattern[str] | None = None) -> None:
        super().__init__(reading)
        self.query, self.by_sound = query, spelt is not None
        self.pattern = spelt or pattern(query)

    @property
    def missed(self) -> bool:
        """Whether the whole page has been searched for nothing."""
        return self.done and not self.spans

    def reach_for(self, position: Position, step: int, seconds: float) -> None:
        """Go on until the match after ``position``, or the one before it, is known; for about so long."""
        until = perf_counter() + seconds
        while not self.done and perf_counter() < until:
            if step > 0 and self.spans and _start(self.spans[-1]) > position:
                break
            if step < 0 and self._next > position.item and self.spans and _start(self.spans[0]) < position:
                break
            self.advance(_SLICE)

    def find(self, item: int) -> Iterator[tuple[int, int]]:
        """The matches in an item."""
        return (match.span() for match in self.pattern.finditer(self.reading.text(item)))

    def after(self, position: Position, *, here: bool = False) -> Found | None:
        """The first match after ``position`` (or at it, with ``here``); past the end, the page's first."""
        if not self.spans:
            return None
        find = bisect_left if here else bisect_right
        index = find(self.spans, position, key=_start)
        return Found(self.spans[index % len(self.spans)], index == len(self.spans))

    def before(self, position: Position) -> Found | None:
        """The last match before ``position``; past the beginning, the page's last."""
        if not self.spans:
            return None
        index = bisect_left(self.spans, position, key=_start) - 1
        return Found(self.spans[index], index < 0)

    def number(self, span: Span) -> int:
        """Which match ``span`` is, from 1."""
        return bisect_left(self.spans, span) + 1


def _start(span: Span) -> Position:
    return Position(span.item, span.start)
