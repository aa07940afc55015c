"""Markup that HTML and e-books share: well-formed as XML, and the page's text whole inside it."""

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Any
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.export.escaping import escape, safe_address
from reader.export.markup import elements
from reader.export.markup_inline import Way, inline
from reader.export.structure import CELLS, Numbered, heading_depths
from reader.model.document import Block, Document, Entry, Kind, Note, Origin
from reader.model.escape import UNSAFE, printable
from reader.model.inline import Cell, Image, Inline, InlineKind, Link, Reading
from reader.model.text import Edit, Text
from tests.export.documents import marked


class Plain:
    """A dress that marks terms with <i>."""

    def attributes(self, each: Numbered) -> str:
        return f' id="b{each.place}"'

    def term(self, note: Note) -> tuple[str, str]:
        return f'<i title="{escape(note.gloss)}">', "</i>"


def block(
    text: str,
    kind: Kind = Kind.PARAGRAPH,
    level: int = 0,
    notes: tuple[Note, ...] = (),
    readings: tuple[Reading, ...] = (),
) -> Block:
    return Block(kind, Origin(line=1), Text.of(text), level, notes=notes, readings=readings)


def note(start: int, end: int) -> Note:
    return Note(start, end, "glossary.yaml", "MoE", "混合专家模型")


def markup(*blocks: Block) -> str:
    return "".join(elements(blocks, Plain()))


def plain(html: str) -> str:
    return re.sub(' id="b[0-9]+"', "", html)


def shown(element: ET.Element) -> Iterator[str]:
    """The text of the page that an element holds, without readings, what Reader adds, and lists inside of an item."""
    if element.tag in ("rt", "rp", "ul", "ol") or element.get("class") in ("aside", "picture"):
        return
    if element.tag == "br":
        yield "\n"
    yield element.text or ""
    for child in element:
        yield from shown(child)
        yield child.tail or ""


def read_back(html: str) -> dict[int, str]:
    """Index of each block → its text, as an XML parser finds it."""
    root = ET.fromstring(f"<root>{html}</root>")
    found: dict[int, str] = {}
    for element in root.iter():
        place = element.get("id")
        if place is not None:
            own = (child for child in element if child.tag in ("td", "th"))
            inner = CELLS.join("".join(shown(cell)) for cell in own) if element.tag == "tr" else "".join(shown(element))
            found[int(place[1:])] = inner
    return found


def test_each_kind() -> None:
    html = plain(
        markup(
            block("节", Kind.HEADING, 4),
            block("一\n二"),
            block("甲", Kind.ITEM, 1),
            block("1. 乙", Kind.ITEM, 3),
            block("丙", Kind.ITEM, 1),
            block("引", Kind.QUOTATION),
            block("文", Kind.QUOTATION),
            block("a < b\n  c", Kind.CODE),
            block("名 | 值", Kind.ROW),
            block("x | 1", Kind.ROW),
            block("图", Kind.CAPTION),
        )
    )
    assert html == (
        "<h2>节</h2><p>一<br/>二</p>"
        '<ul><li>甲<ul><li class="own">1. 乙</li></ul></li><li>丙</li></ul>'
        "<blockquote><p>引</p><p>文</p></blockquote>"
        "<pre><code>a &lt; b\n  c</code></pre>"
        '<div class="table"><table><thead><tr><th scope="col">名</th><th scope="col">值</th></tr></thead>'
        "<tbody><tr><td>x</td><td>1</td></tr></tbody></table></div>"
        '<p class="caption">图</p>'
    )


@pytest.mark.parametrize(
    ("levels", "expected"),
    [
        ((2, 3, 3, 2), (2, 3, 3, 2)),
        ((4, 6, 5, 4), (2, 3, 3, 2)),
        ((3, 1, 2), (2, 2, 3)),
        ((1, 2, 3, 4, 5, 6), (2, 3, 4, 5, 6, 6)),
        ((), ()),
    ],
)
def test_headings_skip_no_level(levels: tuple[int, ...], expected: tuple[int, ...]) -> None:
    blocks = [block("x", Kind.HEADING, level) for level in levels]
    assert tuple(heading_depths(blocks).values()) == expected


def test_a_table_whose_first_row_is_another_size_has_no_header() -> None:
    assert "<th" not in markup(block("总表", Kind.ROW), block("x | 1", Kind.ROW))


