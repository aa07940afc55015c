"""The whole page on a fast tree: its runs of text, the elements they stand in, and the pieces that others read."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from selectolax.lexbor import LexborHTMLParser

from reader.clean.marks import head_of, read_marks
from reader.clean.own import is_own, take_out, with_pictures
from reader.clean.said import Mark
from reader.clean.splitter import Elements, Picture, Run, Split, names, split

#: Elements whose text is not markup, or not the page's; they go before the page is written out.
_RAW = ["script", "style", "iframe", "noembed", "noframes", "textarea", "xmp", "template", "svg", "title"]
_SHELL = 200  # characters; a page with less is written for scripts, and may say all of it in ``noscript`` too
_TAG = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9]*)[^<>]*>")
_MANY_TAGS = 10_000
_DEEPEST = 400  # levels; browsers stop at 512
# Tags whose end may be left out, so that counting them says nothing about depth, and those that have no end.
_UNCOUNTED = names(
    "p li dt dd tr td th thead tbody tfoot option optgroup colgroup rb rt rtc rp html head body",
    "area base br col embed hr img input link meta param source track wbr",
)


@dataclass(frozen=True, slots=True)
class Tree:
    """A page that was parsed.

    ``head`` is those tags of the head that say something, as clean HTML, ``data`` the texts of the page's JSON-LD
    scripts, ``marks`` what tags in the body are marked with, ``language`` what the page declares. ``selected`` tells of
    each run in which of the elements that were looked for it lies, if any were. ``own``: Reader wrote the page.
    """

    runs: list[Run]
    elements: Elements
    head: str
    data: tuple[str, ...]
    language: str
    marks: tuple[Mark, ...] = ()
    address: str = ""
    selected: Sequence[frozenset[str]] = ()
    pictures: Sequence[Picture] = ()
    own: bool = False


#: The address that a page declares → the selectors that are looked for on it.
Choose = Callable[[str], Sequence[str]]


def read_tree(html: str, choose: Choose | None = None) -> Tree:
    """Parse a page and split it into runs; linear in the page.

    With ``choose`` the tree tells of each run which of the chosen selectors it lies in (``selected``), and the address
    that the page declares.
    """
    own = is_own(html)
    parser = LexborHTMLParser(flatten(with_pictures(html) if own else html))
    scripts = parser.css('script[type="application/ld+json"]') if "ld+json" in html else ()
    data = tuple(script.text() for script in scripts)
    address = _address(parser) if choose is not None else ""
    selectors = choose(address) if choose is not None else ()
    head, marks = head_of(parser), read_marks(parser)
    language = parser.root.attrs.get("lang") or "" if parser.root is not None else ""
    if own:
        take_out(parser)
    found = _split(parser, ("noscript",), selectors)
    if "<noscript" in html and _length(found.runs) < _SHELL:
        shell = _split(LexborHTMLParser(flatten(html)), (), selectors)
        if _length(shell.runs) > _SHELL:
            found = shell
    selected = [frozenset(selectors[int(number)] for number in numbers) for numbers in found.marks]
    return Tree(found.runs, found.elements, head, data, language, marks, address, selected, found.pictures, own)


def _address(parser: LexborHTMLParser) -> str:
    """The address that the page gives as its own; "" if it gives none with a host."""
    found = (parser.css_first(selector) for selector in ("link[rel~=canonical]", 'meta[property="og:url"]'))
    said = (tag.attributes.get("href") or tag.attributes.get("content") or "" for tag in found if tag is not None)
    return next((address for each in said if "//" in (address := each.strip())), "")


def _length(runs: list[Run]) -> int:
    return sum(len(run.text) for run in runs)


def _split(parser: LexborHTMLParser, skipped: Sequence[str], selectors: Sequence[str]) -> Split:
    parser.strip_tags(_RAW)
    mark = ""
    if selectors:
        from reader.clean.selected import mark_selected

        mark = mark_selected(parser, selectors)
    return split((parser.root.html or "") if parser.root is not None else "", skipped, mark)


def flatten(html: str) -> str:
    """``html`` without the tags that lie deeper than any page means; their text stays.

    The parser takes quadratic time on nested tags (100,000 of them: 11 s), so a page with very many tags is
    looked through first.
    """
    if html.count("<") < _MANY_TAGS:
        return html
    depth = 0

    def shallow(match: re.Match[str]) -> str:
        nonlocal depth
        closing, name = match.groups()
        if name.lower() in _UNCOUNTED:
            return match[0]
        if closing:
            depth = max(depth - 1, 0)
            return match[0] if depth < _DEEPEST else ""
        depth += 1
        return match[0] if depth <= _DEEPEST else ""

    return _TAG.sub(shallow, html)
