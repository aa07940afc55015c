"""A person's own files: changed by one at a time, the version before kept; and texts that can be made anew."""

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from reader.localization import reason_of
from reader.localization import translate as _
from reader.model.errors import SourceError, TargetError
from reader.sources import STDIN, open_binary, user_cache, write_atomically


def read_data(name: str, most: int) -> bytes:
    """The bytes of a data file of any kind, or of standard input for ``-``; at most ``most``. Raises SourceError."""
    if name == STDIN:
        if sys.stdin is None or sys.stdin.closed:
            raise SourceError(_("standard input is closed; name a file, or pipe one in"))
        data = sys.stdin.buffer.read(most + 1)
    else:
        with open_binary(name) as file:
            data = file.read(most + 1)
    if len(data) > most:
        raise SourceError(_("{name!r} has more than {most} MB; give it in parts", name=name, most=most >> 20))
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
        reason = reason_of(error)
        raise TargetError(
            _("can't write {path!r}: {reason}; check your rights to its folder", path=str(path), reason=reason)
        ) from error
    return after != before


def _text(path: Path) -> str:
    try:
        return path.read_bytes().decode() if path.exists() else ""
    except UnicodeDecodeError:
        raise SourceError(_("{path!r} is not UTF-8; save the file as UTF-8", path=str(path))) from None


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


def cached(name: str) -> str | None:
    """A text that `keep` put away; None when there is none that can be read."""
    try:
        return (user_cache() / name).read_text("utf8")
    except (OSError, ValueError):
        return None


def keep(name: str, text: str, instead: str) -> None:
    """Put a text away that can be made anew at any time, in place of those whose names match the pattern ``instead``.

    Where nothing can be written, nothing is kept.
    """
    folder = user_cache()
    try:
        folder.mkdir(parents=True, exist_ok=True)
        old = [path for path in folder.glob(instead) if path.name != name]
        write_atomically(folder / name, text)
        for path in old:
            path.unlink(missing_ok=True)
    except (OSError, TargetError):
        return
