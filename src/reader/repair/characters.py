"""Characters that look like others: radicals and compatibility ideographs, wide letters in words, numerals in names."""

import unicodedata
from collections.abc import Iterator
from functools import cache

from reader.model.patterns import lazy
from reader.model.survey import CharacterFigures, Survey
from reader.model.text import Edit
from reader.repair import data
from reader.repair.joined import Joined

_RADICALS = lazy("[\u2e80-\u2fd5]+")
_HAN_NEIGHBOUR = lazy("[\u3007\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U000323af]")
_EXPLAINED = lazy("部首|偏旁|部件|[Rr]adical")
_FEWEST_IN_A_WORD = 2  # radicals alone in a row that are a word and no list: ⻄⺠, but not ⼀⼁⼂⼃

#: The insides of regular expressions' classes.
COMPATIBILITY, WIDE = "\uf900-\ufaff\U0002f800-\U0002fa1d", "０-９Ａ-Ｚａ-ｚ"
_COMPATIBILITY = lazy(f"[{COMPATIBILITY}]")

_WIDE = lazy(f"[{WIDE}]")
_MIXED_WORD = lazy(f"(?<![A-Za-z0-9{WIDE}])[A-Za-z0-9]*[{WIDE}][A-Za-z0-9{WIDE}]*")
_HALF_WIDTH = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)}

#: 一 before a digit other than 0 is a dash in F一16 and T一34.
_NUMERAL_IN_NAME = lazy("[一二三四五六七八九〇零](?<=[A-Z].)(?:(?<=一)(?=0)|(?<!一)(?=[0-9]))")
_DIGITS = str.maketrans("一二三四五六七八九〇零", "12345678900")


def measure(texts: Joined) -> CharacterFigures:
    """How many texts hold radicals, how many of these speak of them, and how many numerals stand in names."""
    numerals = len(_NUMERAL_IN_NAME.findall(texts.whole))
    holding = texts.with_match(_RADICALS)
    return CharacterFigures(len(holding), sum(_EXPLAINED.search(text) is not None for text in holding), numerals)


def radicals(text: str, survey: Survey) -> Iterator[Edit]:
    """Write characters for the radicals that stand in their place: ⽇本 → 日本, ⻄⺠ → 西民.

    Fonts of printed pages map both to one glyph. Only beside Chinese characters, or where several make a word: a table
    of radicals keeps them, and so does a page that speaks of radicals.

    >>> list(radicals("陷⼊", Survey()))
    [Edit(start=1, end=2, new='入')]
    """
    if text.isascii() or survey.characters.explaining:
        return
    for match in _RADICALS.finditer(text):
        beside = text[match.start() - 1 : match.start()] + text[match.end() : match.end() + 1]
        if _HAN_NEIGHBOUR.search(beside) or (len(match[0]) >= _FEWEST_IN_A_WORD and not _is_list(match[0])):
            yield Edit(match.start(), match.end(), match[0].translate(_ideographs()))


def _is_list(run: str) -> bool:
    """Whether radicals stand in the order of a table."""
    return list(run) == sorted(run)


def compatibility_ideographs(text: str, _: Survey) -> Iterator[Edit]:
    """Write unified ideographs for compatibility ideographs, which Unicode holds equal: U+F9D1 → 六.

    >>> [edit.new for edit in compatibility_ideographs("\uf9d1月", Survey())]
    ['六']
    """
    if text.isascii():
        return
    for match in _COMPATIBILITY.finditer(text):
        yield Edit(match.start(), match.end(), unicodedata.normalize("NFC", match[0]))


def mixed_widths(text: str, _: Survey) -> Iterator[Edit]:
    """Make a word half-width that mixes widths: Ｈ100 → H100. A word in one width (２０１１年) is a style, and stays.

    >>> list(mixed_widths("ＡI与２０１１年", Survey()))
    [Edit(start=0, end=2, new='AI')]
    """
    if text.isascii() or not _WIDE.search(text):
        return
    for match in _MIXED_WORD.finditer(text):
        new = match[0].translate(_HALF_WIDTH)
        if any(character.isascii() for character in match[0]):
            yield Edit(match.start(), match.end(), new)


def numerals_in_names(text: str, _: Survey) -> Iterator[Edit]:
    """Give a name its digits back that were turned into numerals: H一00 → H100.

    >>> list(numerals_in_names("H一00显卡，F一16战机", Survey()))
    [Edit(start=1, end=2, new='1')]
    """
    if text.isascii():
        return
    for match in _NUMERAL_IN_NAME.finditer(text):
        yield Edit(match.start(), match.end(), match[0].translate(_DIGITS))


@cache
def _ideographs() -> dict[int, str]:
    return {ord(line[0]): line[1] for line in data.read("radicals.txt").split()}
