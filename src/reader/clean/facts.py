"""What is known of a page: everything that its parts say of it, weighed and brought into one form.

The order in which places are believed stands in `find_date` and `find_authors`; what is implausible is passed over.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple
from urllib.parse import urljoin, urlsplit

from reader.clean.bylines import Byline, read_byline, reporters, signed
from reader.clean.candidate import Candidate
from reader.clean.dates import date_of_address, find_dates, order_of, read_date, with_year
from reader.clean.people import names_in
from reader.clean.said import Mark, Marked, Said
from reader.clean.site import letters
from reader.model.document import Fact

_AFTER_TITLE, _BEFORE_TITLE, _BEFORE_START, _INTO, _BEHIND = 9, 6, 9, 2, 4  # blocks, among which bylines stand
_COLOPHON = re.compile(r"^[（(【\[〔].{0,30}[）)】\]〕]")
_MACHINE = re.compile(r"^\d|^[\w.-]*\d{3,}$")


class Place(NamedTuple):
    """Where the article stands among a page's blocks: its title's index, or None, its first block, its last."""

    title: int | None
    start: int
    end: int


class Line(NamedTuple):
    """A line around the article, what it says, where it stands, and whether above or below the title."""

    byline: Byline
    text: str
    source: str
    above: bool = False


class Lines(NamedTuple):
    """What the lines around the article say: those between title and text first, then those above, then those behind."""

    near: tuple[Line, ...]
    above: tuple[Line, ...]
    behind: tuple[Line, ...]


def read_lines_around(candidates: Sequence[Candidate], place: Place) -> Lines:
    """Read the bylines around the article at ``place``."""
    first = place.title if place.title is not None else place.start - 1
    last = min(max(place.start + _INTO, 0), first + _AFTER_TITLE) if place.title is not None else place.start + _INTO
    last = max(last, min(first + 3, place.start + _INTO))
    above = _BEFORE_TITLE if place.title is not None else _BEFORE_START
    day_first = order_of(each.text for each in candidates[:400] if len(each.text) < 100)

    def read(indices: Iterable[int]) -> tuple[Line, ...]:
        chosen = [candidates[index] for index in indices if 0 <= index < len(candidates)]
        return tuple(Line(read_byline(each.text, day_first=day_first), each.text, _source(each)) for each in chosen)

    return Lines(
        read(range(first + 1, last + 1)),
        read(range(first, first - above - 1, -1)),
        read(range(place.end + 1, place.end + 1 + _BEHIND)),
    )


def _source(candidate: Candidate) -> str:
    return candidate.origin.path or f"line {candidate.origin.line}"


def find_date(head: Said, linked: Said, marks: Sequence[Mark], lines: Lines, address: str) -> Fact | None:
    """The day of publication, by the first that tells a plausible one.

    JSON-LD, meta tags, tags marked as published, a line that calls it so; a time tag near the title, a line between
    title and text, one above, any time tag, a colophon; a day whose year the address or a later change tells; the
    address; for want of all the day of the last change, as its source says.
    """
    found = _exactest(list(_published(head, linked, marks, lines)))
    if found is not None:
        return found
    near = date_of_address(address)
    changed = find_change(head, linked, marks, lines)
    known = near or (changed.value if changed else "")
    for line in (*lines.near, *lines.above) if known else ():
        if day := with_year(line.text[:60], known):
            return Fact(day, f"{line.source}, its year by another date")
    if near:
        return Fact(near, "address")
    return Fact(changed.value, f"{changed.source} (last change)") if changed else None


def _exactest(facts: Sequence[Fact]) -> Fact | None:
    """The first fact, or one of the same day that tells the time too."""
    if not facts:
        return None
    first = facts[0]
    timed = (fact for fact in facts if "T" in fact.value and fact.value[:10] == first.value[:10])
    return first if "T" in first.value else next(timed, first)


def _published(head: Said, linked: Said, marks: Sequence[Mark], lines: Lines) -> Iterator[Fact]:
    yield from _read(linked.dates)
    yield from _read(head.dates)
    yield from _marked(marks, Marked.PUBLISHED)
    shown = " ".join(line.text for line in (*lines.near, *lines.above))
    everything = (*lines.near, *lines.above)
    yield from (_told(line) for line in everything if line.byline.published and line.byline.labelled)
    yield from _marked((mark for mark in marks if mark.shown and mark.shown in shown), Marked.TIME)
    yield from (_told(line) for line in everything if line.byline.published)
    yield from _marked(marks, Marked.TIME)
    yield from (_told(line) for line in lines.behind if line.byline.published and _COLOPHON.match(line.text))


def _told(line: Line) -> Fact:
    assert line.byline.published is not None
    return Fact(line.byline.published.value, line.source)


def find_change(head: Said, linked: Said, marks: Sequence[Mark], lines: Lines) -> Fact | None:
    """The day of the last change, where the page tells it apart."""
    told = [*_read(linked.modified), *_read(head.modified), *_marked(marks, Marked.CHANGED)]
    told += [Fact(line.byline.changed.value, line.source) for line in (*lines.near, *lines.above) if line.byline.changed]
    return told[0] if told else None


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


def find_authors(
    head: Said, linked: Said, marks: Sequence[Mark], lines: Lines, article: Sequence[Candidate], sites: Sequence[str]
) -> tuple[Fact, ...]:
    """Who wrote it, by the first that names someone: JSON-LD, a line that says so, marked tags, meta tags.

    ``article`` are the kept blocks, whose first and last may name a reporter; ``sites`` are names of the site, which
    is no author of its pages. Chinese publishing systems put the editor into the meta tag: whom the page calls that is
    passed over there.
    """
    editors = {name for line in (*lines.near, *lines.above, *lines.behind) for name in line.byline.editors}
    shown = "\n".join(line.text for line in (*lines.near, *lines.above))
    marked = [Fact(mark.value, mark.source) for mark in marks if mark.kind is Marked.AUTHOR and mark.shown in shown]
    sources = (
        linked.authors,
        [Fact(name, line.source) for line in lines.near for name in line.byline.authors],
        [Fact(name, line.source) for line in lines.above[:4] for name in line.byline.authors],
        list(_signed(article)),
        [fact for fact in marked if not any(name in fact.value for name in editors)],
        [fact for fact in head.authors if not any(name in fact.value for name in editors)],
    )
    own = {letters(site) for site in sites}
    for facts in sources:
        if found := _named(facts, own):
            return found
    return ()


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
            if letters(name) not in own and not (fact.source.startswith("meta") and _MACHINE.match(name)):
                found.setdefault(letters(name), Fact(name, fact.source))
        source = fact.source
    return tuple(found.values())


def find_outlet(lines: Lines) -> Fact | None:
    """The outlet that a line names as its source: 来源：某某社."""
    for line in (*lines.near, *lines.above, *lines.behind):
        if line.byline.outlet:
            return Fact(line.byline.outlet, line.source)
    return None


def find_address(head: Said, linked: Said, name: str) -> Fact | None:
    """The page's own address: absolute, of the web, and that of a page before that of a whole site."""
    facts = [Fact(urljoin(name, fact.value) if _is_web(name) else fact.value, fact.source) for fact in _addresses(head, linked)]
    known = [fact for fact in facts if _is_web(fact.value)]
    return next((fact for fact in known if urlsplit(fact.value).path.strip("/")), known[0] if known else None)


def _addresses(head: Said, linked: Said) -> Iterator[Fact]:
    yield from head.addresses
    yield from linked.addresses


def _is_web(address: str) -> bool:
    try:
        parts = urlsplit(address)
    except ValueError:
        return False
    return parts.scheme in ("http", "https") and "." in parts.netloc and " " not in address
