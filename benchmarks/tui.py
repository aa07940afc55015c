"""What the terminal reader costs on a page of 50,000 paragraphs, and its keys on one of 10,000.

    python benchmarks/tui.py [PARAGRAPHS]

Times are wall-clock milliseconds from the key to the finished screen; memory is what the process holds above the
empty application. The machine should be idle; where it is not, the processor's time of the process is told beside.
"""

import asyncio
import gc
import sys
from collections.abc import Awaitable, Callable
from functools import partial
from pathlib import Path
from statistics import median
from time import perf_counter, process_time, thread_time
from typing import Any

from textual.pilot import Pilot

from reader.lexicon.files import load
from reader.lexicon.glossary import Glossary
from reader.model.choices import Cleaning
from reader.model.document import Document, Source
from reader.pipeline import Pipeline
from reader.tui.app import ReaderApp
from reader.tui.screens.reader import ReaderScreen
from reader.tui.widgets.page import Page

ROOT = Path(__file__).parents[1]
PARAGRAPH = "第{}段：模型的参数越多，训练所需的数据与算力也越多；因此 MoE 架构只激活一部分专家，推理时更省。"
LONG = "这一段更长一些，用来让行数不一：RLHF 与 DPO 都用人的偏好来对齐模型，而 RAG 先检索、再回答，减少了幻觉。"


def megabytes() -> float:
    """Resident memory of this process."""
    pages = int(Path("/proc/self/statm").read_text("ascii").split()[1])
    return pages * 4096 / 1e6


def page(paragraphs: int) -> bytes:
    """A clean page of so many paragraphs of one to four lines."""
    lines = (PARAGRAPH.format(number) + LONG * (number % 3) for number in range(paragraphs))
    return "\n\n".join(lines).encode()


class Timed(Pipeline):
    """The real stages, which tell how long opening takes."""

    def open(self, source: Source, cleaning: Cleaning = Cleaning()) -> Document:  # noqa: B008 - frozen
        """The document."""
        started, used = perf_counter(), process_time()
        document = super().open(source, cleaning)
        took = f"{1e3 * (perf_counter() - started):9.1f} ms, {1e3 * (process_time() - used):.0f} of the processor"
        print(f"  {f'opened {len(source.data):,} bytes':32} {took}")
        return document


async def measure(paragraphs: int) -> None:
    glossary = Glossary(load("glossary.yaml", (ROOT / "glossary.yaml").read_bytes()))
    for name, count in (("empty application", 3), (f"{paragraphs:,} paragraphs", paragraphs)):
        print(f"\n{name}")
        source = Source(name, page(count))
        await drive(ReaderApp(source, partial(stages, glossary)), count)
    for size in ((80, 24), (200, 60)):
        print(f"\n{KEYED:,} paragraphs at {size[0]} × {size[1]}, the pane open: keys to frames")
        await press(ReaderApp(Source("keys", page(KEYED)), partial(stages, glossary)), size)


def stages(glossary: Glossary) -> tuple[Timed, Glossary]:
    return Timed(glossary.terms()), glossary


async def press(app: ReaderApp, size: tuple[int, int]) -> None:
    """Each key many times: the median and the 99th percentile of the time to its frame."""
    async with app.run_test(size=size) as pilot:
        screen = app.screen
        assert isinstance(screen, ReaderScreen)
        report = Report(app)
        await report.until("opened and repaired", lambda: screen.reading is not None and screen.reading.swept == KEYED)
        await pilot.press("tab", "enter")
        every: list[tuple[float, float]] = []
        for name, action in MOVES.items() | STEPS.items():
            times = [await report.press(action) for _ in range(PRESSED)]
            every += times
            print(f"  {name:32} {tell(times)}")
        followed = [await report.press("look_up", after="by_words(1)") for _ in range(PRESSED)]
        print(f"  {'the pane follows':32} {tell(followed)}")
        print(f"  {'all of them':32} {tell(every)}")


def tell(times: list[tuple[float, float]]) -> str:
    """The median and the 99th percentile of the clock's time and of the processor's, in milliseconds."""
    told = []
    for ordered in map(sorted, zip(*times, strict=True)):
        told += [1e3 * median(ordered), 1e3 * ordered[int(0.99 * (len(ordered) - 1))]]
    return "median {:6.1f} ms   99 % {:6.1f} ms   of the processor {:6.1f} and {:6.1f} ms".format(*told)


