r"""Words and terms as tables: CSV for spreadsheets (RFC 4180), TSV for programs that cut lines at tabs.

No cell is a formula. A cell that a spreadsheet would take for one gets an apostrophe before it, and so does a cell
that begins with one: whoever takes one apostrophe off the beginning of every cell has the text again (`restore`).
TSV writes \t, \n, \r and \\ for tab, line feed, carriage return and backslash, so that a line is a row.
"""

import re
from collections.abc import Iterable, Iterator
from io import TextIOWrapper
from typing import BinaryIO

from reader.export.exporter import Options
from reader.export.vocabulary import Item, collect
from reader.model.choices import Vocabulary
from reader.model.document import Document
from reader.model.escape import printable

COLUMNS = (
    "kind", "name", "expansion", "chinese", "reading", "english", "definition", "sentence", "count", "page", "source",
)  # fmt: skip

#: What makes a formula of a cell in Excel, LibreOffice or Google's tables (OWASP, "CSV Injection"), full-width too.
_FORMULA = re.compile(r"\s*[=+\-@＝＋－＠'\t\r\n]")
_ESCAPES = str.maketrans({"\\": "\\\\", "\t": "\\t", "\n": "\\n", "\r": "\\r"})
_ESCAPED = re.compile(r"\\([\\tnr])")
_MEANS = {"\\": "\\", "t": "\t", "n": "\n", "r": "\r"}


def write_csv(documents: Iterable[Document], file: BinaryIO, options: Options) -> None:
    """The exporter of CSV; ``options.bom`` puts a byte order mark before it, without which Excel garbles Chinese."""
    import csv

    text = TextIOWrapper(file, "utf-8-sig" if options.bom else "utf-8", newline="")
    csv.writer(text, quoting=csv.QUOTE_ALL).writerows(_rows(documents, options))
    text.flush()
    text.detach()


def write_tsv(documents: Iterable[Document], file: BinaryIO, options: Options) -> None:
    """The exporter of TSV."""
    if options.bom:
        file.write(b"\xef\xbb\xbf")
    file.writelines(
        "\t".join(cell.translate(_ESCAPES) for cell in row).encode() + b"\n" for row in _rows(documents, options)
    )


def defuse(cell: str) -> str:
    """``cell`` so that no spreadsheet calculates it.

    >>> defuse("=1+1"), defuse("'tis"), defuse("3+4")
    ("'=1+1", "''tis", '3+4')
    """
    return f"'{cell}" if _FORMULA.match(cell) else cell


def restore(cell: str) -> str:
    """What was defused."""
    return cell.removeprefix("'")


def read_tsv(line: str) -> list[str]:
    r"""The cells of a line of TSV as they were before they were defused and escaped.

    >>> read_tsv("'=1\ta\\tb\n")
    ['=1', 'a\tb']
    """
    cells = line.removesuffix("\n").split("\t")
    return [restore(_ESCAPED.sub(lambda match: _MEANS[match[1]], cell)) for cell in cells]


def _rows(documents: Iterable[Document], options: Options) -> Iterator[tuple[str, ...]]:
    yield COLUMNS
    yield from (tuple(defuse(printable(cell)) for cell in _cells(item)) for item in collect(documents, options))


def _cells(item: Item) -> tuple[str, ...]:
    kind = "term" if item.kind is Vocabulary.TERMS else "word"
    names = (kind, item.name, item.expansion, "、".join(item.chinese), item.reading)
    return (*names, item.en, item.zh, item.sentence, str(item.count), item.page, item.source)
