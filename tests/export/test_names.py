"""File names from titles."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.export.names import Names, safe_stem


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("大模型：什么是 MoE？", "大模型：什么是 MoE？"),
        ('a/b\\c:d*e?f"g<h>i|j', "a／b＼c：d＊e？f＂g＜h＞i｜j"),
        ("../../etc/passwd", "／..／etc／passwd"),
        ("CON", "_CON"),
        ("nul.txt", "_nul.txt"),
        ("COM¹", "_COM¹"),
        ("lpt1 .x", "_lpt1 .x"),
        ("console", "console"),
        ("-rf", "_-rf"),
        ("ends. . ", "ends"),
        (".hidden", "hidden"),
        ("a\u202egnp.exe", "agnp.exe"),
        ("a\x00\x1b[31mb\n\tc", "a[31mb c"),
        ("e\u0301", "é"),
        ("", "page"),
        ("...", "page"),
        ("\u200b\ufeff", "page"),
        ("\ud800x", "x"),
        ("家" * 300, "家" * 40),
        ("a" * 119 + "e\u0304\u0301", "a" * 119),
    ],
)
def test_a_title_becomes_a_name(title: str, name: str) -> None:
    assert safe_stem(title) == name


@given(st.text(max_size=80))
def test_no_title_makes_a_name_that_some_system_refuses(title: str) -> None:
    name = safe_stem(title)
    assert name
    assert len(name.encode()) <= 121
    assert not set(name) & set('<>:"/\\|?*')
    assert name[0] not in ".- "
    assert name[-1] not in ". "
    assert unicodedata.is_normalized("NFC", name)
    assert all(unicodedata.category(c)[0] != "C" for c in name)
    assert safe_stem(name) == name


def test_names_that_are_one_on_some_systems_get_numbers() -> None:
    names = Names(".md")
    assert [names.take(stem) for stem in ("A", "a", "Ａ", "a-2", "ß", "SS", "A")] == [
        "A.md", "a-2.md", "Ａ-3.md", "a-2-2.md", "ß.md", "SS-2.md", "A-4.md",
    ]  # fmt: skip


@given(st.lists(st.sampled_from(["a", "A", "a-2", "a-2-2", "b"]), max_size=30))
def test_no_name_is_given_twice(stems: list[str]) -> None:
    names = Names("")
    given = [names.take(stem).casefold() for stem in stems]
    assert len(set(given)) == len(given)
