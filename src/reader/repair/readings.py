"""Is this a reading of that character? A table of the repairs' own: no pinyin library is loaded."""

import unicodedata
from functools import cache

from reader.repair import data

_TYPED = str.maketrans({"ɡ": "g", "ɑ": "a", "ü": "v", "Ü": "v"})  # phonetic look-alikes that pages write for g and a
_DIAERESIS = "\u0308"


def is_reading(syllable: str, character: str) -> bool:
    """Whether ``syllable``, with tone marks or without, may be read for ``character``.

    >>> is_reading("wǎng", "網"), is_reading("wang", "站"), is_reading("LLM", "型")
    (True, False, False)
    """
    return character in _characters().get(toneless(syllable), "")


def toneless(syllable: str) -> str:
    """A syllable in small ASCII letters, ü as v: lǜ → lv."""
    if syllable.isascii():
        return syllable.lower()
    letters = unicodedata.normalize("NFD", syllable.lower().translate(_TYPED)).replace(f"u{_DIAERESIS}", "v")
    return "".join(c for c in letters if not unicodedata.combining(c)).translate(_TYPED).replace(_DIAERESIS, "")


@cache
def _characters() -> dict[str, str]:
    lines = data.read("readings.txt").splitlines()
    return dict(line.split(" ") for line in lines)
