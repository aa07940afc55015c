"""What the screens over the page say."""

import pytest
from textual.widgets import Input

from reader.lexicon.glossary import Glossary
from reader.model.choices import Script
from reader.model.document import Kind, Verdict
from reader.pipeline import Pipeline
from reader.tui.contents import content_rows, current, landmarks
from reader.tui.entry import body
from reader.tui.provenance import Repairs, because, dropped, facts
from reader.tui.reading import Reading
from reader.tui.screens.glossary import matching
from reader.tui.screens.provenance import ProvenanceScreen
from reader.tui.widgets.prose import Prose
from reader.tui.widgets.rows import Row, Rows
from tests.support import ROOT
from tests.tui.support import Given, application, reading, synthetic, until

SAMPLE = (ROOT / "source" / "page.txt").read_text("utf8")


def plain(row: Row) -> str:
    return "".join(text for text, _ in row).strip()


@pytest.mark.parametrize(
    ("texts", "kind", "items"),
    [
        (["导言", "正文"], Kind.HEADING, [0, 1]),
        (["导言很长很长" * 9, "一、数据", "正文很长很长" * 9, "二、模型"], Kind.PARAGRAPH, [1, 3]),
        (["（1）数据", "（2）模型"], Kind.PARAGRAPH, [0, 1]),
        (["第一章 数据", "第二节 模型", "别的"], Kind.PARAGRAPH, [0, 1]),
        ([f"段落{number}" for number in range(100)], Kind.PARAGRAPH, list(range(0, 100, 2))),
        ([], Kind.PARAGRAPH, []),
    ],
)
def test_landmarks(texts: list[str], kind: Kind, items: list[int], glossary: Glossary) -> None:
    document = synthetic(*texts, kind=kind)
    assert landmarks(Reading(Given(glossary, document), document, Script.AUTO)) == items


def test_current() -> None:
    assert [current([2, 5, 9], item) for item in (0, 2, 4, 5, 30)] == [0, 0, 0, 1, 2]


def test_contents_rows_are_repaired_when_they_are_seen(glossary: Glossary) -> None:
    document = synthetic("網站\x1b", "數據", kind=Kind.HEADING)
    rows = content_rows(Reading(Given(glossary, document), document, Script.SIMPLIFIED), [0, 1])
    assert [plain(row) for row in rows] == ["0 %  网站", "50 %  数据"]
    assert rows[0:2] == [rows[0], rows[1]]


@pytest.mark.parametrize(
    ("query", "first"),
    [
        ("rlhf", "RLHF"),
        ("幻觉", "Hallucination"),
        ("幻覺", "Hallucination"),
        ("reinforcement learning from human", "RLHF"),
    ],
)
def test_the_glossary_is_searched_in_both_languages_and_scripts(query: str, first: str, glossary: Glossary) -> None:
    hits, _ = matching(glossary, query)
    assert hits[0].term == first


def test_near_misses_are_apart_from_hits(glossary: Glossary) -> None:
    hits, near = matching(glossary, "hallucinaton")
    assert hits == []
    assert near[0].term == "Hallucination"
    assert matching(glossary, " ") == (list(glossary.entries), [])


async def test_near_misses_are_marked(pipeline: Pipeline, glossary: Glossary) -> None:
    async with reading(application(pipeline, glossary)) as (pilot, _):
        await pilot.press("o", *"hallucinaton")
        assert pilot.app.screen.query_one("#list", Rows).render_line(0).text.strip().startswith("≈ Hallucination")
        pilot.app.screen.query_one(Input).value = "qqqqqqqqqq"
        await pilot.pause()
        assert "Not in the glossary" in pilot.app.screen.query_one("#entry", Prose).content.plain


@pytest.mark.parametrize(
    ("verdict", "said"),
    [
        (Verdict("wording", detail="点击这里"), "wording: 点击这里"),
        (Verdict("links", 0.75, 0.5), "links: 0.75, the limit being 0.5"),
    ],
)
def test_because(verdict: Verdict, said: str) -> None:
    assert because(verdict) == said


def test_repairs_are_counted_and_shown_in_context(glossary: Glossary) -> None:
    document = synthetic("很多的數據", "數據和數據")
    opened = Reading(Given(glossary, document), document, Script.SIMPLIFIED)
    repairs = Repairs(opened)
    while not repairs.done:
        repairs.advance(0)
    section = repairs.section()
    rows = [plain(row) for row in section.rows]
    index = next(index for index, row in enumerate(rows) if "數" in row)
    assert rows[index].startswith("3 ×")
    assert "line 1, line 2" in rows[index]
    detail = section.detail(index).plain
    assert "數據和數據" in detail
    assert "数据和数据" in detail


def test_dropped_and_facts_of_the_sample_page(pipeline: Pipeline) -> None:
    from reader.model.document import Source

    document = pipeline.open(Source("page.txt", SAMPLE.encode()))
    section = dropped(document)
    assert len(section.rows) == len(document.dropped)
    assert plain(section.rows[0]).startswith("line 1 ")
    known = "\n".join(plain(row) for row in facts(document).rows)
    for told in ("utf-8", "page.txt", "inserted", "machine converted  yes"):
        assert told in known


async def test_provenance_from_list_to_detail_and_back(pipeline: Pipeline, glossary: Glossary) -> None:
    async with reading(application(pipeline, glossary, SAMPLE)) as (pilot, screen):
        await pilot.press("p")
        over = pilot.app.screen
        assert isinstance(over, ProvenanceScreen)
        await until(pilot, lambda: over._repairs.done)
        await pilot.press("tab")
        assert "→" in over.query_one(Rows).render_line(0).text
        await pilot.press("enter")
        assert not over.query_one(Rows).display
        await pilot.press("escape")
        assert over.query_one(Rows).has_focus
        await pilot.press("escape")
        assert screen.app.screen is screen


def test_an_entry_tells_all_it_has(glossary: Glossary) -> None:
    entry = glossary.entry("RLHF")
    assert entry is not None
    text = body(entry, 3).plain
    for part in (entry.term, entry.expansion, entry.category, entry.en, entry.zh, *entry.chinese):
        assert part in text
    assert text.endswith("3 times on this page")
    assert body(entry, 1).plain.endswith("once on this page")
    assert body(entry, 0).plain.endswith("not on this page")
