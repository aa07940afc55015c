"""The blocks of an HTML page: found on a fast tree, the article among them read with BeautifulSoup."""

from collections.abc import Sequence
from dataclasses import dataclass

from reader.clean.candidate import Candidate
from reader.clean.fragment import Part, read_fragment
from reader.clean.head import Head, read_head
from reader.clean.splitter import Element, Run
from reader.clean.tree import Tree, read_tree
from reader.model.document import Kind, Origin
from reader.model.ports import FoldDamage

_HEADINGS = {f"h{level}": level for level in range(1, 7)}
#: An article that fills one of these is read with the element around it.
_WITHIN = frozenset(
    [
        *("li", "ul", "ol", "menu", "dir", "blockquote", "pre", "caption", "figcaption"),
        *("table", "thead", "tbody", "tfoot", "tr", "td", "th", *_HEADINGS),
    ],
)
_DEEPEST = 300  # levels of a fragment; deeper ones, and longer ones, are taken as the fast tree has them
_LONGEST = 1_000_000  # characters; BeautifulSoup takes 3 seconds for that many
_LONGEST_PATH = 40  # steps; of a longer path the last are shown


@dataclass(frozen=True, slots=True)
class WebPage:
    """The blocks of an HTML page, all of them, and what its head says."""

    candidates: tuple[Candidate, ...]
    tree: Tree
    head: Head


def read_web_page(html: str, fold: FoldDamage) -> WebPage:
    """Parse a page into candidates, which have the fast tree's idea of their kind, and read its head."""
    tree = read_tree(html)
    hidden = _hides_furniture(tree.runs)
    candidates = tuple(_candidate(run, tree.elements, fold, hidden=hidden and run.hidden) for run in tree.runs)
    return WebPage(candidates, tree, read_head(tree.head, tree.data, tree.language))


def _hides_furniture(runs: Sequence[Run]) -> bool:
    """Whether what the page hides is the lesser part of it; otherwise a script shows it once the page has loaded."""
    return sum(len(run.text) for run in runs if run.hidden) * 2 < sum(len(run.text) for run in runs)


def _candidate(run: Run, elements: Sequence[Element], fold: FoldDamage, *, hidden: bool) -> Candidate:
    kind, level = _rough_kind(run, elements)
    origin = Origin(path=_path(run.element, elements))
    linked = run.linked / len(run.text)
    return Candidate(
        run.text,
        fold(run.text),
        kind,
        origin,
        level,
        linked=linked,
        element=run.element,
        hidden=hidden,
        readings=run.readings,
    )


def _rough_kind(run: Run, elements: Sequence[Element]) -> tuple[Kind, int]:
    if run.cells:
        return Kind.ROW, 0
    tag = elements[run.element].tag
    if tag in _HEADINGS:
        return Kind.HEADING, _HEADINGS[tag]
    if tag == "pre":
        return Kind.CODE, 0
    return (Kind.ITEM, 1) if tag == "li" else (Kind.PARAGRAPH, 0)


def _path(index: int, elements: Sequence[Element]) -> str:
    steps: list[str] = []
    while index >= 0 and len(steps) < _LONGEST_PATH:
        parent, tag, number = elements[index]
        steps.append(tag if number == 1 else f"{tag}[{number}]")
        index = parent
    return "/".join(reversed(steps))


def structured(page: WebPage, kept: Sequence[int]) -> dict[int, Part]:
    """The parts that BeautifulSoup reads for the blocks ``kept`` and those among them, by index.

    It is given the smallest element that holds all of them, or the list, table or quotation around it. Where its tree
    and the fast one disagree the answer is {}, and the fast tree's idea of each block has to do.
    """
    runs, elements = page.tree.runs, page.tree.elements
    top = _around([runs[index].element for index in kept], elements)
    end, deepest = _extent(top, elements)
    html = page.tree.nodes[top].html or ""
    if deepest > _DEEPEST or len(html) > _LONGEST:
        return {}
    inside = [index for index, run in enumerate(runs) if top <= run.element < end]
    parts = read_fragment(html)
    if [part.text for part in parts] != [runs[index].text for index in inside]:
        return {}
    return dict(zip(inside, parts, strict=True))


def _around(places: Sequence[int], elements: Sequence[Element]) -> int:
    """The smallest element around all of ``places``; elements are numbered as they open, parents first."""
    top = places[0]
    for place in places:
        other = place
        while other != top:
            if other > top:
                other = elements[other].parent
            else:
                top = elements[top].parent
    while elements[top].parent >= 0 and elements[top].tag in _WITHIN:
        top = elements[top].parent
    return top


def _extent(top: int, elements: Sequence[Element]) -> tuple[int, int]:
    """Where the elements under ``top`` end, and how many levels they go down."""
    depths = {top: 0}
    for index in range(top + 1, len(elements)):
        above = depths.get(elements[index].parent)
        if above is None:
            return index, max(depths.values())
        depths[index] = above + 1
    return len(elements), max(depths.values())
