"""Where lines end: Chinese line breaking by cells, linear in the text.

Every character gets a class, and one table says which two classes may be parted (after UAX #14, with the Chinese
rules of CLREQ). English words, numbers and addresses are runs in which no break is allowed, so that they stay whole
unless they are longer than a line by themselves. Offsets are code points, widths are cells.
"""

import re
import unicodedata
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from itertools import accumulate, pairwise, product

from rich.cells import cell_len, get_character_cell_size, split_graphemes

from reader.cells import forget_with

# The classes. A space hangs over the margin; what extends a grapheme belongs to the character before it.
_EXTEND, _SPACE, _OPEN, _LATIN_OPEN, _CLOSE, _LATIN_CLOSE, _QUOTE, _APOSTROPHE, _WORD, _WIDE, _GLUE, _FLAG = range(12)

#: A cell that widens the character before it, under pinyin; a noncharacter, which no text may hold.
FILLER = "\ufdd1"

_EXPLICIT = {
    FILLER: _EXTEND,
    **dict.fromkeys("([{<$€£¥#", _LATIN_OPEN),
    **dict.fromkeys("￥￡＄№", _OPEN),
    **dict.fromkeys(",.!?:;)]}>%/", _LATIN_CLOSE),
    **dict.fromkeys("—―⸺～〜－℃℉°′″‰¢·‧・ー々〻ゝゞヽヾ", _CLOSE),
    **dict.fromkeys("\"'＂＇", _QUOTE),
    **dict.fromkeys("\u00a0\u2007\u202f\u2060⟨^", _GLUE),  # ⟨ opens a gloss, ^ what is raised: both hold fast
    **dict.fromkeys("§¶¿¡※†‡•‖＃＆＊＠", _WIDE),
    **dict.fromkeys("‐‑–²³¹", _WORD),
    **dict.fromkeys("\n\u2028\u2029\t", _SPACE),
    "’": _APOSTROPHE,
}
_BY_CATEGORY = {
    **dict.fromkeys(("Mn", "Mc", "Me"), _EXTEND),
    "Zs": _SPACE,
    **dict.fromkeys(("Ps", "Pi"), _OPEN),
    **dict.fromkeys(("Pe", "Pf", "Po"), _CLOSE),
    **dict.fromkeys(("Sm", "Sc", "So"), _WIDE),
}

_LATIN = (_WORD, _LATIN_OPEN, _LATIN_CLOSE)
_NEVER_BEFORE = (_EXTEND, _SPACE, _CLOSE, _LATIN_CLOSE, _QUOTE, _APOSTROPHE, _GLUE)
_NEVER_AFTER = (_OPEN, _LATIN_OPEN, _QUOTE, _GLUE)

#: Pairs of classes that a line end may part when they touch.
_MAY_PART = frozenset(
    (before, after)
    for before, after in product(range(12), repeat=2)
    if before not in _NEVER_AFTER
    and after not in _NEVER_BEFORE
    and not (before in (*_LATIN, _APOSTROPHE) and after in _LATIN)
)

_HARD = re.compile("[^\n\u2028\u2029]*[\n\u2028\u2029]|[^\n\u2028\u2029]+")
_UNIT = re.compile(
    r"(?:[KMGTP]i?B|[kMGT]?Hz|[kMGT]?Wh?|[kcmnµμ]?m|[kmµμ]?g|[mnµμ]?s|min|h|°C|°F|K|px|pt|fps|bits?|bytes?)(?![A-Za-z0-9])",
)
_SOFT = frozenset("/-_.,;:?&=#%+~)]}")  # after these an address may be cut, when it must be


class _Codes(dict[int, str]):
    """Character → its class and width in one code, for ``str.translate``; filled as characters are met."""

    def __missing__(self, point: int) -> str:
        character = chr(point)
        width = 0 if 0xD800 <= point <= 0xDFFF else get_character_cell_size(character)
        self[point] = code = chr(_classify(character, width) << 2 | width)
        return code


def _classify(character: str, width: int) -> int:
    if character in _EXPLICIT:
        return _EXPLICIT[character]
    if character.isascii() and width:
        return _SPACE if character == " " else _WORD
    if width == 0:
        return _EXTEND
    if 0x1F1E6 <= ord(character) <= 0x1F1FF:
        return _FLAG
    if "①" <= character <= "⓿":
        return _OPEN  # ① marks what follows it
    return _BY_CATEGORY.get(unicodedata.category(character), _WIDE if width == 2 else _WORD)


