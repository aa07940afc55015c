"""The rules, in the order in which they run; a rule proposes edits, the text records them.

Order matters: pinyin goes before script, because the brackets' characters are looked up as the page has them, and
before punctuation, because its brackets are none of the author's.
"""

from collections.abc import Callable, Iterable
from functools import lru_cache

from reader.model.choices import Script
from reader.model.survey import Survey
from reader.model.text import Edit
from reader.repair.controls import ordinary_spaces, unsafe_characters
from reader.repair.keyword_case import keyword_case
from reader.repair.mojibake import mojibake
from reader.repair.pinyin import inserted_pinyin
from reader.repair.punctuation import full_width
from reader.repair.script import configurations, conversion

Rule = Callable[[str, Survey], Iterable[Edit]]

RULES: tuple[Rule, ...] = (
    mojibake,
    unsafe_characters,
    ordinary_spaces,
    inserted_pinyin,
    keyword_case,
    full_width,
)


@lru_cache(maxsize=16)  # asked anew for every block
def rules(survey: Survey, choice: Script) -> tuple[tuple[str, Callable[[str], Iterable[Edit]]], ...]:
    """Name and function of every rule for a document, script conversion last."""
    return (
        *((rule.__name__, _with_survey(rule, survey)) for rule in RULES),
        *((f"script_{name}", conversion(name)) for name in configurations(choice, survey)),
    )


def _with_survey(rule: Rule, survey: Survey) -> Callable[[str], Iterable[Edit]]:
    return lambda text: rule(text, survey)
