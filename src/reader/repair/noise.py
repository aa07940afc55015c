"""What sites put between the words of a text: jammer noise, their own address, tags with random names."""

import re
from collections import Counter
from collections.abc import Iterator

from reader.model.characters import HAN_RANGES
from reader.model.patterns import lazy
from reader.model.survey import InjectionFigures, Survey
from reader.model.text import Edit
from reader.repair.vocabulary import is_word

_HAN = lazy(f"[{HAN_RANGES}]")
_CHINESE = f"{HAN_RANGES}\u3001-\u3011\uff01-\uff1f“”…"

#: Discuz writes, 5 to 15 times, a character from space to ;, a space, and one from ? to ~; two spaces become one.
_JAMMER = lazy(r" [?-~](?:[!-;]? [?-~]){3,}[!-;]?(?![A-Za-z0-9])")
_JAMMER_PAIR = lazy("([!-;]?) ([?-~])")
_ODD = frozenset("!\"#$%&'()*+-/")
_FILLED = 0.6  # share of a jammer's pairs whose first character is no space
_KINDS = 4  # of five kinds of characters that a jammer must show: a b c and x1 x2 show fewer

_NEAR = 4  # characters, spaces mostly, between a jammer and what it stands beside
_LONGEST = 40
_DOMAIN = r"(?:https?://)?(?:[a-z0-9][a-z0-9-]{0,40}\.){1,3}[a-z]{2,6}/?"
_BRACKETED_DOMAIN = lazy(rf"[(（\[【]\s?(?i:{_DOMAIN})\s?[)）\]】]")
_BARE_DOMAIN = lazy(rf"(?<=[{HAN_RANGES}])(?i:www\.{_DOMAIN})(?=[{HAN_RANGES}])")
_BRACKETED = lazy(rf"[(（\[【](?<=[{HAN_RANGES}].)[^()（）\[\]【】\n]{{5,{_LONGEST}}}[)）\]】]")
_FEWEST_DOMAINS, _FEWEST_STRINGS = 3, 3
_SPLIT_WORDS, _SPLIT_SHARE = 2, 0.3  # a string that breaks words as often was put in by a machine
_TAG = lazy(
    r"<(?P<tag>abbr|acronym|address|b|big|blockquote|center|code|dd|del|dfn|dir|div|dl|dt|em|fieldset|font|form|i|ins|"
    r"kbd|label|legend|li|noframes|noscript|ol|optgroup|option|p|pre|q|select|small|span|strike|strong|style|sub|sup|"
    r"table|tbody|td|tfoot|th|thead|tr|tt|u|ul|var) id=['\"](?P<id>[a-z0-9]{5,6})['\"]>(?:</(?P=tag)>)?"
)
_VOWEL = lazy("[aeiou]")
_CLEAR = 0.21  # share of vowels from which a name may be a word
_FEWEST_TAGS = 2

_LOST_SPACE = lazy(rf"(?<=[{HAN_RANGES}])\?(?: \?)+(?=[{HAN_RANGES}])")
_ASKING = frozenset("吗嗎呢么麼吧啊谁誰何")


def measure(whole: str) -> InjectionFigures:
    """Strings in brackets and addresses that come again and again inside sentences, and what else a site puts there."""
    lost = len(_LOST_SPACE.findall(whole)) if "? ?" in whole else 0
    jammers = sum(_is_jammer(match[0]) for match in _JAMMER.finditer(whole))
    names = {match["id"] for match in _TAG.finditer(whole) if _is_random(match["id"])} if " id=" in whole else set()
    alike = len({len(name) for name in names}) == 1  # one program made them all
    return InjectionFigures(_injected(whole), len(names) if alike else 0, lost, jammers)


def _injected(whole: str) -> tuple[str, ...]:
    seen: Counter[str] = Counter()
    splitting: Counter[str] = Counter()
    for match in _injections(whole):
        if _is_inside_a_sentence(whole, match):
            seen[match[0]] += 1
            splitting[match[0]] += _splits_a_word(whole, match)
    return tuple(sorted(string for string, count in seen.items() if _is_injected(string, count, splitting[string])))


