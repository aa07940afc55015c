"""Whole screens as text, with a glossary of the test's own: the pane with its places, and both pages side by side."""

from dataclasses import replace

import pytest

from reader.lexicon.entry import Entry
from reader.lexicon.glossary import Glossary
from reader.model.document import Dropped, Verdict
from reader.tui.screens.reader import ReaderScreen
from reader.tui.widgets.prose import Prose
from reader.tui.widgets.rows import Rows
from tests.support import TESTS
from tests.tui.support import Given, application, reading, synthetic, until

EXPECTED = TESTS / "cases" / "tui"
GLOSSARY = Glossary(
    [
        Entry(
            "MoE", ("混合专家模型",), "architecture", "A router sends each token to a few experts.",
            "由路由网络把每个词元分配给少数专家。", expansion="Mixture of Experts", see=("Router",),
        ),
        Entry("Router", ("路由网络",), "architecture", "It chooses the experts.", "选择专家的网络。"),
    ]
)  # fmt: skip
TEXTS = (
    "行業(yè)有什么新進(jìn)展?MoE 又是什么?",
    "一、路由",
    "混合專家模型只激活一部分專家,推理時更省;MoE 因此流行。",
    "關(guān)鍵在于路由。",
)


def drawn(screen: ReaderScreen) -> str:
    """What the terminal shows, without the status line and the spaces at the ends of lines."""
    lines = [strip.text.rstrip() for strip in screen._compositor.render_strips()][:-1]
    return "\n".join(lines).rstrip() + "\n"


@pytest.mark.parametrize("width", [40, 120])
async def test_the_pane(width: int) -> None:
    document = synthetic(*TEXTS)
    async with reading(application(Given(GLOSSARY, document), GLOSSARY), (width, 30)) as (pilot, screen):
        await pilot.press("tab", "enter")
        rows = screen.pane.query_one(Rows)
        facts = screen.pane.query_one("#facts", Prose)
        await until(pilot, lambda: len(rows) > 1 and "hùnhé" in facts.content.plain)
        await pilot.press("enter", "G")
        assert drawn(screen) == (EXPECTED / f"pane.{width}.txt").read_text("utf8")


@pytest.mark.parametrize("width", [40, 120])
async def test_both_pages(width: int) -> None:
    document = synthetic(*TEXTS)
    advert = synthetic("扫码关注[b]公众号[/b]").blocks[0]
    document = replace(document, dropped=(Dropped(advert, 2, Verdict("wording", detail="扫码关注")),))
    async with reading(application(Given(GLOSSARY, document), GLOSSARY), (width, 16)) as (pilot, screen):
        await pilot.press("P", "J", "P") if width > 100 else await pilot.press("P")
        await pilot.press("j", "j", "j")
        await pilot.pause()
        assert drawn(screen) == (EXPECTED / f"beside.{width}.txt").read_text("utf8")
