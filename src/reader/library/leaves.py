"""The rows of a damaged SQLite file, read page by page without SQLite.

SQLite reaches rows through its schema (on the first page) and the inner nodes of each tree; where one of these is
destroyed, all rows behind it are out of its reach although they are there. Every row stands on a leaf page, which says
so in its first byte, with its number and the types of its values beside it (https://www.sqlite.org/fileformat2.html,
sections 1.6 and 2.1). Nothing here trusts a length or a page number.
"""

import struct
from collections.abc import Iterator
from typing import NamedTuple

_LEAF = 0x0D
_HEADER = 100  # bytes at the beginning of the first page
_SIZES = frozenset(1 << power for power in range(9, 17))
_USUAL = 4096
_INTEGERS = {1: 1, 2: 2, 3: 3, 4: 4, 5: 6, 6: 8}  # serial type → bytes
_REAL, _ZERO, _ONE, _FIRST_BLOB = 7, 8, 9, 12

Value = int | float | str | bytes | None


class Row(NamedTuple):
    """A row: its number, and its values as they are stored; the column that is the number itself holds None."""

    number: int
    values: tuple[Value, ...]


def rows(data: bytes) -> Iterator[Row]:
    """Every row on every leaf page of a file that can be read; text that is not UTF-8 has U+FFFD."""
    size = int.from_bytes(data[16:18], "big")
    size = 65536 if size == 1 else size
    if size not in _SIZES:
        size = _USUAL
    for start in range(0, len(data) - size + 1, size):
        head = start + (_HEADER if start == 0 else 0)
        if data[head] == _LEAF:
            yield from _leaf(data, start, head, size)


def _leaf(data: bytes, start: int, head: int, size: int) -> Iterator[Row]:
    count = min(int.from_bytes(data[head + 3 : head + 5], "big"), size // 4)
    for number in range(count):
        pointer = head + 8 + 2 * number
        at = int.from_bytes(data[pointer : pointer + 2], "big")
        if head - start + 8 < at < size:
            row = _cell(data, start + at, start + size, size)
            if row is not None:
                yield row


def _cell(data: bytes, at: int, stop: int, size: int) -> Row | None:
    length, at = _varint(data, at)
    number, at = _varint(data, at)
    most, least = size - 35, (size - 12) * 32 // 255 - 23
    local = length
    if length > most:
        local = least + (length - least) % (size - 4)
        local = local if local <= most else least
    if length > len(data) or at + local > stop:
        return None
    payload = data[at : at + local]
    if local < length:
        payload += _overflow(data, int.from_bytes(data[at + local : at + local + 4], "big"), length - local, size)
    values = _record(payload)
    return None if values is None else Row(_signed(number), values)


def _overflow(data: bytes, page: int, length: int, size: int) -> bytes:
    """``length`` bytes from a chain of pages; fewer where it is broken."""
    parts: list[bytes] = []
    while length > 0 and 0 < page <= len(data) // size:
        start = (page - 1) * size
        parts.append(data[start + 4 : start + 4 + min(length, size - 4)])
        length -= len(parts[-1])
        page = int.from_bytes(data[start : start + 4], "big")
    return b"".join(parts)


def _record(payload: bytes) -> tuple[Value, ...] | None:
    stop, at = _varint(payload, 0)
    if not at <= stop <= len(payload):
        return None
    values: list[Value] = []
    place = stop
    while at < stop:
        kind, at = _varint(payload, at)
        width = _width(kind)
        if width is None or place + width > len(payload):
            return None
        values.append(_value(kind, payload[place : place + width]))
        place += width
    return tuple(values)


def _width(kind: int) -> int | None:
    """Bytes of a value; None for a type that there is not."""
    if kind >= _FIRST_BLOB:
        return (kind - _FIRST_BLOB) // 2
    return {0: 0, _REAL: 8, _ZERO: 0, _ONE: 0, **_INTEGERS}.get(kind)


def _value(kind: int, raw: bytes) -> Value:
    if kind in _INTEGERS:
        return int.from_bytes(raw, "big", signed=True)
    if kind >= _FIRST_BLOB:
        return raw.decode("utf8", "replace") if kind % 2 else raw
    if kind == _REAL:
        return float(struct.unpack(">d", raw)[0])
    return {_ZERO: 0, _ONE: 1}.get(kind)


def _varint(data: bytes, at: int) -> tuple[int, int]:
    """A number of one to nine bytes, and the place behind it."""
    value = 0
    for place in range(at, min(at + 8, len(data))):
        value = value << 7 | data[place] & 0x7F
        if data[place] < 0x80:
            return value, place + 1
    return (value << 8 | data[at + 8], at + 9) if at + 8 < len(data) else (value, len(data))


def _signed(number: int) -> int:
    return number - (1 << 64) if number >= 1 << 63 else number
