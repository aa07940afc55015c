"""The rules that a reader has taught, laid over the verdicts of the judge; what they decide says which rule it was."""

from collections.abc import Callable, Iterable, Sequence
from typing import NamedTuple

from reader.clean.candidate import Candidate
from reader.clean.glob import Wording, normal
from reader.model.document import Verdict
from reader.model.ports import FoldDamage
from reader.model.site import SiteRule

SITE_RULE = "site rule"


def is_taught(verdict: Verdict | None) -> bool:
    """Whether a rule that a reader has taught dropped a block."""
    return verdict is not None and verdict.rule == SITE_RULE


class Lesson(NamedTuple):
    """The rules for a page, and what they need to know of it.

    ``selected``: the selectors of the rules that each block lies in, () on a text page. ``title`` is the index of the
    title, which does not count among the blocks of the article.
    """

    rules: Sequence[SiteRule]
    selected: Sequence[frozenset[str]] = ()
    title: int | None = None


class Ruled(NamedTuple):
    """The verdicts with the rules laid over them, and by index the rule that keeps a block.

    ``emptied``: the rules left nothing of an article.
    """

    verdicts: list[Verdict | None]
    kept: dict[int, Verdict]
    emptied: bool = False


class _Blocks(NamedTuple):
    """What rules look at: the blocks' texts as they are compared, and what the lesson says of the blocks."""

    texts: list[str]
    lesson: Lesson
    fold: FoldDamage


def teach(
    candidates: Sequence[Candidate], verdicts: Sequence[Verdict | None], lesson: Lesson, fold: FoldDamage
) -> Ruled:
    """Lay the rules over ``verdicts`` in their order, so that the last one wins; linear in the blocks for each rule."""
    ruled = Ruled(list(verdicts), {})
    if not lesson.rules:
        return ruled
    blocks = _Blocks([normal(each.folded, str) for each in candidates], lesson, fold)
    for rule in lesson.rules:
        verdict = Verdict(SITE_RULE, detail=f"{rule.place} {rule}")
        for index in _met(rule, blocks, ruled.verdicts):
            ruled.verdicts[index] = None if rule.keep else verdict
            if rule.keep:
                ruled.kept[index] = verdict
            else:
                ruled.kept.pop(index, None)
    had, has = (_counted(each, lesson.title) for each in (verdicts, ruled.verdicts))
    return ruled._replace(emptied=bool(had) and not has)


def _counted(verdicts: Sequence[Verdict | None], title: int | None) -> list[int]:
    """The blocks of the article that ``verdicts`` leave, its title apart."""
    return [index for index, verdict in enumerate(verdicts) if verdict is None and index != title]


def _met(rule: SiteRule, blocks: _Blocks, verdicts: Sequence[Verdict | None]) -> list[int]:
    """The blocks that meet every condition of ``rule``; none for a rule without conditions."""
    counted = range(len(verdicts)) if rule.keep else _counted(verdicts, blocks.lesson.title)
    found = [
        *([_in_element(rule.selector, blocks)] if rule.selector else ()),
        *([_worded(rule.wording, blocks)] if rule.wording else ()),
        *([set(counted[: rule.first])] if rule.first else ()),
        *([set(counted[-rule.last :])] if rule.last else ()),
        *(_bounded(rule, blocks)),
    ]
    return sorted(set.intersection(*found)) if found else []


def _in_element(selector: str, blocks: _Blocks) -> set[int]:
    return {index for index, selectors in enumerate(blocks.lesson.selected) if selector in selectors}


def _worded(pattern: str, blocks: _Blocks) -> set[int]:
    matches = Wording(pattern, blocks.fold)
    return {index for index, text in enumerate(blocks.texts) if matches(text)}


def _bounded(rule: SiteRule, blocks: _Blocks) -> Iterable[set[int]]:
    """The blocks on one side of the first one with a wording; none, where no block has it."""
    numbers = range(len(blocks.texts))
    sides: tuple[tuple[str, Callable[[int], range]], ...] = (
        (rule.before, lambda at: numbers[:at]),
        (rule.after, lambda at: numbers[at + 1 :]),
        (rule.start, lambda at: numbers[at:]),
        (rule.end, lambda at: numbers[: at + 1]),
    )
    for pattern, side in sides:
        if pattern:
            at = min(_worded(pattern, blocks), default=None)
            yield set() if at is None else set(side(at))
