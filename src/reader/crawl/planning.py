"""Which files a crawl reads, and how they are cut into shards: each a piece of work of some minutes."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from hashlib import blake2b
from itertools import pairwise
from pathlib import Path, PurePosixPath
from typing import Any, NamedTuple

from reader.crawl.inputs.streams import CHUNK, DamagedError, chunks, opened, packing_of
from reader.model.errors import SourceError

PAGE, LINES, ROWS, WARC = "page", "jsonl", "parquet", "warc"

#: How names end → what they hold; a file without an ending is a page, as wget leaves them.
_KINDS = {
    **dict.fromkeys(("html", "htm", "xhtml", "shtml", "txt", "text", "md", "php", "asp", "aspx", "jsp", ""), PAGE),
    **dict.fromkeys(("jsonl", "ndjson"), LINES),
    "parquet": ROWS,
    "warc": WARC,
}
_UNPACKED = {"gz": 5, "zst": 6, "parquet": 3}  # times the packed size, roughly
_SMALLEST, _BIGGEST = 16 << 20, 1 << 30  # unpacked bytes of a shard: at 20 MB/s a second, and a minute
_LONGEST = 10 << 30  # unpacked bytes of one file that are never left in one piece: ten minutes
_SHARDS = 64  # as many as this are wanted, if the pages allow it
_RESTARTS = 6  # pieces of a stream that can only be read from its beginning


class Input(NamedTuple):
    """A file. ``hash``: of its content, or what a remote store says of its version."""

    file: str
    kind: str
    bytes: int
    hash: str


class Piece(NamedTuple):
    """What is read of a file: ``[start, end)`` in the units of its kind; an ``end`` of -1 is the file's."""

    file: str
    kind: str
    start: int
    end: int


Shard = tuple[Piece, ...]


def find(names: Sequence[str], besides: str = "") -> tuple[list[Input], Counter[str]]:
    """The files that ``names`` stand for, sorted, each once, and how many are of no kind that is known, by ending.

    ``names`` are files, folders, and addresses and patterns of fsspec; nothing is taken from the folder ``besides``.
    Raises SourceError.
    """
    found: dict[str, Input] = {}
    unknown: Counter[str] = Counter()
    for name in names:
        for file, info, named in _stands_for(name):
            if besides and _is_below(file, besides):
                continue
            kind = kind_of(file) or (PAGE if named else "")
            if kind:
                found.setdefault(file, Input(file, kind, int(info.get("size") or 0), _version(file, info)))
            else:
                unknown[PurePosixPath(file).suffix.lower()] += 1
    return [found[file] for file in sorted(found)], unknown


def kind_of(file: str) -> str:
    """What a file holds, by its name; "" for what no page is in."""
    name = PurePosixPath(file.lower()).name
    packing = packing_of(name)
    stem = name.removesuffix(f".{packing}") if packing else name
    kind = _KINDS.get(stem.rpartition(".")[2] if "." in stem else "", "")
    return "" if (packing and kind == ROWS) or (packing == "zst" and kind == WARC) else kind


