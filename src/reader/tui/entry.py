"""An entry of the glossary as text to show; page and glossary text is never read as markup."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from textual.content import Content

from reader.localization import translate as _
from reader.localization import translate_count as _n
from reader.tui.drawn import visible

if TYPE_CHECKING:
    from reader.lexicon.entry import Entry

Part = tuple[str, str]


def body(entry: "Entry", occurrences: int) -> Content:
    """Names, category, definitions in both languages, and how often the page has it."""
    return Content.assemble(*_parts(entry, occurrences))


def _parts(entry: "Entry", occurrences: int) -> Iterator[Part]:
    yield visible(entry.term), "bold $page-heading"
    if entry.expansion:
        yield f"  {visible(entry.expansion)}", "$page-quiet"
    if entry.chinese:
        yield "\n" + visible(" · ".join(entry.chinese)), "bold $page-gloss"
    yield f"\n{visible(_(entry.category))}", "italic $page-quiet"
    for text in filter(None, (entry.zh, entry.en)):
        yield f"\n\n{visible(text)}", ""
    others = [name for name in entry.names if name not in (entry.term, entry.expansion, *entry.chinese)]
    if others:
        yield "\n\n" + _("also  {names}", names=visible(" · ".join(others))), "$page-quiet"
    yield f"\n\n{_often(occurrences)}", "$page-quiet"


def _often(occurrences: int) -> str:
    if occurrences == 0:
        return _("not on this page")
    return _n("once on this page", "{count} times on this page", occurrences)


def absent(word: str, *, near: bool) -> Content:
    """A word that has no entry: said calmly, with what comes near it below."""
    rest = _("Not in the glossary. These come near:") if near else _("Not in the glossary.")
    return Content.assemble((visible(word), "bold $page-heading"), (f"\n\n{rest}", "$page-quiet"))
