"""What is known of pages: cases kept as data, laws, and pages that mean harm."""

import json
import time
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.clean.bylines import read_byline
from reader.clean.dates import date_of_address, find_dates, order_of, read_date, with_year
from reader.clean.head import read_head
from reader.clean.linked import read_linked
from reader.clean.people import is_name, names_in
from reader.clean.said import Said
from reader.clean.stage import clean
from reader.model.choices import Cleaning
from reader.model.document import Fact, Metadata, Page
from reader.model.escape import UNSAFE
from reader.repair.fold import fold_damage
from tests.support import cases

PROSE = "数据越好，模型越好，这是大家的共识，也是我们做这件事的原因，说过许多遍了。"
KINDS = ("titles", "authors", "dates", "modified", "sites", "languages", "addresses", "tags")


def known(text: str, name: str = "page") -> Metadata:
    return clean(
        Page(name, text.replace("%PROSE%", PROSE), "utf-8", "declared"), fold_damage, Cleaning(force=True)
    ).metadata


@pytest.mark.parametrize("case", cases("clean/head.yaml"))
def test_the_head_is_read(case: dict[str, Any]) -> None:
    said = read_head(case.get("head", "").replace("%LONG%", "长" * 400))
    assert _told(said, source=True) == case["expected"]


@pytest.mark.parametrize("case", cases("clean/linked.yaml"))
def test_linked_data_is_read(case: dict[str, Any]) -> None:
    assert _told(read_linked(case["scripts"], case.get("titles", ()))) == case["expected"]


def _told(said: Said, *, source: bool = False) -> dict[str, Any]:
    found = {kind: getattr(said, kind) for kind in KINDS}
    return {
        kind: [[fact.value, fact.source] if source else fact.value for fact in facts]
        for kind, facts in found.items()
        if facts
    }


@pytest.mark.parametrize("case", cases("clean/dates.yaml"))
def test_dates_are_read(case: dict[str, Any]) -> None:
    found = find_dates(case["input"], day_first=case.get("day_first"))
    assert [each.value for each in found] == case["expected"]


@pytest.mark.parametrize("case", cases("clean/bylines.yaml"))
def test_bylines_are_read(case: dict[str, Any]) -> None:
    line = read_byline(case["input"])
    found = {
        "authors": list(line.authors),
        "outlet": line.outlet,
        "published": line.published and line.published.value,
        "changed": line.changed and line.changed.value,
        "editors": list(line.editors),
    }
    assert {name: value for name, value in found.items() if value} == case["expected"]


@pytest.mark.parametrize("case", cases("clean/metadata.yaml"))
def test_metadata_is_put_together(case: dict[str, Any]) -> None:
    found = dict(known(case["page"]).facts())
    whole = {"author", "date", "address", "site", "language"} <= set(case.get("expected", {}))
    for name, (value, source) in case.get("expected", {}).items():
        assert found[name].value == value, name
        assert source is None or found[name].source == source, name
    assert not whole or found.keys() == case["expected"].keys()
    assert [name for name in case.get("absent", []) if name in found] == []


def test_a_year_comes_from_another_date() -> None:
    page = "<html><head><title>大模型的数据</title>%s</head><h1>大模型的数据</h1><div>3月5日</div><p>%%PROSE%%</p>"
    assert known(page % "").date is None
    changed = known(page % "<meta property=article:modified_time content=2012-04-01>").date
    assert changed is not None
    assert changed.value == "2012-03-05"
    assert with_year("12月30日", "2012-01-03") == "2011-12-30"


def test_other_dates_tell_which_number_is_the_day() -> None:
    assert order_of(["03/05/2012"], ["25/12/2011"]) is True
    assert order_of(["03/05/2012"], ["12/25/2011"]) is False
    assert order_of(["03/05/2012"], ["03/05/2012", "2011"]) is None
    page = "<html><body><h1>On data</h1><div>03/05/2012</div><p>%s</p><p>Last time: 25/12/2011</p></body></html>"
    prose = "The quality of the data decides what the model can learn, and what it can not, and that is all there is."
    found = known(page % prose).date
    assert found is not None
    assert found.value == "2012-05-03"


