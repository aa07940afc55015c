"""What is kept of what was drawn: whatever keys are pressed, the screen shows what a fresh drawing shows."""

from collections.abc import Iterable

from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from rich.segment import Segment
from textual._styles_cache import StylesCache
from textual.geometry import Region
from textual.strip import Strip
from textual.widget import Widget

from reader.lexicon.glossary import Glossary
from reader.tui.screens.reader import ReaderScreen
from reader.tui.widgets.direct import Bar, Direct
from reader.tui.widgets.page import Page
from reader.tui.widgets.pane import Pane
from reader.tui.widgets.rows import Rows
from tests.tui.support import Given, application, reading, synthetic

TEXTS = [
    f"第{number}段：MoE 只激活一部分专家，" + "训练数据越多，LLM 推理越准。" * (number % 5) for number in range(60)
]
KEYS = (
    "j",
    "k",
    "space",
    "b",
    "G",
    "g",
    "tab",
    "right",
    "left",
    "enter",
    "n",
    "N",
    "i",
    "d",
    "v",
    "plus",
    "escape",
    "r",
)
SIZES = ((80, 24), (121, 30), (48, 16))


def cells(strips: Iterable[Strip], width: int) -> list[list[Segment]]:
    """The strips as segments, equal neighbours joined, cut to ``width`` cells."""
    return [list(Segment.simplify(strip.crop(0, width))) for strip in strips]


def fresh(widget: Widget, width: int) -> list[list[Segment]]:
    """What Textual makes of a widget of which nothing was kept."""
    if isinstance(widget, Page | Rows):
        widget._strips.clear()
    region = Region(0, 0, *widget.outer_size)
    return cells(StylesCache().render_widget(widget, region), width)


def check(screen: ReaderScreen) -> None:
    """Nothing on the screen is stale, and what is drawn without Textual's help is what it would draw."""
    for widget, (region, clip) in screen._compositor.visible_widgets.items():
        width = widget.columns if isinstance(widget, Page) else widget.outer_size.width
        kept = isinstance(widget, Direct | Bar | Pane)
        if kept and region.area and region.overlaps(clip):
            drawn = cells(widget.render_lines(Region(0, 0, *widget.outer_size)), width)
            assert drawn == fresh(widget, width), f"{widget} is not what it should be"


@settings(
    max_examples=5,
    phases=[Phase.explicit, Phase.generate],
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(
    keys=st.lists(st.sampled_from(KEYS), min_size=4, max_size=9),
    size=st.sampled_from(SIZES),
    other=st.sampled_from(SIZES),
)
async def test_what_was_kept_is_what_would_be_drawn_now(
    keys: list[str], size: tuple[int, int], other: tuple[int, int], glossary: Glossary
) -> None:
    app = application(Given(glossary, synthetic(*TEXTS)), glossary)
    async with reading(app, size) as (pilot, screen):
        await pilot.press("tab", "enter", "asterisk")
        half = len(keys) // 2
        await pilot.press(*keys[:half])
        check(screen)
        await pilot.resize_terminal(*other)
        await pilot.press(*keys[half:])
        check(screen)
