"""Keeps or drops: the one judge of all blocks, from text pages and HTML pages alike."""

from collections.abc import Sequence
from itertools import groupby

from reader.clean.candidate import Candidate
from reader.clean.figures import figures
from reader.clean.splitter import Element
from reader.clean.surroundings import surroundings
from reader.clean.verdicts import BY_ITSELF, Case, objection, score, verdict
from reader.model.document import Kind, Verdict

_BRIDGE = 2  # blocks; a gap no longer than this between kept blocks is filled
_BRIDGED = -1.0  # score a block in such a gap must reach
_LEAD = -1.5  # score of a heading right before a kept block: 引言
_LAST_RESORT = -3.0  # score of the best block, if no block is kept: a page of one line, a verse without marks
_EQUALS = 1.0  # below that best score, within which the others are kept too


def judge(candidates: Sequence[Candidate], elements: Sequence[Element] = ()) -> list[Verdict | None]:
    """For each block None if it is kept, or why it is dropped; linear in blocks and elements."""
    counted = [figures(candidate) for candidate in candidates]
    cases = [Case(*each) for each in zip(candidates, counted, surroundings(counted, candidates, elements), strict=True)]
    scores = [score(case) for case in cases]
    kept = _kept(cases, scores)
    return [None if keep else verdict(case) for keep, case in zip(kept, cases, strict=True)]


def _kept(cases: Sequence[Case], scores: Sequence[float]) -> list[bool]:
    kept = [value > 0 for value in scores]
    if not any(kept):
        return _last_resort(cases, scores)
    start = 0
    for keep, group in groupby(kept[:]):
        end = start + len(list(group))
        if not keep and end < len(kept):
            _fill(kept, cases, scores, start, end)
        start = end
    return kept


def _fill(kept: list[bool], cases: Sequence[Case], scores: Sequence[float], start: int, end: int) -> None:
    """Keep what was dropped in ``[start, end)``, before a kept block, if it belongs there."""
    if start and end - start <= _BRIDGE and min(scores[start:end]) > _BRIDGED:
        kept[start:end] = [True] * (end - start)
    elif scores[end - 1] > _LEAD and _leads(cases[end - 1]):
        kept[end - 1] = True


def _leads(case: Case) -> bool:
    """Whether a block can be the heading of the one behind it."""
    candidate = case.candidate
    standing = candidate.apart or candidate.element >= 0
    return standing and candidate.kind is not Kind.ITEM and not case.counted.furniture


def _last_resort(cases: Sequence[Case], scores: Sequence[float]) -> list[bool]:
    """What to keep of a page on which nothing looks like running text: its best blocks, if no rule is against them."""
    free = [objection(case, BY_ITSELF) is None for case in cases]
    best = max((value for value, is_free in zip(scores, free, strict=True) if is_free), default=_LAST_RESORT)
    limit = max(best - _EQUALS, _LAST_RESORT)
    return [is_free and value > limit for value, is_free in zip(scores, free, strict=True)]
