"""What a crawl is made of, written down before it begins: who goes on with it must bring the same."""

import json
import platform
import unicodedata
import zlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from hashlib import blake2b
from importlib.metadata import PackageNotFoundError, version
from itertools import islice
from pathlib import Path
from typing import Any, NamedTuple

from reader.crawl.configuration import Configuration
from reader.crawl.planning import Input, Piece, Shard, cut, find
from reader.crawl.store import Store
from reader.model.choices import RecordFormat
from reader.model.errors import CrawlError

VERSION = 1  # of the folder's layout
_NAMED = 3  # files named in a message

#: Packages that shape the text of a record, or the bytes it is written in.
_PACKAGES = ("beautifulsoup4", "fastwarc", "msgspec", "opencc", "selectolax", "soupsieve")
_FOR_WORDS = ("jieba", "rjieba")
_FOR_FORMAT = {RecordFormat.PARQUET: ("pyarrow",), RecordFormat.ZSTD: ("zstandard",), RecordFormat.GZIP: ()}
#: Rooms of Reader whose code shapes records.
_ROOMS = ("annotate", "clean", "crawl", "decode", "model", "repair", "segment", "pipeline.py")


class Manifest(NamedTuple):
    """``shards``: how many; ``unknown``: files that no page is in, by ending."""

    head: dict[str, Any]
    configuration: Configuration
    output: RecordFormat
    shards: int


def prepare(
    names: Sequence[str], store: Store, configuration: Configuration, output: RecordFormat, shard_bytes: int = 0
) -> Manifest:
    """The manifest of a crawl: the one that lies in its folder, or a new one. ``shard_bytes``: unpacked; 0 as it suits.

    Raises SourceError; CrawlError when the folder holds another crawl, with what is different.
    """
    inputs, unknown = find(names, besides=store.address)
    if not inputs:
        kinds = ", ".join(f"{count} {ending or 'without ending'}" for ending, count in sorted(unknown.items()))
        raise CrawlError(f"no pages were found ({kinds}); name folders or files of HTML, text, JSONL, Parquet or WARC")
    head = {
        "format": "reader-crawl",
        "version": VERSION,
        "code": code(),
        "packages": packages(configuration, output),
        "configuration": configuration.as_data(),
        "output": str(output),
        "inputs": digest(map(_line, inputs)),
        "files": len(inputs),
        "bytes": sum(each.bytes for each in inputs),
        "shard_bytes": shard_bytes,
        "unknown": dict(sorted(unknown.items())),
    }
    if store.size("manifest.json") >= 0:
        check(opened(store).head, head, store, inputs)
        return opened(store)
    weighed = list(cut(inputs, shard_bytes))
    shards = [shard for shard, _ in weighed]
    for name, lines in (("inputs.jsonl", map(_line, inputs)), ("shards.jsonl", map(_line, shards))):
        with store.writing(name) as file:
            file.writelines(lines)
    head |= {"shards": len(shards), "cut": digest(map(_line, shards)), "weights": [weight for _, weight in weighed]}
    store.write_json("manifest.json", head)
    return opened(store)


def opened(store: Store) -> Manifest:
    """The manifest in a crawl's folder. Raises CrawlError when there is none that can be read."""
    try:
        head = store.json("manifest.json")
        if head is None:
            raise CrawlError(
                f"{store.address!r} holds no crawl; begin one with 'reader crawl INPUT -o {store.address}'"
            )
        if head.get("format") != "reader-crawl" or head.get("version") != VERSION:
            raise CrawlError(f"the manifest in {store.address!r} is of another version; give another folder with -o")
        return Manifest(head, Configuration.of(head["configuration"]), RecordFormat(head["output"]), head["shards"])
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise CrawlError(f"the manifest in {store.address!r} is damaged; remove the folder and begin anew") from error


