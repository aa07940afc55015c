"""What every screen has to look like, at every width, in every theme: nothing cut without a sign, nothing faint."""

import re
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import asynccontextmanager
from dataclasses import replace
from functools import partial

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len
from textual.command import CommandPalette
from textual.pilot import Pilot
from textual.strip import Strip
from textual.widgets import Input

from reader.cells import ambiguous_width
from reader.config import Config
from reader.lexicon.glossary import Glossary
from reader.library.library import Library
from reader.localization import speak, translate
from reader.model.choices import Dress, Script
from reader.model.document import Dropped, Verdict
from reader.model.errors import ReaderError
from reader.pipeline import Pipeline
from reader.repair.script import fold_script
from reader.sources import user_library
from reader.tui.keymap import does
from reader.tui.screens.library import LibraryScreen
from reader.tui.screens.notes import NotesScreen
from reader.tui.screens.provenance import ProvenanceScreen
from reader.tui.screens.reader import ReaderScreen
from reader.tui.widgets.notices import Notices
from reader.tui.widgets.pane import Pane
from reader.tui.widgets.rows import Row, Rows, shortened
from reader.tui.widgets.title import Title
from reader.wrap import shorten
from tests.support import ROOT, TESTS
from tests.tui.support import Given, application, reading, shown, synthetic, until
from tests.tui.test_mouse import click_on
from tests.tui.test_themes import AA, AAA, contrast

SAMPLE = (ROOT / "source" / "page.txt").read_text("utf8")
EXPECTED = TESTS / "cases" / "tui"
#: What is drawn and is no text: lines, bars, the ends of a scrollbar's thumb, which is a block of another colour.
_NO_TEXT = frozenset("│─▔▁▂▃▄▅▆▇█▉▊▋▌▍▎▏ ")

Opened = tuple[Pilot[ReaderError], ReaderScreen]


@pytest.fixture(autouse=True)
def _as_before() -> Iterator[None]:
    yield
    ambiguous_width(1)
    speak("en")


@asynccontextmanager
async def kept(
    pipeline: Pipeline, glossary: Glossary, size: tuple[int, int], config: Config | None = None
) -> AsyncIterator[Opened]:
    """The sample page, with a library."""
    remember = partial(Library, user_library(), fold_script, pytest.fail)
    app = application(pipeline, glossary, SAMPLE, remember=remember, **({"config": config} if config else {}))
    async with reading(app, size) as (pilot, screen):
        await until(pilot, lambda: screen.memory is not None)
        yield pilot, screen


def strips(pilot: Pilot[ReaderError]) -> list[Strip]:
    return pilot.app.screen._compositor.render_strips()


def text(pilot: Pilot[ReaderError]) -> str:
    return "\n".join(strip.text.rstrip() for strip in strips(pilot))


# Rows


@pytest.mark.parametrize(
    ("row", "width", "shown"),
    [
        ((("第 1 行", "quiet"), ("训练数据", "")), 15, "第 1 行训练数据"),
        ((("第 1 行", "quiet"), ("训练数据", "")), 14, "第 1 行训练数…"),
        ((("第 1 行", "quiet"), ("训练数据", "")), 7, "第 1 …"),
        ((("ab", ""), ("cd", ""), ("ef", "")), 4, "abc…"),
        ((("ab", ""), ("cd", ""), ("ef", "")), 6, "abcdef"),
        ((("a\nb", ""),), 9, "a b"),
    ],
)
def test_what_a_row_has_no_room_for_is_marked(row: Row, width: int, shown: str) -> None:
    assert "".join(text for text, _ in shortened(row, width)) == shown


@given(st.lists(st.tuples(st.text("a训…é ", max_size=9), st.just("")), max_size=5), st.integers(2, 30), st.booleans())
def test_a_row_never_is_wider_than_its_list(row: list[tuple[str, str]], width: int, wide: bool) -> None:  # noqa: FBT001
    ambiguous_width(2 if wide else 1)
    whole, shown = ("".join(text for text, _ in each) for each in (row, shortened(tuple(row), width)))
    assert cell_len(shown) <= width
    assert shown == whole if cell_len(whole) <= width else shown.endswith("…")
    ambiguous_width(1)


