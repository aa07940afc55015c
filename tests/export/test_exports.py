from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from reader.export.json import export_json, import_json
from reader.export.markdown import export_markdown
from reader.export.structure import has_own_mark
from reader.export.text import export_text
from reader.model.choices import GlossPolicy, LinkPolicy
from reader.model.document import Block, Document, Entry, Fact, Kind, Metadata, Note, Origin
from reader.model.errors import FormatError
from reader.model.inline import Link
from reader.model.text import Edit, Text
from tests.export.documents import documents


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


def _mark(block: Block) -> str:
    if block.kind is not Kind.ITEM:
        return ""
    return "•" if block.number is None or has_own_mark(block) else f"{block.number}."


@given(documents(), st.sampled_from([0, 20, 60]))
def test_any_page_survives_as_text(page: Document, width: int) -> None:
    """Wrapped or not, the characters are the page's; bullets are ours."""
    bullets = (_mark(each) + each.text.current for each in page.blocks)
    written = export_text(page, GlossPolicy.NONE, width)
    assert "".join(written.split()) == "".join("".join((page.title.current, *bullets)).split())


@given(documents())
def test_wrapped_lines_keep_to_their_width(page: Document) -> None:
    code = {line for each in page.blocks if each.kind is Kind.CODE for line in each.text.current.split("\n")}
    lines = export_text(page, GlossPolicy.NONE, 40).split("\n")
    assert all(cell_len(line) <= 40 for line in lines if line not in code and not line.startswith(" "))


def test_markdown() -> None:
    assert export_markdown(STRUCTURED, GlossPolicy.NONE) == (
        "# 标题\n\n## 小节\n\n一段MoE。\n\n- 甲\n  - 乙\n\n> 引文\n> 两行\n\n```\na = [1]\n`b`\n```\n"
    )


def test_a_fence_is_longer_than_any_in_the_code() -> None:
    assert export_markdown(document(block("````\nx", Kind.CODE)), GlossPolicy.NONE).startswith("`````\n")


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


def test_text_with_posts_links_and_definitions() -> None:
    first = replace(block("见甲和乙"), links=(Link(1, 2, "https://a.org/"), Link(3, 4, "javascript:f()")))
    thread = document(
        replace(first, entry=Entry(1, "张三", "2023-01-02T10:00")),
        replace(block("又见甲"), entry=Entry(2), links=(Link(2, 3, "https://a.org/"),)),
        block("词元", Kind.TERM),
        block("最小的单位。", Kind.DEFINITION),
        replace(block("甲", Kind.ITEM, 1), number=3),
    )
    told = "1 · 张三 · 2023-01-02 10:00\n\n见甲{}和乙\n\n2\n\n又见甲{}\n\n词元\n  最小的单位。\n\n3. 甲\n"
    assert export_text(thread, GlossPolicy.NONE) == told.format("", "")
    inline = export_text(thread, GlossPolicy.NONE, links=LinkPolicy.INLINE)
    assert inline == told.format(" <https://a.org/>", " <https://a.org/>")
    noted = export_text(thread, GlossPolicy.NONE, links=LinkPolicy.FOOTNOTES)
    assert noted == told.format("[1]", "[1]") + "\n[1] https://a.org/\n"
