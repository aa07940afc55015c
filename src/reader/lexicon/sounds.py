"""Which characters sound how, whatever the word: for finding 训练数据 by xlsj or xunlianshuju."""

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

_LONGEST_INITIALS, _LONGEST = 10, 30  # letters
_WAYS = 16  # in which a run of letters may be cut into syllables
_STEPS = 500  # of the search for them
_LETTERS = re.compile(r"[a-zü]+")
_LONGEST_SYLLABLE = 6  # zhuang


class Sounds(NamedTuple):
    """The characters of every syllable (xun) and of every first letter (x), each as one string."""

    syllables: dict[str, str]
    initials: dict[str, str]


@cache
def sounds() -> Sounds:
    """The characters of both scripts, under each of their readings. The first call takes 30 ms."""
    from reader.repair.readings import readings

    syllables: defaultdict[str, list[str]] = defaultdict(list)
    initials: defaultdict[str, set[str]] = defaultdict(set)
    for character, known in readings().items():
        for syllable in known:
            syllables[syllable.replace("v", "ü")].append(character)
            initials[syllable[0]].add(character)
    return Sounds(
        *({name: "".join(sorted(members)) for name, members in each.items()} for each in (syllables, initials))
    )


def spelt(query: str) -> re.Pattern[str] | None:
    """What finds the characters that ``query`` spells: by their initials (xlsj), or in whole syllables (xunlian).

    None for what spells nothing: one letter, or what isn't made of letters alone. Initials may be zh, ch and sh too.
    """
    letters = "".join(re.split(r"[\s'’]+", unicodedata.normalize("NFKC", query).lower().strip())).replace("v", "ü")
    if not 2 <= len(letters) <= _LONGEST or not _LETTERS.fullmatch(letters):
        return None
    known = sounds()
    ways = [[known.syllables[syllable] for syllable in way] for way in _cut(letters, known)]
    ways += [[known.initials[letter] for letter in way] for way in _initials(letters, known)]
    return re.compile("|".join("".join(f"[{one}]" for one in way) for way in ways)) if ways else None


def _initials(letters: str, known: Sounds) -> Iterator[str]:
    """``letters`` as initials, and with z for zh."""
    if len(letters) <= _LONGEST_INITIALS:
        ways = dict.fromkeys((letters, re.sub("(?<=[zcs])h", "", letters)))
        yield from (way for way in ways if known.initials.keys() >= set(way))


def _cut(letters: str, known: Sounds) -> Iterator[list[str]]:
    """The ways in which ``letters`` are a row of syllables, those of longer ones first: xian, xi an."""
    waiting: list[tuple[int, list[str]]] = [(0, [])]
    found = 0
    for _ in range(_STEPS):
        if not waiting or found == _WAYS:
            break
        start, way = waiting.pop()
        if start == len(letters):
            found += 1
            yield way
        ends = range(start + 1, min(start + _LONGEST_SYLLABLE, len(letters)) + 1)
        waiting += ((end, [*way, letters[start:end]]) for end in ends if letters[start:end] in known.syllables)
