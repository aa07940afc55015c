"""The folder of a crawl, on this machine or wherever fsspec reaches; what takes its name in it is whole.

data/00000.jsonl.gz …    records, a file for each shard
report.html              what was read, dropped and repaired
manifest.json            what the crawl is made of: code, packages, configuration, and digests of the two below
inputs.jsonl             every input file, with its hash
shards.jsonl             a line for each shard: the pieces of files that it reads
shards/00000.json        what became of a shard, once it is done
work/                    the engine's logs, marks and figures; progress of shards under way
"""

import errno
import json
import os
import uuid
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from functools import cached_property
from pathlib import Path
from typing import IO, Any

from reader.crawl.planning import is_local


class Store:
    """Reads and writes in a crawl's folder; plain enough to be sent to other machines."""

    def __init__(self, address: str) -> None:
        self.address = address

    @cached_property
    def _folder(self) -> Path | None:
        """The folder, where it is one of this machine."""
        return Path(self.address.removeprefix("file://")) if is_local(self.address) else None

    @cached_property
    def _system(self) -> tuple[Any, str]:
        from fsspec.core import url_to_fs

        found: tuple[Any, str] = url_to_fs(self.address)
        return found

    def __getstate__(self) -> dict[str, str]:
        return {"address": self.address}

    def read(self, name: str) -> bytes | None:
        """A file's bytes, None if there is none."""
        try:
            with self.open(name) as file:
                return file.read()
        except FileNotFoundError:
            return None

    def open(self, name: str) -> IO[bytes]:
        """A file to be read. Raises FileNotFoundError, OSError."""
        if self._folder is not None:
            return (self._folder / name).open("rb")
        system, path = self._system
        opened: IO[bytes] = system.open(f"{path}/{name}", "rb")
        return opened

    def json(self, name: str) -> Any:
        """What a JSON file holds, None if there is none."""
        data = self.read(name)
        return None if data is None else json.loads(data)

    def names(self, folder: str) -> list[str]:
        """The names of the files in ``folder``, sorted; those under way are left out."""
        if self._folder is not None:
            with suppress(FileNotFoundError):
                return sorted(each.name for each in os.scandir(self._folder / folder) if not each.name.startswith("."))
            return []
        system, path = self._system
        with suppress(FileNotFoundError):
            return sorted(each.rpartition("/")[2] for each in system.ls(f"{path}/{folder}", detail=False))
        return []

    def size(self, name: str) -> int:
        """Bytes of a file, -1 if there is none."""
        try:
            if self._folder is not None:
                return (self._folder / name).stat().st_size
            return int(self._system[0].size(f"{self._system[1]}/{name}"))
        except FileNotFoundError:
            return -1

    @contextmanager
    def writing(self, name: str, *, durable: bool = True) -> Iterator[IO[bytes]]:
        """A file that takes its name when it is whole and on the disk; another one of that name gives way.

        Each attempt writes beside under a name of its own, so that two at once (a worker that was thought dead) don't
        meet. Raises OSError.
        """
        if self._folder is None:
            system, path = self._system
            with system.open(f"{path}/{name}", "wb") as file:  # stores show an object when it is whole
                yield file
            return
        target = self._folder / name
        target.parent.mkdir(parents=True, exist_ok=True)
        beside = target.with_name(f".{target.name}.{uuid.uuid4().hex[:12]}.part")
        try:
            with beside.open("wb") as file:
                yield file
                if durable:
                    file.flush()
                    os.fsync(file.fileno())
            beside.replace(target)
            if durable:
                _sync_folder(target.parent)
        finally:
            beside.unlink(missing_ok=True)

    def write_json(self, name: str, data: Any, *, durable: bool = True) -> None:
        """Write plain data, keys in order."""
        with self.writing(name, durable=durable) as file:
            file.write(json.dumps(data, ensure_ascii=False, sort_keys=True, indent=1).encode() + b"\n")

    def remove(self, name: str) -> None:
        """Remove a file, if it is there."""
        with suppress(FileNotFoundError):
            if self._folder is not None:
                (self._folder / name).unlink()
            else:
                self._system[0].rm(f"{self._system[1]}/{name}")

    def sweep(self) -> None:
        """Remove what killed processes were writing; nobody else may be writing."""
        if self._folder is not None:
            for part in self._folder.rglob(".*.part"):
                part.unlink(missing_ok=True)

    def at(self, name: str) -> str:
        """The address of a file or folder."""
        return f"{self.address.rstrip('/')}/{name}"


def is_full(error: OSError) -> bool:
    """Whether nothing more can be written where ``error`` arose."""
    return error.errno in (errno.ENOSPC, errno.EDQUOT, errno.EROFS, errno.EFBIG)


def _sync_folder(folder: Path) -> None:
    """Make a new name last through a failure of power."""
    with suppress(OSError):  # Windows opens no folder
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
