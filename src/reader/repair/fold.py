"""The view in which damage does not show, for those who must judge a block before it is repaired."""

import re
from collections.abc import Sequence
from functools import cache

from reader.model.characters import as_class
from reader.repair.pinyin import without_pairs
from reader.repair.script import simplified_characters

_BETWEEN = "\0"  # hardly any page holds it; one that does is folded text by text
#: The full-width forms that nearly every text holds: replacing each takes a hundredth of a look at every character.
_USUAL = "，：；？！（）\u3000"
_FEW = 12  # kinds of characters, beyond which one pass over all is quicker than one for each


def fold_damage(text: str) -> str:
    """Inserted pinyin out, simplified script, half width: for judging, never for showing.

    >>> fold_damage("數(shù)據，ＡＩ")
    '数据,AI'
    """
    return text if text.isascii() else _folded(text)


def fold_all(texts: Sequence[str]) -> list[str]:
    """`fold_damage` of each text, at about the cost of one: what there is to fold is sought in all of them at once.

    >>> fold_all(["數據，", "AI"])
    ['数据,', 'AI']
    """
    folded = fold_damage(_BETWEEN.join(texts)).split(_BETWEEN)
    return folded if len(folded) == len(texts) else [fold_damage(text) for text in texts]


def _folded(text: str) -> str:
    table = _folding()
    text = without_pairs(text)
    for character in _USUAL:
        text = text.replace(character, table[ord(character)])
    found = set(_foldable().findall(text))
    if len(found) > _FEW:
        return text.translate(table)
    for character in found:
        text = text.replace(character, table[ord(character)])
    return text


class _Folding(dict[int, str]):
    """Script and width in one table: full-width ASCII forms and the ideographic space become their ASCII twins.

    What it lacks it takes up as it is, which spares ``translate`` an exception for each character.
    """

    def __missing__(self, code: int) -> str:
        character = chr(code)
        if character <= "\uffff":  # or a page of every code point would fill the memory
            self[code] = character
        return character


@cache
def _folding() -> _Folding:
    width = {code: chr(code - 0xFEE0) for code in range(0xFF01, 0xFF5F)} | {0x3000: " "}
    return _Folding(simplified_characters() | width)


@cache
def _foldable() -> re.Pattern[str]:
    return re.compile(f"[{as_class(map(chr, simplified_characters()))}！-～\u3000]")
