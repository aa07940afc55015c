"""Is this a reading of that character? A table of the repairs' own: no pinyin library is loaded."""

import unicodedata
from functools import cache, lru_cache

from reader.model.characters import common
from reader.repair import data

#: What pinyin is written with: letters with and without tone marks, marks apart from their letters, and the phonetic
#: letters that some pages write for g and a.
LETTERS = "a-zāáǎàēéěèīíǐìōóǒòūúǔùüǖǘǚǜńňǹḿɡɑ\u0300\u0301\u0304\u0308\u030c"

_TYPED = str.maketrans({"ɡ": "g", "ɑ": "a", "ü": "v", "Ü": "v"})  # phonetic look-alikes that pages write for g and a
_DIAERESIS = "\u0308"


@lru_cache(maxsize=4096)  # a page has a few dozen pairs, again and again
def is_reading(syllable: str, character: str) -> bool:
    """Whether ``syllable``, with tone marks or without, may be read for ``character``.

    >>> is_reading("wǎng", "網"), is_reading("wang", "站"), is_reading("LLM", "型")
    (True, False, False)
    """
    return character in _characters().get(toneless(syllable), "")


@lru_cache(maxsize=4096)
def is_usual_reading(syllable: str, character: str) -> bool:
    """Whether it is the one that a converter without context would write: liù for 六, though 六安 is read lù."""
    return character in _characters().get(toneless(syllable), "").partition(" ")[0]


def characters_read(syllable: str) -> list[str]:
    """The characters that may be read so, likely ones first.

    Those that converters are known to annotate, with this very tone; those with another; then by how common they are.
    """
    known, commonest = known_readings(), data.read("common.txt")

    def rank(character: str) -> int:
        if character in known:
            return 0 if known[character] == syllable else 1
        return 2 if character in commonest else 3 if character in common() else 4

    return sorted(_characters().get(toneless(syllable), "").replace(" ", ""), key=rank)


@cache
def known_readings() -> dict[str, str]:
    """Characters that were seen annotated on damaged pages, with the reading that converters write."""
    return dict(line.split(" ") for line in data.read("inserted.txt").splitlines())


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


@cache
def readings() -> dict[str, tuple[str, ...]]:
    """Character → its syllables in small ASCII letters, ü as v; the usual one first.

    >>> readings()["行"][0], sorted(readings()["绿"])
    ('xing', ['lu', 'lv'])
    """
    usual: dict[str, list[str]] = {}
    other: dict[str, list[str]] = {}
    for syllable, characters in _characters().items():
        first, _, rest = characters.partition(" ")
        for found, those in ((usual, first), (other, rest)):
            for character in those:
                found.setdefault(character, []).append(syllable)
    known = dict.fromkeys((*usual, *other))
    return {each: (*usual.get(each, ()), *other.get(each, ())) for each in known if each != "-"}


@cache
def initials() -> dict[str, str]:
    """Character → the first letters of all its readings, in order: 行 → hx.

    >>> [initials()[character] for character in "訓練數據"], initials()["长"]
    (['x', 'l', 's', 'j'], 'cz')
    """
    return {each: "".join(sorted({syllable[0] for syllable in known})) for each, known in readings().items()}
