"""A Markdown page: every block is the article's, as its author marked it; the home of markdown-it-py.

CommonMark, with tables, strike-through and footnotes as GitHub has them. HTML inside is text like any other, and shown
as it stands; comments, which no reader of the page was meant to see, are kept among the dropped.
"""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import replace
from typing import NamedTuple

from markdown_it import MarkdownIt
from markdown_it.token import Token
from mdit_py_plugins.footnote import footnote_plugin
from mdit_py_plugins.front_matter import front_matter_plugin

from reader.clean.candidate import Candidate
from reader.clean.facts import find_address
from reader.clean.front_matter import read_front_matter
from reader.clean.language import find_language
from reader.clean.links import safe
from reader.clean.said import Said, Told
from reader.model.document import Block, Document, Dropped, Fact, Kind, Link, Metadata, Origin, Page, Verdict
from reader.model.errors import NoArticleError
from reader.model.ports import FoldDamage
from reader.model.text import Text

_DEEPEST = 100  # levels of lists and quotations; what lies deeper is lost, so that parsing stays linear
_MOST_BRACKETS = 5_000  # of a paragraph or a table
_BRACKETED = ["link", "image", "footnote_inline", "footnote_ref"]
_BETWEEN = " | "  # cells of a row, as in HTML pages
_COMMENT = re.compile(r"\s*(?:<!--.*?-->\s*)+", re.DOTALL)
_BREAK = re.compile(r"<br\s*/?>", re.IGNORECASE)


def read_markdown(page: Page, fold: FoldDamage) -> Document:
    """The document that a Markdown page is; nothing is taken for furniture. ``fold`` is needed to tell the script.

    Raises NoArticleError when there is no text.
    """
    tokens = _parser(page.text).parse(page.text)
    said = read_front_matter(tokens[0].content) if tokens and tokens[0].type == "front_matter" else Said()
    walk = _Walk()
    walk.take(tokens)
    if not walk.blocks:
        raise NoArticleError(f"{page.name}: there is no text in it; give a page with some.", guess=False)
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
    candidates = [Candidate(text, fold(text), each.kind, each.origin) for each in blocks if (text := each.text.current)]
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


class _Line(NamedTuple):
    """A line of text with its links."""

    text: str = ""
    links: tuple[Link, ...] = ()

    def cut(self) -> "_Line":
        """Without white space at its ends."""
        text = self.text.strip()
        before = len(self.text) - len(self.text.lstrip())
        spans = ((max(each.start - before, 0), min(each.end - before, len(text)), each.address) for each in self.links)
        return _Line(text, tuple(Link(*span) for span in spans if span[0] < span[1]))


class _Walk:
    """Goes through the tokens of a page and gathers its blocks."""

    def __init__(self) -> None:
        self.blocks: list[Block] = []
        self.dropped: list[Dropped] = []
        self._around: list[Token] = []
        self._numbers: list[int | None] = []  # of the next item of each open list; None where it has none
        self._item: int | None = None
        self._opens = False  # whether the next text is the first of its item
        self._cells: list[_Line] | None = None
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
                self._label = f"{_label(token)} "

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
            self._add(Kind.ROW, _row(self._cells), _line_of(opened))
            self._cells = None

    def _leaf(self, token: Token) -> None:
        match token.type:
            case "inline":
                self._inline(token)
            case "fence" | "code_block":
                self._add(Kind.CODE, _Line(token.content.rstrip("\n")), _line_of(token))
            case "html_block":
                self._html(token)

    def _html(self, token: Token) -> None:
        text = token.content.strip("\n")
        if not _COMMENT.fullmatch(text):
            self._add(Kind.CODE, _Line(text), _line_of(token))
            return
        block = Block(Kind.PARAGRAPH, Origin(_line_of(token)), Text.of(text.strip()))
        self.dropped.append(Dropped(block, len(self.blocks), Verdict("hidden", detail="a comment")))

    def _inline(self, token: Token) -> None:
        lines = [line.cut() for line in _Writer().write(token.children or ())]
        if self._cells is not None:
            self._cells.append(_joined(lines, " "))
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

    def _add(self, kind: Kind, line: _Line, at: int) -> None:
        if not line.text.strip():
            return
        level, number = 0, None
        if kind is Kind.HEADING:
            level = int(self._around[-1].tag[1:])
        elif kind is Kind.ITEM:
            level, number = len(self._numbers), self._item
        if self._label:
            line, self._label = _joined((_Line(self._label), line), ""), ""
        self._opens = False
        self.blocks.append(Block(kind, Origin(at), Text.of(line.text), level, links=line.links, number=number))


def _line_of(token: Token) -> int:
    return token.map[0] + 1 if token.map else 0


def _row(cells: Sequence[_Line]) -> _Line:
    return _joined(cells, _BETWEEN) if any(cell.text for cell in cells) else _Line()


def _joined(lines: Sequence[_Line], between: str) -> _Line:
    """Several texts in one, their links moved along."""
    text, links = "", []
    for index, line in enumerate(lines):
        text += between if index else ""
        links += [Link(each.start + len(text), each.end + len(text), each.address) for each in line.links]
        text += line.text
    return _Line(text, tuple(links))


def _label(token: Token) -> str:
    """The number or name of a footnote."""
    return f"[{token.meta.get('label') or token.meta.get('id', 0) + 1}]"


class _Writer:
    """Writes the text of a paragraph, a heading, a cell: one line, or several where its author broke it."""

    def __init__(self) -> None:
        self._lines = [_Line()]
        self._broken = False  # the source goes on in its next line
        self._address, self._start = "", -1  # of the link that is open

    def write(self, tokens: Sequence[Token]) -> list[_Line]:
        """The lines of what the tokens say."""
        for token in tokens:
            match token.type:
                case "link_open":
                    self._address, self._start = safe(str(token.attrs.get("href", ""))), -1
                case "link_close":
                    self._end_link()
                    self._address = ""
                case "softbreak":
                    self._broken = True
                case "hardbreak":
                    self._end_line()
                case "html_inline":
                    self._html(token.content)
                case "footnote_ref":
                    self._say(_label(token))
                case _:
                    self._say(token.content)
        return self._lines

    def _html(self, markup: str) -> None:
        if _BREAK.fullmatch(markup):
            self._end_line()
        elif not _COMMENT.fullmatch(markup):
            self._say(markup)

    def _say(self, text: str) -> None:
        if not text:
            return
        so_far, links = self._lines[-1]
        if self._broken and so_far:  # a break of the source stands for a space, but not within Chinese
            so_far += "" if _is_wide(so_far[-1]) and _is_wide(text[0]) else " "
        self._broken = False
        if self._address and self._start < 0:
            self._start = len(so_far)
        self._lines[-1] = _Line(so_far + text, links)

    def _end_line(self) -> None:
        self._end_link()
        self._lines.append(_Line())
        self._broken = False

    def _end_link(self) -> None:
        text, links = self._lines[-1]
        if self._address and 0 <= self._start < len(text):
            self._lines[-1] = _Line(text, (*links, Link(self._start, len(text), self._address)))
        self._start = -1


def _is_wide(character: str) -> bool:
    return unicodedata.east_asian_width(character) in "WF"
