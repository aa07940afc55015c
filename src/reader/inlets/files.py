"""Files and pipes, read whole up to a limit."""

import os
import stat
from pathlib import Path
from typing import BinaryIO

from reader.localization import reason_of
from reader.localization import translate as _
from reader.model.errors import SourceError

MOST = 1 << 30  # bytes of a page
_CHUNK = 1 << 24  # bytes
_PIPE_OR_FILE = (stat.S_ISREG, stat.S_ISFIFO, stat.S_ISSOCK)


def read_file(name: str) -> bytes:
    """The bytes of a file or a named pipe. Raises SourceError, also for a device: /dev/zero has no end."""
    try:
        with Path(name).open("rb", buffering=0) as file:
            about = os.fstat(file.fileno())
            if not file.isatty() and not any(kind(about.st_mode) for kind in _PIPE_OR_FILE):
                raise SourceError(_("{name!r} is a device and holds no page; name a file", name=name))
            if about.st_size > MOST:
                raise _too_large(repr(name))
            return read_all(file, repr(name))
    except (OSError, ValueError) as error:
        raise unreadable(name, error) from error


def read_all(file: BinaryIO, shown: str) -> bytes:
    """What ``file``, which is called ``shown``, holds to its end. Raises SourceError if that is more than 1 GB."""
    data = bytearray()
    while chunk := file.read(_CHUNK):
        data += chunk
        if len(data) > MOST:
            raise _too_large(shown)
    return bytes(data)


def _too_large(shown: str) -> SourceError:
    """What to say of a page beyond the limit."""
    return SourceError(_("{shown} has more than {most} GB; give it in parts", shown=shown, most=MOST >> 30))


def unreadable(name: str, error: OSError | ValueError) -> SourceError:
    """Why a file can't be read, and what to do."""
    if isinstance(error, FileNotFoundError):
        return SourceError(_("there is no file {name!r}; check the name", name=name))
    if isinstance(error, IsADirectoryError):
        return SourceError(_("{name!r} is a folder; name a page in it", name=name))
    reason = reason_of(error)  # also of a ValueError: a NUL inside the name
    return SourceError(_("can't read {name!r}: {reason}; check the name and your rights", name=name, reason=reason))
