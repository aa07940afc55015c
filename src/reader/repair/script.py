"""Traditional and simplified script; the home of OpenCC.

Its quirks: lone surrogates raise (removed before, see `controls`); converting a whole text gives no offsets, so that a
text whose length changes is converted clause by clause, which gives the same result; nothing protects what is
simplified already; 著 and 乾 need more context than its phrases have (see `contexts`); its phrases for Taiwan take
every word for a programmer's (参数 → 引數, an argument, where a model has 參數, parameters).
"""

from collections.abc import Callable, Iterator
from difflib import SequenceMatcher
from functools import cache

from reader.model.characters import gb2312
from reader.model.choices import Script
from reader.model.patterns import lazy
from reader.model.survey import Family, Survey
from reader.model.text import Edit
from reader.repair import data
from reader.repair.contexts import decided
from reader.repair.signature import is_traditional

NOT_ASCII = lazy("[^\x00-\x7f]")
#: Words that Taiwan writes with their own characters, and that the phrases for Taiwan would turn into a programmer's:
#: 引數 擴充套件 啟用 區域性 稽核 迴圈 字首 連線 介面卡 函式. The phrases are right in 副檔名, 網路連線.
_KEPT = lazy(
    "[参參][数數]|[扩擴]展(?![名卡槽坞塢])|激活(?![码碼])|局部(?![变變网網])|[审審]核|循[环環](?![语語])|前[缀綴]"
    "|(?<![网網][络絡路])(?:[连連]接|[适適]配器)(?![线線])|(?<=[失活价價本励勵励略报報励型数數积積])函[数數]"
)
_BY_CHARACTER = {"s2twp": "s2tw"}  # phrases → the standard of characters alone
_CLAUSE = lazy("[^，。！？；：、,.!?;:\n]+")


def configurations(script: Script, survey: Survey) -> tuple[str, ...]:
    """OpenCC's configurations that lead from the page to the chosen script, in order.

    Taiwan and Hong Kong are reached through simplified from a damaged page (whose traditional characters are a
    machine's), by their standards of characters alone from a page that was written in traditional Chinese.
    """
    damaged = survey.inserted is not Family.NONE or survey.machine_converted or survey.mixed_scripts
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
    if configuration == "t2s":
        return to_simplified
    converted = _converter(configuration)

    def find(text: str) -> Iterator[Edit]:
        if converted(text) != text:
            yield from _by_clause(text, converted)

    return find


def to_simplified(text: str) -> Iterator[Edit]:
    """Convert what is traditional; 著 and 乾 by their words; clauses without a surely traditional character stay."""
    if text.isascii() or _surely_traditional().isdisjoint(text):
        return
    converted = _converter("t2s")(text)
    if len(converted) != len(text):
        yield from _by_clause(text, _converter("t2s"))
        return
    characters = list(converted)
    for place, character in decided(text):
        characters[place] = character
    for edit in _runs(text, "".join(characters)):
        if _in_traditional_clause(text, edit):
            yield edit


def fold_script(text: str) -> str:
    """``text`` in simplified characters, one for one, so that offsets hold; for looking up, not for reading."""
    return text if text.isascii() else text.translate(simplified_characters())


def traditional_forms(simplified: str) -> frozenset[str]:
    """The traditional characters that `fold_script` turns into one of ``simplified``."""
    wanted = frozenset(simplified)
    return frozenset(chr(code) for code, form in simplified_characters().items() if form in wanted)


def _in_traditional_clause(text: str, edit: Edit) -> bool:
    """Whether an edit changes a surely traditional character, or stands in a clause that holds one.

    李乾 and 角徵羽 are simplified text too: GB 2312 keeps 乾 and 徵.
    """
    sure = _surely_traditional()
    if not sure.isdisjoint(text[edit.start : edit.end]):
        return True
    start = max((text.rfind(mark, 0, edit.start) for mark in "，。,\n"), default=-1) + 1
    clause = _CLAUSE.match(text, start)
    return clause is not None and not sure.isdisjoint(clause[0])


def _by_clause(text: str, converted: Callable[[str], str]) -> Iterator[Edit]:
    for match in _CLAUSE.finditer(text):
        before, after = match[0], converted(match[0])
        if before == after:
            continue
        if len(before) == len(after):
            yield from _runs(before, after, match.start())
            continue
        matcher = SequenceMatcher(None, before, after, autojunk=False)
        for operation, start, end, new_start, new_end in matcher.get_opcodes():
            if operation != "equal":
                yield Edit(match.start() + start, match.start() + end, after[new_start:new_end])


def _runs(before: str, after: str, offset: int = 0) -> Iterator[Edit]:
    """The runs in which two texts of one length differ."""
    start = end = -1
    for place in [place for place, (old, new) in enumerate(zip(before, after, strict=True)) if old != new]:
        if place != end:
            if start >= 0:
                yield Edit(offset + start, offset + end, after[start:end])
            start = place
        end = place + 1
    if start >= 0:
        yield Edit(offset + start, offset + end, after[start:end])


@cache
def _converter(configuration: str) -> Callable[[str], str]:
    """One shared converter for each configuration: they are thread-safe, and cost 5–15 ms to make."""
    from opencc import OpenCC

    convert: Callable[[str], str] = OpenCC(configuration).convert
    if configuration not in _BY_CHARACTER:
        return convert
    by_character = _converter(_BY_CHARACTER[configuration])

    def sparing(text: str) -> str:
        parts: list[str] = []
        end = 0
        for kept in _KEPT.finditer(text):
            parts += convert(text[end : kept.start()]), by_character(kept[0])
            end = kept.end()
        return "".join((*parts, convert(text[end:])))

    return sparing


@cache
def _surely_traditional() -> frozenset[str]:
    """Characters that t2s changes and that simplified text has no use for, unlike 乾 徵 摺 夥, which GB 2312 keeps.

    GB 2312 keeps 後 and 於 as surnames; 著 is traditional wherever it is not written for 著作 and its like.
    """
    changed = frozenset(map(chr, simplified_characters()))
    return (changed - gb2312()) | frozenset("後於麽著")


@cache
def simplified_characters() -> dict[int, str]:
    """Traditional → simplified for single characters, as OpenCC's t2s has them; a table, so that it is not loaded."""
    traditional, simplified = data.read("simplified.txt").split()
    return dict(zip(map(ord, traditional), simplified, strict=True))
