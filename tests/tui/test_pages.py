"""Several pages: a list to choose from, by keys and mouse, in the real terminal too."""

import sys
from pathlib import Path

import pytest

from reader.config import Config
from reader.tui.pages import PagesApp, PagesScreen
from reader.tui.widgets.rows import Rows
from tests.tui.support import until
from tests.tui.test_terminal import terminal

NAMES = [f"第{number}页\x1b[31m.html" for number in range(100)]


@pytest.mark.parametrize(
    ("keys", "chosen"),
    [("enter", 40), ("j enter", 41), ("k k enter", 38), ("g enter", 0), ("G enter", 99), ("q", None), ("escape", None)],
)
async def test_keys_choose_a_page(keys: str, chosen: int | None) -> None:
    app = PagesApp(PagesScreen(NAMES, 40, ""), Config())
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        await pilot.press(*keys.split())
    assert app.return_value == chosen


async def test_what_went_wrong_is_said_below_the_list() -> None:
    app = PagesApp(PagesScreen(NAMES, 0, "'a.pdf' is a PDF file"), Config())
    async with app.run_test(size=(60, 10)) as pilot:
        await pilot.pause()
        lines = [strip.text for strip in app.screen._compositor.render_strips()]
        assert "Pages" in lines[0]
        assert "'a.pdf' is a PDF file" in lines[-1]
        assert not any("\x1b" in line for line in lines)
        await pilot.click(Rows, offset=(2, 3))
    assert app.return_value == 3


async def test_pages_are_listed_by_their_titles(tmp_path: Path) -> None:
    pages = {
        "a.html": "<html><head><title>大模型的\n新进展 &amp; 趋势</title></head><body><h1>别的</h1>".encode("gbk"),
        "b.md": "# 第一篇\n\n正文".encode(),
        "c.txt": "\n\n  题目\x1b[2J在这里  \n正文".encode(),
        "d.html": b"<html><head><title> </title></head><body><h1><b>Only</b> a heading</h1>",
        "e.pdf": b"%PDF-1.7 \x00\xff",
        "f.html": b"",
        "g.html": b"<html>" + b"<title>" * 5000,
        "h.txt": b"\n" * 30_000 + b"# late",
    }
    for name, data in pages.items():
        (tmp_path / name).write_bytes(data)
    names = [str(tmp_path / name) for name in (*pages, "gone.html")]
    app = PagesApp(PagesScreen(names, 2, ""), Config())
    async with app.run_test(size=(100, 14)) as pilot:
        rows = app.screen.query_one("#list", Rows)
        await until(pilot, lambda: "大模型的 新进展 & 趋势" in rows.render_line(0).text)
        shown = [rows.render_line(row).text.split("  ") for row in range(9)]
        said = [[part.strip() for part in row if part.strip()] for row in shown]
        assert said == [
            ["大模型的 新进展 & 趋势", "a.html"],
            ["第一篇", "b.md"],
            ["题目␛[2J在这里", "c.txt"],
            ["Only a heading", "d.html"],
            ["e.pdf"],
            ["f.html"],
            ["g.html"],
            ["late", "h.txt"],
            ["gone.html"],
        ]
        assert "\x1b" not in rows.render_line(2).text
        assert rows.index == 2


@pytest.mark.skipif(sys.platform == "win32", reason="a pseudo-terminal")
def test_pages_are_read_one_after_the_other(tmp_path: Path) -> None:
    (tmp_path / "一.md").write_text("# 第一篇\n\n大模型需要数据。\n", encoding="utf8")
    (tmp_path / "二.md").write_text("# 第二篇\n\n算盘很贵。\n", encoding="utf8")
    (tmp_path / "三.txt").write_text(" ", encoding="utf8")
    with terminal(str(tmp_path)) as program:
        program.wait_for("Pages")
        program.press("\r")
        program.wait_for("需要数据。")
        program.press("q")
        program.wait_for("Pages")
        program.press("j\r")
        program.wait_for("empty; give")
        program.press("j\r")
        program.wait_for("算盘很贵")
        program.press("q")
        program.wait_for("Pages")
        program.press("q")
        assert program.leave() == 0
