"""Markdown: CommonMark, with the tables and footnotes of GitHub's; page text is escaped, so that none is markup."""

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import BinaryIO

from reader.export.exporter import Options, utf8
from reader.export.footnotes import Footnote, Footnotes
from reader.export.markdown_inline import Inlines, escape
from reader.export.structure import (
    Numbered,
    entry_parts,
    grid,
    groups,
    has_header,
    has_own_mark,
    heading_depths,
    item_depths,
    outer_images,
)
from reader.model.choices import GlossPolicy, LinkPolicy
from reader.model.document import Block, Document, Kind
from reader.model.inline import Cell, Image
from reader.model.ports import FindEntry, nothing_known

_DEEPEST = 20  # levels of lists; deeper ones would be mostly spaces
_HIGHEST = 999_999_999  # CommonMark takes no longer number for that of an item
#: Number signs at the end of a heading would be taken off.
_CLOSING = re.compile(r"(?<=[ \t])(?=#+\s*$)")


def write(documents: Iterable[Document], file: BinaryIO, options: Options) -> None:
    """The exporter."""
    written = (export_markdown(document, options.gloss, options.entry, options.links) for document in documents)
    file.writelines(utf8(text) for text in written)


def export_markdown(
    document: Document,
    policy: GlossPolicy,
    entry: FindEntry = nothing_known,
    links: LinkPolicy = LinkPolicy.INLINE,
) -> str:
    """The document as Markdown that ends with a line feed; the title is the only heading of level 1.

    ``policy``: which mentions of a term lead to its footnote; ``entry`` tells what the footnote says.
    """
    footnotes = Footnotes(policy, entry)
    inlines = Inlines(footnotes, links)
    title = document.title.current
    parts = [_heading(1, _one_line(escape(title)))] if title else []
    parts += _body(document.blocks, inlines)
    parts += [_definition(number, footnote) for number, footnote in footnotes]
    parts += inlines.addresses()
    return "\n\n".join(parts) + "\n"


def _body(blocks: Sequence[Block], inlines: Inlines) -> Iterator[str]:
    depths = heading_depths(blocks)
    for kind, group in groups(blocks):
        if group[0].block.entry is not None:
            yield _post(group[0].block)
        if kind is Kind.ITEM:
            yield "\n".join(_list(group, inlines))
        elif kind is Kind.ROW:
            yield "\n".join(_table(group, inlines))
        elif kind is Kind.QUOTATION:
            yield "\n>\n".join(f"> {_whole(each.block, inlines)}".replace("\n", "\n> ") for each in group)
        elif kind is Kind.TERM:
            yield from _definitions(group, inlines)
        else:
            above, below = (_pictures(images, inlines) for images in outer_images(group[0].block))
            yield from (*above, _single(kind, group[0], inlines, depths), *below)


def _post(block: Block) -> str:
    """Who wrote what follows, and when."""
    number, *rest = map(escape, entry_parts(block))
    return " · ".join((f"**{number}**", *rest))


def _single(kind: Kind, each: Numbered, inlines: Inlines, depths: dict[int, int]) -> str:
    if kind is Kind.CODE:
        return _fenced(each.block.text.current)
    text = inlines.write(each.block)
    return _heading(depths[each.place], _one_line(text)) if kind is Kind.HEADING else text.replace("\n", "  \n")


def _pictures(images: Iterable[Image], inlines: Inlines) -> list[str]:
    return [shown for image in images if (shown := inlines.image(image))]


def _whole(block: Block, inlines: Inlines, *, strong: bool = False) -> str:
    """The text of a block that stands in a list or the like, its pictures in the same line."""
    above, below = (_pictures(images, inlines) for images in outer_images(block))
    return " ".join((*above, inlines.write(block, strong=strong), *below))


def _list(items: Sequence[Numbered], inlines: Inlines) -> Iterator[str]:
    """A line for each item; what is deeper stands below the text of the item before it."""
    indents = [0]
    for (_, block), level in zip(items, item_depths(items), strict=True):
        numbered = block.number is not None and 0 <= block.number <= _HIGHEST and not has_own_mark(block)
        mark = f"{block.number}. " if numbered else "- "
        depth = min(level, _DEEPEST, len(indents) - 1)
        del indents[depth + 1 :]
        indents.append(indents[depth] + len(mark))
        yield f"{' ' * indents[depth]}{mark}{_one_line(_whole(block, inlines))}"


def _definitions(group: Iterable[Numbered], inlines: Inlines) -> Iterator[str]:
    """Names in bold, each with its definitions as a list below it: CommonMark has no lists of definitions."""
    for each in group:
        is_term = each.block.kind is Kind.TERM
        yield ("" if is_term else "- ") + _one_line(_whole(each.block, inlines, strong=is_term))


def _table(rows: Sequence[Numbered], inlines: Inlines) -> Iterator[str]:
    """A table of GitHub's: it must have a first row of headers, and drops what stands beyond them."""
    laid = grid(rows)
    columns = max(map(len, laid))
    filled: list[list[str]] = []
    for each, row in zip(rows, laid, strict=True):
        texts = iter(_cells(each.block, [cell for cell in row if cell is not None], inlines))
        filled.append([next(texts) if cell is not None else "" for cell in row])
    yield _row(filled.pop(0) if has_header(rows) else [], columns)
    yield _row(["---"] * columns, columns)
    yield from (_row(row, columns) for row in filled)


def _cells(block: Block, cells: Sequence[Cell], inlines: Inlines) -> list[str]:
    texts = [_one_line(text).strip() for text in inlines.cells(block, cells)]
    above, below = (_pictures(images, inlines) for images in outer_images(block))
    texts[0], texts[-1] = " ".join((*above, texts[0])), " ".join((texts[-1], *below))
    return texts


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
