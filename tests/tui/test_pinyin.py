"""Pinyin above the words: over its characters, lines broken by the same rules, places found as without it."""

import asyncio
import threading
from functools import partial
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from reader.config import Config
from reader.face import load_pinyin
from reader.lexicon.glossary import Glossary
from reader.library.words import Words
from reader.model.characters import HAN
from reader.model.choices import Dress, GlossPolicy, PinyinPolicy, PinyinStyle, WordStatus
from reader.model.document import Block, Kind, Origin
from reader.model.errors import LibraryError
from reader.model.text import Text
from reader.pipeline import Pipeline
from reader.repair.script import fold_script
from reader.tui.drawn import Frame, Leaf, set_block
from reader.tui.facts import Tutor, WordFacts
from reader.tui.person import Person
from reader.tui.ruby import Spelled, above
from reader.tui.sheet import Setting
from reader.wrap import FILLER, line_starts
from tests.tui.support import application, reading, shown, until

TEXT = "我们训练了装有双状态窗口的大模型，（它）能在GPT-4里切换；重排“长文本”！西安的床。"
ALL = Setting(pinyin=PinyinPolicy.ALL)


def leaf(text: str, width: int, style: PinyinStyle = PinyinStyle.MARKS) -> Leaf:
    from reader.lexicon.pinyin_styles import writer

    spelled = Spelled.of(text, load_pinyin().read(text))
    block = Block(Kind.PARAGRAPH, Origin(1), Text.of(text))
    ruby = above(text, spelled, writer(style), lambda _: True, apart=style is not PinyinStyle.MARKS)
    return set_block(block, (), Frame(), width, ruby)


TEXTS = st.text(st.sampled_from(TEXT + "，。（）“” aB3"), max_size=60)


@given(TEXTS, st.integers(8, 60), st.sampled_from(PinyinStyle))
def test_nothing_overlaps_and_nothing_leaves_the_line(text: str, width: int, style: PinyinStyle) -> None:
    set_leaf = leaf(text, width, style)
    for line in range(len(set_leaf.starts)):
        start, end = set_leaf.span(line)
        last = 0
        for column, each in set_leaf.above(line):
            assert column >= last
            assert column == set_leaf.column(set_leaf.drawn.inside(each.start))
            last = column + cell_len(each.text)
        assert last <= max(cell_len(set_leaf.drawn.text[start:end].rstrip()), 1)
        assert cell_len(set_leaf.drawn.text[start:end].rstrip(" ")) <= max(width, 8)


@given(TEXTS, st.integers(8, 60))
def test_lines_begin_where_chinese_rules_let_them(text: str, width: int) -> None:
    drawn = leaf(text, width).drawn.text
    for before, start in pairwise(line_starts(drawn, width)):
        assert drawn[start] != FILLER
        if drawn[start] in "，；！。）”":  # one character and its marks may be wider than a line
            assert len(HAN.findall(drawn[before:start])) <= 1


@given(TEXTS, st.integers(8, 60))
def test_every_character_is_found_where_it_is_drawn(text: str, width: int) -> None:
    set_leaf = leaf(text, width)
    for offset in range(len(text)):
        place = set_leaf.drawn.inside(offset)
        assert set_leaf.drawn.outside(place) == offset
        line, is_above = set_leaf.line_at(set_leaf.row_of(place))
        assert (line, is_above) == (set_leaf.line_of(place), False)


@given(TEXTS)
def test_every_syllable_is_drawn_once(text: str) -> None:
    set_leaf = leaf(text, 30)
    drawn = [each for line in range(len(set_leaf.starts)) for _, each in set_leaf.above(line)]
    assert drawn == list(set_leaf.ruby)


def test_syllables_of_a_word_touch_and_words_stand_apart() -> None:
    set_leaf = leaf("训练模型，西安", 40)
    row = ""
    for column, each in set_leaf.above(0):
        row = row.ljust(column) + each.text
    assert row == "xùnliàn móxíng  xī'ān", "a comma is two cells wide"


async def at_rest(app_width: int, pipeline: Pipeline, glossary: Glossary, setting: Setting) -> list[str]:
    async with reading(application(pipeline, glossary, setting=setting), (app_width, 40)) as (pilot, screen):
        await until(pilot, lambda: not screen.page.unspelled())
        for row in range(screen.page.size.height):
            strip = screen.page.render_line(row)
            assert strip.cell_length == cell_len(strip.text) == screen.page.columns
            assert FILLER not in strip.text
        return shown(screen)


@pytest.mark.parametrize("width", [20, 40, 80, 120])
@pytest.mark.parametrize("style", list(PinyinStyle))
async def test_every_strip_is_as_wide_as_the_view(
    width: int, style: PinyinStyle, pipeline: Pipeline, glossary: Glossary
) -> None:
    lines = await at_rest(width, pipeline, glossary, Setting(pinyin=PinyinPolicy.ALL, style=style))
    assert any("mó" in line or "mo2" in line or "ㄇㄛˊ" in line for line in lines)


