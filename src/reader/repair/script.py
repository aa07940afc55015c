"""Traditional and simplified script; the home of OpenCC.

Its quirks: lone surrogates raise (removed before, see `controls`); converting a whole text gives no offsets, so that a
text is converted clause by clause, which gives the same result; nothing protects what is simplified already, so that
only clauses that hold a character of traditional script alone are converted.
"""

import re
from collections.abc import Callable, Iterable, Iterator
from difflib import SequenceMatcher
from functools import cache

from reader.model.characters import HAN_RANGES, gb2312, simplified_only, traditional_only
from reader.model.choices import Script
from reader.model.survey import ScriptFigures, Survey
from reader.model.text import Edit

_CLAUSE = re.compile("[^，。！？；：、,.!?;:\n]+")

#: Characters that exist in both scripts and that a character-by-character converter leaves standing, and what people
#: who write traditional Chinese use in their place. Others (里 干 面) are too common in both to tell.
_UNCONVERTED, _GENUINE = frozenset("于后么"), frozenset("於後麼麽")

_MIXED = 0.1  # a page mixes scripts when the smaller side has at least this share …
_MIXED_COUNT = 5  # … and this many characters
_ONE_NAME = 1  # 于 is a surname too, so that one character tells nothing
_TRADITIONAL_PAGE = 0.5  # share of traditional-only among the characters that tell


def measure(texts: Iterable[str]) -> ScriptFigures:
    """Count the characters that tell the script."""
    han = traditional = simplified = unconverted = genuine = 0
    only_traditional, only_simplified = traditional_only(), simplified_only()
    for text in texts:
        characters = _han(text)
        han += len(characters)
        traditional += sum(character in only_traditional for character in characters)
        simplified += sum(character in only_simplified for character in characters)
        unconverted += sum(character in _UNCONVERTED for character in characters)
        genuine += sum(character in _GENUINE for character in characters)
    return ScriptFigures(han, traditional, simplified, unconverted, genuine)


def is_mixed(figures: ScriptFigures) -> bool:
    """Whether neither script is alone on the page."""
    smaller = min(figures.traditional, figures.simplified)
    return smaller >= _MIXED_COUNT and smaller >= _MIXED * (figures.traditional + figures.simplified)


def is_machine_converted(figures: ScriptFigures) -> bool:
    """Whether a traditional page was converted character by character: 于 后 么 where 於 後 麼 belong."""
    return is_traditional(figures) and figures.unconverted > max(figures.genuine, _ONE_NAME)


def is_traditional(figures: ScriptFigures) -> bool:
    """Whether most of the characters that tell are traditional."""
    return figures.traditional > _TRADITIONAL_PAGE * (figures.traditional + figures.simplified)


def configurations(script: Script, survey: Survey) -> tuple[str, ...]:
    """OpenCC's configurations that lead from the page to the chosen script, in order.

    Taiwan and Hong Kong are reached through simplified from a damaged page (whose traditional characters are a
    machine's), by their standards of characters alone from a page that was written in traditional Chinese.
    """
    damaged = survey.inserted_pinyin or survey.machine_converted or survey.mixed_scripts
    if script is Script.PAGE or (script is Script.AUTO and not damaged):
        return ()
    if script in (Script.AUTO, Script.SIMPLIFIED):
        return ("t2s",)
    own, phrases = ("t2tw", "s2twp") if script is Script.TAIWAN else ("t2hk", "s2hkp")
    if damaged:
        return "t2s", phrases
    return (own,) if is_traditional(survey.script) else (phrases,)


def gloss_configuration(choice: Script, survey: Survey) -> str:
    """The configuration that brings simplified glosses into the script that is read; empty when that is simplified."""
    if choice in (Script.TAIWAN, Script.HONGKONG):
        return "s2twp" if choice is Script.TAIWAN else "s2hkp"
    stays = not configurations(choice, survey)
    return "s2twp" if stays and is_traditional(survey.script) else ""


def convert(text: str, configuration: str) -> str:
    """``text`` by one of OpenCC's configurations; as it is when that is empty."""
    return _converter(configuration)(text) if configuration else text


def conversion(configuration: str) -> Callable[[str], Iterator[Edit]]:
    """A rule that converts a text by one of OpenCC's configurations.

    >>> list(conversion("t2s")("回到網站"))
    [Edit(start=2, end=3, new='网')]
    """
    converted = _converter(configuration)
    told = _surely_traditional() if configuration == "t2s" else None

    def find(text: str) -> Iterator[Edit]:
        if converted(text) == text:  # the usual case, and 30 times as fast as clause by clause
            return
        for match in _CLAUSE.finditer(text):
            clause = match[0]
            if told is None or not told.isdisjoint(clause):
                yield from _difference(match.start(), clause, converted(clause))

    return find


def fold_script(text: str) -> str:
    """``text`` in simplified characters, one for one, so that offsets hold; for looking up, not for reading."""
    return text if text.isascii() else text.translate(one_to_one())


def traditional_forms(simplified: str) -> frozenset[str]:
    """The traditional characters that `fold_script` turns into one of ``simplified``."""
    wanted = frozenset(simplified)
    return frozenset(chr(code) for code, form in one_to_one().items() if form in wanted)


def _difference(offset: int, before: str, after: str) -> Iterator[Edit]:
    """The edits that turn ``before`` into ``after``; runs of changed characters become one edit."""
    if before == after:
        return
    if len(before) == len(after):
        start = -1
        for place, (old, new) in enumerate(zip(before, after, strict=True)):
            if old != new and start < 0:
                start = place
            elif old == new and start >= 0:
                yield Edit(offset + start, offset + place, after[start:place])
                start = -1
        if start >= 0:
            yield Edit(offset + start, offset + len(before), after[start:])
        return
    matcher = SequenceMatcher(None, before, after, autojunk=False)
    for operation, start, end, new_start, new_end in matcher.get_opcodes():
        if operation != "equal":
            yield Edit(offset + start, offset + end, after[new_start:new_end])


def _han(text: str) -> list[str]:
    return _HAN.findall(text)


_HAN = re.compile(f"[{HAN_RANGES}]")


@cache
def _converter(configuration: str) -> Callable[[str], str]:
    """One shared converter for each configuration: they are thread-safe, and cost 5–15 ms to make."""
    from opencc import OpenCC

    convert: Callable[[str], str] = OpenCC(configuration).convert
    return convert


@cache
def _surely_traditional() -> frozenset[str]:
    """Characters that t2s changes and that simplified text has no use for, unlike 乾 徵 摺 夥, which GB 2312 keeps."""
    changed = frozenset(map(chr, one_to_one()))
    return (changed - gb2312()) | _GENUINE


@cache
def one_to_one() -> dict[int, str]:
    """Traditional → simplified for single characters, as OpenCC's t2s has them."""
    characters = [*map(chr, (*range(0x3400, 0x4DC0), *range(0x4E00, 0xA000)))]
    converted = _converter("t2s")("\n".join(characters)).split("\n")
    return {ord(old): new for old, new in zip(characters, converted, strict=True) if old != new and len(new) == 1}
