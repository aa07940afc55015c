"""A flow for every key: what a person presses, and what is seen then. The page is the sample page, 80 × 24."""

from collections.abc import Awaitable, Callable

import pytest
from textual.command import CommandPalette
from textual.pilot import Pilot
from textual.widgets import Input

from reader.lexicon.glossary import Glossary
from reader.model.choices import GlossPolicy, PinyinPolicy, Script, WordStatus
from reader.model.document import Kind
from reader.model.errors import ReaderError
from reader.pipeline import Pipeline
from reader.tui.bindings import ALL, GLOSSARY, LISTS, OVERLAYS, READER
from reader.tui.reading import Position
from reader.tui.screens.brief import BriefScreen
from reader.tui.screens.contents import ContentsScreen
from reader.tui.screens.glossary import GlossaryScreen
from reader.tui.screens.help import HelpScreen
from reader.tui.screens.provenance import ProvenanceScreen
from reader.tui.screens.reader import ReaderScreen
from reader.tui.screens.refused import RefusedScreen
from reader.tui.screens.teach import TeachScreen
from reader.tui.sheet import Setting
from reader.tui.themes import DARK, DARK_CONTRAST, LIGHT, LIGHT_CONTRAST
from reader.tui.widgets.prose import Prose
from reader.tui.widgets.rows import Rows
from tests.support import ROOT
from tests.tui.support import application, reading, shown, until

#: A coroutine function that presses keys and looks.
Flow = Callable[[Pilot[ReaderError], ReaderScreen], Awaitable[None]]
FLOWS: dict[Flow, tuple[str, ...]] = {}


def flow(*ids: str) -> Callable[[Flow], Flow]:
    """This flow presses the keys with these ids."""

    def kept(test: Flow) -> Flow:
        FLOWS[test] = ids
        return test

    return kept


def test_ids_and_keys_stand_once() -> None:
    for table in (READER, (*LISTS, *OVERLAYS), GLOSSARY):
        ids = [key.id for key in table]
        keys = [name for key in table for name in key.keys.split(",")]
        assert len(ids) == len(set(ids))
        assert len(keys) == len(set(keys))


def at(screen: ReaderScreen) -> Position:
    return screen.page.cursor


def back(pilot: Pilot[ReaderError], screen: ReaderScreen) -> bool:
    """Whether nothing lies over the page any more."""
    return pilot.app.screen is screen


def setting(screen: ReaderScreen) -> Setting:
    return screen.page.setting


def row(screen: ReaderScreen) -> int:
    """The row of the view on which the cursor stands."""
    assert screen.page.sheet is not None
    return screen.page.sheet.spot(at(screen)).line - screen.page.top


def text_at(screen: ReaderScreen) -> str:
    assert screen.reading is not None
    item, start, end = screen.reading.word_at(at(screen))
    return screen.reading.text(item)[start:end]


@flow("line.down", "line.up")
async def by_lines(pilot: Pilot[ReaderError], screen: ReaderScreen) -> None:
    assert (at(screen), row(screen)) == (Position(0, 0), 2)
    await pilot.press("j", "down")
    assert row(screen) == 5, "two lines of text, one gap"
    await pilot.press("k")
    assert row(screen) == 4
    await pilot.press("up", "up", "up")
    assert at(screen) == Position(0, 0)
    for _ in range(30):
        await pilot.press("j")
    assert screen.page.top > 0
    assert row(screen) == screen.page.size.height - 1 - screen.page.size.height // 4


@flow("page.down", "page.up")
async def by_pages(pilot: Pilot[ReaderError], screen: ReaderScreen) -> None:
    last = shown(screen)[-1]
    await pilot.press("space")
    assert screen.page.top == screen.page.size.height - 1
    assert shown(screen)[0] == last
    assert 0 <= row(screen) < screen.page.size.height
    await pilot.press("b")
    assert screen.page.top == 0
    await pilot.press("pagedown", "pageup", "b")
    assert screen.page.top == 0
    assert at(screen).item == 0, "at the page's end the cursor goes all the way"


