"""The one door in and out: where bytes come from, and where results go."""

import os
import re
import select
import stat
import sys
import tempfile
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from io import BufferedReader, RawIOBase
from pathlib import Path
from typing import BinaryIO

from reader.model.document import Source
from reader.model.errors import SourceError, TargetError

STDIN = "-"

_HEAD, _CHUNK = 1 << 20, 1 << 16  # bytes
_SILENCE = 0.3  # seconds

#: How the names of pages end, in a folder that also holds other things.
_PAGES = (".html", ".htm", ".xhtml", ".shtml", ".txt", ".text", ".md", ".json")

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


def gather(names: Iterable[str], besides: Path | None = None) -> tuple[str, ...]:
    """The pages that ``names`` stand for: a folder for the pages in it and below, a pattern for what it matches.

    Each once, in order; within a folder by name, 2 before 10. What leads nowhere stays, to be told when it is read.
    Nothing is taken from the folder ``besides``, nor from what browsers save with a page (``page_files``).
    """
    found: dict[str, str] = {}
    for name in names:
        for page in _stands_for(name, besides):
            found.setdefault(page if page == STDIN else str(Path(page).resolve()), page)
    return tuple(found.values())


def _stands_for(name: str, besides: Path | None) -> list[str]:
    if name != STDIN and Path(name).is_dir():
        return sorted(_in_folder(name, besides), key=_natural) or [name]
    if name == STDIN or not set(name) & set("*?[") or Path(name).exists():
        return [name]
    from glob import glob

    matched = sorted(glob(name, recursive=True), key=_natural)  # noqa: PTH207 - Path.glob takes no absolute pattern
    return [page for match in matched for page in _stands_for(match, besides)] or [name]


def _in_folder(folder: str, besides: Path | None) -> Iterator[str]:
    unread: list[str] = []
    for place, folders, files in os.walk(folder, onerror=lambda error: unread.append(error.filename)):
        folders[:] = [
            each
            for each in folders
            if not each.startswith(".") and not each.endswith("_files") and Path(place, each).resolve() != besides
        ]
        for file in files:
            if file.lower().endswith(_PAGES) and not file.startswith("."):
                yield str(Path(place, file))
    yield from unread


def _natural(name: str) -> list[tuple[int, int | str]]:
    return [(0, int(part)) if part.isdecimal() else (1, part) for part in re.split(r"(\d+)", name)]


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


def cached(name: str) -> str | None:
    """A text that `keep` put away; None when there is none that can be read."""
    try:
        return (_cache() / name).read_text("utf8")
    except (OSError, ValueError):
        return None


def keep(name: str, text: str, instead: str) -> None:
    """Put a text away that can be made anew at any time, in place of those whose names match the pattern ``instead``.

    Where nothing can be written, nothing is kept.
    """
    folder = _cache()
    try:
        folder.mkdir(parents=True, exist_ok=True)
        old = [path for path in folder.glob(instead) if path.name != name]
        write_atomically(folder / name, text)
        for path in old:
            path.unlink(missing_ok=True)
    except (OSError, TargetError):
        return


def _cache() -> Path:
    from platformdirs import user_cache_path

    return user_cache_path("reader", appauthor=False)


def read_data(name: str, most: int) -> bytes:
    """The bytes of a data file of any kind, or of standard input for ``-``; at most ``most``. Raises SourceError."""
    if name == STDIN:
        if sys.stdin is None or sys.stdin.closed:
            raise SourceError("standard input is closed; name a file, or pipe one in")
        data = sys.stdin.buffer.read(most + 1)
    else:
        data = _read_file(name) if not Path(name).is_file() or Path(name).stat().st_size <= most else bytes(most + 1)
    if len(data) > most:
        raise SourceError(f"{name!r} has more than {most >> 20} MB; give it in parts")
    return data


def rewrite(path: Path, change: Callable[[str], str]) -> bool:
    """Put ``change`` of a file's text in its place; whether anything changed. A file that isn't there yet is empty.

    Others who do the same wait meanwhile, so that none of two changes is lost; the text before stays beside, as .bak.
    Raises TargetError, SourceError.
    """
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with _alone(path):
            before = _text(path)
            after = change(before)
            if after != before:
                if before:
                    write_atomically(path.with_name(path.name + ".bak"), before)
                write_atomically(path, after)
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        raise TargetError(f"can't write {str(path)!r}: {reason}; check your rights to its folder") from error
    return after != before


def _text(path: Path) -> str:
    if not path.exists():
        return ""
    try:
        return _read_file(str(path)).decode()
    except UnicodeDecodeError:
        raise SourceError(f"{str(path)!r} is not UTF-8; save the file as UTF-8") from None


@contextmanager
def _alone(path: Path) -> Iterator[None]:
    """Hold the lock beside ``path``; the system lets it go when the process ends, however it ends."""
    with path.with_name(f".{path.name}.lock").open("wb") as lock:
        if sys.platform == "win32":
            import msvcrt

            msvcrt.locking(lock.fileno(), msvcrt.LK_LOCK, 1)
        else:
            import fcntl

            fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def write_atomically(path: Path, text: str, *, overwrite: bool = True) -> None:
    """Write UTF-8 as `open_atomically` does. Raises TargetError."""
    with open_atomically(path, overwrite=overwrite) as file:
        file.write(text.encode())


@contextmanager
def open_atomically(path: Path, *, overwrite: bool = True) -> Iterator[BinaryIO]:
    """A file for bytes beside ``path`` that takes its name at the end: others see the old file or the new, never half.

    Keeps the permissions of a file that it replaces, and writes through a symbolic link. A file that is there already
    stays unless ``overwrite``. Raises TargetError.
    """
    try:
        check_target(path, overwrite=overwrite)
        target = path.resolve()
        if target.exists() and not target.is_file():
            # A device or a pipe (/dev/stdout, a shell's process substitution) can't be replaced, only written to.
            with target.open("wb") as device:
                yield device
        else:
            with _beside(target, overwrite=overwrite) as file:
                yield file
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        raise TargetError(f"can't write {str(path)!r}: {reason}; choose another place with -o") from error


def check_target(path: Path, *, overwrite: bool) -> None:
    """Raises TargetError when ``path`` can't become a file: before work is done in vain."""
    if path.is_dir():
        raise TargetError(f"can't write {str(path)!r}: it is a folder; choose another place with -o")
    if path.is_file() and not overwrite:
        raise _there_already(path)
    if path.exists() and not os.access(path, os.W_OK):
        raise TargetError(f"can't write {str(path)!r}: permission denied; choose another place with -o")


def _there_already(path: Path) -> TargetError:
    return TargetError(f"{str(path)!r} is there already; choose another place with -o, or say --overwrite")


@contextmanager
def _beside(target: Path, *, overwrite: bool) -> Iterator[BinaryIO]:
    handle, name = tempfile.mkstemp(dir=target.parent, prefix=f".{target.name[:40]}.", suffix=".part")
    beside = Path(name)
    try:
        with os.fdopen(handle, "wb") as file:
            yield file
        beside.chmod(_mode(target))
        if not overwrite:
            _claim(target)
        beside.replace(target)
    finally:
        beside.unlink(missing_ok=True)


def _claim(target: Path) -> None:
    """Make ``target`` ours, unless somebody made it while we wrote."""
    try:
        target.touch(exist_ok=False)
    except FileExistsError:
        raise _there_already(target) from None


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
