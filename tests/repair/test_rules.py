"""Each rule on its cases; the page-level decision is given."""

from collections.abc import Callable, Iterable
from typing import Any

import pytest

from reader.model.survey import Family, Survey
from reader.model.text import Edit, Text
from reader.repair.keyword_case import keyword_case
from reader.repair.misfires import byte_misfires
from reader.repair.pinyin import inserted_pinyin
from reader.repair.punctuation import full_width
from reader.repair.script import conversion, convert
from tests.support import cases

DAMAGED = Survey(inserted=Family.A, inserted_on=frozenset("網數據進學"), flattened=True)
HEALTHY = Survey()


def check(case: dict[str, Any], rule: Callable[[str], Iterable[Edit]]) -> None:
    text = Text.of(case["input"]).rewrite("rule", rule)
    assert text.current == case.get("expected", case["input"]), case["why"]
    assert text.rewrite("rule", rule) is text, "repairing twice changes nothing"


@pytest.mark.parametrize("case", cases("repair/punctuation.yaml"))
def test_punctuation(case: dict[str, Any]) -> None:
    check(case, lambda text: full_width(text, DAMAGED))


@pytest.mark.parametrize("case", cases("repair/pinyin.yaml"))
def test_pinyin(case: dict[str, Any]) -> None:
    check(case, lambda text: inserted_pinyin(text, DAMAGED))


@pytest.mark.parametrize("case", cases("repair/keyword_case.yaml"))
def test_keyword_case(case: dict[str, Any]) -> None:
    check(case, lambda text: keyword_case(text, HEALTHY))


@pytest.mark.parametrize("case", cases("repair/script.yaml"))
def test_script(case: dict[str, Any]) -> None:
    check(case, conversion("t2s"))


@pytest.mark.parametrize("text", ["新进展,新趋势?", "網(wǎng)站"])
def test_a_healthy_page_keeps_what_a_damaged_one_loses(text: str) -> None:
    assert not list(full_width(text, HEALTHY))
    assert not list(inserted_pinyin(text, HEALTHY))


def test_a_run_of_converted_characters_is_one_edit() -> None:
    assert list(conversion("t2s")("看訓練數據")) == [Edit(1, 5, "训练数据")]


def test_a_conversion_that_changes_lengths_keeps_its_offsets() -> None:
    text = Text.of("数据库里的默认值和内存").rewrite("taiwan", conversion("s2twp"))
    assert text.current == "資料庫裡的預設值和記憶體"
    start = text.current.index("記憶體")
    assert text.original[slice(*text.source_span(start, start + 3))] == "内存"


@pytest.mark.parametrize("case", cases("repair/misfires.yaml"))
def test_misfires(case: dict[str, Any]) -> None:
    damaged = Survey(inserted=Family.A, misfires=1)
    check(case, lambda text: byte_misfires(text, damaged))


@pytest.mark.parametrize("case", cases("repair/contexts.yaml"))
def test_contexts(case: dict[str, Any]) -> None:
    check(case, conversion("t2s"))


@pytest.mark.parametrize(
    ("simplified", "taiwan"),
    [
        ("模型的参数", "模型的參數"),
        ("扩展定律", "擴展定律"),
        ("激活函数", "激活函數"),
        ("残差连接", "殘差連接"),
        ("适配器", "適配器"),
        ("循环神经网络", "循環神經網路"),
        ("训练数据", "訓練資料"),
        ("扩展名", "副檔名"),
        ("网络连接", "網路連線"),
        ("软件与内存", "軟體與記憶體"),
    ],
)
def test_taiwans_words_are_a_readers_not_a_programmers(simplified: str, taiwan: str) -> None:
    assert convert(simplified, "s2twp") == taiwan