@pytest.mark.parametrize("width", range(5))
def test_the_sign_of_a_cut_is_counted_as_the_terminal_draws_it(width: int) -> None:
    ambiguous_width(2)
    assert cell_len(shorten("训练数据", width)) <= width


@pytest.mark.parametrize("width", [40, 80])
@pytest.mark.parametrize("language", ["en", "zh"])
async def test_no_row_of_a_list_is_cut_without_a_sign(
    width: int, language: str, pipeline: Pipeline, glossary: Glossary
) -> None:
    speak(language)
    async with kept(pipeline, glossary, (width, 24)) as (pilot, _):
        for keys in ("t", "p", "p tab", "p tab tab", "p shift+tab", "C", "X", "B", "?", "o", "L"):
            await pilot.press(*keys.split())
            over = pilot.app.screen
            await until(pilot, lambda over=over: len(over.query_one("#list", Rows)) > 0)  # type: ignore[misc]
            await pilot.pause(0.1)
            rows = over.query_one("#list", Rows)
            for row in range(rows.size.height):
                drawn = rows.render_line(row).text
                whole = " " + "".join(text for text, _ in rows._rows[row]) if row < len(rows) else ""
                assert cell_len(drawn.rstrip()) <= rows.scrollable_content_region.width <= cell_len(drawn)
                assert drawn.rstrip().endswith("…") or drawn.rstrip() == whole.rstrip(), (keys, drawn)
            await pilot.press("escape", "escape")


# What is said


async def test_a_notice_comes_before_what_else_stands_in_the_line(pipeline: Pipeline, glossary: Glossary) -> None:
    async with kept(pipeline, glossary, (40, 24)) as (pilot, screen):
        await pilot.press("H")
        await until(pilot, lambda: "Highlighted" in screen.status.notice)
        assert text(pilot).endswith(f" {screen.status.notice}") or screen.status.notice in text(pilot).replace("\n", "")
        long = "a sentence that tells what went wrong, where, and what can be done about it, which takes three rows"
        screen.say(long)
        await pilot.pause()
        told = text(pilot).splitlines()[-screen.status.size.height :]
        assert " ".join(line.strip() for line in told) == long
        screen.say("short")
        await pilot.pause()
        assert screen.status.size.height == 1
        assert text(pilot).splitlines()[-1].startswith(" short ")


async def test_a_notice_without_end_leaves_room_for_the_page(pipeline: Pipeline, glossary: Glossary) -> None:
    async with kept(pipeline, glossary, (40, 24)) as (pilot, screen):
        screen.say("word " * 99)
        await pilot.pause()
        told = text(pilot).splitlines()[-screen.status.size.height :]
        assert (len(told), told[-1][-1]) == (4, "…")


def test_a_notice_is_said_until_it_has_been_read() -> None:
    class Told(Notices):
        seconds = 0.0

        def set_timer(self, delay: float, *_: object, **__: object) -> None:  # type: ignore[override]
            self.seconds = delay

    one = Told()
    one.say("short")
    assert one.seconds == 4
    one.say("x" * 150)
    assert one.seconds == 10


@pytest.mark.parametrize("language", ["en", "zh"])
@pytest.mark.parametrize("key", ["/", ":"])
async def test_what_may_be_typed_is_told_at_40_columns(
    language: str, key: str, pipeline: Pipeline, glossary: Glossary
) -> None:
    speak(language)
    async with reading(application(pipeline, glossary, SAMPLE), (40, 24)) as (pilot, screen):
        await pilot.press(key)
        await pilot.pause()
        narrow = screen.searchbar.query_one(Input).placeholder
        assert cell_len(narrow) <= 38
        assert not narrow.endswith("…"), "a shorter sentence was chosen"
        await pilot.resize_terminal(120, 24)
        await pilot.pause()
        assert screen.searchbar.query_one(Input).placeholder.startswith(narrow)
        assert len(screen.searchbar.query_one(Input).placeholder) > len(narrow)


