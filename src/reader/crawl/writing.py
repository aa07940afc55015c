"""Records into files: equal records make equal bytes, whenever and wherever they are written."""

import gzip
import json
from collections.abc import Mapping
from typing import IO, Any, Protocol

import msgspec

from reader.model.choices import RecordFormat

_GZIP_LEVEL, _ZSTD_LEVEL = 6, 3
_ROWS = 500  # of a row group's batch


class Writer(Protocol):
    """Takes records; `close` ends the file's content, not the file."""

    def write(self, record: Mapping[str, Any]) -> None:
        """One record."""

    def close(self) -> None:
        """What a format wants at its end."""


def writer(output: RecordFormat, file: IO[bytes]) -> Writer:
    """The writer of a format."""
    return ParquetRecords(file) if output is RecordFormat.PARQUET else LineRecords(output, file)


class LineRecords:
    """JSON lines, packed."""

    def __init__(self, output: RecordFormat, file: IO[bytes]) -> None:
        self._encode = msgspec.json.Encoder(enc_hook=str).encode
        self._packed: IO[bytes]
        if output is RecordFormat.ZSTD:
            import zstandard

            packer = zstandard.ZstdCompressor(level=_ZSTD_LEVEL)
            self._packed = packer.stream_writer(file, closefd=False)
        else:
            self._packed = gzip.GzipFile("", "wb", _GZIP_LEVEL, file, mtime=0)  # type: ignore[assignment]

    def write(self, record: Mapping[str, Any]) -> None:
        """One line."""
        self._packed.write(self._encode(record) + b"\n")

    def close(self) -> None:
        """End the packed stream."""
        self._packed.close()


class ParquetRecords:
    """Parquet with the columns of `reader.crawl.record`; provenance as JSON, as its shape is free."""

    def __init__(self, file: IO[bytes]) -> None:
        from pyarrow import parquet

        self._schema = _schema()
        self._table = parquet.ParquetWriter(file, self._schema, compression="zstd")
        self._rows: list[dict[str, Any]] = []

    def write(self, record: Mapping[str, Any]) -> None:
        """One row."""
        self._rows.append(_row(record))
        if len(self._rows) >= _ROWS:
            self._flush()

    def close(self) -> None:
        """Write what is held and the footer."""
        self._flush()
        self._table.close()

    def _flush(self) -> None:
        import pyarrow as pa

        if self._rows:
            self._table.write_table(pa.Table.from_pylist(self._rows, schema=self._schema))
            self._rows = []


_MAPS = ("metadata", "verdicts", "repairs", "flags", "quality")


def _row(record: Mapping[str, Any]) -> dict[str, Any]:
    row = dict(record)
    for name in _MAPS:
        row[name] = list((row.get(name) or {}).items())
    if row.get("provenance") is not None:
        row["provenance"] = json.dumps(row["provenance"], ensure_ascii=False)
    return row


def _schema() -> Any:
    import pyarrow as pa

    text, count = pa.string(), pa.int64()
    source = [("file", text), ("offset", count), ("length", count), ("fetched", text), ("status", count)]
    plain = ("id", "text", "title", "url", "encoding", "encoding_reason", "script", "withheld")
    return pa.schema(
        [
            *((name, text) for name in plain),
            ("source", pa.struct(source)),
            ("metadata", pa.map_(text, text)),
            *((name, pa.map_(text, count)) for name in ("verdicts", "repairs", "flags")),
            ("quality", pa.map_(text, pa.float64())),
            ("provenance", text),
            ("words", pa.list_(pa.list_(text))),
            ("error", pa.struct([("kind", text), ("message", text)])),
        ]
    )
