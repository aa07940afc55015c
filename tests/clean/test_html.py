"""Whole HTML pages."""

import pytest

from reader.clean.stage import clean
from reader.clean.tree import flatten
from reader.model.document import Block, Document, Kind, Origin, Page
from reader.model.errors import SourceError
from reader.model.inline import Reading
from reader.model.text import Edit, Text
from reader.repair.fold import fold_damage

PROSE = "数据越好，模型越好，这是大家的共识，也是我们做这件事的原因。"
PAGE = f"""
<!DOCTYPE html>
<html lang="zh-CN"><head><meta charset="utf-8"><title>大模型的数据 - 某某网</title>
<script type="application/ld+json">{{"headline": "大模型的数据", "author": {{"name": "张三"}}}}</script></head>
<body>
<div class="article-content">
<ul><li><a href="/">首页</a></li><li><a href="/a">财经</a></li><li><a href="/b">科技</a></li></ul>
</div>
<div><div>
<h1>大模型的数据</h1>
<div>2023-07-01 08:30 来源：某某网</div>
<p>第一段，{PROSE}</p>
<h2>小标题</h2>
<blockquote>引文，{PROSE}</blockquote>
<ul><li>第一点，{PROSE}</li><li>第二点，<a href="#">链接</a>在句中，{PROSE}</li></ul>
<pre>for step in range(3):
    train()</pre>
<table><tr><td>模型</td><td>参数，多少。</td></tr></table>
<p style="display: none">看不见的一段，{PROSE}</p>
<p>末段，{PROSE}</p>
<div>分享到：</div>
</div>
<div><h3>热门</h3><ul>
<li><a href="/1">一条很长很长的新闻标题，里面有逗号</a></li><li><a href="/2">又一条新闻</a></li>
</ul></div></div>
<p>版权所有，未经授权不得转载。</p>
</body></html>
"""


def cleaned(text: str) -> Document:
    return clean(Page("page.html", text, "gb18030", "meta"), fold_damage)


@pytest.fixture(scope="module")
def document() -> Document:
    return cleaned(PAGE)


def test_the_article_is_kept_with_its_structure(document: Document) -> None:
    assert document.title.original == "大模型的数据"
    found = [(block.kind, block.level, block.text.original[:3]) for block in document.blocks]
    assert found == [
        (Kind.PARAGRAPH, 0, "第一段"),
        (Kind.HEADING, 2, "小标题"),
        (Kind.QUOTATION, 0, "引文，"),
        (Kind.ITEM, 1, "第一点"),
        (Kind.ITEM, 1, "第二点"),
        (Kind.CODE, 0, "for"),
        (Kind.ROW, 0, "模型 "),
        (Kind.PARAGRAPH, 0, "末段，"),
    ]
    assert document.blocks[5].text.original == "for step in range(3):\n    train()"


def test_what_is_left_out_says_why(document: Document) -> None:
    rules = {dropped.block.text.original[:6]: dropped.verdict.rule for dropped in document.dropped}
    assert rules == {
        "首页": "links",
        "财经": "links",
        "科技": "links",
        "2023-0": "wording",
        "看不见的一段": "hidden",
        "分享到：": "after the article",
        "热门": "after the article",
        "一条很长很长": "links",
        "又一条新闻": "links",
        "版权所有，未": "after the article",
    }


def test_blocks_say_where_they_stood(document: Document) -> None:
    paths = {block.text.original[:3]: block.origin.path for block in document.blocks}
    assert paths["第一段"] == "html/body/div[2]/div/p"
    assert paths["第二点"] == "html/body/div[2]/div/ul/li[2]"
    assert paths["模型 "] == "html/body/div[2]/div/table/tbody/tr"


def test_facts_name_their_source(document: Document) -> None:
    metadata = document.metadata
    assert (metadata.name, metadata.encoding, metadata.reason) == ("page.html", "gb18030", "meta")
    assert metadata.author is not None
    assert (metadata.author.value, metadata.author.source) == ("张三", "JSON-LD author")
    assert metadata.date is not None
    assert (metadata.date.value, metadata.date.source) == ("2023-07-01T08:30", "html/body/div[2]/div/div")
    assert metadata.language is not None
    assert metadata.language.value == "zh-Hans"


BROKEN = {
    "a second end of the page": f"<html><body><p>{PROSE}</p></html><p>后文，{PROSE}</p></html>",
    "no ends": f"<p>{PROSE}<p>后文，{PROSE}",
    "ends without beginnings": f"<div><p>{PROSE}</div></div></div><p>后文，{PROSE}</p>",
    "xml": f"<?xml version='1.0'?><html><body><p>{PROSE}</p><![CDATA[x]]><p>后文，{PROSE}</p></body></html>",
    "conditional comments": f"<body><p>{PROSE}</p><![if !IE]><p>后文，{PROSE}</p><![endif]></body>",
}


