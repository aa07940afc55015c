"""A brief as lines for people, with bars where they help."""

from collections.abc import Iterator

from reader.lexicon.brief import Brief, Hard
from reader.lexicon.levels import label
from reader.localization import mark
from reader.localization import translate as _
from reader.wrap import padded

_EIGHTHS = " ▏▎▍▌▋▊▉█"
_BAR = 30  # cells of a bar of 100 %, where there is room
_LABEL = 26  # cells before it
_NAMES = {
    "2025": mark("HSK 2025 (syllabus in force since July 2026)"),
    "2021": mark("HSK 2021 (GF0025-2021)"),
    "2.0": mark("HSK 2.0"),
}


def as_lines(brief: Brief, *, bars: bool, width: int = 80) -> Iterator[str]:
    """The brief; with ``bars``, shares are drawn too, in what ``width`` cells leave for them."""
    cells = min(max(width - _LABEL, 0), _BAR) if bars else 0
    if brief.title:
        yield brief.title
    yield _(
        "{characters:,} Chinese characters, {words:,} English words, {time}",
        characters=brief.characters,
        words=brief.words,
        time=_time(brief.minutes),
    )
    yield ""
    met = sum(count for _, count in brief.terms)
    yield _("Terms: {terms} of the glossary, met {met} times", terms=brief.distinct_terms, met=met)
    most = max((count for _, count in brief.terms), default=1)
    for category, count in brief.terms:
        yield f"  {padded(_(category), 16)}{count:>5}{_drawn(count / most, cells)}"
    yield ""
    yield _("Levels: {listed}, share of the words", listed=_(_NAMES[brief.listed]))
    for number, share in brief.levels:
        name = _("level {level}", level=label(number)) if number else _("in no list")
        yield f"  {padded(name, 16)}{share:>6.1%}{_drawn(share, cells)}"
    if brief.by_characters:
        yield "  " + _(
            "{share:.1%} of the words are in no list and counted by their characters", share=brief.by_characters
        )
    if brief.hardest:
        yield ""
        yield _("Hardest words")
        yield from (f"  {_hard(word)}" for word in brief.hardest)
    yield ""
    yield _("Latin acronyms that the glossary lacks: {count}", count=len(brief.acronyms)) + _named(brief)


def bar(share: float, cells: int = _BAR) -> str:
    """``share`` (0–1) of ``cells`` cells, drawn to an eighth of a cell.

    >>> bar(0.5, 4), bar(0.03, 4)
    ('██', '▏')
    """
    eighths = round(min(max(share, 0), 1) * cells * 8)
    return ("█" * (eighths // 8) + _EIGHTHS[eighths % 8]).rstrip()


def _drawn(share: float, cells: int) -> str:
    return f"  {bar(share, cells)}".rstrip()


def _hard(word: Hard) -> str:
    level = _("level {level}", level=label(word.level)) if word.level else _("in no list")
    if word.by_characters:
        level = _("{level} (by its characters)", level=level)
    rank = _("rank {rank:,}", rank=word.rank) if word.rank else _("rank beyond 30,000")
    times = [_("{count} times", count=word.times)] * (word.times > 1)
    return f"{word.word}  {word.reading}  {_(', ').join((level, rank, *times))}"


def _named(brief: Brief) -> str:
    names = ", ".join(name for name, count in brief.acronyms[:12])
    return _(" ({names})", names=names) if names else ""


def _time(minutes: float) -> str:
    if minutes < 1:
        return _("less than a minute")
    return _("about {minutes} min for a fluent reader", minutes=round(minutes))
