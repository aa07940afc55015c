"""Many pages: gathered, named, told about."""

import os
import pty
import subprocess
import sys
from pathlib import Path

import pytest

from reader.sources import gather
from tests.cli.running import PAGE, reader

PARAGRAPH = "这一段讲的是大模型的训练，数据先清洗再分词，最后由人来评估结果，读者应当知道。"


def page(title: str, body: str = PARAGRAPH) -> str:
    return f"<html><head><title>{title}</title></head><body><article><h1>{title}</h1><p>{body}</p><p>{body}</p>"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    pages = tmp_path / "pages"
    names = ("10.html", "2.html", "below/3.HTM", "1_files/ad.html", ".hidden/x.html", ".x.html", "style.css")
    for name in names:
        (pages / name).parent.mkdir(parents=True, exist_ok=True)
        (pages / name).write_text(page(f"第{name}页"), encoding="utf8")
    return pages


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def test_folders_and_patterns_stand_for_their_pages(folder: Path) -> None:
    here = [str(folder / name) for name in ("2.html", "10.html", "below/3.HTM")]
    assert list(gather([str(folder)])) == here
    assert list(gather([f"{folder}/*.html", str(folder / "below")])) == here
    assert list(gather([f"{folder}/**/*.HTM"])) == here[2:]
    assert list(gather(["-", here[1], str(folder), "-"])) == ["-", here[1], here[0], here[2]]
    assert list(gather([f"{folder}/*.pdf", "none.html"])) == [f"{folder}/*.pdf", "none.html"]
    assert list(gather([str(folder)], folder / "below")) == here[:2]


def test_a_file_whose_name_looks_like_a_pattern_is_that_file(tmp_path: Path) -> None:
    for name in ("[1].html", "1.html"):
        (tmp_path / name).write_text("x", encoding="utf8")
    assert list(gather([str(tmp_path / "[1].html")])) == [str(tmp_path / "[1].html")]


def test_a_folder_into_a_folder(folder: Path, tmp_path: Path) -> None:
    result = reader("export", folder, "--to", "markdown", "-o", tmp_path / "out")
    assert result.code == 0, result
    assert names(tmp_path / "out") == ["第10.html页.md", "第2.html页.md", "第below／3.HTM页.md"]
    assert result.err == f"3 of 3 pages exported to '{tmp_path / 'out'}'\n"


def test_titles_make_names_that_never_meet(tmp_path: Path) -> None:
    titles = ["同名", "同名", "CON", "../../up", "a" * 300, "A" * 300, "<script>x", "\u202egnp"]
    for index, title in enumerate(titles):
        text = page(title.replace("<", "&lt;"), f"{PARAGRAPH}{index}")
        (tmp_path / f"{index}.html").write_text(text, encoding="utf8")
    result = reader("export", tmp_path, "-o", tmp_path / "out")
    assert result.code == 0, result
    made = names(tmp_path / "out")
    assert len({name.casefold() for name in made}) == len(titles)
    assert {"同名.txt", "同名-2.txt", "_CON.txt", "＜script＞x.txt"} <= set(made)
    assert names(tmp_path) == sorted([*(f"{index}.html" for index in range(len(titles))), "out"])


def test_an_export_into_the_folder_of_its_pages_does_not_read_itself(folder: Path) -> None:
    assert reader("export", folder, "-o", folder / "clean").code == 0
    again = reader("export", folder, "-o", folder / "clean", "--overwrite")
    assert again.err.startswith("3 of 3 pages")
    assert len(names(folder / "clean")) == 3


def test_a_second_export_leaves_the_first_alone(folder: Path, tmp_path: Path) -> None:
    assert reader("export", folder, "-o", tmp_path / "out").code == 0
    again = reader("export", folder, "-o", tmp_path / "out")
    assert again.code == 1
    assert again.err.count("is there already") == 3
    assert again.err.endswith("0 of 3 pages exported\n")


@pytest.mark.skipif(os.name == "nt", reason="a terminal of POSIX")
def test_progress_is_shown_while_a_person_watches(folder: Path, tmp_path: Path) -> None:
    primary, secondary = pty.openpty()
    command = [sys.executable, "-m", "reader", "export", str(folder), "-o", str(tmp_path / "out")]
    subprocess.run(command, check=True, stderr=secondary, env={**os.environ, "TERM": "xterm"})
    shown = os.read(primary, 10_000).decode()
    os.close(primary)
    os.close(secondary)
    assert "\r\x1b[K1 of 3  " in shown
    assert shown.endswith(f"\r\x1b[K3 of 3 pages exported to '{tmp_path / 'out'}'\r\n")


def test_nothing_is_left_when_every_page_fails(tmp_path: Path) -> None:
    result = reader("export", "a.html", "b.html", "-o", tmp_path / "out")
    assert result.code == 1
    assert result.err.endswith("0 of 2 pages exported\n")
    assert names(tmp_path / "out") == []


def test_text_wrapped_by_chinese_rules() -> None:
    lines = reader("export", PAGE, "--width", "40").out.splitlines()
    assert not [line for line in lines if line[:1] in set("，。！？、；：）》”")]
    assert "".join("".join(lines).split()) == "".join(reader("export", PAGE).out.split())
