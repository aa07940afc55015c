"""The view in which damage does not show, for those who must judge a block before it is repaired."""

from functools import cache

from reader.repair.pinyin import without_pairs
from reader.repair.script import simplified_characters


def fold_damage(text: str) -> str:
    """Inserted pinyin out, simplified script, half width: for judging, never for showing.

    >>> fold_damage("數(shù)據(jù)，ＡＩ")
    '数据,AI'
    """
    return text if text.isascii() else without_pairs(text).translate(_folding())


@cache
def _folding() -> dict[int, str]:
    """Script and width in one table: full-width ASCII forms and the ideographic space become their ASCII twins."""
    width = {code: chr(code - 0xFEE0) for code in range(0xFF01, 0xFF5F)} | {0x3000: " "}
    return simplified_characters() | width
