"""A person at a terminal: the real program in tmux, whose screen is read and whose keys are found in the help."""

import os
import re
import shlex
import shutil
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from contextlib import closing
from pathlib import Path

import pytest
from rich.cells import cell_len

from tests.tui.test_terminal import ENVIRONMENT

PROGRAM = (sys.executable, "-m", "reader")
_NAMED = {"enter": "Enter", "esc": "Escape", "tab": "Tab", "space": "Space", "→": "Right", "↓": "Down"}


class Person:
    """Sits at a terminal, reads the screen, and presses keys by what the help says that they do."""

    def __init__(self, folder: Path, columns: int = 80, rows: int = 24, program: Sequence[str] = PROGRAM) -> None:
        tmux = shutil.which("tmux")
        if tmux is None:
            pytest.skip("tmux is not installed")
        self._tmux = [tmux, "-S", str(folder / "socket"), "-f", "/dev/null"]
        self._folder, self._size, self._program = folder, (str(columns), str(rows)), program
        self._help: dict[str, str] = {}

    def call(self, *arguments: str) -> str:
        done = subprocess.run([*self._tmux, *arguments], capture_output=True, text=True, check=True, env=self._own())
        return done.stdout

    def _own(self) -> dict[str, str]:
        folders = {f"XDG_{kind}_HOME": str(self._folder / kind.lower()) for kind in ("DATA", "CONFIG")}
        shared = {name: os.environ[name] for name in ("XDG_CACHE_HOME", "PYTHONPATH") if name in os.environ}
        return ENVIRONMENT | folders | shared

    def start(self, *arguments: str) -> None:
        """Start the program in the person's folder."""
        program = shlex.join([*self._program, *arguments])
        columns, rows = self._size
        command = f"cd {shlex.quote(str(self._folder))} && exec {program}"
        terminal = ("-u", "new-session", "-d", "-s", "reader", "-x", columns, "-y", rows, command)
        self.call(*terminal, ";", "set-option", "-s", "set-clipboard", "on")

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

    def widen(self, columns: int) -> None:
        """Give the terminal another width."""
        self.call("resize-window", "-x", str(columns))

    def place(self, text: str) -> tuple[int, int]:
        """The column and row of a text on the screen, from 1."""
        lines = self.see(text).splitlines()
        row = next(row for row, line in enumerate(lines) if text in line)
        return cell_len(lines[row].partition(text)[0]) + 1, row + 1

    def click(self, text: str) -> None:
        """Click on the beginning of a text."""
        self.drag(self.place(text))

    def drag(self, *places: tuple[int, int]) -> None:
        """Press the mouse at the first place, move it over the others, and let it go at the last."""
        moved = [(32, place) for place in places[1:]]
        for button, (column, row) in ((0, places[0]), *moved):
            self._send(f"\x1b[<{button};{column};{row}M")
        self._send(f"\x1b[<0;{places[-1][0]};{places[-1][1]}m")

    def _send(self, written: str) -> None:
        self.call("send-keys", "-H", *(f"{byte:x}" for byte in written.encode()))

    @property
    def copied(self) -> str:
        """What the program gave to the clipboard last."""
        return self.call("show-buffer")

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

    def key(self, what: str) -> str:
        """The key that does ``what``, as the help has it; "" where it has none."""
        return next((key for label, key in self._help.items() if label.startswith(what)), "")

    def do(self, what: str) -> None:
        """Press the key that does ``what``."""
        key = self.key(what)
        assert key, f"the help names no key for {what!r}: {sorted(self._help)}"
        self.press(key)

    def reads_on(self, seconds: float = 60) -> None:
        """Wait until it is written down that the page has been read to its end."""
        [path] = self._folder.glob("data/**/library.sqlite")
        until = time.monotonic() + seconds
        with closing(sqlite3.connect(path)) as connection:
            while connection.execute("SELECT max(read) FROM document").fetchone() != (1.0,):
                assert time.monotonic() < until, "the place is not written down"
                time.sleep(0.1)

    def ends(self, seconds: float = 60) -> None:
        """Wait until the program has ended of itself."""
        until = time.monotonic() + seconds
        while subprocess.run([*self._tmux, "has-session"], capture_output=True, check=False).returncode == 0:
            assert time.monotonic() < until, f"it is still there\n{self.screen}"
            time.sleep(0.1)

    def kill(self) -> None:
        """End the program as no program can see coming."""
        os.kill(int(self.call("display-message", "-p", "#{pane_pid}")), signal.SIGKILL)
        self.leave()

    def leave(self) -> None:
        subprocess.run([*self._tmux, "kill-server"], capture_output=True, check=False)
        time.sleep(0.2)
