"""The rules, in the order in which they run; a rule proposes edits, the text records them.

Order matters: pinyin goes before script, because the brackets' characters are looked up as the page has them, and
before punctuation, because its brackets are none of the author's. Mojibake goes before control characters, which are
bytes of UTF-8 that was read as Latin-1, and after entities, which may stand for such bytes. What is invisible goes
before whatever looks at neighbours; noise and spaces go after pinyin, whose notes may stand inside broken words.
"""

import re
from collections.abc import Callable, Iterable
from functools import lru_cache

from reader.model.choices import Script
from reader.model.escape import UNSAFE
from reader.model.survey import Survey
from reader.model.text import Edit
from reader.repair.characters import (
    COMPATIBILITY,
    WIDE,
    compatibility_ideographs,
    mixed_widths,
    numerals_in_names,
    radicals,
)
from reader.repair.controls import SPACES, ordinary_spaces, unsafe_characters
from reader.repair.emoji import emoji_in_words, is_strewn
from reader.repair.entities import entities
from reader.repair.invisible import INVISIBLE, invisible_characters
from reader.repair.keyword_case import keyword_case
from reader.repair.lost import lost_text
from reader.repair.mojibake import mojibake
from reader.repair.noise import injected_strings, jammer_noise, lost_spaces, random_tags
from reader.repair.pinyin import inserted_pinyin
from reader.repair.punctuation import full_width
from reader.repair.script import configurations, conversion
from reader.repair.spaces import broken_lines, is_broken, spaces_in_words

Rule = Callable[[str, Survey], Iterable[Edit]]

RULES: tuple[Rule, ...] = (
    entities,
    mojibake,
    unsafe_characters,
    lost_text,
    invisible_characters,
    ordinary_spaces,
    radicals,
    compatibility_ideographs,
    emoji_in_words,
    inserted_pinyin,
    random_tags,
    injected_strings,
    jammer_noise,
    lost_spaces,
    broken_lines,
    spaces_in_words,
    mixed_widths,
    numerals_in_names,
    keyword_case,
    full_width,
)


#: Rules that find nothing unless one of their characters is there: one search of a text spares them all.
_UNUSUAL = re.compile(
    f"[{UNSAFE.pattern[1:-1]}{INVISIBLE}{SPACES}{COMPATIBILITY}{WIDE}]",
)
_BY_CHARACTER: frozenset[Rule] = frozenset(
    (unsafe_characters, invisible_characters, ordinary_spaces, compatibility_ideographs, mixed_widths)
)

#: Rules that the figures of a page rule out. Text that comes out of mojibake was not measured, and has all rules run.
_RULED_OUT: dict[Rule, Callable[[Survey], bool]] = {
    entities: lambda survey: not survey.entities.holding,
    mojibake: lambda survey: not survey.mojibake.mixes,
    lost_text: lambda survey: not survey.loss.holding,
    radicals: lambda survey: not survey.characters.holding,
    emoji_in_words: lambda survey: not is_strewn(survey.emoji),
    inserted_pinyin: lambda survey: not survey.inserted_pinyin,
    random_tags: lambda survey: not survey.injections.random_names,
    injected_strings: lambda survey: not survey.injections.strings,
    jammer_noise: lambda survey: not survey.injections.jammers,
    lost_spaces: lambda survey: not survey.injections.lost_spaces,
    broken_lines: lambda survey: not survey.spaces.line_ends,
    spaces_in_words: lambda survey: not is_broken(survey.spaces),
    numerals_in_names: lambda survey: not survey.characters.numerals,
    full_width: lambda survey: not survey.flattened,
}


def is_unusual(text: str) -> bool:
    """Whether a text holds any character that one of the rules for single characters looks for."""
    return _UNUSUAL.search(text) is not None


@lru_cache(maxsize=16)  # asked anew for every block
def rules(
    survey: Survey, choice: Script, *, unusual: bool = True
) -> tuple[tuple[str, Callable[[str], Iterable[Edit]]], ...]:
    """Name and function of every rule that may find something in a document, script conversion last."""
    return (
        *((rule.__name__, _with_survey(rule, survey)) for rule in RULES if _may_find(rule, survey, unusual=unusual)),
        *((f"script_{name}", conversion(name)) for name in configurations(choice, survey)),
    )


def _may_find(rule: Rule, survey: Survey, *, unusual: bool) -> bool:
    if survey.mojibake.mixes:
        return True
    if rule in _BY_CHARACTER:
        return unusual
    return rule not in _RULED_OUT or not _RULED_OUT[rule](survey)


def _with_survey(rule: Rule, survey: Survey) -> Callable[[str], Iterable[Edit]]:
    return lambda text: rule(text, survey)
