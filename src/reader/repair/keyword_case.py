"""Words damaged by automatic keyword linking: a site that links AI turns Training into TrAIning."""

from collections.abc import Iterator
from functools import cache

from reader.model.patterns import lazy
from reader.model.survey import Survey
from reader.model.text import Edit
from reader.repair import data

#: Keywords that Chinese sites link automatically, in the case in which they write them.
KEYWORDS = ("AI", "APP", "GPU", "IP", "IT", "PC", "TV", "UI", "VR")

#: Where a candidate may stand: what may be a keyword, with a small letter on one side; begins with what is rare.
_FIRST, _SECOND = ("".join(sorted({keyword[place] for keyword in KEYWORDS})) for place in (0, 1))
TRIGGER = lazy(f"[{_FIRST}](?:(?<=[a-z].)[{_SECOND}]|[{_SECOND}][A-Z]?[a-z])")
#: An ASCII word whose only capitals, but for its first letter, are a keyword with a small letter beside it.
_CANDIDATE = lazy(
    r"(?<![A-Za-z0-9_\\])[A-Z]?[a-z]*(?P<keyword>" + "|".join(KEYWORDS) + r")[a-z]*(?![A-Za-z0-9_])",
)


def keyword_case(text: str, _: Survey) -> Iterator[Edit]:
    """Give a word its small letters back where the whole is an English word: TrAIning → Training.

    Plurals (IPs), names (OpenAI) and coinages (GenAI) are no English words in small letters, and stay.

    >>> list(keyword_case("from TrAIning to Serving, by OpenAI", Survey()))
    [Edit(start=7, end=9, new='ai')]
    """
    for match in _CANDIDATE.finditer(text):
        word, keyword = match[0], match["keyword"]
        if not word.isupper() and word != f"{keyword}s" and word.lower() in _english_words():
            start = match.start("keyword")
            new = keyword.lower() if start > match.start() else keyword[0] + keyword[1:].lower()
            yield Edit(start, start + len(keyword), new)


@cache
def _english_words() -> frozenset[str]:
    return frozenset(data.read("words.txt").split())
