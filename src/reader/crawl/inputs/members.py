"""The members of a gzip file, which are the records of a packed WARC; behind a damaged one the next is found."""

import zlib
from collections.abc import Iterator
from typing import IO, NamedTuple

from reader.crawl.inputs.streams import CHUNK

_GZIP = 31  # zlib's window bits for a gzip member
_MAGIC = b"\x1f\x8b\x08"
_HEAD = 64 << 10  # bytes that are kept of a member too large to hold
_TRIED = 4096  # packed bytes that are unpacked to see whether a member begins


class Member(NamedTuple):
    """``length``: packed bytes in the file; ``size``: unpacked ones, of which ``data`` holds all or the first."""

    offset: int
    length: int
    data: bytes
    size: int
    damage: str = ""


def members(stream: IO[bytes], start: int, end: int, largest: int) -> Iterator[Member]:
    """The members that begin in ``[start, end)`` of the file; an ``end`` of -1 is its end."""
    source = _Source(stream, start)
    largest = max(largest, _HEAD)
    while (end < 0 or source.offset < end) and source.fill(1):
        if source.held.startswith(b"\0"):  # padding
            source.drop(len(source.held) - len(source.held.lstrip(b"\0")))
        elif source.fill(len(_MAGIC)) >= len(_MAGIC) and source.held.startswith(_MAGIC):
            yield _member(source, largest)
        else:
            offset = source.offset
            source.find_next(0)
            yield Member(offset, source.offset - offset, b"", 0, "bytes that are no record")


def _member(source: "_Source", largest: int) -> Member:
    offset, first = source.offset, source.held
    unpacked = zlib.decompressobj(_GZIP)
    parts: list[bytes] = []
    size, damage = 0, ""
    pending = source.take()
    while True:
        try:
            part = unpacked.decompress(pending, CHUNK)
        except zlib.error as error:
            damage = f"a record that can't be unpacked: {error}"
            break
        size += len(part)
        if size <= largest or not parts:
            parts.append(part)
        if unpacked.eof:
            source.give_back(unpacked.unused_data)
            return Member(offset, source.offset - offset, _kept(parts, size, largest), size)
        pending = unpacked.unconsumed_tail or source.take()
        if not pending and not part:
            damage = "a record that is cut off"
            break
    source.rewind(offset, first)
    source.find_next(1)
    return Member(offset, source.offset - offset, _kept(parts, size, 0), size, damage)


def _kept(parts: list[bytes], size: int, largest: int) -> bytes:
    data = b"".join(parts)
    return data if size <= largest else data[:_HEAD]


class _Source:
    """The file as bytes held from ``offset`` on."""

    def __init__(self, stream: IO[bytes], offset: int) -> None:
        self._stream = stream
        self.rewind(offset, b"")

    def rewind(self, offset: int, held: bytes) -> None:
        """Go to ``offset``, from which ``held`` is known."""
        self._stream.seek(offset + len(held))
        self.offset, self.held = offset, held

    def fill(self, size: int) -> int:
        """Hold at least ``size`` bytes, if there are so many; returns how many are held."""
        while len(self.held) < size and (part := self._stream.read(CHUNK)):
            self.held += part
        return len(self.held)

    def drop(self, size: int) -> None:
        """Pass over bytes that are held."""
        self.offset += min(size, len(self.held))
        self.held = self.held[size:]

    def take(self) -> bytes:
        """All that is held, or the next chunk."""
        self.fill(1)
        taken = self.held
        self.drop(len(taken))
        return taken

    def give_back(self, rest: bytes) -> None:
        """The end of what was taken, which is still to come."""
        self.offset -= len(rest)
        self.held = rest + self.held

    def find_next(self, begin: int) -> None:
        """Pass over everything up to the next member that holds a record, or to the end; search from ``begin`` on."""
        while True:
            found = self.held.find(_MAGIC, begin)
            if found >= 0:
                self.drop(found)
                self.fill(_TRIED)
                if _is_record(self.held[:_TRIED]):
                    return
                begin = 1
                continue
            keep = min(len(_MAGIC) - 1, len(self.held))
            self.drop(len(self.held) - keep)
            begin = 0
            if self.fill(keep + 1) <= keep:
                self.drop(keep)
                return


def _is_record(packed: bytes) -> bool:
    try:
        return zlib.decompressobj(_GZIP).decompress(packed, 8).startswith(b"WARC/")
    except zlib.error:
        return False
