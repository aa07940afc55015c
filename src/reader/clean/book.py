"""An e-book becomes one document: chapter after chapter, each of them all article."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from reader.clean.candidate import Candidate
from reader.clean.dates import read_date
from reader.clean.facts import find_address
from reader.clean.language import find_language
from reader.clean.outcome import block, check_size, sort
from reader.clean.pages import candidates_of
from reader.clean.said import Said, Told, clear
from reader.clean.splitter import VOID
from reader.clean.structured import structured
from reader.clean.tree import Tree, read_tree
from reader.localization import translate as _
from reader.model.document import Block, Document, Dropped, Fact, Kind, Metadata, Origin, Page, Verdict
from reader.model.errors import NoArticleError
from reader.model.ports import FoldDamage
from reader.model.text import Text

#: Elements of XML that are closed where they open: <a id="page12"/>, <title/>. HTML would leave them open.
_CLOSED = re.compile(r"<([a-zA-Z][\w:.-]*)(\s[^<>]*?)?/>")
_SAMPLED = 100  # blocks that tell the language
_NAMED = 3  # blocks of a chapter, among which its title may stand
_FACTS = {
    "title": "titles",
    "creator": "authors",
    "date": "dates",
    "publisher": "sites",
    "language": "languages",
    "source": "addresses",
    "subject": "tags",
}


def read_book(
    page: Page, facts: Mapping[str, Sequence[str]], chapters: Sequence[tuple[str, str, Page]], fold: FoldDamage
) -> Document:
    """The document of a book: ``facts`` under the names of Dublin Core, ``chapters`` with their names and titles.

    Each chapter begins with a heading, that of its text or else its title. ``page`` is the book's own, without text.
    Raises NoArticleError when there is no text in it.
    """
    said = _said(facts)
    blocks: list[Block] = []
    dropped: list[Dropped] = []
    for name, heading, chapter in chapters:
        kept, left_out = _chapter(chapter, name, fold)
        dropped += (replace(item, before=item.before + len(blocks)) for item in left_out)
        blocks += _headed(kept, heading, name)
    if not blocks:
        told = _("{name}: there is no text in this e-book; give one that isn't all pictures.", name=page.name)
        raise NoArticleError(told, guess=False)
    title = next(iter(said.titles), None)
    if title is not None and len(blocks) > 1 and _is_heading(blocks[0], title.value):
        del blocks[0]
        dropped = [replace(item, before=max(item.before - 1, 0)) for item in dropped]
    metadata = _metadata(page, said, blocks, fold)
    return Document(Text.of(title.value if title else ""), metadata, tuple(blocks), tuple(dropped))


def _is_heading(block: Block, text: str) -> bool:
    return block.kind is Kind.HEADING and block.text.current == text


def _said(facts: Mapping[str, Sequence[str]]) -> Said:
    found: dict[str, list[Fact]] = {}
    for name, values in facts.items():
        if name in _FACTS:
            cleared = (clear(value, f"package {name}") for value in values)
            found[_FACTS[name]] = [fact for fact in cleared if fact is not None]
    return Said(**found)


def _metadata(page: Page, said: Said, blocks: Sequence[Block], fold: FoldDamage) -> Metadata:
    sample = [each for each in blocks if each.kind is not Kind.HEADING][:_SAMPLED]
    candidates = [Candidate(text, fold(text), each.kind) for each in sample if (text := each.text.current)]
    date = next((Fact(day, each.source) for each in said.dates if (day := read_date(each.value))), None)
    return Metadata(
        page.name,
        page.encoding,
        page.reason,
        title=next(iter(said.titles), None),
        authors=tuple(said.authors),
        date=date,
        site=next(iter(said.sites), None),
        language=find_language(candidates, said.languages),
        tags=tuple(said.tags),
        address=find_address(Told(said), page.address),
        hops=page.hops,
    )


def _chapter(page: Page, name: str, fold: FoldDamage) -> tuple[tuple[Block, ...], tuple[Dropped, ...]]:
    """The blocks of a file, and what it hides or sets below its text."""
    tree = read_tree(_CLOSED.sub(_opened, page.text))
    check_size(page, len(tree.runs))
    candidates = candidates_of(tree.runs, tree.elements, fold)
    verdicts = [_verdict(each, tree) for each in candidates]
    kept = [index for index, verdict in enumerate(verdicts) if verdict is None]
    blocks = [replace(block(each), origin=Origin(path=f"{name}#{each.origin.path}")) for each in candidates]
    blocks = structured(blocks, tree, kept, "")
    return sort(zip(blocks, verdicts, strict=True))


def _opened(match: re.Match[str]) -> str:
    name, attributes = match[1], match[2] or ""
    return match[0] if name.lower() in VOID else f"<{name}{attributes}></{name}>"


def _verdict(candidate: Candidate, tree: Tree) -> Verdict | None:
    if candidate.hidden:
        return Verdict("hidden", detail="the book does not show it")
    if "footer" in _tags_around(candidate.element, tree):
        return Verdict("place", detail="a footer, below the text of its chapter")
    return None


def _tags_around(index: int, tree: Tree) -> Iterator[str]:
    while index >= 0:
        yield tree.elements[index].tag
        index = tree.elements[index].parent


def _headed(blocks: tuple[Block, ...], title: str, name: str) -> tuple[Block, ...]:
    """The blocks of a chapter under a heading: their own, the first that says the title, or the title itself."""
    first = blocks[:_NAMED]
    if not title or not blocks or any(each.kind is Kind.HEADING for each in first):
        return blocks
    at = next((index for index, each in enumerate(first) if each.text.current == title), None)
    if at is not None:
        return (*blocks[:at], replace(blocks[at], kind=Kind.HEADING, level=1), *blocks[at + 1 :])
    return (Block(Kind.HEADING, Origin(path=name), Text.of(title), 1), *blocks)
