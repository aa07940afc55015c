"""Where a word stands in the text, as rows: how far down, and the words around it."""

from reader.localization import translate as _
from reader.tui.reading import Reading, Span
from reader.tui.search import Mentions
from reader.tui.widgets.rows import Row

MOST = 200  # places that are listed
_BEFORE, _AFTER = 6, 40  # code points around a place; what is too long for the row is cut off


def place_rows(mentions: Mentions) -> list[Row]:
    """A heading that counts, a row for each place, and how many are not listed."""
    spans, more = mentions.spans, "" if mentions.done else "+"
    if not spans:
        return []
    rest = len(spans) - MOST
    heading = (_("In this text: {count}", count=f"{len(spans)}{more}"), "quiet")
    rows: list[Row] = [(heading,), *(_row(mentions.reading, span) for span in spans[:MOST])]
    return [*rows, ((_("and {count} more", count=rest), "quiet"),)] if rest > 0 else rows


def _row(reading: Reading, span: Span) -> Row:
    text = reading.text(span.item)
    first = max(span.start - _BEFORE, 0)
    return (
        (f"{100 * span.item // max(len(reading), 1):3} %  ", "quiet"),
        (("…" if first else "") + text[first : span.start], ""),
        (text[span.start : span.end], "term"),
        (text[span.end : span.end + _AFTER], ""),
    )
