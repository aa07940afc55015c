"""E-books: opened, cleaned of nothing, and refused in a sentence when they mean ill."""

from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.decode.book import open_book
from reader.export.epub import write
from reader.export.exporter import Options
from reader.model.document import EPUB, Document, Kind, Source
from reader.model.errors import NoArticleError, ReaderError, SourceError
from reader.model.inline import Link
from reader.model.text import Text
from reader.pipeline import Pipeline
from reader.sources import read_source
from tests.decode.books import AES, FONT, LOCKED, NCX, ONE, OPF, book, chapter


def opened(data: bytes) -> Document:
    return Pipeline(()).read(Source("book.epub", data, media=EPUB), words=False)


def lines(document: Document) -> list[str]:
    return [f"{block.kind} {block.text.current}" for block in document.blocks]


WHOLE = [
    "heading 第一章 数据",
    "paragraph 大模型需要数据。",
    "paragraph 也需要算力。",
    "heading 第二章 算力",
    "paragraph 算力很贵。",
]


def test_chapters_come_in_the_order_of_the_spine_under_the_titles_of_the_contents() -> None:
    assert lines(opened(book())) == WHOLE
    assert lines(opened(book(order="two one"))) == [*WHOLE[3:], *WHOLE[:3]]


def test_contents_of_epub_2() -> None:
    assert lines(opened(book({"OPS/toc.ncx": NCX}, properties=""))) == WHOLE


def test_what_the_package_says() -> None:
    document = opened(book())
    assert document.title.current == "大模型入门"
    facts = {name: (fact.value, fact.source) for name, fact in document.metadata.facts()}
    assert facts["author"] == ("张三, 李四", "package creator")
    assert facts["date"] == ("2024-05-20", "package date")
    assert facts["site"] == ("某社", "package publisher")
    assert facts["language"][0] == "zh-Hans"


def test_blocks_know_their_chapter() -> None:
    document = opened(book())
    assert document.blocks[1].origin.path == "OPS/one.xhtml#html/body/p"
    assert len({(block.origin, block.text.original) for block in document.blocks}) == len(document.blocks)


@pytest.mark.parametrize(
    ("body", "wanted"),
    [
        ("<p>第一章 数据</p><p>正文。</p>", ["heading 第一章 数据", "paragraph 正文。"]),
        ("<h3>别的题目</h3><p>正文。</p>", ["heading 别的题目", "paragraph 正文。"]),
        ("<p>正文。</p><footer><p>第 3 页</p></footer>", ["heading 第一章 数据", "paragraph 正文。"]),
        ("<p>正文在这里。</p><p hidden=''>看不见</p>", ["heading 第一章 数据", "paragraph 正文在这里。"]),
        ("<ol><li>一</li><li>二</li></ol>", ["heading 第一章 数据", "item 一", "item 二"]),
        ("<p>扫码关注，版权所有。</p>", ["heading 第一章 数据", "paragraph 扫码关注，版权所有。"]),
        ("<div/><p>甲<span/>乙<br/>丙</p><script src='a'/><p>丁</p>",
         ["heading 第一章 数据", "paragraph 甲乙", "paragraph 丙", "paragraph 丁"]),
        ("<script>alert(1)</script><style>p{}</style>", []),
    ],
)  # fmt: skip
def test_a_chapter(body: str, wanted: list[str]) -> None:
    assert lines(opened(book({"OPS/one.xhtml": chapter(body)})))[: len(wanted)] == wanted
    assert len(lines(opened(book({"OPS/one.xhtml": chapter(body)})))) == len(wanted) + 2


def test_links_of_a_chapter_lead_out_of_the_book_or_nowhere() -> None:
    body = '<p>见<a href="https://example.org/">论文</a>和<a href="two.xhtml">下章</a>。</p>'
    document = opened(book({"OPS/one.xhtml": chapter(body)}))
    assert document.blocks[1].links == (Link(1, 3, "https://example.org/"),)


def test_names_that_are_written_otherwise() -> None:
    moved = {"OPS/one.xhtml": None, "ops/ONE.xhtml": ONE}
    assert lines(opened(book(moved))) == WHOLE
    items = '<item id="a" href="%E7%AB%A0%201.xhtml" media-type="application/xhtml+xml"/>'
    quoted = OPF.format(items=items, spine='<itemref idref="a"/>')
    assert lines(opened(book({"OPS/book.opf": quoted, "OPS/章 1.xhtml": ONE})))[-1] == "paragraph 也需要算力。"


def test_a_chapter_in_another_encoding() -> None:
    page = chapter("<p>大模型训练需要大量的数据和算力，评测结果表明如此。</p>").replace('"1.0"', '"1.0" encoding="gbk"')
    assert "paragraph 大模型训练需要大量的数据和算力，评测结果表明如此。" in lines(
        opened(book({"OPS/one.xhtml": page.encode("gb18030")}))
    )


