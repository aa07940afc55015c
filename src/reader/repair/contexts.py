"""Characters that OpenCC's t2s can't decide without their words: 著, 乾 and their like.

The words are data: `data/contexts.txt` holds, a line a character, what it becomes elsewhere, what it becomes in the
words that follow, and the words. 乾 also stays behind a surname (李乾), unless what follows says dry (李乾燥 is no
name).
"""

import re
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from reader.repair import data

_DRY = frozenset(
    "燥淨净凈旱杯脆涸枯爽澀涩渴冷咳嘔呕嚎糧粮草柴裂癟瘪瘦熱热貨货酪眼濕湿溼冰笑號爹爸親亲絲丝菜飯饭透部擾扰預预涉活勁劲事線线"
)


class _Context(NamedTuple):
    elsewhere: str
    inside: str
    words: tuple[str, ...]


def decided(text: str) -> Iterator[tuple[int, str]]:
    """Place and simplified form of every character of ``text`` that its words decide.

    >>> list(decided("看著他的名著")), list(decided("李乾和餅乾"))
    ([(1, '着'), (5, '著')], [(1, '乾'), (4, '干')])
    """
    contexts = _contexts()
    for match in _special().finditer(text):
        place, character = match.start(), match[0]
        elsewhere, inside, words = contexts[character]
        kept = any(_stands(text, place, word, character) for word in words)
        if character == "乾" and not kept:
            kept = text[place - 1 : place] in _surnames() and text[place + 1 : place + 2] not in _DRY
        yield place, inside if kept else elsewhere


def _stands(text: str, place: int, word: str, character: str) -> bool:
    return text.startswith(word, max(place - word.index(character), 0))


@cache
def _contexts() -> dict[str, _Context]:
    lines = (line.split(" ") for line in data.read("contexts.txt").splitlines())
    return {character: _Context(elsewhere, inside, tuple(words)) for character, elsewhere, inside, *words in lines}


@cache
def _special() -> re.Pattern[str]:
    return re.compile(f"[{''.join(_contexts())}]")


@cache
def _surnames() -> frozenset[str]:
    return frozenset(data.read("surnames.txt").strip())
