"""Keeps or drops: the one judge of all blocks, from text pages and HTML pages alike."""

from collections.abc import Sequence
from itertools import pairwise
from math import exp, log
from typing import NamedTuple

from reader.clean.candidate import Candidate
from reader.clean.features import Observed, observe
from reader.clean.figures import Figures
from reader.clean.forest import Model, model, reasons
from reader.clean.link_blocks import links_worth
from reader.clean.second_look import likeliest, look_again
from reader.clean.splitter import Elements
from reader.clean.verdicts import Case, explain, likely, seen
from reader.model.document import Kind, Verdict

_BESIDE, _BESIDE_TEXT, _BESIDE_CODE = -0.3, -1.8, -2.0  # below the limit, from which a block beside a kept one is kept
_BETWEEN = -3.0  # below the limit, from which blocks between kept ones are kept, if nothing in them speaks against it
_WIDEST_GAP = 3  # of such blocks
_LONGEST_TABLE = 200  # rows
_LEAD = -2.0  # below the limit, from which the line right before a kept one is its heading: 引言
_FURNITURE = 10  # characters (Chinese ones) of a block for each wording of furniture that says nothing against it
_HOPELESS = -3.0  # log-odds of the first look; below it the second changes 2 of 56,000 blocks
_LOWEST = 0.1  # probability, below which no limit falls
_LEAST = -3.5  # below the limit, from which the best block is kept if no other is
#: Log-odds of what is hidden, or a link among others.
OUT = -9.0
_EQUALS = 1.0  # below that best block, within which the others are kept too


class Judged(NamedTuple):
    """For each block its score above the limit, and None if it is kept or why it is dropped."""

    scores: list[float]
    verdicts: list[Verdict | None]


def judge(candidates: Sequence[Candidate], elements: Elements | None = None, title: int | None = None) -> Judged:
    """Judge all blocks of a page, on which ``title`` is the index of the title; linear in blocks and elements."""
    shipped = model()
    observed = observe(candidates, elements or Elements(), title, shipped.names)
    sizes = [each.size for each in observed.counted]
    first = [shipped.first.score(row) for row in observed.rows]
    second = _second(shipped, observed, first, sizes)
    raw = [OUT] * len(candidates)
    for index, score in zip(observed.seen, second, strict=True):
        raw[index] = score
    for link in links_worth(candidates, observed, chances_of(first)):
        raw[link.at] = shipped.links.score(link.row)
    share = shipped.share if elements else shipped.share_of_text
    limit = limit_of(second, sizes, shipped.limit, share)
    scores = [score - limit for score in raw]
    kept = _kept(candidates, observed, scores)
    court = _Court(candidates, observed, first, raw, limit)
    return Judged(scores, court.verdicts(kept))


def chances_of(scores: Sequence[float]) -> list[float]:
    """Log-odds as probabilities."""
    return [1 / (1 + exp(-score)) for score in scores]


def _second(shipped: Model, observed: Observed, first: Sequence[float], sizes: Sequence[float]) -> list[float]:
    """The scores of the second look; a block without hope keeps that of the first."""
    added = look_again(first, sizes, observed.places)
    return [
        shipped.second.score((*row, *more)) if score > _HOPELESS else score
        for row, more, score in zip(observed.rows, added, first, strict=True)
    ]


def limit_of(scores: Sequence[float], sizes: Sequence[float], highest: float, share: float) -> float:
    """The log-odds above which blocks are kept, on a page on which blocks have these scores (log-odds).

    Where the F1 to be expected is low, as in a thread of short posts, a lower limit gives more: half of that F1 is best
    if the probabilities are right (Lipton, Elkan, Narayanaswamy 2014). ``share`` of it is taken, ``highest`` at most.
    """
    limit = min(highest, max(share * likeliest(chances_of(scores), sizes), _LOWEST))
    return log(limit / (1 - limit))


def decide(candidates: Sequence[Candidate], observed: Observed, scores: Sequence[float]) -> list[bool]:
    """Whether each block is kept, by scores over the limit; what is hidden never, and it divides nothing."""
    least = beside(candidates, observed)
    if candidates and candidates[0].element < 0:  # a text page hides nothing
        leads = [each.apart and each.kind is not Kind.ITEM for each in candidates]
        return _joined(scores, least, leads, observed.end)
    shown = [index for index, each in enumerate(candidates) if not each.hidden]
    kept = [False] * len(candidates)
    found = _joined([scores[index] for index in shown], [least[index] for index in shown])
    for index, keep in zip(shown, _with_tables([candidates[index] for index in shown], found), strict=True):
        kept[index] = keep
    return kept


def _with_tables(candidates: Sequence[Candidate], kept: Sequence[bool]) -> list[bool]:
    """Rows of data between kept blocks are kept with them; alone few cells look like running text."""
    found = [*kept]
    for before, behind in pairwise(index for index, keep in enumerate(kept) if keep):
        between = candidates[before + 1 : behind] if behind - before <= _LONGEST_TABLE else ()
        if between and all(each.kind is Kind.ROW and each.linked < 0.5 for each in between):
            found[before + 1 : behind] = [True] * len(between)
    return found


