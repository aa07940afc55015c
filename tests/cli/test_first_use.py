"""What people tripped over who used the program for the first time, each as they met it."""

import json
from pathlib import Path

import pytest

from tests.cli.running import PAGE, assert_one_sentence, reader
from tests.decode.books import book
from tests.inlets.serving import ARTICLE, serving
from tests.inlets.serving import PAGE as HTML

LOGIN = '<html><body><h1>请登录</h1><form><input type="password"></form><p>登录后继续阅读。</p></body></html>'
ENVIRONMENT = dict.fromkeys(("http_proxy", "https_proxy", "all_proxy", "HTTP_PROXY", "ALL_PROXY"), "")


def test_a_page_of_the_web_is_exported_and_its_redirects_are_told(tmp_path: Path) -> None:
    with serving() as server:
        result = reader("export", f"{server.address}/hop", "-o", tmp_path / "out.json")
        assert result.code == 0
        assert result.err == (
            f"redirected: {server.address}/hop → {server.address}/second\n"
            f"redirected: {server.address}/second → {server.address}/page\n"
        )
        told = json.loads((tmp_path / "out.json").read_text("utf8"))["document"]["metadata"]
        assert told["hops"] == [f"{server.address}/hop", f"{server.address}/second"]
        assert told["name"] == f"{server.address}/hop"
        assert ARTICLE in reader(f"{server.address}/page?a=[1]*").out
        assert reader("repair", f"{server.address}/gbk").out.count("大模型的数据") == 2
        assert "大模型" in reader("brief", f"{server.address}/page").out
        assert_one_sentence(reader("export", f"{server.address}/403"), 1, "refuses to give it")


@pytest.mark.parametrize(
    ("page", "wanted"),
    [
        (f'<html><head><meta charset="gbk"></head><p>{ARTICLE}', '<meta charset="utf-8">'),
        (f"<!-- a -->\n<!DOCTYPE html>\n<meta content='text/html; charset=gb2312'><p>{ARTICLE}", "charset=utf-8'"),
        (f'<?xml version="1.0" encoding="GBK"?><html><p>{ARTICLE}', 'encoding="utf-8"'),
        (f'网页开头写 <meta charset="gbk"> 即可，{ARTICLE}', '<meta charset="gbk">'),
    ],
)  # fmt: skip
def test_a_repaired_page_declares_the_encoding_that_it_is_in(page: str, wanted: str) -> None:
    repaired = reader("repair", stdin=page.encode("gb18030")).out
    assert wanted in repaired
    assert ARTICLE in repaired


def test_a_page_that_is_refused_is_explained(tmp_path: Path) -> None:
    (tmp_path / "page.html").write_text(LOGIN, encoding="utf8")
    result = reader("explain", tmp_path / "page.html")
    assert result.code == 0
    assert "refused: " in result.out
    assert "form to log in" in result.out
    assert "kept, as a guess: " in result.out
    told = json.loads(reader("explain", tmp_path / "page.html", "--json").out)
    assert "form to log in" in told["refused"]
    assert json.loads(reader("explain", PAGE, "--json").out)["refused"] == ""


def test_a_page_without_text_is_refused_by_explain_too(tmp_path: Path) -> None:
    (tmp_path / "page.html").write_text("<html><body><img src=a></body></html>", encoding="utf8")
    assert_one_sentence(reader("explain", tmp_path / "page.html"), 1, "no text at all")


def test_a_dictionary_that_is_off_is_named_where_it_is_missed() -> None:
    assert reader("lookup", "银杏").code == 0
    reader("dictionary", "off", "cc-cedict")
    result = reader("lookup", "银杏")
    assert result.code == 1
    assert "'reader dictionary on cc-cedict' asks it again" in result.err
    assert "dictionary on" not in reader("lookup", "MoE").err


def test_the_brief_says_which_levels_are_estimated() -> None:
    found = json.loads(reader("brief", PAGE, "--json").out)
    assert 0 < found["by_characters"] < 1
    assert "counted by their characters" in reader("brief", PAGE).out
    assert "(by its characters)" in reader("brief", PAGE).out


def test_json_tells_nothing_of_folders(tmp_path: Path) -> None:
    page = tmp_path / "private" / "page.html"
    page.parent.mkdir()
    page.write_text(HTML, encoding="utf8")
    exported = reader("export", page, "--to", "json").out
    assert json.loads(exported)["document"]["metadata"]["name"] == "page.html"
    assert str(tmp_path) not in exported


def test_tables_of_the_glossary_begin_as_they_are_asked_to(tmp_path: Path) -> None:
    for name in ("a.csv", "b.tsv"):
        assert reader("glossary", "export", tmp_path / name).code == 0
        assert (tmp_path / name).read_bytes().startswith(b"term")
        assert reader("glossary", "export", tmp_path / name, "--bom", "--overwrite").code == 0
        assert (tmp_path / name).read_bytes().startswith(b"\xef\xbb\xbfterm")


def test_a_format_is_asked_for_by_either_name() -> None:
    assert reader("export", PAGE, "--format", "markdown").out == reader("export", PAGE, "--to", "markdown").out
    exports = [reader("glossary", "export", "-", option, "tsv").out for option in ("--to", "--format")]
    assert exports[0] == exports[1] != ""
    assert_one_sentence(reader("glossary", "export", "-"), 2, "--to yaml")


def test_several_pages_to_nowhere_are_told_where_they_can_go(tmp_path: Path) -> None:
    for name in ("a.txt", "b.txt"):
        (tmp_path / name).write_bytes(PAGE.read_bytes())
    assert_one_sentence(reader("export", tmp_path), 2, "several pages", "-o FOLDER", "-o NAME.epub")


def test_what_is_left_out_of_an_own_entry_is_as_in_ours() -> None:
    result = reader("glossary", "add", "MoE", "--chinese", "专家混合")
    assert result.code == 0
    assert "as in Reader's own entry" in result.err
    found = reader("lookup", "MoE").out
    assert "专家混合" in found
    assert "Mixture of Experts" in found
    assert "category: architecture" in found
    assert "own entry" not in reader("glossary", "add", "Zyzzyva", "--en", "A word.").err


def test_a_doubtful_article_is_told_and_a_plain_one_is_not(tmp_path: Path) -> None:
    body = "".join(f"<li>{ARTICLE[n % 5 : n % 5 + 10]}</li><a href=/{n}>{ARTICLE[:12]}</a>" for n in range(12))
    (tmp_path / "doubtful.html").write_text(f"<html><body><div>{body}</div></body></html>", encoding="utf8")
    (tmp_path / "plain.html").write_text(HTML, encoding="utf8")
    doubtful = reader("export", tmp_path / "doubtful.html", "--to", "json", "--force")
    assert doubtful.code == 0
    assert "the article is doubtful" in doubtful.err
    assert "reader explain" in doubtful.err
    assert json.loads(doubtful.out)["document"]["doubt"]
    assert "doubtful: " in reader("explain", tmp_path / "doubtful.html", "--force").out
    plain = reader("export", tmp_path / "plain.html", "--to", "json")
    assert plain.err == ""
    assert json.loads(plain.out)["document"]["doubt"] == ""


def test_a_book_is_exported_and_is_no_text_to_repair(tmp_path: Path) -> None:
    (tmp_path / "book.epub").write_bytes(book())
    assert "大模型需要数据。" in reader("export", tmp_path / "book.epub").out
    assert_one_sentence(reader("repair", tmp_path / "book.epub"), 1, "is an e-book")
