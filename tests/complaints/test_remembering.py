"""What people complain of in other readers, tried in this one: words, notes and places that are to be remembered.

Each test names the reader and the number of its issue, says what it did, and so why it would have failed there.
"""

import time
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from reader.lexicon.glossary import Glossary
from reader.library.library import Library
from reader.model.choices import GlossPolicy, WordStatus
from reader.tui.app import ReaderApp
from reader.tui.reading import Position
from reader.tui.screens.glossary import matching
from reader.tui.screens.words import WordsScreen
from reader.tui.sheet import Setting
from tests.cli.running import reader
from tests.complaints.conftest import Sit
from tests.tui.kept import LONG, OTHER, item_of, known, sentences
from tests.tui.support import reading, shown, until

Open = Callable[..., ReaderApp]
UNKNOWN = Setting(gloss=GlossPolicy.UNKNOWN)


async def test_glosses_of_words_one_knows_are_gone(opened: Open) -> None:
    """Lute 348: whoever had said that a word is well known was still told about it, wherever it stood."""
    async with reading(opened(LONG, setting=UNKNOWN)) as (pilot, screen):
        assert any("模型⟨" in line for line in shown(screen))
        await pilot.press("tab", "w")
        await until(pilot, lambda: "known to you" in screen.status.notice)
        await pilot.press("q")
    async with reading(opened(OTHER.replace("第1段", "第1段模型"), setting=UNKNOWN)) as (pilot, screen):
        assert any("模型" in line for line in shown(screen))
        assert not any("模型⟨" in line for line in shown(screen)), "on no other page either"


async def test_the_pane_passes_over_words_one_knows(opened: Open) -> None:
    """Lute 348: its pop-up came with the pointer over known words, too. Asked for, they are explained."""
    async with reading(opened(LONG, setting=UNKNOWN)) as (pilot, screen):
        await known(pilot, screen)
        screen.page.go(Position(item_of(screen, "第7段"), sentences(7).index("写成")))
        await pilot.press("enter", "l", "l", "w")
        familiar = screen.word_at_hand()
        await until(pilot, lambda: screen.person.knows(familiar))
        await pilot.press("h")
        before = screen.word_at_hand()
        await until(pilot, lambda: screen.pane.headword == before)
        await pilot.press("l")
        await pilot.pause(0.3)
        assert screen.word_at_hand() == familiar
        assert screen.pane.headword == before
        await pilot.press("enter")
        assert screen.pane.headword == familiar


async def test_words_are_listed_with_their_pinyin_and_found_by_it(opened: Open, library: Library) -> None:
    """Lute 610: its list of words told no pronunciation; bi found 习, in whose translation it stood, and not 必须."""
    library.words.put(["练习", "必须", "比较"], WordStatus.LEARNING)
    library.words.meet("练习", "这是 big data 的练习。")
    async with reading(opened(LONG)) as (pilot, screen):
        await known(pilot, screen)
        await pilot.press("W")
        over = pilot.app.screen
        assert isinstance(over, WordsScreen)

        def rows() -> list[str]:
            return [over.rows.render_line(row).text for row in range(len(over.rows))]

        await until(pilot, lambda: any("bǐjiào" in row for row in rows()) and any("liànxí" in row for row in rows()))
        await pilot.press("slash", *"bi")
        await until(pilot, lambda: len(rows()) == 3)
        assert "必须" in rows()[0] + rows()[1]
        assert "比较" in rows()[0] + rows()[1]
        assert "练习" in rows()[2], "what only stands in a sentence comes after words that sound so"
        await pilot.press(*"xu")
        await until(pilot, lambda: [row.split()[0] for row in rows()] == ["必须"])


@pytest.mark.parametrize("query", ["huanjue", "huan jue", "hj"])
def test_the_glossary_is_found_by_pinyin(query: str, glossary: Glossary) -> None:
    """Lute 610, for terms."""
    assert "Hallucination" in [entry.term for entry in matching(glossary, query)[0]]


async def test_text_and_notes_leave_in_one_export(opened: Open, tmp_path: Path) -> None:
    """SimpRead 1036, wallabag 1130: there was the text in one file, or one's notes in another, and never both."""
    page = tmp_path / "page.html"
    page.write_text(LONG, "utf8")
    async with reading(opened(LONG)) as (pilot, screen):
        await known(pilot, screen)
        screen.page.go(Position(item_of(screen, "第3段"), 0))
        await pilot.press("e", *"why twice?", "escape")
        await until(pilot, lambda: "why twice?" in screen.note_here)
        screen.page.go(Position(item_of(screen, "第5段"), 0))
        await pilot.press("H")
        await until(pilot, lambda: "Highlighted" in screen.status.notice)
        await pilot.press("q")
    for name in ("out.md", "out.html", "out.epub", "out.txt"):
        assert reader("export", page, "-o", tmp_path / name, "--notes", "--gloss", "none").code == 0
        text = _text(tmp_path / name)
        assert text.index("第3段讲的是") < text.index("why twice?") < text.index("第4段讲的是"), name
        assert text.index("第5段讲的是") < text.index("〔") < text.index("第6段讲的是"), name
        assert "第60段讲的是" in text, name


def _text(path: Path) -> str:
    if path.suffix != ".epub":
        return path.read_text("utf8")
    with zipfile.ZipFile(path) as book:
        return "".join(book.read(name).decode() for name in sorted(book.namelist()) if name.endswith(".xhtml"))


def test_notes_are_there_when_the_page_is_opened_again(sit: Sit, tmp_path: Path) -> None:
    """SimpRead 4013: notes were gone when a page was opened anew, all the more when it had changed a little since.

    The program is killed here, not left, and the page has an advertisement and a paragraph more the next day.
    """
    page = tmp_path / "page.html"
    page.write_text(LONG, "utf8")
    person = sit()
    person.start("read", page.name, "--gloss", "none")
    person.see("第1段讲的是")
    person.press("J", "J", "J", "e")
    person.see("Note ")
    person.press("为什么要读两遍？", "esc")
    person.see("Note kept")
    person.see("✎第3段讲的是")
    person.kill()
    changed = LONG.replace("<p>第1段", "<p>编者按：本文写于很久以前，现在重新发表，供读者参考。</p><p>第1段")
    page.write_text(changed.replace("<article>", "<div class='ad'>点击领取优惠券</div><article>"), "utf8")
    person = sit()
    person.start("read", page.name, "--gloss", "none", "--script", "taiwan")
    person.see(lambda screen: "編者按" in screen and "✎第3段講的是" in screen)
    person.press("E")
    person.see("为什么要读两遍？")


def test_the_page_is_searched_and_its_place_is_kept(sit: Sit, tmp_path: Path) -> None:
    """frogmouth 16: it could search neither a page nor what was read before, and forgot where one was in it."""
    page = tmp_path / "page.html"
    page.write_text(LONG, "utf8")
    person = sit()
    person.start("read", page.name, "--gloss", "none")
    person.see("第1段讲的是")
    person.press("/", "第41段", "enter")
    person.see(lambda screen: "第41段讲的是" in screen and "1/1" in screen)
    person.press("esc", "J")
    person.see(lambda screen: "第42段讲的是" in screen and "1/1" not in screen)
    person.press("q")
    person.ends()
    person = sit()
    person.start()
    person.see("一个模型的学习")
    person.press("/")
    time.sleep(0.5)  # as people do: what is typed before the line has the focus goes to the list
    person.press("第17段讲")
    person.see("In “一个模型的学习”")
    person.press("esc", "enter")
    screen = person.see("第42段讲的是")
    assert "第1段讲的是" not in screen