def ruby(base: str, reading: str) -> str:
    return f"<ruby>{base}<rp>（</rp><rt>{reading}</rt><rp>）</rp></ruby>"


@pytest.mark.parametrize(
    ("notes", "readings", "expected"),
    [
        ((), (Reading(0, 1, "hàn"),), f"{ruby('漢', 'hàn')}字MoE"),
        ((note(0, 2),), (Reading(0, 1, "hàn"),), f"<i>{ruby('漢', 'hàn')}字</i>MoE"),
        ((note(0, 1),), (Reading(0, 2, "hànzì"),), f"{ruby('<i>漢</i>字', 'hànzì')}MoE"),
        ((note(1, 5),), (Reading(0, 2, "hànzì"),), f"{ruby('漢<i>字</i>', 'hànzì')}<i>MoE</i>"),
        ((note(0, 2),), (Reading(1, 3, "x"),), f"<i>漢</i>{ruby('<i>字</i>M', 'x')}oE"),
        ((), (Reading(0, 1, "<b>"),), f"{ruby('漢', '&lt;b&gt;')}字MoE"),
    ],
)
def test_ruby_and_terms_lie_inside_each_other(
    notes: tuple[Note, ...], readings: tuple[Reading, ...], expected: str
) -> None:
    html = inline(block("漢字MoE", notes=notes, readings=readings), Way(Plain()))
    assert html.replace(' title="混合专家模型"', "") == expected


def test_readings_that_are_found_stand_where_the_page_has_none() -> None:
    def find(text: str) -> Iterator[Reading]:
        yield from (Reading(place, place + 2, f"r{place}") for place in range(0, len(text) - 1, 2))

    own = block("漢字模型。MoE", notes=(note(2, 4),), readings=(Reading(1, 2, "zì"),))
    assert "".join(elements([own], Plain(), readings=find)).replace(' title="混合专家模型"', "") == (
        f'<p id="b0">漢{ruby("字", "zì")}<i>{ruby("模型", "r2")}</i>{ruby("。M", "r4")}{ruby("oE", "r6")}</p>'
    )
    for text, kind in (("漢字", Kind.CODE), ("モデルの学習", Kind.PARAGRAPH)):
        assert "ruby" not in "".join(elements([block(text, kind)], Plain(), readings=find))


def test_many_links_take_no_longer_than_their_text() -> None:
    text = "见http://a.b/c " * 20_000
    html = inline(block(text, notes=(note(0, 1),)), Way(Plain()))
    assert html.count("<a ") == 20_000


def test_a_reading_whose_character_was_taken_out_goes_with_it() -> None:
    text = Text.of("漢字").rewrite("rule", lambda _: [Edit(0, 1, "")])
    assert inline(Block(Kind.PARAGRAPH, Origin(), text, readings=(Reading(0, 1, "hàn"),)), Way(Plain())) == "字"


def test_addresses_become_links_and_sentences_end_outside_of_them() -> None:
    html = inline(block("见https://a.org/x?b=1&c=<2>，和(http://b.cn/)。ftp://c.d javascript://e"), Way(Plain()))
    assert html == (
        '见<a href="https://a.org/x?b=1&amp;c=%3C2" rel="noopener noreferrer">https://a.org/x?b=1&amp;c=&lt;2</a>&gt;，'
        '和(<a href="http://b.cn/" rel="noopener noreferrer">http://b.cn/</a>)。ftp://c.d javascript://e'
    )


@pytest.mark.parametrize(
    "address",
    [
        "javascript:alert(1)", "JaVaScRiPt:alert(1)", " javascript:alert(1)", "java\tscript:alert(1)",
        "data:text/html,x", "vbscript:x", "file:///etc/passwd", "//evil.example", "/x", "#x", "", "http:/\x01/x", "https://a\u202e.org",
        "\x01https://a.org",
    ],
)  # fmt: skip
def test_no_other_address_is_a_link(address: str) -> None:
    assert safe_address(address) == ""


def test_an_address_can_not_leave_its_attribute() -> None:
    assert safe_address('https://a.org/"><script>') == "https://a.org/%22%3E%3Cscript%3E"
    assert safe_address("mailto:a@b.cn") == "mailto:a@b.cn"