@pytest.mark.parametrize("text", BROKEN.values(), ids=BROKEN)
def test_broken_markup_is_read_as_browsers_do(text: str) -> None:
    assert [block.text.original for block in cleaned(text).blocks] == [PROSE, f"后文，{PROSE}"]


@pytest.mark.parametrize("tag", ["div", "span", "b", "p", "ul", "blockquote", "pre", "table", "li", "font", "ruby"])
@pytest.mark.parametrize("closed", [True, False])
def test_the_deepest_page_has_an_answer(tag: str, closed: bool) -> None:  # noqa: FBT001 - a parameter of the test
    end = f"</{tag}>" * 100_000 if closed else ""
    document = cleaned(f"<html><body>{f'<{tag}>' * 100_000}{PROSE}{end}")
    assert [block.text.original for block in document.blocks] == [PROSE]


def test_a_deep_article_is_read_without_beautiful_soup() -> None:
    document = cleaned(
        f"<html><body><p>{PROSE}</p>{'<div>' * 500}<h2>标题</h2><ul><li>{PROSE}</li></ul><pre>a = 1</pre>"
    )
    found = [block.kind for block in document.blocks]
    assert found == [Kind.PARAGRAPH, Kind.HEADING, Kind.ITEM, Kind.CODE]
    assert document.blocks[2].origin.path.endswith("/div/ul/li")


def test_a_page_whose_article_a_script_shows_is_read() -> None:
    article = f"<p>{PROSE}</p><p>后文，{PROSE}</p>"
    document = cleaned(f"<html><body><a href='/'>菜单</a><div style='display:none'>{article}</div></body></html>")
    assert [block.text.original for block in document.blocks] == [PROSE, f"后文，{PROSE}"]


def test_flattening_keeps_text_and_shallow_pages() -> None:
    shallow = "<div><p>文</p></div>" * 5_000
    assert flatten(shallow) == shallow
    deep = flatten("<div>" * 20_000 + "文" + "</div>" * 20_000)
    assert deep.count("<div>") == deep.count("</div>") == 400
    assert "文" in deep


def test_beautiful_soup_has_nothing_to_warn_of() -> None:
    # it warns of markup that looks like a file's name or like XML, and warnings are errors here
    head = "<head><?xml version='1.0'?></head>"
    document = cleaned(f"<html>{head}<body><p>{PROSE} http://example.org/a.html</p></body></html>")
    assert len(document.blocks) == 1


def test_ruby_is_kept_as_readings_on_the_text() -> None:
    html = (
        "<html><body><p>他說 <ruby>漢<rp>(</rp><rt>hàn</rt><rp>)</rp>字<rt>zì</rt></ruby> 很有意思，"
        "<ruby>網站<rt> wǎng\n zhàn </rt></ruby>上有很多，大家都可以去看看，學習的人也不少。</p></body></html>"
    )
    document = clean(Page("page", html, "utf-8", ""), str)
    (block,) = document.blocks
    assert block.text.current.startswith("他說 漢字 很有意思，網站上")
    read = [(block.text.original[each.start : each.end], each.text) for each in block.readings]
    assert read == [("漢", "hàn"), ("字", "zì"), ("網站", "wǎng zhàn")]


def test_readings_follow_the_text_through_repairs() -> None:
    text = Text.of("他說漢字").rewrite("x", lambda _: [Edit(0, 1, ""), Edit(1, 4, "说汉字")])
    block = Block(Kind.PARAGRAPH, Origin(), text, readings=(Reading(2, 3, "hàn"),))
    (reading,) = block.current_readings()
    assert text.current[reading.start : reading.end] == "汉"


def test_a_page_of_too_many_blocks_is_told() -> None:
    with pytest.raises(SourceError, match=r"more than 1,000,000 blocks; split it"):
        cleaned(f"<html><body>{'<p>文' * 1_000_100}")


def test_a_tag_of_many_attributes_has_an_answer() -> None:
    many = " ".join(f'a{number}="x"' for number in range(35_000))
    assert len(cleaned(f"<html><body><p {many}>{PROSE}</p><p>后文，{PROSE}</p>").blocks) == 2


def test_an_article_that_only_noscript_has_is_read() -> None:
    shell = (
        f"<html><body><div id='app'></div><noscript>{''.join(f'<p>第{n}段，{PROSE}</p>' for n in range(9))}</noscript>"
    )
    assert len(cleaned(shell).blocks) == 9


def test_what_follows_plaintext_belongs_to_the_page() -> None:
    """Its text is written out as it stands, with tags that were never opened."""
    document = cleaned(f"<html><p>{PROSE}<pre><plaintext>></tr></p><pre>{PROSE}")
    assert document.blocks
