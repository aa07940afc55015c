"""Threads."""

from time import process_time
from typing import Any

import pytest

from reader.clean.entries import read_entries
from reader.clean.stage import clean
from reader.clean.tree import read_tree
from reader.export.explain import as_text, explain
from reader.model.document import Entry, Page
from reader.repair.flags import flags
from reader.repair.fold import fold_damage
from tests.support import cases

TEXTS = {
    "%A%": "数据越好，模型越好，这是大家的共识，也是我们做这件事的原因，说来话长。",
    "%B%": "我觉得不是这样，先要看训练的方法对不对，再来说数据，两者都很要紧。",
    "%C%": "楼上说得都对，不过算力也要跟上，没有显卡什么都做不成，这才是最难的。",
}
PROSE = 20  # characters, from which a run of these pages is kept


@pytest.mark.parametrize("case", cases("clean/entries.yaml"))
def test_entries_are_told_with_their_authors(case: dict[str, Any]) -> None:
    html = case["input"]
    for name, text in TEXTS.items():
        html = html.replace(name, text)
    tree = read_tree(html)
    kept = [index for index, run in enumerate(tree.runs) if len(run.text) > PROSE]
    found = read_entries(tree.runs, tree.elements, kept)
    assert [list(vars_of(entry)) for entry in found.values()] == case["expected"]
    assert set(found) <= set(kept)
    assert list(found) == sorted(found)


def vars_of(entry: Entry) -> tuple[int, str, str]:
    return entry.number, entry.author, entry.date


THREAD = "".join(
    f'<div class="post"><a class="username" href="/u/{n}">网友{n}号</a><span>2023-01-0{n}</span>'
    f"<p>第{n}楼，{TEXTS['%A%']}</p><p>{TEXTS['%B%']}第{n}次。</p></div>"
    for n in range(1, 6)
)


def test_a_thread_is_explained_as_one() -> None:
    page = Page("page", f"<html><body><h1>讨论</h1><div>{THREAD}</div></body></html>", "utf-8", "")
    document = clean(page, fold_damage)
    assert [block.entry.author for block in document.blocks if block.entry] == [f"网友{n}号" for n in range(1, 6)]
    assert "entries of a thread: 5\n  1 · 网友1号 · 2023-01-01\n" in as_text(explain(document, flags))


def test_deep_and_long_pages_take_bounded_time() -> None:
    html = "<div class=a>" * 300 + "<p>数据越好，模型越好。</p>" * 30_000
    tree = read_tree(html)
    started = process_time()
    assert read_entries(tree.runs, tree.elements, range(len(tree.runs))) == {}
    assert process_time() - started < 30  # a second or two
