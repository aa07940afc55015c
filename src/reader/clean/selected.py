"""Which blocks lie in the elements that a selector finds: the elements are marked before the page is split.

The mark is an attribute with a name that the page does not hold, so that no page can forge it; it is gone from the
elements that the splitter gives back. Pages for which nobody wrote a selector take none of this way.
"""

from collections.abc import Sequence

from selectolax.lexbor import LexborHTMLParser, SelectolaxError


def is_selector(selector: str) -> bool:
    """Whether ``selector`` is CSS that the fast tree reads."""
    try:
        LexborHTMLParser("<p></p>").css(selector)
    except SelectolaxError:
        return False
    return True


def mark_selected(parser: LexborHTMLParser, selectors: Sequence[str]) -> str:
    """Write into each element the numbers of the ``selectors`` that find it; the name of the attribute that says so."""
    name, page = "data-mark", (parser.root.html or "").lower() if parser.root is not None else ""
    while name in page:
        name += "-"
    for number, selector in enumerate(selectors):
        for node in parser.css(selector):
            node.attrs[name] = f"{node.attributes.get(name) or ''} {number}"
    return name