@pytest.mark.parametrize("language", ["en", "zh"])
@pytest.mark.parametrize(
    ("keys", "key"), [("m", "esc"), ("X", "enter"), ("W o", "enter"), ("E", "enter"), ("p", "x"), ("L", "?")]
)
async def test_what_is_needed_most_is_told_at_40_columns(
    language: str, keys: str, key: str, pipeline: Pipeline, glossary: Glossary
) -> None:
    """A page that has no article said «esc: leave», and not by which key it is read all the same."""
    speak(language)
    async with kept(pipeline, glossary, (40, 24)) as (pilot, screen):
        await pilot.press("J", "w")
        await until(pilot, lambda: bool(screen.status.notice))
        for each in keys.split():
            await pilot.press(each)
            await pilot.pause(0.2)
        await until(pilot, lambda: f" {does(translate(key), '')}".rstrip() in text(pilot))


async def test_a_search_that_finds_nothing_says_so(pipeline: Pipeline, glossary: Glossary) -> None:
    async with reading(application(pipeline, glossary, SAMPLE), (80, 24)) as (pilot, _):
        await pilot.press("/", *"qqqq")
        await until(pilot, lambda: "no match" in text(pilot))


async def test_a_path_is_told_by_its_end(pipeline: Pipeline, glossary: Glossary) -> None:
    async with reading(application(pipeline, glossary, SAMPLE), (40, 24)) as (pilot, screen):
        screen.source_name = "/a/long/way/down/to/the/folder/page.txt"
        screen.show_status()
        assert text(pilot).splitlines()[-1].startswith(" page.txt ")


async def test_an_empty_list_says_so_in_full(pipeline: Pipeline, glossary: Glossary) -> None:
    async with kept(pipeline, glossary, (40, 24)) as (pilot, _):
        for key in "EW":
            await pilot.press(key)
            over = pilot.app.screen
            assert isinstance(over, NotesScreen) or key == "W"
            rows = over.query_one("#list", Rows)
            await until(pilot, lambda rows=rows: "yet" in rows.render_line(0).text)  # type: ignore[misc]
            told = " ".join(rows.render_line(row).text.strip() for row in range(4)).strip()
            assert told.endswith("."), told
            await pilot.press("escape")


@pytest.mark.parametrize("width", [100, 200])
async def test_the_text_is_set_for_a_width_that_nobody_was_told_of(
    width: int, pipeline: Pipeline, glossary: Glossary
) -> None:
    """Textual sends no Resize for what is shown after a scroll, when the whole map is asked for before the layout."""
    async with reading(application(pipeline, glossary, SAMPLE), (width, 30)) as (pilot, screen):
        screen._refresh_layout(scroll=True)
        screen.pane.display = True
        assert screen.pane in screen._compositor.full_map
        await pilot.pause()
        await pilot.pause()
        assert screen.page.sheet is not None
        assert screen.page.sheet.setting.width == screen.page.room < screen.page.columns < width
        lines = [line[: screen.page.columns] for line in shown(screen)]
        text = [line for line in lines if line.strip()]
        assert len({len(line) - len(line.lstrip()) for line in text}) == 1, "header and text"
        assert [strip.text.startswith(line) for strip, line in zip(strips(pilot), lines, strict=False)] == [True] * 29


# In Chinese


async def test_the_palette_speaks_chinese(pipeline: Pipeline, glossary: Glossary) -> None:
    speak("zh")
    async with reading(application(pipeline, glossary, SAMPLE), (80, 24)) as (pilot, _):
        await pilot.press("ctrl+p")
        await until(pilot, lambda: "下移一行" in text(pilot))
        assert pilot.app.screen.query_one(Input).placeholder == "命令的名称"
        await pilot.press(*"qqqq")
        await until(pilot, lambda: "没有找到" in text(pilot))
        await pilot.press("enter")
        await until(pilot, lambda: not isinstance(pilot.app.screen, CommandPalette))


