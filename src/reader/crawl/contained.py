"""Cleaning in a process of its own: one page goes out, one record comes back, and what a page breaks stays there."""

import json
import os
import select
import signal
import subprocess
import sys
import time
from contextlib import suppress
from typing import Any, Self

import msgspec

from reader.crawl import record
from reader.crawl.configuration import Configuration
from reader.crawl.maker import refusal
from reader.crawl.raw import Failure, RawPage
from reader.crawl.worker import SIZES

_PATIENCE = 10  # times the processor time that a page may take: a machine may be busy
_STARTING = 120.0  # seconds until the process must have loaded its libraries
_RENEWED = 20_000  # pages after which it is replaced, so that nothing adds up
_KILLS = 3  # a page that saw its process killed from outside so often is held for the reason


class StartError(RuntimeError):
    """The process for cleaning doesn't start."""


class Contained:
    """Makes records in a process that may die. Use as a context manager, or `close` it."""

    def __init__(self, configuration: Configuration) -> None:
        self._configuration = configuration
        self._wall = max(configuration.seconds * _PATIENCE, 1.0)
        self._process: subprocess.Popen[bytes] | None = None
        self._served = 0
        self._encode = msgspec.json.Encoder().encode
        self._decode = msgspec.json.Decoder(dict[str, Any]).decode

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def record(self, page: RawPage) -> dict[str, Any]:
        """The record of ``page``. One that takes its process down is tried again, alone in a fresh one.

        So a page doesn't pay for those before it, nor for whoever kills processes. Raises StartError.
        """
        failure = page.failure or refusal(page, self._configuration)
        if failure is not None:
            return record.failed(page, failure)
        for _ in range(_KILLS):
            fresh = self._served == 0
            failure, killed = None, False
            try:
                return self._ask(page)
            except _Ended as ended:
                failure, killed = self._why(ended)
            if fresh and not killed:
                break
        assert failure is not None
        return record.failed(page, failure)

    def close(self) -> None:
        """End the process."""
        process, self._process, self._served = self._process, None, 0
        if process is None:
            return
        process.kill()
        process.wait()
        for pipe in (process.stdin, process.stdout):
            with suppress(OSError):
                pipe.close()  # type: ignore[union-attr]  # both are pipes

    def _ask(self, page: RawPage) -> dict[str, Any]:
        if self._served >= _RENEWED:
            self.close()
        process = self._process or self._start()
        told = self._encode(
            {
                "id": page.id,
                "place": (page.place.file, page.place.offset, page.place.length),
                "address": page.address,
                "charset": page.charset,
                "content_type": page.content_type,
                "fetched": page.fetched,
                "status": page.status,
            }
        )
        self._served += 1
        deadline = time.monotonic() + self._wall
        try:
            for part in (SIZES.pack(len(told), len(page.data)), told, page.data):
                process.stdin.write(part)  # type: ignore[union-attr]
            process.stdin.flush()  # type: ignore[union-attr]
        except OSError:
            raise _Ended(hung=False) from None
        made = self._decode(self._receive(process, deadline))
        if "memory" in made:
            self.close()
            raise _Ended(hung=False, memory=True)
        return made

    def _start(self) -> subprocess.Popen[bytes]:
        self._served = 0
        told = json.dumps(self._configuration.as_data())
        command = [sys.executable, "-m", "reader.crawl.worker", told]
        self._process = process = subprocess.Popen(  # noqa: S603 - our own module
            command,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,  # what C code says on its way down; the record says what became of the page
            env=os.environ | {"PYTHONPATH": os.pathsep.join(filter(None, sys.path))},
        )
        _widen(process.stdin.fileno())  # type: ignore[union-attr]
        try:
            self._receive(process, time.monotonic() + _STARTING)
        except _Ended:
            code = process.poll()
            self.close()
            raise StartError(
                f"the process that cleans pages did not start within {self._configuration.megabytes} MB "
                f"(it ended with {code}); allow more memory"
            ) from None
        return process

    def _receive(self, process: subprocess.Popen[bytes], deadline: float) -> bytes:
        """The JSON of the next frame. Raises _Ended when the process ends or the deadline passes."""
        pipe = process.stdout.fileno()  # type: ignore[union-attr]
        told, _ = SIZES.unpack(_read(pipe, SIZES.size, deadline))
        return _read(pipe, told, deadline)

    def _why(self, ended: "_Ended") -> tuple[Failure, bool]:
        """What became of the process, and whether somebody else may have killed it; it is gone afterwards."""
        process, code = self._process, None
        if process is not None and not ended.hung:
            with suppress(subprocess.TimeoutExpired):
                code = process.wait(5)
        self.close()
        limits = self._configuration
        if ended.memory:
            return Failure("memory", f"took more than {limits.megabytes} MB of memory"), False
        if ended.hung:
            return Failure("time", f"took more than {self._wall:g} seconds"), False
        if code == -signal.SIGPROF:
            return Failure("time", f"took more than {limits.seconds:g} seconds of processor time"), False
        name = signal.Signals(-code).name if code is not None and code < 0 else f"exit code {code}"
        return Failure("crash", f"took down the process that cleaned it ({name})"), code in (
            -signal.SIGKILL,
            -signal.SIGTERM,
        )


class _Ended(Exception):  # noqa: N818 - no error, it is dealt with here
    def __init__(self, *, hung: bool, memory: bool = False) -> None:
        super().__init__()
        self.hung, self.memory = hung, memory


def _read(pipe: int, size: int, deadline: float) -> bytes:
    parts: list[bytes] = []
    while size:
        ready, _, _ = select.select([pipe], [], [], max(deadline - time.monotonic(), 0))
        if not ready:
            raise _Ended(hung=True)
        part = os.read(pipe, min(size, 1 << 20))
        if not part:
            raise _Ended(hung=False)
        parts.append(part)
        size -= len(part)
    return b"".join(parts)


def _widen(pipe: int) -> None:
    """Let a whole page fit into the pipe, so that sending it takes one switch between the processes (Linux)."""
    with suppress(ImportError, AttributeError, OSError):
        import fcntl

        fcntl.fcntl(pipe, fcntl.F_SETPIPE_SZ, 1 << 20)