def cut(inputs: Sequence[Input], wanted: int = 0) -> Iterator[tuple[Shard, int]]:
    """The shards, in the order of the files, of ``wanted`` unpacked bytes or as many as suit the whole; their bytes.

    Reads what must be known of large files. Raises SourceError.
    """
    total = sum(map(_unpacked, inputs))
    wanted = wanted or min(max(total // _SHARDS, _SMALLEST), _BIGGEST)
    shard: list[Piece] = []
    weight = 0
    for piece, size in _pieces(inputs, wanted):
        if shard and weight + size > wanted:
            yield tuple(shard), weight
            shard, weight = [], 0
        shard.append(piece)
        weight += size
    if shard:
        yield tuple(shard), weight


def _pieces(inputs: Sequence[Input], wanted: int) -> Iterator[tuple[Piece, int]]:
    """Every file in pieces of about ``wanted`` unpacked bytes, with their sizes; a few files more finely than many."""
    few = len(inputs) < _SHARDS
    for each in inputs:
        size = _unpacked(each)
        if each.kind == PAGE or size <= (2 * wanted if few else _LONGEST):
            yield Piece(each.file, each.kind, 0, -1), size
            continue
        try:
            edges = [0, *_edges(each, wanted), -1]
        except OSError as error:
            raise _unreadable(each.file, error) from error
        for start, end in pairwise(edges):
            yield Piece(each.file, each.kind, start, end), size // (len(edges) - 1)


def _edges(each: Input, wanted: int) -> Iterable[int]:
    """Where a file is cut, its beginning and end left out."""
    if each.kind == WARC:
        from reader.crawl.inputs.warc import boundaries

        return list(boundaries(each.file, wanted))[1:]
    if each.kind == ROWS:
        from reader.crawl.inputs.parquet import groups

        return groups(each.file, wanted)[1:]
    if not packing_of(each.file):
        return range(wanted, each.bytes, wanted)
    size = _measured(each.file)
    apart = max(wanted, -(-size // _RESTARTS))
    return range(apart, size, apart)


def _measured(file: str) -> int:
    """How many bytes a packed file holds, up to where it is damaged."""
    size = 0
    with opened(file) as stream:
        try:
            for part in chunks(stream, packing_of(file)):
                size += len(part)
        except DamagedError:
            pass
    return size


def _unpacked(each: Input) -> int:
    ending = "parquet" if each.kind == ROWS else packing_of(each.file)
    return each.bytes * _UNPACKED.get(ending, 1)


def _stands_for(name: str) -> Iterator[tuple[str, dict[str, Any], bool]]:
    """Files, what their store says of them, and whether the file itself was named."""
    from fsspec.core import url_to_fs

    try:
        system, path = url_to_fs(name)
        if system.isfile(path):
            yield name, system.info(path), True
            return
        matched = any(mark in name for mark in "*?[")
        details = system.glob(path, detail=True) if matched else system.find(path, detail=True)
    except (OSError, ValueError, ImportError) as error:
        raise _unreadable(name, error) from error
    files = {file: info for file, info in details.items() if info.get("type") == "file" and not _is_hidden(file, path)}
    if not files:
        raise SourceError(f"there are no pages under {name!r}; check the name")
    for file, info in files.items():
        yield (file if matched else _below(name, path, file)), info, False


def _is_hidden(file: str, folder: str) -> bool:
    return any(part.startswith(".") for part in PurePosixPath(file.removeprefix(folder)).parts)


def _below(name: str, folder: str, file: str) -> str:
    """A file of a folder, called as the person called the folder: the same on each machine."""
    return f"{name.rstrip('/')}/{file.removeprefix(folder).lstrip('/')}"


def _is_below(file: str, folder: str) -> bool:
    if is_local(file) and is_local(folder):
        return (
            Path(file.removeprefix("file://")).resolve().is_relative_to(Path(folder.removeprefix("file://")).resolve())
        )
    return file.startswith(f"{folder.rstrip('/')}/")


def _version(file: str, info: dict[str, Any]) -> str:
    if "ino" not in info:  # a remote store
        told = [info.get(key) for key in ("ETag", "etag", "md5", "sha256", "checksum", "LastModified", "mtime", "size")]
        return f"store:{blake2b(repr([str(each) for each in told if each]).encode(), digest_size=16).hexdigest()}"
    hashed = blake2b(digest_size=16)
    try:
        with open(file.removeprefix("file://"), "rb", buffering=0) as stream:  # noqa: PTH123 - as fsspec names it
            while part := stream.read(CHUNK):
                hashed.update(part)
    except OSError as error:
        raise _unreadable(file, error) from error
    return hashed.hexdigest()


def _unreadable(name: str, error: Exception) -> SourceError:
    reason = (getattr(error, "strerror", None) or str(error) or type(error).__name__).lower()
    return SourceError(f"can't read {name!r}: {' '.join(reason.split())}; check the name and your rights")


def is_local(name: str) -> bool:
    """Whether a name is a path of this machine."""
    return "://" not in name or name.startswith("file://")
