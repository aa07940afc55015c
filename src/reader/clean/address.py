"""Where a page comes from, so that the rules for its site are found."""

import re
from collections.abc import Iterable, Sequence
from pathlib import PurePath
from urllib.parse import urlsplit

from reader.model.document import Page
from reader.model.patterns import lazy
from reader.model.site import EVERYWHERE, SiteRule

_BEGINNING = 4_000  # characters in which a browser's note of where a page was saved from stands
_LINES = 5  # of a text page, among which its address may stand alone
_SAVED = lazy(r"<!--\s*(?:saved from(?: url=\(\d{1,6}\))?|url:)\s*(https?://[^\s<>\"]{1,2000})", re.IGNORECASE)
_LINE = lazy(r"(?:[^\s:：]{1,20}\s*[:：]\s*)?(https?://\S{1,2000})", re.IGNORECASE)
_HOST = lazy(r"(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z][a-z0-9-]{0,61}[a-z0-9]", re.IGNORECASE)


def page_address(page: Page, declared: str = "") -> str:
    """The address of a page, "" if nothing tells it.

    In this order: what the reader says; a browser's comment of where it saved the page from; what the page
    ``declared`` in its head; of a text page a line of its own among the first; a folder with a host's name, as
    crawlers make.
    """
    if page.address:
        return page.address
    saved = _SAVED.search(page.text, 0, _BEGINNING)
    if saved is not None:
        return saved[1]
    return declared or _own_line(page.text) or _folder(page.name)


def _own_line(text: str) -> str:
    lines = [line.strip() for line in text[:_BEGINNING].splitlines() if line.strip()][:_LINES]
    found = (_LINE.fullmatch(line) for line in lines)
    return next((match[1] for match in found if match is not None), "")


def _folder(name: str) -> str:
    folders = PurePath(name).parts[:-1]
    return next((f"//{folder}" for folder in reversed(folders) if _HOST.fullmatch(folder)), "")


def host_of(address: str) -> str:
    """The host of an address or of a bare host's name, in lower case without ``www.``; "" if there is none.

    >>> host_of("https://www.Example.org:8080/a"), host_of("example.org"), host_of("例子.中国")
    ('example.org', 'example.org', 'xn--fsqu00a.xn--fiqs8s')
    """
    try:
        host = urlsplit(address if "//" in address else f"//{address}").hostname or ""
        host = host.rstrip(".").removeprefix("www.")
        return host if host.isascii() else host.encode("idna").decode("ascii")
    except ValueError:  # of which errors of IDNA are a kind
        return ""


def rules_for(rules: Iterable[SiteRule], address: str) -> Sequence[SiteRule]:
    """The rules for the host of ``address``, for the domains above it and for every page; in their order."""
    host = host_of(address)
    return [rule for rule in rules if _covers(rule.host, host)]


def _covers(ruled: str, host: str) -> bool:
    return ruled in (EVERYWHERE, host) or host.endswith(f".{ruled}")
