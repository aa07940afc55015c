"""Run the real program, and kill parts of it at a given moment."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

_CLEANER, _WORKER = "reader.crawl.worker", "multiprocess.spawn"


def start(*arguments: str | Path) -> "subprocess.Popen[bytes]":
    """``reader crawl …`` in a process group of its own, as a shell starts it."""
    command = [sys.executable, "-m", "reader", "crawl", *map(str, arguments)]
    return subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, start_new_session=True)


def run(*arguments: str | Path) -> tuple[int, str]:
    """Exit code and what was said."""
    process = start(*arguments)
    _, said = process.communicate(timeout=300)
    return process.returncode, said.decode()


def family(pid: int) -> Iterator[tuple[int, str]]:
    """The processes of a session but its leader, with their command lines (Linux)."""
    for entry in Path("/proc").iterdir():
        if entry.name.isdecimal() and int(entry.name) != pid:
            try:
                session = int((entry / "stat").read_text().rpartition(")")[2].split()[3])
                command = (entry / "cmdline").read_bytes().replace(b"\0", b" ").decode()
            except (OSError, ValueError, IndexError):
                continue
            if session == pid:
                yield int(entry.name), command


def kill_worker(process: "subprocess.Popen[bytes]") -> bool:
    return _kill(process, _WORKER)


def kill_cleaner(process: "subprocess.Popen[bytes]") -> bool:
    return _kill(process, _CLEANER)


def kill_driver(process: "subprocess.Popen[bytes]") -> bool:
    process.kill()
    return True


def kill_everything(process: "subprocess.Popen[bytes]") -> bool:
    os.killpg(process.pid, signal.SIGKILL)
    return True


def interrupt(process: "subprocess.Popen[bytes]") -> bool:
    os.killpg(process.pid, signal.SIGINT)
    return True


def _kill(process: "subprocess.Popen[bytes]", which: str) -> bool:
    for pid, command in family(process.pid):
        if which in command and "resource_tracker" not in command:
            os.kill(pid, signal.SIGKILL)
            return True
    return False


def disturbed(arguments: list[str | Path], after: float, kill: Callable[["subprocess.Popen[bytes]"], bool]) -> bool:
    """Run, kill after so many seconds, run again until it is done; whether the kill met the run."""
    process = start(*arguments)
    time.sleep(after)
    met = process.poll() is None and kill(process)
    process.communicate(timeout=300)
    code = process.returncode
    for _ in range(5):
        if code == 0:
            break
        time.sleep(0.2)  # workers see that their driver is gone
        code, said = run(*arguments)
    assert code == 0, said
    return met
