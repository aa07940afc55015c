"""A brief as lines for people, with bars where they help."""

from collections.abc import Iterator

from reader.lexicon.brief import Brief, Hard
from reader.lexicon.levels import label

_EIGHTHS = " ▏▎▍▌▋▊▉█"
_BAR = 30  # cells of a bar of 100 %
_NAMES = {"2025": "HSK 2025 (syllabus in force since July 2026)", "2021": "HSK 2021 (GF0025-2021)", "2.0": "HSK 2.0"}


def as_lines(brief: Brief, *, bars: bool) -> Iterator[str]:
    """The brief; with ``bars``, shares are drawn too."""
    if brief.title:
        yield brief.title
    yield f"{brief.characters:,} Chinese characters, {brief.words:,} English words, {_time(brief.minutes)}"
    yield ""
    yield f"Terms: {brief.distinct_terms} of the glossary, met {sum(count for _, count in brief.terms)} times"
    most = max((count for _, count in brief.terms), default=1)
    for category, count in brief.terms:
        yield f"  {category:16}{count:>5}{_drawn(count / most, bars=bars)}"
    yield ""
    yield f"Levels: {_NAMES[brief.listed]}, share of the words"
    for number, share in brief.levels:
        name = f"level {label(number)}" if number else "in no list"
        yield f"  {name:16}{share:>6.1%}{_drawn(share, bars=bars)}"
    if brief.hardest:
        yield ""
        yield "Hardest words"
        yield from (f"  {_hard(word)}" for word in brief.hardest)
    yield ""
    yield f"Latin acronyms that the glossary lacks: {len(brief.acronyms)}" + _named(brief)


def bar(share: float, cells: int = _BAR) -> str:
    """``share`` (0–1) of ``cells`` cells, drawn to an eighth of a cell.

    >>> bar(0.5, 4), bar(0.03, 4)
    ('██', '▏')
    """
    eighths = round(min(max(share, 0), 1) * cells * 8)
    return ("█" * (eighths // 8) + _EIGHTHS[eighths % 8]).rstrip()


def _drawn(share: float, *, bars: bool) -> str:
    return f"  {bar(share)}".rstrip() if bars else ""


def _hard(word: Hard) -> str:
    level = f"level {label(word.level)}" if word.level else "in no list"
    rank = f"rank {word.rank:,}" if word.rank else "rank beyond 30,000"
    return f"{word.word}  {word.reading}  {level}, {rank}" + (f", {word.times} times" if word.times > 1 else "")


def _named(brief: Brief) -> str:
    return f" ({', '.join(name for name, _ in brief.acronyms[:12])})" if brief.acronyms else ""


def _time(minutes: float) -> str:
    return "less than a minute" if minutes < 1 else f"about {round(minutes)} min for a fluent reader"
