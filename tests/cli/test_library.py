"""reader library: the real program."""

import json
from pathlib import Path

from tests.cli.running import PAGE, assert_one_sentence, reader

ARTICLE = "<html><title>训练数据</title><body><article><h1>训练数据</h1>{}</article></body></html>"
PARAGRAPHS = "".join(f"<p>第{n}段说的是模型的訓練數據，以及它们从哪里来、怎样清洗和去重。</p>" for n in range(6))


def article(folder: Path) -> Path:
    page = folder / "page.html"
    page.write_text(ARTICLE.format(PARAGRAPHS), "utf8")
    return page


def test_pages_are_put_in_found_and_taken_out(tmp_path: Path) -> None:
    assert reader("library").err.startswith("nothing yet; 'reader read PAGE'")
    added = reader("library", "add", article(tmp_path), PAGE, tmp_path / "none.html")
    assert added.code == 1
    assert "there is no file" in added.err
    assert added.err.endswith("2 pages are in the library\n")
    listed = json.loads(reader("library", "list", "--json").out)
    assert [(one["number"], one["title"]) for one in listed] == [(2, "page.txt"), (1, "训练数据")]
    assert reader("library").out.splitlines()[1].startswith("1\t")
    for query in ("训练数据", "xlsj"):
        found = json.loads(reader("library", "search", query, "--json").out)
        assert 1 in [one["number"] for one in found]
    assert "lib:1  训练数据" in reader("library", "search", "怎样清洗").out
    assert "MoE" in reader("library", "search", "mixture of experts").out, "the glossary's other names are sought too"
    assert reader("library", "search", "没有这个").code == 1
    assert_one_sentence(reader("library", "search", "!?"), 1, "nothing to look for")
    assert json.loads(reader("library", "show", "1", "--json").out)["title"] == "训练数据"
    assert "sound; 2 documents" in reader("library", "check").out
    assert reader("library", "remove", "1").err == "1 document forgotten\n"
    assert reader("library", "search", "怎样清洗").code == 1
    assert_one_sentence(reader("library", "remove", "1"), 1, "there is no document 1")
    assert_one_sentence(reader("library", "show", "one"), 2, "no number")


def test_a_page_opens_from_the_library_when_its_file_is_gone(tmp_path: Path) -> None:
    page = article(tmp_path)
    text = reader("export", page).out
    reader("library", "add", page)
    page.unlink()
    assert reader("export", "lib:1").out == text
    assert reader("export", "lib:1", "--notes").out == text
    assert_one_sentence(reader("export", "lib:7"), 1, "there is no document 7")
    assert reader("lib:1").out.startswith("# 训练数据\n")  # in lines, as a pipe has no screen


def test_everything_goes_from_one_machine_to_another(tmp_path: Path) -> None:
    archive, other = tmp_path / "library.zip", str(tmp_path / "other")
    reader("library", "add", article(tmp_path))
    reader("words", "known", "训练")
    assert reader("library", "export", archive).err == f"1 document and 1 word exported to {str(archive)!r}\n"
    assert_one_sentence(reader("library", "export", archive), 1, "is there already")
    assert reader("library", "import", archive, XDG_DATA_HOME=other).code == 0
    assert reader("words", "list", XDG_DATA_HOME=other).out == "训练\tknown\n"
    assert reader("export", "lib:1", XDG_DATA_HOME=other).out == reader("export", "lib:1").out
    assert reader("library", "search", "xlsj", XDG_DATA_HOME=other).code == 0, "it is indexed when it is asked for"
    assert reader("library", "import", archive, XDG_DATA_HOME=other).err == "nothing new\n"
    reader("library", "remove", "1", XDG_DATA_HOME=other)
    assert "--restore" in reader("library", "import", archive, XDG_DATA_HOME=other).err
    assert reader("library", "import", archive, "--restore", XDG_DATA_HOME=other).code == 0
    assert "训练数据" in reader("library", XDG_DATA_HOME=other).out
    assert_one_sentence(reader("library", "import", PAGE), 1, "no library")
    assert_one_sentence(reader("library", "export", "-"), 2, "name a file")


def test_words_are_words(tmp_path: Path) -> None:
    assert_one_sentence(reader("words", "known", "!!!"), 1, "is no word")
    assert_one_sentence(reader("words", "known", "123"), 1, "is no word")
    assert_one_sentence(reader("words", "forget", "nothing"), 1, "'reader words list'")
    reader("words", "known", "训练")
    assert reader("words", "export", "--sentences").out.startswith("训练\tknown\t")
