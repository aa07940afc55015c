"""Markdown pages: cases, laws, and text that means ill."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.clean.stage import clean
from reader.decode import decode
from reader.model.document import MARKDOWN, Block, Document, Source
from reader.model.errors import NoArticleError
from reader.model.inline import Cell, Image, Link
from reader.repair.fold import fold_damage
from tests.support import cases


def read(text: str, address: str = "") -> Document:
    return clean(decode(Source("note.md", text.encode(), address, MARKDOWN)), fold_damage)


def shown(block: Block) -> list[str]:
    level = f" {block.level}" if block.level else ""
    number = f"{block.number} " if block.number is not None else ""
    return [f"{block.kind}{level}", f"{number}{block.text.current}"]


@pytest.mark.parametrize("case", cases("clean/markdown.yaml"))
def test_cases(case: dict[str, Any]) -> None:
    document = read(case["page"])
    assert [shown(block) for block in document.blocks] == case["blocks"]
    assert [item.block.text.current for item in document.dropped] == case.get("dropped", [])
    if "title" in case:
        assert document.title.current == case["title"]
    facts = {name: fact.value for name, fact in document.metadata.facts()}
    assert facts == facts | case.get("facts", {})


def test_links_keep_their_places() -> None:
    (block,) = read(
        "　见[**论文**](https://example.org/a?b=1)和\n[邮件](mailto:a@b.c)，[坏](javascript:f())。\n"
    ).blocks
    assert block.text.current == "见论文和邮件，[坏](javascript:f())。"
    assert block.links == (Link(1, 3, "https://example.org/a?b=1"), Link(4, 6, "mailto:a@b.c"))


def test_links_in_tables() -> None:
    *_, row = read("|名|链|\n|-|-|\n|甲|[乙](https://example.org/)|\n").blocks
    assert [row.text.current[link.start : link.end] for link in row.links] == ["乙"]


def test_emphasis_code_and_pictures_keep_their_places() -> None:
    marks = "　这是**重*点***，`代码 *x*`、~~旧~~和[**链**](https://example.org/)"
    (block,) = read(f"{marks}\n![图](https://example.org/a.png)。\n").blocks
    text = block.text.current
    assert text == "这是重点，代码 *x*、旧和链。"
    assert [(text[each.start : each.end], str(each.kind)) for each in block.inlines] == [
        ("重点", "strong"),
        ("点", "emphasis"),
        ("代码 *x*", "code"),
        ("旧", "deleted"),
        ("链", "strong"),
    ]
    assert block.images == (Image(len(text) - 1, "https://example.org/a.png", "图"),)


def test_pictures_alone_hang_on_their_neighbours() -> None:
    first, last = read("![甲](https://example.org/1.png)\n\n一。\n\n二。\n\n![乙](2.png)\n").blocks
    assert first.images == (Image(0, "https://example.org/1.png", "甲"),)
    assert last.images == (Image(2, "", "乙"),)


def test_cells_of_tables() -> None:
    header, row = read("|甲|乙|\n|-|-|\n|丙||\n").blocks
    assert header.cells == (Cell(0, 1, header=True), Cell(4, 5, header=True))
    assert row.cells == (Cell(0, 1), Cell(4, 4))


def test_blocks_know_their_lines() -> None:
    document = read("---\ntitle: 甲\n---\n\n# 一\n\n二  \n三\n\n- 四\n\n|五|\n|-|\n|六|\n")
    assert [block.origin.line for block in document.blocks] == [5, 7, 8, 10, 12, 14]


def test_where_a_note_was_fetched_is_its_address_unless_it_says_so_itself() -> None:
    fetched = "https://example.org/raw/a.md"
    assert (address := read("甲。", fetched).metadata.address) is not None
    assert address.value == fetched
    page = "---\nsource: https://example.org/a\n---\n甲。"
    assert (address := read(page, fetched).metadata.address) is not None
    assert (address.value, address.source) == ("https://example.org/a", "front matter")


def test_a_whole_html_page_is_one_whatever_its_name() -> None:
    body = "".join(
        f"<p>大模型训练需要大量的数据和算力，评测结果表明它在任务{n}上进步明显，研究者认为如此。</p>" for n in range(6)
    )
    document = read(f"<!-- saved --><!doctype html><html><body><nav><a href=/>首页</a></nav>{body}</body></html>")
    assert len(document.blocks) == 6


@pytest.mark.parametrize("text", ["---\ntitle: 甲\n---\n", "<!-- 只有备注 -->", "![](a.png)", "***"])
def test_a_note_without_text_is_told(text: str) -> None:
    with pytest.raises(NoArticleError, match="no text in it"):
        read(text)


@given(st.text(st.characters(codec="utf-8", exclude_characters="\0\ufeff"), min_size=1, max_size=200))
def test_any_text_is_read(text: str) -> None:
    try:
        document = read(f"始{text}")
    except NoArticleError:
        return
    for block in document.blocks:
        assert block.text.current.strip()
        assert all(0 <= link.start < link.end <= len(block.text.current) for link in block.links)


@given(st.lists(st.text("甲乙丙丁abc *_`[]()<>#|!&\\", min_size=1, max_size=30), min_size=1, max_size=5))
def test_what_no_mark_hides_is_kept(lines: list[str]) -> None:
    """Every Chinese character of the source stands in the text, but in the address of a link."""
    text = "\n\n".join(f"始{line.replace('](', '] (').replace('<', '‹')}" for line in lines)
    document = read(text)
    found = document.title.current + "".join(block.text.current for block in document.blocks)
    assert sorted(each for each in found if each > "一") == sorted(each for each in text if each > "一")


@pytest.mark.parametrize("unit", ["[", "![", "[^", "^["])
def test_brackets_without_end_are_text(unit: str) -> None:
    """Each would be sought to the end of the page: at this length, for minutes."""
    (block,) = read(f"始{unit * 50_000}").blocks
    assert block.text.current == f"始{unit * 50_000}"


def test_many_comments_in_a_line() -> None:
    assert read(f"始\n\n{'<!-- a -->' * 5_000}x\n").blocks[-1].text.current.endswith("-->x")
    assert read(f"始{'<!-- a -->' * 5_000}终\n").blocks[-1].text.current == "始终"


def test_a_table_of_many_links_has_them() -> None:
    rows = "".join(f"|[第{number}](https://example.org/{number})|\n" for number in range(4_000))
    assert len([link for block in read(f"|名|\n|-|\n{rows}").blocks for link in block.links]) == 4_000
