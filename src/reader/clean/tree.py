"""The whole page on a fast tree: its runs of text, the elements they stand in, and the pieces that others read."""

import re
from dataclasses import dataclass

from selectolax.lexbor import LexborHTMLParser, LexborNode

from reader.clean.splitter import SILENT, Element, Run, Splitter, names

_HIDDEN = re.compile(r"display\s*:\s*none", re.IGNORECASE)
_RAW = ["script", "style", "iframe", "noembed", "noframes", "noscript", "textarea", "xmp", "template", "svg"]
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

    ``nodes`` are the nodes of ``elements``, one each. ``head`` is the head as clean HTML, ``data`` the texts of its
    JSON-LD scripts, ``language`` what the page declares.
    """

    runs: list[Run]
    elements: list[Element]
    nodes: list[LexborNode]
    head: str
    data: tuple[str, ...]
    language: str


def read_tree(html: str) -> Tree:
    """Parse a page and split it into runs; linear in the page."""
    parser = LexborHTMLParser(flatten(html))
    data = tuple(script.text() for script in parser.css('script[type="application/ld+json"]'))
    parser.strip_tags(_RAW)
    splitter = Splitter()
    nodes: list[LexborNode] = []
    root = parser.root
    if root is not None:
        _walk(root, splitter, nodes)
    splitter.finish()
    head = parser.head
    language = root.attrs.get("lang") or "" if root is not None else ""
    return Tree(
        splitter.runs, splitter.elements, nodes, (head.inner_html or "") if head is not None else "", data, language
    )


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


def _walk(root: LexborNode, splitter: Splitter, nodes: list[LexborNode]) -> None:
    """Tell ``splitter`` of every tag and text under ``root``; no recursion, as pages nest 100,000 deep."""
    node = root
    depth = 0
    while True:
        child = _enter(node, splitter, nodes)
        if child is not None:
            node = child
            depth += 1
            continue
        following = node.next
        while depth and following is None:
            parent = node.parent
            assert parent is not None  # depth counts the parents below the root
            node = parent
            depth -= 1
            splitter.close()
            following = node.next
        if not depth or following is None:
            return
        node = following


def _enter(node: LexborNode, splitter: Splitter, nodes: list[LexborNode]) -> LexborNode | None:
    """Tell ``splitter`` of one node; its first child if there is something in it to be walked."""
    tag = node.tag
    if tag == "-text":
        splitter.text(node.text_content or "")
        return None
    if tag == "rt":
        splitter.reading(node.text())
    if tag is None or tag[0] in "-!" or tag in SILENT:
        return None
    if tag == "br":
        splitter.line_break()
        return None
    child = node.child
    nodes.append(node)
    splitter.open(tag, hidden=_is_hidden(node))
    if child is None:
        splitter.close()
    return child


def _is_hidden(node: LexborNode) -> bool:
    attributes = node.attrs
    return "hidden" in attributes or bool(_HIDDEN.search(attributes.get("style") or ""))
