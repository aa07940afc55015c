"""Paragraphs that say again what a paragraph before them has said: a summary that comes back, a text pasted twice.

Only running text is looked at, and only what is missing from the one or the other may differ. A word in the place of
another (张三 for 李四, 2021 for 2022) makes another statement, however alike the rest is.
"""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from heapq import nsmallest
from zlib import crc32

from reader.clean.candidate import Candidate
from reader.model.document import Kind, Origin, Verdict

REPEAT = "repeat"

_FEWEST = 40  # words (a Chinese character is one): refrains, captions and rows are shorter
_MOST = 4_000  # words; a longer block is a text of its own
_ALIKE = 0.85  # of the words of the longer one are in both
_SHINGLE = 4  # words
# Shingles, those with the least checksums, by which a block is found. Of two blocks that differ in 15 % of their words
# about a third of all shingles of four are in both (.85⁴ of each one's), so that one pair in 30,000 shares none of 24.
_SKETCH = 24
_POSTING = 8  # blocks that are remembered for a shingle; keeps a page of one sentence from being compared with itself
_TRIED = 4  # blocks, those that share most shingles, with which a block is compared
_AHEAD = 60  # words that may be missing in one place
_SURE = 3  # words that must be the same for two texts to run together again
_RUNNING = (Kind.PARAGRAPH, Kind.QUOTATION, Kind.ITEM)
_WORD = re.compile(r"[\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]|[^\W\d_\u3400-\u9fff\uf900-\ufaff]+|\d+")

Words = Sequence[str]


def fold_repeats(candidates: Sequence[Candidate], verdicts: Sequence[Verdict | None]) -> list[Verdict | None]:
    """The verdicts, with one on each kept block that repeats an earlier kept one; n log n in the text."""
    folded = list(verdicts)
    kept: dict[int, Words] = {}
    postings: dict[int, list[int]] = {}
    for index, candidate in enumerate(candidates):
        if verdicts[index] is not None or candidate.kind not in _RUNNING:
            continue
        words = words_of(candidate.folded)
        if not _FEWEST <= len(words) <= _MOST:
            continue
        sketch = _sketch(words)
        found = _repeated(words, sketch, kept, postings)
        if found is not None:
            folded[index] = _verdict(candidates[found[0]].origin, found[1])
            continue
        kept[index] = words
        for each in sketch:
            posting = postings.setdefault(each, [])
            if len(posting) < _POSTING:
                posting.append(index)
    return folded


def words_of(folded: str) -> Words:
    """The words of a folded text: Chinese characters, words of other scripts in lower case, numbers."""
    return _WORD.findall(folded.lower())


def _sketch(words: Words) -> list[int]:
    """The least checksums of the text's shingles. No hashes: Python's differ from run to run."""
    shingles = ("\0".join(words[at : at + _SHINGLE]) for at in range(len(words) - _SHINGLE + 1))
    return nsmallest(_SKETCH, {crc32(shingle.encode("utf-8", "surrogatepass")) for shingle in shingles})


def _repeated(
    words: Words, sketch: Sequence[int], kept: dict[int, Words], postings: dict[int, list[int]]
) -> tuple[int, float] | None:
    """The block that ``words`` repeat, and how like it they are; None if they say something new."""
    shared = Counter(index for each in sketch for index in postings.get(each, ()))
    for index, _ in shared.most_common(_TRIED):
        alike = likeness(kept[index], words)
        if alike >= _ALIKE:
            return index, alike
    return None


def likeness(first: Words, second: Words) -> float:
    """The share (0–1) of the longer text's words that both have in the same order, nothing standing for another word.

    0 as soon as something does, or more is missing than can be. Linear in the texts.

    >>> likeness("abcdefgh", "abcdfgh"), likeness("abcdefgh", "abcxefgh")
    (0.875, 0.0)
    """
    longest = max(len(first), len(second))
    missing, least = 0, longest * (1 - _ALIKE)
    for a, b in _gaps(first, second):
        missing += a + b
        if (a and b) or missing > least:
            return 0.0
    return 1 - missing / longest


def _gaps(first: Words, second: Words) -> Iterator[tuple[int, int]]:
    """How many words are skipped in each text where they part, until they run together again."""
    a = b = 0
    while a < len(first) and b < len(second):
        if first[a] == second[b]:
            a, b = a + 1, b + 1
            continue
        skipped = _skipped(first[a : a + _AHEAD + _SURE], second[b : b + _AHEAD + _SURE])
        yield skipped
        a, b = a + skipped[0], b + skipped[1]
    if a < len(first) or b < len(second):
        yield len(first) - a, len(second) - b


def _skipped(first: Words, second: Words) -> tuple[int, int]:
    """How many words one of the texts has more here; all of both when neither has, and something else stands there."""
    for count in range(1, _AHEAD + 1):
        if _same(first[count:], second):
            return count, 0
        if _same(first, second[count:]):
            return 0, count
    return len(first), len(second)


def _same(first: Words, second: Words) -> bool:
    """Whether two rests begin alike; at the end of a text fewer words are sure enough."""
    sure = min(_SURE, len(first), len(second))
    return sure > 0 and first[:sure] == second[:sure]


def _verdict(origin: Origin, alike: float) -> Verdict:
    place = f"line {origin.line}" if origin.line else origin.path
    return Verdict(REPEAT, round(alike, 2), _ALIKE, f"{alike:.0%} of it says again what {place} says")
