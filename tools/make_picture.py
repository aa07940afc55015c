"""Make docs/screen.svg: the real screen, on the sample page, cell by cell.

Rich's own export counts characters instead of cells and squeezes Chinese, so that every run of cells is placed here by
its column. Run: python tools/make_picture.py
"""

import asyncio
from collections.abc import Iterator
from pathlib import Path
from xml.sax.saxutils import escape

from rich.cells import cell_len
from rich.segment import Segment
from rich.style import Style

from reader.face import load_glossary
from reader.lexicon.glossary import Glossary
from reader.pipeline import Pipeline
from reader.sources import sample
from reader.tui.app import ReaderApp

TARGET = Path(__file__).parents[1] / "docs" / "screen.svg"
COLUMNS, ROWS = 110, 32
KEYS = ("tab",) * 6 + ("enter",)
WIDTH, HEIGHT = 9.0, 20.0  # of a cell, in pixels
BACKGROUND, FOREGROUND = "#1e1e1e", "#d8d8d8"


def load() -> tuple[Pipeline, Glossary]:
    glossary = load_glossary()
    return Pipeline(glossary.terms()), glossary


async def screen() -> list[list[Segment]]:
    """The segments of every row, after KEYS."""
    app = ReaderApp(sample(), load)
    async with app.run_test(size=(COLUMNS, ROWS)) as pilot:
        await app.workers.wait_for_complete()
        await pilot.pause(0.5)
        for key in KEYS:
            await pilot.press(key)
        await pilot.pause(0.5)
        return [list(strip) for strip in app.screen._compositor.render_strips(app.size)]  # noqa: SLF001 - as its own export


def colour(style: Style | None, *, ground: bool) -> str:
    shown = (style.bgcolor if ground else style.color) if style else None
    usual = BACKGROUND if ground else FOREGROUND
    return shown.get_truecolor().hex if shown and not shown.is_default else usual


def row(segments: list[Segment], top: float) -> Iterator[str]:
    column = 0
    for text, style, _ in segments:
        cells = cell_len(text)
        x = column * WIDTH
        ground = colour(style, ground=True)
        if ground != BACKGROUND:
            yield f'<rect x="{x}" y="{top}" width="{cells * WIDTH}" height="{HEIGHT}" fill="{ground}"/>'
        if text.strip():
            yield from glyphs(text, style, x, top)
        column += cells


def glyphs(text: str, style: Style | None, x: float, top: float) -> Iterator[str]:
    weight = ' font-weight="bold"' if style and style.bold else ""
    line = ' text-decoration="underline"' if style and style.underline else ""
    places = []
    for character in text:
        if character != " ":  # browsers fold spaces, whatever stands behind them would move
            places.append(f"{x:.0f}")
        x += cell_len(character) * WIDTH
    yield (
        f'<text x="{" ".join(places)}" y="{top + HEIGHT * 0.75}" fill="{colour(style, ground=False)}"{weight}{line}>'
        f"{escape(text.replace(' ', ''))}</text>"
    )


def main() -> None:
    rows = asyncio.run(screen())
    width, height = COLUMNS * WIDTH, ROWS * HEIGHT
    body = "\n".join(shape for place, segments in enumerate(rows) for shape in row(segments, place * HEIGHT))
    TARGET.parent.mkdir(exist_ok=True)
    TARGET.write_text(
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width:.0f} {height:.0f}" xml:space="preserve" '
        'font-family="ui-monospace, Menlo, Consolas, \'Noto Sans Mono CJK SC\', monospace" font-size="15">\n'
        f'<rect width="100%" height="100%" fill="{BACKGROUND}"/>\n{body}\n</svg>\n',
        encoding="utf8",
    )


if __name__ == "__main__":
    main()
