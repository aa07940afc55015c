"""Overruling the cleaner from the screen: on this page, and by rules for its site."""

from pathlib import Path

import pytest
from textual.pilot import Pilot

from reader.lexicon.glossary import Glossary
from reader.model.choices import Cleaning
from reader.model.errors import ReaderError
from reader.pipeline import Pipeline
from reader.sites.teacher import Teacher
from reader.tui.app import ReaderApp
from reader.tui.screens.provenance import ProvenanceScreen
from reader.tui.screens.reader import ReaderScreen
from reader.tui.screens.refused import RefusedScreen
from reader.tui.screens.teach import TeachScreen
from reader.tui.widgets.rows import Rows
from tests.clean.test_taught import BLOCKS, PAGE
from tests.tui.support import application, reading, until

Page = tuple[Pilot[ReaderError], ReaderScreen]


def opened(pipeline: Pipeline, glossary: Glossary, file: Path, page: str = PAGE) -> ReaderApp:
    return application(pipeline, glossary, page, teacher=Teacher(file))


def names(screen: ReaderScreen) -> str:
    assert screen.reading is not None
    known = {text: name for name, text in BLOCKS.items()}
    return " ".join(known[block.text.original] for block in screen.reading.document.blocks)


async def has(pilot: Pilot[ReaderError], screen: ReaderScreen, expected: str) -> None:
    await until(pilot, lambda: pilot.app.screen is screen and names(screen) == expected)


async def to_dropped(pilot: Pilot[ReaderError], text: str) -> None:
    """Open the list of what was dropped, the cursor on ``text``."""
    await pilot.press("p")
    await until(pilot, lambda: isinstance(pilot.app.screen, ProvenanceScreen))
    screen = pilot.app.screen
    assert isinstance(screen, ProvenanceScreen)
    blocks = screen._blocks[0]
    index = next(at for at, block in enumerate(blocks) if block.text.original == BLOCKS[text])
    screen.query_one(Rows).action_to(index)
    await pilot.pause()


async def test_a_block_is_left_out_brought_back_and_both_are_taken_back(
    pipeline: Pipeline, glossary: Glossary, tmp_path: Path
) -> None:
    async with reading(opened(pipeline, glossary, tmp_path / "s.yaml")) as (pilot, screen):
        assert names(screen) == "one two three quote"
        await pilot.press("J", "J", "x")  # the title, one, two
        await has(pilot, screen, "one three quote")
        assert "Left out on this page" in screen.status.notice
        await to_dropped(pilot, "author")
        await pilot.press("x")
        await has(pilot, screen, "one three quote author")
        assert screen.page.cursor.item == 4, "one sees what came back"
        await pilot.press("u")
        await has(pilot, screen, "one three quote")
        await pilot.press("u")
        await has(pilot, screen, "one two three quote")
        await pilot.press("u")
        await until(pilot, lambda: screen.status.notice == "Nothing to take back")
        assert not (tmp_path / "s.yaml").exists()


async def test_a_rule_is_taught_followed_and_taken_back(pipeline: Pipeline, glossary: Glossary, tmp_path: Path) -> None:
    file = tmp_path / "s.yaml"
    file.write_text("# mine\n", "utf8")
    async with reading(opened(pipeline, glossary, file)) as (pilot, screen):
        await to_dropped(pilot, "author")
        await pilot.press("X")
        await until(pilot, lambda: isinstance(pilot.app.screen, TeachScreen))
        rows = [pilot.app.screen.query_one(Rows).render_line(row).text.strip() for row in range(2)]
        assert rows == [
            "on news.example.org · 1 block of this page   keep the wording 作者简介：张三",
            "on news.example.org · 1 block of this page   keep the elements #author",
        ]
        await pilot.press("j", "enter")
        await has(pilot, screen, "one two three quote author")
        assert screen.status.notice == "Rule written: s.yaml:4; u takes it back"
        assert file.read_text("utf8") == "# mine\n- host: 'news.example.org'\n  keep:\n    - selector: '#author'\n"
        await pilot.press("u")
        await has(pilot, screen, "one two three quote")
        assert file.read_text("utf8") == "# mine\n"


async def test_a_rule_that_drops_is_taught_on_the_page_and_in_the_list(
    pipeline: Pipeline, glossary: Glossary, tmp_path: Path
) -> None:
    async with reading(opened(pipeline, glossary, tmp_path / "s.yaml")) as (pilot, screen):
        await pilot.press("J", "J", "J", "X")
        await until(pilot, lambda: isinstance(pilot.app.screen, TeachScreen))
        await pilot.press("enter")
        await has(pilot, screen, "one two quote")
        await pilot.press("p", "shift+tab", "j", "j", "x")
        await has(pilot, screen, "one two")