@flow("top", "bottom")
async def to_the_ends(pilot: Pilot[ReaderError], screen: ReaderScreen) -> None:
    assert screen.reading is not None
    await pilot.press("G")
    assert at(screen).item == len(screen.reading) - 1
    assert screen.page.progress == 100
    assert shown(screen)[-1].strip().endswith(screen.reading.text(at(screen).item)[-4:])
    await pilot.press("g")
    assert (at(screen), screen.page.top) == (Position(0, 0), 0)
    await pilot.press("end", "home")
    assert (at(screen), screen.page.top) == (Position(0, 0), 0)


@flow("word.next", "word.previous")
async def by_words(pilot: Pilot[ReaderError], screen: ReaderScreen) -> None:
    words = [text_at(screen)]
    for key in ("l", "right", "l", "right", "l"):
        await pilot.press(key)
        words.append(text_at(screen))
    assert words == ["引言", "又", "几个", "月", "过去", "了"]
    await pilot.press("h", "left")
    assert text_at(screen) == "月"


@flow("paragraph.next", "paragraph.previous")
async def by_paragraphs(pilot: Pilot[ReaderError], screen: ReaderScreen) -> None:
    await pilot.press("J", "right_curly_bracket", "l", "l")
    assert at(screen).item == 2
    await pilot.press("K")
    assert at(screen) == Position(2, 0), "first to the start of this one"
    await pilot.press("left_curly_bracket", "K", "K")
    assert at(screen) == Position(0, 0)
    assert screen.status.notice == "This is the first paragraph"


@flow("heading.next", "heading.previous")
async def by_headings(pilot: Pilot[ReaderError], screen: ReaderScreen) -> None:
    assert screen.reading is not None
    headings = [item for item in range(len(screen.reading)) if screen.reading.raw(item).kind is Kind.HEADING]
    await pilot.press("right_square_bracket")
    assert (at(screen).item if headings else screen.status.notice) == (
        headings[0] if headings else "No further heading"
    )
    await pilot.press("G", "left_square_bracket")
    assert (at(screen).item if headings else screen.status.notice) == (
        headings[-1] if headings else "No heading before this one"
    )


@flow("term.next", "term.previous")
async def by_terms(pilot: Pilot[ReaderError], screen: ReaderScreen) -> None:
    await pilot.press("tab", "tab")
    assert text_at(screen) == "LLM"
    await pilot.press("shift+tab")
    assert text_at(screen) == "大模型"
    await pilot.press("shift+tab")
    assert screen.status.notice == "No term before this one"
    await pilot.press("enter", "tab")
    assert screen.pane.headword == "LLM", "an open pane follows"


@flow("lookup", "escape")
async def look_up(pilot: Pilot[ReaderError], screen: ReaderScreen) -> None:
    await pilot.press("tab", "tab", "enter")
    assert screen.pane.display
    assert "大语言模型" in screen.pane.query_one("#entry", Prose).content.plain
    assert screen.page.has_focus
    await pilot.press("enter")
    assert screen.pane.query_one(Rows).has_focus, "once more, and the keys go to the see-also"
    await pilot.press("escape")
    assert screen.page.has_focus
    await pilot.press("escape")
    assert not screen.pane.display


@flow("lookup")
async def look_up_no_term(pilot: Pilot[ReaderError], screen: ReaderScreen) -> None:
    await pilot.press("enter")
    said = screen.pane.query_one("#entry", Prose).content.plain
    assert said.startswith("引言")
    assert "Not in the glossary" in said


@flow("back", "list.choose")
async def see_also_and_back(pilot: Pilot[ReaderError], screen: ReaderScreen) -> None:
    await pilot.press("tab", "tab", "enter", "enter", "enter")
    assert screen.pane.headword != "LLM"
    assert "← LLM" in str(screen.pane.query_one("#links-title").render())
    await pilot.press("backspace")
    assert screen.pane.headword == "LLM"
    await pilot.press("backspace")
    assert screen.pane.headword == "LLM", "there is nothing before it"


@flow("glossary")
async def glossary_screen(pilot: Pilot[ReaderError], screen: ReaderScreen) -> None:
    await pilot.press("o", *"rlhf")
    assert isinstance(pilot.app.screen, GlossaryScreen)
    assert "RLHF" in pilot.app.screen.query_one("#entry", Prose).content.plain
    await pilot.press("escape")
    assert back(pilot, screen)


