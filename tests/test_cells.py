"""Widths as Unicode has them, and as a terminal has them that draws ambiguous characters wide."""

import unicodedata
from collections.abc import Iterator
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len, get_character_cell_size, set_cell_size

from reader.cells import ambiguous_width
from reader.wrap import graphemes, line_starts, padded

QUOTED = "“大模型”——①第一……"
PLAIN = st.characters(exclude_categories=("Cs", "Cc", "Cf", "Mn", "Me", "Mc", "Co", "Cn", "Lo", "Lm", "So", "Sk"))


@pytest.fixture(autouse=True)
def _narrow_again() -> Iterator[None]:
    yield
    ambiguous_width(1)


def test_what_is_ambiguous() -> None:
    assert [get_character_cell_size(each) for each in "“”…—①·×α→中aー。é⟨"] == [1] * 9 + [2, 1, 2, 2, 1, 1]
    ambiguous_width(2)
    assert [get_character_cell_size(each) for each in "“”…—①·×α→中aー。é⟨"] == [2] * 10 + [1, 2, 2, 2, 1]
    assert [get_character_cell_size(each) for each in "\u0301\u200d\ue000\x1b"] == [0, 0, 1, 0], "as they were"
    ambiguous_width(1)
    assert cell_len(QUOTED) == 17


def test_lines_are_broken_by_what_the_terminal_draws() -> None:
    assert line_starts(QUOTED, 17) == (0,)
    ambiguous_width(2)
    assert cell_len(QUOTED) == 24
    assert line_starts(QUOTED, 17) != (0,)
    assert cell_len(padded("…", 4)) == 4
    assert set_cell_size("“”“”", 5) == "“” "


@given(st.text(st.one_of(PLAIN, st.sampled_from(QUOTED))))
def test_no_line_is_wider_than_asked_for(text: str) -> None:
    ambiguous_width(2)
    starts = (*line_starts(text, 20), len(text))
    lines = [text[start:end].rstrip(" \n\u2028\u2029\t\u3000\u00a0") for start, end in pairwise(starts)]
    assert all(sum(map(drawn_wide, line)) <= 20 for line in lines)
    assert [span[2] for span in graphemes("“a中")] == [2, 1, 2]


def drawn_wide(character: str) -> int:
    """Unicode's own word on it, not Rich's."""
    if unicodedata.category(character) in ("Mn", "Me", "Cf"):
        return 0
    return 2 if unicodedata.east_asian_width(character) in "AWF" else 1
