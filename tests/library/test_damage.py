"""A damaged library is kept, told of, and what can be read of it goes on; a program that dies leaves no damage."""

import random
import re
import sqlite3
import subprocess
import sys
import time
from pathlib import Path

import pytest

from reader.library.library import Library
from reader.model.choices import WordStatus
from reader.repair.script import fold_script
from tests.support import ROOT

NAMES = [f"词{number}" for number in range(2000)]


@pytest.fixture
def path(tmp_path: Path) -> Path:
    file = tmp_path / "library.sqlite"
    library = Library(file, fold_script, lambda _: None)
    library.words.put(NAMES, WordStatus.KNOWN)
    library.close()
    return file


def mended(path: Path) -> tuple[list[str], set[str]]:
    """What is told, and the words that are there then."""
    told: list[str] = []
    library = Library(path, fold_script, told.append)
    kept = set(library.words.statuses())
    library.words.put(["新"], WordStatus.LEARNING)
    library.close()
    return told, kept


def assert_told(told: list[str], path: Path, damaged: bytes, rescued: int) -> None:
    assert len(told) == 1
    match = re.search(r"it is kept as '(.+?)', and (\d+) words? w", told[0])
    assert match, told
    assert Path(match[1]).parent == path.parent
    assert Path(match[1]).read_bytes() == damaged, "nothing is lost"
    assert int(match[2]) == rescued


def test_a_library_of_garbage_is_set_aside(path: Path) -> None:
    damaged = b"not a database at all " * 400
    path.write_bytes(damaged)
    told, kept = mended(path)
    assert_told(told, path, damaged, 0)
    assert kept == set()
    assert mended(path) == ([], {"新"}), "told once"


def test_a_destroyed_header_costs_no_word(path: Path) -> None:
    damaged = bytearray(path.read_bytes())
    damaged[:200] = b"\x00" * 200
    path.write_bytes(damaged)
    told, kept = mended(path)
    assert_told(told, path, bytes(damaged), len(NAMES))
    assert kept == set(NAMES)


def test_destroyed_pages_cost_their_own_words_only(path: Path) -> None:
    damaged = bytearray(path.read_bytes())
    pages = len(damaged) // 4096
    middle = 4096 * (pages // 2)
    damaged[middle : middle + 4096] = random.Random(1).randbytes(4096)
    path.write_bytes(damaged)
    told, kept = mended(path)
    assert len(told) == 1
    assert kept <= set(NAMES)
    assert len(kept) > len(NAMES) * 0.6


def test_a_truncated_library(path: Path) -> None:
    whole = path.read_bytes()
    path.write_bytes(whole[: len(whole) * 3 // 4 // 4096 * 4096])  # tables begin before rows
    told, kept = mended(path)
    assert len(told) == 1
    assert kept <= set(NAMES)
    assert len(kept) > 200


@pytest.mark.parametrize("seed", range(60))
def test_any_damage_is_mended_or_harmless(path: Path, seed: int) -> None:
    """Random bytes at random places: it opens, holds only words that were there, and can be written to."""
    chance = random.Random(seed)
    damaged = bytearray(path.read_bytes())
    for _ in range(chance.randint(1, 6)):
        start = chance.randrange(len(damaged))
        run = chance.randbytes(chance.choice((1, 16, 500, 5000)))
        damaged[start : start + len(run)] = run
    path.write_bytes(damaged)
    _, kept = mended(path)
    again, after = mended(path)
    assert again == []
    assert after == kept | {"新"}


def test_two_programs_mend_at_once(path: Path) -> None:
    damaged = bytearray(path.read_bytes())
    damaged[:200] = b"\x00" * 200
    path.write_bytes(damaged)
    code = (
        "import sys\nfrom pathlib import Path\nfrom reader.library.library import Library\n"
        "library = Library(Path(sys.argv[1]), str, print)\nprint(len(library.words.statuses()))"
    )
    running = [subprocess.Popen([sys.executable, "-c", code, path], stdout=subprocess.PIPE, cwd=ROOT) for _ in range(4)]
    said = [process.communicate(timeout=60)[0].decode().splitlines() for process in running]
    assert [process.returncode for process in running] == [0] * 4
    assert [lines[-1] for lines in said] == [str(len(NAMES))] * 4
    assert sum(len(lines) for lines in said) == 5, "one of them mended it and said so"


KILLS = 60
WRITER = """
import sys
from pathlib import Path
from reader.library.library import Library
from reader.model.choices import WordStatus
words = Library(Path(sys.argv[1]), str, lambda sentence: sys.exit(sentence)).words
number = int(sys.argv[2])
print("open", flush=True)
while True:
    words.put([f"{number}a", f"{number}b"], WordStatus.KNOWN)
    print(number, flush=True)
    number += 1
"""


def test_killed_at_any_moment(tmp_path: Path) -> None:
    """Real kills -9 while words are written: what was acknowledged is there, both words of a write or neither."""
    path, chance, acknowledged = tmp_path / "library.sqlite", random.Random(7), 0
    for kill in range(KILLS):
        acknowledged = killed(path, 1_000_000 * (kill + 1), chance.random() * 0.1, acknowledged)
    assert acknowledged > KILLS // 2
    connection = sqlite3.connect(path)
    assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    connection.close()


def killed(path: Path, first: int, seconds: float, acknowledged: int) -> int:
    process = subprocess.Popen([sys.executable, "-c", WRITER, path, str(first)], stdout=subprocess.PIPE, cwd=ROOT)
    assert process.stdout
    assert process.stdout.readline() == b"open\n"
    time.sleep(seconds)
    process.kill()
    told = [int(line) for line in process.stdout.read().split(b"\n")[:-1] if line]
    process.wait()
    process.stdout.close()
    library = Library(path, str, pytest.fail)
    names = set(library.words.statuses())
    library.close()
    assert all(f"{number}{half}" in names for number in told for half in "ab")
    assert len(names) % 2 == 0
    assert {name[:-1] + "a" for name in names} <= names
    return acknowledged + len(told)
