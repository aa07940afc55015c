"""The entries of a thread: who said what, found by what posts have in common, whichever forum wrote the page.

Posts are siblings that look alike: the same tag, the same names but for figures (``post_12``, ``post_13``). Each shows
its author, as a link to a person or in an element named so. Where most siblings that hold text do, they are entries.
"""

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from reader.clean.dates import find_dates
from reader.clean.splitter import Elements, Run, placed_links
from reader.model.document import Entry

_FEWEST, _FEWEST_REPLIES = 2, 3
_SIGNED = 0.7  # of the siblings that hold text show an author
_COVERED, _REPLIED = 0.6, 0.3  # of the kept text lies in all entries; in replies to a post that looks unlike them
_OPENING = 0.1  # of the kept text stands before the first reply, or it is no post
_SHORTEST_NAME, _LONGEST_NAME = 2, 40  # characters; an initial stands for a picture
_LONGEST_DATELINE = 120
_DEEPEST = 40  # elements around a block that are looked at
_FIGURES = re.compile(r"\d+")
_NAMES = re.compile(r'(?<![\w-])(?:class|id|itemtype|itemprop)="([^"]{0,500})"')
_PERSON = re.compile(
    r"(?<![a-z])(?:authors?|user-?_?(?:name|link|card)?|poster|post-?_?author|nick-?_?(?:name)?|member|creator|byline)"
    r"(?![a-z])",
    re.IGNORECASE,
)
_HREF = re.compile(r'(?<![\w-])href="([^"]{0,2000})"')
_PROFILE = re.compile(
    r"(?:^|[/?&=_.-])(?:u|uid|user|users|member|members|memberlist|profile|people|author|authors|space)(?=[/?&=_.\d-])",
    re.IGNORECASE,
)


def read_entries(runs: Sequence[Run], elements: Elements, kept: Sequence[int]) -> dict[int, Entry]:
    """The entries by the first of the ``kept`` runs of each; {} where the page is no thread. Linear in the page."""
    total = sum(len(runs[index].text) for index in kept)
    groups = [(_covered(runs, group), group) for group in _alike(runs, elements, kept)]
    groups = [(covered, group) for covered, group in groups if _is_thread(len(group), covered / total)]
    ends = _ends(elements.parents) if groups else []
    best: dict[int, Entry] = {}
    most = 0
    for covered, group in groups:
        found = _signed(runs, elements, group, ends) if covered > most else {}
        if found:
            best, most = found, covered
    return _opened(best, runs, kept, total)


def _covered(runs: Sequence[Run], group: dict[int, list[int]]) -> int:
    return sum(len(runs[index].text) for members in group.values() for index in members)


def _is_thread(count: int, share: float) -> bool:
    """Whether so many siblings with such a share of the text may be entries."""
    return (count >= _FEWEST and share > _COVERED) or (count >= _FEWEST_REPLIES and share > _REPLIED)


def _opened(entries: dict[int, Entry], runs: Sequence[Run], kept: Sequence[int], total: int) -> dict[int, Entry]:
    """The entries, with what stands before the first one as the post that they reply to."""
    first = min(entries, default=0)
    before = [index for index in kept if index < first]
    if not entries or sum(len(runs[index].text) for index in before) < _OPENING * total:
        return entries
    return {before[0]: Entry(1)} | {
        index: Entry(entry.number + 1, entry.author, entry.date) for index, entry in entries.items()
    }


def _alike(runs: Sequence[Run], elements: Elements, kept: Sequence[int]) -> list[dict[int, list[int]]]:
    """Groups of siblings that look alike, each sibling with the kept runs in it; the outermost groups first."""
    groups: defaultdict[tuple[int, str, str], dict[int, list[int]]] = defaultdict(dict)
    keys: dict[int, tuple[int, str, str]] = {}
    for index in kept:
        for place in _around(runs[index].element, elements.parents):
            if place not in keys:
                attributes = elements.attributes[place]
                keys[place] = elements.parents[place], elements.tags[place], _look(attributes) if attributes else ""
            groups[keys[place]].setdefault(place, []).append(index)
    return [groups[key] for key in sorted(groups)]


def _around(place: int, parents: Sequence[int]) -> Iterator[int]:
    for _ in range(_DEEPEST):
        if place < 0:
            return
        yield place
        place = parents[place]


def _look(attributes: str) -> str:
    """The first name of each kind that an element has, without its figures."""
    found = (names.split()[:1] for names in _NAMES.findall(attributes))
    return " ".join(_FIGURES.sub("", name) for first in found for name in first)


def _ends(parents: Sequence[int]) -> list[int]:
    """Of each element where what stands in it ends: the index of the first element behind that is not in it."""
    ends = list(range(1, len(parents) + 1))
    for place in range(len(parents) - 1, 0, -1):
        parent = parents[place]
        if parent >= 0 and ends[parent] < ends[place]:
            ends[parent] = ends[place]
    return ends


def _members(runs: Sequence[Run], place: int, end: int, index: int) -> Sequence[Run]:
    """All runs, dropped ones too, in the element ``place``: those beside the one at ``index`` that stand in it."""
    first = last = index
    while first > 0 and place <= runs[first - 1].element < end:
        first -= 1
    while last + 1 < len(runs) and place <= runs[last + 1].element < end:
        last += 1
    return runs[first : last + 1]


class _Sign(NamedTuple):
    author: str
    date: str


def _signed(
    runs: Sequence[Run], elements: Elements, group: dict[int, list[int]], ends: Sequence[int]
) -> dict[int, Entry]:
    """The group as entries; {} when too few of them show an author."""
    members = ((_members(runs, place, ends[place], kept[0]), place) for place, kept in group.items())
    signs = [_sign(inside, elements, place) for inside, place in members]
    signed = sum(bool(sign.author) for sign in signs)
    if signed < max(_FEWEST, _SIGNED * len(group)):
        return {}
    firsts = (members[0] for members in group.values())
    return {
        first: Entry(number, sign.author, sign.date)
        for number, (first, sign) in enumerate(zip(firsts, signs, strict=True), 1)
    }


def _sign(members: Sequence[Run], elements: Elements, place: int) -> _Sign:
    """Who wrote an entry, and when; "" for what it doesn't show."""
    author = date = ""
    for run in members:
        author = author or _author(run, elements, place)
        date = date or _date(run.text)
        if author and date:
            break
    return _Sign(author, date)


def _date(text: str) -> str:
    if len(text) > _LONGEST_DATELINE:
        return ""
    return next((each.value for each in find_dates(text)), "")


def _author(run: Run, elements: Elements, place: int) -> str:
    for start, end, attributes in placed_links(run):
        name = run.text[start:end]
        if _SHORTEST_NAME <= len(name) <= _LONGEST_NAME and _leads_to_person(attributes) and not _date(name):
            return name
    if len(run.text) > _LONGEST_NAME or _date(run.text):
        return ""
    for around in _around(run.element, elements.parents):
        if around == place:
            return ""
        if any(_PERSON.search(names) for names in _NAMES.findall(elements.attributes[around])):
            return run.text
    return ""


def _leads_to_person(attributes: str) -> bool:
    found = _HREF.search(attributes)
    return any(_PERSON.search(names) for names in _NAMES.findall(attributes)) or (
        found is not None and _PROFILE.search(found[1]) is not None
    )
