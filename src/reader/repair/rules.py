"""The rules, in the order in which they run; a rule proposes edits, the text records them.

Order matters: pinyin goes before script, because the brackets' characters are looked up as the page has them, and
before punctuation, because its brackets are none of the author's. Mojibake goes before control characters, which are
bytes of UTF-8 that was read as Latin-1, and after entities, which may stand for such bytes. What is invisible goes
before whatever looks at neighbours; noise and spaces go after pinyin, whose notes may stand inside broken words.
"""

import re
from collections.abc import Callable, Iterable
from difflib import get_close_matches
from functools import lru_cache
from inspect import cleandoc
from typing import NamedTuple

from reader.model.choices import Repairs, Spacing
from reader.model.errors import UsageError
from reader.model.escape import UNSAFE
from reader.model.patterns import lazy
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
from reader.repair.keyword_case import TRIGGER, keyword_case
from reader.repair.lost import lost_text
from reader.repair.misfires import byte_misfires
from reader.repair.mojibake import mojibake
from reader.repair.noise import injected_strings, jammer_noise, lost_spaces, random_tags
from reader.repair.pinyin import inserted_pinyin
from reader.repair.punctuation import full_width
from reader.repair.script import NOT_ASCII, configurations, conversion, to_simplified
from reader.repair.spaces import broken_lines, is_broken, spaces_in_words
from reader.repair.spacing import spacing

SCRIPT, SPACING = "script", "spacing"  # rules that depend on what the reader chose

Find = Callable[[str, Survey], Iterable[Edit]]


#: What the rules for single characters look for; one search of a text mostly spares them all.
_UNUSUAL = lazy(f"[{UNSAFE.pattern[1:-1]}{INVISIBLE}{SPACES}{COMPATIBILITY}{WIDE}]")
_ANYTHING = re.compile("")


class Rule(NamedTuple):
    """A rule, where it is asked, and when a page has no need of it.

    It is asked only where ``trigger`` occurs and on pages whose figures ``needed`` accepts, so that clean text costs
    little. Text that comes out of mojibake was not measured, and has all rules run.
    """

    find: Find
    trigger: re.Pattern[str] = _ANYTHING
    needed: Callable[[Survey], bool] = lambda _: True

    @property
    def name(self) -> str:
        """The function's own name."""
        return self.find.__name__


RULES: tuple[Rule, ...] = (
    Rule(entities, re.compile("[;#]"), lambda survey: survey.entities.holding > 0),
    Rule(mojibake, NOT_ASCII, lambda survey: bool(survey.mojibake.mixes)),
    Rule(unsafe_characters, _UNUSUAL),
    Rule(lost_text, NOT_ASCII, lambda survey: survey.loss.holding > 0),
    Rule(invisible_characters, _UNUSUAL),
    Rule(ordinary_spaces, _UNUSUAL),
    Rule(radicals, NOT_ASCII, lambda survey: survey.characters.holding > 0),
    Rule(compatibility_ideographs, _UNUSUAL),
    Rule(emoji_in_words, NOT_ASCII, lambda survey: is_strewn(survey.emoji)),
    Rule(byte_misfires, re.compile(r"[)?]"), lambda survey: survey.misfires > 0),
    Rule(inserted_pinyin, re.compile(r"[(（]"), lambda survey: survey.inserted_pinyin),
    Rule(random_tags, re.compile("<"), lambda survey: survey.injections.random_names > 0),
    Rule(injected_strings, needed=lambda survey: bool(survey.injections.strings)),
    Rule(jammer_noise, needed=lambda survey: survey.injections.jammers > 0),
    Rule(lost_spaces, re.compile(r"\?"), lambda survey: survey.injections.lost_spaces > 0),
    Rule(broken_lines, re.compile("\n"), lambda survey: survey.spaces.line_ends > 0),
    Rule(spaces_in_words, re.compile(" "), lambda survey: is_broken(survey.spaces)),
    Rule(mixed_widths, _UNUSUAL),
    Rule(numerals_in_names, NOT_ASCII, lambda survey: survey.characters.numerals > 0),
    Rule(keyword_case, TRIGGER),
    Rule(full_width, re.compile(r"[,:;?!()]"), lambda survey: survey.flattened),
)


class Chosen(NamedTuple):
    """A rule made ready for one document."""

    name: str
    trigger: re.Pattern[str]
    find: Callable[[str], Iterable[Edit]]


@lru_cache(maxsize=16)
def chosen(survey: Survey, repairs: Repairs = Repairs()) -> tuple[Chosen, ...]:  # noqa: B008 - frozen
    """The rules for a document, script conversion and spacing last. Raises UsageError for a name that is no rule."""
    if repairs.only or repairs.without:
        _check_names(repairs.only | repairs.without)
    ready = [
        *(
            Chosen(rule.name, rule.trigger, _with_survey(rule.find, survey))
            for rule in RULES
            if rule.needed(survey) or survey.mojibake.mixes
        ),
        *(Chosen(f"{SCRIPT}_{name}", NOT_ASCII, conversion(name)) for name in configurations(repairs.script, survey)),
    ]
    if repairs.spacing is not Spacing.FOUND:
        ready.append(Chosen(SPACING, NOT_ASCII, spacing(repairs.spacing)))
    return tuple(rule for rule in ready if _is_wanted(rule.name, repairs))


def names() -> tuple[str, ...]:
    """The names by which rules are chosen, in the order in which they run."""
    return (*(rule.name for rule in RULES), SCRIPT, SPACING)


def described() -> tuple[tuple[str, str], ...]:
    """Name and documentation of every rule, the latter from its own docstring."""
    finds = {**{rule.name: rule.find for rule in RULES}, SCRIPT: to_simplified, SPACING: spacing}
    return tuple((name, _prose(finds[name].__doc__ or "")) for name in names())


def _prose(docstring: str) -> str:
    """The paragraphs before the first example."""
    return cleandoc(docstring).partition(">>>")[0].strip()


def _is_wanted(name: str, repairs: Repairs) -> bool:
    """Whether a rule runs; the one that takes out what a terminal would obey always does."""
    group = SCRIPT if name.startswith(SCRIPT) else name
    return name == unsafe_characters.__name__ or (
        group not in repairs.without and (not repairs.only or group in repairs.only)
    )


def _check_names(asked: frozenset[str]) -> None:
    for name in sorted(asked - set(names())):
        near = get_close_matches(name, names(), n=1)
        remedy = f"did you mean {near[0]!r}?" if near else f"the rules are {', '.join(names())}"
        raise UsageError(f"{name!r} is no repair rule; {remedy}")


def _with_survey(find: Find, survey: Survey) -> Callable[[str], Iterable[Edit]]:
    return lambda text: find(text, survey)
