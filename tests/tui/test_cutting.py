"""Joining and cutting words on the page."""

from pathlib import Path

import pytest

from reader.cuts import OwnCuts
from reader.lexicon.glossary import Glossary
from reader.model.choices import Script
from reader.pipeline import Pipeline
from reader.tui.cutting import Change, changes, joined
from reader.tui.reading import Position, Reading
from reader.tui.screens.cutting import CutScreen
from reader.tui.widgets.rows import Rows
from tests.tui.support import Given, application, reading, synthetic

TEXT = "我们在公园散步，MoE很好"


def read(glossary: Glossary, text: str) -> Reading:
    document = synthetic(text)
    read = Reading(Given(glossary, document), document, Script.AUTO)
    read.can_cut = True
    return read


def test_choices(glossary: Glossary) -> None:
    page = read(glossary, TEXT)
    assert list(changes(page, Position(0, 3), {})) == [
        Change("公园", ("公", "园")), Change("公园散步", ("公园散步",)), Change("在公园", ("在公园",))
    ]  # fmt: skip
    own = {"在公园": ("在公园",), "散步": ("散", "步")}
    assert list(changes(page, Position(0, 3), own))[-1] == Change("在公园", ())


@pytest.mark.parametrize(
    ("offset", "step", "whole"),
    [(0, 1, "我们在"), (0, -1, None), (5, 1, None), (5, -1, "公园散步"), (7, 1, None), (8, 1, None), (11, -1, None)],
)
def test_what_may_be_joined(offset: int, step: int, whole: str | None, glossary: Glossary) -> None:
    found = joined(read(glossary, TEXT), Position(0, offset), step)
    assert (found and found.whole) == whole, "neither across a mark nor with a term"


async def test_it_holds_for_the_whole_page_and_the_next_one(glossary: Glossary, tmp_path: Path) -> None:
    document, cuts = synthetic(TEXT, "在公园里", "別在公園"), OwnCuts(tmp_path / "cuts.txt")
    app = application(Given(glossary, document), glossary, cuts=cuts)
    async with reading(app) as (pilot, screen):
        assert screen.reading is not None
        assert screen.reading.word_at(Position(2, 2))[1:] == (2, 4)
        await pilot.press("l", "ampersand")
        assert screen.status.notice == "在公园 is one word now"
        assert screen.reading.word_at(Position(0, 3))[1:] == (2, 5)
        assert screen.reading.word_at(Position(2, 2))[1:] == (1, 4), "in the other script, too"
    app = application(Given(glossary, document).recut(cuts.read()), glossary, cuts=cuts)
    async with reading(app) as (pilot, screen):
        assert screen.reading is not None
        await pilot.press("l", "vertical_line")
        chooser = pilot.app.screen
        assert isinstance(chooser, CutScreen)
        rows = chooser.query_one(Rows)
        told = [rows.render_line(row).text.strip() for row in range(len(rows))]
        assert told == [
            "cut  在 | 公园", "cut  在公 | 园", "cut  在 | 公 | 园",
            "join  在公园散步", "join  我们在公园", "forget  在公园",
        ]  # fmt: skip
        await pilot.press("G", "enter")
        assert screen.status.notice == "在公园: left to the segmenter again"
        await pilot.press("vertical_line", "escape", "ampersand", "vertical_line", "enter")
        assert screen.status.notice == "在 | 公园: cut so from now on"
    assert cuts.read() == {"在公园": ("在", "公园")}


async def test_where_it_can_not_be(pipeline: Pipeline, glossary: Glossary, tmp_path: Path) -> None:
    document = synthetic(TEXT)
    (tmp_path / "file").write_text("", "utf8")
    broken = OwnCuts(tmp_path / "file" / "cuts.txt")
    async with reading(application(Given(glossary, document), glossary, cuts=broken)) as (pilot, screen):
        await pilot.press("ampersand")
        assert "can't write" in screen.status.notice
        await pilot.press("tab", "ampersand")
        assert screen.status.notice == "A term of the glossary stays whole"
        await pilot.press("vertical_line")
        assert screen.status.notice == "A term of the glossary stays whole"
    async with reading(application(Given(glossary, document), glossary)) as (pilot, screen):
        await pilot.press("ampersand")
        assert screen.status.notice == "Cuts can't be remembered here"
