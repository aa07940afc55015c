"""Work done in a process of its own, so that whoever asked for it can attend to other things meanwhile.

Python runs one thread at a time, and holds all others up while a pattern goes over a long text: a page of 14 MB that is
cleaned in a thread keeps keys waiting for a second. What comes back comes in parts, as taking in all of it at once
would hold them up just so.
"""

import os
import pickle
import select
import struct
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import fields, is_dataclass
from importlib import import_module
from io import BytesIO
from typing import IO, Any

_SIZE = struct.Struct("!Q")
_POLL = 0.1  # seconds between two looks at whether the work is still wanted
_MOST = 1 << 20  # bytes that are read at once


class Abandoned(Exception):  # noqa: N818 - no error: somebody wanted something else
    """The work isn't wanted any more."""


class Broken(Exception):  # noqa: N818 - no error: who asked can do the work
    """There was no process, or it ended before its work was done."""


def parts(name: str, *arguments: object, is_wanted: Callable[[], bool]) -> Iterator[Any]:
    """What the generator ``name`` (``reader.pipeline:opened``) yields for ``arguments``, made in another process.

    Raises what it raises, Abandoned when it is not wanted any more, Broken when the process can't do it.
    """
    command = [sys.executable, "-m", __name__, name]
    environment = os.environ | {"PYTHONPATH": os.pathsep.join(filter(None, sys.path))}
    pipe = subprocess.PIPE
    try:
        process = subprocess.Popen(command, stdin=pipe, stdout=pipe, stderr=subprocess.DEVNULL, env=environment)  # noqa: S603 - our own module
    except OSError:
        raise Broken from None
    assert process.stdin is not None
    assert process.stdout is not None
    try:
        with suppress(BrokenPipeError), process.stdin as told:
            _send(told, arguments)
        yield from _received(process.stdout, is_wanted)
    except OSError:  # also where a pipe can't be waited for (Windows)
        raise Broken from None
    finally:
        process.kill()
        process.stdout.close()
        process.wait()


def _received(pipe: IO[bytes], is_wanted: Callable[[], bool]) -> Iterator[Any]:
    while True:
        (size,) = _SIZE.unpack(_read(pipe, _SIZE.size, is_wanted))
        what, told = pickle.loads(_read(pipe, size, is_wanted))  # noqa: S301 - of our own process
        if what == _RAISED:
            raise told
        if what == _DONE:
            return
        yield told


def _read(pipe: IO[bytes], size: int, is_wanted: Callable[[], bool]) -> bytes:
    read: list[bytes] = []
    while size:
        if not is_wanted():
            raise Abandoned
        if select.select([pipe], [], [], _POLL)[0]:
            part = os.read(pipe.fileno(), min(size, _MOST))
            if not part:
                raise Broken
            read.append(part)
            size -= len(part)
    return b"".join(read)


_PART, _RAISED, _DONE = "part", "raised", "done"


class _Pickler(pickle.Pickler):
    """Frozen dataclasses as calls of their class: half the work for who reads them, as against setting each field."""

    def reducer_override(self, thing: object) -> Any:
        """How a dataclass is made again."""
        if is_dataclass(thing) and not isinstance(thing, type):
            return type(thing), tuple(getattr(thing, field.name) for field in fields(thing))
        return NotImplemented


def _send(pipe: IO[bytes], told: object) -> None:
    packed = BytesIO()
    _Pickler(packed, pickle.HIGHEST_PROTOCOL).dump(told)
    pipe.write(_SIZE.pack(packed.tell()))
    pipe.write(packed.getbuffer())
    pipe.flush()


def main() -> None:
    """Do the work that standard input tells of, and tell of it on standard output."""
    pipe = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # what a library prints must not get in between
    sys.stdin.buffer.read(_SIZE.size)
    arguments = pickle.load(sys.stdin.buffer)  # noqa: S301 - of our own process
    module, _, function = sys.argv[1].partition(":")
    try:
        for part in getattr(import_module(module), function)(*arguments):
            _send(pipe, (_PART, part))
        _send(pipe, (_DONE, None))
    except Exception as error:  # noqa: BLE001 - it is raised again where it was asked for
        _send(pipe, (_RAISED, error))
    pipe.close()


if __name__ == "__main__":
    main()
