"""A flow for every key: what a person presses, and what is seen then. The page is the sample page, 80 × 24."""

from collections.abc import Awaitable, Callable
from functools import partial

import pytest
from textual.command import CommandPalette
from textual.pilot import Pilot
from textual.widgets import Input

from reader import read
from reader.export.text import export_text
from reader.lexicon.glossary import Glossary
from reader.library.library import Library
from reader.model.choices import GlossPolicy, PinyinPolicy, Script, WordStatus
from reader.model.errors import ReaderError
from reader.pipeline import Pipeline
from reader.repair.script import fold_script
from reader.sources import user_data, user_library
from reader.tui.bindings import ALL, GLOSSARY, LISTS, OVERLAYS, READER
from reader.tui.reading import Position
from reader.tui.screens.brief import BriefScreen
from reader.tui.screens.contents import ContentsScreen
from reader.tui.screens.glossary import GlossaryScreen
from reader.tui.screens.help import HelpScreen
from reader.tui.screens.library import LibraryScreen
from reader.tui.screens.notes import NotesScreen
from reader.tui.screens.provenance import ProvenanceScreen
from reader.tui.screens.reader import ReaderScreen
from reader.tui.screens.refused import RefusedScreen
from reader.tui.screens.save import SaveScreen
from reader.tui.screens.teach import TeachScreen
from reader.tui.screens.words import WordsScreen
from reader.tui.sheet import Setting
from reader.tui.themes import DARK, DARK_CONTRAST, LIGHT, LIGHT_CONTRAST
from reader.tui.widgets.prose import Prose
from reader.tui.widgets.rows import Rows
from reader.tui.widgets.title import Title
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
    lines = screen.reading.headings
    assert len(lines) > 1, "though they are plain lines"
    for item in lines:
        await pilot.press("right_square_bracket")
        assert at(screen) == Position(item, 0)
    await pilot.press("l", "left_square_bracket")
    assert at(screen) == Position(lines[-1], 0), "first to the start of this one"
    await pilot.press("g", "left_square_bracket")
    assert screen.status.notice == "No heading before this one"
    await pilot.press("G", "right_square_bracket")
    assert screen.status.notice == "No further heading"


@flow("half.down", "half.up")
async def by_half_pages(pilot: Pilot[ReaderError], screen: ReaderScreen) -> None:
    height = screen.page.size.height - 1
    await pilot.press("ctrl+d")
    assert screen.page.top == round(height / 2)
    await pilot.press("ctrl+d", "ctrl+u", "ctrl+u")
    assert screen.page.top == 0


@flow("sentence.next", "sentence.previous")
async def by_sentences(pilot: Pilot[ReaderError], screen: ReaderScreen) -> None:
    assert screen.reading is not None
    await pilot.press("right_parenthesis")
    while not at(screen).offset:
        await pilot.press("right_parenthesis")
    item, offset = at(screen)
    assert screen.reading.text(item)[:offset].rstrip().endswith(("。", "？", "！", "!", "?"))
    await pilot.press("l", "left_parenthesis")
    assert at(screen) == Position(item, offset)
    await pilot.press("g", "left_parenthesis")
    assert screen.status.notice == "This is the first sentence"