OUT = ' rel="noopener noreferrer"'
LINKED = (Link(0, 4, "https://a.org/?a=1&b=2"),)
STRONG, EMPHASIS = InlineKind.STRONG, InlineKind.EMPHASIS


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ({"links": LINKED}, f'<a href="https://a.org/?a=1&amp;b=2"{OUT}>漢字Mo</a>E'),
        ({"links": (Link(0, 2, "javascript:alert(1)"), Link(2, 5, "data:x"))}, "漢字MoE"),
        ({"inlines": (Inline(0, 2, STRONG), Inline(1, 3, EMPHASIS))},
         "<strong>漢</strong><em><strong>字</strong>M</em>oE"),
        ({"inlines": (Inline(1, 5, STRONG),), "notes": (note(2, 5),)},
         "漢<strong>字</strong><i><strong>MoE</strong></i>"),
        ({"links": LINKED, "notes": (note(2, 5),)},
         f'<a href="https://a.org/?a=1&amp;b=2"{OUT}>漢字Mo</a>E<span class="aside"><i>※</i></span>'),
        ({"links": (Link(1, 3, "https://a.org"),), "readings": (Reading(0, 2, "hànzì"),)},
         f'<a href="https://a.org"{OUT}>{ruby("漢字", "hànzì")}M</a>oE'),
        ({"links": LINKED, "images": (Image(2, "https://a.org/<b>", "<b>"),)},
         (f'<a href="https://a.org/?a=1&amp;b=2"{OUT}>漢字Mo</a>'
          f'<a class="picture" href="https://a.org/%3Cb%3E"{OUT}>&lt;b&gt;</a>E')),
        ({"images": (Image(2, "javascript:alert(1)", "图"),)}, '漢字<span class="picture">图</span>MoE'),
        ({"images": (Image(2, "mailto:a@b.c"),)}, '漢字<span class="picture"><i>图 picture</i></span>MoE'),
    ],
)  # fmt: skip
def test_what_stands_in_a_text(given: dict[str, Any], expected: str) -> None:
    html = inline(replace(block("漢字MoE"), **given), Way(Plain()))
    assert html.replace(' title="混合专家模型"', "") == expected
    ET.fromstring(f"<p>{html}</p>")


def test_links_can_be_left_out() -> None:
    images = (Image(0, "https://a.org/c"),)
    linked = replace(block("见https://a.org/x"), links=(Link(0, 1, "https://a.org"),), images=images)
    html = "".join(elements([linked], Plain(), links=False))
    assert "<a" not in html
    assert '<span class="picture">' in html


def test_pictures_with_and_without_a_caption() -> None:
    image = (Image(0, "https://a.org/c", "图"),)
    link = f'<a class="picture" href="https://a.org/c"{OUT}>图</a>'
    html = plain(markup(replace(block("文"), images=image), replace(block("图一", Kind.CAPTION), images=image)))
    assert html == f"<figure>{link}</figure><p>文</p><figure>{link}<figcaption>图一</figcaption></figure>"
    below = replace(block("图一", Kind.CAPTION), images=(Image(2, "https://a.org/c", "图"),))
    assert plain(markup(below)) == f"<figure><figcaption>图一</figcaption>{link}</figure>"
    item = replace(block("甲", Kind.ITEM, 1), images=image)
    assert plain(markup(item)) == f"<ul><li>{link}甲</li></ul>"


def test_lists_with_numbers() -> None:
    def item(text: str, level: int, number: int | None) -> Block:
        return replace(block(text, Kind.ITEM, level), number=number)

    listed = (item("三", 1, 3), item("内", 2, None), item("又三", 1, None), item("四", 1, 4), item("九", 1, 9))
    assert plain(markup(*listed, item("甲", 2, None), item("一", 2, 1))) == (
        '<ol><li value="3">三<ul><li>内</li></ul></li><li class="own">又三</li><li>四</li><li value="9">九'
        "<ul><li>甲</li></ul><ol><li>一</li></ol></li></ol>"
    )


NAMELESS, HEAD = (Cell(0, end, header=True) for end in (0, 2))
HIGH = Cell(0, 1, header=True, rows=9)


