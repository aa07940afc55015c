"""The real program: every page once, whatever happens to it; the same bytes however it came about."""

import json
import os
import resource
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

pytest.importorskip("datatrove")

from tests.crawl import corpus, killing

MADE = [corpus.page(number) for number in range(60)]


@pytest.fixture(scope="module")
def source(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Sixty pages of every kind of file, three times over."""
    folder = tmp_path_factory.mktemp("source")
    corpus.write_folder(folder / "pages", MADE[:10])
    corpus.write_warc(folder / "a.warc.gz", MADE[10:20])
    corpus.write_lines(folder / "b.jsonl", corpus.rows(MADE[20:30]))
    corpus.write_lines(folder / "c.jsonl.gz", corpus.rows(MADE[30:40]))
    corpus.write_lines(folder / "d.jsonl.zst", corpus.rows(MADE[40:50]))
    corpus.write_parquet(folder / "e.parquet", MADE[50:])
    return folder


@pytest.fixture(scope="module")
def done(source: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A crawl that nothing disturbed."""
    out = tmp_path_factory.mktemp("done") / "out"
    code, said = killing.run(source, "-o", out, "--workers", "2", "--minimum-quality", "0.2")
    assert code == 0, said
    assert "60 records, 0 with an error" in said
    return out


def test_every_page_gives_one_record(done: Path) -> None:
    found = corpus.records(done)
    assert sorted(record["title"] for record in found) == sorted(f"第{number}篇文章" for number in range(60))
    assert all(record["text"] and not record["error"] for record in found)
    assert all("栏目" not in record["text"] and "版权" not in record["text"] for record in found)


def test_a_crawl_that_is_done_is_left_alone(done: Path, source: Path) -> None:
    before = corpus.contents(done)
    code, _ = killing.run(source, "-o", done, "--workers", "1", "--minimum-quality", "0.2")
    assert code == 0
    assert corpus.contents(done) == before


def test_the_same_bytes_with_other_workers(done: Path, source: Path, tmp_path: Path) -> None:
    assert killing.run(source, "-o", tmp_path / "out", "--workers", "1", "--minimum-quality", "0.2")[0] == 0
    assert corpus.contents(tmp_path / "out") == corpus.contents(done)


@pytest.mark.parametrize("to", ["jsonl.zst", "parquet"])
def test_other_formats_hold_the_same(done: Path, source: Path, tmp_path: Path, to: str) -> None:
    assert killing.run(source, "-o", tmp_path / "out", "--to", to, "--minimum-quality", "0.2")[0] == 0
    found, wanted = corpus.records(tmp_path / "out"), corpus.records(done)
    for one, other in zip(found, wanted, strict=True):
        assert (one["id"], one["text"], one["encoding"]) == (other["id"], other["text"], other["encoding"])
        assert dict(one["verdicts"]) == other["verdicts"]
        assert one["source"]["offset"] == other["source"]["offset"]


def test_status_tells_how_far_it_is(done: Path) -> None:
    told = subprocess.run(
        [sys.executable, "-m", "reader", "crawl", "status", done, "--json"], capture_output=True, check=True
    ).stdout
    found = json.loads(told)
    assert (found["records"], found["errors"], found["share"], found["running"]) == (60, 0, 1.0, False)
    code, said = killing.run("status", done.parent)
    assert code == 1
    assert "holds no crawl" in said


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (["--script", "taiwan"], 'script was "auto", and is "taiwan"'),
        (["--to", "parquet"], "output was jsonl.gz, and is parquet"),
        (["--shard", "1"], "shard_bytes was 0"),
    ],
)
def test_to_go_on_with_other_options_is_refused(done: Path, source: Path, options: list[str], said: str) -> None:
    before = corpus.contents(done)
    code, told = killing.run(source, "-o", done, "--minimum-quality", "0.2", *options)
    assert code == 1
    assert said in told
    assert told.count("\n") == 1
    assert corpus.contents(done) == before


def test_to_go_on_with_other_inputs_or_code_is_refused(done: Path, source: Path, tmp_path: Path) -> None:
    shutil.copytree(done, tmp_path / "out")
    shutil.copytree(source, tmp_path / "in")
    arguments = ("-o", tmp_path / "out", "--minimum-quality", "0.2")
    code, told = killing.run(tmp_path / "in", *arguments)
    assert code == 1
    assert "gone" in told
    manifest = tmp_path / "out" / "manifest.json"
    manifest.write_text(json.dumps(json.loads(manifest.read_text()) | {"code": "other"}))
    code, told = killing.run(source, *arguments)
    assert code == 1
    assert "code has changed" in told
    manifest.write_text("{")
    code, told = killing.run(source, *arguments)
    assert code == 1
    assert "damaged" in told


def test_a_shard_that_somebody_removed_is_made_anew(done: Path, source: Path, tmp_path: Path) -> None:
    shutil.copytree(done, tmp_path / "out")
    victim = next((tmp_path / "out" / "data").iterdir())
    victim.unlink()
    assert killing.run(source, "-o", tmp_path / "out", "--minimum-quality", "0.2")[0] == 0
    assert corpus.contents(tmp_path / "out") == corpus.contents(done)


KILLS = [
    killing.kill_worker, killing.kill_cleaner, killing.kill_driver, killing.kill_everything, killing.interrupt,
]  # fmt: skip


