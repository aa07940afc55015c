"""How likely a decoded text is what its author wrote."""

import re

from reader.model.characters import common

_NOT_ASCII = re.compile("[^\x00-\x7f]")
_CONTROL = re.compile("[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f]")
_LATIN = re.compile("[\u00a0-\u024f\u2010-\u2026\u20ac\u2122]")
#: A Latin-1 letter or sign that stands alone between ASCII, as in café or 20°; bytes of Chinese come in dense runs.
_ALONE = re.compile("(?<![^\x00-\x7f])[\u00a0-\u024f\u2010-\u2026\u20ac\u2122](?![^\x00-\x7f])")


def plausibility(text: str) -> float:
    """Share of the characters outside ASCII that are common in Chinese, or stand as Latin-1 letters do in English; 0–1.

    Control characters and U+FFFD count against it; pure ASCII scores 1.

    >>> plausibility("文章"), round(plausibility("鏂囩珷"), 2) < 1
    (1.0, True)
    """
    outside = _NOT_ASCII.findall(text)
    bad = len(_CONTROL.findall(text))
    total = len(outside) + bad
    if not total:
        return 1.0
    known = common()
    chinese = sum(character in known for character in outside)
    return (chinese + len(_ALONE.findall(text))) / total if chinese or _LATIN.search(text) else 0.0
