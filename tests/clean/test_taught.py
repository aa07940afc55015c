"""Rules that a reader has taught, on pages."""

from dataclasses import replace
from time import process_time
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.clean.address import host_of, page_address
from reader.clean.glob import Wording, literally, normal
from reader.clean.stage import clean
from reader.clean.tree import read_tree
from reader.model.choices import Cleaning
from reader.model.choosing import YOURS, Choice
from reader.model.document import Document, Page, Source
from reader.model.errors import NoArticleError
from reader.model.inline import Image, InlineKind, Link
from reader.model.site import SiteRule
from reader.pipeline import Pipeline
from reader.repair.fold import fold_damage
from reader.sites.files import load
from tests.support import cases

PROSE = "数据越好，模型越好，这是大家的共识，也是我们做这件事的原因。"
BLOCKS = {
    "menu": "首页",
    "one": f"第一段，{PROSE}",
    "two": f"第二段，{PROSE}",
    "three": f"扫码关注我们，{PROSE}谢谢大家。",
    "unseen": "看不见的一段。",
    "quote": f"引文，{PROSE}很好。",
    "share": "分享到：",
    "author": "作者简介：张三",
    "more": "相关阅读",
}
PAGE = """<!doctype html><html><head><title>大模型的数据</title>
<link rel="canonical" href="https://www.news.example.org/a/1"></head><body>
<ul><li><a href="/">{menu}</a></li></ul><h1>大模型的数据</h1><div class="body">
<p>{one}</p><p><b>第二段</b>，{rest}</p><p><span class="ad">{three}</span></p><p style="display:none">{unseen}</p>
<blockquote>{quote}</blockquote></div><div class="tools">{share}</div><p id="author">{author}</p><h3>{more}</h3></body>
""".format(**BLOCKS, rest=PROSE)


def page(text: str, **more: str) -> Page:
    return Page("page", text, "utf-8", "declared", **more)  # type: ignore[arg-type]  # by name


def taught(page: Page, *rules: SiteRule) -> Document:
    return clean(page, fold_damage, Cleaning(), rules)


def named(document: Document) -> str:
    names = {text: name for name, text in BLOCKS.items()}
    return " ".join(names[block.text.original] for block in document.blocks)


@pytest.mark.parametrize("case", cases("sites/rules.yaml"))
def test_rules_win_over_the_cleaner(case: dict[str, Any]) -> None:
    text = f"- {{host: {case.get('host', 'example.org')}, {case['rules']}}}" if case["rules"] else ""
    document = taught(page(PAGE), *load("sites.yaml", text.encode()))
    assert named(document) == case["kept"]
    alone = {block.origin: block.kept for block in taught(page(PAGE)).blocks}
    for block in document.blocks:
        assert (block.kept is not None) >= (block.origin not in alone)
    for dropped in document.dropped:
        if dropped.block.origin in alone:
            assert str(dropped.verdict).startswith("site rule: sites.yaml:1 drop ")


def test_a_verdict_names_the_line_of_its_rule() -> None:
    text = "# mine\n- host: example.org\n  keep:\n    - wording: 作者简介…\n  drop:\n    - selector: blockquote\n"
    document = taught(page(PAGE), *load("/home/me/sites.yaml", text.encode()))
    (kept,) = [str(block.kept) for block in document.blocks if block.kept]
    assert kept == "site rule: sites.yaml:4 keep wording 作者简介…"
    rules = [str(each.verdict) for each in document.dropped if each.verdict.rule == "site rule"]
    assert rules == ["site rule: sites.yaml:6 drop selector blockquote"]


def test_a_page_from_which_rules_take_all_is_told_and_forced() -> None:
    rule = SiteRule("*", keep=False, first=1000)
    with pytest.raises(NoArticleError, match="the rules for its site drop every block; see 'reader sites list'"):
        taught(page(PAGE), rule)
    assert named(clean(page(PAGE), fold_damage, Cleaning(force=True), (rule,))) == "one two three quote"


def test_a_page_without_article_is_read_where_a_rule_keeps_something() -> None:
    links = "".join(f"<li><a href=/{n}>第{n}条新闻的标题在这里</a></li>" for n in range(60))
    index = page(f"<html><body><ul class=news>{links}</ul></body></html>")
    assert len(taught(index, SiteRule("*", keep=True, selector=".news")).blocks) == 60


def test_a_rule_that_drops_the_title_leaves_what_the_head_says() -> None:
    other = PAGE.replace("<h1>大模型的数据", "<h1>大模型的数据，第一版")
    document = taught(page(other), SiteRule("*", keep=False, selector="h1"))
    assert document.title.original == "大模型的数据"
    assert "第一版" not in "".join(block.text.original for block in document.blocks)


def test_rows_and_nested_elements_are_found() -> None:
    table = PAGE.replace("</blockquote>", "</blockquote><table class=t><tr><td>甲</td><td>乙</td></tr></table>")
    for selector in (".t", "td", ".t tr", ".body table"):
        document = taught(page(table), SiteRule("*", keep=True, selector=selector))
        assert "甲 | 乙" in [block.text.original for block in document.blocks]


def test_a_page_cannot_forge_a_mark() -> None:
    forged = PAGE.replace('<p id="author"', '<p data-mark="0" DATA-MARK-="0" id="author"')
    assert named(taught(page(forged), SiteRule("*", keep=True, selector=".tools"))) == "one two three quote share"


