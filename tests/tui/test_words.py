"""Any word is looked up in the pane: the glossary first, then the dictionaries, in a worker."""

from collections.abc import Callable
from pathlib import Path

import pytest

from reader import dictionaries
from reader.lexicon.dictionary.lookup import LookUp
from reader.lexicon.dictionary.store import Store
from reader.lexicon.glossary import Glossary
from reader.model.errors import DictionaryError
from reader.pipeline import Pipeline
from reader.tui.screens.reader import ReaderScreen
from reader.tui.widgets.prose import Prose
from reader.tui.widgets.rows import Rows
from tests.tui.support import application, reading, until

PAGE = (
    "<html><body><article><h1>人工智能改变世界</h1><p>我家的猫改变了世界，人工智能也会改变世界，RLHF 让模型更听话。</p>"
    + "<p>春天来了，我们去公园看花，然后回家吃饭，大家都很高兴。</p>" * 3
    + "</article></body></html>"
)
Open = Callable[[Glossary], LookUp]


@pytest.fixture(scope="module")
def open_dictionaries(tmp_path_factory: pytest.TempPathFactory) -> Open:
    path: Path = tmp_path_factory.mktemp("words") / "cc-cedict.sqlite"
    dictionaries._unpack(path)
    store = Store("cc-cedict", path)
    return lambda glossary: LookUp(glossary, [store])


def said(screen: ReaderScreen) -> str:
    return screen.pane.query_one("#entry", Prose).content.plain


def rows(screen: ReaderScreen) -> list[str]:
    return ["".join(text for text, _ in row) for row in screen.pane.query_one(Rows)._rows]


async def look_up(screen: ReaderScreen, pilot: object, word: str) -> None:
    """Put the cursor on ``word`` and press enter."""
    from textual.pilot import Pilot

    assert isinstance(pilot, Pilot)
    reading_ = screen.reading
    assert reading_ is not None
    item = next(i for i in range(len(reading_)) if word in reading_.text(i))
    from reader.tui.reading import Position

    screen.page.go(Position(item, reading_.text(item).index(word)))
    await pilot.press("enter")


@pytest.mark.parametrize("size", [(80, 24), (120, 40)])
async def test_a_word_of_the_dictionary(
    pipeline: Pipeline, glossary: Glossary, open_dictionaries: Open, size: tuple[int, int]
) -> None:
    async with reading(application(pipeline, glossary, PAGE, dictionaries=open_dictionaries), size) as (pilot, screen):
        await look_up(screen, pilot, "猫")
        await until(pilot, lambda: "māo" in said(screen))
        assert "cat; (dialect)" in said(screen)
        assert "measure words 只 zhī" in said(screen)
        assert screen.pane.display


async def test_the_glossary_stands_at_once_and_first(
    pipeline: Pipeline, glossary: Glossary, open_dictionaries: Open
) -> None:
    async with reading(application(pipeline, glossary, PAGE, dictionaries=open_dictionaries)) as (pilot, screen):
        await look_up(screen, pilot, "模型")
        assert said(screen).startswith("Model")
        await until(pilot, lambda: "mó xíng" in said(screen))
        assert said(screen).startswith("Model")
        assert said(screen).index("In the dictionary") < said(screen).index("mó xíng")


async def test_longer_and_shorter_words_lead_on_and_back_again(
    pipeline: Pipeline, glossary: Glossary, open_dictionaries: Open
) -> None:
    async with reading(application(pipeline, glossary, PAGE, dictionaries=open_dictionaries)) as (pilot, screen):
        await look_up(screen, pilot, "公园")
        await until(pilot, lambda: "gōng yuán" in said(screen))
        assert any(row.startswith("shorter") and "公" in row for row in rows(screen))
        await pilot.press("enter")
        await pilot.press("enter")
        await until(pilot, lambda: screen.pane.headword == "公" and "gōng" in said(screen))
        assert "← 公园" in str(screen.pane.query_one("#way").render())
        await pilot.press("backspace")
        await until(pilot, lambda: "gōng yuán" in said(screen))
        assert screen.pane.headword == "公园"


async def test_dictionaries_that_cannot_be_opened_are_told_in_the_pane(pipeline: Pipeline, glossary: Glossary) -> None:
    def fail(_: Glossary) -> LookUp:
        raise DictionaryError("the dictionary [b]own[/b] is damaged; import it again")

    async with reading(application(pipeline, glossary, PAGE, dictionaries=fail)) as (pilot, screen):
        await look_up(screen, pilot, "猫")
        await until(pilot, lambda: "is damaged" in said(screen))
        assert "[b]own[/b]" in said(screen)
        await pilot.press("j")
        assert screen.is_attached


async def test_keys_do_not_wait_for_a_slow_dictionary(pipeline: Pipeline, glossary: Glossary) -> None:
    from threading import Event

    go_on = Event()

    def slow(given: Glossary) -> LookUp:
        go_on.wait(20)
        return LookUp(given, [])

    async with reading(application(pipeline, glossary, PAGE, dictionaries=slow)) as (pilot, screen):
        try:
            await look_up(screen, pilot, "猫")
            assert "Looking up" in said(screen)
            before = screen.page.cursor
            await pilot.press("j", "right")
            assert screen.page.cursor != before
        finally:
            go_on.set()
        await until(pilot, lambda: "In neither glossary nor dictionary" in said(screen))


async def test_pinyin_and_english_can_be_hidden_in_the_pane(
    pipeline: Pipeline, glossary: Glossary, open_dictionaries: Open
) -> None:
    """Of a word of the dictionary, and of a term, whose Chinese explanation stays."""
    app = application(pipeline, glossary, PAGE, dictionaries=open_dictionaries)
    async with reading(app, (80, 40)) as (pilot, screen):

        def pane() -> str:
            return "\n".join((said(screen), screen.pane.query_one("#facts", Prose).content.plain, *rows(screen)))

        await look_up(screen, pilot, "公园")
        sounds, meanings = ("gōng yuán", "gōngyuán", "zuò", "公  gōng"), ("park (for", "public")
        await until(pilot, lambda: all(each in pane() for each in (*sounds, *meanings)))
        await pilot.press("z")
        assert not any(each in pane() for each in sounds)
        assert all(each in pane() for each in meanings)
        await pilot.press("z")
        assert all(each in pane() for each in sounds)
        assert not any(each in pane() for each in meanings)
        await pilot.press("z")
        assert not any(each in pane() for each in (*sounds, *meanings))
        assert "公園" in pane(), "what is left is Chinese"
        assert "座" in pane()
        await look_up(screen, pilot, "RLHF")
        await until(pilot, lambda: "RLHF" in pane())
        entry = glossary.entry("RLHF")
        assert entry is not None
        assert entry.zh[:12] in pane()
        assert entry.en[:12] not in pane()
        await pilot.press("z")
        assert entry.en[:12] in pane()
