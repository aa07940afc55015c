"""The pages of pieces of files, whatever kind they are."""

from collections.abc import Iterable, Iterator

from reader.crawl.planning import LINES, PAGE, ROWS, Piece
from reader.crawl.raw import RawPage


def pages(pieces: Iterable[Piece], field: str, largest: int) -> Iterator[RawPage]:
    """Every page, in order; what is damaged is told by a page with a failure. Raises OSError when a store fails."""
    for piece in pieces:
        yield from _of(piece, field, largest)


def _of(piece: Piece, field: str, largest: int) -> Iterable[RawPage]:
    file, kind, start, end = piece
    if kind == PAGE:
        from reader.crawl.inputs import files

        return (files.read(file, largest),)
    if kind == LINES:
        from reader.crawl.inputs import jsonl

        return jsonl.read(file, start, end, field, largest)
    if kind == ROWS:
        from reader.crawl.inputs import parquet

        return parquet.read(file, start, end, field)
    from reader.crawl.inputs import warc

    return warc.read(file, start, end, largest)
