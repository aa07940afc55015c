"""Paragraphs that come again."""

from time import process_time
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.clean.candidate import Candidate
from reader.clean.repeats import fold_repeats, likeness, words_of
from reader.clean.stage import clean
from reader.model.choices import Cleaning
from reader.model.document import Document, Kind, Page, Verdict
from reader.model.site import SiteRule
from reader.repair.fold import fold_damage
from tests.support import cases

BETWEEN = "<p>中间的一段讲的是别的事情，说的是天气，今天下雨，明天大概会晴，后天谁也说不准，出门的时候带上雨伞。</p>"


def cleaned(html: str, *rules: SiteRule, fold: bool = True) -> Document:
    return clean(Page("page", html, "utf-8", ""), fold_damage, Cleaning(fold_repeats=fold), rules)


def whole(first: str, second: str) -> str:
    parts = [text if text.startswith("<") else f"<p>{text}</p>" for text in (first, second)]
    return f"<html><body><div class='article'>{parts[0]}{BETWEEN}{parts[1]}</div></body></html>"


@pytest.mark.parametrize("case", cases("clean/repeats.yaml"))
def test_what_is_said_again_is_folded(case: dict[str, Any]) -> None:
    html = whole(case["first"], case["second"])
    plain, document = cleaned(html, fold=False), cleaned(html)
    assert len(plain.blocks) == 3, "the cleaner keeps all of it"
    assert len(document.blocks) == (2 if case["folded"] else 3)
    if case["folded"]:
        (verdict,) = [each.verdict for each in document.dropped]
        assert verdict.rule == "repeat"
        assert verdict.limit <= verdict.figure <= 1
        assert str(verdict).endswith("of it says again what html/body/div/p says")


def test_a_rule_keeps_a_repeat() -> None:
    text = "这家公司今年将把研发投入提高到往年的两倍，主要用于训练更大的语言模型，并向学术界开放一部分数据，记者说。"
    assert len(cleaned(whole(text, text)).blocks) == 2
    assert len(cleaned(whole(text, text), SiteRule("*", keep=True, last=1)).blocks) == 3


def test_on_a_text_page_the_line_is_named() -> None:
    text = "这家公司今年将把研发投入提高到往年的两倍，主要用于训练更大的语言模型，并向学术界开放一部分数据，记者说。"
    document = cleaned(f"{text}\n\n中间的一段讲的是别的事情，今天下雨，明天大概会晴，后天谁也说不准。\n\n{text}")
    assert [str(each.verdict) for each in document.dropped] == ["repeat: 100% of it says again what line 1 says"]


def candidates(texts: list[str]) -> list[Candidate]:
    return [Candidate(text, text, Kind.PARAGRAPH, number) for number, text in enumerate(texts, 1)]


WORDS = st.lists(st.sampled_from("数据模型训练算法公司记者"), min_size=40, max_size=80)


@given(st.lists(WORDS, max_size=6), st.lists(st.booleans(), min_size=6, max_size=6))
def test_the_first_of_its_kind_is_always_kept(texts: list[list[str]], kept: list[bool]) -> None:
    verdicts = [None if keep else Verdict("x") for keep, _ in zip(kept, texts, strict=False)]
    found = candidates(["".join(text) for text in texts])
    folded = fold_repeats(found, verdicts)
    for index, verdict in enumerate(folded):
        assert verdicts[index] is None or verdict == verdicts[index], "what was dropped stays so"
        if verdict is not None and verdict.rule == "repeat":
            line = int(verdict.detail.split()[-2])
            assert line - 1 < index
            assert folded[line - 1] is None, "what is named is kept"
    again = [None if verdict is None else Verdict("x") for verdict in folded]
    assert fold_repeats(found, again) == again, "a page without repeats stays as it is"


@given(WORDS, WORDS)
def test_likeness_is_a_share(first: list[str], second: list[str]) -> None:
    assert likeness(first, first) == 1
    assert 0 <= likeness(first, second) <= 1


@given(WORDS, st.integers(0, 79), st.integers(1, 5))
def test_a_few_words_less_in_one_place_are_the_same_text(words: list[str], at: int, count: int) -> None:
    at = min(at, len(words) - count)
    text = [f"{word}{index}" for index, word in enumerate(words)]  # no word twice, so that the place is sure
    assert likeness(text, text[:at] + text[at + count :]) == pytest.approx(1 - count / len(text))


@given(WORDS, st.integers(0, 79))
def test_one_word_for_another_is_another_text(words: list[str], at: int) -> None:
    text = [f"{word}{index}" for index, word in enumerate(words)]
    other = [*text]
    other[min(at, len(text) - 1)] = "别"
    assert likeness(text, other) == 0


@pytest.mark.parametrize(
    "texts",
    [
        ["数据模" * 500] * 1_000,
        [f"数据模{number}" * 300 for number in range(1_000)],
        ["数" * 1000 + "据" * number + "模" * 1000 for number in range(500)],
    ],
    ids=["the same", "numbers", "growing"],
)
def test_hostile_pages_take_bounded_time(texts: list[str]) -> None:
    start = process_time()
    fold_repeats(candidates(texts), [None] * len(texts))
    assert process_time() - start < 60  # a second; each against each would be many minutes


def test_words_of_all_scripts() -> None:
    assert list(words_of("GPT-4 的 3.5 亿元，é 한국")) == ["gpt", "4", "的", "3", "5", "亿", "元", "é", "한국"]
