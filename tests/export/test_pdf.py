"""What is said where no browser prints; printing itself is in test_browser."""

import sys
import time
from io import BytesIO
from pathlib import Path

import pytest

from reader.export import pdf
from reader.export.exporter import Options
from reader.model.errors import TargetError
from tests.cli.running import PAGE, assert_one_sentence, reader
from tests.export.pages import FULL

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="the stand-ins are shell scripts")


def stand_in(folder: Path, *lines: str) -> str:
    """A browser that does as its lines say."""
    path = folder / "chromium"
    path.write_text("\n".join(("#!/bin/sh", *lines)))
    path.chmod(0o755)
    return str(path)


def test_without_a_browser_one_sentence_tells_what_to_do(tmp_path: Path) -> None:
    done = reader("export", PAGE, "-o", tmp_path / "page.pdf", PATH=str(tmp_path))
    assert_one_sentence(done, 1, "install one", ".html")
    assert list(tmp_path.iterdir()) == []


def test_the_browser_is_found_by_its_name(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    path = stand_in(tmp_path, "exit 3")
    assert pdf.find_browser() == path
    with pytest.raises(TargetError, match="printed nothing"):
        pdf.write([FULL], BytesIO(), Options())


def test_a_browser_that_hangs_is_ended_with_its_children(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    mark = tmp_path / "alive"
    browser = stand_in(tmp_path, f"(while true; do touch {mark}; sleep 0.1; done) &", "sleep 60")
    with pytest.raises(TargetError, match=r"within 1 seconds; export to \.html"):
        pdf.print_page(browser, "<p>x</p>", longest=1)
    mark.unlink(missing_ok=True)
    time.sleep(0.4)
    assert not mark.exists()
    assert [path.name for path in tmp_path.iterdir()] == ["chromium"], "no page is left behind"


def test_what_the_browser_says_is_told(tmp_path: Path) -> None:
    browser = stand_in(tmp_path, "echo no space left >&2", "exit 1")
    with pytest.raises(TargetError, match=r"chromium printed nothing \(no space left\); export to \.html"):
        pdf.print_page(browser, "<p>x</p>")
