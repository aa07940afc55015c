"""A new user's first hour, in the real program, in tmux: with no key but those that the help names."""

import os
import re
import shlex
import shutil
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest

from tests.support import ROOT
from tests.tui.test_terminal import ENVIRONMENT

PAGE = ROOT / "tests" / "cases" / "tui" / "page.html"
_NAMED = {"enter": "Enter", "esc": "Escape", "tab": "Tab", "space": "Space", "→": "Right", "↓": "Down"}


class Person:
    """Sits at a terminal, reads the screen, and presses keys by what the help says that they do."""

    def __init__(self, folder: Path, columns: int, rows: int) -> None:
        tmux = shutil.which("tmux")
        if tmux is None:
            pytest.skip("tmux is not installed")
        self._tmux = [tmux, "-S", str(folder / "socket"), "-f", "/dev/null"]
        self._folder, self._size = folder, (str(columns), str(rows))
        self._help: dict[str, str] = {}

    def call(self, *arguments: str) -> str:
        done = subprocess.run([*self._tmux, *arguments], capture_output=True, text=True, check=True, env=self._own())
        return done.stdout

    def _own(self) -> dict[str, str]:
        folders = {f"XDG_{kind}_HOME": str(self._folder / kind.lower()) for kind in ("DATA", "CONFIG", "CACHE")}
        return ENVIRONMENT | folders | {"PYTHONPATH": os.environ.get("PYTHONPATH", "")}

    def start(self, *arguments: str) -> None:
        """Start the program in the person's folder."""
        program = shlex.join([sys.executable, "-m", "reader", *arguments])
        columns, rows = self._size
        command = f"cd {shlex.quote(str(self._folder))} && exec {program}"
        self.call("-u", "new-session", "-d", "-s", "reader", "-x", columns, "-y", rows, command)

    @property
    def screen(self) -> str:
        return self.call("capture-pane", "-p")

    def see(self, ready: str | Callable[[str], bool], seconds: float = 60) -> str:
        """Wait until something is on the screen; the screen then."""
        seen = ready if callable(ready) else lambda screen: ready in screen
        until = time.monotonic() + seconds
        while not seen(screen := self.screen):
            assert time.monotonic() < until, f"{ready} is not on\n{screen}"
            time.sleep(0.1)
        return screen

    def press(self, *keys: str) -> None:
        for key in keys:
            self.call("send-keys", *([_NAMED[key]] if key in _NAMED else ["-l", key]))
            if key == "esc":
                time.sleep(0.5)  # with what follows at once, a terminal takes it for alt

    def sees_change(self, before: str, seconds: float = 1.5) -> bool:
        """Wait until the screen is another one than ``before``; whether it became one."""
        until = time.monotonic() + seconds
        while self.screen == before:
            if time.monotonic() > until:
                return False
            time.sleep(0.1)
        return True

    def read_help(self) -> None:
        """Leaf through the help, and remember which key does what."""
        self.press("?")
        self.see("Help")
        unchanged = 0
        while unchanged < 3:  # the cursor goes to the last row of the screen first
            before = self.screen
            for keys, label in re.findall(r"^ {1,13}(\S.*?) {2}(\S.*?)[ ▁-█]*$", before, re.MULTILINE):
                self._help.setdefault(label.rstrip("… "), keys.split(" ")[0])
            self.press("space")
            unchanged = 0 if self.sees_change(before) else unchanged + 1
        self.press("esc")
        self.see(lambda screen: "Help" not in screen.splitlines()[0])

    def do(self, what: str) -> None:
        """Press the key that does ``what``, as the help has it."""
        found = [key for label, key in self._help.items() if label.startswith(what)]
        assert found, f"the help names no key for {what!r}: {sorted(self._help)}"
        self.press(found[0])

    def reads_on(self, seconds: float = 60) -> None:
        """Wait until it is written down that the page has been read to its end."""
        [path] = self._folder.glob("data/**/library.sqlite")
        until = time.monotonic() + seconds
        with closing(sqlite3.connect(path)) as connection:
            while connection.execute("SELECT max(read) FROM document").fetchone() != (1.0,):
                assert time.monotonic() < until, "the place is not written down"
                time.sleep(0.1)

    def kill(self) -> None:
        """End the program as no program can see coming."""
        os.kill(int(self.call("display-message", "-p", "#{pane_pid}")), signal.SIGKILL)
        self.leave()

    def leave(self) -> None:
        subprocess.run([*self._tmux, "kill-server"], capture_output=True, check=False)
        time.sleep(0.2)


@pytest.fixture
def person(tmp_path: Path) -> Iterator[Person]:
    someone = Person(tmp_path, 80, 24)
    yield someone
    someone.leave()


def look_up(person: Person) -> None:
    """Three terms and two words, and the words are to be learned."""
    person.do("Next term")
    person.do("Look up the word")
    person.see("Mixture of Experts")
    for entry in ("带有可调参数", "过程中权重保持不变"):  # the pane follows
        person.do("Next term")
        person.see(entry)
    for _ in range(2):
        person.do("Next paragraph")
        person.do("Next word")
        person.see("HSK")
        person.do("I am learning this word")
        person.see("being learned")
    person.press("esc")


def leave_something(person: Person) -> None:
    """A mark and a note."""
    person.do("Mark this place")
    person.see("a letter from a to z")
    person.press("k")
    person.see("Mark k is set")
    person.do("Note on")
    person.see("Note ")
    person.press("值得再读 read again", "esc")
    person.see("Note kept")


def export_words(person: Person) -> None:
    person.do("Your words")
    person.see(lambda screen: screen.count("learning") >= 2)
    person.do("Words: write those shown")
    person.see("Write to a file")
    person.press("enter")
    person.see("written to")
    person.press("esc")


def test_a_first_hour(person: Person, tmp_path: Path) -> None:
    page = tmp_path / "small.html"
    page.write_bytes(PAGE.read_bytes())
    person.start("read", page.name)
    person.see("小模型")
    person.read_help()
    look_up(person)
    leave_something(person)
    person.do("To the bottom")
    last = person.see("100 %").splitlines()[-2].split()[-1]
    person.reads_on()
    person.kill()

    person.start()
    assert re.search(r"小模型.*100 %", person.see("小模型"))
    person.press("enter")
    person.see(lambda screen: "script" in screen and "100 %" in screen)
    person.do("Highlight the selection")
    assert last in person.see("Highlighted").split("▪")[-1], "the cursor is in the paragraph where it was"
    person.do("Go to a mark")
    person.see("k  ")
    person.press("k")
    person.see("✎ 值得再读 read again")
    export_words(person)
    rows = [row.split("\t") for row in (tmp_path / "words.tsv").read_text("utf8").splitlines()]
    assert [status for _, status, *_ in rows] == ["learning", "learning"]
    person.do("Leave")
    person.leave()
