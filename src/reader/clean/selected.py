"""Which blocks lie in the elements that a selector finds: the elements are marked before the page is split.

The mark is an attribute with a name that the page does not hold, so that no page can forge it; it is gone from the
elements that the splitter gives back. Pages for which nobody wrote a selector take none of this way.
"""

import re
from collections.abc import Iterable, Iterator, Sequence

from selectolax.lexbor import LexborHTMLParser, SelectolaxError

from reader.clean.splitter import VOID, Splitter, Token

_NOTHING: frozenset[int] = frozenset()


def is_selector(selector: str) -> bool:
    """Whether ``selector`` is CSS that the fast tree reads."""
    try:
        LexborHTMLParser("<p></p>").css(selector)
    except SelectolaxError:
        return False
    return True


def mark(parser: LexborHTMLParser, html: str, selectors: Sequence[str]) -> str:
    """Write into each element that ``selectors`` find which of them do; the name of the attribute that says so."""
    name, page = "data-mark", html.lower()
    while name in page:
        name += "-"
    for number, selector in enumerate(selectors):
        for node in parser.css(selector):
            node.attrs[name] = f"{node.attributes.get(name) or ''} {number}"
    return name


class MarkSplitter(Splitter):
    """Splits a marked page; ``marks`` tells of each run the selectors in whose elements all of it lies, by number."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.marks: list[frozenset[int]] = []
        self._mark = re.compile(rf' {re.escape(name)}="([\d ]*)"')
        self._inside = [_NOTHING]
        self._common: frozenset[int] | None = None

    def named(self, selectors: Sequence[str]) -> list[frozenset[str]]:
        """The selectors of each run."""
        return [frozenset(selectors[number] for number in marks) for marks in self.marks]

    def tokens(self, html: str) -> Iterator[Token]:
        """The tags without their marks; which are open is kept."""
        for closing, tag, attributes, text in super().tokens(html):
            if closing:
                if len(self._inside) > 1:
                    self._inside.pop()
            elif tag and tag not in VOID and tag[0] not in "!?":
                found = self._mark.search(attributes)
                here = map(int, found[1].split()) if found is not None else ()
                self._inside.append(self._inside[-1].union(here))
            yield closing, tag, self._mark.sub("", attributes) if attributes else attributes, text

    def _text(self, text: str) -> None:
        if not text.isspace():
            self._common = self._joint(self._common)
        super()._text(text)

    def _joint(self, common: frozenset[int] | None) -> frozenset[int]:
        return self._inside[-1] if common is None else common & self._inside[-1]

    def _flush(self) -> None:
        before = len(self.runs)
        super()._flush()
        self.marks += [self._common or _NOTHING] * (len(self.runs) - before)
        self._common = None

    def _join_row(self, row: int, first: int) -> None:
        before = len(self.runs)
        super()._join_row(row, first)
        if len(self.runs) < before:
            self.marks[first:] = [_shared(self.marks[first:])]


def _shared(marks: Iterable[frozenset[int]]) -> frozenset[int]:
    return frozenset.intersection(*marks)