async def drive(app: ReaderApp, count: int) -> None:
    async with app.run_test(size=(100, 40)) as pilot:
        screen = app.screen
        assert isinstance(screen, ReaderScreen)
        report = Report(app)
        await report.until("first text on the screen", lambda: screen.reading is not None)
        await report.until("the whole page", lambda: screen.reading is not None and len(screen.reading) >= count)
        report.deafest("longest pause of the screen")
        print(f"  {'memory after opening':32} {megabytes():9.1f} MB")
        for name, action in MOVES.items():
            await report.action(f"{name}, while repairing", action)
        await report.resize("resize, while repairing", pilot, 70)
        reading, sheet = screen.reading, screen.page.sheet
        assert reading is not None
        assert sheet is not None
        await report.until("whole page repaired", lambda: reading.swept == len(reading))
        await report.until("all heights exact", lambda: sheet.layout.next_unsettled() == len(reading))
        report.deafest("longest pause of the screen so far")
        gc.collect()
        print(f"  {'memory, all repaired':32} {megabytes():9.1f} MB")
        await report.resize("resize", pilot, 60)
        await report.action("pinyin asked for", "pinyin")
        await report.until("pinyin above all that is in view", lambda: not screen.page.unspelled())
        await report.action("a page down, with pinyin", "by_pages(1)")
        await report.until("pinyin there too", lambda: not screen.page.unspelled())
        report.deafest("longest pause of the screen, with pinyin")
        for name, action in {**MOVES, **CHANGES}.items():
            await report.action(name, action)
        report.deafest("longest pause of the screen")
        print(f"  {'memory at the end':32} {megabytes():9.1f} MB")


MOVES = {
    "a page down": "by_pages(1)",
    "a line down": "by_lines(1)",
    "next term": "by_terms(1)",
    "to the bottom": "to_bottom",
    "a page up": "by_pages(-1)",
    "to the top": "to_top",
}
STEPS = {
    "next word": "by_words(1)",
    "word before": "by_words(-1)",
    "term before": "by_terms(-1)",
    "next sentence": "by_sentences(1)",
    "next paragraph": "by_paragraphs(1)",
}
KEYED, PRESSED, RESTED = 10_000, 40, 0.03  # seconds, as a key repeats
CHANGES = {
    "wider lines": "widen(4)",
    "glosses everywhere": "gloss",
    "light theme": "theme",
    "look a term up": "look_up",
    "search for a word": "search_word",
    "next match": "match(1)",
    "last match of the page": "match(-1)",
    "another script": "script",
    "contents": "contents",
    "back to the page": "close",
    "provenance": "provenance",
}


class Report:
    """Prints what things take, and for how long the screen was deaf."""

    def __init__(self, app: ReaderApp) -> None:
        self._app, self._pause = app, 0.0
        self._listener = asyncio.create_task(self._listen())

    async def _listen(self) -> None:
        while True:
            started = perf_counter()
            await asyncio.sleep(0.002)
            self._pause = max(self._pause, perf_counter() - started - 0.002)

    def deafest(self, name: str) -> None:
        """For how long at most no key was listened to."""
        print(f"  {name:32} {1e3 * self._pause:9.1f} ms")
        self._pause = 0.0

    async def action(self, name: str, action: str) -> None:
        """From a key's action to the painted screen; what it left to be done comes after."""
        await self.timed(name, partial(self.frame, action))
        await asyncio.sleep(0.1)

    async def press(self, action: str, after: str = "") -> tuple[float, float]:
        """The same as a person does it, who rests in between; the second figure is the time of the screen's thread."""
        if after:
            await self.frame(after)
        else:
            await asyncio.sleep(RESTED)
        used = thread_time()
        return await self.frame(action), thread_time() - used

    async def frame(self, action: str) -> float:
        """Seconds from a key's action to the painted screen."""
        started = perf_counter()
        await self._app.screen.run_action(action)
        painted = asyncio.Event()
        self._app.screen.call_after_refresh(painted.set)
        await painted.wait()
        return perf_counter() - started

    async def resize(self, name: str, pilot: Pilot[Any], columns: int) -> None:
        """From the terminal's word of its new size to the painted screen."""
        page = self._app.screen.query_one(Page)

        async def act() -> None:
            resized = asyncio.create_task(pilot.resize_terminal(columns, 40))  # which waits until nothing runs
            while page.size.width > columns or not page.sheet or page.sheet.setting.width != page.room:  # noqa: ASYNC110  # as below
                await asyncio.sleep(0)
            resized.cancel()

        await self.timed(name, act)

    async def timed(self, name: str, act: Callable[[], Awaitable[object]]) -> None:
        """What ``act`` takes."""
        started = perf_counter()
        await act()
        print(f"  {name:32} {1e3 * (perf_counter() - started):9.1f} ms")

    async def until(self, name: str, ready: Callable[[], bool]) -> None:
        """How long it takes until ``ready``."""
        started = perf_counter()
        while not ready():  # noqa: ASYNC110  # what is measured sends no event
            await asyncio.sleep(0.001)
        print(f"  {name:32} {1e3 * (perf_counter() - started):9.1f} ms")


def main() -> None:
    asyncio.run(measure(int(sys.argv[1]) if len(sys.argv) > 1 else 50_000))


if __name__ == "__main__":
    main()
