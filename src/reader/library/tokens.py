"""What the index holds of a text: words, and the initials of its pinyin.

- **Words**: Latin words and numbers as they are; of Chinese, each character with the one after it (训练数据 → 训练 练数
  数据 据), so that any run of characters is found as a phrase without anybody having cut it into words, and a single
  character as the beginning of a token.
- **Initials**: of each character with the two after it, in every way they can be read: 训练数据 → xls xlc, lsj lcj, … .
  They find candidates, which are then compared letter by letter (`initials_pattern`).

All in one script, case and width (`level`), one for one, so that places in a levelled text are places in the text.
"""

import re
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import product
from typing import NamedTuple

from reader.model.characters import HAN_RANGES
from reader.repair.readings import initials
from reader.repair.script import simplified_characters

_RUN = re.compile(rf"(?P<han>[{HAN_RANGES}]+)|[^\W_{HAN_RANGES}]+")
_HAN_RUN = re.compile(f"[{HAN_RANGES}]+")
_PHRASE = re.compile(r'["“”](.*?)["“”]')
_PRIVATE = 0xE000  # where the classes of initials begin
_GRAM = 3
_LONGEST = 30  # letters of a query of initials: more are a sentence
_READINGS = 8  # ways of reading three characters that are put into the index: all but for the oddest


def level(text: str) -> str:
    """``text`` in simplified script, small letters and half width, character for character."""
    if text.isascii():
        return text.lower()
    levelled = text.translate(_levels())
    small = levelled.lower()
    return small if len(small) == len(text) else "".join(c.lower() if len(c.lower()) == 1 else c for c in levelled)


def words(text: str) -> list[str]:
    """The tokens of a text, in order."""
    tokens: list[str] = []
    for match in _RUN.finditer(level(text)):
        run = match[0]
        if match["han"]:
            tokens += (run[at : at + 2] for at in range(len(run)))
        else:
            tokens.append(run)
    return tokens


def grams(text: str) -> set[str]:
    """The initials of every three characters that follow each other, and of the last two of a run."""
    found: set[str] = set()
    known = initials()
    for run in _HAN_RUN.findall(level(text)):
        letters = [known.get(character, "?") for character in run]
        for at in range(len(letters) - 1):
            found |= _spelled(tuple(letters[at : at + _GRAM]))
    return found


class Term(NamedTuple):
    """A part of a query: the phrase that the index is asked for, and what matches it in a levelled text."""

    phrase: str
    pattern: str


def terms(query: str) -> tuple[Term, ...]:
    """The parts of a query: each word, and each phrase in quotation marks.

    >>> [term.phrase for term in terms('訓練數據 moe')]
    ['"训练 练数 数据"', '"moe" *']
    """
    quoted = _PHRASE.findall(query)
    parts = [*quoted, *_PHRASE.sub(" ", query).split()]
    found = (_term(part, whole=number < len(quoted)) for number, part in enumerate(parts))
    return tuple(term for term in found if term is not None)


def _term(part: str, *, whole: bool) -> Term | None:
    runs = list(_RUN.finditer(level(part)))
    if not runs:
        return None
    tokens: list[str] = []
    for match in runs:
        run = match[0]
        tokens += (run[at : at + 2] for at in range(max(len(run) - 1, 1))) if match["han"] else [run]
    last = runs[-1]
    begins = not whole if last["han"] is None else len(last[0]) == 1  # a word that may go on
    between = r"[\W_]*"
    first = "" if runs[0]["han"] else r"(?<![a-z0-9])"
    return Term(f'"{" ".join(tokens)}"{" *" * begins}', first + between.join(re.escape(run[0]) for run in runs))


def asks_for_initials(query: str) -> str:
    """The letters of a query that may be initials: 2 to 30 of ASCII, together; else ""."""
    letters = query.strip().lower()
    return letters if letters.isascii() and letters.isalpha() and 2 <= len(letters) <= _LONGEST else ""


def gram_phrases(letters: str) -> Sequence[str]:
    """What the index of initials is asked for: all that a text with these initials must have."""
    if len(letters) < _GRAM:
        return [f'"{letters}" *']
    return [f'"{letters[at : at + _GRAM]}"' for at in range(len(letters) - _GRAM + 1)]


def in_initials(text: str) -> str:
    """A levelled text with each Chinese character as a private one that stands for its initials."""
    return text.translate(_classes()[0])


def initials_pattern(letters: str) -> re.Pattern[str]:
    """What finds characters with these initials in a text that went through `in_initials`."""
    return re.compile("".join(f"[{''.join(_classes()[1].get(letter, ('?',)))}]" for letter in letters))


@cache
def _levels() -> dict[int, str]:
    width = {code: chr(code - 0xFEE0) for code in range(0xFF01, 0xFF5F)}
    return simplified_characters() | width


@cache
def _classes() -> tuple[dict[int, str], dict[str, tuple[str, ...]]]:
    """Character → its class; letter → the classes that can be read so."""
    sets = sorted(set(initials().values()))
    names = {letters: chr(_PRIVATE + number) for number, letters in enumerate(sets)}
    classes = {ord(character): names[letters] for character, letters in initials().items()}
    letters = sorted({letter for each in sets for letter in each})
    return classes, {one: tuple(name for each, name in names.items() if one in each) for one in letters}


@cache
def _spelled(letters: tuple[str, ...]) -> frozenset[str]:
    return frozenset("".join(each) for each, _ in zip(product(*letters), range(_READINGS * _READINGS), strict=False))


def fingerprint() -> Iterator[bytes]:
    """What the tokens depend on: tables of other packages, which change with their releases."""
    yield repr(sorted(_levels().items())).encode()
    yield repr(sorted(initials().items())).encode()
