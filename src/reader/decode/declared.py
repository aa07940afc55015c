"""What a page says of its own encoding, put right where the page is written anew."""

import re
from collections.abc import Iterable, Iterator

_LINE = re.compile(r"[^\n]*\n|[^\n]+")
_BEGINNING = 4096  # characters in which a declaration may stand
_HTML = re.compile(
    r"\s*+(?:(?><!--.*?-->)\s*+)*+<(?:!doctype\s+html|\?xml\s|html\b|head\b|meta\b)", re.IGNORECASE | re.DOTALL
)
_DECLARED = re.compile(
    r"""(<meta\b[^>]{0,200}?\bcharset\s{0,8}=\s{0,8}["']?\s{0,8}|<\?xml\b[^>]{0,80}?\bencoding\s{0,8}=\s{0,8}["'])"""
    r"([a-zA-Z0-9_:.-]{1,40})",
    re.IGNORECASE,
)


def as_utf8(lines: Iterable[str]) -> Iterator[str]:
    r"""The lines of a page; where it is HTML and declares an encoding, it declares UTF-8. Other texts stay as they are.

    >>> "".join(as_utf8(["<html>\n", '<meta charset="gbk">\n']))
    '<html>\n<meta charset="utf-8">\n'
    >>> "".join(as_utf8(['用 <meta charset="gbk"> 声明\n']))
    '用 <meta charset="gbk"> 声明\n'
    """
    each = iter(lines)
    beginning = ""
    for line in each:
        beginning += line
        begun = beginning.lstrip()
        if len(beginning) > _BEGINNING or (begun and not begun.startswith("<")):  # a log is not kept waiting
            break
    if _HTML.match(beginning):
        head, rest = beginning[:_BEGINNING], beginning[_BEGINNING:]
        beginning = _DECLARED.sub(lambda match: f"{match[1]}utf-8", head) + rest
    yield from _LINE.findall(beginning)
    yield from each
