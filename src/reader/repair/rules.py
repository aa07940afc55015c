"""The rules, in the order in which they run; a rule proposes edits, the text records them.

Order matters: pinyin goes before script, because the brackets' characters are looked up as the page has them, and
before punctuation, because its brackets are none of the author's.
"""

import re
from collections.abc import Callable, Iterable
from functools import lru_cache
from typing import NamedTuple

from reader.model.choices import Script
from reader.model.escape import UNSAFE
from reader.model.survey import Survey
from reader.model.text import Edit
from reader.repair.controls import SPACES, ordinary_spaces, unsafe_characters
from reader.repair.keyword_case import CANDIDATE, keyword_case
from reader.repair.misfires import byte_misfires
from reader.repair.pinyin import inserted_pinyin
from reader.repair.punctuation import full_width
from reader.repair.script import NOT_ASCII, configurations, conversion

Find = Callable[[str, Survey], Iterable[Edit]]


class Rule(NamedTuple):
    """A named rule. It is asked only where ``trigger`` occurs, so that clean text costs one look a rule."""

    find: Find
    trigger: re.Pattern[str]

    @property
    def name(self) -> str:
        """The function's own name."""
        return self.find.__name__


RULES: tuple[Rule, ...] = (
    Rule(unsafe_characters, UNSAFE),
    Rule(ordinary_spaces, SPACES),
    Rule(byte_misfires, re.compile(r"[)?]")),
    Rule(inserted_pinyin, re.compile(r"[(（]")),
    Rule(keyword_case, CANDIDATE),
    Rule(full_width, re.compile(r"[,:;?!()]")),
)


class Chosen(NamedTuple):
    """A rule made ready for one document."""

    name: str
    trigger: re.Pattern[str]
    find: Callable[[str], Iterable[Edit]]


@lru_cache(maxsize=16)
def chosen(survey: Survey, choice: Script) -> tuple[Chosen, ...]:
    """The rules for a document, script conversion last."""
    return (
        *(Chosen(rule.name, rule.trigger, _with_survey(rule.find, survey)) for rule in RULES),
        *(Chosen(f"script_{name}", NOT_ASCII, conversion(name)) for name in configurations(choice, survey)),
    )


def _with_survey(find: Find, survey: Survey) -> Callable[[str], Iterable[Edit]]:
    return lambda text: find(text, survey)