def test_an_address_given_by_hand_completes_those_of_the_page() -> None:
    page = f"<html><head><link rel=canonical href=/a/b.html></head><h1>大模型的数据</h1><p>{PROSE}</p></html>"
    found = known(page, "https://example.org/x").address
    assert found == Fact("https://example.org/a/b.html", "link canonical")


@given(st.text())
def test_any_text_is_read_without_harm(text: str) -> None:
    line = read_byline(text)
    assert all(is_name(name) for name in (*line.authors, *line.editors))
    for each in find_dates(text):
        assert 0 <= each.start < each.end <= len(text)
        assert read_date(each.value) == each.value
    assert read_date(date_of_address(text)) == date_of_address(text)


@given(st.dates(min_value=date(1990, 1, 1), max_value=date(2026, 1, 1)))
def test_each_way_to_write_a_day_gives_that_day(day: Any) -> None:
    chinese = f"{day.year}年{day.month}月{day.day}日"
    ways = (f"{day:%Y-%m-%d}", chinese, f"{day:%B} {day.day}, {day.year}", f"{day:%d %b %Y}")
    assert [[each.value for each in find_dates(way)] for way in ways] == [[day.isoformat()]] * 4


@given(st.lists(st.from_regex(r"[A-Z][a-z]{2,8} [A-Z][a-z]{3,9}", fullmatch=True), min_size=1, max_size=5, unique=True))
def test_names_in_a_list_come_out_of_it(names: list[str]) -> None:
    wanted = [name for name in names if is_name(name)]
    assert names_in(", ".join(wanted)) == wanted


HOSTILE = {
    "long data": '<script type="application/ld+json">{"headline": "题", "x": "' + "数" * 10_000_000 + '"}</script>',
    "deep data": '<script type="application/ld+json">' + '{"@graph":[' * 100_000 + "</script>",
    "deep lists": '<script type="application/ld+json">' + "[" * 100_000 + "]" * 100_000 + "</script>",
    "many scripts": '<script type="application/ld+json">{"@type": "Article", "headline": "题"}</script>' * 5_000,
    "many objects": f'<script type="application/ld+json">{json.dumps([{"@type": "Thing"}] * 20_000)}</script>',
    "script in title": "<title><script>alert(1)</script></title><h1><script>alert(1)</script>题目</h1>",
    "controls": "<title>题\x1b[2J\u202e目</title><meta name=author content='张\x1b]0;三'>",
    "many tags": "<meta name=keywords content='" + "词," * 200_000 + "'>",
    "many metas": "<meta property=article:tag content=词>" * 50_000,
    "long line": f"<h1>题目</h1><div>作者：{'张' * 100_000}</div><div>{'2012-' * 50_000}</div>",
    "many labels": f"<h1>题目</h1><div>{'作者：' * 50}</div><div>{'来源：发布：' * 20}</div>",
    "many times": "<time datetime=2012-01-01>x</time>" * 20_000,
    "spaces": f"<h1>题目</h1><div>by{' ' * 150}x</div><div>{'（' * 100}记者</div>",
}


@pytest.mark.parametrize("markup", HOSTILE.values(), ids=HOSTILE)
def test_pages_that_mean_harm_have_an_answer_in_bounded_time(markup: str) -> None:
    page = f"<html><head>{markup}</head><body><p>{PROSE}</p><p>{PROSE}又说一遍。</p></body></html>"
    start = time.process_time()
    metadata = known(page)
    assert time.process_time() - start < 10  # a bound against quadratic time, not a measure
    for _, fact in metadata.facts():
        assert not UNSAFE.search(fact.value)
        assert "<script" not in fact.value
        assert len(fact.value) <= 1_000
