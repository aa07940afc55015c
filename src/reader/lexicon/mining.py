"""Candidates for a glossary, mined from pages: unknown Latin names, and Chinese words and compounds the pages favour.

A candidate's weight is its log-likelihood against general Chinese (Dunning 1993): how often it stands on the pages
beside how often it would by the frequencies of jieba's dictionary; a compound by those of its parts, as if they met by
chance. Occurrences inside a longer candidate count for the longer one (C-value, Frantzi 2000). Linear in the text.
"""

import re
from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import pairwise
from math import log2
from typing import NamedTuple

from reader.lexicon.expansions import Expansion, expansions
from reader.lexicon.written import fold
from reader.model.document import Block, Document, TokenKind
from reader.model.escape import printable
from reader.repair.script import fold_script

#: jieba's word → its frequency and part of speech.
Background = Mapping[str, tuple[int, str]]

_LATIN = re.compile(r"(?<![A-Za-z0-9./@_-])[A-Za-z][A-Za-z0-9]*(?:[-.][A-Za-z0-9]+)*(?![A-Za-z0-9/@_])")
_SENTENCE_END = re.compile("[。！？!?\n；]")
_LONGEST, _WIDEST = 3, 12  # words and characters of a compound
_SENTENCES, _SENTENCE = 3, 90  # kept, and code points of each
_AROUND = 6  # code points on either side that make a context
_COHESION = 3.0  # bits: how much oftener the words of a compound stand together than by chance on these pages
_LATIN_CHANCE = 1e-7  # of a name that no list has
#: jieba's parts of speech of which terms are made, and with which they begin and end; people and places are no terms.
_CONTENT = ("n", "v", "a", "b", "j", "l", "x", "i", "s")
_BEGINNINGS = ("n", "vn", "an", "b", "j", "l", "x")
_ENDINGS = ("n", "vn", "v", "j", "l", "x")
_NOT_CONTENT = frozenset(("nr", "nrt", "nrfg", "ns", "vd", "ad", "vshi", "vyou", "vq", "vi", "df", "nt"))
#: Characters of grammar: what the segmenter joins with them and no dictionary has is no word (这是, 将会).
_GRAMMAR = frozenset(
    "这那哪是的了着过在和与及就都也还又不没会将更最很太被把让从对向为而之其所且或但因于并一二三四五六七八九十几某每各该我你他她它们"
)
_LISTED_RATIO = 30  # how much oftener than in general text a word of the dictionary must stand
_LISTED_WEIGHT = 0.15  # which is then a term of the field, or the subject of the page
_LATIN_WEIGHT = 2.0
_SAID = 2.0  # of a name that the pages themselves explain
#: Verbs and nouns that terms do not begin or end with, though their part of speech would allow it.
_EMPTY_LIST = """
进行 成为 具有 可能 需要 能够 可以 开始 提供 实现 认为 表示 包括 通过 使用 利用 得到 看到 做到 希望
有 是 会 要 能 让 说 想 做 来 去 用 问题 时候 情况 方面 时间 方式 东西 部分 过程 目前 记者 编辑 来源
作者 文章 内容 小编 本文 本报 报道 今年 去年 近日 先生 女士 以上 以下 看 到 走 找 给 加 作 出 起 过
没有 存在 带来 发现 介绍 指出 显示 接受 采访 没 不能 应该 必须 请 达到 成 为 叫 称 等 该 其 新 大 小
高 多 真正 更多 不同 重要 相关 主要 一定 一般 基本 最终 越来越 不断 快速"""
_EMPTY = frozenset(_EMPTY_LIST.split())
#: Latin words of every page, which no reader of the field looks up.
_EVERYDAY_LIST = """
CEO CTO CFO COO VP IPO GDP PC TV VIP ID IP OK USB DVD NBA APP App WiFi HTTP HTTPS HTML URL PDF QQ IT
USA US UK EU NO AM PM BBC CNN iPhone iPad YouTube WeChat GitHub PPT Word Excel RMB USD JPG PNG GIF
MP3 MP4 CSS WWW RSS FAQ KB MB GB TB"""
_EVERYDAY = frozenset(_EVERYDAY_LIST.split())


class Candidate(NamedTuple):
    """A name, how often and on how many pages it stands, its weight, what the pages say it means, some sentences."""

    term: str
    kind: str
    times: int
    pages: int
    weight: float
    expansion: str
    chinese: str
    sentences: tuple[str, ...]


