"""The sample page: exactly its article is kept, and all else has a verdict."""

import re

import pytest

from reader.clean.stage import clean
from reader.model.document import Document, Kind, Page
from reader.repair.fold import fold_damage
from tests.support import ROOT, TESTS

PAGE = ROOT / "source" / "page.txt"


@pytest.fixture(scope="module")
def document() -> Document:
    return clean(Page("page.txt", PAGE.read_text("utf8"), "utf-8", "declared"), fold_damage)


def letters(text: str) -> str:
    """What repairs of script, pinyin and punctuation leave as it is."""
    return re.sub(r"[\W_]", "", fold_damage(text)).lower()


def test_exactly_the_article_is_kept(document: Document) -> None:
    gold = (TESTS / "cases" / "sample.gold.txt").read_text("utf8").splitlines()
    kept = [letters(block.text.original) for block in document.blocks]
    assert kept == [letters(line) for line in gold if line]


def test_blocks_are_lines_of_the_page_as_they_stand_there(document: Document) -> None:
    lines = PAGE.read_text("utf8").splitlines()
    for block in document.blocks:
        assert block.text.original == lines[block.origin.line - 1].strip()
        assert block.kind is Kind.PARAGRAPH


@pytest.mark.parametrize(
    ("beginning", "rule"),
    [
        ("亚洲视频二区", "wording"),
        ("公告:", "wording"),
        ("文章:1030137", "digits"),
        ("會員:747", "wording"),
        ("新站提交", "little text"),
        ("分享到", "after the article"),
        ("標(biāo)簽:LLM", "after the article"),
        ("數(shù)獨大挑戰(zhàn)", "after the article"),
    ],
)
def test_what_is_dropped_says_why(document: Document, beginning: str, rule: str) -> None:
    found = [each.verdict for each in document.dropped if each.block.text.original.startswith(beginning)]
    assert rule in [verdict.rule for verdict in found]


def test_dropped_blocks_know_their_place(document: Document) -> None:
    places = [dropped.before for dropped in document.dropped]
    assert set(places) == {0, len(document.blocks)}
    assert places == sorted(places)


def test_the_dates_of_other_things_are_not_its_own(document: Document) -> None:
    assert document.title.original == ""
    assert document.metadata.date is None
    assert document.metadata.encoding == "utf-8"
