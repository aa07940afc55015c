"""A crawl on Ray, started on this machine: the example runs as it stands, also when a worker of it is killed."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

pytest.importorskip("datatrove")
pytest.importorskip("ray")

from tests.crawl import corpus, killing
from tests.support import ROOT

MADE = [corpus.page(number, 30) for number in range(120)]


@pytest.fixture(scope="module")
def cluster() -> Iterator[str]:
    """The address of a cluster of two processors on this machine."""
    command = [sys.executable, "-m", "ray.scripts.scripts"]
    options = ["--head", "--num-cpus=2", "--port=0", "--include-dashboard=false", "--disable-usage-stats"]
    started = subprocess.run([*command, "start", *options], capture_output=True, check=True, text=True)
    address = started.stdout.partition("--address='")[2].partition("'")[0]
    assert address, started.stdout
    yield address
    subprocess.run([*command, "stop", "--force"], capture_output=True, check=False)


def crawl(source: Path, out: Path, cluster: str) -> "subprocess.Popen[bytes]":
    command = [sys.executable, str(ROOT / "examples" / "ray_cluster.py"), str(source), str(out)]
    environment = os.environ | {"RAY_ADDRESS": cluster, "PYTHONPATH": os.pathsep.join(filter(None, sys.path))}
    return subprocess.Popen(command, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)


def test_every_page_once_with_a_worker_killed(cluster: str, tmp_path: Path) -> None:
    source = corpus.write_lines(tmp_path / "pages.jsonl", corpus.rows(MADE))
    assert killing.run(source, "-o", tmp_path / "here", "--workers", "1")[0] == 0
    process = crawl(source, tmp_path / "there", cluster)
    while process.poll() is None and not list(tmp_path.glob("there/data/.*.part")):
        time.sleep(0.05)
    victims = [int(entry.name) for entry in Path("/proc").iterdir() if entry.name.isdecimal() and is_worker(entry)]
    assert victims, "a task is under way, and so is its worker"
    os.kill(victims[0], signal.SIGKILL)
    _, said = process.communicate(timeout=300)
    if process.returncode or corpus.contents(tmp_path / "there") != corpus.contents(tmp_path / "here"):
        _, said = crawl(source, tmp_path / "there", cluster).communicate(timeout=300)
    assert corpus.contents(tmp_path / "there") == corpus.contents(tmp_path / "here"), said.decode()[-2_000:]
    assert (tmp_path / "there" / "report.html").exists()


def is_worker(entry: Path) -> bool:
    try:
        return (entry / "cmdline").read_bytes().startswith(b"ray::RankWorker")
    except OSError:
        return False
