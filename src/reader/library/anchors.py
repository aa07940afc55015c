"""Places in a document that outlive what happens to it: another width or script, repairs, a page that is cleaned anew.

An `Anchor` names a block, a code point of the block's *original* text (so that no repair and no script moves it), a
fingerprint of that text as it is folded here, and a little of what stands before and after. `Places` makes anchors in
one document and finds them in another: first the block by its fingerprint, wherever it stands now, then the
surroundings by themselves. What is found nowhere is lost: `find` says None, and whoever keeps the anchor keeps it,
with its quote.
"""

import json
import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator, Sequence
from functools import cache, cached_property, lru_cache
from hashlib import blake2b
from typing import NamedTuple

from reader.model.document import Document
from reader.repair.fold import fold_all, fold_damage
from reader.repair.pinyin import pair_spans

TITLE = -1  # the number of the "block" that is the document's title

_AROUND = 24  # folded characters kept of what stands before, and of what stands after
_SEED = 6  # characters that must stand together where surroundings are looked for
_ENOUGH = 16  # characters of the surroundings that tell a place: a clause of Chinese, three words of English
_NO_LETTERS = re.compile(r"[\W_]+")


class Place(NamedTuple):
    """A code point of a block's original text; block -1 is the title."""

    block: int
    offset: int


class Anchor(NamedTuple):
    """A place that is remembered. ``folded`` is the place in the folded block, whose fingerprint is ``print``.

    ``before`` and ``after`` are folded text, at most 24 characters; they may go over the block's ends.
    """

    block: int
    offset: int
    folded: int
    print: str
    before: str
    after: str

    def dumps(self) -> str:
        """The anchor as it is stored: a JSON list."""
        return json.dumps(self, ensure_ascii=False, separators=(",", ":"))

    @classmethod
    def loads(cls, text: str) -> "Anchor":
        """The anchor that `dumps` wrote. Raises ValueError for anything else."""
        found = json.loads(text)
        if not isinstance(found, list) or list(map(type, found)) != [int, int, int, str, str, str]:
            raise ValueError(f"{text[:80]!r} is no anchor")
        return cls(*found)


class Folded(NamedTuple):
    """A text in one script, case and width, letters and digits alone; ``places``: where each stood in the text."""

    text: str
    places: tuple[int, ...]

    def at(self, offset: int) -> int:
        """The first folded character that stood at ``offset`` or behind it."""
        return bisect_left(self.places, offset)

    def offset(self, at: int) -> int:
        """Where the folded character ``at`` stood; for the end, right behind the last one."""
        if at < len(self.places):
            return self.places[at]
        return self.places[-1] + 1 if self.places else 0


def fold_text(text: str) -> str:
    """``text`` without what repairs, scripts and typography change.

    >>> fold_text("《ＡＩ》的 網(wǎng)站")
    'ai的网站'
    """
    return _letters(fold_damage(text))


def _letters(text: str) -> str:
    return _NO_LETTERS.sub("", text).casefold()


def fold(text: str) -> Folded:
    """The same, with the place of each character; several times as slow."""
    letters: list[str] = []
    places: list[int] = []
    end = 0
    for start, following in (*pair_spans(text), (len(text), len(text))):
        for place, character in enumerate(fold_damage(text[end:start]), end):
            if character.isalnum():
                letter = character.casefold()
                letters.append(letter)
                places += [place] * len(letter)
        end = following
    return Folded("".join(letters), tuple(places))


def fingerprint(text: str, folded: str | None = None) -> str:
    """Sixteen hexadecimal digits; a text without letters and digits (……) is told by itself.

    ``folded``: what `fold_text` says of it, if it has been asked.
    """
    return blake2b(
        ((fold_text(text) if folded is None else folded) or text).encode("utf8", "surrogatepass"), digest_size=8
    ).hexdigest()


