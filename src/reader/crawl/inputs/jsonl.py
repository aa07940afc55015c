"""JSON lines: one object a line, its page in one of its fields."""

import json
from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

import msgspec

from reader.crawl.inputs.streams import DamagedError, chunks, opened, packing_of, skipped
from reader.crawl.raw import Failure, Place, RawPage

#: Where the page, its address and its charset stand, unless the crawl names the field; the first that is there.
CONTENT = ("html", "raw_html", "content", "raw_content", "body", "page", "text")
ADDRESS = ("url", "uri", "source_url", "target_uri", "warc_target_uri", "link", "address")
CHARSET = ("http_charset", "charset")
_ROOM = 4  # times the largest page that a line may have: escapes take up to six characters for one

_decode = msgspec.json.Decoder().decode


class Line(NamedTuple):
    """A line and where it begins and ends; ``data`` is None when it is longer than anybody wants to hold."""

    data: bytes | None
    offset: int
    length: int


def read(file: str, start: int, end: int, field: str, largest: int) -> Iterator[RawPage]:
    """The pages of the lines that begin in ``[start, end)`` of the unpacked file; an ``end`` of -1 is its end."""
    packing = packing_of(file)
    with opened(file) as stream:
        try:
            back = max(start - 1, 0)  # the byte before tells whether a line begins at the start
            if packing:
                parts = skipped(chunks(stream, packing), back)
            else:
                stream.seek(back)
                parts = chunks(stream)
            for line in lines(parts, back, largest * _ROOM):
                if end >= 0 and line.offset >= end:
                    return
                if line.offset >= start and (line.data is None or line.data.strip()):
                    yield _page(file, line, field)
        except DamagedError as error:
            if start <= error.offset and (end < 0 or error.offset < end):
                place = Place(file, error.offset, 0)
                yield RawPage(
                    f"{file}#{error.offset}", place, failure=Failure("damaged", f"{error}; what follows is lost")
                )


def lines(parts: Iterator[bytes], offset: int, longest: int) -> Iterator[Line]:
    """The lines of a stream that begins at ``offset``; of one over ``longest`` bytes only its length is kept."""
    held: list[bytes] = []
    size = 0
    for part in parts:
        begin = 0
        while (found := part.find(b"\n", begin)) >= 0:
            size += found + 1 - begin
            held.append(part[begin : found + 1])
            yield Line(b"".join(held) if size <= longest else None, offset, size)
            offset, begin, size, held = offset + size, found + 1, 0, []
        size += len(part) - begin
        held = [*held, part[begin:]] if size <= longest else []
    if size:
        yield Line(b"".join(held) if size <= longest else None, offset, size)


def _page(file: str, line: Line, field: str) -> RawPage:
    place, name = Place(file, line.offset, line.length), f"{file}#{line.offset}"
    if line.data is None:
        return RawPage(name, place, failure=Failure("too large", f"a line of {line.length} bytes"))
    try:
        found = parsed(line.data)
    except (ValueError, RecursionError) as error:
        return RawPage(name, place, failure=Failure("malformed", f"the line is no JSON: {error}"))
    if not isinstance(found, dict):
        return RawPage(name, place, failure=Failure("malformed", "the line is no JSON object"))
    return of_fields(found, name, place, field)


def parsed(data: bytes) -> Any:
    """JSON; what the strict parser refuses (a lone surrogate, NaN) the lenient one may take. Raises ValueError."""
    try:
        return _decode(data)
    except (msgspec.DecodeError, ValueError):
        return json.loads(data)


def of_fields(found: Mapping[str, Any], name: str, place: Place, field: str) -> RawPage:
    """A page from the fields of a line or row."""
    metadata = found.get("metadata")
    inner: Mapping[str, Any] = metadata if isinstance(metadata, dict) else {}
    content = found.get(field) if field else next((found[key] for key in CONTENT if found.get(key) is not None), None)
    given = found.get("id")
    shown = str(given) if isinstance(given, str | int) and given != "" else name
    address, charset = (_first(keys, found, inner) for keys in (ADDRESS, CHARSET))
    if not isinstance(content, str | bytes):
        wanted = f"no text in {field!r}" if field else f"none of the fields {', '.join(CONTENT)}; --field names another"
        return RawPage(shown, place, address=address, failure=Failure("malformed", f"it has {wanted}"))
    return RawPage(shown, place, _bytes(content), address, charset)


def _bytes(content: str | bytes) -> bytes:
    """UTF-8; surrogates that JSON escaped in pairs become their character, lone ones U+FFFD."""
    if isinstance(content, bytes):
        return content
    try:
        return content.encode()
    except UnicodeEncodeError:
        return content.encode("utf-16", "surrogatepass").decode("utf-16", "replace").encode()


def _first(keys: tuple[str, ...], *places: Mapping[str, Any]) -> str:
    found = (place.get(key) for place in places for key in keys)
    return next((value for value in found if isinstance(value, str) and value), "")
