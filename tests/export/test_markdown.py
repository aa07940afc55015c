"""Markdown, read back by a parser that is not ours."""

import re
from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from markdown_it.token import Token
from mdit_py_plugins.footnote import footnote_plugin

from reader.export.markdown import export_markdown
from reader.export.markdown_inline import escape
from reader.export.structure import CELLS
from reader.model.choices import GlossPolicy
from reader.model.document import Block, Document, Kind, Metadata, Note, Origin
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
