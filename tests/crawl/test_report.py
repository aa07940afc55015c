"""The report of a crawl stands on its own, and nothing of a page gets out of it."""

import re
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.crawl.report import report
from reader.crawl.svg import Bar, columns, element, figure, rows
from reader.crawl.tally import OTHERS, Tally

_VOID = re.compile("(<meta [^>]*)>")
HEAD = {"output": "jsonl.gz", "shards": 2, "files": 3, "configuration": {"script": "auto", "sites": [["s.yaml", "…"]]}}


def record(**fields: object) -> dict[str, object]:
    quality = {"score": 0.9, "characters": 400}
    return {"url": "https://www.a.example/x", "quality": quality, "script": "simplified", "encoding": "utf-8"} | fields


def page(*records: dict[str, object]) -> str:
    tally = Tally()
    for each in records:
        tally.add(each, 1_000)
    return report(HEAD, tally.as_data())


@given(st.text(max_size=40))
def test_nothing_of_a_page_is_markup(text: str) -> None:
    told = page(
        record(url=f"https://{text}/", script=text, encoding=text, verdicts={text: 3}, flags={text: 1}),
        record(error={"kind": text, "message": text}),
    )
    assert "<script" not in told.lower().replace("&lt;", "")
    ET.fromstring(_VOID.sub(r"\1/>", told.partition("\n")[2]))


@given(st.text(max_size=30), st.text(max_size=30))
def test_an_element_is_one_element(name: str, value: str) -> None:
    parsed = ET.fromstring(element("p", name, title=value))
    assert len(parsed) == 0
    assert set(parsed.keys()) == {"title"}


def test_it_counts_by_rule_and_site() -> None:
    told = page(
        record(verdicts={"links": 4}, repairs={"script_t2s": 7}),
        record(url="https://b.example/", verdicts={"links": 1}, error={"kind": "no article", "message": "x"}),
    )
    assert ">a.example</th>" in told
    assert ">b.example</th>" in told
    assert "script t2s 7" in told
    assert "no article" in told
    assert "1 (50.00%)" in told


def test_a_crawl_of_nothing_has_a_report() -> None:
    assert "None." in page()


def test_tallies_add_up() -> None:
    one, other, both = Tally(), Tally(), Tally()
    for number in range(9):
        each = record(url=f"https://s{number % 3}.example/", verdicts={"links": number})
        (one if number % 2 else other).add(each, 10)
        both.add(each, 10)
    one.merge(other.as_data())
    assert one.as_data() == both.as_data()


def test_sites_without_end_are_counted_together() -> None:
    tally = Tally()
    for number in range(2_500):
        tally.add(record(url=f"https://s{number}.example/"))
    assert len(tally.sites) == 2_001
    assert tally.sites[OTHERS]["numbers"]["records"] == 500


def test_bars_are_drawn_to_scale() -> None:
    drawn = ET.fromstring(rows([Bar("a", 10), Bar("b", 5), Bar("too long a name for its place", 0)], "t"))
    widths = [float(rect.get("width", 0)) for rect in drawn.iter("rect")]
    assert widths[0] == pytest.approx(2 * widths[1])
    assert len(list(ET.fromstring(columns([Bar("x", 0), Bar("y", 2)], "t")).iter("rect"))) == 2


def test_figures_are_short() -> None:
    assert [figure(number) for number in (0, 1234, 123_456, 4_500_000, 2e9)] == ["0", "1,234", "123.5k", "4.5M", "2.0G"]
