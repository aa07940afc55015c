"""Text to carry away from a page: parts of it, with or without glosses, never with the line breaks of the screen."""

from collections.abc import Sequence
from dataclasses import replace

from textual.selection import Selection

from reader.export.glossed import glossed
from reader.export.text import export_text
from reader.model.choices import GlossPolicy
from reader.model.sentences import sentence_around
from reader.tui.reading import Position, Reading, Span


def of_selection(reading: Reading, selection: Selection) -> list[Span]:
    """What is selected, item by item; the selection's rows are items, its columns code points."""
    first = selection.start.y if selection.start else 0
    last = selection.end.y if selection.end else len(reading) - 1
    spans = [Span(item, 0, len(reading.text(item))) for item in range(first, last + 1)]
    if selection.end:
        spans[-1] = spans[-1]._replace(end=min(selection.end.x, spans[-1].end))
    if selection.start:
        spans[0] = spans[0]._replace(start=selection.start.x)
    return spans


def sentence(reading: Reading, position: Position) -> list[Span]:
    """The sentence at ``position``."""
    return [Span(position.item, *sentence_around(reading.text(position.item), position.offset, position.offset + 1))]


def paragraph(reading: Reading, position: Position) -> list[Span]:
    """The paragraph at ``position``."""
    return [Span(position.item, 0, len(reading.text(position.item)))]


def text_of(reading: Reading, spans: Sequence[Span], glosses: GlossPolicy) -> str:
    """The text of ``spans``, a line each."""
    return "\n".join(
        glossed(reading.block(item), reading.shown(item, glosses), start=start, end=end) for item, start, end in spans
    )


def page(reading: Reading, glosses: GlossPolicy) -> str:
    """The whole page as text; for a worker, as it finishes all of it, and changes nothing in ``reading``."""
    blocks = tuple(reading.finished(item) for item in range(reading.lead, len(reading)))
    title = reading.finished(0).text if reading.lead else reading.document.title
    return export_text(replace(reading.document, title=title, blocks=blocks), glosses)
