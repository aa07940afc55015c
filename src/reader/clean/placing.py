"""Where a place in a run's raw text lies once white space is folded and stripped; linear in the text for all places."""

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from itertools import accumulate

SPACE = re.compile(r"[ \t\n\r\f\v\x1c-\x1f\x85\u2028\u2029]+")
EDGE = " \t\n\r\f\v\x1c\x1d\x1e\x1f\x85\xa0\u2028\u2029\u3000"


def place(raw: str, text: str, spans: Iterable[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """Where each span of ``raw`` lies in ``text``, white space at its ends apart; empty ones too.

    ``text`` is ``raw`` with each run of white space as one space and none at its ends, or, as code is, with its ends
    stripped only.

    >>> list(place("  汉  字 ", "汉 字", [(0, 3), (3, 6), (5, 7)]))
    [(0, 1), (2, 3), (2, 3)]
    """
    lead = raw.find(text)
    runs = [match.span() for match in SPACE.finditer(raw)] if lead < 0 else []
    starts = [start for start, _ in runs]
    removed = [0, *accumulate(end - start - 1 for start, end in runs)]
    if lead < 0:
        folded = SPACE.sub(" ", raw)
        lead = len(folded) - len(folded.lstrip(EDGE))

    def placed(offset: int) -> int:
        before = bisect_right(starts, offset - 1)
        if before and offset < runs[before - 1][1]:  # inside of white space: behind the one space that it becomes
            offset, before = starts[before - 1] + 1, before - 1
        return min(max(offset - removed[before] - lead, 0), len(text))

    for first, last in spans:
        start, end = placed(first), placed(last)
        while start < end and text[start] in EDGE:
            start += 1
        while start < end and text[end - 1] in EDGE:
            end -= 1
        yield start, end
