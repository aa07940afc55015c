"""Reading without a screen: in a pipe, on a dumb terminal, or because somebody wants it so."""

import os
import pty
import re
import subprocess
import sys
from pathlib import Path

import pytest

from reader.export.linear import linear
from reader.model.choices import GlossPolicy
from reader.model.document import MARKDOWN, Source
from reader.pipeline import Pipeline
from tests.cli.running import PAGE, assert_one_sentence, reader
from tests.support import ROOT
from tests.tui.support import PAGE as HTML

CONTROLS = re.compile(r"[\x00-\x09\x0b-\x1f\x7f-\x9f]")
NOTE = """---
title: 笔记
author: 张三
date: 2024-05-20
source: https://example.org/note
---

## 小节

MoE 很快，MoE 也省。

1. 一
2. 二
   - 三

> 引文
> 两行

```
if x:
    y
```

|甲|乙|
|-|-|
|丙|丁|
"""
PLAIN = """# 笔记

author: 张三
date: 2024-05-20
address: https://example.org/note

## 小节

MoE〔混合专家模型〕 很快，MoE 也省。

1. 一
2. 二
  • 三

> 引文两行

    if x:
        y

甲 | 乙
丙 | 丁
"""


@pytest.mark.parametrize("arguments", ["read note.md", "note.md", "--plain note.md", "read - --as markdown"])
def test_a_page_in_lines(tmp_path: Path, arguments: str) -> None:
    (tmp_path / "note.md").write_text(NOTE, encoding="utf8")
    result = reader(*arguments.split(), cwd=tmp_path, stdin=NOTE.encode(), PYTHONPATH=str(ROOT / "src"))
    assert (result.code, result.out, result.err) == (0, PLAIN, "")


@pytest.mark.parametrize(("policy", "count"), [("none", 0), ("first", 1), ("all", 2)])
def test_glosses_stand_as_they_are_asked_for(tmp_path: Path, policy: str, count: int) -> None:
    (tmp_path / "note.md").write_text(NOTE, encoding="utf8")
    assert reader("read", tmp_path / "note.md", "--gloss", policy).out.count("〔混合专家模型〕") == count


def test_lines_are_wrapped_when_asked() -> None:
    whole, narrow = reader("read", PAGE).out, reader("read", PAGE, "--width", "40").out
    assert max(map(len, whole.splitlines())) > 80
    assert max(map(len, narrow.splitlines())) <= 40
    assert "".join(narrow.split()) == "".join(whole.split())


def test_the_sample_page_without_a_name() -> None:
    assert reader().out == reader("read", PAGE).out.replace("page.txt", "sample page")


def test_several_pages_and_one_that_fails(tmp_path: Path) -> None:
    (tmp_path / "2.md").write_text("# 二\n\n乙。\n", encoding="utf8")
    (tmp_path / "10.md").write_text("# 十\n\n甲。\n", encoding="utf8")
    (tmp_path / "11.md").write_text(" ", encoding="utf8")
    result = reader("read", tmp_path)
    assert (result.code, result.out) == (1, "# 二\n\n乙。\n\n\n# 十\n\n甲。\n")
    assert result.err.startswith("reader: ")
    assert "11.md' is empty" in result.err


def on_a_terminal(*arguments: str, **environment: str) -> str:
    """What the program writes to a terminal, its line ends as a terminal has them."""
    main, other = pty.openpty()
    command = [sys.executable, "-m", "reader", *arguments]
    with subprocess.Popen(
        command, stdout=other, stderr=other, stdin=other, env={**os.environ, **environment}
    ) as started:
        os.close(other)
        parts = []
        while True:
            try:
                parts.append(os.read(main, 65536))
            except OSError:
                break
        assert started.wait(60) == 0
    os.close(main)
    return b"".join(parts).decode().replace("\r\n", "\n")


@pytest.mark.skipif(os.name == "nt", reason="Windows has no pseudo-terminals of this kind")
@pytest.mark.parametrize(("option", "term"), [("--plain", "xterm-256color"), ("--gloss=first", "dumb")])
def test_a_terminal_that_has_no_screen_or_shall_have_none(option: str, term: str) -> None:
    shown = on_a_terminal("read", str(PAGE), option, TERM=term)
    assert shown == reader("read", PAGE).out
    assert not CONTROLS.search(shown)


def test_a_page_that_means_ill_is_shown_harmless() -> None:
    page = f"{HTML}<p>坏\x1b[31m红\x1b[0m\x07和\u202e反\u2066向，这一段足够长，所以它会被当作正文留下来。</p>"
    result = reader("read", "-", stdin=page.encode())
    assert result.code == 0
    assert not CONTROLS.search(result.out)
    assert "\u202e" not in result.out


def test_what_is_asked_for_and_is_not_there(tmp_path: Path) -> None:
    assert_one_sentence(reader("read", tmp_path / "no.html"), 1, "there is no file")
    assert_one_sentence(reader("clipboard:", PATH=str(tmp_path)), 1, "reads the clipboard", "xclip")


def test_pinyin_is_told_to_be_elsewhere() -> None:
    assert "reader pinyin --beside" in reader("read", PAGE, "--pinyin", "all").err


def test_deep_lists_and_headings_stay_in_bounds() -> None:
    source = Source("a.md", "- 一\n  - 二\n    - 三\n".encode(), media=MARKDOWN)
    document = Pipeline(()).read(source, words=False)
    assert linear(document, GlossPolicy.NONE) == "• 一\n  • 二\n    • 三\n"
