"""A damaged library is kept, told of, and what can be read of it goes on; a program that dies leaves no damage."""

import os
import random
import re
import shutil
import sqlite3
import subprocess
import sys
import time
from pathlib import Path

import pytest

from reader.library.anchors import Places
from reader.library.library import Library
from reader.model.choices import WordStatus
from reader.model.choosing import Choice
from reader.model.document import Block, Document, Kind, Metadata, Origin, Source
from reader.model.text import Text
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


def damage(path: Path, seed: int) -> None:
    """Random bytes at random places."""
    chance = random.Random(seed)
    damaged = bytearray(path.read_bytes())
    for _ in range(chance.randint(1, 6)):
        start = chance.randrange(len(damaged))
        run = chance.randbytes(chance.choice((1, 16, 500, 5000)))
        damaged[start : start + len(run)] = run
    path.write_bytes(damaged)


@pytest.mark.parametrize("seed", range(60))
def test_any_damage_is_mended_or_harmless(path: Path, seed: int) -> None:
    """Random bytes at random places: it opens, holds only words that were there, and can be written to."""
    damage(path, seed)
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


KILLS = int(os.environ.get("READER_KILLS", "20"))
WRITER = """
import sys
from pathlib import Path
from reader.library.anchors import Places
from reader.library.library import Library
from reader.model.choices import WordStatus
from reader.model.document import Block, Document, Kind, Metadata, Origin, Source
from reader.model.text import Text
library = Library(Path(sys.argv[1]), str, lambda sentence: sys.exit(sentence))
number = int(sys.argv[2])
library.documents.open(Source("first", b"first"), Document(Text.of(""), Metadata(), ()))  # loads what it needs
print("open", flush=True)
while True:
    text = f"第{number}段说的是大型语言模型的训练数据，以及它们从哪里来。"
    document = Document(Text.of(""), Metadata(), (Block(Kind.PARAGRAPH, Origin(1), Text.of(text)),))
    places = Places(document)
    at = library.documents.open(Source(f"{number}", text.encode()), document, places).number
    print("document", number, flush=True)
    library.documents.leave(at, places.anchor(0, 3), 0.5)
    print("place", number, flush=True)
    library.marks.set(at, "a", places.anchor(0, 1), f"{number}")
    print("mark", number, flush=True)
    library.highlights.add(at, places.anchor(0, 1), places.anchor(0, 4), "yellow", f"{number}")
    print("highlight", number, flush=True)
    library.notes.add(at, f"{number}")
    print("note", number, flush=True)
    library.words.put([f"词{number}a", f"词{number}b"], WordStatus.KNOWN)
    print("words", number, flush=True)
    number += 1
"""


def test_killed_at_any_moment(tmp_path: Path) -> None:
    """Real kills -9 while everything is written: what was confirmed is there, both words of one write or neither."""
    path, chance, confirmed = tmp_path / "library.sqlite", random.Random(7), 0
    for kill in range(KILLS):
        confirmed += killed(path, 1_000_000 * (kill + 1), chance.random() * 0.3)
    assert confirmed > KILLS // 2, "there was something to lose"
    connection = sqlite3.connect(path)
    assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    connection.close()


def killed(path: Path, first: int, seconds: float) -> int:
    """Let a writer run for so long, kill it, and look whether all is there that it said; how many things that were."""
    process = subprocess.Popen([sys.executable, "-c", WRITER, path, str(first)], stdout=subprocess.PIPE, cwd=ROOT)
    assert process.stdout
    assert process.stdout.readline() == b"open\n"
    time.sleep(seconds)
    process.kill()
    told = [line.decode().split() for line in process.stdout.read().split(b"\n")[:-1]]
    process.wait()
    process.stdout.close()
    library = Library(path, str, pytest.fail)
    records = {record.name: record for record in library.documents.all()}
    names = set(library.words.statuses())
    for what, number in told:
        at = records[number].number
        kept: dict[str, object] = {
            "document": library.documents.page(at).data,
            "place": library.documents.get(at).anchor,
            "mark": library.marks.get(at, "a"),
            "highlight": library.highlights.all(at),
            "note": library.notes.all(at),
            "words": {f"词{number}a", f"词{number}b"} <= names,
        }
        assert kept[what], (what, number)
    library.close()
    assert {name[:-1] + other for name in names for other in "ab"} == names
    return len(told)