@dataclass(slots=True)
class _Seen:
    count: int = 0
    pages: set[int] = field(default_factory=set)
    forms: Counter[str] = field(default_factory=Counter)
    places: list[tuple[str, int, int]] = field(default_factory=list)  # text, start, end of those that are shown
    #: What stands around it, hashed: the headlines that a site puts on every page count once.
    contexts: set[int] = field(default_factory=set)


class _Part(NamedTuple):
    """Whether a word may be part of a term, and begin or end one."""

    content: bool
    begins: bool
    ends: bool


class Miner:
    """Takes page after page, then ranks what it met."""

    def __init__(self, known: Iterable[str], background: Background) -> None:
        """``known``: names that need no mining, as those of the glossaries."""
        self._known = frozenset(map(fold, known))
        self._background = background
        self._whole = sum(count for count, _ in background.values()) or 1
        self._latin: defaultdict[str, _Seen] = defaultdict(_Seen)
        self._words: Counter[str] = Counter()
        self._parts: dict[str, _Part] = {}
        self._compounds: defaultdict[tuple[str, ...], _Seen] = defaultdict(_Seen)
        self._said: dict[str, Expansion] = {}
        self._pages = 0

    def add(self, document: Document) -> None:
        """Count what a page has; its blocks need tokens and notes."""
        self._pages += 1
        for block in document.blocks:
            text = block.text.current
            self._add_latin(block)
            self._add_words(block)
            for said in expansions(text, self._is_name):
                self._said.setdefault(fold(said.term), said)

    def candidates(self, least: int = 2) -> list[Candidate]:
        """The candidates, the weightiest first; Chinese ones that stand at least ``least`` times."""
        size = max(1, self._words.total())
        found = [*self._latin_candidates(size), *self._chinese_candidates(size, least)]
        return sorted(found, key=lambda each: (-each.weight, each.term))

    def _add_latin(self, block: Block) -> None:
        text = block.text.current
        for match in _LATIN.finditer(text):
            name = match[0].removesuffix("s") if match[0][:-1].isupper() else match[0]
            if self._is_unknown_name(name) and not _is_noted(block, *match.span()):
                self._see(self._latin[fold(name)], name, text, *match.span())

    def _is_unknown_name(self, name: str) -> bool:
        return _is_latin_name(name) and name not in _EVERYDAY and fold(name) not in self._known

    def _add_words(self, block: Block) -> None:
        text = block.text.current
        folded = fold_script(text)
        for run in _runs(block):
            self._words.update(folded[start:end] for start, end in run)
            parts = [self._part(folded[start:end]) for start, end in run]
            for first in (place for place, part in enumerate(parts) if part.begins):
                for last in range(first, min(first + _LONGEST, len(run))):
                    if not parts[last].content:
                        break
                    start, end = run[first][0], run[last][1]
                    if parts[last].ends and 2 <= end - start <= _WIDEST:
                        key = tuple(folded[start:end] for start, end in run[first : last + 1])
                        self._see(self._compounds[key], text[start:end], text, start, end)

    def _see(self, seen: _Seen, form: str, text: str, start: int, end: int) -> None:
        seen.count += 1
        seen.pages.add(self._pages)
        seen.forms[form] += 1
        context = hash(text[max(0, start - _AROUND) : end + _AROUND])
        if context not in seen.contexts:
            seen.contexts.add(context)
            if len(seen.places) < _SENTENCES:
                seen.places.append((text, start, end))

    def _part(self, word: str) -> "_Part":
        part = self._parts.get(word)
        if part is None:
            tag = self._background.get(word, (0, "x"))[1]
            content = tag.startswith(_CONTENT) and tag not in _NOT_CONTENT
            if tag in ("x", "l", "i") and not _GRAMMAR.isdisjoint(word):
                content = False
            edge = content and word not in _EMPTY
            begins = edge and len(word) > 1 and tag.startswith(_BEGINNINGS)
            self._parts[word] = part = _Part(content, begins, edge and tag.startswith(_ENDINGS))
        return part

    def _is_name(self, words: str) -> bool:
        """Whether a Chinese run may be a name by itself: no word of grammar in it."""
        return words not in _EMPTY and self._part(words).content

    def _latin_candidates(self, size: int) -> Iterator[Candidate]:
        for key, seen in self._latin.items():
            said = self._said.get(key, Expansion("", "", ""))
            weight = _likelihood(len(seen.contexts), size, _LATIN_CHANCE) * _LATIN_WEIGHT
            weight *= _SAID if said.expansion or said.chinese else 1.0
            form = seen.forms.most_common(1)[0][0]
            yield Candidate(
                form, "latin", seen.count, len(seen.pages), weight * log2(1 + len(seen.pages)),
                said.expansion, said.chinese, _sentences(seen),
            )  # fmt: skip

    def _chinese_candidates(self, size: int, least: int) -> Iterator[Candidate]:
        frequent = {
            words: seen
            for words, seen in self._compounds.items()
            if len(seen.contexts) >= least and self._holds_together(words, seen.count, size)
        }
        within = self._counted_within(frequent)
        for words, seen in frequent.items():
            count = len(seen.contexts) - within[words]
            name = "".join(words)
            if count < least or fold(name) in self._known:
                continue
            said = self._said.get(fold(name), Expansion("", "", ""))
            listed = name in self._background
            chance = self._chance((name,)) if listed else self._chance(words)
            if listed and count / size <= _LISTED_RATIO * chance:
                continue
            weight = _likelihood(count, size, chance) * (_SAID if said.expansion else 1.0)
            weight *= _LISTED_WEIGHT if listed else 1.0
            form = seen.forms.most_common(1)[0][0]
            yield Candidate(
                form, "chinese", seen.count, len(seen.pages), weight * log2(1 + len(seen.pages)),
                said.expansion, "", _sentences(seen),
            )  # fmt: skip

    def _counted_within(self, frequent: Mapping[tuple[str, ...], _Seen]) -> Counter[tuple[str, ...]]:
        """How often each candidate stands inside a longer one, at most."""
        within: Counter[tuple[str, ...]] = Counter()
        for words, seen in frequent.items():
            for size in range(1, len(words)):
                for start in range(len(words) - size + 1):
                    part = words[start : start + size]
                    within[part] = max(within[part], len(seen.contexts))
        return within

    def _holds_together(self, words: tuple[str, ...], count: int, size: int) -> bool:
        """Pointwise mutual information of every place where a compound could fall apart."""
        for left, right in pairwise(words):
            together = self._compounds.get((left, right))
            joint = max(count, together.count if together else 0)
            if log2(joint * size / (self._words[left] * self._words[right])) < _COHESION:
                return False
        return True

    def _chance(self, words: tuple[str, ...]) -> float:
        chance = 1.0
        for word in words:
            chance *= max(1, self._background.get(word, (0, ""))[0]) / self._whole
        return chance if len(words) == 1 else max(chance, _LATIN_CHANCE)


