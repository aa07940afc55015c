"""A page that Reader exported is read again as what it was."""

from dataclasses import replace

import pytest

from reader.export.epub_files import xhtml
from reader.export.exporter import Options
from reader.export.html import html_page
from reader.face import load_readings
from reader.lexicon.glossary import Glossary
from reader.model.choices import GlossPolicy, PinyinStyle
from reader.model.document import Block, Document, Entry, Kind, Source
from reader.pipeline import Pipeline
from tests.clean.test_html import PAGE as ARTICLE
from tests.clean.test_html import PROSE

PAGE = ARTICLE.replace(
    "<p>末段，",
    '<p><b>注意：</b>见<a href="https://example.org/r">RLHF的报告</a>，<img src="https://example.org/c.png">图在此，</p>'
    '<figure><img src="https://example.org/d.png" alt="图 &amp; 表">'
    "<figcaption>图一，数据越好，模型越好，这是大家的共识，也是原因。</figcaption></figure>"
    "<ol><li>甲，数据</li><li>乙，数据</li></ol><p>末段，MoE，",
)


def told(block: Block) -> tuple[object, ...]:
    """What the reader of a page has of a block."""
    text = block.text.current
    return (
        block.kind,
        text,
        block.number,
        [(text[each.start : each.end], each.address) for each in block.current_links()],
        [(text[each.start : each.end], each.kind) for each in block.current_inlines()],
        block.current_images(),
    )


@pytest.mark.parametrize("gloss", GlossPolicy)
@pytest.mark.parametrize("pinyin", [False, True])
def test_an_exported_page_is_a_page_again(
    gloss: GlossPolicy,
    pinyin: bool,  # noqa: FBT001 - a parameter of the test
    pipeline: Pipeline,
    glossary: Glossary,
) -> None:
    document = pipeline.read(Source("page.html", PAGE.encode()))
    options = Options(gloss=gloss, entry=glossary.entry)
    if pinyin:
        options = options._replace(readings=load_readings(PinyinStyle.MARKS))
    again = pipeline.open(Source("again.html", html_page(document, options).encode()))
    assert again.title.original == document.title.current
    assert list(map(told, again.blocks)) == list(map(told, document.blocks))
    assert any(image.alt == "图 & 表" for block in again.blocks for image in block.images)
    assert again.dropped == ()


def test_who_wrote_a_post_is_no_text(pipeline: Pipeline) -> None:
    document = pipeline.read(Source("page.html", PAGE.encode()))
    first = replace(document.blocks[0], entry=Entry(1, "张三", "2023-01-02"))
    thread = replace(document, blocks=(first, *document.blocks[1:]))
    again = pipeline.open(Source("again.html", html_page(thread, Options()).encode()))
    assert [block.text.original for block in again.blocks] == [block.text.current for block in document.blocks]


def test_a_chapter_of_a_book_says_that_it_is_ours(pipeline: Pipeline) -> None:
    term = '<a class="term" id="t1" href="glossary.xhtml#g1">MoE</a>'
    page = xhtml("zh-Hans", "题", f"<h1>题</h1><p>{term}，{PROSE}</p><p>又，{PROSE}</p><footer>来源</footer>")
    again = pipeline.open(Source("chapter.xhtml", page.encode()))
    assert [block.text.original for block in again.blocks] == [f"MoE，{PROSE}", f"又，{PROSE}"]
    assert again.blocks[0].links == ()


def test_other_pages_keep_what_they_call_by_our_names(pipeline: Pipeline) -> None:
    page = (
        f'<html><body><p class="post">{PROSE}</p><p>见<a class="term" href="https://a.org/">此</a>，{PROSE}</p></body>'
    )
    document: Document = pipeline.open(Source("page.html", page.encode()))
    assert [block.kind for block in document.blocks] == [Kind.PARAGRAPH] * 2
    assert len(document.blocks[1].links) == 1
