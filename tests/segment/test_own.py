"""A person's own words over the segmenter's."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.repair.script import fold_script
from reader.segment.stage import segment_text
from reader.segment.words import cutter

Cuts = dict[str, tuple[str, ...]]


def words(text: str, cuts: Cuts) -> list[str]:
    return [text[token.start : token.end] for token in segment_text(text, cutter(), fold_script, cuts)]


@pytest.mark.parametrize(
    ("text", "cuts", "expected"),
    [
        ("大语言模型的", {}, ["大", "语言", "模型", "的"]),
        ("大语言模型的", {"大语言模型": ("大语言模型",)}, ["大语言模型", "的"]),
        ("大語言模型的", {"大语言模型": ("大语言模型",)}, ["大語言模型", "的"]),
        ("大语言模型的", {"语言": ("语", "言")}, ["大", "语", "言", "模型", "的"]),
        ("大语言模型的", {"大语言模型": ("大语言", "模型")}, ["大语言", "模型", "的"]),
        ("语言与语言", {"语言": ("语", "言")}, ["语", "言", "与", "语", "言"]),
        # the later wins, and works on what the former left
        ("大语言模型", {"大语言": ("大语言",), "语言模型": ("语言模型",)}, ["大语言", "模型"]),
        ("大语言模型", {"大语言": ("大语言",), "大语言模型": ("大语言模型",)}, ["大语言模型"]),
        # only where words begin and end
        ("大语言模型", {"言模": ("言模",)}, ["大", "语言", "模型"]),
        ("Base Model更强", {"Base Model": ("Base Model",)}, ["Base Model", "更强"]),
        ("数据", {"模型": ("模", "型")}, ["数据"]),
        ("", {"模型": ("模", "型")}, []),
    ],
)
def test_cuts(text: str, cuts: Cuts, expected: list[str]) -> None:
    assert words(text, cuts) == expected


TEXT = st.text(st.sampled_from("大语言模型的数据集a1 ，"), max_size=20)
PARTS = st.lists(st.text(st.sampled_from("大语言模型的数据集a1"), min_size=1, max_size=3), min_size=1, max_size=3)


@given(TEXT, st.lists(PARTS.map(tuple), max_size=4))
def test_tokens_join_to_the_text(text: str, parts: list[tuple[str, ...]]) -> None:
    tokens = segment_text(text, cutter(), fold_script, {"".join(each): each for each in parts})
    assert "".join(text[token.start : token.end] for token in tokens) == text
    assert all(token.start < token.end for token in tokens)
