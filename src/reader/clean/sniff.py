"""Is a page HTML, or text that only speaks of it?"""

import re

_LOOKED_AT = 65_536  # characters
# Atomic, so that a page of nothing but comments is not tried in every way of joining them.
_PROLOGUE = re.compile(r"(?:\ufeff|\s|(?><!--.*?-->)|<\?xml[^>]*>)*+", re.DOTALL)
_PAGE = re.compile(r"<(?:!doctype\s+html|html|head|body)\b", re.IGNORECASE)
_OPENING = re.compile(
    r"<(?:a|article|b|blockquote|body|br|center|dd|div|dl|dt|em|font|footer|form|h[1-6]|head|header|hr|html|i|img|li|link|"
    r"main|meta|nav|ol|p|pre|script|section|span|strong|style|table|tbody|td|th|title|tr|ul)\b[^<>]*>",
    re.IGNORECASE,
)
_CLOSING = re.compile(r"</[a-z][a-z0-9]*\s*>", re.IGNORECASE)
_SHARE = 0.3  # of the lines that hold something


def begins_as_html(text: str) -> bool:
    """Whether ``text`` begins as a whole HTML page does, whatever its name says."""
    prologue = _PROLOGUE.match(text, 0, _LOOKED_AT)
    return _PAGE.match(text, prologue.end() if prologue is not None else 0) is not None


def looks_like_html(text: str) -> bool:
    """Whether ``text`` is markup: it begins as a page does, or with a tag and there are tags all over its lines.

    >>> looks_like_html("<p>第一段。</p><p>第二段。</p>"), looks_like_html("用 <div> 包住 <p> 即可。</p> 可省。")
    (True, False)
    """
    start = text[:_LOOKED_AT]
    prologue = _PROLOGUE.match(start)
    start = start[prologue.end() :] if prologue is not None else start
    if _PAGE.match(start):
        return True
    first = _OPENING.match(start)
    if first is None or not (_CLOSING.search(start) or _OPENING.search(start, first.end())):
        return False
    lines = [line for line in start.splitlines() if line and not line.isspace()]
    tagged = sum(1 for line in lines if _OPENING.search(line) or _CLOSING.search(line))
    return _PAGE.search(start) is not None or tagged >= len(lines) * _SHARE
