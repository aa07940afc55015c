"""What was done to a page and why, as rows and details: dropped blocks, repairs before and after, facts."""

from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import fields, is_dataclass
from functools import partial
from time import perf_counter
from typing import NamedTuple

from textual.content import Content

from reader.localization import translate as _
from reader.localization import translate_count as _n
from reader.model.document import Block, Document, Verdict
from reader.model.escape import printable
from reader.model.text import Change
from reader.tui.columns import Column, in_columns
from reader.tui.reading import Reading
from reader.tui.said import named, said
from reader.tui.widgets.rows import Lazily, Row

_PLACES = 12  # places of one repair that are shown
#: Where, why, what; in a narrow terminal, why stands in the detail alone. Likewise how often, why, what.
_BLOCKS = (Column(9, right=True), Column(17, "term", least=60), Column(0, ""))
_REPAIRS = (Column(7, right=True), Column(17, "term", least=60))
_FACTS = (Column(22, right=True), Column(0, ""))
_SEEN = 200  # code points of a block of which a row may show some
_AROUND = 12  # code points of context on either side of a repair


class Section(NamedTuple):
    """A list with a name; ``row`` makes one of its rows of a width and its index, ``detail`` tells all about it."""

    name: str
    length: int
    row: Callable[[int, int], Row]
    detail: Callable[[int], Content]

    def rows(self, width: int) -> Lazily:
        """The rows in ``width`` cells."""
        return Lazily(self.length, partial(self.row, width))


def dropped(document: Document) -> Section:
    """The blocks that were taken for boilerplate, in the page's order."""
    pairs = [(item.block, item.verdict) for item in document.dropped]
    return _of_blocks(_("Dropped"), pairs)


def kept(document: Document) -> Section:
    """The blocks that are read, in the page's order, with what kept them where that was not the cleaner."""
    return _of_blocks(_("Kept"), [(block, block.kept) for block in document.blocks])


def _of_blocks(name: str, pairs: Sequence[tuple[Block, Verdict | None]]) -> Section:
    def row(width: int, index: int) -> Row:
        block, verdict = pairs[index]
        place, rule, text = _BLOCKS
        columns = (place, rule if verdict else rule._replace(style="quiet"), text)
        why = named(verdict.rule if verdict else block.kind)
        return in_columns((where(block), why, printable(block.text.original[:_SEEN])), columns, width)

    return Section(name, len(pairs), row, lambda index: _whole(*pairs[index]))


def because(verdict: Verdict) -> str:
    """Why a block was dropped, with the figure and its limit, or the wording."""
    if verdict.detail:
        return _("{rule}: {reason}", rule=named(verdict.rule), reason=printable(said(verdict.detail)))
    return _(
        "{rule}: {figure:.4g}, the limit being {limit:.4g}",
        rule=named(verdict.rule),
        figure=verdict.figure,
        limit=verdict.limit,
    )


def where(block: Block) -> str:
    """Where a block stood on its page."""
    if block.origin.line:
        return _("line {number}", number=block.origin.line)
    return block.origin.path.rsplit("/", 1)[-1]


def _whole(block: Block, verdict: Verdict | None) -> Content:
    place = where(block) if block.origin.line else printable(block.origin.path)
    told = because(verdict) if verdict is not None else _("kept by the cleaner")
    return Content.assemble(
        (told, "bold $page-heading"), (f"\n{place}\n\n", "$page-quiet"), (printable(block.text.original), "")
    )


class Repair(NamedTuple):
    """The same replacement, wherever it was made."""

    rules: tuple[str, ...]
    before: str
    after: str


