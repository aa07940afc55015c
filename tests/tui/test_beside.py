"""The page as it came beside the clean one."""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.lexicon.glossary import Glossary
from reader.model.choices import Script
from reader.model.document import Document, Dropped, Verdict
from reader.model.text import Text
from reader.pipeline import Pipeline
from reader.tui.as_came import AsCame
from reader.tui.reading import Position, Reading
from reader.tui.screens.teach import TeachScreen
from tests.clean.test_taught import BLOCKS, PAGE
from tests.support import ROOT
from tests.tui.support import Given, application, reading, synthetic, until
from tests.tui.test_teaching import has, opened

SAMPLE = (ROOT / "source" / "page.txt").read_text("utf8")
WHY = Verdict("wording", detail="广告")


def document_of(fates: Sequence[bool], *, title: bool = False) -> Document:
    """Blocks 0, 1, … of which those that are true were kept."""
    whole = synthetic(*(f"段{number}" for number in range(len(fates)))).blocks
    kept = [number for number, fate in enumerate(fates) if fate]
    dropped = tuple(
        Dropped(whole[number], sum(each < number for each in kept), WHY)
        for number, fate in enumerate(fates)
        if not fate
    )
    document = synthetic()
    document = replace(document, blocks=tuple(whole[number] for number in kept), dropped=dropped)
    return replace(document, title=Text.of("题")) if title else document


def came(document: Document, glossary: Glossary) -> AsCame:
    return AsCame(Reading(Given(glossary, document), document, Script.AUTO))


@given(st.lists(st.booleans(), max_size=12), st.booleans())
def test_every_block_stands_where_it_stood(fates: list[bool], title: bool) -> None:  # noqa: FBT001
    page = came(document_of(fates, title=title), Glossary([]))
    assert [page.reading.text(item) for item in range(len(page.reading))] == [f"段{n}" for n in range(len(fates))]
    assert [page.dropped(item) is None for item in range(len(page.reading))] == fates
    for item, fate in enumerate(fates):
        found = page.to_clean(Position(item, 1))
        if fate:
            assert page.clean_item(item) == found.item
            assert page.clean.text(found.item) == f"段{item}"
            assert page.from_clean(found) == Position(item, 1), "there and back"
        elif len(page.clean):
            assert 0 <= found.item < len(page.clean)


def test_offsets_are_those_of_the_page(glossary: Glossary) -> None:
    document = synthetic("又幾個月過去了，大模型行業(yè)有什么新進(jìn)展", "別的")
    page = came(document, glossary)
    clean = page.clean.text(0)
    raw = page.reading.text(0)
    spot = clean.index("展")
    assert raw[page.from_clean(Position(0, spot)).offset] == "展"
    assert page.to_clean(Position(0, raw.index("展"))) == Position(0, spot)


@pytest.mark.parametrize("width", [40, 80, 120, 200])
async def test_they_move_together(width: int, pipeline: Pipeline, glossary: Glossary) -> None:
    async with reading(application(pipeline, glossary, SAMPLE), (width, 30)) as (pilot, screen):
        await pilot.press("P")
        await until(pilot, lambda: screen.comparing and screen.raw.cursor.item > 0)
        narrow = width < 100
        assert screen.page.display != (narrow and screen.raw.has_focus)
        if not narrow:
            for _ in range(3):
                await pilot.press("space")
            await pilot.pause()
            assert in_step(screen.page.cursor, screen.raw.cursor, screen.raw.came)
            await pilot.press("P")
        assert screen.raw.has_focus
        for _ in range(4):
            await pilot.press("space")
        await pilot.pause()
        assert in_step(screen.page.cursor, screen.raw.cursor, screen.raw.came)
        await pilot.press("enter")
        assert screen.page.has_focus
        assert screen.comparing != narrow
        await pilot.press("escape")
        assert not screen.comparing


def in_step(clean: Position, raw: Position, page: AsCame | None) -> bool:
    assert page is not None
    return page.to_clean(raw).item == clean.item


async def test_blocks_are_brought_back_left_out_and_taught_there(
    pipeline: Pipeline, glossary: Glossary, tmp_path: Path
) -> None:
    async with reading(opened(pipeline, glossary, tmp_path / "s.yaml", PAGE), (120, 30)) as (pilot, screen):
        await pilot.press("P", "P", "G")
        assert screen.raw.came is not None
        raw = screen.raw.came.reading
        index = next(item for item in range(len(raw)) if raw.text(item) == BLOCKS["author"])
        screen.raw.go(Position(index, 0))
        await pilot.pause()
        title = str(screen.query_one("#beside-title").render())
        assert title.startswith("dropped, ")
        await pilot.press("x")
        await has(pilot, screen, "one two three quote author")
        assert screen.raw.has_focus
        assert screen.raw.cursor.item == index, "one stays where one is"
        assert str(screen.query_one("#beside-title").render()) == "the page as it came"
        await pilot.press("x")
        await has(pilot, screen, "one two three quote")
        await pilot.press("X")
        await until(pilot, lambda: isinstance(pilot.app.screen, TeachScreen))


async def test_what_became_of_it_is_seen(pipeline: Pipeline, glossary: Glossary) -> None:
    async with reading(application(pipeline, glossary, SAMPLE), (120, 30)) as (pilot, screen):
        await pilot.press("P", "P", "g")
        struck = [
            segment.style.strike for segment in screen.raw.render_line(0) if segment.text.strip() and segment.style
        ]
        assert struck
        assert all(struck)
        await pilot.press("enter", "j", "j")
        await pilot.pause()
        underlined = "".join(
            segment.text
            for row in range(screen.raw.size.height)
            for segment in screen.raw.render_line(row)
            if segment.style and segment.style.underline
        )
        assert "(yè)" in underlined
        assert "Scale" not in underlined


async def test_the_look_up_takes_its_room_where_there_is_little(pipeline: Pipeline, glossary: Glossary) -> None:
    for width, both in ((120, False), (200, True)):
        async with reading(application(pipeline, glossary, SAMPLE), (width, 30)) as (pilot, screen):
            await pilot.press("P", "enter")
            assert screen.pane.display
            assert screen.comparing is both
            await pilot.press("s")
            assert screen.raw.came is not None or not both
