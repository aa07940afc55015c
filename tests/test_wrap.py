from itertools import pairwise
from time import process_time
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from rich.cells import cell_len

from reader.wrap import graphemes, line_starts, shorten
from tests.support import cases

NEVER_FIRST = "，。！？：；、）】》”’…—％"
NEVER_LAST = "（【《“‘￥"
FAMILY, FLAG = "👨‍👩‍👧", "🇨🇳"

#: What is put together into texts: every kind of piece that the wrapper tells apart.
PIECES = [
    *"大模型的数据，。！？：；、）】》”’…—（【《“‘￥％①·",
    *(" ", "  ", "\n", "\u3000", "\u00a0", "\u200b"),
    *(
        "word",
        "a",
        "GPT-4",
        "24",
        "GB",
        "80%",
        "don’t",
        "(LLM)",
        ".NET",
        "https://example.org/a/b?c=d",
        "e\u0301",
        '"',
        ",",
    ),
    *("⟨混合专家⟩", FAMILY, FLAG, "❤\ufe0f", "👍🏻", "ｶﾞ", "한글", "คำ", "\u0301", "\x1b"),
]
texts = st.lists(st.sampled_from(PIECES), max_size=40).map("".join) | st.text(max_size=40)
widths = st.integers(1, 24)


def lines(text: str, width: int, **options: Any) -> list[str]:
    starts = line_starts(text, width, **options)
    return [text[start:end] for start, end in pairwise((*starts, len(text)))]


@pytest.mark.parametrize("case", cases("wrap/lines.yaml"))
def test_case(case: dict[str, Any]) -> None:
    assert [line.rstrip(" \n") for line in lines(case["text"], case["width"])] == case["lines"], case["why"]


@given(text=texts, width=widths, chop=st.booleans())
def test_lines_join_to_the_text(text: str, width: int, *, chop: bool) -> None:
    starts = line_starts(text, width, chop=chop)
    assert starts[0] == 0
    assert "".join(lines(text, width, chop=chop)) == text
    assert all(before < after for before, after in pairwise(starts))


@given(text=texts, width=widths, chop=st.booleans())
@example(text=FAMILY * 3, width=1, chop=False)
@example(text="字" + " " * 50 + "。", width=2, chop=False)
def test_no_line_is_wider_than_the_width_unless_one_grapheme_is(text: str, width: int, *, chop: bool) -> None:
    for line in lines(text, width, chop=chop):
        shown = line.rstrip()
        assert cell_len(shown) <= width or len([span for span in graphemes(shown) if span[2]]) <= 1


@given(texts, widths)
@example(text="0\t:", width=1)
def test_no_line_begins_inside_a_grapheme(text: str, width: int) -> None:
    starts = line_starts(text, width)
    for segment_start in starts:
        for start, end, _ in graphemes(text):
            loose = {"\n", "\t"} & {*text[start:end]}  # Rich joins them to what they stand behind; here they are spaces
            assert not start < segment_start < end or loose


@given(texts, st.integers(4, 24))
def test_chinese_rules_hold_wherever_a_legal_break_exists(text: str, width: int) -> None:
    """A line that begins or ends as it must not had no place between two Han characters to end at instead."""
    broken = lines(text, width)
    for before, after in pairwise(broken):
        if before.endswith("\n"):
            continue
        wrong = after[0] in NEVER_FIRST or before.rstrip()[-1:] in tuple(NEVER_LAST)
        if wrong:
            assert not any(legal(a, b) for a, b in pairwise(before)), (before, after)


def legal(before: str, after: str) -> bool:
    return all("\u4e00" <= character <= "\u9fff" for character in (before, after))


@given(
    st.lists(st.sampled_from(["大", "模型的", "训练word训练", "用GPT-4吧", "约24 GB的", "见a/b_c处"])).map("".join),
    st.integers(8, 30),
)
def test_words_that_fit_are_never_broken(text: str, width: int) -> None:
    for before, after in pairwise(lines(text, width)):
        assert not (before[-1].isascii() and after[0].isascii()), (before, after)


@given(texts, widths)
def test_wrapping_a_line_again_leaves_it_whole(text: str, width: int) -> None:
    for line in lines(text, width):
        stripped = line.rstrip()
        if cell_len(stripped) <= width:
            assert len(line_starts(stripped, width)) == 1


def test_what_is_raised_stays_with_what_it_is_raised_above() -> None:
    assert lines("注释在这里^[1]；再写", 12) == ["注释在这", "里^[1]；再写"]


def test_spans_kept_whole_break_at_spaces_only() -> None:
    text = "采用MoE⟨混合专家⟩架构"
    assert lines(text, 13) == ["采用MoE⟨混合", "专家⟩架构"]
    assert lines(text, 13, whole=[(5, 11)]) == ["采用", "MoE⟨混合专家⟩", "架构"]
    assert lines("数据⟨Feedback Data⟩", 14, whole=[(2, 17)]) == ["数据⟨Feedback ", "Data⟩"]


def test_code_is_cut_at_the_margin() -> None:
    assert lines("    if ok: return x", 8, chop=True) == ["    if o", "k: retur", "n x"]


@pytest.mark.parametrize(
    "piece",
    [
        "大模型，",
        "word ",
        "a",
        "。",
        "（",
        " ",
        "字 。",
        "e\u0301",
        "\u0301",
        FAMILY,
        FLAG,
        "\n",
        "1 GB ",
        '"',
        "\ufe0f",
        "\u200d",
    ],
)
def test_time_grows_with_the_text(piece: str) -> None:
    def seconds(count: int) -> float:
        text = piece * (count // len(piece))
        started = process_time()
        line_starts(text, 40)
        return process_time() - started

    seconds(2_000)
    short, long = min(seconds(20_000) for _ in range(3)), min(seconds(200_000) for _ in range(2))
    assert long < 40 * short + 0.05, f"{short:.4f} s for 20,000 characters, {long:.4f} s for 200,000"


def test_time_grows_with_the_glosses() -> None:
    def seconds(count: int) -> float:
        text, spans = "模型⟨Model⟩与\n" * count, [(start + 2, start + 9) for start in range(0, count * 11, 11)]
        started = process_time()
        line_starts(text, 8, whole=spans)
        line_starts(text.replace("\n", "，"), 8, whole=spans)
        return process_time() - started

    seconds(200)
    short, long = min(seconds(2_000) for _ in range(3)), min(seconds(20_000) for _ in range(2))
    assert long < 40 * short + 0.05, f"{short:.4f} s for 2,000 glosses, {long:.4f} s for 20,000"


@pytest.mark.parametrize(
    ("text", "width", "short"),
    [
        ("大模型", 6, "大模型"),
        ("大模型", 5, "大模…"),
        ("model", 4, "mod…"),
        ("a\nb", 3, "a b"),
        ("大", 0, ""),
        (FAMILY * 2, 3, FAMILY + "…"),
    ],
)
def test_shorten(text: str, width: int, short: str) -> None:
    assert shorten(text, width) == short
    assert cell_len(short) <= max(width, 0)
