"""Keeps or drops: the one judge of all blocks, from text pages and HTML pages alike."""

from collections.abc import Sequence
from typing import NamedTuple

from reader.clean.candidate import Candidate
from reader.clean.features import Observed, observe
from reader.clean.figures import Figures
from reader.clean.forest import model, reasons
from reader.clean.names import Names
from reader.clean.splitter import Element
from reader.clean.verdicts import Case, explain, seen
from reader.model.document import Kind, Verdict

_BESIDE, _BESIDE_TEXT = -0.3, -1.0  # below the limit, from which a block beside a kept one is kept: HTML; text, code
_LEAD = -2.0  # below the limit, from which the line right before a kept one is its heading: 引言
_FURNITURE = 10  # characters (Chinese ones) of a block for each wording of furniture that says nothing against it
_LEAST = -3.5  # below the limit, from which the best block is kept if no other is
_EQUALS = 1.0  # below that best block, within which the others are kept too


class Judged(NamedTuple):
    """For each block its score above the limit, and None if it is kept or why it is dropped."""

    scores: list[float]
    verdicts: list[Verdict | None]


def judge(candidates: Sequence[Candidate], elements: Sequence[Element] = (), title: int | None = None) -> Judged:
    """Judge all blocks of a page, on which ``title`` is the index of the title; linear in blocks and elements."""
    shipped = model()
    limit = shipped.limit if elements else shipped.text_limit
    observed = observe(candidates, elements, title, Names(shipped.names))
    raw = [shipped.forest.score(row) for row in observed.rows]
    scores = [score - limit for score in raw]
    kept = _kept(candidates, observed, scores)
    verdicts = [None if keep else _verdict(index, candidates, observed, raw[index]) for index, keep in enumerate(kept)]
    return Judged(scores, verdicts)


def _kept(candidates: Sequence[Candidate], observed: Observed, scores: Sequence[float]) -> list[bool]:
    if not any(score > 0 and not each.hidden for score, each in zip(scores, candidates, strict=True)):
        return _last_resort(candidates, observed, scores)
    is_text = candidates[0].element < 0
    least = beside(candidates, observed.counted)
    kept = spread(scores, least)
    for index in range(1, len(kept) if is_text else 0):
        if kept[index] and not kept[index - 1] and least[index - 1] < 0 and scores[index - 1] > _LEAD:
            kept[index - 1] = candidates[index - 1].apart and candidates[index - 1].kind is not Kind.ITEM
    return [keep and not candidate.hidden for keep, candidate in zip(kept, candidates, strict=True)]


def beside(candidates: Sequence[Candidate], counted: Sequence[Figures]) -> list[float]:
    """The least score at which each block is kept beside a kept one; 0 for those that have something against them."""
    return [_near(one) if is_free(one, its) else 0.0 for one, its in zip(candidates, counted, strict=True)]


def _near(candidate: Candidate) -> float:
    return _BESIDE_TEXT if candidate.element < 0 or candidate.kind is Kind.CODE else _BESIDE


def spread(scores: Sequence[float], least: Sequence[float]) -> list[bool]:
    """Whether each block is kept: it lies above the limit, or near it and beside a kept one, as a short line does."""
    kept = [score > 0 for score in scores]
    for order in (range(1, len(kept)), range(len(kept) - 2, -1, -1)):
        step = -order.step
        for index in order:
            kept[index] = kept[index] or (kept[index + step] and scores[index] > least[index])
    return kept


def _last_resort(candidates: Sequence[Candidate], observed: Observed, scores: Sequence[float]) -> list[bool]:
    """What to keep of a page on which nothing looks like running text: its best blocks, if nothing speaks against them.

    A page of one line, a verse without marks.
    """
    free = [is_free(*each) for each in zip(candidates, observed.counted, strict=True)]
    best = max((score for score, is_free in zip(scores, free, strict=True) if is_free), default=_LEAST)
    limit = max(best - _EQUALS, _LEAST)
    return [is_free and score > limit for score, is_free in zip(scores, free, strict=True)]


def is_free(candidate: Candidate, counted: Figures) -> bool:
    """Whether nothing in a block itself speaks against it."""
    linked = counted.linked >= 0.5 or candidate.hidden
    spoken = len(counted.furniture) * _FURNITURE > counted.size
    return not linked and not spoken and (counted.digits < 0.3 or candidate.kind is Kind.CODE)


def _verdict(index: int, candidates: Sequence[Candidate], observed: Observed, score: float) -> Verdict:
    candidate = candidates[index]
    if candidate.hidden:
        return Verdict("hidden", detail="the page does not show it")
    shipped = model()
    ended = 0 <= observed.end <= index
    end = candidates[observed.end].folded if ended else ""
    case = Case(candidate, observed.counted[index], end, index - observed.end if ended else 0)
    limit = shipped.text_limit if candidate.element < 0 else shipped.limit
    found = reasons(shipped.forest.place(observed.rows[index]), seen(case))
    return explain(case, found, score, limit)
