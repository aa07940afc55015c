"""The stage: a decoded page in, a document of kept and dropped blocks out."""

from reader.clean.judge import judge
from reader.clean.lines import read_lines
from reader.clean.metadata import gather
from reader.clean.outcome import block, check_size, settle, sort
from reader.clean.sniff import looks_like_html
from reader.clean.title import bare, find_line_title
from reader.model.document import Document, Fact, Page
from reader.model.ports import FoldDamage
from reader.model.text import Text


def clean(page: Page, fold: FoldDamage, *, force: bool = False) -> Document:
    """Find the article of ``page``; whatever is left out keeps its verdict.

    ``fold`` gives the view that is judged; the blocks keep the page's own text. Raises NoArticleError when the page
    has no article (a list of links, a form to log in, an error); ``force`` keeps the best guess of one.
    """
    if not looks_like_html(page.text):
        return _clean_text(page, fold, force=force)
    from reader.clean.web import clean_web_page  # bs4 takes 100 ms to import, and a text page does not need it

    return clean_web_page(page, fold, force=force)


def _clean_text(page: Page, fold: FoldDamage, *, force: bool) -> Document:
    candidates = read_lines(page.text, fold)
    check_size(page, len(candidates))
    verdicts = settle(page, candidates, judge(candidates), force=force)
    title = find_line_title(candidates, verdicts.index(None))
    if title is not None and not any(verdict is None for index, verdict in enumerate(verdicts) if index != title):
        title = None  # it is all that there is
    named = Fact(bare(candidates[title].text), f"line {candidates[title].origin.line}") if title is not None else None
    pairs = enumerate(zip(map(block, candidates), verdicts, strict=True))
    blocks, dropped = sort(pair for index, pair in pairs if index != title)
    metadata = gather(page, candidates, verdicts, (title, named))
    return Document(Text.of(named.value if named else ""), metadata, blocks, dropped)
