"""What is remembered of a page: where one was, what was left in it, what was decided about it."""

from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest
from textual.geometry import Offset
from textual.pilot import Pilot
from textual.selection import Selection

from reader.lexicon.glossary import Glossary
from reader.library.library import Library
from reader.model.choices import Script
from reader.model.document import Source
from reader.model.errors import LibraryError, ReaderError
from reader.pipeline import Pipeline
from reader.repair.script import fold_script
from reader.sources import user_library
from reader.tui.app import ReaderApp
from reader.tui.reading import Position
from reader.tui.screens.library import LibraryScreen
from reader.tui.screens.notes import NotesScreen
from reader.tui.screens.reader import ReaderScreen
from reader.tui.screens.words import WordsScreen
from tests.tui.kept import LONG, OTHER, item_of, known, page, sentences, text_here
from tests.tui.support import application, reading, shown, until

Press = tuple[Pilot[ReaderError], ReaderScreen]


# Where one was


@pytest.mark.parametrize("size", [(80, 24), (40, 15), (120, 40)])
async def test_a_page_opens_where_it_was_left(opened: Callable[..., ReaderApp], size: tuple[int, int]) -> None:
    async with reading(opened(LONG)) as (pilot, screen):
        await known(pilot, screen)
        screen.page.go(Position(item_of(screen, "第40段"), 12))
        await pilot.press("q")
    async with reading(opened(LONG), size) as (pilot, screen):
        await known(pilot, screen)
        await until(pilot, lambda: "第40段" in text_here(screen))
        assert screen.page.cursor.offset == 12
        assert any("第40段" in line for line in shown(screen)), "it is seen"


async def test_it_is_written_down_while_one_reads(opened: Callable[..., ReaderApp], library: Library) -> None:
    """Nothing has to be closed: whoever kills the program comes back within a second of where it was."""
    async with reading(opened(LONG)) as (pilot, screen):
        await known(pilot, screen)
        await pilot.press("J", "J", "J")
        await until(pilot, lambda: (library.documents.all()[0].anchor or [0])[0] == 2)
        assert screen.is_attached
        assert 0 <= library.documents.all()[0].read < 1


async def test_scrolling_by_wheel_counts_as_reading(opened: Callable[..., ReaderApp]) -> None:
    async with reading(opened(LONG)) as (pilot, screen):
        await known(pilot, screen)
        screen.page.scroll_to_line(60)
        await pilot.pause()
        top = screen.page.seen
        assert top.item > 10
        await pilot.press("q")
    async with reading(opened(LONG)) as (pilot, screen):
        await until(pilot, lambda: screen.page.cursor == top)


async def test_the_place_survives_another_script(pipeline: Pipeline, opened: Callable[..., ReaderApp]) -> None:
    from reader.config import Config

    async with reading(opened(LONG)) as (pilot, screen):
        await known(pilot, screen)
        screen.page.go(Position(item_of(screen, "第40段"), 7))
        await pilot.press("H", "q")
    async with reading(opened(LONG, config=Config(script=Script.TAIWAN))) as (pilot, screen):
        await until(pilot, lambda: "第40段講" in text_here(screen))
        assert screen.page.cursor.offset == 7
        assert list(screen.page.signs.lit(screen.page.cursor.item))
        await pilot.press("s")
        assert list(screen.page.signs.lit(screen.page.cursor.item)), "another script shows them, too"


async def test_a_page_that_was_cleaned_anew_keeps_its_marks(opened: Callable[..., ReaderApp]) -> None:
    """The same article with a paragraph more before it, and one of its own rewritten."""
    fox = "从前有一只狐狸住在山里，每天早上都要跳过一条小溪，到对面的村子里去看望一位生病的老朋友。"
    before = LONG.replace(sentences(5), fox)
    async with reading(opened(before)) as (pilot, screen):
        await known(pilot, screen)
        screen.page.go(Position(item_of(screen, "第40段"), 0))
        await pilot.press("m", "a")
        screen.page.go(Position(item_of(screen, "狐狸"), 20))
        await pilot.press("m", "b")
        await until(pilot, lambda: len(screen.memory.kept if screen.memory else ()) == 2)
        await pilot.press("q")
    later = before.replace(fox, "这里换成了完全不同的一段话，谁也认不出来。")
    later = later.replace("<p>第1段", "<p>编者按：本文写于很久以前，现在重新发表，供读者参考。</p><p>第1段")
    async with reading(opened(later)) as (pilot, screen):
        await known(pilot, screen)
        await pilot.press("g", "apostrophe", "a")
        assert text_here(screen).startswith("第40段")
        await pilot.press("apostrophe", "b")
        assert "is lost" in screen.status.notice
        assert fox[20:30] in screen.status.notice, "its quote says where it was"
        await pilot.press("E")
        over = pilot.app.screen
        assert isinstance(over, NotesScreen)
        await until(pilot, lambda: "lost" in over.rows.render_line(1).text)
        assert fox[20:30] in over.rows.render_line(1).text


