"""Characters that act instead of being read."""

import re
from collections.abc import Iterator

from reader.model.escape import UNSAFE
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
_SPACES = re.compile(f"[{SPACES}]")


def ordinary_spaces(text: str, _: Survey) -> Iterator[Edit]:
    r"""Turn no-break and typographic spaces into ordinary ones.

    Page layout left them; search and wrapping trip over them.
    The ideographic space U+3000 is Chinese punctuation, and stays.

    >>> list(ordinary_spaces("Base\xa0Model", Survey()))
    [Edit(start=4, end=5, new=' ')]
    """
    for match in _SPACES.finditer(text):
        yield Edit(match.start(), match.end(), " ")
