"""Rules for single characters, references, noise and spaces on their cases; each case is a page of its own."""

from collections.abc import Callable, Iterable
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.model.choices import Repairs, Script
from reader.model.survey import Survey
from reader.model.text import Edit, Text
from reader.repair import characters, noise, spaces
from reader.repair.emoji import emoji_in_words
from reader.repair.entities import entities
from reader.repair.flags import flags
from reader.repair.invisible import invisible_characters
from reader.repair.lost import lost_text
from reader.repair.rules import RULES, chosen
from reader.repair.stage import repair_text, survey
from tests.support import cases

Rule = Callable[[str, Survey], Iterable[Edit]]


def check(case: dict[str, Any], rule: Rule) -> None:
    figures = survey(case.get("page", [case["input"]]))
    text = Text.of(case["input"]).rewrite("rule", lambda text: rule(text, figures))
    assert text.current == case.get("expected", case["input"]), case["why"]
    assert text.rewrite("rule", lambda text: rule(text, figures)) is text, "repairing twice changes nothing"


@pytest.mark.parametrize("case", cases("repair/entities.yaml"))
def test_entities(case: dict[str, Any]) -> None:
    check(case, entities)


@pytest.mark.parametrize("case", cases("repair/lost.yaml"))
def test_lost(case: dict[str, Any]) -> None:
    check(case, lost_text)


@pytest.mark.parametrize("case", cases("repair/invisible.yaml"))
def test_invisible(case: dict[str, Any]) -> None:
    check(case, invisible_characters)


@pytest.mark.parametrize("case", cases("repair/emoji.yaml"))
def test_emoji(case: dict[str, Any]) -> None:
    check(case, emoji_in_words)


@pytest.mark.parametrize("case", cases("repair/characters.yaml"))
def test_characters(case: dict[str, Any]) -> None:
    check(case, getattr(characters, case["rule"]))


@pytest.mark.parametrize("case", cases("repair/noise.yaml"))
def test_noise(case: dict[str, Any]) -> None:
    check(case, getattr(noise, case["rule"]))


@pytest.mark.parametrize("case", cases("repair/spaces.yaml"))
def test_spaces(case: dict[str, Any]) -> None:
    check(case, getattr(spaces, case["rule"]))


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("损坏\ufffd\ufffd的字", ["lost"]),
        ("因?yàn)", ["half a note"]),
        ("字体\ue123里的字", ["private use"]),
        ("鏂囩珷鐨?", ["mojibake"]),
        ("? 项目一", ["lost"]),
    ],
)
def test_what_could_not_be_repaired_is_flagged(text: str, kinds: list[str]) -> None:
    assert [flag.kind for flag in flags(text)] == kinds


@pytest.mark.parametrize(
    "text",
    [
        "网(wǎng)站",
        "中文，English — “好”。",
        "Les élèves, l’été",
        "ㄅㄆㄇ 注音",
        "真的吗?",
        "Nguyễn (tên)",
        "春(chūn)眠(mián)",
    ],
)
def test_clean_text_has_no_flags(text: str) -> None:
    assert not list(flags(text))


@given(st.text())
def test_flags_lie_inside_the_text_and_in_order(text: str) -> None:
    found = list(flags(text))
    assert all(0 <= flag.start < flag.end <= len(text) for flag in found)
    assert found == sorted(found)


SCRAPS = st.sampled_from(
    [
        "&ldquo;",
        "&amp;",
        "锟斤拷",
        "\u200b",
        "⽇",
        "Ａ",
        "I",
        "是",
        "否",
        "🆚",
        " ",
        "\n",
        "文",
        "?",
        "æ–‡",
        "ÎÄÕÂ",
        "鏂囩珷",
        "\xa0",
    ]
)


@given(st.lists(st.lists(SCRAPS, max_size=12).map("".join), max_size=4))
def test_what_is_left_out_would_have_found_nothing(page: list[str]) -> None:
    """The rules that a survey rules out change nothing: running all of them gives the same text."""
    figures = survey(page)
    for line in page:
        every = Text.of(line)
        for rule in RULES:
            every = every.rewrite(rule.name, lambda text, rule=rule: rule.find(text, figures))  # type: ignore[misc]
        assert repair_text(Text.of(line), chosen(figures, Repairs(Script.PAGE))).current == every.current
