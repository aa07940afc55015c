import pytest
from rich.cells import cell_len
from textual.pilot import Pilot

from reader.lexicon.glossary import Glossary
from reader.model.choices import GlossPolicy
from reader.model.errors import ReaderError
from reader.pipeline import Pipeline
from reader.tui.reading import Position
from reader.tui.screens.reader import ReaderScreen
from reader.tui.widgets.page import Page
from reader.tui.widgets.rows import Rows
from tests.support import ROOT
from tests.tui.support import Given, application, reading, shown, synthetic

SAMPLE = (ROOT / "source" / "page.txt").read_text("utf8")


def on_screen(screen: ReaderScreen, position: Position) -> tuple[int, int]:
    """Column and row of the widget at which ``position`` is drawn."""
    assert screen.page.sheet is not None
    line, column = screen.page.sheet.spot(position)
    return column + (screen.page.columns - screen.page.room) // 2, line - screen.page.top


def find(screen: ReaderScreen, text: str) -> Position:
    assert screen.reading is not None
    for item in range(len(screen.reading)):
        if (offset := screen.reading.text(item).find(text)) >= 0:
            return Position(item, offset)
    raise AssertionError(text)


async def drag(pilot: Pilot[ReaderError], screen: ReaderScreen, start: Position, end: Position) -> None:
    await pilot.mouse_down(Page, offset=on_screen(screen, start))
    await pilot.hover(Page, offset=on_screen(screen, end))
    await pilot.mouse_up(Page, offset=on_screen(screen, end))
    await pilot.pause()


async def test_a_click_looks_the_term_up(pipeline: Pipeline, glossary: Glossary) -> None:
    async with reading(application(pipeline, glossary, SAMPLE)) as (pilot, screen):
        place = find(screen, "LLM")
        await pilot.click(Page, offset=on_screen(screen, place))
        assert screen.page.cursor == place
        assert screen.pane.headword == "LLM"


async def test_a_click_on_a_gloss_looks_its_term_up(pipeline: Pipeline, glossary: Glossary) -> None:
    async with reading(application(pipeline, glossary, SAMPLE)) as (pilot, screen):
        row = next(row for row, line in enumerate(shown(screen)) if "LLM⟨" in line)
        line = screen.page.render_line(row)
        before = line.text[: line.text.index("LLM⟨") + 4]
        await pilot.click(Page, offset=(cell_len(before) + 2, row))
        assert screen.pane.headword == "LLM"
        assert screen.page.cursor.item == find(screen, "LLM").item


async def test_a_click_beside_the_text_does_nothing(pipeline: Pipeline, glossary: Glossary) -> None:
    async with reading(application(pipeline, glossary, SAMPLE)) as (pilot, screen):
        for offset in ((5, 0), (70, 2), (5, 3)):
            await pilot.click(Page, offset=offset)
        assert not screen.pane.display
        assert screen.page.cursor == Position(0, 0)


@pytest.mark.parametrize("clicks", [3, 4])
async def test_more_clicks_select_more(clicks: int, pipeline: Pipeline, glossary: Glossary) -> None:
    document = synthetic("先说一句。“再说一句！” 最后一句。")
    async with reading(application(Given(glossary, document), glossary), (120, 30)) as (pilot, screen):
        await pilot.click(Page, offset=on_screen(screen, find(screen, "再说")), times=clicks)
        assert screen.get_selected_text() == ("“再说一句！”" if clicks == 3 else document.blocks[0].text.current)


async def test_a_double_click_selects_the_word(pipeline: Pipeline, glossary: Glossary) -> None:
    async with reading(application(pipeline, glossary, SAMPLE), (120, 30)) as (pilot, screen):
        await pilot.click(Page, offset=on_screen(screen, find(screen, "开源社区")), times=2)
        assert screen.get_selected_text() == "开源社区"
        await pilot.press("c")
        assert pilot.app.clipboard == "开源社区"


async def test_dragging_selects_text_without_glosses_or_line_breaks(pipeline: Pipeline, glossary: Glossary) -> None:
    async with reading(application(pipeline, glossary, SAMPLE), (40, 30)) as (pilot, screen):
        assert screen.reading is not None
        item = find(screen, "又几个月").item
        text = screen.reading.text(item)
        await drag(pilot, screen, Position(item, 0), Position(item, len(text) - 2))
        assert screen.get_selected_text() == text[:-1]
        await pilot.press("c")
        assert pilot.app.clipboard == text[:-1]
        await pilot.press("escape")
        assert not screen.selections


async def test_dragging_over_paragraphs_joins_them_by_one_line_end(pipeline: Pipeline, glossary: Glossary) -> None:
    async with reading(application(pipeline, glossary, SAMPLE)) as (pilot, screen):
        assert screen.reading is not None
        await drag(pilot, screen, Position(2, 1), Position(0, 1))
        texts = [screen.reading.text(item) for item in range(3)]
        assert screen.get_selected_text() == f"{texts[0][1:]}\n{texts[1]}\n{texts[2][:2]}", "upwards as well"