async def test_a_script_that_is_chosen_is_no_figure_of_the_survey(pipeline: Pipeline, glossary: Glossary) -> None:
    """«script simplified» is a figure, too: the share of characters that are simplified only, 简体专用字."""
    speak("zh")
    app = application(pipeline, glossary, SAMPLE, config=Config(script=Script.SIMPLIFIED))
    async with reading(app, (80, 24)) as (pilot, _):
        assert "字形：简体 ·" in text(pilot)


# By mouse


async def test_what_the_last_line_says_of_keys_can_be_clicked(pipeline: Pipeline, glossary: Glossary) -> None:
    async with kept(pipeline, glossary, (80, 24)) as (pilot, screen):
        await pilot.press("L")
        over = pilot.app.screen
        assert isinstance(over, LibraryScreen)
        await until(pilot, lambda: "page.html" in over.rows.render_line(0).text)
        await click_on(pilot, "s: sort")
        assert "by title" in over.query_one(Title).render_line(0).text
        await click_on(pilot, "/: search")
        assert over.query_one(Input).has_focus
        await click_on(pilot, "enter: open")
        await until(pilot, lambda: pilot.app.screen is screen)


async def test_the_lists_of_what_was_done_can_be_clicked(pipeline: Pipeline, glossary: Glossary) -> None:
    async with kept(pipeline, glossary, (80, 24)) as (pilot, screen):
        await pilot.press("p")
        over = pilot.app.screen
        assert isinstance(over, ProvenanceScreen)
        await until(pilot, lambda: over._repairs.done)
        await click_on(pilot, "Kept")
        assert "paragraph" in text(pilot)
        assert "x: leave out" in text(pilot)
        await click_on(pilot, "tab: next list")
        await click_on(pilot, "enter: in full")
        assert not over.query_one("#list").display
        await click_on(pilot, "esc: back")
        assert over.query_one("#list").display
        await click_on(pilot, "x: bring back")
        await until(pilot, lambda: pilot.app.screen is screen and "Brought back" in screen.status.notice)


async def test_the_keys_of_a_mark_can_be_clicked(pipeline: Pipeline, glossary: Glossary) -> None:
    async with kept(pipeline, glossary, (80, 24)) as (pilot, screen):
        await pilot.press("m")
        await click_on(pilot, "esc: back")
        assert pilot.app.screen is screen
        await pilot.press("G", "apostrophe")
        await click_on(pilot, "': back from a jump")
        assert screen.page.cursor.item == 0


async def test_a_title_among_what_was_found_opens_its_page(pipeline: Pipeline, glossary: Glossary) -> None:
    async with kept(pipeline, glossary, (80, 24)) as (pilot, screen):
        await pilot.press("L", "/", *"xlsj")
        over = pilot.app.screen
        assert isinstance(over, LibraryScreen)
        await until(pilot, lambda: "In “" in over.rows.render_line(0).text)
        await pilot.press("enter", "enter")
        assert screen.reading is not None
        text_of = screen.reading.text
        await until(pilot, lambda: pilot.app.screen is screen and "数据" in text_of(screen.page.cursor.item))


# Colours


