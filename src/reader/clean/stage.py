"""The stage: a decoded page in, a document of kept and dropped blocks out."""

from reader.clean.facts import find_author, find_date
from reader.clean.judge import judge
from reader.clean.lines import read_lines
from reader.clean.outcome import block, first_kept, sort
from reader.clean.sniff import looks_like_html
from reader.model.document import Document, Metadata, Page
from reader.model.ports import FoldDamage
from reader.model.text import Text


def clean(page: Page, fold: FoldDamage) -> Document:
    """Find the article of ``page``; whatever is left out keeps its verdict.

    ``fold`` gives the view that is judged; the blocks keep the page's own text. Raises NoArticleError when the page
    holds no running text.
    """
    if not looks_like_html(page.text):
        return _clean_text(page, fold)
    from reader.clean.web import clean_web_page  # bs4 takes 100 ms to import, and a text page does not need it

    return clean_web_page(page, fold)


def _clean_text(page: Page, fold: FoldDamage) -> Document:
    candidates = read_lines(page.text, fold)
    verdicts = judge(candidates).verdicts
    start = first_kept(page, verdicts)
    blocks, dropped = sort(zip(map(block, candidates), verdicts, strict=True))
    metadata = Metadata(
        page.name,
        page.encoding,
        page.reason,
        author=find_author(candidates, start),
        date=find_date(candidates, start),
    )
    return Document(Text.of(""), metadata, blocks, dropped)
