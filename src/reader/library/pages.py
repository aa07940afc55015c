"""The pages themselves, one compressed file each in a folder beside the library.

Not in its file: a thousand pages are twenty times as much as all the rest, so that opening (which checks the file) and
copying would take as long as they are large, and what damages the one would damage the other. A file is named by the
hash of its page and written in one step; ``zcat`` shows it.
"""

import gzip
import zlib
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

from reader.sources import make_file

_LEVEL = 6


class Pages:
    """Pages in ``folder``, of at most ``keep`` bytes each before they are compressed; 0 keeps none."""

    def __init__(self, folder: Path, keep: int) -> None:
        self._folder, self._keep = folder, keep

    def put(self, name: str, data: bytes) -> bool:
        """Keep a page under its hash; whether it is kept. Raises OSError."""
        if len(data) > self._keep:
            return False
        packed = gzip.compress(data, _LEVEL, mtime=0)
        path = self._path(name)
        if not path.is_file() or path.read_bytes() != packed:
            make_file(path, lambda beside: beside.write_bytes(packed))
        return True

    def get(self, name: str) -> bytes | None:
        """A page, or None where it is not here or damaged."""
        try:
            return gzip.decompress(self._path(name).read_bytes())
        except (OSError, EOFError, zlib.error):
            return None

    def remove(self, name: str) -> None:
        """Let a page go."""
        with suppress(OSError):
            self._path(name).unlink()

    def size(self) -> int:
        """Bytes on the disk."""
        return sum(path.stat().st_size for path in self._files())

    def _files(self) -> Iterator[Path]:
        return self._folder.glob("??/*.gz")

    def _path(self, name: str) -> Path:
        return self._folder / name[:2] / f"{name}.gz"