@flow("go")
async def go_to_places(pilot: Pilot[ReaderError], screen: ReaderScreen) -> None:
    assert screen.reading is not None
    await pilot.press("colon", *"50%", "enter")
    assert at(screen) == Position(len(screen.reading) // 2, 0)
    assert screen.page.has_focus
    await pilot.press("colon", "3", "enter")
    assert at(screen) == Position(2, 0)
    await pilot.press("colon", *"x:1", "enter")
    assert screen.status.notice == "x:1 is no place; give 40% or the number of a paragraph"
    await pilot.press("colon", "9", "escape")
    assert at(screen) == Position(2, 0)
    await pilot.press("slash", *"llm", "escape")
    assert screen.matches == ""


@flow("term.next", "term.previous")
async def by_terms(pilot: Pilot[ReaderError], screen: ReaderScreen) -> None:
    await pilot.press("tab", "tab")
    assert text_at(screen) == "LLM"
    await pilot.press("shift+tab")
    assert text_at(screen) == "大模型"
    await pilot.press("shift+tab")
    assert screen.status.notice == "No term before this one"
    await pilot.press("enter", "tab")
    await until(pilot, lambda: screen.pane.headword == "LLM")  # an open pane follows once the cursor rests


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


@flow("hide")
async def hide_in_the_pane(pilot: Pilot[ReaderError], screen: ReaderScreen) -> None:
    await pilot.press("tab", "tab", "enter", "z")
    assert "A neural network" in screen.pane.query_one("#entry", Prose).content.plain
    await pilot.press("z")
    assert "A neural network" not in screen.pane.query_one("#entry", Prose).content.plain
    assert "大语言模型" in screen.pane.query_one("#entry", Prose).content.plain
    await pilot.press("z", "z")
    assert "A neural network" in screen.pane.query_one("#entry", Prose).content.plain


@flow("lookup")
async def look_up_no_term(pilot: Pilot[ReaderError], screen: ReaderScreen) -> None:
    await pilot.press("enter")
    said = screen.pane.query_one("#entry", Prose).content.plain
    assert said.startswith("引言")
    assert "Not in the glossary" in said


@flow("back", "forth", "list.choose")
async def see_also_and_back(pilot: Pilot[ReaderError], screen: ReaderScreen) -> None:
    await pilot.press("tab", "tab", "enter", "enter", "enter")
    assert screen.pane.headword != "LLM"
    assert "← LLM" in str(screen.pane.query_one("#way").render())
    further = screen.pane.headword
    await pilot.press("backspace")
    assert screen.pane.headword == "LLM"
    await pilot.press("backspace")
    assert screen.pane.headword == "LLM", "there is nothing before it"
    await pilot.press("greater_than_sign")
    assert screen.pane.headword == further
    await pilot.press("less_than_sign", "escape", "tab", "enter", "backspace")
    assert screen.pane.headword == "LLM", "words looked up one after the other are a way, too"
    assert "→" in str(screen.pane.query_one("#way").render())


@flow("lookup", "list.choose")
async def other_places(pilot: Pilot[ReaderError], screen: ReaderScreen) -> None:
    await pilot.press("tab", "tab", "enter")
    rows = screen.pane.query_one(Rows)
    await until(pilot, lambda: any("In this text: " in rows.render_line(y).text for y in range(len(rows))))
    heading = next(y for y in range(len(rows)) if "In this text: " in rows.render_line(y).text)
    assert len(rows) == heading + 1 + int(rows.render_line(heading).text.split(":")[1])
    first, cursor = rows.render_line(heading + 1).text, at(screen)
    assert "LLM" in first
    await pilot.press("enter", *"j" * (heading + 2))
    assert rows.index == heading + 2
    assert rows.screen.focused is rows
    assert screen.pane.region.contains_point((screen.pane.region.x, rows.region.y + rows.index)), "it is in view"
    await pilot.press("enter")
    assert at(screen) > cursor
    assert screen.reading is not None
    note = screen.reading.note_at(at(screen))
    assert note is not None
    assert note.headword == "LLM"


@flow("pane.down", "pane.up")
async def scroll_the_pane(pilot: Pilot[ReaderError], screen: ReaderScreen) -> None:
    await pilot.press("tab", "tab", "enter", "full_stop")
    assert screen.pane.scroll_y > 0
    assert screen.page.has_focus
    await pilot.press("comma", "comma")
    assert screen.pane.scroll_y == 0


@flow("glossary")
async def glossary_screen(pilot: Pilot[ReaderError], screen: ReaderScreen) -> None:
    await pilot.press("o", *"rlhf")
    assert isinstance(pilot.app.screen, GlossaryScreen)
    assert "RLHF" in pilot.app.screen.query_one("#entry", Prose).content.plain
    await pilot.press("escape")
    assert back(pilot, screen)


@flow("word.join", "word.cut")
async def words_of_ones_own(pilot: Pilot[ReaderError], screen: ReaderScreen) -> None:
    await pilot.press("ampersand")
    assert screen.status.notice == "There is no next word to join"
    await pilot.press("vertical_line")
    assert screen.status.notice == "Cuts can't be remembered here", "tests/tui/test_cutting.py has the rest"


@flow("compare")
async def compare(pilot: Pilot[ReaderError], screen: ReaderScreen) -> None:
    await pilot.press("P")
    assert screen.comparing
    assert screen.raw.has_focus, "in a narrow terminal it takes the page's place"
    await pilot.press("P")
    assert not screen.has_class("-beside")
    assert screen.page.has_focus


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


@flow("copy.as")
async def copy_as(pilot: Pilot[ReaderError], screen: ReaderScreen) -> None:
    reading = screen.reading
    assert reading is not None
    item = next(item for item in range(len(reading)) if "MoE" in reading.text(item))
    screen.page.go(Position(item, 0))
    await pilot.press("C", "enter")
    await pilot.pause()
    assert back(pilot, screen)
    sentence = pilot.app.clipboard
    assert reading.text(item).startswith(sentence)
    await pilot.press("C", "j", "j", "j", "j", "enter")
    await pilot.pause()
    assert "MoE〔混合专家模型〕" in pilot.app.clipboard, "the paragraph, with glosses"
    await pilot.press("C", "j", "j", "enter")
    await until(pilot, lambda: "the whole page" in screen.status.notice)
    assert pilot.app.clipboard.count("\n\n") > 50
    assert pilot.app.clipboard == export_text(read(str(ROOT / "source" / "page.txt")), GlossPolicy.NONE)


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
    await until(pilot, lambda: screen.status.notice == "zzzz isn't on this page")
    await pilot.press("n")
    assert at(screen) == Position(1, 0)


@flow("search")
async def search_by_initials(pilot: Pilot[ReaderError], screen: ReaderScreen) -> None:
    await pilot.press("slash", *"xlsj")
    await until(pilot, lambda: screen.matches.startswith("by pinyin 1/"))
    assert screen.reading is not None
    item, start, end = screen.page.match or (0, 0, 0)
    assert screen.reading.text(item)[start:end] == "向量数据"
    assert at(screen) == Position(item, start)
    await pilot.press("backspace", "backspace", "backspace", "backspace", *"zzzz", "enter")
    await until(pilot, lambda: screen.status.notice == "zzzz isn't on this page")


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
    await until(pilot, lambda: screen.status.notice == f"{headword}: known to you")
    assert screen.person.knows(headword)
    await pilot.press("a")
    await until(pilot, lambda: screen.person.status(headword) is WordStatus.LEARNING)
    assert not screen.person.knows(headword)
    await pilot.press("I", "I")
    await until(pilot, lambda: screen.status.notice == f"{headword}: unknown again")


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


@flow("leading")
async def leading(pilot: Pilot[ReaderError], screen: ReaderScreen) -> None:
    for rows in (1, 2, 0):
        await pilot.press("V")
        assert screen.page.setting.leading == rows


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


@flow("overlay.search", "query.list", "glossary.back", "glossary.forth")
async def in_the_glossary(pilot: Pilot[ReaderError], screen: ReaderScreen) -> None:
    await pilot.press("o", *"moe", "down")
    over = pilot.app.screen
    assert over.query_one("#list", Rows).has_focus
    await pilot.press("enter", "enter", "slash")
    assert over.query_one(Input).has_focus
    await pilot.press("enter", "backspace", "greater_than_sign", "less_than_sign")
    assert "MoE" in over.query_one("#entry", Prose).content.plain


def signs(screen: ReaderScreen) -> str:
    """What stands in the margin, from top to bottom."""
    return "".join(line[0] for line in shown(screen) if line).replace(" ", "")


@flow("mark.set", "mark.go")
async def marks(pilot: Pilot[ReaderError], screen: ReaderScreen) -> None:
    await pilot.press("J", "m", "b")
    await until(pilot, lambda: signs(screen) == "b")
    await pilot.press("J", "J", "m", "a")
    await until(pilot, lambda: signs(screen) == "ba")
    first = at(screen)
    await pilot.press("g", "apostrophe", "a")
    assert at(screen) == first
    await pilot.press("apostrophe", "down", "down", "up", "down", "enter")
    assert (back(pilot, screen), at(screen).item) == (True, 1)
    await pilot.press("apostrophe", "z")
    assert "No mark z" in screen.status.notice
    await pilot.press("apostrophe", "escape", "m", "escape")
    assert back(pilot, screen)


@flow("bookmark", "bookmark.next", "bookmark.previous")
async def bookmarks(pilot: Pilot[ReaderError], screen: ReaderScreen) -> None:
    await pilot.press("f")
    assert "Nothing is marked yet" in screen.status.notice
    await pilot.press("J", "M")
    await until(pilot, lambda: signs(screen) == "▸")
    await pilot.press("J", "J", "M")
    await until(pilot, lambda: signs(screen) == "▸▸")
    await pilot.press("g", "f")
    assert at(screen).item == 1
    await pilot.press("f")
    assert at(screen).item == 3
    await pilot.press("F", "M")
    await until(pilot, lambda: signs(screen) == "▸")
    await pilot.press("F")
    assert "No mark or note before" in screen.status.notice


@flow("highlight")
async def highlights(pilot: Pilot[ReaderError], screen: ReaderScreen) -> None:
    read = screen.reading
    assert read is not None

    def lit() -> list[tuple[int, int]]:
        return list(screen.page.signs.lit(at(screen).item))

    long = next(item for item in range(len(read)) if read.text(item).count("。") > 1)
    screen.page.go(Position(long, 0))
    await pilot.press("H")
    await until(pilot, lambda: lit() == [(0, read.text(long).index("。") + 1)])
    await pilot.press("H")
    await until(pilot, lambda: lit() == [(0, len(read.text(long)))])
    await pilot.press("H")
    await until(pilot, lambda: lit() == [])


@flow("note", "note.close", "notes", "notes.edit", "list.remove", "list.undo")
async def notes(pilot: Pilot[ReaderError], screen: ReaderScreen) -> None:
    await pilot.press("J", "e", *"weiss q", "escape")
    await until(pilot, lambda: signs(screen).startswith("✎"))
    assert "weiss q" in screen.note_here
    await pilot.press("e", "enter", *"more", "ctrl+s")
    await until(pilot, lambda: screen.note_here.endswith("weiss q\nmore"))
    await pilot.press("E")
    over = pilot.app.screen
    assert isinstance(over, NotesScreen)

    def first_row() -> str:
        return over.rows.render_line(0).text

    await until(pilot, lambda: "weiss q" in first_row())
    await pilot.press("x")
    await until(pilot, lambda: "Nothing is marked yet" in first_row())
    await pilot.press("u")
    await until(pilot, lambda: "weiss q" in first_row())
    await pilot.press("e", *"!", "escape")
    await until(pilot, lambda: "weiss q more!" in first_row())
    await pilot.press("enter")
    await until(pilot, lambda: back(pilot, screen) and screen.note_here.endswith("more!"))


@flow("words", "words.known", "words.learning", "words.ignored", "words.only", "words.export")
async def list_of_words(pilot: Pilot[ReaderError], screen: ReaderScreen) -> None:
    await pilot.press("tab", "a")
    await until(pilot, lambda: "being learned" in screen.status.notice)
    word, place = screen.word_at_hand(), at(screen)
    await pilot.press("g", "W")
    over = pilot.app.screen
    assert isinstance(over, WordsScreen)

    def first_row() -> str:
        return over.rows.render_line(0).text

    await until(pilot, lambda: "learning" in first_row())
    assert screen.reading is not None
    assert screen.reading.text(place.item)[:4] in first_row()
    await pilot.press("w")
    await until(pilot, lambda: "known" in first_row())
    await pilot.press("I")
    await until(pilot, lambda: "ignored" in first_row())
    await pilot.press("s")
    assert "Nothing is found" in first_row()
    await pilot.press("s", "s", "a")
    await until(pilot, lambda: "Nothing is found" in first_row())
    await pilot.press("s")
    assert "looked up" in first_row()
    await pilot.press("s", "o")
    save, target = pilot.app.screen, user_data() / "mine.tsv"
    assert isinstance(save, SaveScreen)
    save.query_one(Input).value = str(target)
    await pilot.press("enter")
    await until(pilot, target.exists)
    assert word.lower() in target.read_text("utf8")
    await pilot.press("enter")
    await until(pilot, lambda: back(pilot, screen) and at(screen) == place)


@flow("jump.back", "jump.forth")
async def jumps(pilot: Pilot[ReaderError], screen: ReaderScreen) -> None:
    await pilot.press("J", "J")
    here = at(screen)
    await pilot.press("G")
    there = at(screen)
    assert there.item > here.item
    await pilot.press("ctrl+o")
    assert at(screen) == here
    await pilot.press("ctrl+n")
    assert at(screen) == there
    await pilot.press("alt+left", "alt+right")
    assert at(screen) == there
    await pilot.press("alt+right")
    assert "No jump" in screen.status.notice


@flow("library", "library.sort", "library.notes", "library.words", "library.help")
async def library(pilot: Pilot[ReaderError], screen: ReaderScreen) -> None:
    await pilot.press("L")
    over = pilot.app.screen
    assert isinstance(over, LibraryScreen)
    await until(pilot, lambda: "page.html" in over.rows.render_line(0).text)
    await pilot.press("s")
    assert "by title" in over.query_one(Title).render_line(0).text
    for key, kind in (("E", NotesScreen), ("W", WordsScreen), ("question_mark", HelpScreen)):
        await pilot.press(key)
        assert isinstance(pilot.app.screen, kind)
        await pilot.press("escape")
    await pilot.press("enter")
    await until(pilot, lambda: back(pilot, screen))


def test_every_key_has_a_flow() -> None:
    assert {name for ids in FLOWS.values() for name in ids} == {key.id for key in ALL}


@pytest.mark.parametrize("test", [pytest.param(test, id=test.__name__) for test in FLOWS])
async def test_flow(test: Flow, pipeline: Pipeline, glossary: Glossary) -> None:
    page = (ROOT / "source" / "page.txt").read_text("utf8")
    remember = partial(Library, user_library(), fold_script, pytest.fail)
    async with reading(application(pipeline, glossary, page, remember=remember)) as (pilot, screen):
        await until(pilot, lambda: screen.memory is not None)
        await test(pilot, screen)
