"""Whatever is wrong: one sentence with a remedy, the right exit code, no traceback, an existing file untouched."""

import os
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest

from tests.cli.running import PAGE, assert_one_sentence, reader
from tests.support import ROOT


@pytest.fixture
def kept(tmp_path: Path) -> Path:
    """An output file that must survive."""
    path = tmp_path / "kept.txt"
    path.write_text("mine", encoding="utf8")
    return path


@pytest.mark.parametrize(
    ("name", "data", "wanted"),
    [
        ("missing.html", None, "there is no file"),
        ("empty.html", b"", "is empty"),
        ("blank.txt", b" \n\t\n", "is empty"),
        ("picture.png", b"\x89PNG\r\n\x1a\n" + bytes(range(256)), "PNG picture"),
        ("book.pdf", b"%PDF-1.7\n%\xe2\xe3", "PDF"),
        ("archive.txt", b"PK\x03\x04" + bytes(100), "ZIP archive"),
        ("noise.txt", bytes(range(256)) * 20, "not readable as text"),
        ("nothing.html", b"<html><body><nav><a href=/>Home</a></nav></body></html>", "article"),
    ],
)
def test_pages_that_cannot_be_read(tmp_path: Path, kept: Path, name: str, data: bytes | None, wanted: str) -> None:
    page = tmp_path / name
    if data is not None:
        page.write_bytes(data)
    assert_one_sentence(reader("export", page, "-o", kept, "--overwrite"), 1, wanted, name)
    assert kept.read_text("utf8") == "mine"
    assert {path.name for path in tmp_path.iterdir()} <= {"kept.txt", name}, "nothing half-written is left"


@pytest.mark.parametrize("device", ["/dev/zero", "/dev/full", "/dev/null", "/dev/urandom"])
@pytest.mark.parametrize("command", ["export", "repair", "explain", "pinyin"])
def test_a_device_is_not_read(device: str, command: str) -> None:
    """/dev/zero has no end."""
    if not Path(device).exists():
        pytest.skip("no such device here")
    assert_one_sentence(reader(command, device), 1, "is a device", "name a file")


def test_a_pipe_is_read_like_a_file() -> None:
    done = subprocess.run(
        ["bash", "-c", f"{sys.executable} -m reader export <(cat {PAGE})"], capture_output=True, check=True, cwd=ROOT
    )
    assert done.stdout.decode().startswith("引言")


@pytest.mark.parametrize("address", ["ftp://example.org/page", "file:///etc/passwd", "gopher://example.org"])
def test_addresses_of_other_kinds_are_not_opened(address: str) -> None:
    assert_one_sentence(reader("export", address), 1, "are not opened", "http and https")


def test_a_file_of_more_than_a_gigabyte(tmp_path: Path) -> None:
    page = tmp_path / "large.txt"
    with page.open("wb") as file:
        file.truncate((1 << 30) + 1)  # takes no room on the disk
    assert_one_sentence(reader("export", page), 1, "has more than 1 GB")


def test_a_folder(tmp_path: Path) -> None:
    assert_one_sentence(reader("export", tmp_path), 1, "is a folder")


def test_standard_input_that_is_empty() -> None:
    assert_one_sentence(reader("export", "-"), 1, "standard input is empty")


def test_an_unknown_format(tmp_path: Path) -> None:
    assert_one_sentence(reader("export", PAGE, "-o", tmp_path / "page.docx"), 1, "'.docx' is no format", "--to")
    assert not list(tmp_path.iterdir())


def test_an_unknown_choice() -> None:
    assert_one_sentence(reader("export", PAGE, "--script", "klingon"), 2, "klingon", "auto, simplified", "--help")
    assert_one_sentence(reader("export", PAGE, "--to", "dvi"), 2, "'dvi' is no format", "the formats are text, ")


@pytest.mark.parametrize("more", [(), ("--overwrite",)])
def test_a_page_is_never_overwritten_by_its_own_export(tmp_path: Path, more: tuple[str, ...]) -> None:
    page = tmp_path / "page.txt"
    page.write_bytes(PAGE.read_bytes())
    assert_one_sentence(reader("export", page, "-o", page, *more), 1, "is the page itself")
    assert_one_sentence(reader("export", page, "-o", tmp_path, *more), 1, "is the page itself")
    assert page.read_bytes() == PAGE.read_bytes()


def test_no_file_is_written_over_unless_told(kept: Path, tmp_path: Path) -> None:
    for command in (("export", PAGE, "-o", kept), ("repair", PAGE, "-o", kept)):
        assert_one_sentence(reader(*command), 1, "is there already", "--overwrite")
        assert kept.read_text("utf8") == "mine"
    (tmp_path / "page.txt").write_text("mine", encoding="utf8")
    assert_one_sentence(reader("export", PAGE, "-o", tmp_path), 1, "is there already", "--overwrite")
    assert reader("export", PAGE, "-o", kept, "--overwrite").code == 0
    assert kept.read_text("utf8").startswith("引言")


def test_several_pages_into_one_file(tmp_path: Path) -> None:
    for target in ("x.md", "x.txt", "x.json"):
        assert_one_sentence(reader("export", PAGE, "other.txt", "-o", tmp_path / target), 2, "don't fit", "folder")
    assert not list(tmp_path.iterdir())


def test_an_unknown_command() -> None:
    assert_one_sentence(reader("exprot", PAGE), 2, "did you mean 'export'?")


def test_a_missing_argument() -> None:
    assert_one_sentence(reader("export"), 2, "SOURCE")


def test_options_that_do_not_go_together() -> None:
    assert_one_sentence(reader("explain", PAGE, "--diff", "--json"), 2, "choose one")


