"""Markdown, read back by a parser that is not ours."""

import re
from collections.abc import Iterator
from time import process_time

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from markdown_it.token import Token
from mdit_py_plugins.footnote import footnote_plugin

from reader.clean.structured import structured
from reader.clean.tree import read_tree
from reader.export.markdown import export_markdown
from reader.export.markdown_inline import escape
from reader.export.structure import CELLS
from reader.model.choices import GlossPolicy, LinkPolicy
from reader.model.document import Block, Document, Entry, Kind, Metadata, Note, Origin
from reader.model.text import Text
from tests.export.documents import HOSTILE, documents, texts, words

#: What Reader writes; anything else was taken from the page.
_OURS = {
    "paragraph", "heading", "bullet_list", "list_item", "blockquote", "fence", "inline", "text", "softbreak",
    "hardbreak", "text_special", "table", "thead", "tbody", "tr", "th", "td", "footnote_ref", "footnote_block",
    "footnote", "footnote_anchor", "strong", "em", "link", "code_inline", "ordered_list", "image", "html_inline",
}  # fmt: skip
_TAGS = re.compile(r"</?(?:strong|em|del|sup|sub)>")


def parsed(markdown: str) -> list[Token]:
    tokens = MarkdownIt("commonmark").enable(["table", "strikethrough"]).use(footnote_plugin).parse(markdown)
    kinds = {re.sub("_(open|close)$", "", each.type) for token in tokens for each in (token, *(token.children or ()))}
    assert kinds <= _OURS, (kinds - _OURS, markdown)
    for child in (child for token in tokens for child in token.children or ()):
        assert child.type != "html_inline" or _TAGS.fullmatch(child.content), markdown
        if child.type in ("link_open", "image"):
            address = str(child.attrGet("href") or child.attrGet("src") or "")
            assert not address or address.startswith(("http://", "https://", "mailto:")), markdown
    return tokens


def shown(tokens: list[Token]) -> Iterator[str]:
    """What a reader of the Markdown sees of the page; footnotes are ours."""
    for token in tokens:
        if token.type == "footnote_block_open":
            return
        if token.type == "fence":
            yield token.content
        yield from (_text(child) for child in token.children or ())
        yield "\n"


def _text(child: Token) -> str:
    if child.type in ("footnote_ref", "image", "html_inline"):
        return ""
    return "\n" if child.type.endswith("break") else child.content


def expected(document: Document) -> str:
    return "\n".join((document.title.current, *map(_plain, document.blocks)))


def _plain(block: Block) -> str:
    return block.text.current.replace(CELLS, "\n") if block.kind is Kind.ROW else block.text.current


@pytest.mark.parametrize("text", HOSTILE)
@pytest.mark.parametrize("kind", Kind)
def test_nothing_in_a_page_is_read_as_markdown(text: str, kind: Kind) -> None:
    document = Document(Text.of(text), Metadata(), (Block(kind, Origin(1), Text.of(text), 1),))
    seen = "".join(shown(parsed(export_markdown(document, GlossPolicy.NONE))))
    assert words(seen) == words(expected(document))


@given(documents(), st.sampled_from(GlossPolicy))
def test_any_page_survives_markdown(document: Document, policy: GlossPolicy) -> None:
    seen = "".join(shown(parsed(export_markdown(document, policy))))
    assert words(seen) == words(expected(document))


@given(texts)
def test_any_text_survives_escaping(text: str) -> None:
    assert words("".join(shown(parsed(escape(text))))) == words(text)


NOTES = (
    Note(0, 3, "g", "MoE", "混合专家模型"),
    Note(4, 8, "g", "RLHF", "人类反馈强化学习"),
    Note(9, 12, "g", "MoE", "混"),
)
PAGE = Document(Text.of(""), Metadata(), (Block(Kind.PARAGRAPH, Origin(1), Text.of("MoE、RLHF与MoE(x)"), notes=NOTES),))


def test_terms_lead_to_footnotes() -> None:
    first = export_markdown(PAGE, GlossPolicy.FIRST)
    assert first == "MoE[^1]、RLHF[^2]与MoE(x)\n\n[^1]: **MoE** 混合专家模型\n\n[^2]: **RLHF** 人类反馈强化学习\n"
    assert "MoE[^1]\\(x)" in export_markdown(PAGE, GlossPolicy.ALL)
    assert "[^" not in export_markdown(PAGE, GlossPolicy.NONE)
    references = [child for token in parsed(first) for child in token.children or () if child.type == "footnote_ref"]
    assert len(references) == 2


def test_a_table_drops_no_cell_and_keeps_its_header() -> None:
    rows = ("模型 | 参数", "甲|乙 | 7B", "丙 | 70B | 多")
    blocks = tuple(Block(Kind.ROW, Origin(1), Text.of(row)) for row in rows)
    assert export_markdown(Document(Text.of(""), Metadata(), blocks), GlossPolicy.NONE) == (
        "| 模型 | 参数 |  |\n| --- | --- | --- |\n| 甲\\|乙 | 7B |  |\n| 丙 | 70B | 多 |\n"
    )


def paragraph(html: str) -> Block:
    """A paragraph as the cleaner reads it."""
    tree = read_tree(f"<p>{html}</p>")
    blocks = [Block(Kind.PARAGRAPH, Origin(1), Text.of(run.text)) for run in tree.runs]
    (block,) = structured(blocks, tree, range(len(blocks)), "https://example.org/")
    return block