# What was left


async def test_a_selection_is_highlighted_and_noted(opened: Callable[..., ReaderApp], library: Library) -> None:
    async with reading(opened(LONG)) as (pilot, screen):
        await known(pilot, screen)
        three, four = item_of(screen, "第3段"), item_of(screen, "第4段")
        screen.selections = {screen.page: Selection(Offset(4, three), Offset(6, four))}
        await pilot.press("H")
        await until(pilot, lambda: list(screen.page.signs.lit(four)) == [(0, 6)])
        assert not screen.selections
        (highlight,) = library.highlights.all(1)
        assert highlight.quote == f"{sentences(3)[4:]}\n{sentences(4)[:6]}"
        screen.page.go(Position(four, 2))
        await pilot.press("e", *"all of it", "escape")
        await until(pilot, lambda: "all of it" in screen.note_here)
        (note,) = library.notes.all(1)
        assert note.quote == highlight.quote, "a note on a highlight is about what is highlighted"


async def test_a_highlight_is_not_told_by_colour_alone(opened: Callable[..., ReaderApp]) -> None:
    async with reading(opened(LONG)) as (pilot, screen):
        await known(pilot, screen)
        await pilot.press("J", "H")
        await until(pilot, lambda: any(line.startswith("▪") for line in shown(screen)))
        await pilot.press("J")
        row = next(row for row, line in enumerate(shown(screen)) if line.startswith("▪"))
        styles = [style for text, style, _ in screen.page.render_line(row) if "第1段" in text]
        assert styles
        assert all(style is not None and style.bold for style in styles)


async def test_a_note_that_is_emptied_is_taken_away_and_one_that_is_left_alone_stays(
    opened: Callable[..., ReaderApp], library: Library
) -> None:
    async with reading(opened(LONG)) as (pilot, screen):
        await known(pilot, screen)
        await pilot.press("J", "e", "escape")
        assert not library.notes.all(1), "nothing was written"
        await pilot.press("e", "a", "b", "escape")
        await until(pilot, lambda: len(library.notes.all(1)) == 1)
        (before,) = library.notes.all(1)
        await pilot.press("e", "escape")
        await pilot.pause(0.1)
        assert library.notes.all(1) == (before,)
        await pilot.press("e", "backspace", "backspace", "escape")
        await until(pilot, lambda: not library.notes.all(1))
        assert not screen.note_here


async def test_what_is_marked_fast_is_marked_in_order(opened: Callable[..., ReaderApp], library: Library) -> None:
    async with reading(opened(LONG)) as (pilot, screen):
        await known(pilot, screen)
        await pilot.press(*"JmaJmbJmcJMJH")
        await until(pilot, lambda: len(screen.memory.kept if screen.memory else ()) == 5)
        assert [mark.name for mark in library.marks.all(1)] == ["a", "b", "c", ""]


# What was decided


@pytest.mark.parametrize("long", [2000, 10])
async def test_blocks_left_out_stay_out(
    opened: Callable[..., ReaderApp], library: Library, monkeypatch: pytest.MonkeyPatch, long: int
) -> None:
    """On long pages too, of which the library is asked only when they are shown."""
    monkeypatch.setattr("reader.tui.opening._LONG", long)

    def count(screen: ReaderScreen) -> int:
        return len(screen.reading) if screen.reading is not None else 0

    async with reading(opened(LONG)) as (pilot, screen):
        await known(pilot, screen)
        whole = count(screen)
        await pilot.press("J", "J", "x")
        await until(pilot, lambda: count(screen) == whole - 1)
        await known(pilot, screen)
        await pilot.press("x")
        await until(pilot, lambda: count(screen) == whole - 2)
        await pilot.press("q")
    async with reading(opened(LONG)) as (pilot, screen):
        await until(pilot, lambda: count(screen) == whole - 2)
        await pilot.press("u")
        await until(pilot, lambda: count(screen) == whole - 1)
        assert len(library.documents.choices(1)) == 1
        await pilot.press("q")
    async with reading(opened(LONG)) as (pilot, screen):
        await until(pilot, lambda: count(screen) == whole - 1)


