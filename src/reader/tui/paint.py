"""One line of a page as segments: the text cut wherever a style begins or ends. Nothing is parsed as markup."""

from bisect import bisect_left
from collections.abc import Iterable, Mapping
from itertools import pairwise, takewhile
from typing import NamedTuple

from rich.cells import cell_len
from rich.segment import Segment
from rich.style import Style

from reader.model.document import Kind
from reader.tui.drawn import Leaf
from reader.wrap import FILLER

#: Component classes of the page, in rising priority where they overlap.
COMPONENTS = (
    "heading",
    "quotation",
    "code",
    "caption",
    "link",
    "emphasis",
    "strong",
    "inline-code",
    "deleted",
    "mark",
    "quiet",
    "term",
    "gloss",
    "pinyin",
    "tone-1",
    "tone-2",
    "tone-3",
    "tone-4",
    "tone-5",
    "match",
    "match-current",
    "selection",
    "cursor",
)

_BY_KIND = {
    Kind.HEADING: "heading",
    Kind.QUOTATION: "quotation",
    Kind.CODE: "code",
    Kind.CAPTION: "caption",
    Kind.TERM: "strong",
}


class Layer(NamedTuple):
    """A style on ``[start, end)`` of what is drawn."""

    start: int
    end: int
    name: str


def paint(leaf: Leaf, line: int, over: Iterable[Layer], styles: Mapping[str, Style]) -> list[Segment]:
    """The segments of ``line`` of a leaf: terms and glosses, then the layers ``over`` them, later ones on top."""
    start, end = leaf.span(line)
    end = start + len(leaf.drawn.text[start:end].rstrip())
    kind = styles.get(_BY_KIND.get(leaf.block.kind, ""), Style.null())
    prefix = leaf.prefix(line)
    segments = [Segment(prefix, styles["mark"])] if prefix else []
    layers = [layer for layer in (*_own(leaf, start, end), *over) if layer.start < end and layer.end > start]
    edges = sorted({start, end, *(min(max(edge, start), end) for layer in layers for edge in layer[:2])})
    for left, right in pairwise(edges):
        style = kind
        for layer in layers:
            if layer.start <= left < layer.end:
                style += styles[layer.name]
        segments.append(Segment(leaf.drawn.text[left:right].replace(FILLER, " "), style))
    return segments


def paint_above(leaf: Leaf, line: int, styles: Mapping[str, Style], *, tones: bool) -> list[Segment]:
    """The segments of the row above ``line``: pinyin, whose tone marks say what ``tones`` tells by colours too."""
    segments: list[Segment] = []
    done = 0
    for column, each in leaf.above(line):
        if column > done:
            segments.append(Segment(" " * (column - done)))
        style = styles["pinyin"] + (styles[f"tone-{each.tone}"] if tones else Style.null())
        segments.append(Segment(each.text, style))
        done = max(column, done) + cell_len(each.text)
    return segments


def _own(leaf: Leaf, start: int, end: int) -> Iterable[Layer]:
    """Links, emphasis and their like, terms and glosses that may touch ``[start, end)`` of what is drawn."""
    for name, spans in leaf.styled:
        first = bisect_left(spans, start, key=lambda span: span[1])
        yield from (Layer(*span, name) for span in takewhile(lambda span: span[0] < end, spans[first:]))
    drawn, notes = leaf.drawn, leaf.block.notes
    first = bisect_left(notes, drawn.outside(start), key=lambda note: note.end)
    for note in takewhile(lambda note: drawn.inside(note.start) < end, notes[first:]):
        yield Layer(drawn.inside(note.start), drawn.inside_end(note.end), "term")
    first = bisect_left(drawn.glosses, start, key=lambda span: span[1])
    for left, right in takewhile(lambda span: span[0] < end, drawn.glosses[first:]):
        yield Layer(left, right, "gloss")
