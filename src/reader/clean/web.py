"""An HTML page becomes a document: blocks, title, and what is known of the page."""

from collections.abc import Sequence
from dataclasses import replace

from reader.clean.candidate import Candidate
from reader.clean.head import read_head
from reader.clean.judge import judge
from reader.clean.linked import read_linked
from reader.clean.metadata import gather
from reader.clean.outcome import block, check_size, settle, sort
from reader.clean.fragment import read_fragment
from reader.clean.pages import candidates_of
from reader.clean.said import Said, clear
from reader.clean.site import without_site
from reader.clean.title import bare, find_title, first_heading, is_at
from reader.clean.tree import Tree, read_tree
from reader.model.document import Block, Document, Fact, Page, Verdict
from reader.model.ports import FoldDamage
from reader.model.text import Text


def clean_web_page(page: Page, fold: FoldDamage, *, force: bool = False) -> Document:
    """Find the article of an HTML page; raises NoArticleError when there is none."""
    tree = read_tree(page.text)
    check_size(page, len(tree.runs))
    candidates = candidates_of(tree.runs, tree.elements, fold)
    head = read_head(tree.head)
    linked = read_linked(tree.data, [fact.value for fact in head.titles])
    titles = (*head.titles[:-1], *linked.titles, *head.titles[-1:])
    named = find_title(candidates, dict.fromkeys(fact.value for fact in titles), fold)
    verdicts = settle(page, candidates, judge(candidates, tree.elements, named), force=force)
    start = verdicts.index(None)
    at = named if named is not None and is_at(named, start) else first_heading(candidates, start)
    title = _shown_title(candidates[at]) if at is not None else _said_title(titles, head)
    blocks = _blocks(candidates, tree, verdicts)
    kept, dropped = sort(pair for index, pair in enumerate(zip(blocks, verdicts, strict=True)) if index != at)
    if tree.language:
        head = replace(head, languages=(Fact(tree.language[:100], "html lang"), *head.languages))
    metadata = gather(page, candidates, verdicts, (at, title), (head, linked, tree.marks))
    return Document(Text.of(title.value if title else ""), metadata, kept, dropped)


def _shown_title(candidate: Candidate) -> Fact:
    return Fact(bare(candidate.text), candidate.origin.path)


def _said_title(titles: Sequence[Fact], head: Said) -> Fact | None:
    """The head's title without the name of the site."""
    if not titles:
        return None
    site = head.sites[0].value if head.sites else ""
    return clear(without_site(titles[0].value, site), titles[0].source)


def _blocks(candidates: Sequence[Candidate], tree: Tree, verdicts: Sequence[Verdict | None]) -> list[Block]:
    """All blocks of the page; those that are kept with the structure that BeautifulSoup reads."""
    blocks = [block(candidate) for candidate in candidates]
    kept = [index for index, verdict in enumerate(verdicts) if verdict is None]
    parts = read_fragment([tree.runs[index] for index in kept], tree.elements) or ()
    for index, part in zip(kept, parts, strict=False):
        blocks[index] = replace(blocks[index], kind=part.kind, level=part.level)
    return blocks
