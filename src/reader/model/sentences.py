"""Sentences of running text, by the marks that end them."""

import re

_SENTENCE = re.compile(r"[^。！？!?\n]*[。！？!?]*[”’」』）\"']*\n?")
_LONGEST = 240  # code points on each side of a word; what has no marks is cut there


def sentence_around(text: str, start: int, end: int) -> tuple[int, int]:
    """Where the sentence around ``[start, end)`` begins and ends, without white space around it."""
    first, last = max(start - _LONGEST, 0), min(end + _LONGEST, len(text))
    for match in _SENTENCE.finditer(text, first, last):
        if match.end() >= end:
            first, last = (match.start() if match.start() <= start else first), match.end()
            break
        if match.end() <= start:
            first = match.end()
    while first < start and text[first].isspace():
        first += 1
    while last > end and text[last - 1].isspace():
        last -= 1
    return first, last