@pytest.mark.parametrize("dress", [Dress.DARK, Dress.LIGHT, Dress.DARK_CONTRAST, Dress.LIGHT_CONTRAST])
async def test_every_text_that_is_drawn_can_be_read(dress: Dress, pipeline: Pipeline, glossary: Glossary) -> None:
    least = AAA if "contrast" in dress else AA
    async with kept(pipeline, glossary, (120, 30), Config(theme=dress)) as (pilot, screen):
        await pilot.press("r", "H", "J", "M")
        await until(pilot, lambda: "Bookmark" in screen.status.notice)
        walk: tuple[tuple[str, Callable[[], bool]], ...] = (
            ("tab enter", lambda: bool(screen.pane.headword)),
            ("/", lambda: True),
            ("/ x l s j", lambda: screen.page.match is not None),
            (":", lambda: True),
            ("P", lambda: True),
            ("p tab", lambda: True),
            ("o", lambda: bool(pilot.app.screen.query_one(Pane).headword)),
            ("E", lambda: True),
            ("W", lambda: True),
            ("L", lambda: True),
            ("C", lambda: True),
            ("B", lambda: True),
            ("?", lambda: True),
            ("e", lambda: True),
            ("ctrl+p", lambda: "Line down" in text(pilot)),
        )
        for keys, ready in walk:
            await pilot.press(*keys.split())
            await until(pilot, ready)
            await pilot.pause(0.1)
            theme, over = pilot.app.current_theme, isinstance(pilot.app.screen, CommandPalette)
            own = (theme.surface, theme.panel, theme.variables["page-cursor"])
            drawn = strips(pilot)[:-1] if over else strips(pilot)  # the status line is below the palette
            assert faint(drawn, least, own if over else ()) == {}, keys
            while pilot.app.screen is not screen:
                await pilot.press("escape")
                await pilot.pause()
            await pilot.press("escape", "escape")


def faint(drawn: list[Strip], least: float, own: tuple[object, ...]) -> dict[tuple[str, str], tuple[float, str]]:
    """Pairs of colours whose contrast is too low, with a text that has them.

    ``own``: the grounds of what lies over a page that is dimmed; only what stands on these is looked at.
    """
    found = {}
    for segment in (segment for strip in drawn for segment in strip):
        style, shown = segment.style, "".join(character for character in segment.text if character not in _NO_TEXT)
        if shown and style is not None and style.color is not None and style.bgcolor is not None:
            front, ground = (color.get_truecolor().hex for color in (style.color, style.bgcolor))
            front, ground = (ground, front) if style.reverse else (front, ground)
            if (not own or ground in own) and (value := contrast(front, ground)) < least:
                found[front, ground] = (round(value, 2), shown)
    return found


# Whole screens


@pytest.mark.parametrize("width", [40, 120])
async def test_what_was_done_to_a_page(width: int, pipeline: Pipeline, glossary: Glossary) -> None:
    repaired = synthetic("行業(yè)有什么新進(jìn)展?", "混合專家模型只激活一部分專家,推理時更省。" * 3)
    advert = synthetic("扫码关注公众号，第一时间了解大模型的最新消息，转发本文还有好礼相送。").blocks[0]
    verdict = Verdict("wording", detail="speaks of the site: 扫码 关注; not written as a sentence")
    document = replace(repaired, dropped=(Dropped(advert, 2, verdict),))
    async with kept(Given(glossary, document), glossary, (width, 16)) as (pilot, _):
        await pilot.press("p")
        over = pilot.app.screen
        assert isinstance(over, ProvenanceScreen)
        await until(pilot, lambda: over._repairs.done)
        await pilot.press("tab", "tab", "tab", "tab")
        await pilot.pause()
        told = re.sub(r"Page \d+", "Page …", text(pilot))  # how many figures there are is not looked at here
        assert told + "\n" == (EXPECTED / f"provenance.{width}.txt").read_text("utf8")


@pytest.mark.parametrize("width", [40, 80])
async def test_what_was_left_on_a_page(width: int, pipeline: Pipeline, glossary: Glossary) -> None:
    document = synthetic(*("模型先读第一遍，再读第二遍，最后写成一篇很长的文章，交给老师看。" * 2,) * 4)
    async with kept(Given(glossary, document), glossary, (width, 12)) as (pilot, screen):
        await pilot.press("J", "m", "a", "J", "H", "J", "e", *"a thought", "escape")
        await until(pilot, lambda: "Note kept" in screen.status.notice)
        await pilot.press("E")
        over = pilot.app.screen
        assert isinstance(over, NotesScreen)
        await until(pilot, lambda: "a thought" in over.rows.render_line(2).text)
        assert text(pilot) + "\n" == (EXPECTED / f"notes.{width}.txt").read_text("utf8")