def _likelihood(count: int, size: int, chance: float) -> float:
    """Twice the log of how much better the pages' own rate explains ``count`` than the general one, in bits."""
    return 2 * max(0.0, count * log2(count / (size * chance)))


def _is_latin_name(word: str) -> bool:
    """Acronyms and names with inner capitals: MoE, LoRA, GPT-4o; not plain words, nor a program's (handleError)."""
    letters = [c for c in word if c.isalpha()]
    inner = any(c.isupper() for c in word[1:])
    return 2 <= len(word) <= 24 and len(letters) > 1 and inner and not word[:2].islower()


def _runs(block: Block) -> Iterator[list[tuple[int, int]]]:
    """The Chinese words that stand side by side; what lies in a note is known, what follows a number measures it."""
    notes = iter(block.notes)
    note = next(notes, None)
    run: list[tuple[int, int]] = []
    number = False
    for token in block.tokens:
        while note and note.end <= token.start:
            note = next(notes, None)
        noted = note is not None and note.start < token.end
        if token.kind is TokenKind.WORD and not noted and not number:
            run.append((token.start, token.end))
        elif run:
            yield run
            run = []
        number = token.kind is TokenKind.NUMBER
    if run:
        yield run


def _is_noted(block: Block, start: int, end: int) -> bool:
    place = bisect_right(block.notes, start, key=lambda note: note.end)
    return place < len(block.notes) and block.notes[place].start < end


def _sentences(seen: _Seen) -> tuple[str, ...]:
    return tuple(dict.fromkeys(_sentence(*place) for place in seen.places))


def _sentence(text: str, start: int, end: int) -> str:
    """The sentence around a place, as far as it is near."""
    before = _SENTENCE_END.split(text[max(0, start - _SENTENCE // 2) : start])[-1]
    after = _SENTENCE_END.split(text[end : end + _SENTENCE // 2], maxsplit=1)
    return printable(" ".join(f"{before}{text[start:end]}{after[0]}".split()))