async def test_a_rule_is_looked_at_and_left(pipeline: Pipeline, glossary: Glossary, tmp_path: Path) -> None:
    async with reading(opened(pipeline, glossary, tmp_path / "s.yaml")) as (pilot, screen):
        await pilot.press("J", "X")
        await until(pilot, lambda: isinstance(pilot.app.screen, TeachScreen))
        await pilot.press("escape")
        await has(pilot, screen, "one two three quote")
        await pilot.press("g", "x")
        assert screen.status.notice == "The title stays"
        assert not (tmp_path / "s.yaml").exists()


@pytest.mark.parametrize("width", [40, 80])
async def test_a_page_that_names_no_site(width: int, pipeline: Pipeline, glossary: Glossary, tmp_path: Path) -> None:
    long = "关注本站公众号，第一时间获得大模型的最新消息，转发给朋友还有好礼相送，先到先得，送完为止。" * 2
    body = "".join(f"<p>{BLOCKS[name]}</p>" for name in ("one", "two", "three"))
    page = f"<html><body><h1>大模型的数据</h1><div>{body}<p>{long}</p></div></body></html>"
    async with reading(opened(pipeline, glossary, tmp_path / "s.yaml", page), (width, 24)) as (pilot, _):
        await pilot.press("G", "X")
        await until(pilot, lambda: isinstance(pilot.app.screen, TeachScreen))
        drawn = [strip.text for strip in pilot.app.screen._compositor.render_strips()]
        assert drawn[1].strip().startswith("on every page"), "the wording is cut off, this is not"
        whole = "".join(line.strip() for line in drawn)
        assert "关注本站公众号，第一时间获得大模…on every page · 1 block of this page" in whole
        assert "This page names no site" in whole


async def test_a_broken_file_is_told_and_the_page_stays(pipeline: Pipeline, glossary: Glossary, tmp_path: Path) -> None:
    file = tmp_path / "s.yaml"
    file.write_text("- hots: a\n", "utf8")
    async with reading(opened(pipeline, glossary, file)) as (pilot, screen):
        await pilot.press("J", "X")
        await until(pilot, lambda: isinstance(pilot.app.screen, TeachScreen))
        await pilot.press("enter")
        await until(pilot, lambda: "'hots' is no key" in screen.status.notice)
        assert names(screen) == "one two three quote"
        assert file.read_text("utf8") == "- hots: a\n"


async def test_a_rule_that_would_leave_nothing_is_not_kept(
    pipeline: Pipeline, glossary: Glossary, tmp_path: Path
) -> None:
    page = "<html><body><h1>大模型的数据</h1><div class='all'><p>{one}</p></div><div>版权所有</div></body></html>"
    file = tmp_path / "s.yaml"
    async with reading(opened(pipeline, glossary, file, page.format(**BLOCKS))) as (pilot, screen):
        await pilot.press("J", "X")
        await until(pilot, lambda: isinstance(pilot.app.screen, TeachScreen))
        await pilot.press("enter")
        await until(pilot, lambda: "the rules for its site drop every block" in screen.status.notice)
        assert names(screen) == "one"
        assert file.read_text("utf8") == ""


@pytest.mark.parametrize("force", [False, True])
async def test_a_page_without_article_is_told_and_forced(
    pipeline: Pipeline,
    glossary: Glossary,
    force: bool,  # noqa: FBT001
) -> None:
    links = "".join(f"<li><a href=/{n}>第{n}条新闻的标题在这里</a></li>" for n in range(60))
    cleaning = Cleaning(force=force)
    app = application(pipeline, glossary, f"<html><body><ul>{links}</ul></body></html>", cleaning=cleaning)
    async with app.run_test(size=(80, 24)) as pilot:
        if not force:
            await until(pilot, lambda: isinstance(app.screen, RefusedScreen))
            text = "".join(line.text for line in app.screen._compositor.render_strips())
            assert "a list of links to other pages" in text
            await pilot.press("f")
        await until(pilot, lambda: app.screen is app._reader and app._reader.reading is not None)
        assert app.return_value is None


async def test_the_palette_knows_these_keys(pipeline: Pipeline, glossary: Glossary, tmp_path: Path) -> None:
    async with reading(opened(pipeline, glossary, tmp_path / "s.yaml")) as (pilot, screen):
        await pilot.press("J", "ctrl+p", *"leave this par")
        await pilot.pause(0.5)
        await pilot.press("enter")
        await has(pilot, screen, "two three quote")