_CODES = _Codes()
forget_with(_CODES.clear)
_WIDTH_OF = bytes(code & 3 for code in range(256))
_CLASS_OF = bytes(code >> 2 for code in range(256))
_AS_WORD = bytes(_WORD if kind in (_WIDE, _OPEN, _CLOSE) else kind for kind in range(256))
_SPACES = re.compile(b"[%c]*" % _SPACE)
_MARKED_SPACE = re.compile(b"%c(?=%c)" % (_SPACE, _EXTEND))


def line_starts(
    text: str,
    width: int,
    *,
    chop: bool = False,
    whole: Sequence[tuple[int, int]] = (),
) -> tuple[int, ...]:
    """The offset at which each line of ``text`` begins when lines are ``width`` cells wide; at least one line.

    Spaces at a line's end hang over the margin and aren't counted. With ``chop`` lines are filled to the margin
    whatever stands there, as code is. The spans ``whole`` break at their spaces only, as English does.

    >>> line_starts("大模型（LLM）行业有什么新进展？", 12)
    (0, 3, 9, 15)
    """
    width = max(width, 1)
    starts: list[int] = []
    first = 0
    for match in _HARD.finditer(text):
        begin, end = match.span()
        if end - begin << 1 <= width:
            starts.append(begin)
            continue
        first = bisect_left(whole, (begin, 0), first)
        after = bisect_left(whole, (end, 0), first)
        spans = [(start - begin, stop - begin) for start, stop in whole[first:after] if stop <= end]
        starts += _Paragraph(match[0], width, chop=chop, whole=spans).starts(begin)
    return tuple(starts) or (0,)


class _Paragraph:
    """A text without line ends inside, measured; knows where its lines end."""

    __slots__ = ("_chop", "_classes", "_ends", "_text", "_width")

    def __init__(self, text: str, width: int, *, chop: bool, whole: Sequence[tuple[int, int]]) -> None:
        codes = text.translate(_CODES).encode("latin-1")
        self._classes, cells = codes.translate(_CLASS_OF), codes.translate(_WIDTH_OF)
        if "\u200d" in text or "\ufe0f" in text:
            self._classes, cells = _joined(text, self._classes)
        if _EXTEND in self._classes:
            self._classes = _MARKED_SPACE.sub(b"%c" % _WIDE, self._classes)  # a space with an accent is seen
        if whole:
            kinds = bytearray(self._classes)
            for start, end in whole:
                kinds[start:end] = kinds[start:end].translate(_AS_WORD)
            self._classes = bytes(kinds)
        self._ends = list(accumulate(cells, initial=0))
        self._text, self._width, self._chop = text, width, chop

    def starts(self, offset: int) -> list[int]:
        """Where the lines begin, ``offset`` added."""
        starts, start = [], 0
        while start < len(self._text):
            starts.append(offset + start)
            start = self._end(start)
        return starts

    def _end(self, start: int) -> int:
        """Where the line that begins at ``start`` ends."""
        full = bisect_right(self._ends, self._ends[start] + self._width, start + 1) - 1
        hung = full if full == len(self._text) else self._after_spaces(full)
        if hung == len(self._text) or (hung > start and self._may_break(hung, start)):
            return hung
        for place in range(full, start, -1):
            if self._may_break(place, start):
                return place
        return hung if hung > full else self._forced(full, start)

    def _after_spaces(self, place: int) -> int:
        match = _SPACES.match(self._classes, place)
        return match.end() if match else place

    def _may_break(self, place: int, start: int) -> bool:
        """Whether a line that began at ``start`` may end before ``place``."""
        classes = self._classes
        after = classes[place]
        if after in (_EXTEND, _SPACE) or self._chop:
            return self._between_graphemes(place, start) and after != _SPACE
        base = self._skip_back(place - 1, start, (_EXTEND,))
        before = classes[base]
        if before == _SPACE:
            return self._may_break_after_spaces(self._skip_back(base, start - 1, (_SPACE, _EXTEND)), place, start)
        if before == after == _FLAG:
            return self._between_graphemes(place, start)
        return (before, after) in _MAY_PART

    def _may_break_after_spaces(self, last: int, place: int, start: int) -> bool:
        """``last`` is the place of the last character before the spaces, or before ``start`` if there is none."""
        after = self._classes[place]
        if last < start or self._classes[last] in (_OPEN, _LATIN_OPEN, _GLUE) or after in (_CLOSE, _GLUE, _APOSTROPHE):
            return False
        if after == _LATIN_CLOSE:  # .NET may begin a line, a comma may not
            return self._classes[place + 1 : place + 2] == b"%c" % _WORD
        return not (place - last == 2 and self._text[last].isdigit() and _UNIT.match(self._text, place))

    def _skip_back(self, place: int, stop: int, classes: tuple[int, ...]) -> int:
        while place > stop and self._classes[place] in classes:
            place -= 1
        return place

    def _between_graphemes(self, place: int, start: int) -> bool:
        if self._classes[place] == _EXTEND:
            return False
        if self._classes[place] != _FLAG:
            return True
        first = self._skip_back(place - 1, start - 1, (_FLAG, _EXTEND)) + 1
        return self._classes.count(_FLAG, first, place) % 2 == 0  # two letters make one flag

    def _forced(self, full: int, start: int) -> int:
        """Where to cut what is longer than a line: best in an address's joints, at worst between two graphemes."""
        kind = rough = 0
        for place in range(full, start, -1):
            if not self._between_graphemes(place, start):
                continue
            rough = rough or place
            if self._classes[place] in (_CLOSE, _LATIN_CLOSE) or self._classes[place - 1] in (_OPEN, _LATIN_OPEN):
                continue
            kind = kind or place
            if 2 * (place - start) < full - start:
                break
            if self._text[place - 1] in _SOFT:
                return place
        return kind or rough or self._next_grapheme(start)

    def _next_grapheme(self, start: int) -> int:
        """The end of the grapheme at ``start``, which is wider than the line."""
        place = start + 1
        while place < len(self._text) and not self._between_graphemes(place, start):
            place += 1
        return place


