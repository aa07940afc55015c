"""A text written in pinyin: syllables joined into words, everything that has no reading kept as it stands."""

import re
from collections.abc import Callable, Sequence

from reader.lexicon.pinyin import Syllable

_MARKS = str.maketrans({"（": " (", "）": ") ", "【": " [", "】": "] ", "《": " «", "》": "» ", "\u3000": " "}) | {
    ord(mark): f"{twin} " for mark, twin in zip("，。！？；：、", ",.!?;:,", strict=True)
}
_SPACES = re.compile(r" {2,}| (?=[\])”’»,.!?;:\n])")
_VOWEL = re.compile("^[aoeāáǎàōóǒòēéěè]", re.IGNORECASE)
_NO_SPACE_BEFORE = frozenset(",.!?;:)]»”’%… \n")
_NO_SPACE_AFTER = frozenset("([«“‘ \n")


def in_pinyin(text: str, syllables: Sequence[Syllable], write: Callable[[str], str]) -> str:
    """``text`` with its Chinese in pinyin, words apart, an apostrophe where a joined syllable begins with a vowel.

    Chinese punctuation becomes its half-width twin, as Hanyu Pinyin's orthography (GB/T 16159) has it.

    >>> from reader.lexicon.pinyin_styles import marked
    >>> in_pinyin("西安，好", (Syllable(0, 1, "xi1"), Syllable(1, 2, "an1", True), Syllable(3, 4, "hao3")), marked)
    "xī'ān, hǎo"
    """
    parts: list[str] = []
    done = 0
    for each in syllables:
        _add_other(parts, text[done : each.start])
        written = write(each.text)
        if each.joined and done == each.start:
            parts.append(f"'{written}" if _VOWEL.match(written) else written)
        else:
            _add(parts, written)
        done = each.end
    _add_other(parts, text[done:])
    written = "".join(parts)
    return written if text.endswith(" ") else written.rstrip(" ")


def _add_other(parts: list[str], run: str) -> None:
    if run:
        plain = _SPACES.sub(_one_or_none, run.translate(_MARKS))
        if plain[0] in _NO_SPACE_BEFORE:
            parts.append(plain)
        else:
            _add(parts, plain)


def _one_or_none(match: re.Match[str]) -> str:
    """Runs of spaces become one; one before a closing mark goes."""
    return " " if len(match[0]) > 1 else ""


def _add(parts: list[str], written: str) -> None:
    if parts and parts[-1] and parts[-1][-1] not in _NO_SPACE_AFTER:
        parts.append(" ")
    parts.append(written)


def beside(text: str, syllables: Sequence[Syllable], write: Callable[[str], str]) -> str:
    """``text`` with the pinyin of every word after it in brackets.

    >>> from reader.lexicon.pinyin_styles import marked
    >>> beside("去西安", (Syllable(0, 1, "qu4"), Syllable(1, 2, "xi1"), Syllable(2, 3, "an1", True)), marked)
    "去(qù)西安(xī'ān)"
    """
    parts: list[str] = []
    done = 0
    for word in words_of(syllables):
        start, end = word[0].start, word[-1].end
        inside = tuple(each._replace(start=each.start - start, end=each.end - start) for each in word)
        parts += (text[done:end], "(", in_pinyin(text[start:end], inside, write), ")")
        done = end
    parts.append(text[done:])
    return "".join(parts)


def words_of(syllables: Sequence[Syllable]) -> list[list[Syllable]]:
    """The syllables word by word."""
    words: list[list[Syllable]] = []
    for each in syllables:
        if each.joined and words and words[-1][-1].end == each.start:
            words[-1].append(each)
        else:
            words.append([each])
    return words
