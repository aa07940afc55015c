"""The library as rows: what is known of each page, sorted, filtered, and fitted to the width of the terminal."""

from collections.abc import Callable, Iterable
from datetime import datetime
from enum import StrEnum
from typing import Any, NamedTuple

from rich.cells import cell_len

from reader.library.anchors import Anchor
from reader.localization import translate as _
from reader.tui.columns import Column, in_columns
from reader.tui.drawn import visible
from reader.tui.widgets.rows import Row
from reader.wrap import shorten


class Sort(StrEnum):
    """By what the pages are sorted."""

    OPENED = "opened"
    TITLE = "title"
    SITE = "site"
    DATE = "date"
    SHARE = "share"
    NOTES = "notes"


class Shelved(NamedTuple):
    """A page of the library by its ``number``.

    ``share``: how much of it was read, in per cent; ``opened``: when it was last, in milliseconds since 1970; ``date``:
    when it was published, in ISO 8601.
    """

    number: int
    title: str
    site: str
    date: str
    share: int
    opened: int
    notes: int


class Hit(NamedTuple):
    """A place in the text of a page: ``found`` is what matches, between what stands ``before`` and ``after`` it."""

    number: int
    title: str
    before: str
    found: str
    after: str
    anchor: Anchor | None


def _sound(name: str) -> str:
    from reader.lexicon.sorting import sort_key

    return sort_key(name)


_KEYS: dict[Sort, Callable[[Shelved], Any]] = {
    Sort.OPENED: lambda page: -page.opened,
    Sort.TITLE: lambda page: _sound(page.title),
    Sort.SITE: lambda page: (not page.site, _sound(page.site)),
    Sort.DATE: lambda page: (not page.date, [-ord(character) for character in page.date]),
    Sort.SHARE: lambda page: -page.share,
    Sort.NOTES: lambda page: -page.notes,
}
_COLUMNS = (
    Column(0, "term"),
    Column(18, least=88),  # the site
    Column(10, least=110),  # its date
    Column(4, "gloss", right=True, least=50),  # notes
    Column(5, right=True),  # the share that was read
    Column(10, right=True, least=64),  # last opened
)


def sort_names() -> dict[Sort, str]:
    """How the screen calls what is sorted by."""
    return {
        Sort.OPENED: _("last opened"),
        Sort.TITLE: _("title"),
        Sort.SITE: _("site"),
        Sort.DATE: _("date"),
        Sort.SHARE: _("share read"),
        Sort.NOTES: _("notes"),
    }


def in_order(pages: Iterable[Shelved], sort: Sort) -> list[Shelved]:
    """The pages sorted; those that are alike, the last opened first."""
    return sorted(sorted(pages, key=_KEYS[Sort.OPENED]), key=_KEYS[sort])


def matching(pages: Iterable[Shelved], query: str) -> list[Shelved]:
    """The pages whose title or site holds ``query``, in either script."""
    if not query.strip():
        return list(pages)
    from reader.tui.search import pattern

    found = pattern(query.strip())
    return [page for page in pages if found.search(page.title) or found.search(page.site)]


def row(page: Shelved, width: int, now: datetime) -> Row:
    """A page as a row of so many cells."""
    notes = f"✎{page.notes}" if page.notes else ""
    texts = page.title, page.site, page.date[:10], notes, f"{page.share} %", when(page.opened, now)
    return in_columns(texts, _COLUMNS, width)


def hit_row(hit: Hit, width: int) -> Row:
    """A place in a text as a row of so many cells, what was found well inside it."""
    before = _end_of(hit.before, width // 3)
    room = max(width - cell_len(before) - cell_len(hit.found) - 2, 0)
    return ("  ", ""), (before, ""), (shorten(hit.found, width), "match"), (shorten(hit.after, room), "")


def _end_of(text: str, cells: int) -> str:
    """The end of a text in at most so many cells, with … where something was cut."""
    text = visible(text)
    kept = next((start for start in range(len(text)) if cell_len(text[start:]) < cells), len(text))
    return text if cell_len(text) <= cells else f"…{text[kept:]}"


def when(moment: int, now: datetime) -> str:
    """The time for today, else the day; ``moment`` in milliseconds since 1970."""
    there = datetime.fromtimestamp(moment / 1000, now.tzinfo)
    return f"{there:%H:%M}" if there.date() == now.date() else f"{there:%Y-%m-%d}"
