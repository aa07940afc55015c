"""The process in which pages are cleaned: what hangs, aborts or eats memory takes this process with it, and no other.

Frames on standard input and output: sizes as two unsigned 32-bit numbers, then JSON, then the page's bytes. It ends
with its input. ``python -m reader.crawl.worker CONFIGURATION`` is started by `reader.crawl.contained`.
"""

import gc
import os
import signal
import struct
import sys
from contextlib import suppress
from typing import Any, BinaryIO

SIZES = struct.Struct("!II")
_OBJECTS = 50_000  # that are made before the collector looks for cycles, where Python asks for 700


def main() -> None:
    """Serve until the input ends."""
    import msgspec

    from reader.crawl.configuration import Configuration
    from reader.crawl.maker import RecordMaker
    from reader.crawl.raw import Place, RawPage

    pages, records = sys.stdin.buffer, os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # what a library prints must not get between the records
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C reaches the whole group; whoever reads us decides
    configuration = Configuration.of(msgspec.json.decode(sys.argv[1]))
    limit_memory(configuration.megabytes)
    maker = RecordMaker(configuration)
    maker.warm()
    _spare_from_collection()
    encode = msgspec.json.Encoder().encode
    _send(records, b"{}")
    while (frame := receive(pages)) is not None:
        told, data = frame
        fields = msgspec.json.decode(told)
        page = RawPage(**fields | {"place": Place(*fields["place"]), "data": data})
        with _Clock(configuration.seconds):
            made = _record(maker, page)
        _send(records, encode(made))


def _spare_from_collection() -> None:
    """What has been loaded stays, and a page makes few cycles: the collector took a fifth of the time of a page."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(_OBJECTS)


def _record(maker: Any, page: Any) -> dict[str, Any]:
    try:
        made: dict[str, Any] = maker.record(page)
    except MemoryError:
        return {"memory": True}
    return made


class _Clock:
    """Ends this process when what is inside takes more than ``seconds`` of processor time, C code and all."""

    def __init__(self, seconds: float) -> None:
        self._seconds = seconds

    def __enter__(self) -> None:
        if hasattr(signal, "setitimer"):
            signal.setitimer(signal.ITIMER_PROF, self._seconds)  # SIGPROF ends a process that does not handle it

    def __exit__(self, *_: object) -> None:
        if hasattr(signal, "setitimer"):
            signal.setitimer(signal.ITIMER_PROF, 0)


def limit_memory(megabytes: int) -> None:
    """Address space, as systems that know the limit count it; core dumps are nobody's wish."""
    with suppress(ImportError, ValueError, OSError):
        import resource

        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
        resource.setrlimit(resource.RLIMIT_AS, (megabytes << 20, megabytes << 20))


def receive(pipe: BinaryIO) -> tuple[bytes, bytes] | None:
    """One frame; None at the end, also where it comes in the middle of a frame."""
    sizes = pipe.read(SIZES.size)
    if len(sizes) < SIZES.size:
        return None
    told, data = SIZES.unpack(sizes)
    return pipe.read(told), pipe.read(data)


def _send(pipe: BinaryIO, told: bytes) -> None:
    pipe.write(SIZES.pack(len(told), 0))
    pipe.write(told)
    pipe.flush()


if __name__ == "__main__":
    main()
