"""From verdicts to a document: what is kept, what is dropped and where it stood."""

from collections.abc import Iterable, Sequence

from reader.clean.candidate import Candidate
from reader.model.document import Block, Dropped, Page, Verdict
from reader.model.errors import NoArticleError
from reader.model.text import Text


def first_kept(page: Page, verdicts: Sequence[Verdict | None]) -> int:
    """The index of the first kept block; raises NoArticleError if there is none."""
    if None in verdicts:
        return verdicts.index(None)
    held = f"none of its {len(verdicts)} blocks is running text" if verdicts else "it has no text at all"
    raise NoArticleError(
        f"{page.name}: no article was found, {held}; save the page from a browser once it has loaded, or use "
        f"'reader repair' to keep every line.",
    )


def block(candidate: Candidate) -> Block:
    """The block of a candidate, with the page's own text."""
    text = Text.of(candidate.text)
    return Block(candidate.kind, candidate.origin, text, candidate.level, readings=candidate.readings)


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
