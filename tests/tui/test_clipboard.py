"""What is copied reaches the clipboard, or one is told why it may not."""

import os
import stat
from pathlib import Path

import pytest

from reader.config import Config
from reader.lexicon.glossary import Glossary
from reader.model.choices import Clipboard
from reader.pipeline import Pipeline
from reader.tui.clipboard import Ways, hand_over, is_deaf, ways
from tests.tui.support import application, reading, until

pytestmark = pytest.mark.skipif(os.name != "posix", reason="programs are scripts here")
XCLIP = ("xclip", "-selection", "clipboard")
DEAF: list[dict[str, str]] = [{"VTE_VERSION": "7600"}, {"TERM_PROGRAM": "Apple_Terminal"}, {"TERM": "linux"}]
WEB = {"TEXTUAL_DRIVER": "textual.drivers.web_driver:WebDriver"}


@pytest.fixture
def xclip(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An xclip that writes down what it is given."""
    script = tmp_path / "xclip"
    script.write_text(f'#!/bin/sh\necho "$@" > {tmp_path}/options\ncat > {tmp_path}/taken\n')
    script.chmod(script.stat().st_mode | stat.S_IXUSR)
    monkeypatch.setenv("PATH", str(tmp_path), prepend=os.pathsep)
    for name in ("WAYLAND_DISPLAY", "SSH_CONNECTION", "VTE_VERSION", "TERM_PROGRAM"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("DISPLAY", ":0")
    return tmp_path


@pytest.mark.parametrize(
    ("how", "environment", "expected"),
    [
        (Clipboard.AUTO, {"DISPLAY": ":0"}, Ways(XCLIP, terminal=True)),
        (Clipboard.AUTO, {"DISPLAY": ":0", "SSH_CONNECTION": "a b"}, Ways((), terminal=True)),
        (Clipboard.AUTO, {"DISPLAY": ":0", **WEB}, Ways((), terminal=True)),
        (
            Clipboard.AUTO,
            {"DISPLAY": ":0", "VTE_VERSION": "7600"},
            Ways(XCLIP, terminal=True),
        ),
        (Clipboard.AUTO, {}, Ways((), terminal=True)),
        (Clipboard.TERMINAL, {"DISPLAY": ":0"}, Ways((), terminal=True)),
        (Clipboard.SYSTEM, {"DISPLAY": ":0"}, Ways(XCLIP, terminal=False)),
    ],
    ids=str,
)
def test_the_ways_that_a_text_goes(how: Clipboard, environment: dict[str, str], expected: Ways, xclip: Path) -> None:
    assert ways(how, environment) == expected


@pytest.mark.parametrize(
    "environment", [{"VTE_VERSION": "7600"}, {"TERM_PROGRAM": "Apple_Terminal"}, {"TERM": "linux"}]
)
def test_a_terminal_that_takes_no_text_is_told_of(environment: dict[str, str]) -> None:
    assert is_deaf(environment)
    assert "shift" in ways(Clipboard.TERMINAL, environment).hint
    assert ways(Clipboard.TERMINAL, {**environment, **WEB}).hint == "", "the browser does"


def test_others_are_not() -> None:
    assert not is_deaf({"TERM": "xterm-256color", "TERM_PROGRAM": "WezTerm"})


def test_without_a_program_one_is_named() -> None:
    assert "xclip" in ways(Clipboard.SYSTEM, {}).hint


def test_a_program_that_fails_is_noticed(tmp_path: Path) -> None:
    assert not hand_over("a", ("false",))
    assert not hand_over("a", (str(tmp_path / "missing"),))


async def test_a_program_takes_the_text(pipeline: Pipeline, glossary: Glossary, xclip: Path) -> None:
    app = application(pipeline, glossary, config=Config(clipboard=Clipboard.SYSTEM))
    async with reading(app) as (pilot, screen):
        await pilot.press("j", "c")
        await until(pilot, (xclip / "taken").exists)
        await pilot.pause(0.2)
        assert screen.reading is not None
        assert (xclip / "taken").read_text("utf8") == screen.reading.text(screen.page.cursor.item)
        assert (xclip / "options").read_text() == "-selection clipboard\n"
        assert app.clipboard == "", "the terminal is left alone"
