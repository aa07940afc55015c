"""The notation inside CC-CEDICT's glosses: measure words, words that are named, their pinyin.

A word is named as ``個|个[ge4]``, traditional before simplified, or as ``人[ren2]`` where they are one.
"""

import re
from functools import lru_cache

from reader.lexicon.dictionary.spelling import marked
from reader.model.word import Named, Word

SEPARATOR = "\x1f"  # between the glosses of one record in the index; no record holds it

_PART = r"[^\s\[\]|,;:()/\"“”]"
_NAMED = re.compile(
    rf"({_PART}{{1,40}})\|({_PART}{{1,40}})\[([^\[\]]{{0,200}})\]"
    rf"|({_PART}{{0,40}}[^\x00-\x7f]{_PART}{{0,20}})\[([^\[\]]{{0,200}})\]"
)
_PINYIN = re.compile(r"\[([A-Za-z:üÜ0-9 ,·'-]{1,200}[1-5])\]")
_MEASURES = re.compile(r"\s?\(?\bCL:([^()]{0,400})\)?")
_REFERS = re.compile(
    r"(?P<how>see also|see|(?:[a-z]+ )?variant of|abbr\. (?:for|of|to)|also written|same as|short for"
    r"|(?:dialectal |literary )?equivalent (?:of|to)|contraction of|used in) (?=[^\x00-\x7f])"
)


@lru_cache(2048)  # the words at the beginning of other words come again and again
def word(simplified: str, traditional: str, pinyin: str, glosses: str, dictionary: str) -> Word:
    """A row of an index as a word to be shown."""
    measures: list[Named] = []
    refers: list[Named] = []
    shown: list[str] = []
    for gloss in glosses.split(SEPARATOR):
        text = gloss
        if "CL:" in text:
            measures += (named for found in _MEASURES.findall(text) for named in named_in(found))
            text = _MEASURES.sub("", text)
        if "[" in text:
            refers += _references(text)
            text = readable(text)
        if text:
            shown.append(text)
    return Word(simplified, traditional, marked(pinyin), tuple(shown), _once(measures), _once(refers), dictionary)


def named_in(text: str, how: str = "") -> tuple[Named, ...]:
    """Every word named in ``text``.

    >>> [(named.simplified, named.pinyin) for named in named_in("個|个[ge4],位[wei4]")]
    [('个', 'gè'), ('位', 'wèi')]
    """
    return tuple(
        Named(match[2] or match[4], match[1] or match[4], marked(match[3] or match[5] or ""), how)
        for match in _NAMED.finditer(text)
    )


def readable(text: str) -> str:
    """``text`` with the words that it names in simplified script and with tone marks.

    >>> readable("variant of 含蓄[han2 xu4]"), readable("CPC, abbr. for 中國共產黨|中国共产党[Zhong1 guo2]")
    ('variant of 含蓄 (hán xù)', 'CPC, abbr. for 中国共产党 (Zhōng guó)')
    """
    named = _NAMED.sub(lambda match: f"{match[2] or match[4]} ({marked(match[3] or match[5] or '')})", text)
    return _PINYIN.sub(lambda match: marked(match[1]), named)


def _references(text: str) -> tuple[Named, ...]:
    return tuple(
        named._replace(how=match["how"])
        for match in _REFERS.finditer(text)
        for named in named_in(text[match.end() : _end_of_reference(text, match.end())])
    )


def _end_of_reference(text: str, start: int) -> int:
    """Words that are named one after another (甲[jia3] or 乙[yi3], 丙[bing3]) belong to one reference."""
    end = start
    for match in _NAMED.finditer(text, start):
        if match.start() != start and text[end : match.start()].strip(" ,、") not in ("", "or", "and"):
            break
        end = match.end()
    return end


def _once(named: list[Named]) -> tuple[Named, ...]:
    return tuple(dict.fromkeys(named))
