"""Markdown: CommonMark, with the tables and footnotes of GitHub's; page text is escaped, so that none is markup."""

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import BinaryIO

from reader.export.exporter import Options, utf8
from reader.export.footnotes import Footnote, Footnotes
from reader.export.structure import Numbered, cells, groups, has_header, heading_depths, item_depths
from reader.model.choices import GlossPolicy
from reader.model.document import Block, Document, Kind
from reader.model.ports import FindEntry, nothing_known
from reader.model.text import Edit

#: What CommonMark (and what is often added: tables, strike-through, mathematics, notes) may take for markup in a line.
_INLINE = re.compile(r"[\\`*_\[\]<>~|$&^]")
#: What it takes for a heading, list, quotation, rule, table or underline at the start of a line; a backslash goes
#: before the mark, and behind the figures of a number.
_LINE_START = re.compile(r"^[ \t]*(?:(?=#{1,6}(?:\s|$)|[-+=](?:\s|$|[-=])|:-)|\d{1,9}(?=[.)](?:\s|$)))", re.MULTILINE)
#: White space at the start of a line would make code of it.
_INDENT = re.compile(r"^[ \t]+", re.MULTILINE)
_DEEPEST = 20  # levels of lists; deeper ones would be mostly spaces
#: Number signs at the end of a heading would be taken off.
_CLOSING = re.compile(r"(?<=[ \t])(?=#+\s*$)")


def write(documents: Iterable[Document], file: BinaryIO, options: Options) -> None:
    """The exporter."""
    file.writelines(utf8(export_markdown(document, options.gloss, options.entry)) for document in documents)


def export_markdown(document: Document, policy: GlossPolicy, entry: FindEntry = nothing_known) -> str:
    """The document as Markdown that ends with a line feed; the title is the only heading of level 1.

    ``policy``: which mentions of a term lead to its footnote; ``entry`` tells what the footnote says.
    """
    footnotes = Footnotes(policy, entry)
    title = document.title.current
    parts = [_heading(1, _one_line(escape(title)))] if title else []
    parts += _body(document.blocks, footnotes)
    parts += [_definition(number, footnote) for number, footnote in footnotes]
    return "\n\n".join(parts) + "\n"


def escape(text: str) -> str:
    r"""Text as Markdown that shows it unchanged.

    >>> escape("1. *a* [b](c) # d")
    '1\\. \\*a\\* \\[b\\](c) # d'
    """
    return _apply(text, _escapes(text))


def _escapes(text: str) -> Iterator[Edit]:
    """Backslashes to be put in, and white space to be taken out."""
    yield from (Edit(match.start(), match.end(), "") for match in _INDENT.finditer(text))
    for pattern, end in ((_LINE_START, True), (_INLINE, False)):
        for match in pattern.finditer(text):
            place = match.end() if end else match.start()
            yield Edit(place, place, "\\")


def _apply(text: str, edits: Iterable[Edit]) -> str:
    """``text`` with edits made that may come in any order, and meet."""
    parts: list[str] = []
    done = 0
    for start, end, new in sorted(edits, key=lambda edit: edit[:2]):
        parts += (text[done:start], new)
        done = max(done, end)
    return "".join((*parts, text[done:]))


def _body(blocks: Sequence[Block], footnotes: Footnotes) -> Iterator[str]:
    depths = heading_depths(blocks)
    for kind, group in groups(blocks):
        if kind is Kind.ITEM:
            depths_here = item_depths(group)
            yield "\n".join(
                f"{'  ' * min(depth, _DEEPEST)}- {_one_line(_inline(each.block, footnotes))}"
                for each, depth in zip(group, depths_here, strict=True)
            )
        elif kind is Kind.ROW:
            yield "\n".join(_table(group, footnotes))
        elif kind is Kind.QUOTATION:
            yield "\n>\n".join(f"> {_inline(each.block, footnotes)}".replace("\n", "\n> ") for each in group)
        elif kind is Kind.CODE:
            yield _fenced(group[0].block.text.current)
        elif kind is Kind.HEADING:
            yield _heading(depths[group[0].place], _one_line(_inline(group[0].block, footnotes)))
        else:
            yield _inline(group[0].block, footnotes).replace("\n", "  \n")


def _inline(block: Block, footnotes: Footnotes) -> str:
    """A block's text, its terms followed by the numbers of their footnotes."""
    text = block.text.current
    edits: list[Edit] = []
    for note, number in footnotes.numbers(block).items():
        edits += _reference(text, note.end, number)
    return _apply(text, [*edits, *_escapes(text)])


def _reference(text: str, place: int, number: int) -> Iterator[Edit]:
    """``[^1]``, and what keeps its surroundings from making an image or a link of it."""
    if text[place - 1 : place] == "!":
        yield Edit(place - 1, place - 1, "\\")
    yield Edit(place, place, f"[^{number}]")
    if text[place : place + 1] == "(":
        yield Edit(place, place, "\\")


def _table(rows: list[Numbered], footnotes: Footnotes) -> Iterator[str]:
    """A table of GitHub's: it must have a first row of headers, and drops what stands beyond them."""
    edges = [cells(each.block) for each in rows]
    columns = max(map(len, edges))
    filled = [_cells(each.block, footnotes) for each in rows]
    header = filled.pop(0) if has_header(rows) else []
    yield _row(header, columns)
    yield _row(["---"] * columns, columns)
    yield from (_row(row, columns) for row in filled)


def _cells(block: Block, footnotes: Footnotes) -> list[str]:
    text = block.text.current
    numbers = footnotes.numbers(block)
    made = []
    for start, end in cells(block):
        cell = text[start:end]
        edits = [*_escapes(cell)]
        for note, number in numbers.items():
            if start < note.end <= end:
                edits = [*_reference(cell, note.end - start, number), *edits]
        made.append(_one_line(_apply(cell, edits)).strip())
    return made


def _row(cells: list[str], columns: int) -> str:
    return f"| {' | '.join([*cells, *[''] * (columns - len(cells))])} |"


def _definition(number: int, footnote: Footnote) -> str:
    names = f"**{_one_line(escape(footnote.term))}**"
    if footnote.expansion:
        names += f" ({_one_line(escape(footnote.expansion))})"
    parts = (names, *(_one_line(escape(part)) for part in ("、".join(footnote.chinese), footnote.zh, footnote.en)))
    return f"[^{number}]: {' '.join(part for part in parts if part)}"


def _heading(level: int, text: str) -> str:
    closed = _CLOSING.sub(r"\\", text)
    return f"{'#' * level} {closed}"


def _fenced(text: str) -> str:
    longest = max((len(run) for run in re.findall("`{3,}", text)), default=2)
    fence = "`" * (longest + 1)
    return f"{fence}\n{text}\n{fence}"


def _one_line(text: str) -> str:
    return " ".join(text.split("\n"))