def test_fonts_that_are_obfuscated_hinder_nobody() -> None:
    assert lines(opened(book({"META-INF/encryption.xml": LOCKED.format(how=FONT, what="OPS/one.xhtml")}))) == WHOLE
    assert lines(opened(book({"META-INF/encryption.xml": LOCKED.format(how=AES, what="OPS/cover.jpg")}))) == WHOLE


def with_a_password() -> bytes:
    """The bit that says so, set for each file, in both places."""
    data = bytearray(book())
    for mark, place in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        at = data.find(mark)
        while at >= 0:
            data[at + place] |= 1
            at = data.find(mark, at + 1)
    return bytes(data)


@pytest.mark.parametrize(
    ("make", "wanted"),
    [
        (lambda: book({"META-INF/encryption.xml": LOCKED.format(how=AES, what="OPS/two.xhtml")}), "locked by its"),
        (with_a_password, "locked by its seller"),
        (lambda: b"PK\x03\x04 nothing more", "damaged"),
        (lambda: book()[:-200], "damaged"),
        (lambda: book({"META-INF/container.xml": None}), "lacks META-INF/container.xml"),
        (lambda: book({"META-INF/container.xml": "<container/>"}), "names no package"),
        (lambda: book({"OPS/book.opf": "<package"}), "damaged"),
        (lambda: book({"OPS/book.opf": '<!DOCTYPE p [<!ENTITY a "b">]><package>&a;</package>'}), "declares entities"),
        (lambda: book({"OPS/one.xhtml": None}), "lacks OPS/one.xhtml"),
        (lambda: book({"OPS/one.xhtml": bytes(65 << 20)}), "has more than 64 MB"),
        (lambda: book({"OPS/one.xhtml": bytes(range(256)) * 9}), "not readable as text"),
        (lambda: book({"OPS/book.opf": OPF.format(
            items='<item id="a" href="../../../etc/passwd" media-type="text/html"/>', spine='<itemref idref="a"/>'
        )}), "lacks ../../etc/passwd"),
    ],
)  # fmt: skip
def test_books_that_are_refused(make: Callable[[], bytes], wanted: str) -> None:
    with pytest.raises(SourceError) as caught:
        opened(make())
    assert wanted in str(caught.value)
    assert "; " in str(caught.value)


def test_a_book_of_pictures() -> None:
    with pytest.raises(NoArticleError, match="no text in this e-book"):
        opened(book({"OPS/one.xhtml": chapter("<img src='a.png'/>"), "OPS/two.xhtml": chapter("")}))


def test_contents_that_are_broken_hinder_nobody() -> None:
    assert lines(opened(book({"OPS/nav.xhtml": "<nav"}))) == WHOLE[1:]


@given(st.data())
def test_a_damaged_book_is_told_or_read(data: st.DataObject) -> None:
    archive = bytearray(book())
    for _ in range(data.draw(st.integers(1, 5))):
        archive[data.draw(st.integers(0, len(archive) - 1))] = data.draw(st.integers(0, 255))
    try:
        opened(bytes(archive))
    except ReaderError as error:
        assert "; " in str(error)  # noqa: PT017 - either end is right


def test_our_own_books_are_read_back(sample: Document, tmp_path: Path) -> None:
    path = tmp_path / "book.epub"
    other = opened(book())
    with path.open("wb") as file:
        write([sample, other], file, Options(title="两篇"))
    back = Pipeline(()).read(read_source(str(path)), words=False)
    assert back.title.current == "两篇"
    wanted = ["page", *(block.text.current for block in sample.blocks)]
    wanted += ["大模型入门", *(block.text.current for block in other.blocks)]
    assert [block.text.current for block in back.blocks] == wanted
    assert not any("来源" in item.block.text.current for item in back.dropped), "our own footers are known as such"


def test_a_book_of_one_page_is_that_page(tmp_path: Path) -> None:
    path = tmp_path / "book.epub"
    page = Pipeline(()).read(
        Source("a.md", "# 题目\n\n第一段。\n\n- 甲\n- 乙\n".encode(), media="text/markdown"), words=False
    )
    with path.open("wb") as file:
        write([page], file, Options())
    back = Pipeline(()).read(read_source(str(path)), words=False)
    assert back.title == Text.of("题目")
    assert [(each.kind, each.text.current) for each in back.blocks] == [
        (Kind.PARAGRAPH, "第一段。"), (Kind.ITEM, "甲"), (Kind.ITEM, "乙"),
    ]  # fmt: skip


def test_the_archive_is_asked_for_nothing_but_what_is_read() -> None:
    facts, chapters = open_book(Source("b", book(), media=EPUB))
    assert facts["title"] == ("大模型入门",)
    assert [(each.name, each.title) for each in chapters] == [
        ("OPS/one.xhtml", "第一章 数据"),
        ("OPS/two.xhtml", "第二章 算力"),
    ]
