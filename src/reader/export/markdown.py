"""Markdown (CommonMark): structure as markup, page text escaped so that none of it is read as markup."""

import re
from collections.abc import Iterable
from itertools import pairwise
from typing import BinaryIO

from reader.export.exporter import Options, utf8
from reader.export.glossed import glossed
from reader.export.text import stay_together
from reader.model.choices import GlossPolicy
from reader.model.document import Block, Document, Kind
from reader.model.walk import GlossFilter

#: What CommonMark (and its common extensions: tables, strike-through, mathematics) may take for markup inside a line.
_INLINE = re.compile(r"[\\`*_\[\]<>~|$&]")
#: What it takes for a heading, list, quotation, rule or underline at the start of a line.
_LINE_START = re.compile(r"^(#{1,6}(?=\s|$)|[-+=](?=\s|$|[-=])|\d{1,9}(?=[.)](?:\s|$)))", re.MULTILINE)
#: White space there would make code of a line.
_INDENT = re.compile(r"^[ \t]+", re.MULTILINE)


def write(documents: Iterable[Document], file: BinaryIO, options: Options) -> None:
    """The exporter."""
    file.writelines(utf8(export_markdown(document, options.gloss)) for document in documents)


def export_markdown(document: Document, policy: GlossPolicy) -> str:
    """The document as Markdown that ends with a line feed; the title is the only heading of level 1."""
    glosses = GlossFilter(policy)
    title = [f"# {_one_line(escape(document.title.current))}"] if document.title.current else []
    blocks = [_block(block, glosses) for block in document.blocks]
    gaps = ["\n" if stay_together(a, b) else "\n\n" for a, b in pairwise(document.blocks)]
    body = "".join(text + gap for text, gap in zip(blocks, [*gaps, ""], strict=False))
    return "\n\n".join((*title, body)) + "\n"


def escape(text: str) -> str:
    r"""Text as Markdown that shows it unchanged.

    >>> escape("1. *a* [b](c) # d")
    '1\\. \\*a\\* \\[b\\](c) # d'
    """
    return _LINE_START.sub(_escape_start, _INLINE.sub(r"\\\g<0>", _INDENT.sub("", text)))


def _escape_start(match: re.Match[str]) -> str:
    return f"{match[0]}\\" if match[0].isdigit() else f"\\{match[0]}"


def _block(block: Block, glosses: GlossFilter) -> str:
    shown = glosses.shown(block)
    if block.kind is Kind.CODE:
        return _fenced(block.text.current)
    text = escape(glossed(block, shown))
    if block.kind is Kind.HEADING:
        return f"{'#' * min(max(block.level, 1) + 1, 6)} {_one_line(text)}"
    if block.kind is Kind.ITEM:
        return "  " * max(block.level - 1, 0) + f"- {_one_line(text)}"
    if block.kind is Kind.QUOTATION:
        return "> " + text.replace("\n", "\n> ")
    return text.replace("\n", "  \n")


def _fenced(text: str) -> str:
    longest = max((len(run) for run in re.findall("`{3,}", text)), default=2)
    fence = "`" * (longest + 1)
    return f"{fence}\n{text}\n{fence}"


def _one_line(text: str) -> str:
    return " ".join(text.split("\n"))
