"""Markup that HTML and e-books share: well-formed as XML, and the page's text whole inside it."""

import re
from collections.abc import Iterator
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.export.escaping import escape, safe_address
from reader.export.markup import elements
from reader.export.markup_inline import Way, inline
from reader.export.structure import CELLS, Numbered, heading_depths
from reader.model.document import Block, Document, Kind, Note, Origin
from reader.model.escape import UNSAFE, printable
from reader.model.inline import Reading
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
