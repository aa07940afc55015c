"""The real program in a real terminal: a pseudo-terminal of the standard library, and tmux where it is installed."""

import fcntl
import os
import pty
import re
import select
import shutil
import signal
import struct
import subprocess
import sys
import termios
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.support import ROOT

PAGE = ROOT / "source" / "page.txt"
PROGRAM = [sys.executable, "-m", "reader", "read"]
#: A size in the environment (a test runner's) would be believed before the terminal's own.
ENVIRONMENT = {
    name: value for name, value in os.environ.items() if name not in ("COLUMNS", "LINES", "NO_COLOR", "TMUX")
}
ENVIRONMENT |= {"TERM": "xterm-256color", "COLORTERM": "truecolor", "LANG": "C.UTF-8"}


def environment() -> dict[str, str]:
    """That of a terminal, with the folders of this test: what another one has read is not remembered here."""
    return ENVIRONMENT | {name: value for name, value in os.environ.items() if name.startswith("XDG_")}


class Terminal:
    """A program on a pseudo-terminal, and all that it wrote."""

    def __init__(self, arguments: list[str], columns: int, rows: int) -> None:
        self.written = b""
        self.pid, self._file = pty.fork()
        if self.pid == 0:
            os.chdir(ROOT)
            os.execve(arguments[0], arguments, environment())
        fcntl.ioctl(self._file, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))

    def press(self, keys: str) -> None:
        os.write(self._file, keys.encode())

    def wait_for(self, text: str, seconds: float = 30) -> None:
        """Read until ``text`` has been written since the last call."""
        self.wait_until(lambda seen: text in seen, seconds)

    def wait_until(self, ready: Callable[[str], bool], seconds: float = 30) -> None:
        start, until = len(self.written), time.monotonic() + seconds
        while not ready(plain(self.written[start:])):
            assert time.monotonic() < until, plain(self.written[start:])[-2000:]
            self._read(0.1)

    def leave(self, seconds: float = 20) -> int:
        """The exit code, read to the end."""
        until = time.monotonic() + seconds
        while time.monotonic() < until:
            self._read(0.05)
            pid, status = os.waitpid(self.pid, os.WNOHANG)
            if pid:
                self._read(0.1)
                return os.waitstatus_to_exitcode(status)
        os.kill(self.pid, signal.SIGKILL)
        os.waitpid(self.pid, 0)
        raise AssertionError("the program doesn't leave")

    def _read(self, seconds: float) -> None:
        if select.select([self._file], [], [], seconds)[0]:
            try:
                self.written += os.read(self._file, 1 << 16)
            except OSError:  # the other side is closed
                time.sleep(seconds)

    def close(self) -> None:
        os.close(self._file)


def plain(written: bytes) -> str:
    """What was written, without escape sequences."""
    return re.sub(
        r"\x1b(?:\[[0-9;?<>=]*[ -/]*[@-~]|\][^\x07\x1b]*(?:\x07|\x1b\\)|[@-Z\\-_=>])",
        "",
        written.decode("utf8", "replace"),
    )


@contextmanager
def terminal(*arguments: str, columns: int = 80, rows: int = 24) -> Iterator[Terminal]:
    opened = Terminal([*PROGRAM, *arguments], columns, rows)
    try:
        yield opened
    finally:
        opened.close()


def test_a_page_is_opened_searched_looked_up_and_left() -> None:
    with terminal(str(PAGE)) as program:
        program.wait_for("又几个月过去了")
        program.press("\t\t\r")
        program.wait_for("大语言模型")
        program.press("\x1b")
        time.sleep(0.5)
        program.press("/RLHF\r")
        program.wait_for("1/")
        program.press("t")
        program.wait_for("Contents")
        program.press("q")
        time.sleep(0.5)
        program.press("q")
        assert program.leave() == 0
        assert b"\x1b[?1049l" in program.written, "the screen is given back"
        assert "Traceback" not in plain(program.written)


def test_copying_asks_the_terminal_for_its_clipboard() -> None:
    with terminal(str(PAGE)) as program:
        program.wait_for("引言")
        time.sleep(0.5)
        program.press("c")
        program.wait_for("Copied the paragraph")
        program.press("q")
        assert program.leave() == 0
        assert b"\x1b]52;c;5byV6KiA" in program.written, "OSC 52 with 引言 in base 64"


def test_a_page_that_cant_be_opened_is_one_sentence_after_the_screen_is_gone(tmp_path: Path) -> None:
    nothing = tmp_path / "nothing.html"
    nothing.write_text("<html><body></body></html>")
    with terminal(str(nothing)) as program:
        assert program.leave() == 1
        after = plain(program.written.rsplit(b"\x1b[?1049l", 1)[-1]).strip()
        assert after.startswith("reader: ")
        assert len(after.splitlines()) == 1
        assert "Traceback" not in plain(program.written)


def test_a_terminal_too_small_says_so_and_goes_on_when_it_grows() -> None:
    with terminal(str(PAGE), columns=30, rows=5) as program:
        program.wait_for("20 × 6 at least")
        fcntl.ioctl(program._file, termios.TIOCSWINSZ, struct.pack("HHHH", 24, 80, 0, 0))
        os.kill(program.pid, signal.SIGWINCH)
        program.wait_for("又几个月过去了")
        program.press("q")
        assert program.leave() == 0


@pytest.mark.parametrize(("columns", "rows"), [(40, 15), (80, 24), (120, 40)])
@pytest.mark.parametrize("theme", ["dark", "light"])
def test_tmux_shows_the_page(columns: int, rows: int, theme: str, tmp_path: Path) -> None:
    """Tmux draws what was written as a terminal does: what is captured is what a person sees."""
    tmux = shutil.which("tmux")
    if tmux is None:
        pytest.skip("tmux is not installed: the pseudo-terminal alone was tried")
    command = [tmux, "-S", str(tmp_path / "socket"), "-f", "/dev/null"]

    def call(*arguments: str) -> str:
        return subprocess.run(
            [*command, *arguments], capture_output=True, text=True, check=True, env=environment()
        ).stdout

    program = f"cd {ROOT} && {' '.join(PROGRAM)} {PAGE} --theme {theme}"
    call("-u", "new-session", "-d", "-x", str(columns), "-y", str(rows), program)
    try:
        screen = captured(call, lambda text: "引言" in text)
        assert "? help" in screen.splitlines()[-1]
        call("send-keys", "Tab", "Tab", "Enter")
        screen = captured(call, lambda text: "Large Language Model" in text)
        assert "大语言模型" in screen
        call("send-keys", "Escape")
        captured(call, lambda text: "Large Language Model" not in text)
        call("send-keys", "G")
        captured(call, lambda text: "100 %" in text)
        call("send-keys", "q")
    finally:
        subprocess.run([*command, "kill-server"], capture_output=True, check=False)


def captured(call: Callable[..., str], ready: Callable[[str], bool], seconds: float = 30) -> str:
    until = time.monotonic() + seconds
    while not ready(screen := call("capture-pane", "-p")):
        assert time.monotonic() < until, screen
        time.sleep(0.1)
    return screen