@flow("copy")
async def copy(pilot: Pilot[ReaderError], screen: ReaderScreen) -> None:
    assert screen.reading is not None
    await pilot.press("j", "c")
    assert pilot.app.clipboard == screen.reading.text(1)
    assert "\n" not in pilot.app.clipboard
    assert "⟨" not in pilot.app.clipboard
    await pilot.press("j", "j", "y")
    assert pilot.app.clipboard == screen.reading.text(at(screen).item)
    assert screen.status.notice.startswith("Copied the paragraph")


@flow("search", "match.next", "match.previous", "escape")
async def search(pilot: Pilot[ReaderError], screen: ReaderScreen) -> None:
    await pilot.press("slash", *"llm")
    assert text_at(screen) == "LLM"
    total = int(screen.matches.split("/")[1])
    assert (total > 5, screen.matches) == (True, f"1/{total}")
    first = at(screen)
    await pilot.press("enter", "n")
    assert screen.page.has_focus
    assert at(screen) > first
    assert screen.matches == f"2/{total}"
    await pilot.press("N", "N")
    assert screen.matches == f"{total}/{total}"
    assert screen.status.notice == "On from the end of the page"
    await pilot.press("n")
    assert screen.status.notice == "On from the top of the page"
    await pilot.press("escape")
    assert screen.matches == ""


@flow("search")
async def search_left_by_escape(pilot: Pilot[ReaderError], screen: ReaderScreen) -> None:
    await pilot.press("l", "slash", *"GPT")
    assert at(screen).item > 1
    await pilot.press("escape")
    assert at(screen) == Position(1, 0), "back to where it began"
    assert not screen.searchbar.display
    await pilot.press("slash", *"zzzz", "enter")
    assert screen.status.notice == "zzzz isn't on this page"
    await pilot.press("n")
    assert at(screen) == Position(1, 0)


@flow("match.next")
async def nothing_searched(pilot: Pilot[ReaderError], screen: ReaderScreen) -> None:
    await pilot.press("n")
    assert screen.status.notice == "Nothing is searched for; / begins a search"


@flow("search.word")
async def search_word(pilot: Pilot[ReaderError], screen: ReaderScreen) -> None:
    await pilot.press("tab", "asterisk")
    assert text_at(screen) == "大模型"
    assert at(screen).item > 1
    assert screen.matches.startswith("2/")


@flow("provenance")
async def provenance(pilot: Pilot[ReaderError], screen: ReaderScreen) -> None:
    await pilot.press("p")
    assert isinstance(pilot.app.screen, ProvenanceScreen)
    await pilot.press("escape")
    assert back(pilot, screen)


@flow("gloss")
async def gloss(pilot: Pilot[ReaderError], screen: ReaderScreen) -> None:
    def glosses() -> int:
        return "".join(shown(screen)).count("⟨")

    first = glosses()
    await pilot.press("i")
    assert screen.page.setting.gloss is GlossPolicy.ALL
    assert glosses() > first > 0
    await pilot.press("i")
    assert setting(screen).gloss is GlossPolicy.UNKNOWN
    known = glosses()
    await pilot.press("tab", "w")
    assert 0 < glosses() < known, "a known term needs no gloss"
    await pilot.press("w")
    assert glosses() == known
    await pilot.press("i")
    assert (screen.page.setting.gloss, glosses()) == (GlossPolicy.NONE, 0)
    await pilot.press("i")
    assert (screen.page.setting.gloss, glosses()) == (GlossPolicy.FIRST, first)


@flow("pinyin", "tones")
async def pinyin(pilot: Pilot[ReaderError], screen: ReaderScreen) -> None:
    def above() -> int | None:
        return next((row for row, line in enumerate(shown(screen)) if "yǐnyán" in line), None)

    def colours() -> list[object]:
        return [segment.style and segment.style.color for segment in screen.page.render_line(above() or 0)]

    await pilot.press("r")
    assert setting(screen).pinyin is PinyinPolicy.ALL
    await until(pilot, lambda: above() is not None)
    assert above() == row(screen) - 1
    before = colours()
    await pilot.press("R")
    assert colours() != before
    await pilot.press("r")
    assert setting(screen).pinyin is PinyinPolicy.UNKNOWN
    assert above() is not None
    await pilot.press("g", "w")
    assert above() is None, "what is known needs no pinyin"
    await pilot.press("r")
    assert setting(screen).pinyin is PinyinPolicy.NONE
    assert len(shown(screen)[row(screen)].strip()) == len("引言")


