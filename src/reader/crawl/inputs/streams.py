"""Files as chunks of bytes, unpacked a little at a time, so that a bomb costs time and no memory."""

import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from typing import IO

CHUNK = 1 << 20  # bytes

_GZIP = 31  # zlib's window bits for a gzip member


class DamagedError(Exception):
    """A packed stream is broken; what came before it has been handed out. ``offset``: unpacked bytes before it."""

    def __init__(self, message: str, offset: int) -> None:
        super().__init__(message)
        self.offset = offset


@contextmanager
def opened(file: str) -> Iterator[IO[bytes]]:
    """A local path or an address that fsspec knows. Raises OSError and what the file system raises."""
    import fsspec

    with fsspec.open(file, "rb") as stream:
        yield stream


def chunks(stream: IO[bytes], packing: str = "") -> Iterator[bytes]:
    """The bytes of ``stream``, unpacked by ``packing``: "", "gz" or "zst". Raises DamagedError."""
    if packing == "gz":
        return _gunzipped(stream)
    if packing == "zst":
        return _unzstandardized(stream)
    return iter(lambda: stream.read(CHUNK), b"")


def packing_of(file: str) -> str:
    """``gz`` or ``zst`` by the name's end, else ""."""
    ending = file.lower().rpartition(".")[2]
    return ending if ending in ("gz", "zst") else ""


def whole(stream: IO[bytes], packing: str, largest: int) -> tuple[bytes, int]:
    """All bytes, or none of more than ``largest``; and how many there are. Raises DamagedError."""
    parts: list[bytes] = []
    size = 0
    for part in chunks(stream, packing):
        size += len(part)
        if size <= largest:
            parts.append(part)
    return (b"".join(parts) if size <= largest else b""), size


def _gunzipped(stream: IO[bytes]) -> Iterator[bytes]:
    """Member after member; zeros behind the last are padding, as in gzip itself."""
    done, pending = 0, stream.read(CHUNK)
    while pending:
        member = zlib.decompressobj(_GZIP)
        while not member.eof:
            try:
                part = member.decompress(pending, CHUNK)
            except zlib.error as error:
                raise DamagedError(f"the gzip stream is damaged: {error}", done) from None
            done += len(part)
            if part:
                yield part
            pending = member.unconsumed_tail or (b"" if member.eof else stream.read(CHUNK))
            if not pending and not member.eof and not part:
                raise DamagedError("the gzip stream is cut off", done)
        pending = (member.unused_data or stream.read(CHUNK)).lstrip(b"\0")


def _unzstandardized(stream: IO[bytes]) -> Iterator[bytes]:
    import zstandard

    done = 0
    reader = zstandard.ZstdDecompressor(max_window_size=1 << 31).stream_reader(stream, read_across_frames=True)
    while True:
        try:
            part = reader.read(CHUNK)
        except (zstandard.ZstdError, EOFError) as error:
            raise DamagedError(f"the zstd stream is damaged: {error}", done) from None
        if not part:
            return
        done += len(part)
        yield part


def skipped(parts: Iterator[bytes], count: int) -> Iterator[bytes]:
    """``parts`` without their first ``count`` bytes."""
    for part in parts:
        if count < len(part):
            yield part[count:] if count else part
            count = 0
        else:
            count -= len(part)
