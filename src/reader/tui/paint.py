"""One line of a page as segments: the text cut wherever a style begins or ends. Nothing is parsed as markup."""

from collections.abc import Iterable, Mapping
from itertools import pairwise
from typing import NamedTuple

from rich.segment import Segment
from rich.style import Style

from reader.model.document import Kind
from reader.tui.drawn import Leaf

#: Component classes of the page, in rising priority where they overlap.
COMPONENTS = (
    "heading",
    "quotation",
    "code",
    "caption",
    "mark",
    "quiet",
    "term",
    "gloss",
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
    layers = [layer for layer in (*_own(leaf), *over) if layer.start < end and layer.end > start]
    edges = sorted({start, end, *(min(max(edge, start), end) for layer in layers for edge in layer[:2])})
    for left, right in pairwise(edges):
        style = kind
        for layer in layers:
            if layer.start <= left < layer.end:
                style += styles[layer.name]
        segments.append(Segment(leaf.drawn.text[left:right], style))
    return segments


def _own(leaf: Leaf) -> Iterable[Layer]:
    for note in leaf.block.notes:
        yield Layer(leaf.drawn.inside(note.start), leaf.drawn.inside_end(note.end), "term")
    for start, end in leaf.drawn.glosses:
        yield Layer(start, end, "gloss")