async def test_a_click_above_a_word_is_a_click_on_it(pipeline: Pipeline, glossary: Glossary) -> None:
    async with reading(application(pipeline, glossary, setting=ALL), (80, 40)) as (pilot, screen):
        await until(pilot, lambda: not screen.page.unspelled())
        sheet, cursor = screen.page.sheet, screen.page.cursor
        assert sheet is not None
        spot = sheet.spot(cursor)
        assert sheet.hit(spot) == sheet.hit(spot._replace(line=spot.line - 1)) == cursor


async def test_the_first_frame_waits_for_no_pinyin(
    pipeline: Pipeline, glossary: Glossary, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The text stands and keys work while pinyin is still being loaded; then it comes, the cursor on its row."""
    gate = threading.Event()

    def spell(self: Tutor, text: str) -> Spelled:
        gate.wait(20)
        return Spelled.of(text, load_pinyin().read(text))

    monkeypatch.setattr(Tutor, "spell", spell)
    async with reading(application(pipeline, glossary, setting=ALL)) as (pilot, screen):
        before = shown(screen)
        assert any("模型" in line for line in before)
        await pilot.press("l", "l")
        assert screen.page.cursor.item + screen.page.cursor.offset > 0
        gate.set()
        await until(pilot, lambda: not screen.page.unspelled())
        assert shown(screen) != before
        await asyncio.sleep(0)


async def test_what_is_copied_has_no_filler(pipeline: Pipeline, glossary: Glossary) -> None:
    async with reading(application(pipeline, glossary, setting=ALL)) as (pilot, screen):
        await until(pilot, lambda: not screen.page.unspelled())
        await pilot.press("c")
        assert screen.reading is not None
        assert pilot.app.clipboard == screen.reading.text(screen.page.cursor.item)


@pytest.mark.parametrize("theme", [Dress.DARK, Dress.LIGHT])
async def test_no_color_keeps_the_tone_marks(
    theme: Dress, pipeline: Pipeline, glossary: Glossary, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    app = application(pipeline, glossary, setting=ALL, config=Config(theme=theme))
    async with reading(app) as (pilot, screen):
        await until(pilot, lambda: not screen.page.unspelled())
        assert app.no_color
        assert any("ì" in line or "ó" in line for line in shown(screen))


async def test_the_pane_tells_reading_level_and_status(pipeline: Pipeline, glossary: Glossary) -> None:
    page = "<html><body><article>" + "<p>我们在银行里训练大模型，行长也在。</p>" * 4 + "</article></body></html>"
    async with reading(application(pipeline, glossary, page)) as (pilot, screen):
        await pilot.press("l", "l", "enter")
        facts = screen.pane.query_one("#facts")
        await until(pilot, lambda: "yínháng" in str(facts.content))  # type: ignore[attr-defined]
        assert "HSK 2025: " in str(facts.content)  # type: ignore[attr-defined]
        await pilot.press("w")
        assert str(facts.content).endswith("known")  # type: ignore[attr-defined]


async def test_what_is_marked_is_remembered(pipeline: Pipeline, glossary: Glossary, tmp_path: object) -> None:
    from reader.sources import user_library

    remember = partial(Words, user_library(), fold_script, pytest.fail)
    async with reading(application(pipeline, glossary, remember=remember)) as (pilot, screen):
        await pilot.press("tab", "a")
        headword = screen.word_at_hand()
    words = remember()
    assert words.statuses() == {words.name_of(headword): WordStatus.LEARNING}
    words.close()
    setting = Setting(gloss=GlossPolicy.UNKNOWN)
    async with reading(application(pipeline, glossary, setting=setting, remember=remember)) as (pilot, screen):
        assert screen.person.status(headword) is WordStatus.LEARNING


async def test_a_library_that_cannot_be_opened_stops_no_reading(pipeline: Pipeline, glossary: Glossary) -> None:
    def remember() -> Words:
        raise LibraryError("can't open the library; check its folder")

    async with reading(application(pipeline, glossary, remember=remember)) as (pilot, screen):
        assert screen.status.notice == "can't open the library; check its folder"
        await pilot.press("tab", "w")
        assert screen.person.knows(screen.word_at_hand())


def test_a_person_without_a_library_is_remembered_by_the_screen() -> None:
    person = Person()
    assert person.toggle("MoE", WordStatus.KNOWN) is WordStatus.KNOWN
    assert person.knows("moe")
    assert person.toggle("MoE", WordStatus.KNOWN) is None
    assert not person.knows("MoE")


def test_facts_in_one_line() -> None:
    assert (
        WordFacts("xùnliàn", "HSK 2025: 5", 1044).line(WordStatus.KNOWN) == "xùnliàn · HSK 2025: 5 · rank 1,044 · known"
    )
    assert WordFacts().line(None) == ""
