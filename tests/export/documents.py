"""Documents made of anything, for the laws of the exporters."""

from dataclasses import replace

from hypothesis import strategies as st

from reader.export.structure import CELLS
from reader.model.document import Block, Document, Kind, Metadata, Note, Origin
from reader.model.escape import UNSAFE
from reader.model.inline import Image, Inline, InlineKind, Link
from reader.model.text import Text

#: What some format takes for markup, or some program for a command.
HOSTILE = (
    "# no heading", "- no item", "1. no item", "1) no item", "> no quotation", "---", "===", "***", "+ x", "    code",
    "[x](javascript:alert(1))", "![i](x.png)", "<script>alert(1)</script>", "&lt;b&gt;", "`code`", "heading ##",
    "*a* _b_ __c__ ~~d~~", "| a | b |", r"back\slash", "<https://example.org>", "a\nb", "| - |\n| - |", "a\n:-",
    "[^1]: note", "[^1]", "$x$", "~~~", "```", "]]>", "<!--", "=1+1", "@SUM(A1)", "+1",
    "-2+3", "\t=1", "'=1", "＝1", "\"';,",
    "{{Front}}", "{{c1::x}}", "[sound:x.mp3]", "\\(x\\)", "<img src=x onerror=alert(1)>", "' onclick='x", "\\t\\n\\\\",
)  # fmt: skip

#: What the repairs take out; exporters make it visible where it comes through all the same.
UNSAFE_ONES = "".join(filter(UNSAFE.match, map(chr, range(0x3000))))
_CHARACTERS = "#-+*_[]()<>!&;|~`\\123. \n标a$=:'\"@,\t{}^%/文。"

texts = st.one_of(
    st.sampled_from(HOSTILE),
    st.text(st.sampled_from(_CHARACTERS), max_size=20),
    st.text(st.characters(exclude_categories=["Cc", "Cs"], exclude_characters=UNSAFE_ONES), max_size=12),
).map(lambda text: "\n".join(line.strip() for line in text.split("\n") if line.strip()))


#: Where links lead that nobody should follow, and some that one may.
ADDRESSES = (
    "https://example.org/a_(b)?x=1&copy=2&lt;3", "http://例.cn/路径|a b", "mailto:a@b.cn", "javascript:alert(1)",
    "data:text/html,<script>", "https://a.org/](x)", "https://a.org/`*_<>", "",
)  # fmt: skip


def spans(length: int) -> st.SearchStrategy[list[tuple[int, int]]]:
    """Spans of a text in order, apart from each other."""
    places = st.lists(st.integers(0, length), max_size=6, unique=True).map(sorted)
    return places.map(lambda found: list(zip(found[::2], found[1::2], strict=False)))


@st.composite
def inlines(draw: st.DrawFn, length: int) -> tuple[Inline, ...]:
    """Emphasis and the like, whose kinds overlap as they please."""
    return tuple(
        Inline(*span, kind) for kind in draw(st.sets(st.sampled_from(InlineKind))) for span in draw(spans(length))
    )


@st.composite
def marked(draw: st.DrawFn, block: Block) -> Block:
    """The block with everything that may stand in its text."""
    length = len(block.text.original)
    images = draw(st.lists(st.builds(Image, st.integers(0, length), st.sampled_from(ADDRESSES), texts), max_size=2))
    return replace(
        block,
        links=tuple(Link(*span, draw(st.sampled_from(ADDRESSES))) for span in draw(spans(length))),
        inlines=draw(inlines(length)),
        images=tuple(sorted(images, key=lambda image: image.offset)),
        number=draw(st.sampled_from((None, None, 0, 1, 7, 10**10))) if block.kind is Kind.ITEM else None,
    )


@st.composite
def blocks(draw: st.DrawFn) -> Block:
    kind = draw(st.sampled_from(Kind))
    text = draw(texts)
    if kind is Kind.ROW:
        text = CELLS.join(part.replace("\n", " ") for part in (text, *draw(st.lists(texts, max_size=2))))
    level = {Kind.HEADING: draw(st.integers(1, 6)), Kind.ITEM: draw(st.integers(1, 4))}.get(kind, 0)
    edges = sorted(draw(st.lists(st.integers(0, len(text)), max_size=4, unique=True)))
    notes = tuple(
        Note(start, end, "glossary.yaml", draw(st.sampled_from(("MoE", *HOSTILE))), draw(st.sampled_from(HOSTILE)))
        for start, end in zip(edges[::2], edges[1::2], strict=False)
        if kind is not Kind.CODE
    )
    return draw(marked(Block(kind, Origin(1), Text.of(text), level, notes=notes)))


@st.composite
def documents(draw: st.DrawFn) -> Document:
    kept = [block for block in draw(st.lists(blocks(), max_size=6)) if block.text.current.strip()]
    return Document(Text.of(" ".join(draw(texts).split())), Metadata(name="page"), tuple(kept))


def words(text: str) -> list[str]:
    """What is left when line ends and the number of spaces don't matter."""
    return text.split()
