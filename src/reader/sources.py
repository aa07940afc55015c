"""The one door in and out: where bytes come from, and where results go."""

import os
import select
import stat
import sys
import tempfile
from collections.abc import Iterator
from io import BufferedReader, RawIOBase
from pathlib import Path
from typing import BinaryIO

from reader.model.document import Source
from reader.model.errors import SourceError, TargetError

STDIN = "-"

_HEAD, _CHUNK = 1 << 20, 1 << 16  # bytes
_SILENCE = 0.3  # seconds

#: First bytes of files that are no text, and what they are (their formats' own specifications).
_BINARY = {
    b"%PDF-": "a PDF file",
    b"PK\x03\x04": "a ZIP archive (or an office document, or an e-book)",
    b"\x89PNG": "a PNG picture",
    b"\xff\xd8\xff": "a JPEG picture",
    b"GIF8": "a GIF picture",
    b"\x1f\x8b": "a gzip archive",
    b"\x7fELF": "a program",
    b"MZ\x90": "a program",
}


def read_source(name: str) -> Source:
    """The bytes of a file, or of standard input for ``-``. Raises SourceError, in one sentence with a remedy."""
    data = _read_stdin() if name == STDIN else _read_file(name)
    shown = "standard input" if name == STDIN else repr(name)
    for magic, what in _BINARY.items():
        if data.startswith(magic):
            raise SourceError(f"{shown} is {what}, not a page of text; save the page as HTML or text first")
    if not data.strip():
        raise SourceError(f"{shown} is empty; give a page with text in it")
    return Source(name, data)


def read_stream(name: str) -> tuple[bytes, Iterator[bytes]]:
    """The beginning of a file or of standard input, and an iterator over the rest. Raises SourceError.

    The beginning is all of it, or 1 MiB, or what has come when a pipe falls silent for a moment: who pipes a log
    through is not kept waiting for its end.
    """
    if name != STDIN:
        data = read_source(name).data
        return data[:_HEAD], iter([data[_HEAD:]] if len(data) > _HEAD else [])
    if sys.stdin is None or sys.stdin.closed:
        raise SourceError("standard input is closed; name a file, or pipe a page in")
    pipe = sys.stdin.buffer.raw if isinstance(sys.stdin.buffer, BufferedReader) else sys.stdin.buffer
    head = b""
    while len(head) < _HEAD and (not head.endswith(b"\n") or _is_ready(pipe)):
        chunk = pipe.read(_CHUNK)
        if not chunk:
            break
        head += chunk
    if not head.strip():
        raise SourceError("standard input is empty; give a page with text in it")
    return head, iter(lambda: pipe.read(_CHUNK) or b"", b"")


def _is_ready(pipe: RawIOBase | BinaryIO) -> bool:
    """Whether more can be read, or the end has come, within a moment; where the system can't tell, yes."""
    try:
        return bool(select.select([pipe], [], [], _SILENCE)[0])
    except (OSError, ValueError):
        return True


def sample() -> Source:
    """The sample page that a first run opens."""
    return Source("sample page", shipped("page.txt"))


def shipped(name: str) -> bytes:
    """A data file that comes with Reader: ``page.txt`` or ``glossary.yaml``.

    An installed package carries them inside; a checkout has them where people edit them.
    """
    inside = Path(__file__).parent / "shipped" / name
    if inside.is_file():
        return inside.read_bytes()
    root = Path(__file__).parents[2]
    return (root / ("source" if name == "page.txt" else "") / name).read_bytes()


def user_glossary() -> Path:
    """Where a person's own glossary is looked for: glossary.yaml in the configuration folder of the system (XDG)."""
    from platformdirs import user_config_path

    return user_config_path("reader", appauthor=False) / "glossary.yaml"


def user_sites() -> Path:
    """Where a person's own rules for sites are looked for: sites.yaml beside the glossary."""
    return user_glossary().with_name("sites.yaml")


def make_folder(folder: Path) -> None:
    """Make ``folder`` and those above it, if they are not there. Raises TargetError."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        raise TargetError(f"can't make the folder {str(folder)!r}: {reason}; choose another place") from error


def write_atomically(path: Path, text: str) -> None:
    """Write UTF-8 beside ``path``, then rename: a reader sees the old file or the new one, never half of one.

    Keeps the permissions of a file that it replaces, and writes through a symbolic link. Raises TargetError.
    """
    target = path.resolve()
    try:
        if target.exists() and not target.is_file():
            # A device or a pipe (/dev/stdout, a shell's process substitution) can't be replaced, only written to.
            if target.is_dir():
                raise IsADirectoryError(21, "it is a folder", str(path))
            target.write_text(text, encoding="utf8")
            return
        if target.exists() and not os.access(target, os.W_OK):
            raise PermissionError(13, "Permission denied", str(path))
        _replace(target, text)
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        raise TargetError(f"can't write {str(path)!r}: {reason}; choose another place with -o") from error


def _replace(target: Path, text: str) -> None:
    handle, beside = tempfile.mkstemp(dir=target.parent, prefix=f".{target.name[:40]}.", suffix=".part")
    try:
        with os.fdopen(handle, "w", encoding="utf8", newline="\n") as file:
            file.write(text)
        Path(beside).chmod(_mode(target))
        Path(beside).replace(target)
    except BaseException:
        Path(beside).unlink(missing_ok=True)
        raise


def _mode(target: Path) -> int:
    """The permissions that ``target`` has, or would have got from ``open``."""
    if target.exists():
        return stat.S_IMODE(target.stat().st_mode)
    umask = os.umask(0)
    os.umask(umask)
    return 0o666 & ~umask


def _read_stdin() -> bytes:
    if sys.stdin is None or sys.stdin.closed:
        raise SourceError("standard input is closed; name a file, or pipe a page in")
    return sys.stdin.buffer.read()


def _read_file(name: str) -> bytes:
    try:
        return Path(name).read_bytes()
    except FileNotFoundError:
        raise SourceError(f"there is no file {name!r}; check the name") from None
    except IsADirectoryError:
        raise SourceError(f"{name!r} is a folder; name a page in it") from None
    except (OSError, ValueError) as error:  # ValueError: a NUL inside the name
        reason = getattr(error, "strerror", None) or str(error)
        raise SourceError(f"can't read {name!r}: {reason.lower()}; check the name and your rights") from error
