"""Punctuation flattened to ASCII: a converter turned ，：；？！（） into ,:;?!() and left 。、“” standing."""

import re
from collections.abc import Iterator

from reader.model.characters import HAN_RANGES
from reader.model.patterns import lazy
from reader.model.survey import PunctuationFigures, Survey
from reader.model.text import Edit

_FULL = dict(zip(",:;?!()", "，：；？！（）", strict=True))
#: Han characters and the marks and signs that stand in Chinese sentences only.
_CHINESE = rf"{HAN_RANGES}　-】“”‘’…—①-⓿！-～"
#: Brackets are not counted: many who write 「，」 type ASCII brackets.
_BESIDE_FULL = lazy(rf"[，：；？！](?:(?<=[{_CHINESE}].)|(?=[{_CHINESE}]))")
_BESIDE_HALF = lazy(rf"[,:;?!](?:(?<=[{_CHINESE}].)|(?=[{_CHINESE}]))")
_DOT = lazy(rf"\.(?<=[{HAN_RANGES}]\.)(?=\s|$|[{HAN_RANGES}])", re.MULTILINE)
_HAN = lazy(f"[{HAN_RANGES}]")
_BRACKET_OR_HAN = lazy(f"[()]|[{HAN_RANGES}]+")
_CHINESE_CHARACTER = lazy(f"[{_CHINESE}]")

_FEWEST = 3  # half-width marks beside Chinese that a page must show
_REMAINING = 0.1  # at most this share of the marks beside Chinese may be full-width
_DOTS = 0.2  # ASCII full stops for each 。 or 、; of 158 manuals written with ASCII marks none has fewer than .6
_JUDGED = 500_000  # characters; more say nothing more
_SPACES = 4  # beside a mark; more are layout

#: Addresses and program text, where ASCII marks are meant. Every repetition is bounded or disjoint from what follows.
_PROTECTED = lazy(
    r"[A-Za-z][A-Za-z0-9+.-]{0,20}://[!-~]+"
    r"|www\.[!-~]+"
    r"|[A-Za-z0-9_-]{1,80}\.(?:php|html?|aspx?|jsp|cgi)\?[!-~]+"
    r"|(?<=[A-Za-z0-9_])\((?=[!-'*-~]{0,80}[,;=])[!-'*-~]{0,160}\)"  # the arguments of a call: print(x,y)
    r"|`[^`\n]*`"
    r"|[:;]-?[()DPp](?![A-Za-z0-9])",  # a smiley
)
_MARK = lazy("[,:;?!()]")


def measure(text: str) -> PunctuationFigures:
    """Count the marks beside Chinese characters, full-width and ASCII."""
    text = text[:_JUDGED]
    half = len(_BESIDE_HALF.findall(text))
    if not half:
        return PunctuationFigures()
    stops = text.count("。") + text.count("、")
    return PunctuationFigures(len(_BESIDE_FULL.findall(text)), half, stops, len(_DOT.findall(text)))


def is_flattened(figures: PunctuationFigures) -> bool:
    """Whether a page lost its full-width marks, and was not written with ASCII ones: then its stops are ASCII too."""
    return (
        figures.half >= _FEWEST
        and figures.full <= _REMAINING * (figures.full + figures.half)
        and figures.dots <= _DOTS * figures.stops
    )


def full_width(text: str, survey: Survey) -> Iterator[Edit]:
    """Restore full-width marks, on a page that lost them, in blocks that hold Chinese.

    新進展,新趨勢? → 新進展，新趨勢？

    Numbers (1,000 and 8:30), addresses, program text and English sentences keep theirs. Spaces beside a
    restored mark go: a full-width mark brings its own.
    """
    if not survey.flattened or not _HAN.search(text):
        return
    protected = _protected_offsets(text)
    brackets = _chinese_brackets(text)
    done = 0
    for match in _MARK.finditer(text):
        at, mark = match.start(), match[0]
        left = at if mark == "(" else _skip_spaces_left(text, at)
        if at in protected:
            continue
        follows = 0 < done == left  # ）? and ？! follow a restored mark
        if not (at in brackets if mark in "()" else follows or _in_chinese(text, at)):
            continue
        right = at + 1 if mark == ")" else _skip_spaces_right(text, at + 1)
        yield Edit(max(left, done), right, _FULL[mark])
        done = right


def _protected_offsets(text: str) -> frozenset[int]:
    return frozenset(
        mark.start() for match in _PROTECTED.finditer(text) for mark in _MARK.finditer(text, match.start(), match.end())
    )


def _in_chinese(text: str, at: int) -> bool:
    """Whether the mark at ``at`` belongs to a Chinese sentence, judged by what stands on either side of it."""
    left, right = _skip_spaces_left(text, at), _skip_spaces_right(text, at + 1)
    before, after = text[left - 1 : left], text[right : right + 1]
    if _CHINESE_CHARACTER.match(before) or _CHINESE_CHARACTER.match(after):
        return True
    if left < at or right > at + 1 or not before.isalnum():
        return False  # an English sentence has a space after its marks
    if after.isalnum():
        return text[at] != ":" and not (before.isdigit() and after.isdigit())
    return not after


def _chinese_brackets(text: str) -> frozenset[int]:
    """Offsets of the brackets that hold Chinese or stand beside it; one without a partner is judged alone."""
    if "(" not in text and ")" not in text:
        return frozenset()
    chosen: list[int] = []
    open_at: list[int] = []
    last_han = -1
    for match in _BRACKET_OR_HAN.finditer(text):
        at = match.start()
        if match[0] == "(":
            open_at.append(at)
        elif match[0] == ")":
            start = open_at.pop() if open_at else at
            if last_han > start or _beside_chinese(text, start, at):
                chosen += (start, at)
        else:
            last_han = at
    chosen += (at for at in open_at if _beside_chinese(text, at, at))
    return frozenset(chosen)


def _beside_chinese(text: str, start: int, end: int) -> bool:
    """Whether Chinese stands before ``start`` or after the character at ``end``, spaces aside."""
    left, right = _skip_spaces_left(text, start), _skip_spaces_right(text, end + 1)
    return bool(_CHINESE_CHARACTER.match(text[left - 1 : left]) or _CHINESE_CHARACTER.match(text[right : right + 1]))


def _skip_spaces_left(text: str, at: int) -> int:
    """``at``, or the end of what stands before the spaces before it; no more than a few are looked at."""
    stop = max(at - _SPACES, 0)
    while at > stop and text[at - 1] == " ":
        at -= 1
    return at


def _skip_spaces_right(text: str, at: int) -> int:
    stop = min(at + _SPACES, len(text))
    while at < stop and text[at] == " ":
        at += 1
    return at