@pytest.mark.skipif(not Path("/proc/self").exists(), reason="finds processes as Linux shows them")
@pytest.mark.parametrize("kill", KILLS, ids=lambda kill: kill.__name__)
def test_every_page_once_after_a_kill(
    source: Path, done: Path, tmp_path: Path, kill: Callable[["subprocess.Popen[bytes]"], bool]
) -> None:
    """When the first shard is under way or just done; benchmarks/crawl_kills.py does so at many moments."""
    arguments: list[str | Path] = [source, "-o", tmp_path / "out", "--workers", "2", "--minimum-quality", "0.2"]
    process = killing.start(*arguments)
    while process.poll() is None and not list(tmp_path.glob("out/data/.*.part")):
        time.sleep(0.01)
    kill(process)
    process.communicate(timeout=120)
    code = process.returncode
    if kill in (killing.kill_worker, killing.kill_cleaner):
        assert code == 0
    while code:
        time.sleep(0.3)
        code, said = killing.run(*arguments)
        assert code == 0 or "at work" in said, said
    assert corpus.contents(tmp_path / "out") == corpus.contents(done)
    assert not list(tmp_path.glob("out/**/.*.part"))


def test_ctrl_c_says_one_sentence(source: Path, tmp_path: Path) -> None:
    process = killing.start(source, "-o", tmp_path / "out")
    while process.poll() is None and not (tmp_path / "out" / "data").exists():
        time.sleep(0.01)
    killing.interrupt(process)
    _, said = process.communicate(timeout=60)
    assert process.returncode == 1
    assert said.decode() == "reader: stopped; what is done stays, and the same command goes on from there\n"


def test_two_at_once_are_refused(source: Path, tmp_path: Path) -> None:
    process = killing.start(source, "-o", tmp_path / "out", "--workers", "1")
    while process.poll() is None and not (tmp_path / "out" / "data").exists():
        time.sleep(0.01)
    os.killpg(process.pid, signal.SIGSTOP)  # or it might have ended by then
    code, said = killing.run(source, "-o", tmp_path / "out", "--workers", "1")
    os.killpg(process.pid, signal.SIGCONT)
    killing.interrupt(process)
    process.communicate(timeout=60)
    assert code == 1
    assert "another process is at work" in said


@pytest.mark.parametrize("room", [100, 9_000], ids=["for the plan", "for the records"])
def test_a_disk_without_room_is_told_and_gone_on_from(source: Path, done: Path, tmp_path: Path, room: int) -> None:
    """A limit on the size of files stands for the disk: the system refuses to write in the same way."""
    arguments: list[str | Path] = [source, "-o", tmp_path / "out", "--workers", "1", "--minimum-quality", "0.2"]
    hard = resource.getrlimit(resource.RLIMIT_FSIZE)[1]
    stopped = subprocess.run(
        [sys.executable, "-m", "reader", "crawl", *map(str, arguments)],
        capture_output=True,
        check=False,
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (room, hard)),
    )
    assert stopped.returncode == 1
    assert b"make room, and the same command goes on" in stopped.stderr
    assert b"Traceback" not in stopped.stderr
    assert killing.run(*arguments)[0] == 0
    assert corpus.contents(tmp_path / "out") == corpus.contents(done)


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        (["nowhere", "-o", "out"], 1, "no pages under 'nowhere'; check"),
        (["s3x://nowhere", "-o", "out"], 1, "can't read 's3x://nowhere'"),
        (["empty", "-o", "out"], 1, "no pages"),
        (["pictures", "-o", "out"], 1, "no pages were found (1 .png)"),
        (["pictures"], 2, "-o"),
        (["pictures", "-o", "out", "--workers", "none"], 2, "no number"),
        (["pictures", "-o", "out", "--minimum-quality", "3"], 2, "no number from 0 to 1"),
        (["pictures", "-o", "out", "--to", "csv"], 2, "none of"),
        (["pictures", "-o", "out", "--sites", "nowhere.yaml"], 1, "nowhere.yaml"),
        (["pictures", "-o", "out", "--sites", "wrong.yaml"], 1, "wrong.yaml"),
        (["pictures", "-o", "out", "--rules", "nonsense"], 2, "no repair rule"),
    ],
)
def test_bad_wishes_are_one_sentence(tmp_path: Path, arguments: list[str], code: int, said: str) -> None:
    (tmp_path / "empty").mkdir()
    (tmp_path / "wrong.yaml").write_text("- hots: a\n")
    (tmp_path / "pictures").mkdir()
    (tmp_path / "pictures" / "a.png").write_bytes(b"\x89PNG")
    done = subprocess.run(
        [sys.executable, "-m", "reader", "crawl", *arguments], capture_output=True, check=False, cwd=tmp_path, text=True
    )
    assert done.returncode == code, done.stderr
    assert said in done.stderr
    assert done.stderr.startswith("reader: ")
    assert done.stderr.count("\n") == 1, done.stderr


def test_without_the_extra_one_sentence_tells_what_is_missing(tmp_path: Path) -> None:
    """An import path on which datatrove is not found stands for an installation without the extra."""
    code = "import sys; sys.modules['datatrove'] = None; from reader.cli import run; sys.exit(run(sys.argv[1:]))"
    done = subprocess.run(
        [sys.executable, "-c", code, "crawl", tmp_path, "-o", tmp_path / "out"],
        capture_output=True, check=False, text=True, env=os.environ,
    )  # fmt: skip
    assert done.returncode == 1
    assert "pip install 'annotated-reader[crawl]'" in done.stderr
    assert done.stderr.count("\n") == 1
