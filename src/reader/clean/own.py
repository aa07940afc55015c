"""Pages that Reader has written itself: what it added to the page's text is taken out again, and all the rest kept.

They say so by their generator. Glosses, buttons, glossary and provenance are no text; terms are no links; what stands
for a picture becomes one again.
"""

import re

from selectolax.lexbor import LexborHTMLParser

_BEGINNING = 4_000  # characters in which the head says who wrote the page
_GENERATOR = re.compile(r'<meta name="generator" content="Reader"\s*/?>')
_ADDED = ".bar, .skip, .byline, nav, section[id], aside, footer, #card, .gloss, .aside, .post"
_PICTURE = re.compile(r'<(a|span) class="picture"(?: href="([^"]*)"[^>]*)?>(?:<i>[^<]*</i>|([^<]*))</\1>')


def is_own(html: str) -> bool:
    """Whether Reader wrote the page."""
    return _GENERATOR.search(html, 0, _BEGINNING) is not None


def with_pictures(html: str) -> str:
    """The page with its pictures as such."""
    return _PICTURE.sub(lambda match: f'<img src="{match[2] or ""}" alt="{match[3] or ""}">', html)


def take_out(parser: LexborHTMLParser) -> None:
    """Take out what Reader added."""
    for node in parser.css(_ADDED):
        node.decompose()
    for node in parser.css("a.term"):
        node.unwrap()
