"""The score that keeps or drops a block, and the rules that tell why one was dropped."""

from collections.abc import Callable
from math import log1p
from typing import NamedTuple

from reader.clean.candidate import Candidate
from reader.clean.figures import Figures
from reader.clean.surroundings import Surroundings
from reader.model.document import Kind, Verdict

_MOST_FURNITURE = 4  # wordings; more of them say nothing more

_ALOOF = 0.2  # of the page's running text; a block whose surroundings hold less stands outside of the article


class Case(NamedTuple):
    """All that is known about one block when it is judged."""

    candidate: Candidate
    counted: Figures
    around: Surroundings


def score(case: Case) -> float:
    """How much a block looks like a part of the article; above 0 it is kept.

    A plain sum, so that each figure can be weighed by eye: a sentence of 40 characters earns about 3, long
    paragraphs beside it 2, the element that holds the whole article 3. The weights were set by hand, near those
    that a logistic regression found on labelled pages, and serve text and HTML alike.
    """
    candidate, counted, around = case
    own = (
        0.3 * log1p(counted.length)
        + 0.25 * log1p(counted.marks)
        + 0.35 * log1p(counted.function)
        + 1.3 * counted.ends
        + 0.8 * (candidate.kind is Kind.HEADING)
        + 2.0 * (candidate.kind is Kind.CODE)
        + 1.2 * candidate.apart
    )
    place = 0.7 * around.near + 1.0 * around.inner + 2.0 * around.outer
    against = (
        3.0 * counted.linked
        + 0.8 * counted.digits
        + 1.35 * min(len(counted.furniture), _MOST_FURNITURE)
        + 3.0 * (around.terminator != "")
        + 1.0 * (around.wide < _ALOOF)
        + 20.0 * candidate.hidden
    )
    return own + place - against - 3.2


#: A rule looks at a block that was not kept, and answers with its verdict if it is a reason.
Rule = Callable[[Case], Verdict | None]


def hidden(case: Case) -> Verdict | None:
    """The page itself does not show the block."""
    return Verdict("hidden") if case.candidate.hidden else None


def links(case: Case) -> Verdict | None:
    """Most of the block is links: a menu, a list of headlines."""
    linked = case.candidate.linked
    return Verdict("links", round(linked, 2), 0.5) if linked > 0.5 else None


def furniture(case: Case) -> Verdict | None:
    """The block speaks of the site, not of the matter: 点击这里在线咨询客服."""
    words = dict.fromkeys(case.counted.furniture)
    return Verdict("wording", detail=" ".join(words)) if words else None


def behind(case: Case) -> Verdict | None:
    """The block stands behind a line that ends an article, 分享到: for one; the figure says how many blocks behind."""
    around = case.around
    return Verdict("after the article", float(around.behind), 0.0, around.terminator) if around.terminator else None


def listed(case: Case) -> Verdict | None:
    """An item of a list on a text page, where no one can tell how much of it was a link."""
    candidate, counted, _ = case
    in_doubt = candidate.kind is Kind.ITEM and candidate.element < 0 and not counted.ends
    return Verdict("list", counted.linked, 0.0) if in_doubt else None


def numbers(case: Case) -> Verdict | None:
    """Counters, dates and prices."""
    digits = case.counted.digits
    return Verdict("digits", round(digits, 2), 0.3) if digits > 0.3 else None


def elsewhere(case: Case) -> Verdict | None:
    """The block stands in another part of the page than the article."""
    wide = case.around.wide
    return Verdict("outside the article", round(wide, 2), _ALOOF) if wide < _ALOOF else None


def lonely(case: Case) -> Verdict | None:
    """No running text before or behind the block."""
    near = case.around.near
    return Verdict("far from text", round(near, 2), 1.0) if near < 1.0 else None


#: What speaks against a block whatever stands around it.
BY_ITSELF: tuple[Rule, ...] = (hidden, links, behind, furniture, numbers, listed)
#: In the order in which they are asked; the first that answers gives the verdict.
RULES: tuple[Rule, ...] = (*BY_ITSELF, elsewhere, lonely)


def verdict(case: Case) -> Verdict:
    """Why a block was not kept; its score when no single rule explains it."""
    return objection(case, RULES) or Verdict("score", round(score(case), 2), 0.0)


def objection(case: Case, rules: tuple[Rule, ...]) -> Verdict | None:
    """What the first of ``rules`` that has something against the block says; None if none has."""
    return next((found for rule in rules if (found := rule(case)) is not None), None)
