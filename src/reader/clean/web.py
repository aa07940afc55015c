"""An HTML page becomes a document: blocks, title, and what the head says."""

from collections.abc import Sequence
from dataclasses import replace

from reader.clean.address import page_address, rules_for
from reader.clean.candidate import Candidate
from reader.clean.entries import read_entries
from reader.clean.facts import find_author, find_date
from reader.clean.fragment import read_fragment
from reader.clean.head import Head, read_head
from reader.clean.judge import judge
from reader.clean.links import links_of
from reader.clean.outcome import block, check_size, settle, sort
from reader.clean.pages import candidates_of
from reader.clean.taught import Lesson, Ruled, is_taught, teach
from reader.clean.title import find_title, without_site
from reader.clean.tree import Choose, Tree, read_tree
from reader.model.choices import Cleaning
from reader.model.document import Block, Document, Kind, Metadata, Page, Verdict
from reader.model.ports import FoldDamage
from reader.model.site import SiteRule
from reader.model.text import Text

_BEFORE_START = 8  # blocks, among which a heading is the article's and not the site's
_AFTER_START = 3  # blocks of the article, among which its title may stand


def clean_web_page(page: Page, fold: FoldDamage, cleaning: Cleaning, rules: Sequence[SiteRule]) -> Document:
    """Find the article of an HTML page; raises NoArticleError when there is none."""
    tree = read_tree(page.text, _selectors(page, rules) if rules else None)
    check_size(page, len(tree.runs))
    candidates = candidates_of(tree.runs, tree.elements, fold)
    head = read_head(tree.head, tree.data, tree.language)
    named = find_title(candidates, head.titles, fold)
    judged = judge(candidates, tree.elements, named)
    taught = rules_for(rules, page_address(page, tree.address)) if rules else ()
    lesson = Lesson(taught, tree.marks, _title(candidates, judged.verdicts, named))
    ruled = teach(candidates, judged.verdicts, lesson, fold)
    verdicts = settle(page, candidates, judged, ruled, cleaning)
    start = verdicts.index(None)
    title = _title(candidates, verdicts, named)
    blocks = _blocks(candidates, tree, verdicts, ruled, page_address(page, head.address.value if head.address else ""))
    pairs = [pair for index, pair in enumerate(zip(blocks, verdicts, strict=True)) if index != title]
    kept, dropped = sort(pairs)
    text = candidates[title].text if title is not None else _head_title(head)
    return Document(Text.of(text), _metadata(page, head, candidates, start), kept, dropped)


def _title(candidates: Sequence[Candidate], verdicts: Sequence[Verdict | None], named: int | None) -> int | None:
    """The block that is the title of the article that ``verdicts`` leave, unless a reader had it dropped."""
    start = verdicts.index(None) if None in verdicts else 0
    title = named if named is not None and named < start + _AFTER_START else _first_heading(candidates, start)
    return None if title is not None and is_taught(verdicts[title]) else title


def _selectors(page: Page, rules: Sequence[SiteRule]) -> Choose:
    """A function from the address that the page declares to the selectors of the rules for it."""

    def choose(declared: str) -> tuple[str, ...]:
        taught = rules_for(rules, page_address(page, declared))
        return tuple(dict.fromkeys(rule.selector for rule in taught if rule.selector))

    return choose


def _first_heading(candidates: Sequence[Candidate], start: int) -> int | None:
    """The first heading where the article begins, if it is one of the first level."""
    beginning = range(max(start - _BEFORE_START, 0), min(start + _AFTER_START, len(candidates)))
    return next((index for index in beginning if _is_first_heading(candidates[index])), None)


def _is_first_heading(candidate: Candidate) -> bool:
    return candidate.kind is Kind.HEADING and candidate.level == 1


def _head_title(head: Head) -> str:
    return without_site(head.titles[0], head.site.value if head.site else "") if head.titles else ""


def _blocks(
    candidates: Sequence[Candidate], tree: Tree, verdicts: Sequence[Verdict | None], ruled: Ruled, base: str
) -> list[Block]:
    """All blocks of the page; those that are kept with the structure that BeautifulSoup reads."""
    blocks = [block(candidate, ruled.kept.get(index)) for index, candidate in enumerate(candidates)]
    kept = [index for index, verdict in enumerate(verdicts) if verdict is None]
    parts = read_fragment([tree.runs[index] for index in kept], tree.elements) or ()
    for index, part in zip(kept, parts, strict=False):
        blocks[index] = replace(blocks[index], kind=part.kind, level=part.level, number=part.number)
    for index, entry in read_entries(tree.runs, tree.elements, kept).items():
        blocks[index] = replace(blocks[index], entry=entry)
    for index in kept:
        if tree.runs[index].links:
            blocks[index] = replace(blocks[index], links=links_of(tree.runs[index], base))
    return blocks


def _metadata(page: Page, head: Head, candidates: Sequence[Candidate], start: int) -> Metadata:
    """What the head says, and for want of that what the lines around the article's beginning say."""
    return Metadata(
        page.name,
        page.encoding,
        page.reason,
        author=head.author or find_author(candidates, start),
        date=head.date or find_date(candidates, start) or head.time,
        site=head.site,
        language=head.language,
        address=head.address,
    )
