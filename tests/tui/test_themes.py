import pytest
from textual.color import Color
from textual.theme import Theme

from reader.lexicon.glossary import Glossary
from reader.model.choices import Dress
from reader.pipeline import Pipeline
from reader.tui.app import ReaderApp
from reader.tui.terminal import is_light, is_light_ground
from reader.tui.themes import DARK_CONTRAST, LIGHT_CONTRAST, THEMES, TITLES, theme_of
from reader.tui.widgets.page import Page
from tests.tui.support import application, reading

AA = 4.5  # WCAG 2.2, contrast (minimum), for text of any size
TEXTS = ("foreground", "secondary", "error", "success")
AAA = 7  # the same, contrast (enhanced): high contrast
#: Variables that are grounds, on which the plain text of the page, or a text named after them, stands.
GROUNDS = ("page-cursor", "page-highlight", "page-match", "page-match-current", "screen-selection-background")


def luminance(color: Color) -> float:
    def linear(channel: int) -> float:
        share = channel / 255
        return share / 12.92 if share <= 0.04045 else ((share + 0.055) / 1.055) ** 2.4

    red, green, blue = (linear(channel) for channel in color.rgb)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    light, dark = sorted((luminance(Color.parse(one)), luminance(Color.parse(other))), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def test_contrast_is_measured_as_the_standard_says() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)


@pytest.mark.parametrize("theme", THEMES, ids=lambda theme: theme.name)
def test_every_text_can_be_read_on_every_ground(theme: Theme) -> None:
    grounds = [theme.background, theme.surface, theme.panel]
    page = {name for name in theme.variables if name.startswith("page-")} - {*GROUNDS, "page-match-current-text"}
    texts = {name: getattr(theme, name) for name in TEXTS} | {name: theme.variables[name] for name in page}
    pairs = {(name, ground): contrast(color, str(ground)) for name, color in texts.items() for ground in grounds}
    for name in (
        "page-cursor",
        "page-highlight",
        "page-match",
    ):  # on these, whatever the text was, it is drawn in the plain colour
        pairs["foreground", name] = contrast(str(theme.foreground), theme.variables[name])
    pairs["selection", ""] = contrast(
        theme.variables["screen-selection-foreground"], theme.variables["screen-selection-background"]
    )
    pairs["match", ""] = contrast(theme.variables["page-match-current-text"], theme.variables["page-match-current"])
    least = AAA if theme.name in (DARK_CONTRAST, LIGHT_CONTRAST) else AA
    assert {pair: round(value, 2) for pair, value in pairs.items() if value < least} == {}


@pytest.mark.parametrize("theme", THEMES, ids=lambda theme: theme.name)
def test_where_one_stands_can_be_seen_by_the_scrollbar(theme: Theme) -> None:
    """WCAG 2.2, non-text contrast."""
    for ground in (theme.background, theme.surface):
        assert contrast(theme.variables["scrollbar"], str(ground)) >= 3
        if "contrast" in theme.name:
            assert contrast(theme.variables["pane-line"], str(ground)) >= 3, "lines between page and pane"


def test_all_themes_say_the_same_things() -> None:
    assert set(TITLES) == {theme.name for theme in THEMES}
    assert {theme_of(dress) for dress in Dress} == set(TITLES)
    assert len({frozenset(theme.variables) for theme in THEMES}) == 1


@pytest.mark.parametrize(
    ("environment", "light"),
    [
        ({"COLORFGBG": "0;15"}, True),
        ({"COLORFGBG": "15;0"}, False),
        ({"COLORFGBG": "0;default;15"}, True),
        ({"COLORFGBG": "15;0", "NO_COLOR": "1"}, False),
        ({"TERM": "dumb"}, None),
        ({}, None),
        ({"TERM": "xterm-256color", "SSH_CONNECTION": "10.0.0.1 1 10.0.0.2 22"}, None),
    ],
    ids=str,
)
def test_what_the_terminal_tells_of_its_ground(environment: dict[str, str], light: bool | None) -> None:  # noqa: FBT001
    assert is_light(environment) is light


@pytest.mark.parametrize(
    ("answer", "light"),
    [
        (b"\x1b]11;rgb:ffff/ffff/ffff\x07\x1b[?62;c", True),
        (b"\x1b]11;rgb:0000/0000/0000\x1b\\\x1b[?62;c", False),
        (b"\x1b]11;rgba:ffff/ffff/ffff/0000\x1b\\", True),
        (b"\x1b]11;rgb:ff/ff/0\x07", True),
        (b"\x1b[?1;2c", None),
        (b"", None),
        (b"\x1b]11;rgb:zz/ff/ff\x07", None),
    ],
)
def test_the_answer_of_a_terminal(answer: bytes, light: bool | None) -> None:  # noqa: FBT001
    assert is_light_ground(answer) is light


async def test_terms_are_marked_by_more_than_colour(
    pipeline: Pipeline, glossary: Glossary, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    async with reading(application(pipeline, glossary)) as (_, screen):
        assert screen.app.no_color
        line = next(line for line in map(screen.page.render_line, range(20)) if "MoE⟨" in line.text)
        term = next(segment for segment in line if segment.text == "MoE")
        gloss = next(segment for segment in line if segment.text.startswith("⟨"))
        assert term.style is not None
        assert term.style.underline
        assert gloss.style is not None
        assert not gloss.style.underline
        for strip in screen._compositor.render_strips():
            for segment in strip.apply_filter(screen.app._filters[-1], Color.parse("black")):
                color = segment.style and segment.style.color and segment.style.color.triplet
                assert not color or len(set(color)) == 1, "grey, whatever the theme says"


async def test_all_themes_style_every_component(pipeline: Pipeline, glossary: Glossary) -> None:
    app: ReaderApp = application(pipeline, glossary)
    async with reading(app) as (pilot, screen):
        for theme in TITLES:
            pilot.app.theme = theme
            await pilot.pause()
            styles = [screen.page.get_component_rich_style(name, partial=True) for name in Page.COMPONENT_CLASSES]
            assert all(styles), "an empty style is false"
