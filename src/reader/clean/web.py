"""An HTML page becomes a document: blocks, title, and what is known of the page."""

from collections.abc import Container, Sequence
from dataclasses import replace

from reader.clean.address import page_address, rules_for
from reader.clean.candidate import Candidate
from reader.clean.head import read_head
from reader.clean.judge import judge
from reader.clean.linked import read_linked
from reader.clean.metadata import gather
from reader.clean.outcome import block, check_size, settle, sort
from reader.clean.pages import candidates_of
from reader.clean.said import Told, clear
from reader.clean.site import is_site_alone, parts_of, without_site
from reader.clean.structured import structured
from reader.clean.taught import Lesson, is_taught, teach
from reader.clean.title import bare, find_line_title, find_similar, find_title, first_heading, is_at, without_label
from reader.clean.tree import Choose, Tree, read_tree
from reader.model.choices import Cleaning
from reader.model.document import Document, Fact, Kind, Origin, Page, Verdict
from reader.model.ports import FoldDamage
from reader.model.site import SiteRule
from reader.model.text import Text

_LINKED = 0.5  # share of a block in links, above which it leads to a page and is not its title


def clean_web_page(page: Page, fold: FoldDamage, cleaning: Cleaning, rules: Sequence[SiteRule]) -> Document:
    """Find the article of an HTML page; raises NoArticleError when there is none."""
    tree = read_tree(page.text, _selectors(page, rules) if rules else None)
    check_size(page, len(tree.runs))
    candidates = candidates_of(tree.runs, tree.elements, fold)
    told = what_is_told(tree)
    names = list(dict.fromkeys(fact.value for fact in told.titles))
    named = find_title(candidates, names, fold)
    judged = judge(candidates, tree.elements, named)
    if tree.own:
        judged = judged._replace(verdicts=[None] * len(candidates))
    taught = rules_for(rules, page_address(page, tree.address)) if rules else ()
    lesson = Lesson(taught, tree.selected, _title(candidates, judged.verdicts, named, names, fold) if taught else None)
    ruled = teach(candidates, judged.verdicts, lesson, fold)
    verdicts = settle(page, candidates, judged, ruled, cleaning)
    at = _title(candidates, verdicts, named, names, fold)
    title = _shown_title(candidates[at], names) if at is not None else _said_title(told)
    metadata = gather(page, candidates, verdicts, (at, title), told)
    base = metadata.address.value if metadata.address else page.address
    blocks = [block(each, ruled.kept.get(index)) for index, each in enumerate(candidates)]
    chosen = {(choice.origin, choice.text) for choice in cleaning.choices if choice.keep}
    pairs = enumerate(zip(candidates, verdicts, strict=True))
    wanted = [index for index, (each, verdict) in pairs if verdict is None or _is_among(chosen, each)]
    blocks = structured(blocks, tree, wanted, base)
    kept, dropped = sort(pair for index, pair in enumerate(zip(blocks, verdicts, strict=True)) if index != at)
    return Document(Text.of(title.value if title else ""), metadata, kept, dropped)


def _is_among(chosen: Container[tuple[Origin, str]], candidate: Candidate) -> bool:
    """Whether a person brings the block back: it is laid over the document later, and read with its structure now."""
    return bool(chosen) and (candidate.origin, candidate.text) in chosen


def what_is_told(tree: Tree) -> Told:
    """What the head of a page, its JSON-LD and the marks in its body say of it."""
    head = read_head(tree.head)
    if tree.language:
        head = replace(head, languages=(Fact(tree.language[:100], "html lang"), *head.languages))
    return Told(head, read_linked(tree.data, [fact.value for fact in head.titles]), tree.marks)


def _selectors(page: Page, rules: Sequence[SiteRule]) -> Choose:
    """A function from the address that the page declares to the selectors of the rules for it."""

    def choose(declared: str) -> tuple[str, ...]:
        taught = rules_for(rules, page_address(page, declared))
        return tuple(dict.fromkeys(rule.selector for rule in taught if rule.selector))

    return choose


def _title(
    candidates: Sequence[Candidate],
    verdicts: Sequence[Verdict | None],
    named: int | None,
    titles: Sequence[str],
    fold: FoldDamage,
) -> int | None:
    """The block that is the title of the article that ``verdicts`` leave, unless a reader had it dropped."""
    start = verdicts.index(None) if None in verdicts else 0
    title = _titled(candidates, named, titles, start, fold)
    return None if title is not None and is_taught(verdicts[title]) else title


def _titled(
    candidates: Sequence[Candidate], named: int | None, titles: Sequence[str], start: int, fold: FoldDamage
) -> int | None:
    """The block of the title: as the head has it, nearly so, a heading, or, if the head names but the site, a line."""
    if named is not None and (not is_at(candidates, named, start) or _is_link(candidates[named])):
        named = None
    if named is not None and candidates[named].kind is Kind.HEADING:
        return named
    similar = find_similar(candidates, titles, start, fold)
    if named is not None:
        return similar if similar is not None and candidates[similar].kind is Kind.HEADING else named
    found = similar if similar is not None else first_heading(candidates, start)
    return find_line_title(candidates, start) if found is None and all(map(is_site_alone, titles)) else found


def _is_link(candidate: Candidate) -> bool:
    return candidate.kind is not Kind.HEADING and candidate.linked > _LINKED


def _shown_title(candidate: Candidate, titles: Sequence[str]) -> Fact:
    heads = [part for title in titles for part in (title, *parts_of(title)[:1])]
    return Fact(bare(without_label(candidate, heads)), candidate.origin.path)


def _said_title(told: Told) -> Fact | None:
    """The head's title without the name of the site."""
    first = next(iter(told.titles), None)
    site = told.head.sites[0].value if told.head.sites else ""
    return clear(without_site(first.value, site), first.source) if first is not None else None
