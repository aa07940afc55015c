"""The links of a block, with their places in its text and whole addresses."""

import re
from html import unescape
from urllib.parse import urljoin

from reader.clean.splitter import Run, placed_links
from reader.model.inline import Link

_HREF = re.compile(r'(?<![\w-])href="([^"]*)"')
_LONGEST = 2_000  # characters of an address
_SAFE = re.compile(r"(?:https?://|mailto:)[^\x00-\x20\x7f-\xa0\u2028\u2029<>\"\\^`{|}\ud800-\udfff]+", re.IGNORECASE)


def links_of(run: Run, base: str) -> tuple[Link, ...]:
    """The links of ``run`` to http, https and mailto, in order; relative ones are resolved against ``base``."""
    found = ((start, end, address_of(attributes, base)) for start, end, attributes in placed_links(run))
    return tuple(Link(start, end, address) for start, end, address in found if address and start < end)


def address_of(attributes: str, base: str) -> str:
    """The address that an ``a`` with these attributes leads to; "" if it is none that may be followed from a text.

    >>> address_of(' href="/a?b=1&amp;c"', "https://example.org/x/"), address_of(' href="javascript:f()"', "")
    ('https://example.org/a?b=1&c', '')
    """
    found = _HREF.search(attributes)
    return whole_address(unescape(found[1]), base) if found is not None else ""


def whole_address(target: str, base: str) -> str:
    """``target`` resolved against ``base``; "" if it is none of http, https and mailto, or but a place on the page."""
    target = target.strip()
    if not target or target.startswith("#") or len(target) > _LONGEST:
        return ""
    try:
        whole = urljoin(base, target)
    except ValueError:
        return ""
    return whole if _SAFE.fullmatch(whole) else ""
