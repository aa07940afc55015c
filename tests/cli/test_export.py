"""Many pages: gathered, named, told about."""

import io
import os
import pty
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from reader.gather import gather
from tests.cli.running import PAGE, assert_one_sentence, reader
from tests.test_plugins import install

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


def test_pages_make_a_book(folder: Path, tmp_path: Path) -> None:
    result = reader("export", folder, "-o", tmp_path / "book.epub", "--title", "文集")
    assert result.code == 0, result
    archive = zipfile.ZipFile(tmp_path / "book.epub")
    assert "<dc:title>文集</dc:title>" in archive.read("EPUB/package.opf").decode()
    assert [name for name in archive.namelist() if "chapter" in name] == [
        f"EPUB/chapter-000{n}.xhtml" for n in (1, 2, 3)
    ]
    assert result.err == f"3 of 3 pages exported to '{tmp_path / 'book.epub'}'\n"


def test_a_book_takes_its_name_from_its_title(folder: Path, tmp_path: Path) -> None:
    assert reader("export", folder, "--book", "--to", "epub", "--title", "a/b", "-o", f"{tmp_path}/").code == 0
    assert reader("export", folder, "--to", "epub", "-o", tmp_path / "apart").code == 0
    assert "a／b.epub" in names(tmp_path)
    assert len(names(tmp_path / "apart")) == 3


def test_a_page_that_fails_leaves_the_book_whole(folder: Path, tmp_path: Path) -> None:
    result = reader("export", folder / "2.html", "missing.html", folder / "10.html", "-o", tmp_path / "book.epub")
    assert result.code == 1
    assert "missing.html" in result.err
    assert "2 of 3 pages exported" in result.err
    assert sum("chapter" in name for name in zipfile.ZipFile(tmp_path / "book.epub").namelist()) == 2


def test_a_book_of_nothing_is_not_written(tmp_path: Path) -> None:
    result = reader("export", "a.html", "b.html", "-o", tmp_path / "book.epub")
    assert result.code == 1
    assert result.err.endswith("0 of 2 pages exported\n")
    assert names(tmp_path) == []


def test_a_format_that_holds_one_page_makes_no_book(folder: Path, tmp_path: Path) -> None:
    assert_one_sentence(reader("export", folder, "--book", "-o", tmp_path / "x.md"), 2, "don't fit", "folder")


def test_tables_of_many_pages_through_a_pipe(folder: Path) -> None:
    result = reader("export", folder, "--to", "csv")
    assert result.code == 0, result
    assert result.out.startswith('"kind","name"')
    assert result.err == "3 of 3 pages exported\n"
    assert reader("export", folder, "--to", "csv", "--bom").out.startswith("\ufeff")
    assert "\tterm" not in reader("export", folder, "--to", "tsv", "--vocabulary", "words").out


@pytest.mark.skipif(os.name == "nt", reason="a terminal of POSIX")
def test_what_is_nothing_for_a_terminal_is_told(folder: Path) -> None:
    primary, secondary = pty.openpty()
    command = [sys.executable, "-m", "reader", "export", str(folder), "--to", "epub"]
    done = subprocess.run(command, check=False, stdout=secondary, stderr=subprocess.PIPE, text=True)
    os.close(secondary)
    os.close(primary)
    assert done.returncode == 2
    assert done.stderr == "reader: epub is nothing for a terminal; name a file with -o\n"


def test_an_e_book_through_a_pipe(folder: Path) -> None:
    command = [sys.executable, "-m", "reader", "export", str(folder), "--to", "epub"]
    done = subprocess.run(command, check=True, capture_output=True)
    assert zipfile.ZipFile(io.BytesIO(done.stdout)).testzip() is None


def test_json_is_a_page_again(tmp_path: Path) -> None:
    assert reader("export", PAGE, "-o", tmp_path / "page.json").code == 0
    (tmp_path / "settings.json").write_text('{"a": 1}', encoding="utf8")
    assert reader("export", tmp_path / "page.json").out == reader("export", PAGE).out
    explained = reader("explain", PAGE).out.replace(str(PAGE), PAGE.name, 1)  # JSON tells nothing of folders
    assert reader("explain", tmp_path / "page.json").out == explained
    assert list(gather([str(tmp_path)])) == [str(tmp_path / "page.json")]


def test_other_packages_bring_formats(folder: Path, tmp_path: Path) -> None:
    code = (
        "from reader.export.exporter import Exporter\n"
        "SHOUT = Exporter('shout', '.shout', 'reader_shout:write', collects=True)\n"
        "def write(documents, file, options):\n"
        "    file.writelines(page.title.current.encode() + b'!' for page in documents)\n"
    )
    install(tmp_path, "reader_shout", "[reader.exporters]\nshout = reader_shout:SHOUT\n", code)
    result = reader("export", folder, "-o", tmp_path / "x.shout", PYTHONPATH=str(tmp_path))
    assert result.code == 0, result
    assert (tmp_path / "x.shout").read_text("utf8") == "第2.html页!第10.html页!第below/3.HTM页!"
