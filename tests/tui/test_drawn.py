from dataclasses import replace
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.style import Style

from reader.model.document import Block, Entry, Kind, Note, Origin
from reader.model.escape import UNSAFE
from reader.model.inline import Cell, Image, Inline, InlineKind, Link
from reader.model.text import Edit, Text
from reader.tui.drawn import Drawn, Frame, draw, set_block, visible
from reader.tui.frame import frame
from reader.tui.paint import COMPONENTS, paint


@st.composite
def drawings(draw_from: Any) -> tuple[str, Drawn]:
    text = draw_from(st.text("大模型MoE的，", min_size=1, max_size=30))
    edges = sorted(draw_from(st.sets(st.integers(0, len(text)), max_size=8)))
    spans = list(zip(edges[::2], edges[1::2], strict=False))
    notes = tuple(
        Note(start, end, "glossary", "x", draw_from(st.sampled_from(["专家", "expert", "一"]))) for start, end in spans
    )
    signs = draw_from(st.sets(st.integers(1, len(text) - 1), max_size=3)) if len(text) > 1 else ()
    return text, draw(text, notes, (), [(spot, "^") for spot in signs])


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
    for start, end in reversed(drawn.inserts):
        assert rest[start:end] == "^" or (rest[start] == "⟨" and rest[end - 1] == "⟩")
        rest = rest[:start] + rest[end:]
    assert rest == text


@given(drawings())
def test_a_gloss_answers_with_its_terms_last_character(drawing: tuple[str, Drawn]) -> None:
    _, drawn = drawing
    for spot, (start, end) in zip(drawn.spots, drawn.inserts, strict=True):
        assert {drawn.outside(place) for place in range(start, end)} == {spot - 1}
        if (start, end) in drawn.glosses:
            assert drawn.inside_end(spot) == start
            assert drawn.inside(spot) == end + (drawn.text[end : end + 1] == "^")


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


def test_a_definition_stands_below_its_name() -> None:
    assert frame(block("单位", Kind.DEFINITION), Kind.TERM, 1) == Frame(0, "  ", "  ")
    assert frame(block("词元", Kind.TERM), Kind.DEFINITION, 1) == Frame(1)


def test_who_wrote_a_post_and_pictures_stand_above_it() -> None:
    post = replace(
        block("楼主"),
        entry=Entry(2, "张\x1b三", "2023-01-02T10:00"),
        images=(Image(0, "https://a.org/c", "架\n构\x1b"), Image(1, "https://a.org/d")),
    )
    surround = frame(post, Kind.PARAGRAPH, 1)
    assert surround == Frame(4, above=("◆ 2 · 张␛三 · 2023-01-02 10:00", "▣ 架 构␛", "▣ picture"))
    assert frame(post, Kind.PARAGRAPH, 0).gap == frame(post, None, 1).gap == 3


def test_what_stands_higher_or_lower_is_told_by_a_sign_that_is_no_part_of_the_text() -> None:
    """10⁹ must not be read as 109; a note's number at the beginning stands higher than nothing."""
    high, low = InlineKind.SUPERSCRIPT, InlineKind.SUBSCRIPT
    inlines = (Inline(0, 1, high), Inline(4, 5, high), Inline(7, 8, low))
    made = replace(block("1有109个H2O"), inlines=inlines)
    leaf = set_block(made, (), Frame(), 40)
    assert leaf.drawn.text == "1有10^9个H_2O"
    assert [leaf.drawn.outside(leaf.drawn.inside(offset)) for offset in range(9)] == list(range(9))
    assert leaf.drawn.glosses == ()


def test_parts_of_a_text_have_their_styles() -> None:
    text = Text.of("用MoE架构").rewrite("x", lambda _: [Edit(0, 0, "，")])
    note = Note(2, 5, "glossary", "MoE", "混合专家")
    styled = replace(
        Block(Kind.ROW, Origin(), text, notes=(note,)),
        links=(Link(1, 4, "https://a.org"),),
        inlines=(Inline(1, 6, InlineKind.STRONG), Inline(4, 6, InlineKind.CODE), Inline(0, 1, InlineKind.SUBSCRIPT)),
        cells=(Cell(0, 1, header=True), Cell(1, 1, header=True)),
    )
    leaf = set_block(styled, (note,), Frame(), 40)
    drawn = leaf.drawn.text
    assert [(name, [drawn[start:end] for start, end in spans]) for name, spans in leaf.styled] == [
        ("link", ["MoE"]),
        ("strong", ["MoE⟨混合专家⟩架构"]),
        ("inline-code", ["架构"]),
        ("strong", ["用"]),
    ]
    styles = {name: Style(bold=True) if name == "strong" else Style.null() for name in COMPONENTS}
    told = [(each.text, bool(each.style and each.style.bold)) for each in paint(leaf, 0, (), styles)]
    assert ("，_", False) in told
    assert ("架构", True) in told