@pytest.fixture(scope="module")
def full(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A library with rows in all tables; each test has a copy of it."""
    path = tmp_path_factory.mktemp("full") / "library.sqlite"
    fill(path)
    return path


@pytest.fixture
def filled(full: Path, tmp_path: Path) -> Path:
    return Path(shutil.copy(full, tmp_path))


def test_every_table_survives_a_destroyed_first_page(filled: Path, full: Path) -> None:
    path, whole = filled, Library(full, fold_script, pytest.fail)
    before = everything(whole)
    whole.close()
    damaged = bytearray(path.read_bytes())
    damaged[:4096] = random.Random(1).randbytes(4096)
    path.write_bytes(damaged)
    told: list[str] = []
    library = Library(path, fold_script, told.append)
    assert everything(library) == before
    assert "30 documents, 30 marks, 30 highlights, 30 notes and 30 words were rescued from it" in told[0]
    library.close()


def test_notes_of_a_lost_document_are_kept(filled: Path) -> None:
    path = filled
    connection = sqlite3.connect(path)
    connection.execute("DELETE FROM document WHERE id = 3")
    connection.commit()
    connection.close()
    damaged = bytearray(path.read_bytes())
    damaged[:100] = bytes(100)
    path.write_bytes(damaged)
    library = Library(path, fold_script, lambda _: None)
    assert library.documents.get(3).title == ""
    assert [note.body for note in library.notes.all(3)] == ["注2\n" + "长" * 5000]
    library.close()


@pytest.mark.parametrize("seed", range(40))
def test_any_damage_to_any_table_is_mended_or_harmless(filled: Path, seed: int) -> None:
    path = filled
    damage(path, seed)
    Library(path, fold_script, lambda _: None).close()
    library = Library(path, fold_script, pytest.fail)
    everything(library)
    document, places = written(99)
    number = library.documents.open(Source("new", b"new"), document, places).number
    library.notes.add(number, "new")
    assert [note.body for note in library.notes.all(number)] == ["new"]
    library.close()


def written(number: int) -> tuple[Document, Places]:
    text = f"第{number}段说的是大型语言模型的训练数据，以及它们从哪里来。"
    document = Document(Text.of(f"题{number}"), Metadata(), (Block(Kind.PARAGRAPH, Origin(1), Text.of(text)),))
    return document, Places(document)


def fill(path: Path) -> None:
    library = Library(path, fold_script, pytest.fail)
    for number in range(30):
        document, places = written(number)
        at = library.documents.open(Source(f"{number}", f"{number}".encode()), document, places).number
        anchor = places.anchor(0, number)
        library.documents.leave(at, anchor, 0.5)
        library.marks.set(at, "a", anchor, "引")
        library.highlights.add(at, anchor, places.anchor(0, number + 1), "yellow", "文")
        library.notes.add(at, f"注{number}\n" + "长" * 5000, anchor)
        library.words.put([f"词{number}"], WordStatus.KNOWN)
        library.words.meet(f"词{number}", "一句", at, anchor)
        library.history.looked_up("MoE", at)
        library.documents.cut(at, ["训练", "数据"])
        library.documents.decide(at, Choice(Origin(1), "一段", keep=False))
    library.close()


def everything(library: Library) -> list[object]:
    documents = library.documents
    found: list[object] = [*library.words.all(), *library.words.meetings(), *library.history.words()]
    for record in documents.all():
        number = record.number
        found += [record, documents.choices(number), documents.cuts(number), library.marks.all(number)]
        found += [library.highlights.all(number), library.notes.all(number)]
    return found


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="a file's size is limited by a POSIX shell")
def test_a_full_disk_loses_nothing_that_was_confirmed(filled: Path) -> None:
    """The file may not grow: one sentence, no half-made row, and what was there before is there."""
    path = filled
    code = (
        "import resource, signal, sys\nfrom pathlib import Path\nfrom reader.library.library import Library\n"
        "from reader.model.errors import LibraryError\nsignal.signal(signal.SIGXFSZ, signal.SIG_IGN)\n"
        "library = Library(Path(sys.argv[1]), str, print)\n"
        "size = Path(sys.argv[1]).stat().st_size\nresource.setrlimit(resource.RLIMIT_FSIZE, (size, size))\n"
        "for number in range(10000):\n    try:\n        library.notes.add(1, 'x' * 20000)\n"
        "    except LibraryError as error:\n        print(number)\n        sys.exit(str(error))"
    )
    done = subprocess.run([sys.executable, "-c", code, path], capture_output=True, cwd=ROOT, check=False)
    assert re.fullmatch(
        r"can't use the library '.+': .+; check the folder, its rights and the disk\n", done.stderr.decode()
    )
    library = Library(path, fold_script, pytest.fail)
    assert len(library.notes.all(1)) == 1 + int(done.stdout)
    assert len(library.documents.all()) == 30
    library.close()
