"""From a key to its frame, as a person types: real keys, the pane open and following, dictionaries and library at work.

A frame is finished when the escape codes for the terminal are made of a drawing that shows what the key did. Beside
the clock's time stands the processor time of the screen's thread, which other programs disturb less.
"""

import asyncio
from collections import defaultdict
from collections.abc import Callable
from contextlib import suppress
from itertools import cycle, islice
from math import ceil
from pathlib import Path
from random import Random
from statistics import median
from time import perf_counter, thread_time
from typing import Any, NamedTuple

from rich.console import RenderableType
from textual import events
from textual.geometry import Region
from textual.screen import Screen
from textual.strip import Strip
from textual.widget import Widget

from reader.tui import app as reader_app
from reader.tui.app import ReaderApp
from reader.tui.screens.reader import ReaderScreen
from reader.tui.widgets.prose import Prose

PAGE, PANE = "page", "pane"

#: Keys in the order in which they are pressed, and what they are called. Each does something wherever one is.
TYPED = {
    "j": "line down",
    "right": "next word",
    "tab": "next term",
    "enter": "look up, the pane to its text",
    "space": "page down",
    "n": "next match",
    "right_parenthesis": "next sentence",
    "left": "word before",
    "k": "line up",
    "N": "match before",
    "shift+tab": "term before",
    "J": "next paragraph",
    "b": "page up",
}
FAR = {"G": "to the bottom", "g": "to the top"}
WHILE = ("j", "right", "k", "j", "left", "space", "b", "j")  # pressed while a page is being opened
RESTS = (0.03, 0.03, 0.06, 0.12, 0.25)  # seconds: a key that is held, one that is typed, one that is thought about
WAITED = 0.7  # seconds after which a key is taken to have done nothing that can be seen
SEED = 20261127


class Took(NamedTuple):
    """Seconds from a key to its frame: by the clock, and of the processor in the screen's thread."""

    clock: float
    processor: float


class Seen(ReaderApp):
    """The application, which also makes the escape codes of its frames, and tells what each frame showed."""

    CSS_PATH = str(Path(reader_app.__file__).with_name("reader.tcss"))

    def __init__(self, *arguments: Any, **options: Any) -> None:
        super().__init__(*arguments, **options)
        self.told: list[str] = []

    @property
    def is_headless(self) -> bool:
        """Not while it is watched: a terminal is to be written to, although nobody reads it."""
        return not hasattr(self, "framed")

    def look_on(self) -> None:
        """Notice what is drawn from now on."""
        self.framed = asyncio.Event()
        self._shown: dict[str, object] = {}
        page, pane = self.reader.page, self.reader.pane.query_one("#entry", Prose)
        self._notice(PAGE, page, lambda: (page.cursor, page.top))
        self._notice(PANE, pane, lambda: pane.content)

    def _notice(self, name: str, widget: Widget, state: Callable[[], object]) -> None:
        draw = widget.render_lines

        def render_lines(crop: Region) -> list[Strip]:
            self._shown[name] = state()
            return draw(crop)

        self._shown[name] = None
        widget.render_lines = render_lines  # type: ignore[method-assign]

    def _display(self, screen: Screen[Any], renderable: RenderableType | None) -> None:
        super()._display(screen, renderable)
        if hasattr(self, "framed"):
            self.framed.set()

    @property
    def reader(self) -> ReaderScreen:
        """The screen that shows the page."""
        return self._reader

    def report(self, line: str) -> None:
        """Keep a line to be printed when the screen is gone."""
        self.told.append(f"  {line}")

    async def key(self, key: str) -> Took | None:
        """Press a key and wait for its frame; None where it did nothing that can be seen."""
        what = PANE if key == "enter" else PAGE
        before = self._shown[what]
        started, used = perf_counter(), thread_time()
        self.post_message(events.Key(key, key if len(key) == 1 else None))
        with suppress(TimeoutError):
            async with asyncio.timeout(WAITED):
                while self._shown[what] == before:
                    self.framed.clear()
                    await self.framed.wait()
                return Took(perf_counter() - started, thread_time() - used)
        return None

    async def act(self, action: str) -> None:
        """Do what a key does, and wait for the frame that shows it."""
        self.framed.clear()
        await self.screen.run_action(action)
        await self.framed.wait()


async def press(app: Seen, count: int) -> dict[str, list[Took]]:
    """``count`` keys, and how long each took."""
    times: dict[str, list[Took]] = defaultdict(list)
    random, names = Random(SEED), TYPED | FAR
    for key in islice(cycle(names), count):
        if key != "enter":  # which is pressed at once, before the pane has followed
            await asyncio.sleep(random.choice(RESTS))
        elif app.reader.pane.headword == app.reader.word_at_hand():  # it was faster
            continue
        if (took := await app.key(key)) is not None:
            times[names[key]].append(took)
    return times


def tell(report: Callable[[str], None], name: str, times: list[Took]) -> None:
    """The median, the 99th percentile and the worst, in milliseconds."""
    if not times:
        return
    told = []
    for ordered in map(sorted, zip(*times, strict=True)):
        at = (median(ordered), ordered[ceil(0.99 * len(ordered)) - 1], ordered[-1])
        told.append(" ".join(f"{1e3 * each:7.1f}" for each in at))
    report(f"{name:32} {told[0]}   of the processor {told[1]}   ({len(times)} keys)")
