"""How the screen is set to a person's liking: widths, spacing, language, keys."""

import re
from collections.abc import Iterator

import pytest
from rich.cells import cell_len

from reader import localization
from reader.cells import ambiguous_width
from reader.config import Config, KeySetting
from reader.lexicon.glossary import Glossary
from reader.localization import speak
from reader.pipeline import Pipeline
from reader.tui import keymap
from reader.tui.bindings import ALL
from reader.tui.screens.help import HelpScreen
from reader.tui.screens.overlay import Overlay
from reader.tui.screens.provenance import ProvenanceScreen
from reader.tui.screens.reader import ReaderScreen
from tests.support import ROOT
from tests.test_cells import drawn_wide
from tests.tui.support import Setting, application, lines, reading, shown, until

PAGE = (ROOT / "source" / "page.txt").read_text("utf8")
_LATIN = re.compile(r"[A-Za-z]{3,}")


@pytest.fixture(autouse=True)
def _as_before() -> Iterator[None]:
    yield
    ambiguous_width(1)
    speak("en")
    keymap.use(())


def screen_text(screen: object) -> list[str]:
    """The rows of the terminal, as they are drawn."""
    return [strip.text for strip in screen._compositor.render_strips()]  # type: ignore[attr-defined]


@pytest.mark.parametrize("size", [(40, 24), (80, 24), (120, 40)])
async def test_a_terminal_that_draws_ambiguous_characters_wide(
    size: tuple[int, int], pipeline: Pipeline, glossary: Glossary
) -> None:
    app = application(pipeline, glossary, PAGE, config=Config(ambiguous_width=2))
    async with reading(app, size) as (pilot, screen):
        await pilot.press("tab", "enter")
        await until(pilot, lambda: screen.pane.display)
        await pilot.pause(0.3)
        rows = screen_text(screen)
        assert any("“" in row or "…" in row or "—" in row for row in rows)
        assert [row for row in rows if sum(map(drawn_wide, row)) != size[0]] == []
        await pilot.press("p")
        await pilot.pause(0.3)
        assert [row for row in screen_text(app.screen) if sum(map(drawn_wide, row)) != size[0]] == []


async def test_a_click_finds_what_stands_behind_wide_quotes(pipeline: Pipeline, glossary: Glossary) -> None:
    app = application(
        pipeline,
        glossary,
        "<article><p>“大模型”的训练数据质量很高，这是一个完整的句子。</p>" * 3,
        config=Config(ambiguous_width=2),
    )
    async with reading(app) as (pilot, screen):
        assert screen.page.sheet is not None
        row = next(row for row, line in enumerate(shown(screen)) if "“大" in line)
        column = shown(screen)[row].index("“")
        await pilot.click("#page", offset=(column + 2, row))  # the quote takes two cells
        assert screen.page.cursor.offset == 1


@pytest.mark.parametrize("leading", [0, 1, 2])
async def test_rows_between_lines(leading: int, pipeline: Pipeline, glossary: Glossary) -> None:
    app = application(pipeline, glossary, PAGE, setting=Setting(width=40, leading=leading))
    async with reading(app) as (pilot, screen):
        sheet = screen.page.sheet
        assert sheet is not None
        spots = [sheet.spot(screen.page.cursor).line]
        item = next(item for item in range(len(sheet.reading)) if len(sheet.leaf(item).starts) > 3)
        leaf = sheet.leaf(item)
        assert leaf.height == leaf.frame.gap + len(leaf.starts) * (1 + leading)
        await pilot.press("j")
        for _ in range(12):
            await pilot.press("j")
            spots.append(sheet.spot(screen.page.cursor).line)
        assert spots == sorted(set(spots)), "each key goes a line on, empty rows are stepped over"
        texts = lines(sheet)
        assert all(texts[spot].strip() for spot in spots)


async def test_the_key_for_rows_between_lines(pipeline: Pipeline, glossary: Glossary) -> None:
    async with reading(application(pipeline, glossary, PAGE)) as (pilot, screen):
        await pilot.press("V")
        assert screen.page.setting.leading == 1
        await pilot.press("V", "V")
        assert screen.page.setting.leading == 0


# Language


