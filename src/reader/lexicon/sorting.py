"""One order for names in Chinese and in Latin letters: by sound, then as dictionaries have them.

A character counts as a word that is spelt as it is usually read, so that 大模型 stands between Cyber and Data. Case,
accents, width, script and punctuation make no difference; numbers go by what they count, before all letters.
"""

import re
import unicodedata
from functools import cache

from reader.repair.readings import readings
from reader.repair.script import simplified_characters

_ACCENTS = re.compile("[\u0300-\u036f]+")
_OTHER = re.compile(r"[\W_]+")
_NUMBER = re.compile(r"\d+")
_APART = 0xF0000  # private characters that tell those of one sound apart
_LAST = chr(0x10FFFF)


def sort_key(name: str) -> str:
    """What ``name`` is sorted by; names without a letter or number go last.

    >>> sorted(["模型10", "LLM", "《大模型》", "data", "模型9", "大数据", "訓練", "训练2", "啊"], key=sort_key)
    ['啊', '《大模型》', '大数据', 'data', 'LLM', '模型9', '模型10', '訓練', '训练2']
    """
    if not name.isascii():
        name = _ACCENTS.sub("", unicodedata.normalize("NFKD", name))
    words = _OTHER.sub(" ", name.casefold())
    spelt = _NUMBER.sub(_counted, words).translate(_spellings())
    return " ".join(spelt.split()) or _LAST


def _counted(number: re.Match[str]) -> str:
    """``9`` before ``10``: the shorter one first."""
    digits = number[0].lstrip("0")
    return f" 0{chr(ord('0') + len(digits))}{digits} "


@cache
def _spellings() -> dict[int, str]:
    """Characters → their usual syllable; a traditional one is its simplified one.

    Those of one sound go as GB 2312 has them: by tone and stroke, if they are common.
    """
    known = readings()
    order = sorted(known, key=lambda character: character.encode("gb18030"))
    spelt = {ord(each): f" {known[each][0]}\x01{chr(_APART + at)} " for at, each in enumerate(order)}
    return spelt | {code: spelt[ord(each)] for code, each in simplified_characters().items() if ord(each) in spelt}
