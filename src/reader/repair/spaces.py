"""Spaces and line ends that layout left inside Chinese words and sentences."""

import re
import unicodedata
from collections.abc import Iterator

from reader.model.characters import HAN_RANGES
from reader.model.patterns import lazy
from reader.model.survey import SpaceFigures, Survey
from reader.model.text import Edit
from reader.repair.joined import Joined
from reader.repair.vocabulary import is_word

_GAP = lazy(f" (?<=[{HAN_RANGES}] )(?=[{HAN_RANGES}])")
_HAN = lazy(f"[{HAN_RANGES}]")
_SENTENCE = lazy("[，。！？；：、]")
_SENTENCE_HAN = 8  # Chinese characters that a line of text has; fewer are a heading or a cell
_FEWEST, _BROKEN = 2, 0.3  # gaps inside words that a page must show, and their share of all; by chance it is 0.02

_ENDS_SENTENCE = "。！？!?…；;：:”」』）)》.～~"
_FEWEST_LINES = 3
_NARROWEST = 40  # columns; verse and tables are narrower
_RAGGED = 3  # columns by which wrapped lines differ: a wide character, or a mark that may not begin a line
_OPEN = 0.6  # share of the wrapped lines that break off in the middle of a sentence
_CODE = lazy(r"^\s|[{};=<>\\]\s*$", re.MULTILINE)


def measure(texts: Joined) -> SpaceFigures:
    """Count single spaces between Chinese characters in sentences, and those that stand inside a common word."""
    wrapped = texts.whole.count("\n") - max(len(texts.texts) - 1, 0)
    gaps = inside = 0
    for text in filter(_is_sentence, texts.with_match(_GAP)):
        for match in _GAP.finditer(text):
            if not _is_padding(text, match.start()):
                gaps += 1
                inside += _is_inside_a_word(text, match.start())
    return SpaceFigures(gaps, inside, wrapped)


def is_broken(figures: SpaceFigures) -> bool:
    """Whether spaces stand inside the words of a page."""
    return figures.inside >= _FEWEST and figures.inside >= _BROKEN * figures.gaps


def spaces_in_words(text: str, survey: Survey) -> Iterator[Edit]:
    """Remove spaces from inside Chinese words: 汽 車工業 → 汽車工業.

    On a page whose sentences show them. Headings (目 录), names padded to one width (张 三) and verse keep theirs.
    """
    if not is_broken(survey.spaces) or text.isascii() or not _is_sentence(text):
        return
    for match in _GAP.finditer(text):
        at = match.start()
        if _is_inside_a_word(text, at) and not _is_padding(text, at):
            yield Edit(at, at + 1, "")


def broken_lines(text: str, _: Survey) -> Iterator[Edit]:
    """Join lines that were wrapped at a fixed width inside their sentences; verse, lists and program text stay.

    Told by the text alone: three lines or more, all but the last equally wide, most of them breaking off.
    """
    if "\n" not in text or text.isascii() or not _is_wrapped(text):
        return
    for match in re.finditer(r"[ \t]*\n", text):
        before, after = text[match.start() - 1 : match.start()], text[match.end() : match.end() + 1]
        if before and after and after != "\n":
            yield Edit(match.start(), match.end(), " " if before.isascii() and after.isascii() else "")


def _is_sentence(text: str) -> bool:
    return len(_HAN.findall(text)) >= _SENTENCE_HAN and _SENTENCE.search(text) is not None


def _is_inside_a_word(text: str, at: int) -> bool:
    return is_word(text[at - 1] + text[at + 1])


def _is_padding(text: str, at: int) -> bool:
    """Whether a gap stands between two characters that stand alone, as in 姓 名：张 三."""
    alone_before = at < 2 or not _HAN.match(text[at - 2])
    alone_after = at + 2 >= len(text) or not _HAN.match(text[at + 2])
    return alone_before and alone_after


def _is_wrapped(text: str) -> bool:
    lines = text.strip("\n").split("\n")
    full = [line.rstrip() for line in lines[:-1]]
    if len(lines) < _FEWEST_LINES or not all(full) or _CODE.search(text):
        return False
    widths = [_columns(line) for line in full]
    open_ended = sum(line[-1] not in _ENDS_SENTENCE for line in full)
    return (
        min(widths) >= _NARROWEST
        and max(widths) - min(widths) <= _RAGGED
        and _columns(lines[-1]) <= max(widths)
        and open_ended >= _OPEN * len(full)
    )


def _columns(line: str) -> int:
    return sum(1 + (unicodedata.east_asian_width(character) in "WF") for character in line)
