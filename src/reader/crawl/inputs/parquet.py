"""Parquet: one row a page, its content in one of the columns, as text or as bytes."""

from collections.abc import Iterator
from typing import Any

from reader.crawl.inputs.jsonl import ADDRESS, CHARSET, CONTENT, of_fields
from reader.crawl.inputs.streams import opened
from reader.crawl.raw import Failure, Place, RawPage

_ROWS = 64  # held at once


def read(file: str, start: int, end: int, field: str) -> Iterator[RawPage]:
    """The pages of the row groups ``[start, end)``; an ``end`` of -1 is the last one's."""
    import pyarrow as pa
    from pyarrow import parquet

    with opened(file) as stream:
        try:
            table = parquet.ParquetFile(stream)
        except (pa.ArrowException, OSError) as error:
            yield _damaged(file, 0, 0, f"no Parquet that can be read: {error}")
            return
        columns = _wanted(table.schema_arrow.names, field)
        row = sum(table.metadata.row_group(group).num_rows for group in range(start))
        for group in range(start, table.num_row_groups if end < 0 else end):
            rows = table.metadata.row_group(group).num_rows
            done = 0
            try:
                for batch in table.iter_batches(_ROWS, [group], columns):
                    for found in batch.to_pylist():
                        yield of_fields(found, f"{file}#{row + done}", Place(file, row + done, 1), field)
                        done += 1
            except (pa.ArrowException, OSError, ValueError) as error:
                # One record for each row that is lost, so that counts hold.
                yield from (
                    _damaged(file, row + lost, 1, f"a row group that can't be read: {error}")
                    for lost in range(done, rows)
                )
            row += rows


def groups(file: str, apart: int) -> list[int]:
    """Row groups from which on pieces of about ``apart`` bytes are read; the first is 0. Raises OSError."""
    import pyarrow as pa
    from pyarrow import parquet

    with opened(file) as stream:
        try:
            metadata = parquet.ParquetFile(stream).metadata
        except pa.ArrowException:
            return [0]  # told when it is read
        edges, passed = [], apart
        for group in range(metadata.num_row_groups):
            if passed >= apart:
                edges.append(group)
                passed = 0
            passed += metadata.row_group(group).total_byte_size
    return edges or [0]


def _wanted(names: list[str], field: str) -> list[str]:
    known = {field, "id", "metadata", *CONTENT, *ADDRESS, *CHARSET}
    return [name for name in names if name in known]


def _damaged(file: str, row: int, length: int, message: Any) -> RawPage:
    told = " ".join(str(message).split())[:300]
    return RawPage(f"{file}#{row}", Place(file, row, length), failure=Failure("damaged", told))
