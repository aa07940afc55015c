"""Pinyin as it is written: numbers, marks, or neither.

CC-CEDICT writes ``lu:4 se4``, ``wan2 r5``, ``A Q zheng4 zhuan4``; people write lǜsè, lv4se4, luse, lvse, ls.
"""

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache

_MARKS = {"1": "\u0304", "2": "\u0301", "3": "\u030c", "4": "\u0300"}
_TONES = {mark: tone for tone, mark in _MARKS.items()}
_SYLLABLE = re.compile(r"([A-Za-zÜü:]+)([1-5])")
_ACCENT = re.compile("[\u0300\u0301\u0304\u030c]")
_NO_LETTER = re.compile(r"[^a-z\n]+")
_AFTER_THE_FIRST = re.compile(r"(?<=[a-z])[a-z0-9:]+")
_UMLAUT = (("u:", "v"), ("ü", "v"), ("u\u0308", "v"))


def marked(pinyin: str) -> str:
    """Numbers as tone marks: on a or e, on the o of ou, else on the last vowel (GB/T 16159).

    >>> marked("lu:4 se4"), marked("wan2 r5"), marked("gui4"), marked("yi1 , er4")
    ('lǜ sè', 'wánr', 'guì', 'yī, èr')
    """
    text = pinyin.replace(" r5", "r5").replace(" ,", ",").replace(" · ", "·")
    return " ".join(map(_marked_syllable, text.split(" ")))


@lru_cache(4096)  # there are 1,300 syllables
def _marked_syllable(text: str) -> str:
    return unicodedata.normalize("NFC", _SYLLABLE.sub(_mark, text).replace("u:", "ü").replace("U:", "Ü"))


def _mark(match: re.Match[str]) -> str:
    letters, tone = match[1].replace("u:", "ü").replace("U:", "Ü"), match[2]
    if tone == "5":
        return letters
    place = _place_of_mark(letters.lower())
    return letters[: place + 1] + _MARKS[tone] + letters[place + 1 :]


def _place_of_mark(letters: str) -> int:
    for wanted in ("a", "e", "ou"):
        if wanted in letters:
            return letters.index(wanted)
    vowels = [place for place, letter in enumerate(letters) if letter in "iouü"]
    return vowels[-1] if vowels else 0  # 嗯 ng2, 呣 m2 have none


def numbered(pinyin: str) -> str:
    """Tone marks as numbers, for syllables that stand apart; what has numbers already stays.

    >>> numbered("xùn liàn"), numbered("lǜ"), numbered("xun4 lian4")
    ('xun4 lian4', 'lu:4', 'xun4 lian4')
    """
    return pinyin if pinyin.isascii() else " ".join(map(_number, pinyin.split()))


def _number(syllable: str) -> str:
    letters = unicodedata.normalize("NFD", syllable)
    tones = _ACCENT.findall(letters)
    bare = _ACCENT.sub("", letters).replace("u\u0308", "u:").replace("U\u0308", "U:")
    return bare + _TONES[tones[0]] if len(tones) == 1 and bare[-1:] not in "12345" else bare


def plain(pinyin: str) -> str:
    """Letters alone, small, ü as v: by which pinyin is found.

    >>> plain("Lu:4 se4"), plain("lǜsè"), plain("xi'an")
    ('lvse', 'lvse', 'xian')
    """
    return _NO_LETTER.sub("", _small(pinyin))


def all_plain(pinyin: list[str]) -> list[str]:
    """`plain` of each, at one go: 125,000 in 0.05 s."""
    return _NO_LETTER.sub("", _small("\n".join(pinyin))).split("\n")


def all_initials(pinyin: list[str]) -> list[str]:
    """The first letter of each syllable, of each: ``xl`` for ``xun4 lian4``."""
    return _NO_LETTER.sub("", _AFTER_THE_FIRST.sub("", _small("\n".join(pinyin)))).split("\n")


def _small(pinyin: str) -> str:
    small = pinyin.lower()
    if not small.isascii():
        small = _ACCENT.sub("", unicodedata.normalize("NFD", small))
    for written, letter in _UMLAUT:
        small = small.replace(written, letter)
    return small


def has_tones(query: str) -> bool:
    """Whether ``query`` is pinyin that tells tones, in either way."""
    return _SYLLABLE.search(query) is not None or _ACCENT.search(unicodedata.normalize("NFD", query)) is not None


def agrees(query: str, pinyin: str) -> bool:
    """Whether every tone that ``query`` tells is the tone of ``pinyin`` there; their letters are the same.

    >>> agrees("xun4lian", "xun4 lian4"), agrees("xùnliàn", "xun4 lian4"), agrees("xún", "xun4")
    (True, True, False)
    """
    if any(character in "12345" for character in query):
        return set(_numbers(query)) <= set(_numbers(pinyin))
    return set(_accents(query)) <= set(_accents(marked(pinyin)))


def _numbers(text: str) -> Iterator[tuple[int, str]]:
    """Each tone number, with how many letters stand before it."""
    letters = 0
    for character in _small(text):
        if "a" <= character <= "z":
            letters += 1
        elif character in "12345":
            yield letters, character


def _accents(text: str) -> Iterator[tuple[int, str]]:
    """Each tone mark, with how many letters stand before it."""
    letters = 0
    for character in unicodedata.normalize("NFD", text.lower()):
        if "a" <= character <= "z":
            letters += 1
        elif character in _TONES:
            yield letters, _TONES[character]
