"""An HTML page becomes a document: blocks, title, and what the head says."""

from collections.abc import Sequence
from dataclasses import replace

from reader.clean.article import WebPage, read_web_page, structured
from reader.clean.candidate import Candidate
from reader.clean.facts import find_author, find_date
from reader.clean.head import Head
from reader.clean.judge import judge
from reader.clean.outcome import block, first_kept, sort
from reader.clean.title import find_title, without_site
from reader.model.document import Block, Document, Kind, Metadata, Page, Verdict
from reader.model.ports import FoldDamage
from reader.model.text import Text

_BEFORE_START = 8  # blocks, among which a heading is the article's and not the site's
_AFTER_START = 3  # blocks of the article, among which its title may stand


def clean_web_page(page: Page, fold: FoldDamage) -> Document:
    """Find the article of an HTML page; raises NoArticleError when there is none."""
    web = read_web_page(page.text, fold)
    verdicts = judge(web.candidates, web.tree.elements)
    start = first_kept(page, verdicts)
    title = _title_block(web, start, fold)
    blocks = _blocks(web, verdicts)
    pairs = [pair for index, pair in enumerate(zip(blocks, verdicts, strict=True)) if index != title]
    kept, dropped = sort(pairs)
    text = web.candidates[title].text if title is not None else _head_title(web.head)
    return Document(Text.of(text), _metadata(page, web, start), kept, dropped)


def _title_block(web: WebPage, start: int, fold: FoldDamage) -> int | None:
    """The block that is the title: what the head calls the page, or else the first heading where the article begins."""
    end = start + _AFTER_START
    found = find_title(web.candidates[:end], web.head.titles, fold)
    if found is not None:
        return found
    beginning = range(max(start - _BEFORE_START, 0), min(end, len(web.candidates)))
    return next((index for index in beginning if _is_first_heading(web.candidates[index])), None)


def _is_first_heading(candidate: Candidate) -> bool:
    return candidate.kind is Kind.HEADING and candidate.level == 1


def _head_title(head: Head) -> str:
    return without_site(head.titles[0], head.site.value if head.site else "") if head.titles else ""


def _blocks(web: WebPage, verdicts: Sequence[Verdict | None]) -> list[Block]:
    """All blocks of the page; those within the article with the structure that BeautifulSoup reads."""
    parts = structured(web, [index for index, verdict in enumerate(verdicts) if verdict is None])
    blocks = [block(candidate) for candidate in web.candidates]
    for index, part in parts.items():
        blocks[index] = replace(blocks[index], kind=part.kind, level=part.level)
    return blocks


def _metadata(page: Page, web: WebPage, start: int) -> Metadata:
    """What the head says, and for want of that what the lines around the article's beginning say."""
    head = web.head
    return Metadata(
        page.name,
        page.encoding,
        page.reason,
        author=head.author or find_author(web.candidates, start),
        date=head.date or find_date(web.candidates, start),
        site=head.site,
        language=head.language,
        address=head.address,
    )
