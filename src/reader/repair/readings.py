"""Is this a reading of that character? A table of the repairs' own: no pinyin library is loaded."""

import unicodedata
from functools import cache

from reader.model.characters import common
from reader.repair import data

#: What pinyin is written with: letters with and without tone marks, marks apart from their letters, and the phonetic
#: letters that some pages write for g and a.
LETTERS = "a-zāáǎàēéěèīíǐìōóǒòūúǔùüǖǘǚǜńňǹḿɡɑ\u0300\u0301\u0304\u0308\u030c"

_TYPED = str.maketrans({"ɡ": "g", "ɑ": "a", "ü": "v", "Ü": "v"})  # phonetic look-alikes that pages write for g and a
_DIAERESIS = "\u0308"


def is_reading(syllable: str, character: str) -> bool:
    """Whether ``syllable``, with tone marks or without, may be read for ``character``.

    >>> is_reading("wǎng", "網"), is_reading("wang", "站"), is_reading("LLM", "型")
    (True, False, False)
    """
    return character in _characters().get(toneless(syllable), "")


def is_usual_reading(syllable: str, character: str) -> bool:
    """Whether it is the one that a converter without context would write: liù for 六, though 六安 is read lù."""
    return character in _characters().get(toneless(syllable), "").partition(" ")[0]


def characters_read(syllable: str) -> str:
    """The characters that may be read so: those that converters are known to annotate first, then by how common."""
    found = _characters().get(toneless(syllable), "").replace(" ", "")
    ranks = (data.read("inserted.txt"), data.read("common.txt"), common())
    return "".join(sorted(found, key=lambda c: next((n for n, rank in enumerate(ranks) if c in rank), len(ranks))))


def toneless(syllable: str) -> str:
    """A syllable in small ASCII letters, ü as v: lǜ → lv."""
    if syllable.isascii():
        return syllable.lower()
    letters = unicodedata.normalize("NFD", syllable.lower().translate(_TYPED)).replace(f"u{_DIAERESIS}", "v")
    return "".join(c for c in letters if not unicodedata.combining(c)).translate(_TYPED).replace(_DIAERESIS, "")


@cache
def _characters() -> dict[str, str]:
    """Syllable → its characters: those that are read so first of all, a space, those that may be."""
    lines = data.read("readings.txt").splitlines()
    return dict(line.split(" ", 1) for line in lines)
