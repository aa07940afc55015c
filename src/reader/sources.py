"""The one door in and out: where bytes come from, and where results go."""

import os
import re
import select
import stat
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from io import BufferedReader, RawIOBase
from pathlib import Path, PurePath
from time import time
from typing import TYPE_CHECKING, BinaryIO

from reader.localization import mark, reason_of
from reader.localization import translate as _
from reader.model.errors import SourceError, TargetError

if TYPE_CHECKING:
    from reader.model.document import Source

STDIN = "-"
CLIPBOARD = "clipboard:"

_HEAD, _CHUNK = 1 << 20, 1 << 16  # bytes
_SILENCE = 0.3  # seconds
_PART = ".part"  # how a file that is being written is named
_DAY = 86_400  # seconds

#: First bytes of files that are no text, and what they are (their formats' own specifications).
SAMPLE = mark("sample page")  # its name, which is its title as well
_BINARY = {
    b"%PDF-": mark("a PDF file"),
    b"PK\x03\x04": mark("a ZIP archive (or an office document, or an e-book)"),
    b"\x89PNG": mark("a PNG picture"),
    b"\xff\xd8\xff": mark("a JPEG picture"),
    b"GIF8": mark("a GIF picture"),
    b"\x1f\x8b": mark("a gzip archive"),
    b"\x7fELF": mark("a program"),
    b"MZ\x90": mark("a program"),
}


_ADDRESS = re.compile(r"(https?)://", re.IGNORECASE)
_OTHER_SCHEME = re.compile(r"([a-z][a-z0-9+.-]+):///?[^/]", re.IGNORECASE)
#: What an EPUB begins with after the head of its first file, which is stored and called so (EPUB OCF 3.3, 4.2.2).
_EPUB = b"mimetypeapplication/epub+zip"
_EPUB_HEAD = 100  # bytes


def is_address(name: str) -> bool:
    """Whether a name stands for a page of the web."""
    return _ADDRESS.match(name) is not None


def is_file(name: str) -> bool:
    """Whether a name stands for a file or folder, not for the web, standard input or the clipboard."""
    return name not in (STDIN, CLIPBOARD) and not is_address(name)


def read_source(name: str) -> "Source":
    """The bytes of a file, of a page of the web, of standard input for ``-``, of the clipboard for ``clipboard:``.

    Raises SourceError, in one sentence with a remedy.
    """
    from reader.model.document import EPUB

    source = _read(name)
    if source.data.startswith(b"PK\x03\x04") and (source.media == EPUB or _EPUB in source.data[:_EPUB_HEAD]):
        from dataclasses import replace

        return replace(source, media=EPUB)
    for magic, what in _BINARY.items():
        if source.data.startswith(magic):
            raise SourceError(
                _(
                    "{shown} is {what}, not a page of text; save the page as HTML or text first",
                    shown=_shown(name),
                    what=_(what),
                )
            )
    if not source.data.strip():
        raise SourceError(_("{shown} is empty; give a page with text in it", shown=_shown(name)))
    return source


def _shown(name: str) -> str:
    return {STDIN: _("standard input"), CLIPBOARD: _("the clipboard")}.get(name, repr(name))


def _read(name: str) -> "Source":
    from reader.model.document import EPUB, MARKDOWN, Source

    if name == STDIN:
        return Source(name, _read_stdin())
    if is_address(name):
        from reader.inlets.web import fetch

        return fetch(name)
    if name == CLIPBOARD:
        from reader.inlets.clipboard import read_clipboard

        return Source(name, read_clipboard())
    if (other := _OTHER_SCHEME.match(name)) and not Path(name).exists():
        raise SourceError(
            _("addresses of {other} are not opened, http and https are; name a file by its path", other=other[1])
        )
    from reader.inlets.files import read_file

    media = {".md": MARKDOWN, ".markdown": MARKDOWN, ".epub": EPUB}.get(PurePath(name).suffix.lower(), "")
    return Source(name, read_file(name), media=media)


def read_stream(name: str) -> tuple[bytes, Iterator[bytes]]:
    """The beginning of a file or of standard input, and an iterator over the rest. Raises SourceError.

    The beginning is all of it, or 1 MiB, or what has come when a pipe falls silent for a moment: who pipes a log
    through is not kept waiting for its end.
    """
    if name != STDIN:
        from reader.model.document import EPUB

        source = read_source(name)
        if source.media == EPUB:
            raise SourceError(_("{name!r} is an e-book, and no text; export it as text first", name=name))
        data = source.data
        return data[:_HEAD], iter([data[_HEAD:]] if len(data) > _HEAD else [])
    if sys.stdin is None or sys.stdin.closed:
        raise SourceError(_("standard input is closed; name a file, or pipe a page in"))
    pipe = sys.stdin.buffer.raw if isinstance(sys.stdin.buffer, BufferedReader) else sys.stdin.buffer
    head = b""
    while len(head) < _HEAD and (not head.endswith(b"\n") or _is_ready(pipe)):
        chunk = pipe.read(_CHUNK)
        if not chunk:
            break
        head += chunk
    if not head.strip():
        raise SourceError(_("standard input is empty; give a page with text in it"))
    return head, iter(lambda: pipe.read(_CHUNK) or b"", b"")


