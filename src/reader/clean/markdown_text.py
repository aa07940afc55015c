"""The text of a Markdown paragraph, heading or cell: its lines, with what lies in them."""

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import NamedTuple, TypeVar

from markdown_it.token import Token

from reader.clean.inlines import joined_spans
from reader.clean.links import safe
from reader.model.inline import Image, Inline, InlineKind, Link

#: A comment, or several; atomic, so that many of them are not tried in every way of joining them.
COMMENT = re.compile(r"\s*+(?:(?><!--.*?-->)\s*+)++", re.DOTALL)
_BREAK = re.compile(r"<br\s*/?>", re.IGNORECASE)
_KINDS = {"em": InlineKind.EMPHASIS, "strong": InlineKind.STRONG, "s": InlineKind.DELETED}


S = TypeVar("S", Link, Inline)


class Line(NamedTuple):
    """A line of text, and what lies in it; offsets are of its text."""

    text: str = ""
    links: tuple[Link, ...] = ()
    spans: tuple[Inline, ...] = ()
    images: tuple[Image, ...] = ()

    def moved(self, by: int) -> "Line":
        """Everything in it by so many characters to the right; its text stays."""
        return Line(
            self.text,
            tuple(replace(each, start=each.start + by, end=each.end + by) for each in self.links),
            tuple(replace(each, start=each.start + by, end=each.end + by) for each in self.spans),
            tuple(replace(each, offset=each.offset + by) for each in self.images),
        )

    def cut(self) -> "Line":
        """Without white space at its ends."""
        text = self.text.strip()
        if text == self.text:
            return self
        end = len(text)
        _, links, spans, images = self.moved(len(self.text.lstrip()) - len(self.text))
        placed = tuple(replace(each, offset=min(max(each.offset, 0), end)) for each in images)
        return Line(text, tuple(_within(links, end)), tuple(_within(spans, end)), placed)

    def inlines(self) -> tuple[Inline, ...]:
        """Emphasis and its like as a block has them: those of one kind joined where they overlap or touch."""
        by_kind: defaultdict[InlineKind, list[tuple[int, int]]] = defaultdict(list)
        for each in self.spans:
            by_kind[each.kind].append((each.start, each.end))
        found = (Inline(*span, kind) for kind, spans in by_kind.items() for span in joined_spans(spans))
        return tuple(sorted(found, key=lambda each: (each.start, -each.end, each.kind)))


def _within(spans: Iterable[S], end: int) -> Iterator[S]:
    """Those that lie in a text of that length, cut to it."""
    cut = (replace(each, start=max(each.start, 0), end=min(each.end, end)) for each in spans)
    return (each for each in cut if each.start < each.end)


def joined(lines: Sequence[Line], between: str) -> Line:
    """Several lines in one."""
    whole = Line()
    for index, line in enumerate(lines):
        text = whole.text + (between if index else "")
        moved = line.moved(len(text))
        whole = Line(
            text + line.text, whole.links + moved.links, whole.spans + moved.spans, whole.images + moved.images
        )
    return whole


def label(token: Token) -> str:
    """The number or name of a footnote."""
    return f"[{token.meta.get('label') or token.meta.get('id', 0) + 1}]"


def lines_of(tokens: Sequence[Token]) -> list[Line]:
    """One line, or several where its author broke it."""
    return [line.cut() for line in _Writer().write(tokens)]


class _Writer:
    """Writes lines token by token."""

    def __init__(self) -> None:
        self._lines = [Line()]
        self._broken = False  # the source goes on in its next line
        self._open: list[
            tuple[str | InlineKind, int]
        ] = []  # a link's address or a kind, and where it began; -1: not yet

    def write(self, tokens: Sequence[Token]) -> list[Line]:
        """The lines of what the tokens say."""
        for token in tokens:
            if token.nesting > 0:
                what = _KINDS.get(token.tag) or safe(str(token.attrs.get("href", "")))
                self._open.append((what, -1))
            elif token.nesting < 0:
                self._close(*self._open.pop())
            else:
                self._leaf(token)
        return self._lines

    def _leaf(self, token: Token) -> None:
        match token.type:
            case "softbreak":
                self._broken = True
            case "hardbreak":
                self._end_line()
            case "image":
                self._picture(token)
            case "html_inline" if _BREAK.fullmatch(token.content):
                self._end_line()
            case "html_inline" if COMMENT.fullmatch(token.content):
                pass
            case "code_inline":
                self._open.append((InlineKind.CODE, -1))
                self._say(token.content)
                self._close(*self._open.pop())
            case "footnote_ref":
                self._say(label(token))
            case _:
                self._say(token.content)

    def _say(self, text: str) -> None:
        if not text:
            return
        line = self._lines[-1]
        so_far = line.text
        if self._broken and so_far:  # a break of the source stands for a space, but not within Chinese
            so_far += "" if _is_wide(so_far[-1]) and _is_wide(text[0]) else " "
        self._broken = False
        self._open = [(what, len(so_far) if start < 0 else start) for what, start in self._open]
        self._lines[-1] = line._replace(text=so_far + text)

    def _picture(self, token: Token) -> None:
        line = self._lines[-1]
        source = str(token.attrs.get("src", ""))
        address = safe(source) if source.startswith(("http://", "https://")) else ""
        image = Image(len(line.text), address, token.content)
        self._lines[-1] = line._replace(images=(*line.images, image))

    def _end_line(self) -> None:
        for what, start in self._open:
            self._close(what, start)
        self._open = [(what, -1) for what, _ in self._open]
        self._lines.append(Line())
        self._broken = False

    def _close(self, what: str | InlineKind, start: int) -> None:
        line = self._lines[-1]
        end = len(line.text)
        if not 0 <= start < end:
            return
        if isinstance(what, InlineKind):
            self._lines[-1] = line._replace(spans=(*line.spans, Inline(start, end, what)))
        elif what:
            self._lines[-1] = line._replace(links=(*line.links, Link(start, end, what)))


def _is_wide(character: str) -> bool:
    return unicodedata.east_asian_width(character) in "WF"
