"""What goes wrong is told in the language of the person, down to the reasons of the system; records stay in English."""

from pathlib import Path

import pytest

from reader import localization
from reader.crawl.configuration import Configuration
from reader.crawl.maker import RecordMaker
from reader.crawl.raw import Place, RawPage
from tests.cli.running import reader


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("export", "nothing.html"), "没有文件 'nothing.html'；请检查名称"),
        (("export", "a.pdf"), "'a.pdf' 是PDF 文件，不是文字网页；请先把网页存为 HTML 或文本"),
        (("export", "empty.html"), "'empty.html' 是空的；请给出有文字的网页"),
        (("export", "page.html", "-o", "a.xyz"), "'.xyz' 不是 Reader 能写的格式；文件名请以"),
        (("export", "page.html", "-o", "a.pdf"), "'a.pdf' 已存在；请用 -o 另选位置"),
        (("export", "page.html", "-o", "no/a.md"), "无法写入 'no/a.md'：没有这个文件或文件夹；"),
        (("read", "--plain", "ftp://example.org/"), "不打开 ftp 网址，只打开 http 和 https；"),
        (("read", "--plain", "http://localhost:1/"), "'localhost' 无法访问（连接被拒绝）；"),
        (("export",), "缺少参数：SOURCE；参见 'reader export --help'"),
        (("export", "page.html", "--width"), "参数 --width：后面缺少一个值；参见"),
        (("export", "page.html", "--width", "7"), "参数 --width：'7' 不是宽度；请给出 20 到 200 之间的数；参见"),
        (("export", "page.html", "--gloss", "x"), "参数 --gloss：'x' 不在可选值之中：none, first, all, unknown；参见"),
        (("export", "page.html", "--nothing"), "未知参数：--nothing；参见"),
        (("library", "show", "99"), "书库里没有第 99 号文档；"),
        (("read", "--plain", "lib:x"), "'x' 不是文档编号；"),
    ],
)
def test_errors_are_in_chinese(arguments: tuple[str, ...], said: str, tmp_path: Path) -> None:
    (tmp_path / "a.pdf").write_bytes(b"%PDF-1.7 ...")
    (tmp_path / "empty.html").touch()
    (tmp_path / "page.html").write_text("<article>" + "<p>模型需要数据，数据需要清洗，清洗需要耐心。</p>" * 9)
    told = reader(*arguments, cwd=tmp_path, LC_ALL="zh_CN.UTF-8", LANGUAGE="zh_CN").err
    assert told.startswith(f"reader: {said}")
    assert told.count("\n") == 1


def test_records_of_a_crawl_are_in_english_whoever_makes_them() -> None:
    with localization.speaking("zh-CN"):
        made = RecordMaker(Configuration()).record(RawPage("a", Place("a"), b"<html><body></body></html>"))
        assert "no text" in made["error"]["message"]
        assert localization.translate("permission denied") == "没有权限", "the language is spoken on"
