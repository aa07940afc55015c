"""What the tests of the screen share: a page of our own words, and an application opened on it."""

from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from typing import Any

from textual.pilot import Pilot

from reader.config import Config
from reader.lexicon.glossary import Glossary
from reader.model.choices import Cleaning, Clipboard, Script
from reader.model.document import Block, Document, Kind, Metadata, Origin, Source
from reader.model.errors import ReaderError
from reader.model.survey import Survey
from reader.model.text import Text
from reader.pipeline import Pipeline
from reader.tui.app import ReaderApp
from reader.tui.screens.reader import ReaderScreen
from reader.tui.sheet import Setting, Sheet
from tests.support import TESTS

PAGE = (TESTS / "cases" / "tui" / "page.html").read_text("utf8")


def synthetic(*texts: str, kind: Kind = Kind.PARAGRAPH) -> Document:
    """A document of these paragraphs, as they stand."""
    blocks = tuple(Block(kind, Origin(number), Text.of(text)) for number, text in enumerate(texts, 1))
    return Document(Text.of(""), Metadata("own page"), blocks, (), Survey())


class Given(Pipeline):
    """The real stages, on a document that needs no cleaning."""

    def __init__(self, glossary: Glossary, document: Document) -> None:
        super().__init__(glossary.terms())
        self._document = document

    def open(self, source: Source, cleaning: Cleaning = Cleaning()) -> Document:  # noqa: ARG002, B008  # the document is given
        return self._document


def application(pipeline: Pipeline, glossary: Glossary, page: str = PAGE, **options: object) -> ReaderApp:
    """The application, not running yet; ``setting`` is laid over its configuration."""
    source = Source("page.html", page.encode())
    setting, config = options.pop("setting", None), options.pop("config", Config(clipboard=Clipboard.TERMINAL))
    assert isinstance(config, Config)
    if isinstance(setting, Setting):
        config = configured(config, setting)
    return ReaderApp(source, lambda: (pipeline, glossary), config=config, **options)  # type: ignore[arg-type]  # options as they come


def configured(config: Config, setting: Setting) -> Config:
    """``config`` that makes ``setting``."""
    return config._replace(
        width=setting.width,
        paragraph_spacing=setting.spacing,
        gloss=setting.gloss,
        pinyin=setting.pinyin,
        style=setting.style,
        tones=setting.tones,
        line_spacing=setting.leading,
    )


@asynccontextmanager
async def reading(
    app: ReaderApp, size: tuple[int, int] = (80, 24)
) -> AsyncIterator[tuple[Pilot[ReaderError], ReaderScreen]]:
    """The application with its page opened and repaired to the end."""
    async with app.run_test(size=size) as pilot:
        screen = app.screen
        assert isinstance(screen, ReaderScreen)
        await until(pilot, lambda: screen.reading is not None and screen.reading.can_cut and _swept(screen))
        yield pilot, screen


def _swept(screen: ReaderScreen) -> bool:
    return screen.reading is not None and screen.reading.swept == len(screen.reading)


async def until(pilot: Pilot[Any], ready: Callable[[], bool], seconds: float = 20) -> None:
    """Wait until ``ready``."""
    for _ in range(round(seconds / 0.01)):
        if ready():
            break
        await pilot.pause(0.01)
    assert ready(), "what the test waits for has not come"
    await pilot.pause()


def shown(screen: ReaderScreen) -> list[str]:
    """The text of the strips of the page, as they are drawn."""
    return [screen.page.render_line(row).text.rstrip() for row in range(screen.page.size.height)]


def lines(sheet: Sheet) -> list[str]:
    """All lines of a sheet, frames included, without the margin."""
    told: list[str] = []
    for line in range(sheet.height):
        found = sheet.at(line)
        if found is None or found[1] < 0:
            told.append(sheet.head[line] if line < len(sheet.head) else "")
            continue
        leaf = sheet.leaf(found[0])
        own, is_above = leaf.line_at(found[1])
        start, end = leaf.span(own)
        told.append("" if is_above else (leaf.prefix(own) + leaf.drawn.text[start:end]).rstrip())
    return told


__all__ = ["PAGE", "Given", "Script", "Setting", "application", "lines", "reading", "shown", "synthetic", "until"]