@pytest.mark.parametrize("name", ["page", "forged"])
def test_marks_do_not_change_what_the_cleaner_sees(name: str) -> None:
    html = PAGE if name == "page" else PAGE.replace("<p>", '<p data-mark="0">')
    plain, marked = read_tree(html), read_tree(html, lambda _: ("p", ".ad", "body *", "br"))
    assert (plain.runs, [*plain.elements], plain.head) == (marked.runs, [*marked.elements], marked.head)


TEXT = "标题\n\n{line}\n\n第一段，{prose}\n\n第二段，{prose}\n"


@pytest.mark.parametrize(
    ("line", "dropped"),
    [
        ("https://example.org/a", True),
        ("原文链接：https://m.example.org/a?b=c", True),
        ("URL: http://www.example.org", True),
        ("详见 https://example.org/a 等网站的报道", False),
        ("example.org", False),
        ("https://example.com/a", False),
    ],
)
def test_text_pages_say_their_address_on_a_line_of_its_own(line: str, dropped: bool) -> None:  # noqa: FBT001
    text = TEXT.format(line=line, prose=PROSE)
    document = taught(page(text), SiteRule("example.org", keep=False, wording="第二段…"))
    assert any(each.verdict.rule == "site rule" for each in document.dropped) is dropped


@pytest.mark.parametrize(
    ("name", "text", "declared", "given", "expected"),
    [
        ("a.html", "<html>", "https://b.org/", "https://a.org/", "https://a.org/"),
        ("a.html", "<!-- saved from url=(0014)http://c.org/x --><html>", "https://b.org/", "", "http://c.org/x"),
        ("c.org/a.html", "<html>", "https://b.org/", "", "https://b.org/"),
        ("pages/www.c.org/2023/a.html", "<html>", "", "", "//www.c.org"),
        ("pages/2023.01/a.html", "<html>", "", "", ""),
        ("-", "", "", "", ""),
    ],
)
def test_an_address_is_looked_for_where_it_is_surest(
    name: str, text: str, declared: str, given: str, expected: str
) -> None:
    assert page_address(Page(name, text, "", "", address=given), declared) == expected


@pytest.mark.parametrize(
    "address", ["", "http://", "http://[", "//", "::", "https://\ud800", "http://" + "a" * 5000 + "中", "\0"]
)
def test_what_is_no_address_has_no_host(address: str) -> None:
    assert isinstance(host_of(address), str)


PIECE = st.text(st.sampled_from("ab 中…*\\"), max_size=6)


@given(PIECE)
def test_a_wording_written_literally_finds_itself_and_nothing_longer(text: str) -> None:
    found = Wording(literally(text), str)
    assert found(normal(text, str))
    assert not found(normal(text, str) + "b")


@given(st.lists(st.text("ab中", max_size=3), min_size=1, max_size=5), st.data())
def test_gaps_stand_for_any_text(parts: list[str], data: st.DataObject) -> None:
    filled = "".join(part + (data.draw(st.text("ab中", max_size=3)) if at else "") for at, part in enumerate(parts, 1))
    assert Wording("*".join([*parts, ""]), str)(filled)


def test_no_page_makes_a_wording_slow() -> None:
    found = Wording("a*" * 200 + "b", str)
    start = process_time()
    assert not found("a" * 1_000_000)
    assert process_time() - start < 5  # linear: about a millisecond; a backtracking matcher does not end


@given(st.lists(st.tuples(st.booleans(), st.sampled_from(["p", "*", ".ad", "blockquote"])), max_size=4))
def test_rules_lose_no_block_and_keep_the_order(asked: list[tuple[bool, str]]) -> None:
    rules = [replace(SiteRule("*", keep=keep, selector=selector), source="s", line=1) for keep, selector in asked]
    try:
        document = taught(page(PAGE), *rules)
    except NoArticleError:
        return
    texts = [block.text.original for block in document.blocks]
    everything = {*texts, *(each.block.text.original for each in document.dropped)} - {"大模型的数据"}
    assert everything | {document.title.original} >= set(BLOCKS.values())
    texts = [text for text in texts if text in BLOCKS.values()]
    assert texts == sorted(texts, key=list(BLOCKS.values()).index)


def test_what_comes_back_has_its_links_and_its_structure(pipeline: Pipeline) -> None:
    more = (
        '<dl><dt><b>作者</b>简介</dt><dd>见<a href="/z">张三</a>的<em>主页</em><img src="/z.png" alt="照片"></dd></dl>'
    )
    source = Source("page.html", PAGE.replace('<p id="author">', f'{more}<p id="author">').encode())
    dropped = pipeline.open(source).dropped
    block = next(each.block for each in dropped if each.block.text.original == "见张三的主页")
    assert (block.links, block.inlines, block.images) == ((), (), ()), "nothing is done for what is dropped"
    chosen = pipeline.open(source, Cleaning(choices=(Choice.of(block, keep=True),)))
    back = next(each for each in chosen.blocks if each.kept == YOURS)
    assert back.links == (Link(1, 3, "https://www.news.example.org/z"),)
    assert [each.kind for each in back.inlines] == [InlineKind.EMPHASIS]
    assert back.images == (Image(6, "https://www.news.example.org/z.png", "照片"),)
    assert [each.block.text.original for each in chosen.dropped] == [
        each.block.text.original for each in dropped if each.block is not block
    ]


def test_what_a_rule_keeps_has_its_links(pipeline: Pipeline) -> None:
    page = PAGE.replace("作者简介：张三", '作者简介：<a href="/z">张三</a>')
    rule = SiteRule("news.example.org", keep=True, selector="#author")
    document = pipeline.taught([rule]).open(Source("page.html", page.encode()))
    assert [each.links for each in document.blocks if each.kept] == [(Link(5, 7, "https://www.news.example.org/z"),)]