def _joined(scores: Sequence[float], least: Sequence[float], leads: Sequence[bool] = (), end: int = -1) -> list[bool]:
    """Whether each block is kept, those that stand between kept ones or beside them too.

    ``least`` as `beside` has it; ``leads``: whether a block may be a heading of the next one; ``end``: the line that
    ends the article, -1 if there is none.
    """
    kept = spread(scores, least, leads)
    may = [score > _BETWEEN and low < 0 for score, low in zip(scores, least, strict=True)]
    places = [index for index, keep in enumerate(kept) if keep]
    for before, behind in pairwise(places):
        if 1 < behind - before <= _WIDEST_GAP + 1 and all(may[before + 1 : behind]):
            kept[before + 1 : behind] = [True] * (behind - before - 1)
    last = max((place for place in places if place < end), default=end)
    if end >= 0 and all(may[last + 1 : end]):  # 分享到 ends an article; nothing speaks against the lines before it
        kept[last + 1 : end] = [True] * (end - last - 1)
    behind = len(kept) - 1 - max(places, default=len(kept))
    if 0 < behind <= _WIDEST_GAP and all(may[-behind:]):  # the page ends with the article
        kept[-behind:] = [True] * behind
    return kept


def spread(scores: Sequence[float], least: Sequence[float], leads: Sequence[bool] = ()) -> list[bool]:
    """Whether each block is kept: it lies above the limit, or near it and beside a kept one, as a short line does.

    A line that leads to a kept one may lie lower: 引言.
    """
    kept = [score > 0 for score in scores]
    for index in range(1, len(kept)):
        kept[index] = kept[index] or (kept[index - 1] and scores[index] > least[index])
    led = False
    for index in range(len(kept) - 2, -1, -1):
        was_led, led = led, False
        if kept[index + 1] and not kept[index]:
            led = bool(leads) and leads[index] and not was_led and _LEAD < scores[index] <= least[index] < 0
            kept[index] = led or scores[index] > least[index]
    return kept


def _kept(candidates: Sequence[Candidate], observed: Observed, scores: Sequence[float]) -> list[bool]:
    if not any(score > 0 and not each.hidden for score, each in zip(scores, candidates, strict=True)):
        return _last_resort(candidates, observed, scores)
    return decide(candidates, observed, scores)


def beside(candidates: Sequence[Candidate], observed: Observed) -> list[float]:
    """The least score at which each block is kept beside a kept one; 0 for those that have something against them."""
    least = [0.0] * len(candidates)
    for index, its in zip(observed.seen, observed.counted, strict=True):
        if is_free(candidates[index], its):
            least[index] = _near(candidates[index])
    return least


def _near(candidate: Candidate) -> float:
    if candidate.kind is Kind.CODE:
        return _BESIDE_CODE
    return _BESIDE_TEXT if candidate.element < 0 else _BESIDE


def _last_resort(candidates: Sequence[Candidate], observed: Observed, scores: Sequence[float]) -> list[bool]:
    """What to keep of a page on which nothing looks like running text: its best blocks, if nothing speaks against them.

    A page of one line, a verse without marks.
    """
    free = [least < 0.0 for least in beside(candidates, observed)]
    best = max((score for score, is_free in zip(scores, free, strict=True) if is_free), default=_LEAST)
    limit = max(best - _EQUALS, _LEAST)
    return [is_free and score > limit for score, is_free in zip(scores, free, strict=True)]


def is_free(candidate: Candidate, counted: Figures) -> bool:
    """Whether nothing in a block itself speaks against it."""
    linked = counted.linked >= 0.5 or candidate.hidden
    spoken = len(counted.furniture) * _FURNITURE > counted.size
    return not linked and not spoken and (counted.digits < 0.3 or candidate.kind is Kind.CODE)


class _Court(NamedTuple):
    """Gives the verdicts of one page."""

    candidates: Sequence[Candidate]
    observed: Observed
    first: Sequence[float]
    scores: Sequence[float]
    limit: float

    def verdicts(self, kept: Sequence[bool]) -> list[Verdict | None]:
        """None for each block that is kept, and why it is dropped for the others."""
        least = round(likely(self.limit), 2)
        link = Verdict("links", 0.0, least, _LINK)
        found: list[Verdict | None] = [
            None if keep else _HIDDEN if each.hidden else link for keep, each in zip(kept, self.candidates, strict=True)
        ]
        for place, index in enumerate(self.observed.seen):
            if not kept[index]:
                found[index] = self._verdict(index, place, least)
        return found

    def _verdict(self, index: int, place: int, least: float) -> Verdict:
        """Why a block was dropped that was weighed; ``least`` is the probability from which it is kept."""
        end = self.observed.end
        words, behind = (self.candidates[end].folded, index - end) if 0 <= end <= index else ("", 0)
        case = Case(self.candidates[index], self.observed.counted[place], words, behind)
        found = reasons(model().first.place(self.observed.rows[place]), seen(case))
        if self.first[place] > self.limit:
            found = ("company", *found)
        return explain(case, found, round(likely(self.scores[index]), 2), least)


_HIDDEN = Verdict("hidden", detail="the page does not show it")
_LINK = "a link that no kept text stands around"