def test_several_pages_into_one_stream() -> None:
    assert_one_sentence(reader("export", PAGE, "other.txt"), 2, "-o FOLDER")


@pytest.mark.skipif(not Path("/proc/version").exists(), reason="a file that nobody can write, not even root")
def test_a_read_only_target() -> None:
    assert_one_sentence(reader("export", PAGE, "-o", "/proc/version", "--to", "text", "--overwrite"), 1, "can't write")


@pytest.mark.skipif(os.name == "nt", reason="permissions are POSIX's")
def test_a_target_without_permission() -> None:
    """Permissions don't bind root, so the writing is done by somebody else."""
    with tempfile.TemporaryDirectory() as folder:
        target = Path(folder) / "kept.txt"
        target.write_text("mine", encoding="utf8")
        target.chmod(0o444)
        Path(folder).chmod(0o755)
        code = (
            "import os, sys, tempfile; from pathlib import Path; from reader.sources import write_atomically\n"
            "if os.geteuid() == 0: os.setegid(65534); os.seteuid(65534)\n"
            "write_atomically(Path(sys.argv[1]), 'theirs')"
        )
        done = subprocess.run([sys.executable, "-c", code, target], capture_output=True, check=False, cwd=ROOT)
        assert "TargetError: can't write" in done.stderr.decode()
        assert target.read_text("utf8") == "mine"


def test_a_target_in_a_folder_that_is_not_there(tmp_path: Path) -> None:
    assert_one_sentence(reader("export", PAGE, "-o", tmp_path / "no" / "page.txt"), 1, "can't write")


def test_a_target_folder_that_is_a_file(kept: Path) -> None:
    assert_one_sentence(reader("export", PAGE, "other.txt", "-o", kept), 2, "don't fit")
    assert kept.read_text("utf8") == "mine"


def test_a_broken_glossary(tmp_path: Path) -> None:
    own = tmp_path / "own.yaml"
    own.write_text("- term: MoE\n  chinse: [x]\n", encoding="utf8")
    assert_one_sentence(reader("export", PAGE, "--glossary", own), 1, "own.yaml:2", "did you mean 'chinese'?")


def test_a_broken_glossary_in_the_configuration(tmp_path: Path) -> None:
    (tmp_path / "reader").mkdir()
    (tmp_path / "reader" / "glossary.yaml").write_text("- [", encoding="utf8")
    assert_one_sentence(reader("lookup", "MoE", XDG_CONFIG_HOME=str(tmp_path)), 1, "glossary.yaml:", "not YAML")


@pytest.mark.parametrize("command", ["export --to json", "pinyin", "repair", "explain --json"])
def test_a_pipe_whose_reader_left(tmp_path: Path, command: str) -> None:
    """More output than a pipe holds, and nobody to read it: who asked for the head has it, and needs no telling."""
    page = tmp_path / "page.txt"
    page.write_bytes(PAGE.read_bytes() * 20)
    line = f"{sys.executable} -m reader {command} {page} | head -c 10 >/dev/null; exit ${{PIPESTATUS[0]}}"
    done = subprocess.run(["bash", "-c", line], capture_output=True, check=False, cwd=ROOT)
    assert (done.returncode, done.stderr) == (1, b"")


def test_a_closed_standard_output() -> None:
    done = subprocess.run(
        ["bash", "-c", f"{sys.executable} -m reader export {PAGE} >&-"], capture_output=True, check=False, cwd=ROOT
    )
    assert done.returncode == 1
    assert done.stderr.decode() == "reader: standard output is closed; write to a file with -o\n"


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="Linux's always full device")
def test_a_full_disk() -> None:
    done = subprocess.run(
        ["bash", "-c", f"{sys.executable} -m reader export {PAGE} >/dev/full"],
        capture_output=True,
        check=False,
        cwd=ROOT,
    )
    assert done.returncode == 1
    assert "no space left" in done.stderr.decode()
    assert "Traceback" not in done.stderr.decode()


def test_a_hostile_file_name(tmp_path: Path) -> None:
    result = reader("export", str(tmp_path / "a\x1b[31mb\nc.html"))
    assert result.code == 1
    assert "\x1b" not in result.err
    assert result.err.count("\n") == 1


def test_one_bad_page_among_good_ones_stops_nothing(tmp_path: Path) -> None:
    result = reader("export", PAGE, "missing.html", "-o", tmp_path / "out")
    assert result.code == 1
    assert "missing.html" in result.err
    assert "1 of 2 pages exported" in result.err
    assert [path.name for path in (tmp_path / "out").iterdir()] == ["page.txt"]


def test_a_fault_of_one_page_stops_nothing(tmp_path: Path) -> None:
    """What should not happen is told as such, and the next page is read all the same."""
    code = (
        "import sys; from reader import pipeline; from reader.cli import run\n"
        "real = pipeline.Pipeline.read\n"
        "def read(self, source, *rest, **more):\n"
        "    if source.name.endswith('bad.txt'): raise RecursionError('deep')\n"
        "    return real(self, source, *rest, **more)\n"
        "pipeline.Pipeline.read = read; sys.exit(run(sys.argv[1:]))"
    )
    command = [sys.executable, "-c", code, "export", "bad.txt", str(PAGE), "-o", str(tmp_path / "out")]
    (tmp_path / "bad.txt").write_text("坏的一页", encoding="utf8")
    done = subprocess.run(command, capture_output=True, check=False, cwd=tmp_path, text=True)
    assert done.returncode == 1
    assert "bad.txt: this is a fault in Reader: RecursionError: deep" in done.stderr
    assert "1 of 2 pages exported" in done.stderr
    assert [path.name for path in (tmp_path / "out").iterdir()] == ["page.txt"]
