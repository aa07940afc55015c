"""Kill parts of a crawl at random moments, fill its disk, go on, and compare the records byte by byte.

``python -m benchmarks.crawl_kills`` tells for each kind of kill how many of them met a running crawl, and pages lost or
written twice. The disk is a file system in memory, which only root may make; for others it is left out.
"""

import argparse
import os
import random
import shutil
import subprocess
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path

from tests.crawl import corpus, killing

KINDS = {
    "a worker": killing.kill_worker,
    "the cleaner": killing.kill_cleaner,
    "the driver": killing.kill_driver,
    "everything": killing.kill_everything,
    "Ctrl-C": killing.interrupt,
}


_DISK = "a full disk"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--moments", type=int, default=20, help="in which a crawl is met, of each kind")
    parser.add_argument("--pages", type=int, default=240)
    parser.add_argument("--only", choices=[*KINDS, _DISK], action="append")
    options = parser.parse_args()
    wanted = options.only or [*KINDS, *([_DISK] if os.geteuid() == 0 else [])]
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        pages = [corpus.page(number, 40) for number in range(options.pages)]
        source = corpus.write_lines(folder / "pages.jsonl", corpus.rows(pages))
        right, began = folder / "right", time.monotonic()
        assert killing.run(*_arguments(source, right))[0] == 0
        whole = time.monotonic() - began
        print(f"{len(pages)} pages in {len(corpus.contents(right))} shards, undisturbed in {whole:.1f} s")
        for kind in wanted:
            if kind == _DISK:
                with _disk(folder / "disk") as disk:
                    _repeat(kind, options.moments, disk / "out", right, partial(_fill, source))
            else:
                _repeat(kind, options.moments, folder / "out", right, partial(_kill, source, whole, KINDS[kind]))


def _arguments(source: Path, out: Path) -> list[str | Path]:
    return [source, "-o", out, "--workers", "2", "--shard", "1"]


def _kill(source: Path, whole: float, kill: Callable[["subprocess.Popen[bytes]"], bool], out: Path) -> bool:
    return killing.disturbed(_arguments(source, out), random.uniform(0.2 * whole, whole), kill)


def _repeat(kind: str, moments: int, out: Path, right: Path, disturb: Callable[[Path], bool]) -> None:
    """Disturb a crawl into ``out`` again and again; ``right`` is one that nobody disturbed."""
    met = lost = twice = other = tried = 0
    ids = {record["id"] for record in corpus.records(right)}
    while met < moments and tried < 3 * moments:  # some come when all is over
        tried += 1
        shutil.rmtree(out, ignore_errors=True)
        met += disturb(out)
        found = [record["id"] for record in corpus.records(out)]
        lost += len(ids - set(found))
        twice += len(found) - len(set(found))
        other += corpus.contents(out) != corpus.contents(right)
    print(f"{kind:12} {met:3} of {tried} met; {lost} lost, {twice} twice, other bytes: {other}", flush=True)


@contextmanager
def _disk(folder: Path) -> Iterator[Path]:
    folder.mkdir()
    subprocess.run(["mount", "-t", "tmpfs", "-o", "size=4m", "tmpfs", folder], check=True)
    try:
        yield folder
    finally:
        subprocess.run(["umount", folder], check=True)


def _fill(source: Path, out: Path) -> bool:
    """Crawl onto a disk that is full again and again, with a little more room each time; whether it was full once."""
    room, runs = 0, 0
    while True:
        room += random.randrange(16, 500)
        subprocess.run(["mount", "-o", f"remount,size={room}k", out.parent], check=True)
        code, said = killing.run(*_arguments(source, out))
        if code == 0:
            return runs > 0
        assert "make room, and the same command goes on" in said, said
        runs += 1


if __name__ == "__main__":
    main()