def jammer_noise(text: str, _: Survey) -> Iterator[Edit]:
    r"""Remove the random characters that forums hide between sentences: 9 E6 \6 c% F z.

    Only beside Chinese, and only what shows letters of both cases, digits, operators and signs in that pattern:
    formulas, lists of letters, cells of a table and program text do not.
    """
    if text.isascii():
        return
    for match in _JAMMER.finditer(text):
        start = _jammer_start(text, match.start())
        if _is_jammer(match[0]) and _is_beside_chinese(text, start, match.end()):
            yield Edit(start, match.end(), "")


def injected_strings(text: str, survey: Survey) -> Iterator[Edit]:
    """Remove what a site injected into its sentences: its own address, or a string that breaks words.

    On the figures of the page: the same address in brackets inside three sentences or more, the same string in
    brackets inside words.
    """
    if not survey.injections.strings:
        return
    for match in _injections(text):
        if match[0] in survey.injections.strings:
            yield Edit(match.start(), match.end(), "")


def random_tags(text: str, survey: Survey) -> Iterator[Edit]:
    """Remove tags with random names that were left as text: <tr id="hpiwm">.

    Only where the page holds several names of one length that can't be spoken.
    """
    if survey.injections.random_names < _FEWEST_TAGS or "<" not in text:
        return
    for match in _TAG.finditer(text):
        if _is_random(match["id"]) or _HAN.search(text):
            yield Edit(match.start(), match.end(), "")


def lost_spaces(text: str, _: Survey) -> Iterator[Edit]:
    """Put spaces where no-break spaces had become question marks: 摘? ?要 → 摘  要.

    >>> list(lost_spaces("摘? ?要", Survey()))
    [Edit(start=1, end=4, new='  ')]
    """
    if "? ?" not in text:
        return
    found = list(_LOST_SPACE.finditer(text))
    if text.count("?") > sum(match[0].count("?") for match in found):
        return  # ?标签? ?描述? are optional arguments in Tcl
    for match in found:
        if text[match.start() - 1] not in _ASKING:
            yield Edit(match.start(), match.end(), " " * match[0].count("?"))


def _injections(text: str) -> Iterator[re.Match[str]]:
    """Strings in brackets after a Chinese character, and addresses between two."""
    if text.isascii():
        return
    if "www." in text:
        yield from _BARE_DOMAIN.finditer(text)
    yield from _BRACKETED.finditer(text)


def _is_injected(string: str, inside: int, splitting: int) -> bool:
    if string[1:-1].isalpha() and not _HAN.search(string):
        return False  # a gloss or a reading
    if _BRACKETED_DOMAIN.fullmatch(string):
        return inside >= _FEWEST_DOMAINS
    return inside >= _FEWEST_STRINGS and splitting >= max(_SPLIT_WORDS, _SPLIT_SHARE * inside)


def _is_inside_a_sentence(text: str, match: re.Match[str]) -> bool:
    before, after = text[match.start() - 1 : match.start()], text[match.end() : match.end() + 1]
    return bool(before and _HAN.match(before) and after)


def _splits_a_word(text: str, match: re.Match[str]) -> bool:
    pair = text[match.start() - 1 : match.start()] + text[match.end() : match.end() + 1]
    return len(_HAN.findall(pair)) == 2 and is_word(pair)


def _is_random(name: str) -> bool:
    """Whether a name can't be spoken: hpiwm, but not header."""
    return name.isalpha() and len(_VOWEL.findall(name)) < _CLEAR * len(name)


def _jammer_start(text: str, start: int) -> int:
    """Where the first pair begins, whose space a jammer was found by."""
    first = text[start - 1 : start]
    before = text[max(start - 2, 0) : max(start - 1, 0)]
    return start - 1 if "!" <= first <= ";" and not (before.isascii() and before.isalnum()) else start


def _is_jammer(noise: str) -> bool:
    pairs = _JAMMER_PAIR.findall(noise)
    firsts = [first for first, _ in pairs if first]
    seconds = [second for _, second in pairs]
    kinds = (
        any(second.islower() for second in seconds),
        any(second.isupper() for second in seconds),
        any(not second.isalpha() for second in seconds),
        any(first.isdigit() for first in firsts),
        not _ODD.isdisjoint(firsts),
    )
    return len(firsts) >= _FILLED * len(pairs) and sum(kinds) >= _KINDS


def _is_beside_chinese(text: str, start: int, end: int) -> bool:
    before, after = text[max(start - _NEAR, 0) : start].rstrip(), text[end : end + _NEAR].lstrip()
    return any(beside and re.match(f"[{_CHINESE}]", beside) for beside in (before[-1:], after[:1]))
