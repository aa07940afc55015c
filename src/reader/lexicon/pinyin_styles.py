"""Syllables written with tone marks, with numbers, or in bopomofo; from marks to numbers and back."""

import unicodedata
from collections.abc import Callable

from reader.model.choices import PinyinStyle

_MARKS = {1: "\u0304", 2: "\u0301", 3: "\u030c", 4: "\u0300"}
_TONES = {mark: tone for tone, mark in _MARKS.items()}
_NEUTRAL = 5


def writer(style: PinyinStyle) -> Callable[[str], str]:
    """The function that writes a numbered syllable in ``style``."""
    if style is PinyinStyle.NUMBERS:
        return str
    return bopomofo if style is PinyinStyle.BOPOMOFO else marked


def marked(syllable: str) -> str:
    """A numbered syllable with its tone mark, where Hanyu Pinyin puts it: on a or e, on the o of ou, else on the last.

    >>> [marked(syllable) for syllable in ("hang2", "lü4", "gui4", "dou1", "ma5", "r5", "m2")]
    ['háng', 'lǜ', 'guì', 'dōu', 'ma', 'r', 'ḿ']
    """
    letters, tone = syllable[:-1], int(syllable[-1])
    if tone == _NEUTRAL:
        return letters
    place = _place(letters)
    return unicodedata.normalize("NFC", letters[: place + 1] + _MARKS[tone] + letters[place + 1 :])


def _place(letters: str) -> int:
    for vowel in "aeo":
        if vowel in letters:
            return letters.index(vowel)
    found = max(letters.rfind(vowel) for vowel in "iuü")
    return found if found >= 0 else next((place for place, letter in enumerate(letters) if letter in "mn"), 0)


def numbered(syllable: str) -> str:
    """A marked syllable with its tone as a number at its end; without a mark it is neutral.

    >>> [numbered(syllable) for syllable in ("háng", "lǜ", "ma", "ê̄")]
    ['hang2', 'lü4', 'ma5', 'ê1']
    """
    apart = unicodedata.normalize("NFD", syllable)
    tone = next((_TONES[letter] for letter in apart if letter in _TONES), _NEUTRAL)
    letters = "".join(letter for letter in apart if letter not in _TONES)
    return unicodedata.normalize("NFC", letters) + str(tone)


def bopomofo(syllable: str) -> str:
    """A numbered syllable in bopomofo; the neutral tone's dot stands before it, as in Taiwan's dictionaries.

    >>> [bopomofo(syllable) for syllable in ("hang2", "ma5", "r5", "lü4")]
    ['ㄏㄤˊ', '˙ㄇㄚ', 'ㄦ', 'ㄌㄩˋ']
    """
    if syllable == "r5":
        return "ㄦ"
    from pypinyin import Style
    from pypinyin.style import convert

    written = str(convert(marked(syllable), Style.BOPOMOFO, strict=True))
    return f"˙{written[:-1]}" if written.endswith("˙") else written
