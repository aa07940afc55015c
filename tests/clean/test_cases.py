"""The cases kept as data, through the functions they speak about."""

from collections.abc import Callable
from time import process_time
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.clean.fragment import read_fragment
from reader.clean.links import links_of
from reader.clean.placing import EDGE, SPACE, place
from reader.clean.sniff import looks_like_html
from reader.clean.stage import clean
from reader.clean.structured import structured
from reader.clean.tree import read_tree
from reader.model.choices import Cleaning
from reader.model.document import Block, Document, Kind, Origin, Page
from reader.model.errors import NoArticleError
from reader.model.inline import Image
from reader.model.text import Text
from reader.repair.fold import fold_damage
from tests.support import cases

PROSE = "数据越好，模型越好，这是大家的共识，也是我们做这件事的原因。"


def cleaned(text: str) -> Document:
    return clean(Page("page", text, "utf-8", "declared"), fold_damage)


@pytest.mark.parametrize("case", cases("clean/sniff.yaml"))
def test_html_is_told_from_text(case: dict[str, Any]) -> None:
    assert looks_like_html(case["input"]) is case.get("expected", False)


@pytest.mark.parametrize("case", cases("clean/structure.yaml"))
def test_structure_is_read(case: dict[str, Any]) -> None:
    tree = read_tree(case["input"])
    parts = read_fragment(tree.runs, tree.elements)
    assert parts is not None
    assert [[part.kind, part.level, run.text] for part, run in zip(parts, tree.runs, strict=True)] == case["expected"]


@pytest.mark.parametrize("case", cases("clean/text.yaml"))
def test_lines_are_kept_or_dropped(case: dict[str, Any]) -> None:
    document = cleaned(case["input"])
    assert [block.text.original for block in document.blocks] == case["kept"]
    assert [dropped.verdict.rule for dropped in document.dropped] == case.get("dropped", [])


LINKS = "".join(f"<li><a href='/{n}'>第{n}条新闻的标题在这里，很长很长</a></li>" for n in range(60))


def page_of(case: dict[str, Any]) -> Page:
    return Page("page", case["input"].replace("%PROSE%", PROSE).replace("%LINKS%", LINKS), "utf-8", "declared")


@pytest.mark.parametrize("case", cases("clean/none.yaml"))
def test_a_page_without_article_is_refused_with_a_remedy(case: dict[str, Any]) -> None:
    force = "" if case.get("guess") is False else " or say --force for the best guess"
    with pytest.raises(
        NoArticleError, match=rf"^page: no article was found, .*{case.get('says', '')}.*; .*{force}\.$"
    ) as told:
        clean(page_of(case), fold_damage)
    assert str(told.value).count(". ") == 0
    assert told.value.guess is bool(force)


@pytest.mark.parametrize("case", cases("clean/none.yaml"))
def test_force_keeps_a_guess_where_there_is_text(case: dict[str, Any]) -> None:
    if case.get("guess") is False:
        with pytest.raises(NoArticleError):
            clean(page_of(case), fold_damage, Cleaning(force=True))
    else:
        document = clean(page_of(case), fold_damage, Cleaning(force=True))
        assert document.blocks or document.title.original


@pytest.mark.parametrize("case", cases("clean/articles.yaml"))
def test_an_article_is_not_refused_for_what_stands_beside_it(case: dict[str, Any]) -> None:
    document = clean(page_of(case), fold_damage)
    kept = " ".join(block.text.original for block in document.blocks)
    assert all(words in kept for words in case["kept"])


@pytest.mark.parametrize("case", cases("clean/title.yaml"))
def test_the_title_is_found(case: dict[str, Any]) -> None:
    document = cleaned(f"<html>{case['input'].replace('%PROSE%', PROSE)}</html>")
    assert document.title.original == case["expected"]
    assert PROSE in [block.text.original for block in document.blocks]
    assert case["expected"] not in [block.text.original for block in document.blocks]


@pytest.mark.parametrize("case", cases("clean/links.yaml"))
def test_links_are_kept_with_whole_addresses(case: dict[str, Any]) -> None:
    runs = read_tree(case["input"]).runs
    found = [(run.text, link) for run in runs for link in links_of(run, "https://example.org/a/b.html")]
    assert [[text[link.start : link.end], link.address] for text, link in found] == case["expected"]


def structured_of(case: dict[str, Any], kept: Callable[[str], bool]) -> list[Block]:
    """The blocks of a case as they are when those whose text is ``kept`` are the article's."""
    tree = read_tree(case["input"])
    blocks = [Block(Kind.PARAGRAPH, Origin(), Text.of(run.text)) for run in tree.runs]
    wanted = [index for index, run in enumerate(tree.runs) if kept(run.text)]
    return structured(blocks, tree, wanted, "https://example.org/a/b.html")


@pytest.mark.parametrize("case", cases("clean/inlines.yaml"))
def test_emphasis_and_code_are_kept(case: dict[str, Any]) -> None:
    blocks = structured_of(case, bool)
    found = [[block.text.original[each.start : each.end], each.kind] for block in blocks for each in block.inlines]
    assert found == case["expected"]


@pytest.mark.parametrize("case", cases("clean/images.yaml"))
def test_pictures_of_the_article_are_kept(case: dict[str, Any]) -> None:
    blocks = structured_of(case, lambda text: "。" in text)
    found = [
        [block.text.original, _place(block, image), image.address, image.alt]
        for block in blocks
        for image in block.images
    ]
    assert found == case["expected"]


def _place(block: Block, image: Image) -> str:
    return {0: "above", len(block.text.original): "below"}.get(image.offset, str(image.offset))


@pytest.mark.parametrize("case", cases("clean/tables.yaml"))
def test_cells_of_tables_are_kept(case: dict[str, Any]) -> None:
    found = [
        [[block.text.original[each.start : each.end], each.header, each.columns, each.rows] for each in block.cells]
        for block in structured_of(case, bool)
        if block.cells
    ]
    assert found == case["expected"]


NUMBERED = "<ol start=3><li>三<ul><li>甲</ul><li><p>四</p><p>又四</p><li value=9>九</ol><ul><li>乙</ul><ol><li>一</ol>"


def test_items_of_ordered_lists_keep_their_numbers() -> None:
    tree = read_tree(NUMBERED)
    parts = read_fragment(tree.runs, tree.elements)
    assert parts is not None
    found = {run.text: part.number for part, run in zip(parts, tree.runs, strict=True)}
    assert found == {"三": 3, "甲": None, "四": 4, "又四": None, "九": 9, "乙": None, "一": 1}


SPACED = st.text(st.sampled_from(" \t\n\u3000\xa0\x85ab字"), min_size=1, max_size=30)


@given(SPACED, st.data())
def test_places_are_those_of_the_same_letters(raw: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(raw)))
    end = data.draw(st.integers(start, len(raw)))
    text = SPACE.sub(" ", raw).strip(EDGE)
    ((first, last),) = place(raw, text, [(start, end)])
    assert "".join(text[first:last].split()) == "".join(raw[start:end].split())
    assert text[first:last] == text[first:last].strip(EDGE)


def test_many_links_and_readings_take_linear_time() -> None:
    page = "<p>" + "<a href=/x>文  </a><ruby>字<rt>zì</rt></ruby>" * 50_000
    started = process_time()
    (run,) = read_tree(page).runs
    assert len(links_of(run, "https://example.org/")) == len(run.readings) == 50_000
    assert process_time() - started < 20  # a second; quadratic would be minutes
