"""What the model is told about each block: its own figures, its neighbours, the elements around it, its page."""

import re
from bisect import bisect_left
from collections.abc import Iterable, Sequence
from itertools import accumulate, pairwise
from math import log1p
from typing import NamedTuple

from reader.clean.candidate import Candidate
from reader.clean.figures import Figures, figures, terminates, weight
from reader.clean.places import Places, Weigh, locate, read_places
from reader.clean.second_look import faded
from reader.clean.splitter import Elements
from reader.model.document import Kind

#: The columns, in order, as the model's file names them.
FEATURES = (
    *(
        "size",
        "function",
        "ends",
        "wording",
        "digits",
        "latin",
        "linked",
        "repeated",
        "heading",
        "item",
        "apart",
        "numbered",
    ),
    *(
        "before",
        "behind",
        "before far",
        "behind far",
        "to prose",
        "from prose",
        "rank",
        "after end",
        "before end",
        "passed",
        "links before",
        "links behind",
        "from dated",
        "prose since dated",
    ),
    *("from heading", "is title", "from title", "prose since title"),
    *("element prose", "parent prose", "parent links", "third links", "element wording", "element blocks"),
    *("third size", "third siblings", "fourth siblings", "depth", "below best", "beside title", "title element"),
    *("outside title", "title share", "alike prose", "alike count", "alike density", "alike size", "alike links"),
    *("names", "own name", "near names", "far names"),
    *("page latin", "page prose", "page dates", "dated share", "page blocks", "page seen"),
)

# 1. 第一 （一） ① Q: and their like
_NUMBER = re.compile(
    r"[(（【\[]?(?:\d{1,2}|[一二三四五六七八九十]{1,3}|[a-z])[)）】\].、:,，]\s?(?!\d)"
    r"|第[\d一二三四五六七八九十]|[①-⑳❶-❿]|step \d"
)

_PROSE = 15  # characters of running text that make a block prose
_FAR = 99
_LONGEST_DATELINE = 40  # characters (Chinese ones)


class Observed(NamedTuple):
    """Everything about the blocks of one page that are weighed: those that are shown and are more than a link.

    ``seen`` are their indices among all blocks; ``rows`` the features of each, ``counted`` and ``places`` what verdicts
    tell of. ``end`` is the index, among all blocks, of the line that ends the article, -1 if there is none.
    """

    seen: list[int]
    rows: list[tuple[float, ...]]
    counted: list[Figures]
    places: Places
    end: int


def observe(candidates: Sequence[Candidate], elements: Elements, title: int | None, weigh: Weigh) -> Observed:
    """The features of each block; linear in blocks and elements. ``title`` is the index of the title's block."""
    seen = [at for at, each in enumerate(candidates) if not (each.hidden or each.is_link)]
    blocks = [candidates[at] for at in seen]
    texts = [each.folded.lower() for each in blocks]
    counted = figures(blocks, texts)
    end = _end(counted, texts)
    named = bisect_left(seen, title) if title is not None else None
    if named is not None and seen[named : named + 1] != [title]:
        named = None
    places = locate(candidates, seen, counted, elements)
    located = read_places(places, counted, named, weigh)
    own = _own(blocks, counted, texts)
    order = _order(blocks, counted, named, end, _gaps(seen, len(candidates)))
    page = _page(counted, len(candidates))
    rows = [(*mine, *where, *around, *page) for mine, where, around in zip(own, order, located, strict=True)]
    return Observed(seen, rows, counted, places, seen[end] if end >= 0 else -1)


def _gaps(seen: Sequence[int], count: int) -> list[float]:
    """How many blocks that are not weighed lie before each that is, and behind the last, as logarithms."""
    return [log1p(behind - before - 1) for before, behind in pairwise((-1, *seen, count))]


