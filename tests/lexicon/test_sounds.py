"""What a query spells in pinyin."""

import pytest

from reader.lexicon.sounds import spelt

TEXT = "这是訓練數據，训练数据在西安，先生来自中国，吃了绿色的菜，去旅行。"


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("xlsj", ["訓練數據", "训练数据"]),
        ("XLSJ", ["訓練數據", "训练数据"]),
        ("ｘｌｓｊ", ["訓練數據", "训练数据"]),
        ("xunlian", ["訓練", "训练"]),
        ("xun lian shu ju", ["訓練數據", "训练数据"]),
        ("xi'an", ["西安", "先"]),
        ("zg", ["中国"]),
        ("zhg", ["中国"]),
        ("lvse", ["绿色"]),
        ("lüse", ["绿色"]),
        ("lüxing", ["旅行"]),
        ("chx", []),
        ("zzzz", []),
    ],
)
def test_spelt(query: str, found: list[str]) -> None:
    pattern = spelt(query)
    assert pattern is not None
    assert [match[0] for match in pattern.finditer(TEXT)] == found


@pytest.mark.parametrize("query", ["", "x", "xl1", "xl.j", "训练", "x" * 31, "uuuu", "[a]", "ivi"])
def test_what_spells_nothing(query: str) -> None:
    assert spelt(query) is None
