"""Where sentences end, in Chinese and in English; closing quotes and the space after them belong to it."""

import re
from collections.abc import Iterator

_END = re.compile(
    r"""(?: [。｡！？‽]+ [。｡！？!?.]*      # 真的？！
        |   [!?]+                        # after Chinese, or before a space
        |   \.+                          # before a space
        |   \n )""",
    re.VERBOSE,
)
_QUOTES, _BRACKETS = "”’」』〞\"'＂＇»", ")）]］】〕"
_QUOTES_ONLY = frozenset(_QUOTES)
_CLOSING = re.compile(f"[{re.escape(_QUOTES + _BRACKETS)}]*")
_SPACES = re.compile(r"\s*")
_OPEN_BRACKETS = frozenset("(（[［【〔")
_LONGEST = 240  # code points on either side of a word in which its sentence is looked for
_LAST_WORD = re.compile(r"[A-Za-z.]+$")
_ABBREVIATED = re.compile(
    r"al|approx|cf|ch|dept|dr|eds?|eg|eq|etc|figs?|inc|jr|ltd|mrs?|ms|nos?|pp|prof|refs?|sec|sr|st|vol|vs|[a-z]|.*\..*",
    re.IGNORECASE,
)


def sentences(text: str) -> Iterator[tuple[int, int]]:
    """The sentences of ``text`` as spans that join to it: marks, closing quotes and the space after them included.

    A mark inside brackets ends none (他（真的！）来了), unless the sentence began with the bracket; nor does the point
    of an abbreviation, of an initial (J. Smith), of a number or an address.

    >>> text = "“真的吗？”他问。It works. 对(e.g. MoE)也是。"
    >>> [text[start:end] for start, end in sentences(text)]
    ['“真的吗？”', '他问。', 'It works. ', '对(e.g. MoE)也是。']
    """
    start = 0
    for mark in _END.finditer(text):
        if mark.start() < start:
            continue
        end = _CLOSING.match(text, mark.end()).end()  # type: ignore[union-attr]  # it matches nothing, too
        if mark[0] == "\n" or _ends(text, start, mark, end):
            end = _SPACES.match(text, end).end()  # type: ignore[union-attr]  # likewise
            yield start, end
            start = end
    if start < len(text):
        yield start, len(text)


def sentence_around(text: str, start: int, end: int) -> tuple[int, int]:
    """The sentence around ``[start, end)`` of ``text``, without the space around it.

    What has no marks for 240 code points on either side is cut there; what lies across sentences gets all of them.
    """
    left, right = max(start - _LONGEST, 0), min(end + _LONGEST, len(text))
    first, last = left, right
    for begin, stop in sentences(text[left:right]):
        if left + begin <= start:
            first = left + begin
        if left + stop >= end:
            last = left + stop
            break
    while first < start and text[first].isspace():
        first += 1
    while last > end and text[last - 1].isspace():
        last -= 1
    return first, last


def _ends(text: str, start: int, mark: re.Match[str], end: int) -> bool:
    """Whether a sentence that began at ``start`` ends with ``mark``, whose closing quotes reach to ``end``."""
    closed = text[mark.end() : end]
    if not _QUOTES_ONLY.issuperset(closed) and text[start] not in _OPEN_BRACKETS:
        return end == len(text)
    after = text[end : end + 1]
    if mark[0][0] in "。｡！？‽":
        return True
    if mark[0][0] in "!?":
        return not after or after.isspace() or _is_wide(text[mark.start() - 1 : mark.start()])
    if _is_wide(text[mark.start() - 1 : mark.start()]):
        return not after.isdigit()
    return (not after or after.isspace()) and not _goes_on(text, start, mark, end)


def _goes_on(text: str, start: int, mark: re.Match[str], end: int) -> bool:
    """Whether a point before a space is that of an abbreviation, or a small letter follows it."""
    space = _SPACES.match(text, end)
    following = text[space.end() : space.end() + 1] if space else ""
    if following.islower():
        return True
    word = _LAST_WORD.search(text, max(start, mark.start() - 12), mark.start())
    if word is None or not following or len(mark[0]) > 1:
        return False
    return _ABBREVIATED.fullmatch(word[0]) is not None


def _is_wide(character: str) -> bool:
    return character > "\u2e7f"
