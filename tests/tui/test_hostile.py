"""Page and glossary text is shown as it stands: never read as markup, never obeyed by the terminal."""

from dataclasses import replace
from pathlib import Path

import pytest
from textual.strip import Strip

from reader.cuts import OwnCuts
from reader.lexicon.entry import Entry
from reader.lexicon.glossary import Glossary
from reader.model.document import Dropped, Fact, Metadata, Verdict
from reader.model.escape import UNSAFE
from reader.tui.drawn import visible
from reader.tui.widgets.prose import Prose
from reader.tui.widgets.rows import Rows
from tests.tui.support import Given, application, reading, shown, synthetic

NASTY = [
    "[b]粗体[/b] 与 [/] 与 [red]红[/red] 与 f[i]",
    "[link=file:///etc/passwd]点[/link] [@click=app.quit]按[/]",
    "$text {x} %s \\[b] \\n",
    "\x1b]52;c;aGFja2Vk\x07剪贴板",
    "\x1b[2J\x1b[31m红\x9b31m",
    "右到左\u202eabc\u202c完",
    "零宽\u200b连\u200d字\ufe0f",
    "半个\ud800代理",
    "行\u2028分\u2029隔\x85",
    "制\t表",
]


@pytest.fixture(scope="module")
def nasty_glossary() -> Glossary:
    entries = [
        Entry("[b]MoE[/b]", ("[red]专家[/red]",), "architecture", "[/] en \x1b[2J", "[i]中[/i]", see=("[/x]",)),
        Entry("[/x]", ("\x1b[31m",), "data", "en", "zh", expansion="[link]x[/link]", aliases=("[$]",)),
    ]
    return Glossary(entries)


async def test_everything_is_shown_literally(nasty_glossary: Glossary, tmp_path: Path) -> None:
    document = synthetic(*NASTY, "用[b]MoE[/b]架构")
    fact = Fact("[b]site[/b]\x1b[2J", "[/]")
    verdict = Verdict("wording", detail="[b]\x1b[2J")
    document = replace(
        document,
        metadata=Metadata("[b]name[/b]", "utf-8", "[/]", authors=(fact,), title=fact, site=fact, date=fact),
        dropped=tuple(Dropped(block, 0, verdict) for block in document.blocks),
    )
    app = application(Given(nasty_glossary, document), nasty_glossary, cuts=OwnCuts(tmp_path / "cuts.txt"))
    app._reader.source_name = "[b]page[/b].html"
    async with reading(app, (100, 45)) as (pilot, screen):
        drawn = "".join(line.strip() for line in shown(screen))
        for literal in (
            "[b]粗体[/b] 与 [/] 与 [red]红[/red] 与 f[i]",
            "[@click=app.quit]按[/]",
            "$text {x} %s \\[b] \\n",
        ):
            assert literal in drawn
        for keys in (
            ("tab", "enter", "enter", "enter", "backspace", "escape", "escape"),
            ("slash", "left_square_bracket", "b", "right_square_bracket", "enter", "n", "escape"),
            ("t", "j", "escape"),
            ("o", "left_square_bracket", "slash", "right_square_bracket", "down", "enter", "escape"),
            ("p", "j", "j", "enter", "escape", "tab", "j", "tab", "j", "escape"),
            ("asterisk", "c", "s", "s", "s", "s", "i", "i"),
            ("P", "P", "space", "g", "G", "enter", "escape"),
            ("ampersand", "vertical_line", "escape", "l", "vertical_line", "escape", "colon", "x", "enter"),
            ("tab", "enter", "less_than_sign", "greater_than_sign", "full_stop", "comma", "escape"),
        ):
            for key in keys:
                await pilot.press(key)
                harmless(screen.app.screen._compositor.render_strips())
        assert pilot.app.screen is screen


def harmless(strips: list[Strip]) -> None:
    for strip in strips:
        text = strip.text
        assert not UNSAFE.search(text), repr(text)
        assert text.isprintable() or not set(text) & {"\t", "\n"}


async def test_the_pane_shows_brackets(nasty_glossary: Glossary) -> None:
    document = synthetic("用 [b]MoE[/b] 架构")
    async with reading(application(Given(nasty_glossary, document), nasty_glossary), (100, 30)) as (pilot, _):
        await pilot.press("o", "slash", "down")
        rows = pilot.app.screen.query_one("#list", Rows)
        listed = [rows.render_line(row).text.strip() for row in range(2)]
        assert sorted(listed) == sorted(["[/x]  ␛[31m", "[b]MoE[/b]  [red]专家[/red]"])
        entry = pilot.app.screen.query_one("#entry", Prose).content.plain
        assert "␛" in entry
        assert "[" in entry


async def test_a_dropped_block_is_shown_whole(nasty_glossary: Glossary) -> None:
    document = synthetic("正文在此")
    block = synthetic("[b]广告[/b]\x1b[2J" + "长" * 300 + "尾").blocks[0]
    document = replace(document, dropped=(Dropped(block, 0, Verdict("link_density", 0.91, 0.5)),))
    async with reading(application(Given(nasty_glossary, document), nasty_glossary), (60, 30)) as (pilot, _):
        await pilot.press("p", "enter")
        whole = pilot.app.screen.query_one("#whole", Prose).content.plain
        assert "link_density: 0.91, the limit being 0.5" in whole
        assert "[b]广告[/b]␛[2J" in whole
        assert whole.endswith("尾")
        strips = "".join(strip.text.strip() for strip in pilot.app.screen._compositor.render_strips())
        assert "尾" in strips


@pytest.mark.parametrize("text", NASTY)
def test_visible_keeps_what_is_harmless(text: str) -> None:
    kept = [character for character in text if not UNSAFE.match(character) and character != "\t"]
    assert all(character in visible(text) for character in kept)
