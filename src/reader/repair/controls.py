"""Characters that act instead of being read."""

from collections.abc import Iterator

from reader.model.characters import contains_han
from reader.model.escape import UNSAFE
from reader.model.patterns import lazy
from reader.model.survey import Survey
from reader.model.text import Edit


def unsafe_characters(text: str, _: Survey) -> Iterator[Edit]:
    r"""Remove control characters, bidirectional overrides and lone surrogates: a terminal would obey them.

    >>> list(unsafe_characters("a\x1b[2Jb", Survey()))
    [Edit(start=1, end=2, new='')]
    """
    for match in UNSAFE.finditer(text):
        yield Edit(match.start(), match.end(), "")


#: The inside of a regular expression's class.
SPACES = "\u00a0\u2000-\u200a\u202f\u205f"
_BETWEEN_WORDS = lazy(rf"(?<=\S)[{SPACES}]+(?=[\w（“‘(])")


def ordinary_spaces(text: str, _: Survey) -> Iterator[Edit]:
    r"""Turn no-break and typographic spaces between two words into ordinary ones, in text that holds Chinese.

    Page layout left them; search and wrapping trip over them. The ideographic space U+3000 is Chinese punctuation and
    stays; in other languages the spaces are typography (French puts them before its marks).

    >>> list(ordinary_spaces("更强的Base\xa0Model", Survey())), list(ordinary_spaces("Oui\xa0!", Survey()))
    ([Edit(start=7, end=8, new=' ')], [])
    """
    if contains_han(text):
        for match in _BETWEEN_WORDS.finditer(text):
            yield Edit(match.start(), match.end(), " " * (match.end() - match.start()))
