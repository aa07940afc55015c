"""What holds for every page."""

from itertools import chain

from hypothesis import given
from hypothesis import strategies as st

from reader.clean.fragment import read_fragment
from reader.clean.judge import judge
from reader.clean.lines import read_lines
from reader.clean.stage import clean
from reader.clean.tree import read_tree
from reader.model.document import Document, Page
from reader.model.errors import NoArticleError
from reader.repair.fold import fold_damage

LINE = [
    "",
    " ",
    "引言",
    "  • 首页",
    "分享到:",
    "51998",
    "版权所有",
    "数据越好,模型越好。",
    "這是大家的共識，也是原因。",
]
LINES = st.lists(st.sampled_from(LINE), max_size=30)
TAGS = (
    "p div span br li ul table tr td pre a h2 ruby rt b script svg math button select option iframe textarea title "
    "template head body html frameset form blockquote style noscript xmp col caption"
)
PIECES = st.lists(
    st.one_of(
        st.sampled_from([mark + tag + ">" for tag in TAGS.split(" ") for mark in ("<", "</")]),
        st.sampled_from(["<!--", "-->", "<![CDATA[", "]]>", "<?x ?>", "<p/>", "<", ">", "&", "&amp;", "&lt;", "&#x0;"]),
        st.sampled_from(["数据越好，模型越好。", "分享到：", "文", "x", "\n", "&nbsp;", "<plaintext>"]),
    ),
    max_size=40,
)
TEXT = st.text(st.characters(exclude_categories=["Cs"]))  # the decoder leaves no surrogates


def opened(text: str) -> Document | None:
    try:
        return clean(Page("page", text, "utf-8", "declared"), fold_damage)
    except NoArticleError:
        return None


@given(LINES)
def test_kept_and_dropped_hold_every_line_in_order(lines: list[str]) -> None:
    document = opened("\n".join(lines))
    if document is None:
        return
    blocks = chain(document.blocks, (dropped.block for dropped in document.dropped))
    found = {block.origin.line: block.text.original for block in blocks}
    expected = {number: line.strip().removeprefix("• ") for number, line in enumerate(lines, 1)}
    assert found == {number: text for number, text in expected.items() if text}
    numbers = [block.origin.line for block in document.blocks]
    assert numbers == sorted(numbers)


@given(LINES)
def test_dropped_blocks_stand_before_the_block_they_name(lines: list[str]) -> None:
    document = opened("\n".join(lines))
    if document is None:
        return
    for dropped in document.dropped:
        line = dropped.block.origin.line
        assert all(block.origin.line < line for block in document.blocks[: dropped.before])
        assert all(block.origin.line > line for block in document.blocks[dropped.before :])


@given(LINES)
def test_every_block_has_one_judgement(lines: list[str]) -> None:
    candidates = read_lines("\n".join(lines), fold_damage)
    verdicts = judge(candidates).verdicts
    assert len(verdicts) == len(candidates)
    assert all(verdict is None or verdict.rule for verdict in verdicts)


@given(PIECES)
def test_soup_has_an_answer(pieces: list[str]) -> None:
    document = opened("<html>" + "".join(pieces))
    if document is not None:
        assert all(block.text.original.strip() for block in document.blocks)


@given(PIECES)
def test_beautiful_soup_reads_every_run(pieces: list[str]) -> None:
    tree = read_tree("<html><body>" + "".join(pieces))
    parts = read_fragment(tree.runs, tree.elements)
    assert parts is not None
    assert len(parts) == len(tree.runs)


@given(TEXT)
def test_any_text_has_an_answer(text: str) -> None:
    document = opened(text)
    if document is not None:
        assert document.blocks


@given(TEXT)
def test_any_page_has_an_answer(text: str) -> None:
    document = opened(f"<html><body><p>数据越好，模型越好。</p>{text}</body></html>")
    assert document is None or document.blocks
