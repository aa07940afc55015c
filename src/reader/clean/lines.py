"""A text page: every line is a block, blank lines set blocks apart."""

import re

from reader.clean.candidate import Candidate
from reader.model.document import Kind
from reader.model.ports import FoldDamage

_BULLET = re.compile(r"[•◦▪■·∙*\-–]\s+(?=\S)")
_INDENT = 2  # columns to a level, as browsers write lists when they flatten a page


def read_lines(text: str, fold: FoldDamage) -> list[Candidate]:
    """The lines of ``text`` that hold something, numbered from 1 as ``str.splitlines`` finds them.

    Where no blank line sets any of them apart, every line is a paragraph of its own.
    """
    lines = [(number, line) for number, line in enumerate(text.splitlines(), 1) if line and not line.isspace()]
    unspaced = bool(lines) and lines[-1][0] - lines[0][0] == len(lines) - 1
    candidates: list[Candidate] = []
    last = -1
    for number, line in lines:
        candidates.append(_candidate(line, number, apart=unspaced or number > last + 1, fold=fold))
        last = number
    return candidates


def _candidate(line: str, number: int, *, apart: bool, fold: FoldDamage) -> Candidate:
    bare = line.strip()
    bullet = _BULLET.match(bare)
    if bullet is None:
        return Candidate(bare, fold(bare), Kind.PARAGRAPH, number, apart=apart)
    text = bare[bullet.end() :]
    indent = len(line) - len(line.lstrip())
    return Candidate(text, fold(text), Kind.ITEM, number, level=1 + indent // (2 * _INDENT), apart=apart)