def _own(candidates: Sequence[Candidate], counted: Sequence[Figures], texts: Sequence[str]) -> list[tuple[float, ...]]:
    times: dict[str, int] = {}
    for text in texts:
        times[text] = times.get(text, 0) + 1
    is_text = bool(candidates) and candidates[0].element < 0
    return [
        (
            log1p(each.size), each.function / (each.size or _SMALL), each.ends,
            10 * len(each.furniture) / (each.size or _SMALL),
            each.digits, each.latin, -1 if is_text else each.linked, min(times[text], 5),
            7 - candidate.level if candidate.kind is Kind.HEADING else 0, candidate.kind is Kind.ITEM, candidate.apart,
            _NUMBER.match(text) is not None,
        )
        for candidate, each, text in zip(candidates, counted, texts, strict=True)
    ]  # fmt: skip


_SMALL = 0.4


def _order(
    candidates: Sequence[Candidate], counted: Sequence[Figures], title: int | None, end: int, gaps: Sequence[float]
) -> Iterable[tuple[float, ...]]:
    """What the order of the blocks tells."""
    prose = [each.prose for each in counted]
    weights = [weight(each) for each in prose]
    most = max(prose, default=0.0) or 1.0
    passed = list(accumulate(prose, initial=0.0))
    total = passed[-1] or 1.0
    sums = passed[title] if title is not None else 0.0
    numbers = range(len(prose))
    return zip(
        faded(weights, 0.65), faded(weights[::-1], 0.65)[::-1],
        faded(weights, 0.9), faded(weights[::-1], 0.9)[::-1],
        _since([each > _PROSE for each in reversed(prose)])[::-1], _since([each > _PROSE for each in prose]),
        [each / most for each in prose],
        [log1p(index - end + 1) if 0 <= end <= index else 0.0 for index in numbers],
        [log1p(end - index) if index < end else -1.0 for index in numbers],
        [each / total for each in passed[:-1]],
        gaps[:-1], gaps[1:],
        *_dated(counted, passed, total),
        _since([each.kind is Kind.HEADING for each in candidates]),
        [float(index == title) for index in numbers],
        _signed(numbers, title),
        [0.0 if title is None else (each - sums) / total for each in passed[:-1]],
        strict=True,
    )  # fmt: skip


def _since(marks: Sequence[bool]) -> list[float]:
    """How many blocks lie between each place and the last mark before it, as a logarithm."""
    found, last = [], _FAR
    for mark in marks:
        found.append(log1p(last))
        last = 0 if mark else last + 1
    return found


def _dated(counted: Sequence[Figures], passed: Sequence[float], total: float) -> tuple[list[float], list[float]]:
    """How far each block is behind the last line with a date, and how much running text lies between."""
    since, prose = [], []
    last, before = -_FAR, 0.0
    for index, each in enumerate(counted):
        since.append(log1p(min(index - last, _FAR)))
        prose.append((passed[index] - before) / total)
        if each.dated and each.size < _LONGEST_DATELINE:
            last, before = index, passed[index]
    return since, prose


def _signed(numbers: range, title: int | None) -> list[float]:
    if title is None:
        return [0.0] * len(numbers)
    return [log1p(index - title) if index >= title else -log1p(title - index) for index in numbers]


def _end(counted: Sequence[Figures], texts: Sequence[str]) -> int:
    """The index of the line of furniture that ends the article, else -1.

    It counts when more than half of the page's running text lies before it: 分享到 may stand on top too.
    """
    half = sum(each.prose for each in counted) / 2
    passed = 0.0
    for index, (each, text) in enumerate(zip(counted, texts, strict=True)):
        passed += each.prose
        if passed > half and terminates(each.length, text):
            return index
    return -1


def _page(counted: Sequence[Figures], count: int) -> tuple[float, ...]:
    """What is the same for all blocks of a page."""
    length = sum(each.length for each in counted) or 1
    dated = sum(each.dated for each in counted)
    return (
        sum(each.latin * each.length for each in counted) / length,
        log1p(sum(each.prose for each in counted)),
        log1p(dated),
        dated / max(len(counted), 1),
        log1p(count),
        len(counted) / max(count, 1),
    )
