"""Reading what may be hostile: bounded in bytes, in lines and in entries, and in UTF-8 or not at all."""

from collections.abc import Iterator
from typing import IO, TYPE_CHECKING, cast

from reader.model.errors import DictionaryError

if TYPE_CHECKING:
    from zipfile import ZipFile

MEBIBYTE = 1 << 20
LARGEST = 512 * MEBIBYTE  # of a file, unpacked
MOST = 4_000_000  # entries; the largest dictionaries in use have 3.4 million
LONGEST = 100  # characters of a headword
LONGEST_GLOSS = 20_000  # characters of all glosses of an entry; what is longer is cut

_CHUNK = MEBIBYTE


def lines_in_chunks(name: str, file: IO[bytes]) -> Iterator[tuple[int, str]]:
    """Whole lines, about a mebibyte at a time, each chunk with the number of its first line. Raises DictionaryError."""
    line, rest = 1, b""
    for data in chunks(name, file):
        head, found, tail = data.rpartition(b"\n")
        if not found:
            rest += data
            if len(rest) > 2 * _CHUNK:
                raise DictionaryError(f"{name}:{line}: this line is longer than 2 MB; check that it is a dictionary")
            continue
        whole, rest = rest + head + b"\n", tail
        yield line, decoded(name, whole, line)
        line += whole.count(b"\n")
    if rest:
        yield line, decoded(name, rest, line)


def lines(name: str, file: IO[bytes]) -> Iterator[str]:
    """Line after line, line ends kept. Raises DictionaryError."""
    for _, chunk in lines_in_chunks(name, file):
        yield from (
            chunk.splitlines(keepends=True) if "\r" in chunk else (f"{line}\n" for line in chunk.split("\n")[:-1])
        )
        if not chunk.endswith("\n"):
            yield chunk.rpartition("\n")[2]


def chunks(name: str, file: IO[bytes], largest: int = LARGEST) -> Iterator[bytes]:
    """The bytes of ``file``; more than ``largest`` are refused, as are archives that are cut off or damaged."""
    read = 0
    while data := _read(name, file):
        read += len(data)
        if read > largest:
            raise DictionaryError(
                f"{name} holds more than {largest // MEBIBYTE} MB unpacked; import a smaller part of it"
            )
        yield data


def whole(name: str, file: IO[bytes], largest: int) -> bytes:
    """All bytes of ``file``, as `chunks` gives them."""
    return b"".join(chunks(name, file, largest))


def unpacked(file: IO[bytes]) -> IO[bytes]:
    """The contents of a gzip archive; dictzip's are gzip archives as well."""
    import gzip

    return cast("IO[bytes]", gzip.GzipFile(fileobj=file))


def opened(name: str, archive: "ZipFile", member: str) -> IO[bytes]:
    """A file in an archive. Raises DictionaryError where it is missing, damaged, or locked by a password."""
    from zipfile import BadZipFile

    try:
        return archive.open(member)
    except KeyError:
        raise DictionaryError(f"{name} lacks {member[-40:]!r}; fetch it again") from None
    except (BadZipFile, RuntimeError, NotImplementedError, OSError) as error:
        raise DictionaryError(f"{name} can't be unpacked ({error}); fetch it again, or unpack it yourself") from error


def decoded(name: str, data: bytes, line: int = 1) -> str:
    """``data`` as UTF-8. Raises DictionaryError, naming the line, counted from ``line``."""
    try:
        return data.decode("utf-8-sig" if line == 1 else "utf-8")
    except UnicodeDecodeError as error:
        place = line + data.count(b"\n", 0, error.start)
        raise DictionaryError(f"{name}:{place}: this is not UTF-8; save the dictionary as UTF-8") from None


def _read(name: str, file: IO[bytes]) -> bytes:
    from zipfile import BadZipFile
    from zlib import error as zlib_error

    try:
        return file.read(_CHUNK)
    except (EOFError, BadZipFile, zlib_error, OSError, RuntimeError, NotImplementedError) as error:
        raise DictionaryError(f"{name} is damaged or cut off ({error}); fetch it again") from error