@flow("known", "learning", "ignored")
async def words(pilot: Pilot[ReaderError], screen: ReaderScreen) -> None:
    await pilot.press("tab", "w")
    assert screen.person.status("LLM") is None
    headword = screen.word_at_hand()
    assert screen.status.notice == f"{headword}: known to you"
    assert screen.person.knows(headword)
    await pilot.press("a")
    assert screen.person.status(headword) is WordStatus.LEARNING
    assert not screen.person.knows(headword)
    await pilot.press("I", "I")
    assert screen.status.notice == f"{headword}: unknown again"


@flow("brief")
async def brief(pilot: Pilot[ReaderError], screen: ReaderScreen) -> None:
    await pilot.press("B")
    over = pilot.app.screen
    assert isinstance(over, BriefScreen)
    rows = over.query_one(Rows)
    await until(pilot, lambda: len(rows) > 20)
    text = "\n".join("".join(part for part, _ in line) for line in rows._rows)
    assert all(words in text for words in ("Chinese characters", "fundamentals", "level 7–9", "Hardest words"))
    await pilot.press("escape")
    assert back(pilot, screen)


@flow("script")
async def script(pilot: Pilot[ReaderError], screen: ReaderScreen) -> None:
    await pilot.press("space", "tab")
    start, line = text_at(screen), row(screen)
    for script, sign in (
        (Script.SIMPLIFIED, "数据"),
        (Script.TAIWAN, "資料"),
        (Script.HONGKONG, "反饋數據"),
        (Script.PAGE, "反饋數據"),
        (Script.AUTO, "数据"),
    ):
        await pilot.press("s")
        assert screen.reading is not None
        assert screen.reading.script is script
        assert any(sign in screen.reading.text(item) for item in range(len(screen.reading)))
        assert row(screen) == line, "the cursor stays on its row"
    assert text_at(screen) == start


@flow("wider", "narrower")
async def width(pilot: Pilot[ReaderError], screen: ReaderScreen) -> None:
    room = screen.page.room
    await pilot.press("minus", "minus")
    assert screen.page.room == room - 8
    assert all(len(line) - len(line.lstrip()) >= 4 for line in shown(screen) if line)
    await pilot.press("plus", "equals_sign", "plus", "plus")
    assert screen.page.room == room, "not wider than the terminal"


@flow("spacing")
async def spacing(pilot: Pilot[ReaderError], screen: ReaderScreen) -> None:
    def gaps() -> int:
        return shown(screen)[2:10].count("")

    one = gaps()
    await pilot.press("v")
    assert gaps() > one
    await pilot.press("v")
    assert gaps() == 0


@flow("theme")
async def theme(pilot: Pilot[ReaderError], screen: ReaderScreen) -> None:
    def ground() -> object:
        style = screen.page.render_line(0)._segments[0].style
        return style and style.bgcolor

    dark = ground()
    await pilot.press("d")
    assert (pilot.app.theme, ground() != dark) == (LIGHT, True)
    await pilot.press("d")
    assert (pilot.app.theme, ground() == dark) == (DARK, True)


@flow("contrast")
async def more_contrast(pilot: Pilot[ReaderError], screen: ReaderScreen) -> None:
    await pilot.press("D")
    assert pilot.app.theme == DARK_CONTRAST
    await pilot.press("d")
    assert pilot.app.theme == LIGHT_CONTRAST, "light or dark, the contrast stays"
    await pilot.press("D")
    assert pilot.app.theme == LIGHT


@flow("contents", "list.down", "list.up", "list.choose", "list.first", "list.last")
async def contents(pilot: Pilot[ReaderError], screen: ReaderScreen) -> None:
    await pilot.press("t")
    assert isinstance(pilot.app.screen, ContentsScreen)
    rows = pilot.app.screen.query_one(Rows)
    await pilot.press("G")
    assert rows.index == len(rows) - 1
    await pilot.press("k", "up", "home")
    assert rows.index == 0
    await pilot.press("j", "down", "g", "end", "enter")
    assert back(pilot, screen)
    assert at(screen).item > 0
    assert 0 <= row(screen) < screen.page.size.height


