"""The title of a page by a glance at its first lines: for lists of many pages, which nobody wants to wait for.

What the page is about is told by the whole cleaner alone; this is what its head says, or its first heading or line.
"""

import re
from html import unescape

from reader.clean.sniff import looks_like_html
from reader.decode import decode
from reader.model.document import Source
from reader.model.errors import ReaderError

GLANCE = 32 << 10  # bytes of a page that are looked at
_LONGEST = 200  # code points
_TAGGED = re.compile(r"<(title|h1)\b[^>]*>(.*?)</\1", re.IGNORECASE | re.DOTALL)
_TAG = re.compile(r"<[^>]*>")
_LINE = re.compile(r"^[#\s>*=-]*(\S.*)$", re.MULTILINE)


def title_at_a_glance(source: Source) -> str:
    """The title, as it is written; "" for a page that tells none so, or is no text."""
    try:
        text = decode(source).text
    except ReaderError:
        return ""
    if looks_like_html(text):
        titles = (unescape(_TAG.sub("", match[2])) for match in _TAGGED.finditer(text))
        found = next((title for title in titles if title.strip()), "")
    else:
        match = _LINE.search(text)
        found = match[1] if match else ""
    return " ".join(found.split())[:_LONGEST]
