"""What was looked up is found again, among the words; a page that was read by force is read so again."""

from collections.abc import Callable

import pytest

from reader.library.library import Library
from reader.tui.app import ReaderApp
from reader.tui.messages import Taken
from reader.tui.reading import Position
from reader.tui.screens import looking
from reader.tui.screens.refused import RefusedScreen
from reader.tui.screens.words import WordsScreen
from tests.tui.kept import LONG, item_of, known, sentences, text_here
from tests.tui.support import reading, until

_SAID = "您访问的页面不存在"
REFUSED = f"<html><head><title>404</title></head><body><h1>页面不存在</h1><p>{_SAID}，请返回首页。</p></body></html>"


async def test_what_was_looked_up_is_listed_and_leads_to_its_place(opened: Callable[..., ReaderApp]) -> None:
    async with reading(opened(LONG)) as (pilot, screen):
        await known(pilot, screen)
        screen.page.go(Position(item_of(screen, "第50段"), sentences(50).index("老师")))
        await pilot.press("enter", "escape")
        screen.page.go(Position(item_of(screen, "第7段"), sentences(7).index("模型")))
        await pilot.press("enter", "escape", "enter", "escape")
        await pilot.press("a")
        await until(pilot, lambda: "being learned" in screen.status.notice)
        await pilot.press("q")
    async with reading(opened(LONG)) as (pilot, screen):
        await known(pilot, screen)
        await pilot.press("W")
        over = pilot.app.screen
        assert isinstance(over, WordsScreen)
        await pilot.press("s", "s", "s", "s")

        def listed() -> list[str]:
            return [over.rows.render_line(row).text for row in range(2)]

        await until(pilot, lambda: "模型 móxíng" in listed()[0])
        assert "Model" in listed()[0]
        assert "learning ×2" in listed()[0]
        assert "老师" in listed()[1]
        assert "最后它写成一篇文章" in listed()[1]
        await pilot.press("slash", *"laoshi", "enter")
        await until(pilot, lambda: "老师" in listed()[0])
        await pilot.press("enter")
        await until(pilot, lambda: screen.reading is not None and "第50段" in text_here(screen))
        assert screen.word_at_hand() == "老师"


def test_an_answer_that_comes_when_the_program_has_ended_harms_nobody(opened: Callable[..., ReaderApp]) -> None:
    """The search was still taking 10,000 pages in, and said so to a screen that was gone."""
    app = opened(LONG)
    app.on_taken(Taken(lambda: app._complain("Taking page 3 of 10,000 into the search")))


async def test_words_that_are_only_passed_are_not_looked_up(
    opened: Callable[..., ReaderApp], remember: Callable[[], Library], monkeypatch: pytest.MonkeyPatch
) -> None:
    library = remember()
    monkeypatch.setattr(looking, "_STUDIED", 1.0)
    async with reading(opened(LONG)) as (pilot, screen):
        await known(pilot, screen)
        screen.page.go(Position(item_of(screen, "第7段"), sentences(7).index("写成")))
        await pilot.press("enter")
        for _ in range(3):
            await pilot.press("l")
            await pilot.pause(0.1)
        here = screen.word_at_hand()
        await until(pilot, lambda: len(library.history.words()) == 2)
        assert [each.query for each in library.history.words()] == [here, "写成"]
        await pilot.press("q")
    library.close()


async def test_a_page_without_an_article_is_not_asked_about_twice(
    opened: Callable[..., ReaderApp], remember: Callable[[], Library]
) -> None:
    app = opened(REFUSED)
    async with app.run_test() as pilot:
        await until(pilot, lambda: isinstance(app.screen, RefusedScreen))
        await pilot.press("f")
        await until(pilot, lambda: app._reader.memory is not None)
        await pilot.press("q")
    async with reading(opened(REFUSED)) as (pilot, screen):
        assert screen.reading is not None
        assert _SAID in screen.reading.text(len(screen.reading) - 1)
        assert "guess" in screen.status.notice
        await known(pilot, screen)
        await pilot.press("q")
    library = remember()
    assert [record.forced for record in library.documents.all()] == [True]
    library.documents.remove(library.documents.all()[0].number)
    library.close()
    app = opened(REFUSED)
    async with app.run_test() as pilot:
        await until(pilot, lambda: isinstance(app.screen, RefusedScreen))