def _joined(text: str, classes: bytes) -> tuple[bytes, bytes]:
    """Classes and cells where emoji are joined or varied: what a grapheme takes in extends it and has no width."""
    spans, _ = split_graphemes(text)
    kinds, cells = bytearray(classes), bytearray(len(text))
    for start, end, width in spans:
        kinds[start + 1 : end] = bytes((_EXTEND,)) * (end - start - 1)
        cells[start] = width
        if width and kinds[start] == _EXTEND and text[start] != FILLER:
            kinds[start] = _WIDE
    return bytes(kinds), bytes(cells)


def graphemes(text: str) -> list[tuple[int, int, int]]:
    """The graphemes of ``text`` as (start, end, cells), flags whole; empty for an empty text."""
    if not text:
        return []
    spans: list[tuple[int, int, int]] = []
    flag = False
    for start, end, cells in split_graphemes(text)[0]:
        half = "\U0001f1e6" <= text[start] <= "\U0001f1ff"
        if half and flag:
            first, _, width = spans[-1]
            spans[-1] = (first, end, width + cells)
        else:
            spans.append((start, end, cells))
        flag = half and not flag
    return spans


def folded(text: str, width: int) -> list[str]:
    """``text`` in lines of ``width`` cells.

    >>> folded("大模型（LLM）行业有什么新进展？", 12)
    ['大模型', '（LLM）行业', '有什么新进', '展？']
    """
    starts = (*line_starts(text, width), len(text))
    return [text[start:end].rstrip() for start, end in pairwise(starts)]


def padded(text: str, width: int, *, right: bool = False) -> str:
    """``text`` with spaces behind it, or with ``right`` before it, up to ``width`` cells."""
    spaces = " " * max(width - cell_len(text), 0)
    return spaces + text if right else text + spaces


def shorten(text: str, width: int) -> str:
    """``text`` cut to ``width`` cells, with … where something was cut."""
    text = text.replace("\n", " ")
    if cell_len(text) <= width:
        return text
    room, used, end = width - cell_len("…"), 0, 0  # two cells where ambiguous characters are wide
    for _, stop, cells in graphemes(text):
        if used + cells > room:
            break
        used, end = used + cells, stop
    return text[:end] + "…" if room >= 0 else ""
