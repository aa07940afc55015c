"""From the command to the first line: what may go wrong, and what must not be loaded before the first paint."""

import asyncio
import subprocess
import sys
import threading
from collections.abc import Callable
from time import monotonic

import pytest

from reader.apart import Abandoned
from reader.config import Config
from reader.lexicon.glossary import Glossary
from reader.model.choices import Cleaning, Dress, Script
from reader.model.document import Block, Document, Source
from reader.model.errors import GlossaryError, NoArticleError, ReaderError, SourceError
from reader.model.survey import Survey
from reader.pipeline import Pipeline
from reader.tui.desk import Desk
from reader.tui.reading import Position
from reader.tui.screens.overlay import COLUMNS, LINES
from reader.tui.screens.reader import ReaderScreen
from reader.tui.screens.refused import RefusedScreen
from tests.tui.support import PAGE, Given, application, reading, shown, synthetic, until

HEAVY = ("opencc", "rjieba", "jieba", "yaml", "ahocorasick_rs", "bs4", "selectolax", "msgspec", "pypinyin")


def test_importing_the_application_loads_no_heavy_library() -> None:
    program = f"import sys, reader.tui.app; print([name for name in {HEAVY} if name in sys.modules])"
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


async def test_the_screen_is_painted_before_the_page_is_opened(pipeline: Pipeline, glossary: Glossary) -> None:
    painted: list[str] = []
    app = application(pipeline, glossary)

    def load() -> tuple[Pipeline, Glossary]:
        painted.extend(line.text.strip() for line in app.screen._compositor.render_strips())
        return pipeline, glossary

    app._desk._load = load
    async with reading(app):
        assert "Opening page.html …" in painted
        assert any("? help" in line for line in painted)


@pytest.mark.parametrize(
    "error", [SourceError("nothing here; try another page"), GlossaryError("glossary.yaml:1: bad; mend it")]
)
async def test_an_error_leaves_the_screen_and_comes_back(
    error: ReaderError, pipeline: Pipeline, glossary: Glossary
) -> None:
    def fail() -> tuple[Pipeline, Glossary]:
        raise error

    app = application(pipeline, glossary)
    app._desk._load = fail
    async with app.run_test() as pilot:
        await until(pilot, lambda: app.return_value is not None)
    assert app.return_value is error


async def test_a_page_without_an_article_is_an_error(pipeline: Pipeline, glossary: Glossary) -> None:
    app = application(pipeline, glossary, "<html><body><h1>404 Not Found</h1></body></html>")
    async with app.run_test() as pilot:
        await until(pilot, lambda: isinstance(app.screen, RefusedScreen))
        await pilot.press("q")
        await until(pilot, lambda: app.return_value is not None)
    assert isinstance(app.return_value, NoArticleError)


async def test_an_empty_document_harms_nobody(glossary: Glossary) -> None:
    stages = Given(glossary, synthetic())
    app = application(stages, glossary)
    async with app.run_test() as pilot:
        await until(pilot, lambda: app._reader.page.sheet is not None)
        for key in ("j", "k", "space", "b", "g", "G", "h", "l", "J", "K", "tab", "enter", "c", "slash", "escape", "n"):
            await pilot.press(key)
        for key in ("i", "s", "v", "plus", "d", "asterisk", "left_square_bracket", "t", "p", "escape", "o", "escape"):
            await pilot.press(key)
        await pilot.click("#page", offset=(5, 5))
        assert app.screen is app._reader


@pytest.mark.parametrize("size", [(COLUMNS - 1, 24), (80, LINES - 1), (5, 2), (1, 1)])
async def test_too_small_a_terminal_shows_one_calm_line(
    size: tuple[int, int], pipeline: Pipeline, glossary: Glossary
) -> None:
    async with reading(application(pipeline, glossary), size) as (pilot, screen):
        text = [strip.text.strip() for strip in screen._compositor.render_strips()]
        assert "".join(text) == f"{COLUMNS} × {LINES} at least"[: size[0]].strip()
        await pilot.press("j", "space", "tab")
        await pilot.resize_terminal(80, 24)
        assert "小模型" in "".join(shown(screen))


@pytest.mark.parametrize("size", [(COLUMNS, LINES), (24, 8), (40, 15), (200, 60)])
async def test_every_size_from_the_smallest_on_can_be_read(
    size: tuple[int, int], pipeline: Pipeline, glossary: Glossary
) -> None:
    async with reading(application(pipeline, glossary), size) as (pilot, screen):
        assert "小模型" in "".join(shown(screen))
        await pilot.press("tab", "enter", "t", "escape", "p", "escape", "o", "escape", "question_mark", "escape")
        assert screen.page.sheet is not None
        row = screen.page.sheet.spot(screen.page.cursor).line - screen.page.top
        assert 0 <= row < screen.page.size.height, "the pane doesn't hide the cursor"


async def test_the_pane_is_beside_the_page_or_below_it(pipeline: Pipeline, glossary: Glossary) -> None:
    async with reading(application(pipeline, glossary), (120, 40)) as (pilot, screen):
        await pilot.press("tab", "enter")
        assert screen.pane.region.x >= screen.page.region.right
        await pilot.resize_terminal(60, 40)
        await until(pilot, lambda: screen.pane.region.y >= screen.page.region.bottom)
        await pilot.press("o")
        await pilot.resize_terminal(120, 40)
        await pilot.press("escape")
        assert screen.pane.region.x >= screen.page.region.right, "resized while another screen lay over it"


