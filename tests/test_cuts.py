"""The file in which a person's cuts are kept."""

from pathlib import Path

import pytest

from reader.cuts import OwnCuts
from reader.model.errors import SourceError, TargetError


def test_what_is_put_is_read(tmp_path: Path) -> None:
    cuts = OwnCuts(tmp_path / "new" / "cuts.txt")
    assert cuts.read() == {}
    cuts.put(("大语言", "模型"))
    cuts.put(("微调",))
    assert cuts.read() == {"大语言模型": ("大语言", "模型"), "微调": ("微调",)}
    cuts.put(("大语言模型",))
    assert list(cuts.read().items()) == [("微调", ("微调",)), ("大语言模型", ("大语言模型",))]
    cuts.forget("微调")
    cuts.forget("没有")
    assert cuts.read() == {"大语言模型": ("大语言模型",)}


def test_what_a_person_wrote_stays(tmp_path: Path) -> None:
    file = tmp_path / "cuts.txt"
    file.write_bytes("\ufeff# 我的词\n\n大語言|模型\r\n 微调 ".encode())
    cuts = OwnCuts(file)
    assert cuts.read() == {"大语言模型": ("大语言", "模型"), "微调": ("微调",)}
    cuts.put(("大", "语言模型"))
    assert file.read_text("utf-8-sig").splitlines() == ["# 我的词", "", " 微调 ", "大|语言模型"]


@pytest.mark.parametrize("line", ["|模型", "大||模型", "模型|", "|", "长" * 41])
def test_a_line_that_is_no_cut(line: str, tmp_path: Path) -> None:
    file = tmp_path / "cuts.txt"
    file.write_text(f"微调\n{line}\n", "utf8")
    with pytest.raises(SourceError, match=r"cuts\.txt:2: .* is no cut; write "):
        OwnCuts(file).read()


def test_another_encoding(tmp_path: Path) -> None:
    file = tmp_path / "cuts.txt"
    file.write_bytes("微调".encode("gb18030"))
    with pytest.raises(SourceError, match="not UTF-8; save the file as UTF-8"):
        OwnCuts(file).read()


def test_where_nothing_can_be_written(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", "utf8")
    with pytest.raises(TargetError):
        OwnCuts(tmp_path / "file" / "cuts.txt").put(("微调",))
