"""CSV and TSV: read back whole, calculated by nobody."""

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.export.exporter import Options
from reader.export.tables import COLUMNS, defuse, read_tsv, restore, write_csv, write_tsv
from reader.lexicon.glossary import Glossary
from reader.model.document import Document
from tests.export.documents import HOSTILE, documents

_STARTERS = "=+-@＝＋－＠"


def table(write: object, *pages: Document, options: Options = Options()) -> bytes:  # noqa: B008 - frozen
    held = io.BytesIO()
    write(pages, held, options)  # type: ignore[operator]
    return held.getvalue()


def rows_of_csv(data: bytes) -> list[list[str]]:
    return list(csv.reader(io.StringIO(data.decode("utf-8-sig"), newline="")))


def is_formula(cell: str) -> bool:
    return cell.strip().startswith(tuple(_STARTERS)) or cell.startswith(("\t", "\r", "\n"))


@given(st.text() | st.sampled_from(HOSTILE))
def test_no_cell_is_a_formula_and_every_cell_comes_back(text: str) -> None:
    assert not is_formula(defuse(text))
    assert restore(defuse(text)) == text


@pytest.mark.parametrize("cell", ["=1+1", "+1", "-1", "@x", "＝1", " =1", "\t=1", "\r=1", "'=1", "'"])
def test_what_is_defused(cell: str) -> None:
    assert defuse(cell) == f"'{cell}"


@given(documents())
def test_any_page_comes_back_from_both_tables(document: Document) -> None:
    from_csv = rows_of_csv(table(write_csv, document))
    from_tsv = [line.split("\t") for line in table(write_tsv, document).decode().split("\n")[:-1]]
    assert from_csv[0] == from_tsv[0] == list(COLUMNS)
    assert not [cell for row in (*from_csv, *from_tsv) for cell in row if is_formula(cell)]
    whole = [[restore(cell) for cell in row] for row in from_csv]
    assert whole == [read_tsv("\t".join(row)) for row in from_tsv]
    names = dict.fromkeys(note.headword for block in document.blocks for note in block.notes)
    assert [row[COLUMNS.index("name")] for row in whole[1:]] == list(names)


def test_the_sample_page_as_a_table(sample: Document, glossary: Glossary) -> None:
    rows = rows_of_csv(table(write_csv, sample, options=Options(entry=glossary.entry)))
    assert all(len(row) == len(COLUMNS) for row in rows)
    moe = next(row for row in rows if row[1] == "MoE")
    assert (moe[0], moe[2]) == ("term", "Mixture of Experts")
    assert "MoE" in moe[COLUMNS.index("sentence")]
    assert "word" in {row[0] for row in rows}


def test_a_byte_order_mark_when_asked() -> None:
    for write in (write_csv, write_tsv):
        assert not table(write).startswith(b"\xef\xbb\xbf")
        assert table(write, options=Options(bom=True)).startswith(b"\xef\xbb\xbf")
