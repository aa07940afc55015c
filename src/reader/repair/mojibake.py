r"""Mojibake in single runs: æ–‡ä»¶ or ÍâµØÊ±¼ä or 鏂囩珷 in the middle of a clean text.

What re-decodes whole into common Chinese is repaired, the rest stays and is flagged. Whole pages are undone in decode.
"""

from collections.abc import Iterable, Iterator

from reader.model.recode import Mix
from reader.model.survey import MojibakeFigures, Survey
from reader.model.text import Edit
from reader.repair import double_byte, single_byte
from reader.repair.evidence import Run, is_everyday

_FEWEST_SHORT = 3  # different runs, each too short to tell by itself
_STRONG = 6  # enough on a page that shows the mix elsewhere: two words of common characters
_FINDERS = (single_byte.runs, double_byte.runs)


def measure(whole: str) -> MojibakeFigures:
    """Which mixes a document shows beyond doubt; on its word runs too short to tell by themselves are believed."""
    return MojibakeFigures(tuple(sorted({mix for line in _suspects(whole) for mix in _known(list(_runs(line)))})))


def _suspects(whole: str) -> Iterator[str]:
    """The lines that hold a trigger; one search for each trigger, each line once for each."""
    if whole.isascii():
        return
    for trigger in (*single_byte.triggers(), *double_byte.triggers(whole)):
        match = trigger.search(whole)
        while match:
            start = whole.rfind("\n", 0, match.start()) + 1
            end = whole.find("\n", match.end())
            yield whole[start : end if end >= 0 else None]
            match = trigger.search(whole, end) if end >= 0 else None


def mojibake(text: str, survey: Survey) -> Iterator[Edit]:
    r"""Decode anew what was decoded wrongly: æ–‡ä»¶ → 文件, ÍâµØÊ±¼ä → 外地时间, 鏂囩珷 → 文章.

    Every pair of UTF-8, GB18030, Big5 and Windows-1252. Only where the bytes give common Chinese; a run that is too
    short to tell (Äê for 年) only beside a longer one of the same kind, or on a page that has such.

    >>> list(mojibake("标题：ÍâµØÊ±¼ä", Survey()))
    [Edit(start=3, end=11, new='外地时间')]
    """
    expected = frozenset(survey.mojibake.mixes)
    found = list(_runs(text, expected))
    if not found:
        return
    known = expected | _known(found)
    for run in _apart(
        run for run in found if run.mix in known and (run.sure or run.strength >= _STRONG or is_everyday(run.new))
    ):
        yield Edit(run.start, run.end, run.new)


def _known(found: list[Run]) -> frozenset[Mix]:
    """Mixes that a run of the text tells by itself, or that several short ones tell together: 2011Äê3ÔÂ5ÈÕ."""
    short: dict[Mix, set[str]] = {}
    for run in found:
        if not run.sure and is_everyday(run.new):
            short.setdefault(run.mix, set()).add(run.new)
    return frozenset(run.mix for run in found if run.sure).union(
        mix for mix, texts in short.items() if len(texts) >= _FEWEST_SHORT
    )


def _runs(text: str, expected: frozenset[Mix] = frozenset()) -> Iterator[Run]:
    if not text.isascii():
        for find in _FINDERS:
            yield from find(text, expected)


def _apart(runs: Iterable[Run]) -> Iterator[Run]:
    """Of runs that overlap the stronger one, in the order of the text; one pass."""
    last: Run | None = None
    for run in sorted(runs, key=lambda run: run.start):
        if last is None or run.start >= last.end:
            if last is not None:
                yield last
            last = run
        elif run.strength > last.strength:
            last = run
    if last is not None:
        yield last