# Words


async def test_a_word_keeps_its_sentence_and_its_page(opened: Callable[..., ReaderApp], library: Library) -> None:
    async with reading(opened(LONG)) as (pilot, screen):
        await known(pilot, screen)
        screen.page.go(Position(item_of(screen, "第50段"), sentences(50).index("老师")))
        await pilot.press("a")
        await until(pilot, lambda: "being learned" in screen.status.notice)
        (meeting,) = library.words.meetings()
        assert (meeting.word, meeting.sentence) == ("老师", sentences(50)[sentences(50).index("最后") :])
        await pilot.press("q")
    async with reading(opened(OTHER)) as (pilot, screen):
        await known(pilot, screen)
        await pilot.press("W")
        over = pilot.app.screen
        assert isinstance(over, WordsScreen)
        await until(pilot, lambda: "老师" in over.rows.render_line(0).text)
        await pilot.press("enter")
        await until(pilot, lambda: screen.reading is not None and "第50段" in text_here(screen))
        assert screen.word_at_hand() == "老师"


# The library


async def test_the_library_opens_pages_inside_the_running_screen(
    opened: Callable[..., ReaderApp], library: Library
) -> None:
    async with reading(opened(LONG)) as (pilot, screen):
        await known(pilot, screen)
        screen.page.go(Position(item_of(screen, "第40段"), 0))
        await pilot.press("q")
    async with reading(opened(OTHER)) as (pilot, screen):
        await known(pilot, screen)
        screen.page.go(Position(item_of(screen, "第20段"), 0))
        await pilot.press("L")
        over = pilot.app.screen
        assert isinstance(over, LibraryScreen)
        await until(pilot, lambda: "一个模型的学习" in over.rows.render_line(1).text)
        await pilot.press("slash", *"模型", "enter", "enter")
        await until(pilot, lambda: "第40段" in text_here(screen))
        assert pilot.app.screen is screen
        await known(pilot, screen)
        await pilot.press("ctrl+o")
        await until(pilot, lambda: "另一篇的第20段" in text_here(screen))
        await known(pilot, screen)
        await pilot.press("ctrl+n")
        await until(pilot, lambda: "第40段" in text_here(screen) and "模型" in text_here(screen))
    assert [record.title for record in library.documents.all()] == ["一个模型的学习", "另一篇文章"]


async def test_without_a_page_the_library_is_the_first_screen(
    pipeline: Pipeline, glossary: Glossary, opened: Callable[..., ReaderApp], remember: Callable[[], Library]
) -> None:
    async with reading(opened(LONG)) as (pilot, screen):
        await known(pilot, screen)
    app = ReaderApp(None, lambda: (pipeline, glossary), remember=remember)
    async with app.run_test() as pilot:
        await until(pilot, lambda: isinstance(app.screen, LibraryScreen) and app.screen.is_built)
        over = app.screen
        assert isinstance(over, LibraryScreen)
        await until(pilot, lambda: "一个模型的学习" in over.rows.render_line(0).text)
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(app.screen, ReaderScreen) and app.screen.reading is not None)


async def test_a_first_run_opens_the_sample_page(
    pipeline: Pipeline, glossary: Glossary, remember: Callable[[], Library]
) -> None:
    app = ReaderApp(None, lambda: (pipeline, glossary), remember=remember)
    async with app.run_test() as pilot:
        await until(pilot, lambda: isinstance(app.screen, ReaderScreen) and app.screen.reading is not None)
        await pilot.press("q")


async def test_a_page_is_removed_when_it_is_asked_for_twice(opened: Callable[..., ReaderApp], library: Library) -> None:
    async with reading(opened(LONG)) as (pilot, screen):
        await known(pilot, screen)
        await pilot.press("J", "M", "q")
    async with reading(opened(OTHER)) as (pilot, screen):
        await known(pilot, screen)
        await pilot.press("L")
        over = pilot.app.screen
        assert isinstance(over, LibraryScreen)
        await until(pilot, lambda: "一个模型的学习" in over.rows.render_line(1).text)
        await pilot.press("j", "x")
        assert len(library.documents.all()) == 2
        await pilot.press("k", "x")
        assert len(library.documents.all()) == 2, "the second one is another page's first"
        await pilot.press("j", "x", "x")
        await until(pilot, lambda: len(library.documents.all()) == 1)
        await until(pilot, lambda: "一个模型的学习" not in over.rows.render_line(1).text)


