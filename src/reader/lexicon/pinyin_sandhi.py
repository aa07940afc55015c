"""Tone sandhi of 一 and 不, as it is spoken: a choice, as dictionaries and textbooks write the tones of the words.

After Hanyu Pinyin's own orthography (GB/T 16159-2012), which writes the original tones, and the rules of speech that
every textbook gives: before a fourth tone both rise; before another tone 一 falls; 一 that counts or ends stays.
"""

from collections.abc import Sequence

from reader.lexicon.pinyin import Syllable

_FOURTH = 4
_COUNTS_BEFORE = frozenset("第十百千万零〇一二三四五六七八九初周")
_COUNTS_AFTER = frozenset("二三四五六七八九十〇零月号日楼路班")


def spoken(text: str, syllables: Sequence[Syllable]) -> tuple[Syllable, ...]:
    """The syllables with the tones in which 一 and 不 are spoken.

    >>> [each.text for each in spoken("不对", (Syllable(0, 1, "bu4"), Syllable(1, 2, "dui4")))]
    ['bu2', 'dui4']
    """
    return tuple(each._replace(text=_spoken(text, index, syllables)) for index, each in enumerate(syllables))


def _spoken(text: str, index: int, syllables: Sequence[Syllable]) -> str:
    this = syllables[index]
    follows = index + 1 < len(syllables) and syllables[index + 1].start == this.end
    after = syllables[index + 1] if follows else None
    match text[this.start], this.text:
        case "不", "bu4" if after is not None and after.tone == _FOURTH:
            return "bu2"
        case "一", "yi1" if after is not None and not _counts(text, this.start):
            return "yi2" if after.tone == _FOURTH or text[after.start] in "个個" else "yi4"
        case _:
            return this.text


def _counts(text: str, place: int) -> bool:
    """Whether 一 is a figure or a number in a row: 第一, 十一, 一二三, 一月."""
    before, after = text[max(place - 1, 0) : place], text[place + 1 : place + 2]
    return bool(before and (before in _COUNTS_BEFORE or before.isdigit())) or bool(after and after in _COUNTS_AFTER)
