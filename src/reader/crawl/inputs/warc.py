"""WARC: the pages among its records, each with what HTTP said of it; damaged records are told, and the next is found.

FastWARC parses a record. Where records begin and end is found here, since its iterator gives a file up at the first
damaged record, and follows a wrong Content-Length across the records behind it.
"""

from collections.abc import Iterator
from io import BytesIO
from typing import IO, NamedTuple

from reader.crawl.inputs.members import Member, members
from reader.crawl.inputs.records import Record, Walker, field_of
from reader.crawl.inputs.streams import chunks, opened, packing_of
from reader.crawl.raw import Failure, Place, RawPage

_PAGES = frozenset({"response", "resource", "conversion"})  # what holds a page; a revisit says that it had none


class _Found(NamedTuple):
    """A record where it stands in the file."""

    record: Record
    offset: int
    length: int


def read(file: str, start: int, end: int, largest: int) -> Iterator[RawPage]:
    """The pages of the records that begin in ``[start, end)`` of the file; an ``end`` of -1 is its end."""
    with opened(file) as stream:
        for record, offset, length in _found(stream, file, start, end, largest):
            page = _page(file, record, Place(file, offset, length), largest)
            if page is not None:
                yield page


def boundaries(file: str, apart: int) -> Iterator[int]:
    """Offsets of records, the first of them 0, with about ``apart`` unpacked bytes from one to the next."""
    passed = apart
    with opened(file) as stream:
        for record, offset, _ in _found(stream, file, 0, -1, 0):
            if passed >= apart:
                yield offset
                passed = 0
            passed += record.size


def _found(stream: IO[bytes], file: str, start: int, end: int, largest: int) -> Iterator[_Found]:
    if packing_of(file) == "gz":
        return _packed(stream, start, end, largest)
    stream.seek(start)
    return _plain(chunks(stream), start, end, largest)


def _plain(parts: Iterator[bytes], start: int, end: int, largest: int) -> Iterator[_Found]:
    for record in Walker(parts, start, largest).records():
        if end >= 0 and record.offset >= end:
            return
        yield _Found(record, record.offset, record.size)


def _packed(stream: IO[bytes], start: int, end: int, largest: int) -> Iterator[_Found]:
    for member in members(stream, start, end, largest):
        if member.offset == 0 and _holds_many(member):
            stream.seek(0)
            yield from _in_one_member(stream, largest)
            return
        yield from _of_member(member, largest)


def _holds_many(member: Member) -> bool:
    """Whether a whole file was packed at once, so that its records have no members of their own."""
    first = next(Walker(iter([member.data]), 0, len(member.data)).records(), None)
    return first is not None and member.data[first.size :].lstrip(b"\r\n").startswith(b"WARC/")


def _in_one_member(stream: IO[bytes], largest: int) -> Iterator[_Found]:
    return (_Found(each, each.offset, each.size) for each in Walker(chunks(stream, "gz"), 0, largest).records())


def _of_member(member: Member, largest: int) -> Iterator[_Found]:
    if member.damage or member.size > len(member.data):
        why = member.damage or f"a record of {member.size} bytes"
        yield _Found(Record(0, member.size, member.data, why, large=not member.damage), member.offset, member.length)
        return
    for record in Walker(iter([member.data]), 0, largest).records():
        yield _Found(record, member.offset, member.length)


def _page(file: str, record: Record, place: Place, largest: int) -> RawPage | None:
    """The page in a record; None for records that hold none, such as what was asked of the server."""
    kind = field_of(record.data, "WARC-Type").lower()
    if kind and kind not in _PAGES and kind != "revisit":
        return None
    address = field_of(record.data, "WARC-Target-URI").strip("<>")
    name = field_of(record.data, "WARC-Record-ID").strip("<>") or f"{file}#{place.offset}"
    fetched = field_of(record.data, "WARC-Date")
    if record.damage:
        failure = Failure("too large" if record.large else "damaged", record.damage)
        return RawPage(name, place, address=address, fetched=fetched, failure=failure)
    if kind == "revisit":
        failure = Failure("revisit", "the page was the same as at an earlier visit, and is not in this record")
        return RawPage(name, place, address=address, fetched=fetched, failure=failure)
    try:
        return _parsed(record, RawPage(name, place, address=address, fetched=fetched), largest)
    except (OSError, ValueError, StopIteration) as error:
        failure = Failure("damaged", f"a record that can't be parsed: {' '.join(str(error).split())[:200]}")
        return RawPage(name, place, address=address, fetched=fetched, failure=failure)


def _parsed(record: Record, page: RawPage, largest: int) -> RawPage:
    from fastwarc.warc import ArchiveIterator

    found = next(iter(ArchiveIterator(BytesIO(record.data), parse_http=True, auto_decode="all")))
    data = found.reader.read(largest + 1)  # one more than is allowed tells a bomb
    http = found.http_headers
    return RawPage(
        page.id,
        page.place,
        data,
        page.address,
        (found.http_charset or "").strip("\"' "),
        found.http_content_type or field_of(record.data, "Content-Type") * (http is None),
        page.fetched,
        (http.status_code or 0) if http is not None else 0,
    )