class Places:
    """The places of one document. Safe to share between threads; nothing is folded before it is asked for."""

    def __init__(self, document: Document) -> None:
        self._texts: Sequence[str] = (document.title.original, *(block.text.original for block in document.blocks))
        self._fold = lru_cache(256)(lambda block: fold(self._texts[block + 1]))
        self._print = cache(lambda block: fingerprint(self._texts[block + 1]))

    def anchor(self, block: int, offset: int) -> Anchor:
        """The anchor of a code point of a block's original text; ``block`` -1 is the title.

        Where a place of the current text stood in the original is told by `Text.source_offset`, and the way back
        by `Text.current_offset`.
        """
        folded = self._fold(block)
        at = folded.at(offset)
        before, after = self._around(block, at)
        return Anchor(block, offset, at, self._print(block), before, after)

    def find(self, anchor: Anchor) -> Place | None:
        """Where an anchor stands in this document; None when that is lost."""
        if self._stands(anchor):
            return self._in_block(anchor, anchor.block)
        if same := self._prints.get(anchor.print):
            return self._in_block(anchor, max(same, key=lambda block: self._closeness(anchor, block, anchor.folded)))
        return self._by_surroundings(anchor)

    def prints(self) -> tuple[str, ...]:
        """The fingerprints of the blocks, in order: they tell whether two pages are one article."""
        return self._all_prints[1:]

    def length(self) -> int:
        """Letters, digits and Chinese characters of the blocks."""
        return sum(map(len, self._folded[1:]))

    @cached_property
    def _folded(self) -> tuple[str, ...]:
        return tuple(map(_letters, fold_all(self._texts)))

    @cached_property
    def _all_prints(self) -> tuple[str, ...]:
        return tuple(map(fingerprint, self._texts, self._folded))

    @cached_property
    def _prints(self) -> dict[str, list[int]]:
        found = defaultdict(list)
        for block, name in enumerate(self._all_prints, TITLE):
            found[name].append(block)
        return found

    def _stands(self, anchor: Anchor) -> bool:
        """Whether nothing has moved, which is seen without folding the whole document."""
        return (
            TITLE <= anchor.block < len(self._texts) - 1
            and self._print(anchor.block) == anchor.print
            and self._around(anchor.block, anchor.folded) == (anchor.before, anchor.after)
        )

    def _in_block(self, anchor: Anchor, block: int) -> Place:
        """The place in a block whose folded text is the anchor's; punctuation and pinyin in it may be others."""
        folded, length = self._fold(block), len(self._texts[block + 1])
        same = anchor.offset <= length and folded.at(anchor.offset) == anchor.folded
        return Place(block, anchor.offset if same else folded.offset(anchor.folded))

    def _by_surroundings(self, anchor: Anchor) -> Place | None:
        """The place whose surroundings are most like the anchor's: the block was rewritten, cut or joined."""
        need = min(_ENOUGH, len(anchor.before) + len(anchor.after))
        found = max(((*self._closeness(anchor, *seed), seed) for seed in self._seeds(anchor)), default=None)
        if found is None or not need or found[0] < need:
            return None
        block, at = found[2]
        return Place(block, self._fold(block).offset(at))

    def _seeds(self, anchor: Anchor) -> Iterator[tuple[int, int]]:
        """Every place next to which a few characters of the surroundings stand."""
        before, after = anchor.before[-_SEED:], anchor.after[:_SEED]
        for block, text in enumerate(self._folded, TITLE):
            yield from ((block, at) for at in _occurrences(text, after))
            yield from ((block, at + len(before)) for at in _occurrences(text, before))

    def _closeness(self, anchor: Anchor, block: int, at: int) -> tuple[int, int]:
        """How many characters of the surroundings are the same, next to the place; then how near the block is."""
        before, after = self._around(block, at)
        return _common(anchor.before[::-1], before[::-1]) + _common(anchor.after, after), -abs(block - anchor.block)

    def _around(self, block: int, at: int) -> tuple[str, str]:
        text = self._fold(block).text
        before, after = text[max(at - _AROUND, 0) : at], text[at : at + _AROUND]
        previous, following = block - 1, block + 1
        while len(before) < _AROUND and previous >= TITLE:
            before = (fold_text(self._texts[previous + 1]) + before)[-_AROUND:]
            previous -= 1
        while len(after) < _AROUND and following < len(self._texts) - 1:
            after = (after + fold_text(self._texts[following + 1]))[:_AROUND]
            following += 1
        return before, after


def _occurrences(text: str, part: str) -> Iterator[int]:
    place = text.find(part) if part else -1
    while place >= 0:
        yield place
        place = text.find(part, place + 1)


def _common(one: str, other: str) -> int:
    """How many characters two texts have in common at the beginning."""
    return next((at for at, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))
