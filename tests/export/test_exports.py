import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from reader.export.formats import exporter, format_of
from reader.export.json import export_json, import_json
from reader.export.markdown import escape, export_markdown
from reader.export.text import export_text
from reader.model.choices import Format, GlossPolicy
from reader.model.document import Block, Document, Fact, Kind, Metadata, Note, Origin
from reader.model.errors import FormatError
from reader.model.text import Edit, Text


def block(text: str, kind: Kind = Kind.PARAGRAPH, level: int = 0, notes: tuple[Note, ...] = ()) -> Block:
    return Block(kind, Origin(line=1), Text.of(text), level, notes=notes)


def document(*blocks: Block, title: str = "") -> Document:
    return Document(Text.of(title), Metadata(), blocks)


STRUCTURED = document(
    block("小节", Kind.HEADING, 2),
    block("一段MoE。", notes=(Note(2, 5, "glossary.yaml", "MoE", "混合专家模型"),)),
    block("甲", Kind.ITEM, 1),
    block("乙", Kind.ITEM, 2),
    block("引文\n两行", Kind.QUOTATION),
    block("a = [1]\n`b`", Kind.CODE),
    title="标题",
)


def test_text() -> None:
    assert export_text(STRUCTURED, GlossPolicy.ALL) == (
        "标题\n\n小节\n\n一段MoE〔混合专家模型〕。\n\n• 甲\n  • 乙\n\n引文\n两行\n\na = [1]\n`b`\n"
    )


def test_markdown() -> None:
    assert export_markdown(STRUCTURED, GlossPolicy.NONE) == (
        "# 标题\n\n### 小节\n\n一段MoE。\n\n- 甲\n  - 乙\n\n> 引文\n> 两行\n\n```\na = [1]\n`b`\n```\n"
    )


def test_a_fence_is_longer_than_any_in_the_code() -> None:
    assert export_markdown(document(block("````\nx", Kind.CODE)), GlossPolicy.NONE).startswith("`````\n")


HOSTILE = [
    "# no heading", "- no item", "1. no item", "1) no item", "> no quotation", "---", "===", "***", "+ x", "    code",
    "[x](javascript:alert(1))", "![i](x.png)", "<script>alert(1)</script>", "&lt;b&gt;", "`code`",
    "*a* _b_ __c__ ~~d~~", "| a | b |", r"back\slash", "<https://example.org>", "a\nb", "| - |\n| - |",
    "[^1]: note", "$x$", "~~~", "```",
]  # fmt: skip


@pytest.mark.parametrize("text", HOSTILE)
def test_nothing_in_a_page_is_read_as_markdown(text: str) -> None:
    assert shown(export_markdown(document(block(text)), GlossPolicy.NONE)) == " ".join(text.split())


@given(st.text(st.sampled_from("#-+*_[]()<>!&;|~`\\123. \n标a$=:"), max_size=30))
def test_any_text_survives_markdown(text: str) -> None:
    text = "\n".join(line.strip() for line in text.split("\n") if line.strip())
    assert shown(escape(text)) == " ".join(text.split())


def shown(markdown: str) -> str:
    """What a reader of the Markdown sees; fails when anything but plain paragraphs came of it."""
    parsed = MarkdownIt("commonmark").enable(["table", "strikethrough"]).parse(markdown)
    assert {token.type for token in parsed} <= {"paragraph_open", "inline", "paragraph_close"}, markdown
    children = [child for token in parsed for child in token.children or ()]
    assert {child.type for child in children} <= {"text", "softbreak", "hardbreak", "text_special"}, markdown
    return " ".join("".join(child.content or "\n" for child in children).split())


def test_json_reads_back_whole() -> None:
    full = Document(
        Text.of("題").rewrite("script", lambda _: [Edit(0, 1, "题")]),
        Metadata(name="p", authors=(Fact("某人", "meta author"),)),
        STRUCTURED.blocks,
    )
    assert import_json(export_json(full)) == full


def test_json_of_the_sample_page_reads_back_whole(sample: Document) -> None:
    assert import_json(export_json(sample)) == sample
    assert export_json(sample) == export_json(import_json(export_json(sample)))


@pytest.mark.parametrize(
    "text",
    ["", "{}", "[]", '{"format":"x","version":1,"document":{}}', export_json(document()).replace(": 1", ": 99", 1)],
)
def test_what_is_no_document_is_told(text: str) -> None:
    with pytest.raises(FormatError, match="export the page anew"):
        import_json(text)


def test_formats_by_name() -> None:
    assert [format_of(name) for name in ("a.txt", "b.MD", "c.json")] == [Format.TEXT, Format.MARKDOWN, Format.JSON]
    assert all(re.match("export_", exporter(wanted).__name__) for wanted in Format)
    for name in ("a.docx", "a", ".txt"):
        with pytest.raises(FormatError, match="--to"):
            format_of(name)
