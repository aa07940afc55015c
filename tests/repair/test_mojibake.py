"""Damage made on purpose is undone: random Chinese, read wrongly in each way."""

from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.decode import decode
from reader.model.document import Source
from reader.model.recode import MIXES, UTF8_AS_BIG5, UTF8_AS_GBK, Mix
from reader.model.survey import MojibakeFigures, Survey
from reader.model.text import Text
from reader.repair import double_byte
from reader.repair.mojibake import mojibake
from reader.repair.stage import survey
from tests.support import cases

WORDS = "时间文章中国经济发展学习数据我们他们可以因为问题工作社会生活需要使用内容今天网络"
TRADITIONAL = "時間文章中國經濟發展學習數據我們他們可以因為問題工作社會生活需要使用內容今天網路"
#: UTF-8 that is read as Big5 loses almost every character, so that no text comes through whole.
LOSSLESS = [mix for mix in MIXES if mix != UTF8_AS_BIG5]
#: Rows of kana, private use, lost characters and rare ones, enough for every pattern to be given.
ALL_TRIGGERS = frozenset(double_byte.triggers("\ufffdい\ue000仱伀"))
NAMES = [str(mix) for mix in LOSSLESS]


def sentences(words: str, least: int = 3, comma: str = "，") -> st.SearchStrategy[str]:
    """Clauses of four of ``words``, two characters each."""
    pairs = [words[at : at + 2] for at in range(0, len(words), 2)]
    return st.lists(st.sampled_from(pairs), min_size=least, max_size=20, unique=True).map(
        lambda chosen: comma.join("".join(chosen[at : at + 4]) for at in range(0, len(chosen), 4)),
    )


def texts(mix: Mix, least: int) -> st.SearchStrategy[str]:
    """Text that comes through ``mix`` whole: UTF-8 that is read as GBK loses the end of every odd run of characters."""
    words = TRADITIONAL if mix.really == "big5hkscs" else WORDS
    found = sentences(words, least, "" if mix == UTF8_AS_GBK else "，")
    return found.filter(lambda text: "\ufffd" not in misread(text, mix))


def misread(text: str, mix: Mix) -> str:
    """``text`` as a reader has it who takes its bytes for another encoding; loses whatever that has no place for."""
    data = text.encode(mix.really)
    if mix.read_as != "cp1252":
        return data.decode(mix.read_as, "replace")
    return "".join(bytes([byte]).decode("cp1252", "ignore") or chr(byte) for byte in data)


@pytest.mark.parametrize("case", cases("repair/mojibake.yaml"))
def test_runs(case: dict[str, Any]) -> None:
    figures = survey([case["input"]])
    text = Text.of(case["input"]).rewrite("mojibake", lambda text: mojibake(text, figures))
    assert text.current == case.get("expected", case["input"]), case["why"]
    assert text.rewrite("mojibake", lambda text: mojibake(text, figures)) is text, "repairing twice changes nothing"


@pytest.mark.parametrize("mix", LOSSLESS, ids=NAMES)
@given(data=st.data())
def test_a_damaged_run_inside_clean_text_is_undone(mix: Mix, data: st.DataObject) -> None:
    text = data.draw(texts(mix, 3))
    damaged = misread(text, mix)
    known = Survey(mojibake=MojibakeFigures((mix,)))
    page = Text.of(f"前言 {damaged} 后记").rewrite("mojibake", lambda text: mojibake(text, known))
    assert page.current == f"前言 {text} 后记"


@pytest.mark.parametrize("mix", LOSSLESS, ids=NAMES)
@given(data=st.data())
def test_a_page_that_was_saved_wrongly_is_undone(mix: Mix, data: st.DataObject) -> None:
    text = data.draw(texts(mix, 8))
    damaged = misread(text, mix)
    page = decode(Source("page", damaged.encode()))
    assert page.text == text
    assert str(mix) in page.reason


@given(sentences(WORDS, 8))
def test_what_was_lost_in_between_is_marked_and_the_rest_comes_back(text: str) -> None:
    damaged = text.encode().decode("gbk", "replace")
    page = decode(Source("page", damaged.encode()))
    if damaged.count("\ufffd") > len(text) / 5:  # too much was lost to be sure
        return
    kept = [part for part in page.text.split("\ufffd") if part]
    at = 0
    for part in kept:
        assert part in text[at:]
        at = text.index(part, at) + len(part)
    assert sum(map(len, kept)) >= 0.5 * len(text)


@given(sentences(WORDS), st.sampled_from([str.upper, str.lower]))
def test_clean_text_of_common_words_stays(text: str, case: Callable[[str], str]) -> None:
    clean = f"{text}{case('Café')}、naïve、Müller，{text}"
    assert not list(mojibake(clean, survey([clean])))


@given(
    st.text(
        st.sampled_from("鏂囩珷銆鈥锛ｄ中文章笢恅儠\ufffdいゅД\ue000a ，囊躓") | st.characters(codec="big5"),
        max_size=12,
    )
)
def test_bytes_tell_wherever_a_pattern_would(text: str) -> None:
    for pattern in ALL_TRIGGERS.difference(double_byte.triggers(text)):
        assert not pattern.search(text)


def test_there_are_four_patterns_to_be_spared() -> None:
    assert len(ALL_TRIGGERS) == 4


def test_a_run_that_was_saved_wrongly_twice_is_undone() -> None:
    damaged = misread(misread("文章的内容", MIXES[0]), MIXES[0])
    assert Text.of(damaged).rewrite("m", lambda text: mojibake(text, Survey())).current == "文章的内容"


def test_a_page_whose_bytes_look_like_the_other_encoding_is_told() -> None:
    page = decode(Source("page", misread("今天的文章内容，他们可以使用。", UTF8_AS_GBK).encode()))
    assert "UTF-8 read as GB18030, which is undone" in page.reason