def _is_ready(pipe: RawIOBase | BinaryIO) -> bool:
    """Whether more can be read, or the end has come, within a moment; where the system can't tell, yes."""
    try:
        return bool(select.select([pipe], [], [], _SILENCE)[0])
    except (OSError, ValueError):
        return True


def sample() -> "Source":
    """The sample page that a first run opens."""
    from reader.model.document import Source

    return Source(SAMPLE, shipped("page.txt"))


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


def user_config() -> Path:
    """Where a person's settings are looked for: config.toml beside the glossary."""
    return user_glossary().with_name("config.toml")


def user_cuts() -> Path:
    """Where is kept how a person wants words cut: cuts.txt beside the glossary."""
    return user_glossary().with_name("cuts.txt")


def user_data() -> Path:
    """The folder of what a person has given Reader to keep, such as imported dictionaries (XDG)."""
    from platformdirs import user_data_path

    return user_data_path("reader", appauthor=False)


def user_library() -> Path:
    """Where is remembered what a person knows: library.sqlite in the data folder."""
    return user_data() / "library.sqlite"


def user_cache() -> Path:
    """The folder of what can be made anew (XDG)."""
    from platformdirs import user_cache_path

    return user_cache_path("reader", appauthor=False)


def make_folder(folder: Path) -> None:
    """Make ``folder`` and those above it, if they are not there. Raises TargetError."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        reason = reason_of(error)
        raise TargetError(
            _("can't make the folder {folder!r}: {reason}; choose another place", folder=str(folder), reason=reason)
        ) from error


def open_binary(name: str) -> BinaryIO:
    """A file of any size, to be read piece by piece. Raises SourceError."""
    try:
        return Path(name).open("rb")
    except (OSError, ValueError) as error:
        from reader.inlets.files import unreadable

        raise unreadable(name, error) from None


def make_file(target: Path, make: Callable[[Path], object]) -> None:
    """Let ``make`` write a file beside ``target``, then rename it: others see the old file or the new one.

    What ``make`` raises is passed on, and the old file stays; so does a process that is killed. Raises OSError.
    """
    target.parent.mkdir(parents=True, exist_ok=True)
    _sweep_up(target.parent)
    import tempfile

    handle, beside = tempfile.mkstemp(dir=target.parent, prefix=f".{target.name[:40]}.", suffix=_PART)
    os.close(handle)
    try:
        make(Path(beside))
        Path(beside).replace(target)
    except BaseException:
        Path(beside).unlink(missing_ok=True)
        raise


def _sweep_up(folder: Path) -> None:
    """Remove what killed processes left behind a day ago."""
    for part in folder.glob(f".*{_PART}"):
        with suppress(OSError):
            if part.stat().st_mtime < time() - _DAY:
                part.unlink()


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
        reason = reason_of(error)
        raise TargetError(
            _("can't write {path!r}: {reason}; choose another place with -o", path=str(path), reason=reason)
        ) from error


def check_target(path: Path, *, overwrite: bool) -> None:
    """Raises TargetError when ``path`` can't become a file: before work is done in vain."""
    if path.is_dir():
        raise TargetError(_("can't write {path!r}: it is a folder; choose another place with -o", path=str(path)))
    if path.is_file() and not overwrite:
        raise _there_already(path)
    if path.exists() and not os.access(path, os.W_OK):
        raise TargetError(_("can't write {path!r}: permission denied; choose another place with -o", path=str(path)))


def _there_already(path: Path) -> TargetError:
    return TargetError(_("{path!r} is there already; choose another place with -o, or say --overwrite", path=str(path)))


@contextmanager
def _beside(target: Path, *, overwrite: bool) -> Iterator[BinaryIO]:
    import tempfile

    handle, name = tempfile.mkstemp(dir=target.parent, prefix=f".{target.name[:40]}.", suffix=_PART)
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
        raise SourceError(_("standard input is closed; name a file, or pipe a page in"))
    from reader.inlets.files import read_all

    return read_all(sys.stdin.buffer, "standard input")
