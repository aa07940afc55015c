"""How long a person waits: whole processes, median of several runs, beside peers where they are installed."""

import os
import select
import shutil
import statistics
import struct
import subprocess
import sys
import termios
import time
from collections.abc import Callable
from fcntl import ioctl
from pathlib import Path

ROOT = Path(__file__).parents[1]
PAGE = ROOT / "source" / "page.txt"
RUNS = 11
#: Compiled files are part of an installed program; some machines are set up not to write them.
ENVIRONMENT = {k: v for k, v in os.environ.items() if k not in ("PYTHONDONTWRITEBYTECODE", "PYTHONUNBUFFERED")}
_LONGEST = 20  # seconds to wait for a first frame


def main() -> None:
    bare = report("bare interpreter", lambda: run(sys.executable, "-c", "pass"))
    report("reader --help", lambda: run(sys.executable, "-m", "reader", "--help"), above=bare)
    report("reader lookup MoE", lambda: run(sys.executable, "-m", "reader", "lookup", "MoE"), above=bare)
    report("reader export page.txt", lambda: run(sys.executable, "-m", "reader", "export", str(PAGE)))
    report("reader export --to json", lambda: run(sys.executable, "-m", "reader", "export", str(PAGE), "--to", "json"))
    trafilatura = shutil.which("trafilatura", path=str(Path(sys.executable).parent))
    if trafilatura:
        report("peer: trafilatura --help", lambda: run(trafilatura, "--help"), above=bare)
        report("peer: trafilatura < page", lambda: run(trafilatura, stdin=_as_html()))
    read = [sys.executable, "-m", "reader", "read", str(PAGE)]
    report("first frame", lambda: first_frame(read, "? help"))
    report("first frame with the page's text", lambda: first_frame(read, "趋势"))
    report("peer: empty Textual application", lambda: first_frame([sys.executable, "-c", _EMPTY], "hello"))


def report(name: str, measure: Callable[[], float], above: float = 0.0) -> float:
    """Print the median and the range, in milliseconds; returns the median."""
    measure()  # caches of the file system, compiled files
    times = sorted(measure() for _ in range(RUNS))
    median = statistics.median(times)
    over = f"  {median - above:5.0f} over bare" if above else ""
    print(f"{name:34} {median:5.0f} ms  ({times[0]:.0f}–{times[-1]:.0f}){over}")
    return median


def run(*command: str, stdin: bytes = b"") -> float:
    start = time.perf_counter()
    subprocess.run(command, input=stdin, capture_output=True, check=True, cwd=ROOT, env=ENVIRONMENT)
    return (time.perf_counter() - start) * 1000


def first_frame(command: list[str], wanted: str) -> float:
    """From the start of the process to the first output that holds ``wanted``, in a terminal of 100×30 cells."""
    master, terminal = os.openpty()
    ioctl(terminal, termios.TIOCSWINSZ, struct.pack("HHHH", 30, 100, 0, 0))
    environment = {**ENVIRONMENT, "TERM": "xterm-256color", "COLORTERM": "truecolor"}
    start = time.perf_counter()
    child = subprocess.Popen(
        command, stdin=terminal, stdout=terminal, stderr=terminal, cwd=ROOT, env=environment, start_new_session=True
    )
    seen = b""
    try:
        while wanted.encode() not in seen:
            if time.perf_counter() - start > _LONGEST:
                raise TimeoutError(f"no {wanted!r} on the screen of {command}: {seen[-500:]!r}")
            if select.select([master], [], [], 1)[0]:
                seen += os.read(master, 65536)
        return (time.perf_counter() - start) * 1000
    finally:
        child.kill()
        child.wait()
        os.close(master)
        os.close(terminal)


def _as_html() -> bytes:
    lines = PAGE.read_text("utf8").split("\n")
    return ("<html><body>" + "".join(f"<p>{line}</p>" for line in lines) + "</body></html>").encode()


_EMPTY = """
from textual.app import App
from textual.widgets import Static
class Empty(App):
    def compose(self):
        yield Static("hello")
Empty().run()
"""

if __name__ == "__main__":
    main()