async def test_a_selection_stays_on_its_text_when_the_page_is_set_anew(pipeline: Pipeline, glossary: Glossary) -> None:
    async with reading(application(pipeline, glossary, SAMPLE)) as (pilot, screen):
        await drag(pilot, screen, Position(1, 0), Position(1, 6))
        before = screen.get_selected_text()
        await pilot.resize_terminal(50, 20)
        await pilot.press("i")
        assert screen.get_selected_text() == before


async def test_what_is_selected_is_what_enter_looks_up(pipeline: Pipeline, glossary: Glossary) -> None:
    async with reading(application(pipeline, glossary, SAMPLE)) as (pilot, screen):
        place = find(screen, "大模型")
        await drag(pilot, screen, Position(place.item, place.offset + 1), Position(place.item, place.offset + 2))
        await pilot.press("enter")
        assert screen.pane.headword == "模型"


async def test_the_wheel_scrolls_and_the_next_key_goes_on_from_the_cursor(
    pipeline: Pipeline, glossary: Glossary
) -> None:
    async with reading(application(pipeline, glossary, SAMPLE)) as (pilot, screen):
        before = shown(screen)
        for _ in range(5):
            screen.page.scroll_relative(y=3, animate=False)
        await pilot.pause()
        assert shown(screen)[:5] == before[15:20]
        assert screen.page.cursor == Position(0, 0)
        await pilot.press("j")
        assert screen.page.sheet is not None
        line = screen.page.sheet.spot(screen.page.cursor).line
        assert screen.page.top <= line < screen.page.top + screen.page.size.height


async def test_a_click_on_a_see_also_opens_it(pipeline: Pipeline, glossary: Glossary) -> None:
    async with reading(application(pipeline, glossary, SAMPLE), (120, 40)) as (pilot, screen):
        await pilot.press("tab", "tab", "enter")
        links = screen.pane.query_one("#links", Rows)
        name = links.render_line(0).text.split("  ")[0].strip()
        await pilot.click(links, offset=(3, 0))
        assert screen.pane.headword == name


async def test_a_click_in_the_contents_goes_there(pipeline: Pipeline, glossary: Glossary) -> None:
    async with reading(application(pipeline, glossary, SAMPLE)) as (pilot, screen):
        await pilot.press("t")
        rows = pilot.app.screen.query_one(Rows)
        await pilot.click(rows, offset=(10, len(rows) - 1))
        assert pilot.app.screen is screen
        assert screen.page.cursor.item > 0


async def click_on(pilot: Pilot[ReaderError], text: str) -> None:
    """Click in the middle of ``text``, wherever it stands on the screen."""
    rows = [strip.text for strip in pilot.app.screen._compositor.render_strips()]
    row = next(number for number, line in enumerate(rows) if text in line)
    column = cell_len(rows[row][: rows[row].index(text)]) + cell_len(text) // 2
    await pilot.click(offset=(column, row))
    await pilot.pause()


async def test_what_lines_say_of_keys_can_be_clicked(pipeline: Pipeline, glossary: Glossary) -> None:
    async with reading(application(pipeline, glossary, SAMPLE), (120, 30)) as (pilot, screen):
        await click_on(pilot, "? help")
        assert "Help" in type(pilot.app.screen).__name__
        await click_on(pilot, "esc: back")
        assert pilot.app.screen is screen
        await click_on(pilot, "gloss first")
        assert screen.page.setting.gloss is GlossPolicy.ALL
        await click_on(pilot, "t contents")
        await click_on(pilot, "go there")
        assert pilot.app.screen is screen
        await click_on(pilot, "/ search")
        assert screen.searchbar.display


async def test_the_pane_can_be_closed_by_a_click(pipeline: Pipeline, glossary: Glossary) -> None:
    for size in ((120, 30), (40, 24)):
        async with reading(application(pipeline, glossary, SAMPLE), size) as (pilot, screen):
            await pilot.press("tab", "enter")
            assert screen.pane.display
            await click_on(pilot, "✕")
            assert not screen.pane.display


async def test_the_way_back_can_be_clicked(pipeline: Pipeline, glossary: Glossary) -> None:
    async with reading(application(pipeline, glossary, SAMPLE), (120, 40)) as (pilot, screen):
        place = find(screen, "RLHF")
        await pilot.click(Page, offset=on_screen(screen, place))
        await pilot.press("enter", "enter")
        assert screen.pane.headword != "RLHF"
        await click_on(pilot, "← RLHF")
        assert screen.pane.headword == "RLHF"
