"""What lies in a block's text: emphasis, code, pictures, cells of a row. Offsets lie in the block's *original* text.

`placed` leads them to the current text, whatever the repairs have done to it.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Protocol, TypeVar

from reader.model.text import Text


@dataclass(frozen=True, slots=True)
class Reading:
    """How ``[start, end)`` is read, as the page's own ruby says: 漢 hàn."""

    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class Link:
    """``[start, end)`` leads to ``address`` (http, https or mailto)."""

    start: int
    end: int
    address: str


class InlineKind(StrEnum):
    """What is said of a part of a text, by the elements of HTML that say it."""

    EMPHASIS = "emphasis"  # em, i, cite, dfn, var
    STRONG = "strong"  # strong, b
    CODE = "code"  # code, kbd, samp, tt
    DELETED = "deleted"  # del, s, strike
    SUPERSCRIPT = "superscript"
    SUBSCRIPT = "subscript"


@dataclass(frozen=True, slots=True)
class Inline:
    """``[start, end)`` is emphasised, code, … Those of one kind neither overlap nor touch; of two kinds they may."""

    start: int
    end: int
    kind: InlineKind


@dataclass(frozen=True, slots=True)
class Image:
    """A picture that stands before the character at ``offset``: at 0 above its block, at the text's end below it.

    ``address`` (http or https; "" where the page has none that can be followed from elsewhere) is where it can be
    fetched, which Reader never does. ``alt`` is what the page says in its place.
    """

    offset: int
    address: str
    alt: str = ""


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell of a row: ``[start, end)``, empty for a cell without text; how many columns and rows it takes."""

    start: int
    end: int
    header: bool = False
    columns: int = 1
    rows: int = 1


S = TypeVar("S", Reading, Link, Inline, Cell)


def placed(text: Text, spans: Iterable[S]) -> Iterator[S]:
    """``spans`` with their places in the current text, white space at their ends apart; empty ones too."""
    place, current = text.placer(), text.current
    for each in spans:
        start, end = (min(place(edge), len(current)) for edge in (each.start, each.end))
        while start < end and current[start].isspace():
            start += 1
        while start < end and current[end - 1].isspace():
            end -= 1
        yield each if (start, end) == (each.start, each.end) else replace(each, start=start, end=end)


class Span(Protocol):
    """Anything on ``[start, end)`` of a text."""

    @property
    def start(self) -> int:
        """Its first character."""

    @property
    def end(self) -> int:
        """What follows its last one."""


def edges(spans: Iterable[Span]) -> list[int]:
    """Where each of ``spans`` begins and ends, by turns."""
    return [edge for span in spans for edge in (span.start, span.end)]


A = TypeVar("A", bound=Span)


def follow(spans: Sequence[A]) -> Callable[[int], A | None]:
    """A function from offsets, asked in rising order, to the span that covers each; spans are in order and apart."""
    ahead = iter(spans)
    current = next(ahead, None)

    def covering(offset: int) -> A | None:
        nonlocal current
        while current is not None and current.end <= offset:
            current = next(ahead, None)
        return current if current is not None and current.start <= offset else None

    return covering


def follow_inlines(inlines: Sequence[Inline]) -> Callable[[int], list[Inline]]:
    """The same for spans of several kinds, which may overlap: all that cover an offset, in the order of the kinds."""
    present = {each.kind for each in inlines}
    by_kind = [follow([each for each in inlines if each.kind is kind]) for kind in InlineKind if kind in present]
    return lambda offset: [each for covering in by_kind if (each := covering(offset)) is not None]
