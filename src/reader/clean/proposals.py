"""Rules that would keep or drop a block and those like it, for a person to choose from."""

import re
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, NamedTuple

from reader.clean.address import host_of, page_address
from reader.clean.glob import Wording, literally, normal
from reader.clean.lines import read_lines
from reader.clean.pages import Paths
from reader.clean.sniff import looks_like_html
from reader.clean.splitter import Element
from reader.model.document import Block, Page
from reader.model.ports import FoldDamage
from reader.model.site import EVERYWHERE, SiteRule

_SHORT = 60  # characters of a block whose whole wording is proposed
_BEGINNING = 16  # characters of a longer one
_UP = 5  # elements around the block that are looked at
_SELECTORS = 5  # of which are proposed
_NAME = r"[A-Za-z_][A-Za-z_-]{1,40}"  # names with digits in them are often made anew for each page
_ID = re.compile(rf'(?<![\w-])id="({_NAME})"')
_CLASS = re.compile(rf'(?<![\w-])class="(?:[^"]*\s)?({_NAME})(?=[\s"])')

if TYPE_CHECKING:
    from reader.clean.tree import Tree


class Proposal(NamedTuple):
    """A rule, and how many blocks of the page it finds."""

    rule: SiteRule
    blocks: int


def propose(page: Page, block: Block, fold: FoldDamage, *, keep: bool) -> tuple[Proposal, ...]:
    """Rules that find ``block`` on ``page``: by its wording, and on an HTML page by the names around it.

    They are for the page's host, for every page when it has none.
    """
    if not looks_like_html(page.text):
        host = host_of(page_address(page)) or EVERYWHERE
        texts = [line.folded for line in read_lines(page.text, fold)]
        return tuple(_worded(block, host, texts, fold, keep=keep))
    from reader.clean.tree import read_tree

    asked: list[str] = []
    tree = read_tree(page.text, lambda _: asked)
    host = host_of(page_address(page, tree.address)) or EVERYWHERE
    found = list(_worded(block, host, [fold(run.text) for run in tree.runs], fold, keep=keep))
    asked += _selectors(block, tree)
    marked = read_tree(page.text, lambda _: asked)
    for selector in asked:
        count = sum(selector in selectors for selectors in marked.selected)
        if 0 < count < len(tree.runs):
            found.append(Proposal(SiteRule(host, keep, selector=selector), count))
    return tuple(found)


def _worded(block: Block, host: str, folded: Sequence[str], fold: FoldDamage, *, keep: bool) -> Iterator[Proposal]:
    text = " ".join(block.text.original.split())
    pattern = literally(text) if len(text) <= _SHORT else f"{literally(text[:_BEGINNING].rstrip())}…"
    matches = Wording(pattern, fold)
    yield Proposal(SiteRule(host, keep, wording=pattern), sum(matches(normal(each, str)) for each in folded))


def _selectors(block: Block, tree: "Tree") -> tuple[str, ...]:
    """Selectors of the elements around the block, the nearest first."""
    elements, paths, text = tree.elements, Paths(tree.elements), block.text.original
    alike = (run.element for run in tree.runs if run.text == text)
    place = next((element for element in alike if paths.of(element) == block.origin.path), -1)
    found: list[str] = []
    for _ in range(_UP):
        if place < 0:
            break
        found += _names(elements[place])
        place = elements[place].parent
    return tuple(dict.fromkeys(found))[:_SELECTORS]


def _names(element: Element) -> Iterator[str]:
    if element.tag in ("html", "body"):
        return
    if (found := _ID.search(element.attributes)) is not None:
        yield f"#{found[1]}"
    if (found := _CLASS.search(element.attributes)) is not None:
        yield f"{element.tag}.{found[1]}"
