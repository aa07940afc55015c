"""The stage: a decoded page in, a document of kept and dropped blocks out."""

from collections.abc import Sequence

from reader.clean.address import page_address, rules_for
from reader.clean.candidate import Candidate
from reader.clean.judge import judge
from reader.clean.lines import read_lines
from reader.clean.metadata import gather
from reader.clean.outcome import block, check_size, settle, sort
from reader.clean.sniff import looks_like_html
from reader.clean.taught import Lesson, is_taught, teach
from reader.clean.title import bare, find_line_title
from reader.model.choices import Cleaning
from reader.model.document import Document, Fact, Page, Verdict
from reader.model.ports import FoldDamage
from reader.model.site import SiteRule
from reader.model.text import Text


def clean(
    page: Page,
    fold: FoldDamage,
    cleaning: Cleaning = Cleaning(),  # noqa: B008 - frozen
    rules: Sequence[SiteRule] = (),
) -> Document:
    """Find the article of ``page``; whatever is left out keeps its verdict.

    ``fold`` gives the view that is judged; the blocks keep the page's own text. ``rules``, of those the ones for the
    page's site, win over the judge. Raises NoArticleError when the page has no article (a list of links, a form to
    log in, an error), unless ``cleaning`` forces a guess.
    """
    if not looks_like_html(page.text):
        return _clean_text(page, fold, cleaning, rules)
    from reader.clean.web import clean_web_page  # bs4 takes 100 ms to import, and a text page does not need it

    return clean_web_page(page, fold, cleaning, rules)


def _clean_text(page: Page, fold: FoldDamage, cleaning: Cleaning, rules: Sequence[SiteRule]) -> Document:
    candidates = read_lines(page.text, fold)
    check_size(page, len(candidates))
    judged = judge(candidates)
    lesson = Lesson(rules_for(rules, page_address(page)) if rules else ())
    ruled = teach(candidates, judged.verdicts, lesson, fold)
    verdicts = settle(page, candidates, judged, ruled, cleaning)
    title = _title(candidates, verdicts)
    named = Fact(bare(candidates[title].text), f"line {candidates[title].line}") if title is not None else None
    taken = enumerate(
        zip((block(each, ruled.kept.get(index)) for index, each in enumerate(candidates)), verdicts, strict=True)
    )
    blocks, dropped = sort(pair for index, pair in taken if index != title)
    metadata = gather(page, candidates, verdicts, (title, named))
    return Document(Text.of(named.value if named else ""), metadata, blocks, dropped)


def _title(candidates: Sequence[Candidate], verdicts: Sequence[Verdict | None]) -> int | None:
    """The line of the title, unless a reader had it dropped or it is all that there is."""
    title = find_line_title(candidates, verdicts.index(None))
    if title is None or is_taught(verdicts[title]):
        return None
    others = (verdict for index, verdict in enumerate(verdicts) if index != title)
    return title if any(verdict is None for verdict in others) else None
