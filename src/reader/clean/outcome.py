"""From verdicts to a document: what is kept, what is dropped and where it stood."""

from collections.abc import Iterable, Sequence

from reader.clean.candidate import Candidate
from reader.clean.judge import Judged
from reader.clean.refusal import all_dropped, refuse
from reader.clean.repeats import fold_repeats
from reader.clean.splitter import MOST_BLOCKS
from reader.clean.taught import Ruled
from reader.localization import translate as _
from reader.model.choices import Cleaning
from reader.model.document import Block, Dropped, Page, Verdict
from reader.model.errors import SourceError
from reader.model.text import Text

_EQUALS = 1.0  # below the best block's score, within which others are as good a guess


def check_size(page: Page, blocks: int) -> None:
    """Raise SourceError if a page falls into more blocks than can be judged in bounded time and memory."""
    if blocks > MOST_BLOCKS:
        raise SourceError(
            _(
                "{name}: it falls into more than {most:,} blocks; split it into several pages.",
                name=page.name,
                most=MOST_BLOCKS,
            )
        )


def settle(
    page: Page, candidates: Sequence[Candidate], judged: Judged, ruled: Ruled, cleaning: Cleaning
) -> list[Verdict | None]:
    """The verdicts, if they leave an article, repeats folded if ``cleaning`` says so; raises NoArticleError if not.

    Where a rule keeps a block, that is the article. Forced, what was kept is kept in any case, and for want of that
    the best blocks; a page without text is refused.
    """
    verdicts = _article(page, candidates, judged, ruled, force=cleaning.force)
    if not cleaning.fold_repeats:
        return verdicts
    folded = fold_repeats(candidates, verdicts)
    return [None if index in ruled.kept else verdict for index, verdict in enumerate(folded)]


def _article(
    page: Page, candidates: Sequence[Candidate], judged: Judged, ruled: Ruled, *, force: bool
) -> list[Verdict | None]:
    kept = [index for index, verdict in enumerate(ruled.verdicts) if verdict is None]
    if (not force and not ruled.kept) or not candidates:
        if ruled.emptied:
            raise all_dropped(page, candidates)
        refuse(page, candidates, kept)
    if ruled.emptied:
        return judged.verdicts
    if kept or not candidates:
        return ruled.verdicts
    least = max(judged.scores) - _EQUALS
    return [None if score >= least else verdict for score, verdict in zip(judged.scores, judged.verdicts, strict=True)]


def block(candidate: Candidate, kept: Verdict | None = None) -> Block:
    """The block of a candidate, with the page's own text; ``kept`` says what kept it, if a rule did."""
    text = Text.of(candidate.text)
    return Block(candidate.kind, candidate.origin, text, candidate.level, readings=candidate.readings, kept=kept)


def sort(judged: Iterable[tuple[Block, Verdict | None]]) -> tuple[tuple[Block, ...], tuple[Dropped, ...]]:
    """The kept blocks, and the dropped ones with their place between them."""
    kept: list[Block] = []
    dropped: list[Dropped] = []
    for each, verdict in judged:
        if verdict is None:
            kept.append(each)
        else:
            dropped.append(Dropped(each, len(kept), verdict))
    return tuple(kept), tuple(dropped)
