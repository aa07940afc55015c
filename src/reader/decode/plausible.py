"""How likely a decoded text is what its author wrote."""

from reader.model.characters import common, outside_ascii
from reader.model.patterns import lazy

_CONTROLS = bytes({*range(0x20), 0x7F} - {*b"\t\n\v\f\r\x1b"})
_SIGNS = "\u00a0-\u024f\u2010-\u2026\u20ac\u2122"
_LATIN = lazy(f"[{_SIGNS}]")
#: A Latin-1 letter or sign that stands alone between ASCII, as in café or 20°; bytes of Chinese come in dense runs.
_ALONE = lazy(f"[{_SIGNS}](?<![^\x00-\x7f].)(?![^\x00-\x7f])")


def plausibility(text: str) -> float:
    """Share of the characters outside ASCII that are common in Chinese, or stand as Latin-1 letters do in English; 0–1.

    Control characters and U+FFFD count against it; pure ASCII scores 1.

    >>> plausibility("文章"), round(plausibility("鏂囩珷"), 2) < 1
    (1.0, True)
    """
    outside = outside_ascii(text)
    data = text.encode("utf8", "surrogatepass")
    total = len(outside) + len(data) - len(data.translate(None, _CONTROLS))
    if not total:
        return 1.0
    chinese = sum(map(common().__contains__, outside))
    latin = _LATIN.search(outside) is not None
    alone = len(_ALONE.findall(text)) if latin else 0
    return (chinese + alone) / total if chinese or latin else 0.0