class Repairs:
    """All repairs of a page, the same ones counted together; gathered a little at a time."""

    def __init__(self, reading: Reading) -> None:
        self._reading = reading
        self._places: defaultdict[Repair, list[tuple[int, Change]]] = defaultdict(list)
        self._counts: defaultdict[Repair, int] = defaultdict(int)
        self._next = 0

    @property
    def done(self) -> bool:
        """Whether the whole page has been gone through."""
        return self._next == len(self._reading)

    def advance(self, seconds: float) -> None:
        """Go on for about so long."""
        until = perf_counter() + seconds
        while not self.done:
            text = self._reading.block(self._next).text
            for change in text.changes():
                before = text.original[change.source_start : change.source_end]
                repair = Repair(change.rules, before, text.current[change.start : change.end])
                self._counts[repair] += 1
                if len(self._places[repair]) < _PLACES:
                    self._places[repair].append((self._next, change))
            self._next += 1
            if perf_counter() > until:
                break

    def section(self) -> Section:
        """The repairs, the commonest of each rule first."""
        order = sorted(self._counts, key=lambda repair: (repair.rules, -self._counts[repair], repair.before))
        return Section(
            _("Repaired"),
            len(order),
            lambda width, index: self._row(width, order[index]),
            lambda index: self._whole(order[index]),
        )

    def _row(self, width: int, repair: Repair) -> Row:
        lines = _(", ").join(dict.fromkeys(where(self._reading.raw(item)) for item, _ in self._places[repair][:3]))
        return (
            *in_columns((f"{self._counts[repair]} ×", _rules(repair)), _REPAIRS, width),
            ("  ", ""),
            (printable(repair.before) or "∅", "before"),
            (" → ", "quiet"),
            (printable(repair.after) or "∅", "after"),
            (f"   {lines}{' …' if self._counts[repair] > 3 else ''}", "quiet"),
        )

    def _whole(self, repair: Repair) -> Content:
        parts = [part for item, change in self._places[repair] for part in self._place(item, change)]
        rest = self._counts[repair] - len(self._places[repair])
        more = [(_n("and {count} more place", "and {count} more places", rest), "$page-quiet")] if rest else []
        return Content.assemble((_rules(repair) + "\n", "bold $page-heading"), *parts, *more)

    def _place(self, item: int, change: Change) -> Iterator[tuple[str, str]]:
        text = self._reading.block(item).text
        yield f"{where(self._reading.raw(item))}\n", "$page-quiet"
        yield from _in_context(text.original, change.source_start, change.source_end, "$text-error")
        yield from _in_context(text.current, change.start, change.end, "$text-success")


def _rules(repair: Repair) -> str:
    return _(", ").join(map(named, repair.rules))


def _in_context(text: str, start: int, end: int, style: str) -> Iterator[tuple[str, str]]:
    yield "  " + printable(text[max(start - _AROUND, 0) : start]), ""
    yield printable(text[start:end]) or "∅", f"bold underline {style}"
    yield printable(text[end : end + _AROUND]) + "\n", ""


def facts(document: Document) -> Section:
    """What is known of the page, and on which figures its script and damage were judged."""
    pairs = [(named(name), value) for name, value in _facts(document) if value]

    def row(width: int, index: int) -> Row:
        name, value = pairs[index]
        return in_columns((name, printable(value)), _FACTS, width)

    def detail(index: int) -> Content:
        return Content.assemble((pairs[index][0] + "\n", "bold $page-heading"), printable(pairs[index][1]))

    return Section(_("Page"), len(pairs), row, detail)


def _facts(document: Document) -> Iterator[tuple[str, str]]:
    metadata, survey = document.metadata, document.survey
    yield "source", metadata.name
    for name, fact in metadata.facts():
        yield name, _("{value}  (from {source})", value=fact.value, source=said(fact.source))
    yield "encoding", metadata.encoding
    yield "because", said(metadata.reason)
    yield from _figures("", survey)


def _figures(name: str, figures: object) -> Iterator[tuple[str, str]]:
    """Every figure of the survey by its own name, so that none is forgotten when rules come to need more.

    What was decided comes first, the figures that it was decided on after it.
    """
    named = [(field.name, getattr(figures, field.name)) for field in fields(figures)]  # type: ignore[arg-type]  # a dataclass
    for field, value in sorted(named, key=lambda pair: is_dataclass(pair[1])):
        label = f"{name} {field}".strip().replace("_", " ")
        if is_dataclass(value):
            yield from _figures(label, value)
        else:
            yield label, _told(value)


def _told(value: object) -> str:
    match value:
        case bool():
            return _("yes") if value else _("no")
        case float():
            return f"{value:.3g}"
        case frozenset() | tuple():
            return " ".join(sorted(map(str, value)))
        case _:
            return str(value)
