"""Date and author as the lines around the beginning of an article give them."""

import re
from collections.abc import Sequence

from reader.clean.candidate import Candidate
from reader.model.document import Fact

_BEFORE, _INTO = 10, 3  # blocks before the first kept one and from it on, among which a dateline stands
_LONGEST = 200  # characters of a dateline; a paragraph speaks of other days
_MONTH = r"(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*\.?"
DATE = re.compile(
    rf"\b(?:{_MONTH}\s+[0-3]?\d(?:st|nd|rd|th)?,?|[0-3]?\d(?:st|nd|rd|th)?\s+{_MONTH},?)\s+(?:19|20)\d\d\b|"
    r"(?<!\d)(?:19|20)\d\d(?:年|[-/.])[01]?\d(?:月|[-/.])[0-3]?\d(?:日|(?!\d))(?:\s*[0-2]?\d[:：][0-5]\d(?:[:：][0-5]\d)?)?"
)
_AUTHOR = re.compile(r"(?:作者|撰文|文字?)\s*[:：/|丨]\s*([^\s:：/|丨,，。;；]{2,20})")


def find_date(candidates: Sequence[Candidate], start: int) -> Fact | None:
    """The first date in the lines around ``start``, as it is written there."""
    return _find(DATE, candidates, start)


def find_author(candidates: Sequence[Candidate], start: int) -> Fact | None:
    """The name behind 作者: or the like in the lines around ``start``."""
    return _find(_AUTHOR, candidates, start)


def _find(pattern: re.Pattern[str], candidates: Sequence[Candidate], start: int) -> Fact | None:
    for candidate in candidates[max(start - _BEFORE, 0) : start + _INTO]:
        found = pattern.search(candidate.text) if len(candidate.text) <= _LONGEST else None
        if found is not None:
            return Fact(found[found.lastindex or 0], candidate.origin.path or f"line {candidate.origin.line}")
    return None
