"""The title of a page by a glance at its first lines: for lists of many pages, which nobody wants to wait for.

What the page is about is told by the whole cleaner alone; this is what its head says, or its first heading or line.
"""

import re
from html import unescape

from reader.clean.sniff import looks_like_html

_LONGEST = 200  # code points
_TAGGED = re.compile(r"<(title|h1)\b[^>]*>(.{0,600}?)</\1", re.IGNORECASE | re.DOTALL)
_TAG = re.compile(r"<[^>]*>")
_MARKS = " \t\u3000#>*=-"  # what a line of Markdown may begin with


def title_at_a_glance(text: str) -> str:
    """The title, as it is written; "" for a page that tells none so. ``text`` may be the page's beginning alone."""
    if looks_like_html(text):
        titles = (unescape(_TAG.sub("", match[2])) for match in _TAGGED.finditer(text))
        found = next((title for title in titles if title.strip()), "")
    else:
        found = next(filter(None, (line.strip(_MARKS) for line in text.splitlines())), "")
    return " ".join(found.split())[:_LONGEST]
