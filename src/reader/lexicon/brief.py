"""What a person wants to know of a page before reading it: length, time, terms, difficulty."""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from reader.lexicon.levels import BAND, Levels
from reader.model.characters import HAN
from reader.model.choices import WordList
from reader.model.document import Block, Document, TokenKind

#: Characters a minute that a pupil of grades 7–9 must read silently in a modern text, by China's curriculum standard
#: for Chinese (义务教育语文课程标准, 2011 and 2022): 500 and more; 300 for grades 5–6. A learner is slower.
CHARACTERS_A_MINUTE = 500
#: Words a minute in silent reading of English non-fiction: Brysbaert, How many words do we read per minute? A review
#: and meta-analysis of reading rate, Journal of Memory and Language 109 (2019), 104047.
WORDS_A_MINUTE = 238

_ACRONYM = re.compile(r"(?<![A-Za-z0-9])(?=[A-Z0-9]*[A-Z][A-Z0-9]*[A-Z])[A-Z][A-Z0-9]{1,7}(?![A-Za-z0-9])")
_LATIN = re.compile(r"[A-Za-zÀ-ɏ]+(?:['’-][A-Za-zÀ-ɏ]+)*")
_HARDEST = 12  # words shown


class Hard(NamedTuple):
    """A hard word: its reading; level and rank, None where no list reaches; ``times``: how often it stands here.

    ``by_characters``: the word is in no list, and has the level of its hardest character.
    """

    word: str
    reading: str
    level: int | None
    rank: int | None
    times: int
    by_characters: bool = False


@dataclass(frozen=True, slots=True)
class Brief:
    """``minutes`` are for a fluent reader; ``levels`` are shares of the Chinese words, level 0 standing for none.

    ``terms``: how often the page has terms of each category; ``acronyms``: Latin ones that the glossary lacks.
    ``by_characters``: the share of the words that are in no list, and have the level of their hardest character.
    """

    title: str
    characters: int
    words: int
    minutes: float
    terms: tuple[tuple[str, int], ...]
    distinct_terms: int
    listed: WordList
    levels: tuple[tuple[int, float], ...]
    hardest: tuple[Hard, ...]
    acronyms: tuple[tuple[str, int], ...]
    by_characters: float = 0.0


def brief(
    document: Document, category: Callable[[str], str | None], levels: Levels, read: Callable[[str], str]
) -> Brief:
    """The brief of a document with tokens and notes.

    ``category`` tells the category of a headword, ``read`` how a word is read.
    """
    texts = [document.title.current, *(block.text.current for block in document.blocks)]
    characters = sum(len(HAN.findall(text)) for text in texts)
    words = sum(len(_LATIN.findall(text)) for text in texts)
    headwords = Counter(note.headword for block in document.blocks for note in block.notes)
    counted = Counter(_chinese_words(document.blocks))
    return Brief(
        document.title.current,
        characters,
        words,
        characters / CHARACTERS_A_MINUTE + words / WORDS_A_MINUTE,
        _by_category(headwords, category),
        len(headwords),
        levels.listed,
        _profile(counted, levels),
        tuple(_hardest(counted, levels, read)),
        tuple(_acronyms(document.blocks).most_common()),
        _by_characters(counted, levels),
    )


def _chinese_words(blocks: Iterable[Block]) -> Iterator[str]:
    for block in blocks:
        text = block.text.current
        yield from (text[token.start : token.end] for token in block.tokens if token.kind is TokenKind.WORD)


def _by_category(headwords: Counter[str], category: Callable[[str], str | None]) -> tuple[tuple[str, int], ...]:
    counts: Counter[str] = Counter()
    for headword, count in headwords.items():
        counts[category(headword) or "other"] += count
    return tuple(counts.most_common())


def _profile(counted: Counter[str], levels: Levels) -> tuple[tuple[int, float], ...]:
    """The share of each level among the running words; 0 stands for words that no list reaches."""
    counts: Counter[int] = Counter()
    for word, count in counted.items():
        level = levels.level(word)
        counts[level.number if level else 0] += count
    total = max(counts.total(), 1)
    return tuple((number, counts[number] / total) for number in (*range(1, BAND + 1), 0))


def _by_characters(counted: Counter[str], levels: Levels) -> float:
    estimated = sum(count for word, count in counted.items() if (level := levels.level(word)) and level.by_characters)
    return estimated / max(counted.total(), 1)


def _hardest(counted: Counter[str], levels: Levels, read: Callable[[str], str]) -> Iterator[Hard]:
    """Words of the highest levels, the rarest of them first, each once; of those alike the more frequent here."""

    def difficulty(word: str) -> tuple[bool, int, int, int]:
        level, rank = levels.level(word), levels.rank(word)
        return level is None, level.number if level else 0, rank or 1 << 20, counted[word]

    candidates = [word for word in counted if len(word) > 1 or levels.level(word) is None]
    for word in sorted(candidates, key=lambda word: (difficulty(word), word), reverse=True)[:_HARDEST]:
        level = levels.level(word)
        number, by_characters = (level.number, level.by_characters) if level else (None, False)
        yield Hard(word, read(word), number, levels.rank(word), counted[word], by_characters)


def _acronyms(blocks: Sequence[Block]) -> Counter[str]:
    """Latin acronyms that no note covers: candidates for the glossary."""
    found: Counter[str] = Counter()
    for block in blocks:
        noted = [(note.start, note.end) for note in block.notes]
        for match in _ACRONYM.finditer(block.text.current):
            if not any(start < match.end() and match.start() < end for start, end in noted):
                found[match[0]] += 1
    return found
