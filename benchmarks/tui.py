"""What the terminal reader costs: a page of 50,000 paragraphs being opened, and keys on one of 10,000.

    python -m benchmarks.tui [PARAGRAPHS]       # everything, each part in a process of its own
    python -m benchmarks.tui keys 200x60        # one part: keys, or opening

Milliseconds by the clock, and beside them the processor time of the screen's thread: the machine should be idle, and
how busy it was is told. Memory is what the process holds, libraries, dictionaries and all.
"""

import asyncio
import gc
import os
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from itertools import count
from pathlib import Path
from time import perf_counter

from benchmarks.tui_keys import TYPED, WHILE, Seen, Took, press, tell
from reader.model.document import Source

PARAGRAPH = "第{}段：模型的参数越多，训练所需的数据与算力也越多；因此 MoE 架构只激活一部分专家，推理时更省。"
LONG = "这一段更长一些，用来让行数不一：RLHF 与 DPO 都用人的偏好来对齐模型，而 RAG 先检索、再回答，减少了幻觉。"
OPENED, KEYED, PRESSED = 50_000, 10_000, 600  # paragraphs, paragraphs, keys
SIZES = ("80x24", "200x60")
CHANGES = {
    "wider lines": "widen(4)",
    "glosses everywhere": "gloss",
    "light theme": "theme",
    "search for a word": "search_word",
    "last match of the page": "match(-1)",
    "another script": "script",
    "contents": "contents",
    "back to the page": "close",
    "provenance": "provenance",
}


def megabytes() -> float:
    """Resident memory of this process."""
    pages = int(Path("/proc/self/statm").read_text("ascii").split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE") / 1e6


def page(paragraphs: int) -> bytes:
    """A clean page of so many paragraphs of one to four lines."""
    lines = (PARAGRAPH.format(number) + LONG * (number % 3) for number in range(paragraphs))
    return "\n\n".join(lines).encode()


@contextmanager
def application(paragraphs: int) -> Iterator[Seen]:
    """The reader as the command line opens it, with a library of its own that is empty."""
    from reader.cli.opening import open_library
    from reader.face import load_glossary, load_lookup
    from reader.pipeline import Pipeline

    with tempfile.TemporaryDirectory() as folder:
        os.environ["XDG_DATA_HOME"] = os.environ["XDG_CONFIG_HOME"] = folder
        glossary = load_glossary()
        load_lookup(glossary)  # the index of a dictionary is made once, and kept
        source = Source("page.txt", page(paragraphs))
        yield Seen(
            source, lambda: (Pipeline(glossary.terms()), glossary), remember=open_library, dictionaries=load_lookup
        )


async def opening(app: Seen, paragraphs: int, size: tuple[int, int]) -> None:
    """From the bytes to the first text, the whole page, and the end of all work on it; keys are pressed meanwhile."""
    begun = perf_counter()

    def since() -> str:
        return f"{1e3 * (perf_counter() - begun):9.1f} ms {megabytes():9.1f} MB"

    async with app.run_test(size=size):
        app.report(f"{'begun':32} {since()}")
        await until(lambda: app.reader.reading is not None)
        app.report(f"{'first text':32} {since()}")
        app.look_on()
        for name, ready in phases(app, paragraphs).items():
            times = await typed(app, ready)
            app.report(f"{name:32} {since()}")
            tell(app.report, "keys until then", times)
        gc.collect()
        app.report(f"{'memory, all repaired':32} {megabytes():9.1f} MB")
        for name, action in CHANGES.items():
            started = perf_counter()
            await app.act(action)
            app.report(f"{name:32} {1e3 * (perf_counter() - started):9.1f} ms")
            await asyncio.sleep(0.3)
        app.report(f"{'memory at the end':32} {megabytes():9.1f} MB")


def phases(app: Seen, paragraphs: int) -> dict[str, Callable[[], bool]]:
    """What an opened page goes through, and whether it has."""
    page, screen = app.reader.page, app.reader

    def is_settled() -> bool:
        return page.sheet is not None and page.sheet.layout.next_unsettled() == len(page.sheet.reading)

    return {
        "the whole page": lambda: screen.reading is not None and len(screen.reading) >= paragraphs,
        "the whole page repaired": lambda: screen.reading is not None and screen.reading.swept == len(screen.reading),
        "all heights exact": is_settled,
    }


async def typed(app: Seen, ready: Callable[[], bool]) -> list[Took]:
    """Keys that are pressed until ``ready``."""
    times: list[Took] = []
    for number in count():
        if ready():
            return times
        await asyncio.sleep(0.06)
        if (took := await app.key(WHILE[number % len(WHILE)])) is not None:
            times.append(took)
    raise AssertionError


async def keys(app: Seen, size: tuple[int, int]) -> None:
    """Keys on a page that is repaired to its end, the pane open."""
    async with app.run_test(size=size):
        await until(lambda: app.reader.reading is not None and len(app.reader.reading) >= KEYED)
        await until(lambda: app.reader.reading is not None and app.reader.reading.swept == len(app.reader.reading))
        app.look_on()
        for key in ("slash", "模", "型", "enter", *TYPED):
            await app.key(key)
            await asyncio.sleep(0.5)
        times = await press(app, PRESSED)
        for name, each in times.items():
            tell(app.report, name, each)
        tell(app.report, "all of them", [took for each in times.values() for took in each])


async def until(ready: Callable[[], bool]) -> None:
    """Wait until ``ready``."""
    while not ready():  # noqa: ASYNC110  # what is waited for sends no event
        await asyncio.sleep(0.002)


def measure(part: str, told: str) -> None:
    """One part, in this process."""
    size = (100, 40) if part == "opening" else (int(told.partition("x")[0]), int(told.partition("x")[2]))
    with application(int(told) if part == "opening" else KEYED) as app:
        asyncio.run(opening(app, int(told), size) if part == "opening" else keys(app, size))
        print(f"\n{part} {told}, {os.getloadavg()[0]:.1f} processes at work on {os.cpu_count()} processors")
        print(f"  {'milliseconds':32} median    99 %   worst")
        print(*app.told, sep="\n")


def main() -> None:
    """All parts, or the one that the command line names."""
    if len(sys.argv) > 2:
        measure(*sys.argv[1:3])
        return
    paragraphs = sys.argv[1] if len(sys.argv) > 1 else str(OPENED)
    for part in (("opening", paragraphs), *(("keys", size) for size in SIZES)):
        subprocess.run([sys.executable, "-m", "benchmarks.tui", *part], check=True)


if __name__ == "__main__":
    main()
