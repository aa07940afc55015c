from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.model.document import Block, Kind, Note, Origin
from reader.model.escape import UNSAFE
from reader.model.text import Text
from reader.tui.drawn import Drawn, Frame, draw, set_block, visible
from reader.tui.frame import frame


@st.composite
def drawings(draw_from: Any) -> tuple[str, Drawn]:
    text = draw_from(st.text("大模型MoE的，", min_size=1, max_size=30))
    edges = sorted(draw_from(st.sets(st.integers(0, len(text)), max_size=8)))
    spans = list(zip(edges[::2], edges[1::2], strict=False))
    notes = tuple(
        Note(start, end, "glossary", "x", draw_from(st.sampled_from(["专家", "expert", "一"]))) for start, end in spans
    )
    return text, draw(text, notes)


@given(drawings())
def test_every_character_is_drawn_where_it_is_said_to_be(drawing: tuple[str, Drawn]) -> None:
    text, drawn = drawing
    for offset, character in enumerate(text):
        assert drawn.text[drawn.inside(offset)] == character
        assert drawn.outside(drawn.inside(offset)) == offset


@given(drawings())
def test_glosses_taken_out_leave_the_text(drawing: tuple[str, Drawn]) -> None:
    text, drawn = drawing
    rest = drawn.text
    for start, end in reversed(drawn.glosses):
        assert rest[start] == "⟨"
        assert rest[end - 1] == "⟩"
        rest = rest[:start] + rest[end:]
    assert rest == text


@given(drawings())
def test_a_gloss_answers_with_its_terms_last_character(drawing: tuple[str, Drawn]) -> None:
    _, drawn = drawing
    for spot, (start, end) in zip(drawn.spots, drawn.glosses, strict=True):
        assert {drawn.outside(place) for place in range(start, end)} == {spot - 1}
        assert drawn.inside_end(spot) == start
        assert drawn.inside(spot) == end


@given(st.text())
def test_what_is_drawn_can_harm_no_terminal_and_keeps_its_offsets(text: str) -> None:
    shown = visible(text)
    assert len(shown) == len(text)
    assert not UNSAFE.search(shown)


def test_visible() -> None:
    assert visible("\x1b[31m\x7f\u202e\tx\u2028") == "␛[31m␡\ufffd x\n"


def block(text: str, kind: Kind = Kind.PARAGRAPH, level: int = 0) -> Block:
    return Block(kind, Origin(), Text.of(text), level)


@pytest.mark.parametrize(
    ("text", "kind", "level", "before", "surround"),
    [
        ("数据", Kind.PARAGRAPH, 0, None, Frame(0, "", "")),
        ("数据", Kind.PARAGRAPH, 0, Kind.PARAGRAPH, Frame(1, "", "")),
        ("数据", Kind.ITEM, 1, Kind.PARAGRAPH, Frame(1, "• ", "  ")),
        ("数据", Kind.ITEM, 1, Kind.ITEM, Frame(0, "• ", "  ")),
        ("数据", Kind.ITEM, 2, Kind.ITEM, Frame(0, "  • ", "    ")),
        ("数据", Kind.ITEM, 0, Kind.ITEM, Frame(0, "• ", "  ")),
        ("① 数据", Kind.ITEM, 1, Kind.ITEM, Frame(0, "", "")),
        ("2. 数据", Kind.ITEM, 2, Kind.ITEM, Frame(0, "  ", "  ")),
        ("（三）数据", Kind.ITEM, 1, Kind.ITEM, Frame(0, "", "")),
        ("• 数据", Kind.ITEM, 1, Kind.ITEM, Frame(0, "", "")),
        ("数据", Kind.QUOTATION, 0, Kind.ITEM, Frame(1, "│ ", "│ ")),
        ("x = 1", Kind.CODE, 0, Kind.CODE, Frame(0, "  ", "  ")),
        ("a | b", Kind.ROW, 0, Kind.ROW, Frame(0, "", "")),
        ("数据", Kind.HEADING, 2, Kind.PARAGRAPH, Frame(1, "", "")),
    ],
)
def test_frame(text: str, kind: Kind, level: int, before: Kind | None, surround: Frame) -> None:
    assert frame(block(text, kind, level), before, 1) == surround


def test_a_short_gloss_stays_in_one_piece() -> None:
    note = Note(2, 5, "glossary", "MoE", "混合专家")
    leaf = set_block(
        Block(Kind.PARAGRAPH, Origin(), Text.of("采用MoE架构来做"), 0, (), (note,)),
        (note,),
        frame(block("x"), None, 1),
        18,
    )
    starts = (*leaf.starts, len(leaf.drawn.text))
    assert [leaf.drawn.text[a:b] for a, b in pairwise(starts)] == ["采用MoE⟨混合专家⟩", "架构来做"]
