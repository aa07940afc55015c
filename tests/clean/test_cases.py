"""The cases kept as data, through the functions they speak about."""

from typing import Any

import pytest

from reader.clean.fragment import read_fragment
from reader.clean.head import read_head
from reader.clean.sniff import looks_like_html
from reader.clean.stage import clean
from reader.clean.tree import read_tree
from reader.model.choices import Cleaning
from reader.model.document import Document, Page
from reader.model.errors import NoArticleError
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
    assert [[*part, run.text] for part, run in zip(parts, tree.runs, strict=True)] == case["expected"]


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


@pytest.mark.parametrize("case", cases("clean/head.yaml"))
def test_the_head_is_read(case: dict[str, Any]) -> None:
    head = read_head(case.get("head", "").replace("%LONG%", "长" * 300), case.get("data", []), case.get("language", ""))
    facts = {name: getattr(head, name) for name in ("author", "date", "site", "language", "address")}
    found = {name: [fact.value, fact.source] for name, fact in facts.items() if fact is not None}
    if head.titles:
        found["titles"] = list(head.titles)
    assert found == case["expected"]


@pytest.mark.parametrize("case", cases("clean/title.yaml"))
def test_the_title_is_found(case: dict[str, Any]) -> None:
    document = cleaned(f"<html>{case['input'].replace('%PROSE%', PROSE)}</html>")
    assert document.title.original == case["expected"]
    assert PROSE in [block.text.original for block in document.blocks]
    assert case["expected"] not in [block.text.original for block in document.blocks]
