"""Why a block was dropped, in people's words: the features that weighed most, gathered into reasons."""

from collections.abc import Callable, Sequence
from itertools import compress
from math import exp
from typing import NamedTuple

from reader.clean.candidate import Candidate
from reader.clean.features import FEATURES
from reader.clean.figures import Figures
from reader.model.document import Verdict

_MOST = 3  # reasons in a verdict


class Case(NamedTuple):
    """All that a verdict tells of one block. ``end``: the text of the line that ended the article, else ""."""

    candidate: Candidate
    counted: Figures
    end: str
    behind: int


def _links(case: Case) -> str:
    return f"{case.counted.linked:.0%} of it is links" if case.counted.linked else "links around it"


def _wording(case: Case) -> str:
    words = " ".join(dict.fromkeys(case.counted.furniture))
    return f"speaks of the site: {words}" if words else "talk of the site around it"


def _after(case: Case) -> str:
    if not case.end:
        return "its place among the others"
    return f"{case.behind} blocks behind {case.end}" if case.behind else "a line that ends an article"


def _digits(case: Case) -> str:
    return f"{case.counted.digits:.0%} of it is digits"


def _short(case: Case) -> str:
    return f"{case.counted.length} characters"


def _said(words: str) -> Callable[[Case], str]:
    return lambda _: words


#: Reason → what it says of a block, and the features that speak for it.
_REASONS: dict[str, tuple[Callable[[Case], str], tuple[str, ...]]] = {
    "links": (_links, ("linked", "parent links", "third links", "alike links")),
    "wording": (_wording, ("wording", "element wording")),
    "after the article": (_after, ("after end",)),
    "digits": (_digits, ("digits",)),
    "short": (_short, ("size", "alike size")),
    "no sentence": (_said("not written as a sentence"), ("function", "ends")),
    "repeated": (_said("stands more than once on the page"), ("repeated",)),
    "far from text": (
        _said("little running text before and behind it"),
        ("before", "behind", "before far", "behind far", "to prose", "from prose"),
    ),
    "little text": (
        _said("little running text in it and those like it"),
        ("rank", "element prose", "parent prose", "alike prose", "alike density", "alike count", "element blocks"),
    ),
    "outside the article": (
        _said("not in the element that holds the article"),
        (
            *("below best", "beside title", "title element", "outside title", "title share", "depth"),
            *("third size", "third siblings", "fourth siblings"),
        ),
    ),
    "place": (
        _said("its place on the page"),
        ("passed", "from heading", "is title", "from title", "prose since title", "heading", "item", "apart"),
    ),
    "company": (_said("it stands among blocks that are dropped"), ()),
    "names": (_said("the names of the elements around it"), ("names", "own name", "near names", "far names")),
}
#: The reason that each feature belongs to, by the feature's index.
REASON_OF = {FEATURES.index(feature): reason for reason, (_, features) in _REASONS.items() for feature in features}


#: Reasons that are facts of the block itself, when they hold; such a one is told before what its surroundings say.
SEEN = ("links", "wording", "after the article", "digits")


def seen(case: Case) -> tuple[str, ...]:
    """Those of SEEN that hold for a block."""
    counted = case.counted
    holds = (counted.linked > 0.5, bool(counted.furniture), case.end != "", counted.digits > 0.3)
    return tuple(compress(SEEN, holds)) if True in holds else ()


def explain(case: Case, reasons: Sequence[str], likelihood: float, least: float) -> Verdict:
    """The verdict on a block that was dropped for ``reasons``: it is kept with ``likelihood``, not the ``least``."""
    if case.candidate.element < 0:  # the elements of a text page have no names
        reasons = [reason for reason in reasons if reason != "names"]
    told = reasons[:_MOST] or ["little text"]
    detail = "; ".join([_REASONS[reason][0](case) for reason in told])
    return Verdict(told[0], likelihood, least, detail)


def likely(score: float) -> float:
    """Log-odds as a probability."""
    return 1 / (1 + exp(-score))