@pytest.mark.parametrize("columns", [20, 40, 80, 120, 200])
async def test_the_lists_fit_any_width(opened: Callable[..., ReaderApp], columns: int, library: Library) -> None:
    hostile = page("标题\x1b[31m[red]很长很长的标题" * 6, *map(sentences, range(5)))
    library.documents.open(Source("x.html", hostile.encode()), Pipeline([]).open(Source("x.html", hostile.encode())))
    async with reading(opened(LONG), (columns, 12)) as (pilot, screen):
        await known(pilot, screen)
        await pilot.press("J", "e", *"[b]note[/b]", "escape", "a")
        await until(pilot, lambda: "being learned" in screen.status.notice)
        for key in ("L", "E", "W"):
            await pilot.press(key)
            over = pilot.app.screen
            assert isinstance(over, LibraryScreen | NotesScreen | WordsScreen)
            await until(pilot, lambda over=over: "…" in over.rows.render_line(0).text or len(over.rows) > 0)  # type: ignore[misc]
            await pilot.pause(0.05)
            for row in range(over.rows.size.height):
                strip = over.rows.render_line(row)
                assert strip.cell_length == over.rows.size.width
                assert "\x1b" not in strip.text
            await pilot.press("escape")


async def test_a_library_that_fails_later_is_told_and_reading_goes_on(
    opened: Callable[..., ReaderApp], monkeypatch: pytest.MonkeyPatch
) -> None:
    async with reading(opened(LONG)) as (pilot, screen):
        await known(pilot, screen)
        assert screen.memory is not None

        def full(*_: object, **__: object) -> None:
            raise LibraryError("the disk is full; make room")

        monkeypatch.setattr("reader.library.marks.Marks.set", full)
        await pilot.press("m", "a")
        await until(pilot, lambda: screen.status.notice == "the disk is full; make room")
        await pilot.press("J")
        assert not screen.memory.kept


async def test_without_a_library_keys_say_so(pipeline: Pipeline, glossary: Glossary) -> None:
    async with reading(application(pipeline, glossary, LONG)) as (pilot, screen):
        for key in ("m", "M", "H", "e", "E", "W", "L", "apostrophe"):
            await pilot.press(key)
            assert pilot.app.screen is screen
            assert "no library" in screen.status.notice, key


async def test_a_page_that_is_gone_is_told_in_the_library(
    pipeline: Pipeline, glossary: Glossary, tmp_path: Path
) -> None:
    """The page was too large to be kept, and its file is no longer there."""
    file = tmp_path / "page.html"
    file.write_text(LONG, "utf8")
    remember = partial(Library, user_library(), fold_script, pytest.fail, keep=0)
    library = remember()
    source = Source(str(file), file.read_bytes())
    library.documents.open(source, pipeline.open(source))
    library.close()
    file.unlink()
    app = ReaderApp(None, lambda: (pipeline, glossary), remember=remember)
    async with app.run_test(size=(200, 24)) as pilot:
        await until(pilot, lambda: isinstance(app.screen, LibraryScreen) and app.screen.is_built)
        over = app.screen
        assert isinstance(over, LibraryScreen)
        await until(pilot, lambda: "学习" in over.rows.render_line(0).text)
        await pilot.press("enter")

        def foot() -> str:
            screen = app.screen
            return str(screen.query_one("#foot").render()) if isinstance(screen, LibraryScreen) else ""

        await until(pilot, lambda: "page.html" in foot())


@pytest.mark.parametrize("query", ["溪边", "溪邊", "xbdh"])
async def test_the_text_of_all_pages_is_searched_and_opens_at_the_place(
    opened: Callable[..., ReaderApp], query: str
) -> None:
    """In either script, and by the initials of pinyin."""
    fox = "狐狸走到了溪边的花园里，坐下来等它的朋友。"
    async with reading(opened(LONG.replace(sentences(40), f"开始的话说得很长。{fox}"))) as (pilot, screen):
        await known(pilot, screen)
        await pilot.press("q")
    async with reading(opened(OTHER)) as (pilot, screen):
        await known(pilot, screen)
        await pilot.press("L", "slash", *query)
        over = pilot.app.screen
        assert isinstance(over, LibraryScreen)
        await until(pilot, lambda: any("溪边的花" in over.rows.render_line(row).text for row in range(6)))
        await pilot.press("enter", "G", "enter")
        await until(pilot, lambda: screen.reading is not None and fox in text_here(screen))
        await until(pilot, lambda: screen.page.cursor.offset == text_here(screen).index("溪边"))
        assert screen.page.match is not None, "and is marked"