def test_tables_as_the_page_has_them() -> None:
    head = replace(block("参数 | 分", Kind.ROW), cells=(NAMELESS, HEAD, replace(HEAD, start=5, end=6, columns=2)))
    body = replace(block("甲 | 7B | 1", Kind.ROW), cells=(HIGH, Cell(4, 6), Cell(9, 10), Cell(10, 10)))
    assert plain(markup(head, body, body, head)) == (
        '<div class="table"><table><thead><tr><th scope="col"></th><th scope="col">参数</th>'
        '<th scope="col" colspan="2">分</th></tr></thead>'
        '<tbody><tr><th scope="row" rowspan="2">甲</th><td>7B</td><td>1</td><td></td></tr>'
        '<tr><th scope="row">甲</th><td>7B</td><td>1</td><td></td></tr></tbody></table></div>'
        '<div class="table"><table><thead><tr><th scope="col"></th><th scope="col">参数</th>'
        '<th scope="col" colspan="2">分</th></tr></thead></table></div>'
    )


def test_cells_that_a_repair_has_joined_are_parted_anew() -> None:
    text = Text.of("甲 | 乙").rewrite("x", lambda _: [Edit(0, 5, "a | b | c")])
    row = Block(Kind.ROW, Origin(), text, cells=(Cell(0, 1), Cell(4, 5)))
    assert read_back(plain(markup(row)).replace("<tr>", '<tr id="b0">')) == {0: "a | b | c"}


def test_posts_and_definitions() -> None:
    post = replace(block("楼主"), entry=Entry(2, "<张三>", "2023-01-02T10:00"))
    html = plain(markup(post, block("词元", Kind.TERM), block("单位", Kind.DEFINITION), block("孤", Kind.HEADING, 1)))
    assert html == (
        '<p class="post"><b>2</b> <span>&lt;张三&gt;</span> <span>2023-01-02 10:00</span></p><p>楼主</p>'
        "<dl><dt>词元</dt><dd>单位</dd></dl><h2>孤</h2>"
    )
    named = replace(block("张三", Kind.HEADING, 2), entry=Entry(1, "张三"))
    assert plain(markup(named)) == '<p class="post"><b>1</b></p><h2>张三</h2>', "nobody is named twice"
    assert plain(markup(block("词元", Kind.TERM))) == '<p class="name">词元</p>'
    assert plain(markup(block("孤", Kind.DEFINITION))) == '<p class="definition">孤</p>'


HOSTILE = [
    "<script>alert(1)</script>", "</p>", "]]>", "<!--", "&amp;&lt;", "\"'`", "\x00\x1b[31m", "\u202e", "\ufeff\ufffe",
    "https://x.y/\"onclick='alert(1)'", "\ud800", "<![CDATA[", "a\r\nb", "\u2028",
]  # fmt: skip


@pytest.mark.parametrize("kind", Kind)
@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_stays_text(text: str, kind: Kind) -> None:
    assert read_back(markup(block(text, kind))) == {0: printable(text).replace("\ufffe", "\ufffd")}


PAGE_TEXT = st.text(
    st.characters(exclude_characters="\ufffe\uffff", exclude_categories=["Cs"]).filter(lambda c: not UNSAFE.match(c))
    | st.sampled_from("<>&\"'|\n :/.htps模型汉字1."),
    max_size=25,
)


@st.composite
def blocks(draw: st.DrawFn) -> Block:
    text = draw(PAGE_TEXT)
    places = st.lists(st.integers(0, len(text)), max_size=6).map(lambda found: sorted(set(found)))
    notes, read = (draw(places) for _ in range(2))
    made = block(
        text,
        draw(st.sampled_from(Kind)),
        draw(st.integers(0, 7)),
        tuple(note(*span) for span in zip(notes[::2], notes[1::2], strict=False)),
        tuple(Reading(*span, "pīn<") for span in zip(read[::2], read[1::2], strict=False)),
    )
    return draw(marked(made))


@given(st.lists(blocks(), max_size=6))
def test_text_out_is_text_in(given: list[Block]) -> None:
    assert read_back(markup(*given)) == {index: each.text.current for index, each in enumerate(given)}


def test_the_sample_page_is_whole(sample: Document) -> None:
    assert read_back(markup(*sample.blocks)) == {i: each.text.current for i, each in enumerate(sample.blocks)}
