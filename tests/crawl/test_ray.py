"""A crawl on Ray, started on this machine: the example runs as it stands, also when a worker of it is killed."""

import os
import signal
import subprocess
import sys
import time
from importlib.util import find_spec
from pathlib import Path

import pytest

from tests.crawl import corpus, killing
from tests.support import ROOT

pytestmark = pytest.mark.skipif(None in map(find_spec, ("datatrove", "ray")), reason="needs Ray")  # slow to import

MADE = [corpus.page(number, 30) for number in range(120)]


def crawl(source: Path, out: Path) -> "subprocess.Popen[bytes]":
    """The example, on a cluster of this machine that starts and ends with it."""
    command = [sys.executable, str(ROOT / "examples" / "ray_cluster.py"), str(source), str(out)]
    environment = os.environ | {
        "PYTHONPATH": os.pathsep.join(filter(None, sys.path)),
        "RAY_USAGE_STATS_ENABLED": "0",
        "RAY_raylet_start_wait_time_s": "120",  # machines that test are busy
    }
    return subprocess.Popen(
        command, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, start_new_session=True
    )


def carried_out(source: Path, out: Path) -> bool:
    process = crawl(source, out)
    _, said = process.communicate(timeout=400)
    assert process.returncode in (0, 1), said.decode()[-2_000:]
    return process.returncode == 0


def test_every_page_once_with_a_worker_killed(tmp_path: Path) -> None:
    source = corpus.write_lines(tmp_path / "pages.jsonl", corpus.rows(MADE))
    here, there = tmp_path / "here", tmp_path / "there"
    assert killing.run(source, "-o", here, "--workers", "1")[0] == 0
    process = crawl(source, there)
    while process.poll() is None and not list(there.glob("data/.*.part")):
        time.sleep(0.05)
    running = [entry for entry in Path("/proc").iterdir() if entry.name.isdecimal()]
    victims = [int(entry.name) for entry in running if is_worker(entry) and is_of(entry, process.pid)]
    assert victims, process.communicate(timeout=60)[1].decode()[-2_000:]  # a task is under way, and so is its worker
    os.kill(victims[0], signal.SIGKILL)
    process.communicate(timeout=400)
    assert process.returncode == 0 or carried_out(source, there)
    assert corpus.contents(there) == corpus.contents(here)
    assert (there / "report.html").exists()


def is_worker(entry: Path) -> bool:
    """Whether a process is an actor of datatrove's on Ray; its pool's processes, which are called the same, are not."""
    return is_named(entry) and not is_named(Path("/proc", parent(entry)))


def is_of(entry: Path, pid: int) -> bool:
    """Whether a process descends from ``pid``: another cluster may be on this machine."""
    while int(entry.name) not in (0, pid):
        entry = Path("/proc", parent(entry))
    return entry.name == str(pid)


def is_named(entry: Path) -> bool:
    try:
        return (entry / "cmdline").read_bytes().startswith(b"ray::RankWorker")
    except OSError:
        return False


def parent(entry: Path) -> str:
    try:
        return (entry / "stat").read_text().rpartition(")")[2].split()[1]
    except OSError:
        return "0"
