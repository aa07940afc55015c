"""A Markdown page: every block is the article's, as its author marked it; the home of markdown-it-py.

CommonMark, with tables, strike-through and footnotes as GitHub has them. HTML inside is text like any other, and shown
as it stands; comments, which no reader of the page was meant to see, are kept among the dropped.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from markdown_it import MarkdownIt
from markdown_it.token import Token
from mdit_py_plugins.footnote import footnote_plugin
from mdit_py_plugins.front_matter import front_matter_plugin

from reader.clean.candidate import Candidate
from reader.clean.facts import find_address
from reader.clean.front_matter import read_front_matter
from reader.clean.language import find_language
from reader.clean.markdown_text import COMMENT, Line, joined, label, lines_of
from reader.clean.said import Said, Told
from reader.localization import translate
from reader.model.document import Block, Document, Dropped, Fact, Kind, Metadata, Origin, Page, Verdict
from reader.model.errors import NoArticleError
from reader.model.inline import Cell, Image
from reader.model.ports import FoldDamage
from reader.model.text import Text

_DEEPEST = 100  # levels of lists and quotations; what lies deeper is lost, so that parsing stays linear
_MOST_BRACKETS = 5_000  # of a paragraph or a table
_BRACKETED = ["link", "image", "footnote_inline", "footnote_ref"]
_BETWEEN = " | "  # cells of a row, as in HTML pages


def read_markdown(page: Page, fold: FoldDamage) -> Document:
    """The document that a Markdown page is; nothing is taken for furniture. ``fold`` is needed to tell the script.

    Raises NoArticleError when there is no text.
    """
    tokens = _parser(page.text).parse(page.text)
    said = read_front_matter(tokens[0].content) if tokens and tokens[0].type == "front_matter" else Said()
    walk = _Walk()
    walk.take(tokens)
    if not walk.blocks:
        raise NoArticleError(
            translate("{name}: there is no text in it; give a page with some.", name=page.name), guess=False
        )
    title, blocks = _titled(said, walk.blocks)
    taken = len(walk.blocks) - len(blocks)
    return Document(
        Text.of(title.value if title else ""),
        _metadata(page, said, title, blocks, fold),
        tuple(blocks),
        tuple(replace(each, before=max(each.before - taken, 0)) for each in walk.dropped),
    )


def _parser(text: str) -> MarkdownIt:
    """The parser for a page. Where brackets open without end, they are no links: each would be sought to the end."""
    parser = MarkdownIt("commonmark", {"maxNesting": _DEEPEST}).enable(["table", "strikethrough"])
    parser.use(front_matter_plugin).use(footnote_plugin)
    brackets = max(part.count("[") for part in text.split("\n\n"))
    return parser if brackets <= _MOST_BRACKETS else parser.disable(_BRACKETED)


def _titled(said: Said, blocks: list[Block]) -> tuple[Fact | None, list[Block]]:
    """The title (by the front matter, or the one heading of level 1 if it is first) and the blocks without it."""
    tops = [index for index, block in enumerate(blocks) if block.kind is Kind.HEADING and block.level == 1]
    shown = blocks[0].text.current if tops == [0] else ""
    named = next(iter(said.titles), None)
    if shown and (named is None or named.value == shown):
        return named or Fact(shown, f"line {blocks[0].origin.line}"), blocks[1:]
    return named, blocks


def _metadata(page: Page, said: Said, title: Fact | None, blocks: Sequence[Block], fold: FoldDamage) -> Metadata:
    candidates = [Candidate(text, fold(text), each.kind) for each in blocks if (text := each.text.current)]
    return Metadata(
        page.name,
        page.encoding,
        page.reason,
        title=title,
        authors=tuple(said.authors),
        date=next(iter(said.dates), None),
        modified=next(iter(said.modified), None),
        language=find_language(candidates[:100], said.languages),
        tags=tuple(said.tags),
        address=find_address(Told(said), page.address),
        hops=page.hops,
    )


class _Walk:
    """Goes through the tokens of a page and gathers its blocks."""

    def __init__(self) -> None:
        self.blocks: list[Block] = []
        self.dropped: list[Dropped] = []
        self._around: list[Token] = []
        self._numbers: list[int | None] = []  # of the next item of each open list; None where it has none
        self._item: int | None = None
        self._opens = False  # whether the next text is the first of its item
        self._cells: list[tuple[Line, bool]] | None = None
        self._pictures: tuple[Image, ...] = ()  # before the first text
        self._label = ""  # of a footnote, before its text

    def take(self, tokens: Sequence[Token]) -> None:
        """All tokens of a page."""
        for token in tokens:
            if token.nesting > 0:
                self._open(token)
            elif token.nesting < 0:
                self._close(token)
            else:
                self._leaf(token)

    def _open(self, token: Token) -> None:
        self._around.append(token)
        match token.type:
            case "bullet_list_open":
                self._numbers.append(None)
            case "ordered_list_open":
                self._numbers.append(int(token.attrs.get("start", 1)))
            case "list_item_open":
                self._begin_item()
            case "tr_open":
                self._cells = []
            case "footnote_open":
                self._label = f"{label(token)} "

    def _begin_item(self) -> None:
        self._opens, self._item = True, self._numbers[-1]
        if self._item is not None:
            self._numbers[-1] = self._item + 1

    def _close(self, token: Token) -> None:
        opened = self._around.pop()
        if token.type in ("bullet_list_close", "ordered_list_close"):
            self._numbers.pop()
        elif token.type == "list_item_close":
            self._opens = False
        elif token.type == "tr_close" and self._cells is not None:
            row = [line for line, _ in self._cells]
            if any(line.text for line in row):
                self._add(Kind.ROW, joined(row, _BETWEEN), _line_of(opened), tuple(_cells(self._cells)))
            self._cells = None

    def _leaf(self, token: Token) -> None:
        match token.type:
            case "inline":
                self._inline(token)
            case "fence" | "code_block":
                self._add(Kind.CODE, Line(token.content.rstrip("\n")), _line_of(token))
            case "html_block":
                self._html(token)

    def _html(self, token: Token) -> None:
        text = token.content.strip("\n")
        if not COMMENT.fullmatch(text):
            self._add(Kind.CODE, Line(text), _line_of(token))
            return
        block = Block(Kind.PARAGRAPH, Origin(_line_of(token)), Text.of(text.strip()))
        self.dropped.append(Dropped(block, len(self.blocks), Verdict("hidden", detail="a comment")))

    def _inline(self, token: Token) -> None:
        lines = lines_of(token.children or ())
        if self._cells is not None:
            self._cells.append((joined(lines, " "), self._around[-1].tag == "th"))
            return
        for offset, line in enumerate(lines):
            self._add(self._kind(), line, _line_of(token) + offset)

    def _kind(self) -> Kind:
        """What the text here is, by the nearest element around it that says something."""
        for token in reversed(self._around):
            if token.type == "heading_open":
                return Kind.HEADING
            if token.type == "blockquote_open":
                return Kind.QUOTATION
            if token.type == "list_item_open":
                return Kind.ITEM if self._opens else Kind.PARAGRAPH
        return Kind.PARAGRAPH

    def _add(self, kind: Kind, line: Line, at: int, cells: tuple[Cell, ...] = ()) -> None:
        if not line.text.strip():
            self._hang(line.images)
            return
        level, number = 0, None
        if kind is Kind.HEADING:
            level = int(self._around[-1].tag[1:])
        elif kind is Kind.ITEM:
            level, number = len(self._numbers), self._item
        if self._label:
            line, self._label = joined((Line(self._label), line), ""), ""
        self._opens = False
        block = Block(kind, Origin(at), Text.of(line.text), level, links=line.links, number=number)
        images, self._pictures = (*self._pictures, *line.images), ()
        self.blocks.append(replace(block, inlines=line.inlines(), images=images, cells=cells))

    def _hang(self, images: tuple[Image, ...]) -> None:
        """Pictures without text stand below the block before them, or above the first one."""
        if not self.blocks:
            self._pictures += tuple(replace(each, offset=0) for each in images)
        elif images:
            before = self.blocks[-1]
            hung = tuple(replace(each, offset=len(before.text.original)) for each in images)
            self.blocks[-1] = replace(before, images=(*before.images, *hung))


def _line_of(token: Token) -> int:
    return token.map[0] + 1 if token.map else 0


def _cells(row: Sequence[tuple[Line, bool]]) -> Iterator[Cell]:
    """Where the cells of a row lie in its text; ``row`` says of each whether it is a header."""
    start = 0
    for line, header in row:
        yield Cell(start, start + len(line.text), header=header)
        start += len(line.text) + len(_BETWEEN)
