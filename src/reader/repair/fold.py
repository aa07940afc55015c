"""The view in which damage does not show, for those who must judge a block before it is repaired."""

from functools import cache

from reader.repair.pinyin import without_pairs
from reader.repair.script import one_to_one

#: Full-width ASCII forms and the ideographic space, as their ASCII twins.
_WIDTH = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)} | {0x3000: 0x20}


def fold_damage(text: str) -> str:
    """Inserted pinyin out, simplified script, half width: for judging, never for showing.

    >>> fold_damage("數(shù)據(jù)，ＡＩ")
    '数据,AI'
    """
    bare = without_pairs(text)
    return bare if bare.isascii() else bare.translate(_folds())


@cache
def _folds() -> dict[int, str | int]:
    """Both foldings in one table: a page is gone through once."""
    return {**one_to_one(), **_WIDTH}
