"""The heteronym set: sentences with the reading of every marked character; a third is held out by a seed."""

import random
import re
from collections.abc import Callable
from typing import NamedTuple

import yaml

from tests.support import TESTS

_MARK = re.compile(r"(.)\{([^}]+)\}")
_SEED = 20261124


class Marked(NamedTuple):
    """A character at ``place`` of ``text`` and the readings that are right for it."""

    text: str
    place: int
    right: tuple[str, ...]


def marked_sentences() -> list[list[Marked]]:
    """Every sentence as its marks."""
    return [_marks(line) for line in yaml.safe_load((TESTS / "cases" / "pinyin.yaml").read_text("utf8"))]


def _marks(line: str) -> list[Marked]:
    text = _MARK.sub(r"\1", line)
    found, dropped = [], 0
    for match in _MARK.finditer(line):
        found.append(Marked(text, match.start() - dropped, tuple(match[2].split("|"))))
        dropped += len(match[0]) - 1
    return found


def halves() -> tuple[list[Marked], list[Marked]]:
    """The marks that may be looked at while mending, and those that are held out."""
    sentences = marked_sentences()
    held = set(random.Random(_SEED).sample(range(len(sentences)), len(sentences) // 3))  # no secret
    seen = [mark for number, marks in enumerate(sentences) if number not in held for mark in marks]
    return seen, [mark for number in sorted(held) for mark in sentences[number]]


def share(marks: list[Marked], read: Callable[[str], dict[int, str]]) -> float:
    """The share of marked characters that ``read`` (text → reading by place) gets right."""
    return sum(read(mark.text).get(mark.place) in mark.right for mark in marks) / len(marks)
