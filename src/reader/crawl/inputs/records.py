"""Where the records of a WARC begin and end, in a stream that may be damaged (ISO 28500: headers, blank, content)."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from reader.crawl.inputs.streams import DamagedError

BEGINNING = re.compile(rb"WARC/\d\.\d\r?\n")
_NEXT = re.compile(rb"\r?\n\r?\n(?=WARC/\d\.\d\r?\n)")
_AGAIN = re.compile(rb"(?=WARC/\d\.\d\r?\n[\w-]+:)")  # behind damage, wherever a line ended
_END_OF_HEADERS = re.compile(rb"\r?\n\r?\n")
_HEADERS = 64 << 10  # bytes they may have
_BEHIND = 64  # bytes of the next record that are looked at


class Record(NamedTuple):
    """``data``: headers and content, or what there is of them. ``damage``: what is wrong; ``large``: its size is."""

    offset: int
    size: int
    data: bytes
    damage: str = ""
    large: bool = False


def field_of(data: bytes, name: str) -> str:
    """A field of the record's headers, "" if it has none; lenient, for damaged records too."""
    head = data[:_HEADERS].split(b"\r\n\r\n", 1)[0]
    found = re.search(rb"^%b[ \t]*:[ \t]*([^\r\n]*)" % re.escape(name.encode()), head, re.IGNORECASE | re.MULTILINE)
    return found[1].decode("utf-8", "replace").strip() if found else ""


class Walker:
    """Walks a stream of chunks that begins at ``offset`` of its file; records over ``largest`` bytes are not held."""

    def __init__(self, parts: Iterator[bytes], offset: int, largest: int) -> None:
        self._parts = parts
        self._held = b""
        self._offset = offset  # of the first byte held
        self._largest = max(largest, _HEADERS)
        self._damage: DamagedError | None = None

    def records(self) -> Iterator[Record]:
        """Every record, and every stretch of bytes that is none; damage of the stream is told at its end."""
        last = ""
        while self._fill(_BEHIND):
            blank = len(self._held) - len(self._held.lstrip(b"\r\n"))
            if blank:
                self._drop(blank)
                continue
            record = self._record() if BEGINNING.match(self._held) else self._lost(0, "bytes that are no record")
            yield record
            last = record.damage
        if self._damage is not None and not last:
            yield Record(self._offset, 0, b"", f"{self._damage}; what follows is lost")

    def _record(self) -> Record:
        end = self._end_of_headers()
        if end < 0:
            return self._lost(1, "a record whose headers don't end")
        stated = field_of(self._held, "Content-Length")
        if not stated.isascii() or not stated.isdecimal() or len(stated) > 18:
            return self._lost(1, "a record that does not tell its length")
        size = end + int(stated)
        if size > self._largest:
            return self._large(size)
        if self._fill(size + _BEHIND) < size:
            return self._lost(1, "a record that is cut off")
        behind = self._held[size : size + _BEHIND]
        if not self._ends(size, behind):
            return self._lost(1, "a record whose length is not what it says")
        return Record(self._offset, size, self._drop(size))

    def _ends(self, size: int, behind: bytes) -> bool:
        """Whether a record may be ``size`` bytes long: another one, the end, or damage of its own comes ``behind``.

        The last is told by the blank lines of the record's end, unless its content holds what begins another one.
        """
        rest = behind.lstrip(b"\r\n")
        if not rest or BEGINNING.match(rest):
            return True
        return behind.startswith(b"\r\n\r\n") and _AGAIN.search(self._held, 1, size) is None

    def _end_of_headers(self) -> int:
        self._fill(_HEADERS)
        found = _END_OF_HEADERS.search(self._held, 0, _HEADERS)
        return found.end() if found else -1

    def _large(self, size: int) -> Record:
        """A record that is not held: passed over up to the next that begins, at the latest where it says it ends."""
        offset, head = self._offset, self._held[:_HEADERS]
        left = size
        while left > 0 and self._fill(_BEHIND):
            found = _NEXT.search(self._held, 0, left + _BEHIND)
            if found:
                left = 0
                self._drop(found.end())
            else:  # the mark of the next record may lie across two chunks
                self._fill(min(left, len(self._held)) + _BEHIND)
                dropped = min(left, max(len(self._held) - _BEHIND, 1))
                self._drop(dropped)
                left -= dropped
        length = self._offset - offset
        return Record(offset, length, head, f"a record of {length} bytes", large=True)

    def _lost(self, begin: int, damage: str) -> Record:
        """What lies between here and the next record; the search for it begins ``begin`` bytes on."""
        offset, head = self._offset, self._held[:_HEADERS]
        while True:
            found = _AGAIN.search(self._held, begin)
            if found:
                self._drop(found.start())
                break
            keep = min(_BEHIND, len(self._held))
            self._drop(len(self._held) - keep)
            begin = 0
            if self._fill(keep + 1) <= keep:
                self._drop(len(self._held))
                break
        return Record(offset, self._offset - offset, head, damage)

    def _fill(self, size: int) -> int:
        """Hold at least ``size`` bytes, if there are so many; returns how many are held."""
        if len(self._held) < size:
            parts, held = [self._held], len(self._held)
            while held < size and (part := self._next()):
                parts.append(part)
                held += len(part)
            self._held = b"".join(parts)
        return len(self._held)

    def _next(self) -> bytes:
        try:
            return next(self._parts, b"")
        except DamagedError as error:
            self._damage, self._parts = error, iter(())
            return b""

    def _drop(self, size: int) -> bytes:
        dropped, self._held = self._held[:size], self._held[size:]
        self._offset += len(dropped)
        return dropped
