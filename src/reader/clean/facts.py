"""What is known of a page: everything that its parts say of it, weighed and brought into one form.

The order in which places are believed stands in `find_date` and `find_authors`; what is implausible is passed over.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import chain, pairwise
from typing import NamedTuple
from urllib.parse import urljoin, urlsplit

from reader.clean.bylines import Byline, read_byline, reporters, signed
from reader.clean.candidate import Candidate
from reader.clean.dates import date_of_address, find_dates, order_of, read_date, with_year
from reader.clean.people import names_in
from reader.clean.said import Mark, Marked, Told
from reader.clean.site import is_sitely, letters
from reader.model.document import Fact
from reader.model.patterns import lazy

_AFTER_TITLE, _BEFORE_TITLE, _BEFORE_START, _INTO, _BEHIND = 10, 6, 9, 4, 4  # blocks, among which bylines stand
_CLOSE = 2  # lines behind the title, among which a byline stands in any case
_ABOVE = 4  # lines above the title, among which an author or an outlet stands
_COLOPHON = lazy(r"^[（(【\[〔].{0,30}[）)】\]〕]")
_MACHINE = lazy(r"^\d|^[a-z\d._-]+$|^[\w.-]*\d{3,}$")  # an account, not the name that it shows
_LONGEST_HANDLE = 24  # characters
_FIRST_POST = lazy(r"^(?:#1\b|.*\|\s*#1\b|.*(?:1楼|1樓|楼主)$)")


class Place(NamedTuple):
    """Where the article stands among a page's blocks: its title's index, or None, its first block, its last."""

    title: int | None
    start: int
    end: int


@dataclass(frozen=True)
class Line:
    """A line around the article and where it stands. What it says is read when it is asked for, which few are."""

    text: str
    source: str
    day_first: bool | None = None

    @cached_property
    def byline(self) -> Byline:
        """What the line says."""
        return read_byline(self.text, day_first=self.day_first)


class Lines(NamedTuple):
    """The lines around the article: those between title and text, those above from the title up, those behind."""

    near: tuple[Line, ...]
    above: tuple[Line, ...]
    behind: tuple[Line, ...]


def read_lines_around(candidates: Sequence[Candidate], place: Place) -> Lines:
    """Read the bylines around the article at ``place``."""
    first = place.title if place.title is not None else place.start - 1
    last = place.start + _INTO if place.title is None else min(place.start + _INTO, first + _AFTER_TITLE)
    last = max(min(last, place.end), min(first + _CLOSE, place.start + _INTO))  # what is below the article is others'
    above = _BEFORE_TITLE if place.title is not None else _BEFORE_START
    around = candidates[max(first - above, 0) : last + 1]
    day_first = order_of((each.text for each in around), (each.text for each in candidates))

    def read(indices: Iterable[int]) -> tuple[Line, ...]:
        chosen = [candidates[index] for index in indices if 0 <= index < len(candidates)]
        return tuple(Line(each.text, _source(each), day_first) for each in chosen)

    return Lines(
        read(range(first + 1, last + 1)),
        read(range(first, first - above - 1, -1)),
        read(range(max(place.end - 2, last + 1), place.end + 1 + _BEHIND)),
    )


def _source(candidate: Candidate) -> str:
    return candidate.origin.path or f"line {candidate.origin.line}"


def find_date(told: Told, lines: Lines, address: str) -> Fact | None:
    """The day of publication, by the first that tells a plausible one.

    JSON-LD, meta tags, tags marked as published, a line that calls it so; a time tag near the title, a line between
    title and text, one above, any time tag, a colophon; a day whose year the address or a later change tells; the
    address; for want of all the day of the last change, as its source says.
    """
    found = _exactest(_published(told, lines))
    if found is not None:
        return found
    near = date_of_address(address)
    changed = find_change(told, lines)
    known = near or (changed.value if changed else "")
    for line in (*lines.near, *lines.above) if known else ():
        if day := with_year(line.text[:60], known):
            return Fact(day, f"{line.source}, its year by another date")
    if near:
        return Fact(near, "address")
    return Fact(changed.value, f"{changed.source} (last change)") if changed else None


def _exactest(facts: Iterator[Fact]) -> Fact | None:
    """The first fact, or one of the same day that tells the time too."""
    first = next(facts, None)
    if first is None or "T" in first.value:
        return first
    return next((fact for fact in facts if "T" in fact.value and fact.value[:10] == first.value[:10]), first)


def _published(told: Told, lines: Lines) -> Iterator[Fact]:
    yield from _read(told.linked.dates)
    yield from _read(told.head.dates)
    yield from _marked(told.marks, Marked.PUBLISHED)
    everything = (*lines.near, *lines.above)
    yield from (_told(line) for line in everything if line.byline.published and line.byline.labelled)
    for around in (lines.near, lines.above):
        shown = " ".join(line.text for line in around)
        yield from _marked((mark for mark in told.marks if mark.shown and mark.shown in shown), Marked.TIME)
    yield from (_told(line) for line in everything if line.byline.published)
    yield from _marked(told.marks, Marked.TIME)
    yield from (_told(line) for line in lines.behind if line.byline.published and _COLOPHON.match(line.text))


def _told(line: Line) -> Fact:
    assert line.byline.published is not None
    return Fact(line.byline.published.value, line.source)


def find_change(told: Told, lines: Lines) -> Fact | None:
    """The day of the last change, where the page tells it apart."""
    said = [*_read(told.linked.modified), *_read(told.head.modified), *_marked(told.marks, Marked.CHANGED)]
    shown = (
        Fact(line.byline.changed.value, line.source)
        for line in (*lines.near, *lines.above[:_ABOVE])
        if line.byline.changed
    )
    return said[0] if said else next(shown, None)


def _read(facts: Iterable[Fact]) -> Iterator[Fact]:
    for fact in facts:
        if day := read_date(fact.value):
            yield Fact(day, fact.source)


def _marked(marks: Iterable[Mark], kind: Marked) -> Iterator[Fact]:
    for mark in marks:
        if mark.kind is kind:
            day = read_date(mark.value) or next((each.value for each in find_dates(mark.shown)), "")
            if day:
                yield Fact(day, mark.source)


def find_authors(told: Told, lines: Lines, article: Sequence[Candidate], sites: Sequence[str]) -> tuple[Fact, ...]:
    """Who wrote it, by the first that names someone: JSON-LD, a line that says so, marked tags, meta tags.

    ``article`` are the kept blocks, whose first and last may name a reporter; ``sites`` are names of the site, which
    is no author of its pages. Chinese publishing systems put the editor into the meta tag: whom the page calls that is
    passed over there.
    """
    sources = (
        lambda: told.linked.authors,
        lambda: (Fact(name, line.source) for line in lines.near for name in line.byline.authors),
        lambda: (Fact(name, line.source) for line in lines.above[:_ABOVE] for name in line.byline.authors),
        lambda: _poster(lines),
        lambda: _signed(article),
        lambda: _unless_editor(_shown(told.marks, lines), lines),
        lambda: _unless_editor(told.head.authors, lines),
    )
    own = {letters(site) for site in sites}
    for said in sources:
        if found := _named(said(), own):
            return found
    return ()


def _shown(marks: Sequence[Mark], lines: Lines) -> list[Fact]:
    """The marked authors: the one that the page names everywhere, or those that stand near the title."""
    authors = [mark for mark in marks if mark.kind is Marked.AUTHOR]
    one = len({mark.shown for mark in authors}) == 1
    near = "\n".join(line.text for line in (*lines.near, *lines.above)) if authors else ""
    return [Fact(mark.value, mark.source) for mark in authors if one or mark.shown in near]


def _unless_editor(facts: Iterable[Fact], lines: Lines) -> list[Fact]:
    told = list(facts)
    editors = {name for line in chain(*lines) for name in line.byline.editors} if told else set()
    return [fact for fact in told if not any(name in fact.value for name in editors)]


def _poster(lines: Lines) -> Iterator[Fact]:
    """Who began a thread: the line behind the one that numbers the first post."""
    above = tuple(reversed(lines.above))
    for first, second in (*pairwise(above), *pairwise(lines.near)):
        if _FIRST_POST.match(first.text) and " " not in second.text and len(second.text) <= _LONGEST_HANDLE:
            yield Fact(second.text, second.source)


def _signed(article: Sequence[Candidate]) -> Iterator[Fact]:
    for block in article[:2]:
        yield from (Fact(name, _source(block)) for name in reporters(block.text))
    for block in article[-2:]:
        yield from (Fact(name, _source(block)) for name in signed(block.text))


def _named(facts: Iterable[Fact], own: set[str]) -> tuple[Fact, ...]:
    """The persons of the facts, each once; those of one kind of place only."""
    found: dict[str, Fact] = {}
    source = ""
    for fact in facts:
        if found and fact.source.startswith(("meta", "class", "rel", "itemprop")) and fact.source != source:
            break
        for name in names_in(fact.value):
            told_by_meta = fact.source.startswith("meta") and (_MACHINE.match(name) or is_sitely(name))
            if not _is_site(letters(name), own) and not told_by_meta:
                found.setdefault(letters(name), Fact(name, fact.source))
        source = fact.source
    return tuple(found.values())


def _is_site(name: str, own: set[str]) -> bool:
    """Whether a name is the site's, or that of the company behind it: Example News Ltd."""
    return any(name == site or (len(site) > 5 and name.startswith(site)) for site in own)


def find_outlet(lines: Lines) -> Fact | None:
    """The outlet that a line names as its source: 来源：某某社."""
    for line in (*lines.near, *lines.above[:_ABOVE], *lines.behind):
        if line.byline.outlet:
            return Fact(line.byline.outlet, line.source)
    return None


def find_address(told: Told, name: str) -> Fact | None:
    """The page's own address: absolute, of the web, and that of a page before that of a whole site."""
    facts = [Fact(urljoin(name, fact.value) if _is_web(name) else fact.value, fact.source) for fact in _addresses(told)]
    known = [fact for fact in facts if _is_web(fact.value)]
    return next((fact for fact in known if urlsplit(fact.value).path.strip("/")), known[0] if known else None)


def _addresses(told: Told) -> Iterator[Fact]:
    yield from told.head.addresses
    yield from told.linked.addresses


def _is_web(address: str) -> bool:
    try:
        parts = urlsplit(address)
    except ValueError:
        return False
    return parts.scheme in ("http", "https") and "." in parts.netloc and " " not in address