@flow("help", "list.page.down", "list.page.up", "overlay.close")
async def help_screen(pilot: Pilot[ReaderError], screen: ReaderScreen) -> None:
    await pilot.press("question_mark")
    assert isinstance(pilot.app.screen, HelpScreen)
    rows = pilot.app.screen.query_one(Rows)
    text = "\n".join("".join(part for part, _ in line) for line in rows._rows)
    assert all(key.label in text and key.shown in text for key in ALL)
    await pilot.press("space")
    assert rows.index == rows.size.height - 1
    await pilot.press("b")
    assert rows.index == 0
    await pilot.press("pagedown", "pageup", "q")
    assert back(pilot, screen)


@flow("palette")
async def palette(pilot: Pilot[ReaderError], screen: ReaderScreen) -> None:
    await pilot.press("ctrl+p")
    assert isinstance(pilot.app.screen, CommandPalette)
    await pilot.press(*"light or dark")
    await pilot.pause(0.5)
    await pilot.press("enter")
    await pilot.pause(0.2)
    assert back(pilot, screen)
    assert pilot.app.theme == LIGHT


@flow("drop", "undo")
async def left_out(pilot: Pilot[ReaderError], screen: ReaderScreen) -> None:
    assert screen.reading is not None
    whole = len(screen.reading)
    await pilot.press("J", "x")
    await until(pilot, lambda: screen.reading is not None and len(screen.reading) == whole - 1)
    await pilot.press("u")
    await until(pilot, lambda: screen.reading is not None and len(screen.reading) == whole)


@flow("drop.site")
async def taught(pilot: Pilot[ReaderError], screen: ReaderScreen) -> None:
    await pilot.press("J", "X")
    await until(pilot, lambda: isinstance(pilot.app.screen, TeachScreen))
    await pilot.press("escape")
    assert back(pilot, screen)


@flow("provenance.turn", "provenance.teach")
async def overruled(pilot: Pilot[ReaderError], screen: ReaderScreen) -> None:
    assert screen.reading is not None
    whole = len(screen.reading)
    await pilot.press("p", "x")
    await until(pilot, lambda: screen.reading is not None and len(screen.reading) == whole + 1)
    await pilot.press("p", "X")
    await until(pilot, lambda: isinstance(pilot.app.screen, TeachScreen))


@flow("refused.force")
async def forced(pilot: Pilot[ReaderError], screen: ReaderScreen) -> None:
    answers: list[int | None] = []
    pilot.app.push_screen(RefusedScreen("no article"), answers.append)
    await pilot.press("f")
    await until(pilot, lambda: back(pilot, screen))
    assert answers == [1]


@flow("quit")
async def leave(pilot: Pilot[ReaderError], screen: ReaderScreen) -> None:
    await pilot.press("q")
    assert pilot.app.return_value is None
    assert pilot.app._exit


@flow("overlay.next", "overlay.previous")
async def sections(pilot: Pilot[ReaderError], screen: ReaderScreen) -> None:
    await pilot.press("p")
    over = pilot.app.screen
    assert isinstance(over, ProvenanceScreen)

    def first_row() -> str:
        return over.query_one(Rows).render_line(0).text

    dropped = first_row()
    assert "line 1" in dropped
    await pilot.press("tab")
    assert "→" in first_row()
    await pilot.press("tab")
    assert "source" in first_row()
    await pilot.press("tab")
    assert "引言" in first_row()
    await pilot.press("tab")
    assert first_row() == dropped
    await pilot.press("shift+tab")
    assert "引言" in first_row()


@flow("overlay.search", "glossary.list", "glossary.back")
async def in_the_glossary(pilot: Pilot[ReaderError], screen: ReaderScreen) -> None:
    await pilot.press("o", *"moe", "down")
    over = pilot.app.screen
    assert over.query_one("#list", Rows).has_focus
    await pilot.press("enter", "enter", "slash")
    assert over.query_one(Input).has_focus
    await pilot.press("enter", "backspace")
    assert "MoE" in over.query_one("#entry", Prose).content.plain


def test_every_key_has_a_flow() -> None:
    assert {name for ids in FLOWS.values() for name in ids} == {key.id for key in ALL}


@pytest.mark.parametrize("test", [pytest.param(test, id=test.__name__) for test in FLOWS])
async def test_flow(test: Flow, pipeline: Pipeline, glossary: Glossary) -> None:
    page = (ROOT / "source" / "page.txt").read_text("utf8")
    async with reading(application(pipeline, glossary, page)) as (pilot, screen):
        await test(pilot, screen)