@pytest.mark.parametrize("size", [(40, 24), (80, 24), (120, 40)])
async def test_the_screens_in_chinese(size: tuple[int, int], pipeline: Pipeline, glossary: Glossary) -> None:
    speak("zh")
    app = application(pipeline, glossary, PAGE)
    async with reading(app, size) as (pilot, screen):
        assert "? 帮助" in screen_text(screen)[-1]
        for key in ("p", "t", "o", "B", "?"):
            await pilot.press(key)
            await pilot.pause(0.2)
            assert isinstance(app.screen, Overlay)
            rows = screen_text(app.screen)
            assert "Esc：返回" in rows[0] + rows[-1], rows
            assert all(cell_len(row) == size[0] for row in rows)
            assert set(_LATIN.findall(rows[0])) <= {"Tab", "Esc"}
            await pilot.press("escape")
            await pilot.press("escape")


async def test_every_verdict_and_figure_is_told_in_chinese(pipeline: Pipeline, glossary: Glossary) -> None:
    """What documents say in English is translated where it is shown; nothing of it is left over on the sample page."""
    speak("zh")
    async with reading(application(pipeline, glossary, PAGE)) as (pilot, _):
        await pilot.press("p")
        assert isinstance(pilot.app.screen, ProvenanceScreen)
        provenance = pilot.app.screen
        await until(pilot, lambda: provenance._repairs.done)
        for section in provenance._sections:
            for number, row in enumerate(section.rows(120)):
                told = row[0][0] + (row[1][0] if section.name != "网页" else "")
                assert not _LATIN.search(told), told
                if section.name == "略去":
                    assert not _LATIN.search(section.detail(number).plain.partition("\n")[0])


@pytest.mark.parametrize("language", ["en", "zh"])
async def test_no_hint_is_cut_at_40_columns(language: str, pipeline: Pipeline, glossary: Glossary) -> None:
    speak(language)
    app = application(pipeline, glossary, PAGE)
    async with reading(app, (40, 24)) as (pilot, _):
        await pilot.press("?")
        assert isinstance(app.screen, HelpScreen)
        rows = app.screen.query_one("#list")
        texts = ["".join(text for text, _ in row) for row in rows._rows]  # type: ignore[attr-defined]
        assert [text for text in texts if cell_len(text) > 38] == []
        joined = re.sub(r"\s", "", "".join(texts))
        every = [localization.translate(key.label) for key in ALL]
        assert [label for label in every if re.sub(r"\s", "", label) not in joined] == []


# Keys


async def test_changed_keys_work_and_are_shown(pipeline: Pipeline, glossary: Glossary) -> None:
    keys = (
        KeySetting("line.down", ("ctrl+z",)),
        KeySetting("help", ("f1", "f2")),
        KeySetting("copy", ()),
        KeySetting("line.up", ("c",)),
    )
    assert list(keymap.problems(keys, "")) == []
    app = application(pipeline, glossary, PAGE, config=Config(keys=keys))
    async with reading(app) as (pilot, screen):
        assert "f1 help" in screen_text(screen)[-1]
        before = screen.page.cursor
        await pilot.press("j")
        assert screen.page.cursor == before, "the old key is free"
        await pilot.press("ctrl+z")
        assert screen.page.cursor.item > before.item
        await pilot.press("c")
        assert screen.page.cursor == before
        await pilot.press("y")
        assert app.clipboard == "", "a command without keys"
        await pilot.press("?")
        assert isinstance(app.screen, ReaderScreen)
        await pilot.press("f2")
        assert isinstance(app.screen, HelpScreen)
        text = "\n".join(screen_text(app.screen))
        assert re.search(r"ctrl\+z +Line down", text)


async def test_two_keys_changed_places(pipeline: Pipeline, glossary: Glossary) -> None:
    keys = (KeySetting("line.down", ("k",)), KeySetting("line.up", ("j",)))
    async with reading(application(pipeline, glossary, PAGE, config=Config(keys=keys))) as (pilot, screen):
        await pilot.press("k", "k")
        there = screen.page.cursor
        assert there.item > 0
        await pilot.press("j")
        assert screen.page.cursor < there
        await pilot.press("t", "j", "down")
        assert "Contents" in screen_text(pilot.app.screen)[0], "keys of lists are as they were"
