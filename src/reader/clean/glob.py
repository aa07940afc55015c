"""Wording with gaps: a pattern that no page can make slow."""

import re

from reader.model.ports import FoldDamage

_PART = re.compile(r"\\([*…\\])|([*…]+)|([^*…\\]+|\\)")
_SPECIAL = re.compile(r"[*…\\]")


class Wording:
    """Finds whole texts by wording in which ``*`` and ``…`` stand for any text; linear in the text for each piece.

    A backslash takes the meaning from what follows. Script, width, case, spaces and damage make no difference.

    >>> found = Wording("扫码…关注*", str)
    >>> found("扫码下载 关注我们"), found("请扫码关注")
    (True, False)
    """

    def __init__(self, pattern: str, fold: FoldDamage) -> None:
        self._pieces = [normal(piece, fold) for piece in pieces(pattern)]

    def __call__(self, text: str) -> bool:
        """Whether ``text``, normal as `normal` makes it, is meant."""
        first, *rest = self._pieces
        if not rest:
            return text == first
        *middle, last = rest
        if not text.startswith(first) or not text.endswith(last):
            return False
        at, end = len(first), len(text) - len(last)
        for piece in middle:
            found = text.find(piece, at, end)
            if found < 0:
                return False
            at = found + len(piece)
        return at <= end


def pieces(pattern: str) -> list[str]:
    """The texts between the gaps; a pattern without a gap is one piece."""
    found = [""]
    for escaped, gap, plain in _PART.findall(pattern):
        if gap:
            found.append("")
        else:
            found[-1] += escaped or plain
    return found


def normal(text: str, fold: FoldDamage) -> str:
    """``text`` as it is compared."""
    return " ".join(fold(text).lower().split())


def literally(text: str) -> str:
    r"""A pattern that finds ``text`` alone.

    >>> literally("5 * 3…")
    '5 \\* 3\\…'
    """
    return _SPECIAL.sub(r"\\\g<0>", text)