def shard(store: Store, number: int) -> Shard:
    """The pieces of one shard."""
    with store.open("shards.jsonl") as file:
        line = next(islice(file, number, None))
    return tuple(Piece(*piece) for piece in json.loads(line))


def check(found: Mapping[str, Any], head: Mapping[str, Any], store: Store, inputs: Sequence[Input]) -> None:
    """That what is to be done is what was begun. Raises CrawlError, which says what is different."""
    differences = list(_differences(found, head, store, inputs))
    if differences:
        raise CrawlError(
            f"{store.address!r} holds a crawl that was begun otherwise: {'; '.join(differences)}. "
            "Going on would mix two kinds of records; bring back what was, or give another folder with -o"
        )


def _differences(
    found: Mapping[str, Any], head: Mapping[str, Any], store: Store, inputs: Sequence[Input]
) -> Iterator[str]:
    if found.get("version") != VERSION:
        yield "by another version of Reader"
        return
    if found.get("code") != head["code"]:
        yield "Reader's own code has changed"
    for what in ("packages", "configuration"):
        old, new = found.get(what) or {}, head[what]
        for key in sorted({*old, *new}):
            before, now = (json.dumps(each.get(key), ensure_ascii=False)[:60] for each in (old, new))
            if json.loads(json.dumps(old.get(key))) != json.loads(json.dumps(new.get(key))):
                yield f"{key} was {before}, and is {now}"
    for what in ("output", "shard_bytes"):
        if found.get(what) != head[what]:
            yield f"{what} was {found.get(what)}, and is {head[what]}"
    if found.get("inputs") != head["inputs"]:
        yield _changed(store, inputs)


def _changed(store: Store, inputs: Sequence[Input]) -> str:
    """Which input files are other than they were."""
    before = {line[0]: line for line in map(json.loads, (store.read("inputs.jsonl") or b"").splitlines())}
    now = {each.file: list(each) for each in inputs}
    kinds = {
        "gone": [file for file in before if file not in now],
        "new": [file for file in now if file not in before],
        "changed": [file for file in now if file in before and before[file] != now[file]],
    }
    told = (
        f"{len(files)} {what} ({', '.join(map(repr, files[:_NAMED]))}{', …' if len(files) > _NAMED else ''})"
        for what, files in kinds.items()
        if files
    )
    return f"of the input files, {', '.join(told)}"


def code() -> str:
    """A hash over the source and data of the rooms whose code shapes records."""
    root = Path(__file__).parents[1]
    files = (path for room in _ROOMS for path in ([root / room] if room.endswith(".py") else (root / room).rglob("*")))
    hashed = blake2b(digest_size=16)
    for path in sorted(files):
        if path.is_file() and "__pycache__" not in path.parts:
            hashed.update(f"{path.relative_to(root).as_posix()}\0{path.stat().st_size}\0".encode())
            hashed.update(path.read_bytes())
    return hashed.hexdigest()


def packages(configuration: Configuration, output: RecordFormat) -> dict[str, str]:
    """The versions of all that shapes records beside Reader's own code."""
    names = (*_PACKAGES, *(_FOR_WORDS if configuration.words else ()), *_FOR_FORMAT[output])
    return {
        "python": ".".join(platform.python_version_tuple()[:2]),
        "unicode": unicodedata.unidata_version,
        **({"zlib": zlib.ZLIB_RUNTIME_VERSION} if output is RecordFormat.GZIP else {}),
        **{name: found for name in names if (found := _version(name))},
    }


def _version(name: str) -> str:
    try:
        return version(name)
    except PackageNotFoundError:
        return ""


def digest(lines: Iterable[bytes]) -> str:
    """A hash over lines."""
    hashed = blake2b(digest_size=16)
    for line in lines:
        hashed.update(line)
    return hashed.hexdigest()


def _line(value: Sequence[Any]) -> bytes:
    return json.dumps(value, ensure_ascii=False).encode("utf-8", "surrogateescape") + b"\n"