async def test_what_the_command_line_chooses(pipeline: Pipeline, glossary: Glossary) -> None:
    app = application(pipeline, glossary, config=Config(script=Script.TAIWAN, width=30, theme=Dress.LIGHT))
    async with reading(app) as (_, screen):
        assert screen.reading is not None
        assert screen.reading.script is Script.TAIWAN
        assert "團隊" in "".join(shown(screen))
        assert screen.page.room == 30
        assert app.theme == "reader-light"


class Counted(Given):
    """Counts the blocks that it has finished."""

    finished = 0

    def finish(self, block: Block, survey: Survey, script: Script) -> Block:
        self.finished += 1
        return super().finish(block, survey, script)


async def test_leaving_in_the_middle_of_the_sweep_leaves_at_once(glossary: Glossary) -> None:
    texts = [f"第 {number} 段：" + "模型与数据，RLHF 与 MoE 都在其中。" * 20 for number in range(20_000)]
    stages = Counted(glossary, synthetic(*texts))
    app = application(stages, glossary)
    async with app.run_test() as pilot:
        await until(pilot, lambda: app._reader.reading is not None)
        reading = app._reader.reading
        app.exit()
        started = monotonic()
    assert reading is not None
    assert reading.swept < len(reading), "the page is long enough for this test"
    assert monotonic() - started < 3
    await asyncio.sleep(0.1)
    finished = stages.finished
    await asyncio.sleep(0.2)
    assert stages.finished == finished, "no thread goes on"


async def test_the_place_stays_while_a_long_page_is_swept(glossary: Glossary) -> None:
    """What is read stands still while heights above it become exact and first mentions are found before it."""
    texts = [f"第 {number} 段：" + "模型与数据，RLHF 与 MoE 都在其中。" * (number % 4) for number in range(1500)]
    app = application(Given(glossary, synthetic(*texts)), glossary)
    async with app.run_test(size=(40, 20)) as pilot:
        screen = app._reader
        await until(pilot, lambda: screen.page.sheet is not None)
        await pilot.press("G")
        sheet = screen.page.sheet
        assert sheet is not None
        assert screen.reading is not None
        assert screen.page.cursor.item == 1499
        await until(pilot, settled(screen))
        assert any("1499" in line for line in shown(screen))
        line = sheet.spot(Position(1499, 0)).line
        assert screen.page.top <= line < screen.page.top + screen.page.size.height
        assert sheet.height == screen.page.virtual_size.height
        assert sheet.layout.height == sum(sheet.leaf(item).height for item in range(1500))


def settled(screen: ReaderScreen) -> Callable[[], bool]:
    def ready() -> bool:
        sheet = screen.page.sheet
        return sheet is not None and sheet.layout.next_unsettled() == len(sheet.reading)

    return ready


LINES_OF_TEXT = "\n\n".join(
    f"第{number}段：模型的参数越多，训练所需的数据与算力也越多，因此 MoE 更省。" for number in range(16_000)
)


async def test_a_long_page_can_be_read_before_it_is_opened(glossary: Glossary) -> None:
    held = threading.Event()

    class Slow(Pipeline):
        def open_apart(self, source: Source, cleaning: Cleaning, is_wanted: Callable[[], bool]) -> Document:
            held.wait(60)
            return super().open_apart(source, cleaning, is_wanted)

    app = application(Slow(glossary.terms()), glossary, LINES_OF_TEXT)
    async with app.run_test(size=(80, 24)) as pilot:
        screen = app.screen
        assert isinstance(screen, ReaderScreen)
        try:
            await until(pilot, lambda: screen.reading is not None and screen.reading.can_cut)
            assert screen.reading is not None
            beginning = len(screen.reading)
            assert 200 < beginning < 2_000
            assert screen.status.notice == "This is the beginning; the rest is being opened"
            await pilot.press("space", "space", "j", "l", "l")
            cursor, top = screen.page.cursor, screen.page.top
            seen = shown(screen)
        finally:
            held.set()
        await until(pilot, lambda: screen.reading is not None and len(screen.reading) > beginning)
        assert len(screen.reading) == 16_000
        assert (screen.page.cursor, screen.page.top) == (cursor, top), "one reads on where one was"
        assert shown(screen) == seen


def test_a_page_that_is_not_wanted_any_more_leaves_the_one_before(pipeline: Pipeline, glossary: Glossary) -> None:
    desk = Desk(lambda: (pipeline, glossary), Cleaning(), None)
    desk.turn_to(Source("page.html", PAGE.encode()))
    before = desk.open()[1]
    desk.is_wanted = lambda: False
    with pytest.raises(Abandoned):
        desk.turn_to(Source("long.txt", LINES_OF_TEXT.encode()))
    assert desk.open()[1] is before


@pytest.mark.parametrize(
    ("data", "cut"),
    [
        (LINES_OF_TEXT.encode(), True),
        (LINES_OF_TEXT.encode("gb18030"), True),
        (LINES_OF_TEXT.encode("utf-16"), False),
        (LINES_OF_TEXT[:9000].encode(), False),
        (b"<html><body><p>" + LINES_OF_TEXT.encode(), False),
        (b'{"format": "reader-document"' + LINES_OF_TEXT.encode(), False),
        ("长".encode() * 500_000, False),
    ],
    ids=["utf-8", "gb18030", "utf-16", "short", "html", "json", "one line"],
)
def test_what_has_a_beginning(data: bytes, cut: bool, pipeline: Pipeline) -> None:  # noqa: FBT001
    part = pipeline.beginning(Source("page", data))
    assert (part is not None) is cut
    if part is not None:
        assert data.startswith(part.data + b"\n"), "whole lines"
        assert pipeline.open(part).blocks
