"""Classes of Chinese characters, read off the national standards: GB 2312 (simplified) and Big5 (traditional).

Both standards put the commonest characters first (level 1). A character that only one of them holds tells the script
of a text; one that both hold (后 里 干) tells nothing. Python's codecs carry both tables, so that none is kept here.
"""

import re
from functools import cache

#: Han characters: URO, extension A, compatibility ideographs, extensions B and up, and 〇.
HAN_RANGES = "\u3007\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U000323af"

_HAN = re.compile(f"[{HAN_RANGES}]")


def contains_han(text: str) -> bool:
    """Whether any character of ``text`` is Chinese."""
    return _HAN.search(text) is not None


@cache
def traditional_only() -> frozenset[str]:
    """Characters of Big5 that GB 2312 does not hold: 網 數 據."""
    return big5() - gb2312()


@cache
def simplified_only() -> frozenset[str]:
    """Characters of GB 2312 that Big5 does not hold: 们 数 说."""
    return gb2312() - big5()


@cache
def common() -> frozenset[str]:
    """Level 1 of both standards (3,755 and 5,401 characters) and CJK punctuation: what real pages are made of."""
    level_1 = _decode("gb2312", range(0xB0, 0xD8), range(0xA1, 0xFF)) | _decode("big5", range(0xA4, 0xC7), _BIG5_TRAILS)
    marks = "　、。〈〉《》「」『』【】〔〕“”‘’—…·・" + "".join(map(chr, range(0xFF01, 0xFF5F)))
    return level_1.union(marks)


_BIG5_TRAILS = (*range(0x40, 0x7F), *range(0xA1, 0xFF))


@cache
def gb2312() -> frozenset[str]:
    """The 6,763 Han characters of GB 2312."""
    return _decode("gb2312", range(0xB0, 0xF8), range(0xA1, 0xFF))


@cache
def big5() -> frozenset[str]:
    """The 13,051 Han characters of Big5."""
    return _decode("big5", range(0xA4, 0xFA), _BIG5_TRAILS)


def _decode(codec: str, leads: range, trails: range | tuple[int, ...]) -> frozenset[str]:
    """The Han characters of a two-byte table; places that the table leaves empty are left out."""
    pairs = b"\n".join(bytes((lead, trail)) for lead in leads for trail in trails)
    return frozenset(_HAN.findall(pairs.decode(codec, "ignore")))
