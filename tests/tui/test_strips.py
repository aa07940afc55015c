"""The text of the drawn strips, as it must look. Glosses come from the glossary: a change there may change a line."""

import pytest
from rich.cells import cell_len

from reader.lexicon.glossary import Glossary
from reader.model.choices import GlossPolicy
from reader.pipeline import Pipeline
from reader.tui.sheet import Setting
from tests.support import ROOT, TESTS
from tests.tui.support import application, reading, shown

EXPECTED = TESTS / "cases" / "tui"


def text_of(strips: list[str]) -> str:
    return "\n".join(strips).rstrip() + "\n"


@pytest.mark.parametrize("width", [40, 60, 80, 120])
async def test_own_page(width: int, pipeline: Pipeline, glossary: Glossary) -> None:
    app = application(pipeline, glossary, setting=Setting(gloss=GlossPolicy.NONE))
    async with reading(app, (width, 46)) as (_, screen):
        assert text_of(shown(screen)) == (EXPECTED / f"page.{width}.txt").read_text("utf8")


@pytest.mark.parametrize("width", [40, 60, 80, 120])
async def test_sample_page(width: int, pipeline: Pipeline, glossary: Glossary) -> None:
    page = (ROOT / "source" / "page.txt").read_text("utf8")
    app = application(pipeline, glossary, page, setting=Setting(gloss=GlossPolicy.NONE))
    async with reading(app, (width, 30)) as (_, screen):
        assert text_of(shown(screen)) == (EXPECTED / f"sample.{width}.txt").read_text("utf8")


@pytest.mark.parametrize("width", [20, 33, 40, 80, 120])
@pytest.mark.parametrize("gloss", list(GlossPolicy))
async def test_every_strip_is_as_wide_as_the_view(
    width: int, gloss: GlossPolicy, pipeline: Pipeline, glossary: Glossary
) -> None:
    app = application(pipeline, glossary, setting=Setting(gloss=gloss))
    async with reading(app, (width, 24)) as (pilot, screen):
        for _ in range(4):
            for row in range(screen.page.size.height):
                strip = screen.page.render_line(row)
                assert strip.cell_length == cell_len(strip.text) == screen.page.columns
                assert cell_len(strip.text.rstrip()) <= screen.page.columns - 1
            await pilot.press("space")


async def test_first_mentions_carry_their_gloss(pipeline: Pipeline, glossary: Glossary) -> None:
    async with reading(application(pipeline, glossary), (80, 40)) as (_, screen):
        text = "".join(line.strip() for line in shown(screen))
        entry = glossary.entry("MoE")
        assert entry is not None
        assert text.count(f"MoE⟨{entry.chinese[0]}⟩") == 1
        assert text.count("MoE") == 2