MARKED = [
    ("这是<b>重点，</b>然后", "这是**重点**，然后"),
    ("<b>重点，</b>然后", "**重点**，然后"),
    ("这是<b>“重点”</b>", "这是“**重点”**"),
    ("见<b>“重点”</b>，又见<em>（此）</em>后", "见“**重点”**，又见（*此*）后"),
    ("<b>GPT</b>-4与<i>a</i>b<i>c</i>", "**GPT**-4与*a*b*c*"),
    ("<b><i>都是</i></b>的", "***都是***的"),
    ("<b>很<i>重</i>要</b>", "<strong>很<em>重</em>要</strong>"),
    ("<b>甲</b><i>乙</i>", "<strong>甲</strong><em>乙</em>"),
    ("<b>，</b>后", "，后"),
    ("<b>用<code>a*b</code></b>", "<strong>用`a*b`</strong>"),
    ("<code>`</code>与<code>a``b</code>", "`` ` ``与```a``b```"),
    ("x<sup>2</sup>，<del>旧</del>", "x<sup>2</sup>，<del>旧</del>"),
    ("好!<a href=/x>[甲]</a>(乙)", "好\\![\\[甲\\]](https://example.org/x)(乙)"),
    ("<b>见<a href='/a_(b)'>甲</a>了</b>", "**见**[**甲**](<https://example.org/a_(b)>)**了**"),
    ("<a href='javascript:alert(1)'>甲</a><a href='data:text/html,x'>乙</a>", "甲乙"),
    ("<a href='/?a=1&amp;copy;=2'>a`b*c</a>", "[a\\`b\\*c](https://example.org/?a=1&amp;copy;=2)"),
    ("甲<img src=/c.png alt='a]b'>乙", "甲![a\\]b](https://example.org/c.png)乙"),
]


@pytest.mark.parametrize(("html", "markdown"), MARKED)
def test_what_a_page_marks_is_marked(html: str, markdown: str) -> None:
    document = Document(Text.of(""), Metadata(), (paragraph(html),))
    written = export_markdown(document, GlossPolicy.NONE)
    assert written == f"{markdown}\n"
    assert words("".join(shown(parsed(written)))) == words(expected(document))


@given(st.lists(st.tuples(st.text("数据ab，。“”(! *", min_size=1, max_size=5), st.booleans()), max_size=6))
def test_the_letters_that_are_strong_are_strong(parts: list[tuple[str, bool]]) -> None:
    """As a parser that is not ours reads it; punctuation may stand outside."""
    block = paragraph("。" + "".join(f"<b>{text}</b>" if strong else text for text, strong in parts))
    text = block.text.current
    wanted = [each for span in block.inlines for each in text[span.start : span.end] if each.isalnum()]
    found: list[str] = []
    depth = 0
    for token in parsed(export_markdown(Document(Text.of(""), Metadata(), (block,)), GlossPolicy.NONE)):
        for child in token.children or ():
            depth += {"strong_open": 1, "strong_close": -1}.get(child.type, 0)
            found += (each for each in child.content if depth and each.isalnum())
    assert found == wanted


def test_links_as_footnotes_or_not_at_all() -> None:
    document = Document(
        Text.of(""), Metadata(), (paragraph("见<a href=/x>甲</a>、<a href=/y>乙</a>、<a href=/x>丙</a>"),)
    )
    assert export_markdown(document, GlossPolicy.NONE, links=LinkPolicy.FOOTNOTES) == (
        "见甲[^link-1]、乙[^link-2]、丙[^link-1]\n\n"
        "[^link-1]: <https://example.org/x>\n\n[^link-2]: <https://example.org/y>\n"
    )
    assert export_markdown(document, GlossPolicy.NONE, links=LinkPolicy.NONE) == "见甲、乙、丙\n"


def test_a_table_with_cells_over_others() -> None:
    html = (
        "<table><tr><th></th><th colspan=2>分</th></tr><tr><td rowspan=2>甲</td><td>1</td><td>2</td></tr>"
        "<tr><td>3</td><td>a|<code>b|c</code></td></tr></table>"
    )
    tree = read_tree(html)
    blocks = [Block(Kind.ROW, Origin(1), Text.of(run.text)) for run in tree.runs]
    rows = structured(blocks, tree, range(len(blocks)), "")
    assert [row.kind for row in rows] == [Kind.PARAGRAPH, Kind.ROW, Kind.ROW]  # a row of one cell is none
    assert export_markdown(Document(Text.of(""), Metadata(), tuple(rows[1:])), GlossPolicy.NONE) == (
        "|  |  |  |\n| --- | --- | --- |\n| 甲 | 1 | 2 |\n|  | 3 | a\\|`b\\|c` |\n"
    )


def test_numbers_of_items_and_posts() -> None:
    def item(text: str, level: int, number: int | None) -> Block:
        return Block(Kind.ITEM, Origin(1), Text.of(text), level, number=number)

    first = Block(Kind.PARAGRAPH, Origin(1), Text.of("楼主"), entry=Entry(1, "*张三*", "2023-01-02T10:00"))
    blocks = (first, item("三", 1, 3), item("内", 2, None), item("四", 1, 4), item("1) 五", 1, 5))
    assert export_markdown(Document(Text.of(""), Metadata(), blocks), GlossPolicy.NONE) == (
        "**1** · \\*张三\\* · 2023-01-02 10:00\n\n楼主\n\n3. 三\n   - 内\n4. 四\n- 1\\) 五\n"
    )


def test_a_huge_table_takes_linear_time() -> None:
    cell = "<td><b>很</b>长<a href=/x>文</a></td>"
    tree = read_tree(f"<table>{f'<tr>{cell * 40}</tr>' * 1_000}</table>")
    started = process_time()
    blocks = [Block(Kind.ROW, Origin(1), Text.of(run.text)) for run in tree.runs]
    rows = structured(blocks, tree, range(len(blocks)), "https://example.org/")
    export_markdown(Document(Text.of(""), Metadata(), tuple(rows)), GlossPolicy.NONE)
    assert process_time() - started < 20  # a few seconds
