"""What a record tells."""

import json
import re

import pytest

from reader.crawl.configuration import Configuration
from reader.crawl.maker import RecordMaker
from reader.crawl.raw import Failure, Place, RawPage
from reader.crawl.record import EMPTY
from reader.model.choices import Provenance, Script
from tests.crawl import corpus
from tests.support import ROOT

DAMAGED = (ROOT / "source" / "page.txt").read_bytes()
GOLD = (ROOT / "tests" / "cases" / "sample.gold.txt").read_text("utf8")


def record(data: bytes = DAMAGED, charset: str = "", **options: object) -> dict[str, object]:
    page = RawPage("id", Place("file", 7, 9), data, "https://a.example/b", charset)
    return RecordMaker(Configuration(**options)).record(page)  # type: ignore[arg-type]


def test_a_record_tells_what_was_done() -> None:
    found = record()
    assert list(found) == list(EMPTY)
    lines = str(found["text"]).split("\n\n")
    assert sum(line in GOLD for line in lines) > 0.9 * len(lines)
    assert found["source"] == {"file": "file", "offset": 7, "length": 9}
    assert found["url"] == "https://a.example/b"
    assert found["encoding"] == "utf-8"
    assert found["repairs"]["inserted_pinyin"] > 100  # type: ignore[index]
    assert found["verdicts"]
    assert 0.5 < found["quality"]["score"] <= 1  # type: ignore[index]
    assert found["provenance"] is found["words"] is found["error"] is None


def test_provenance_comes_as_wanted() -> None:
    assert record(provenance=Provenance.NONE)["repairs"] == {}
    full = record(provenance=Provenance.FULL)["provenance"]
    changes = [change for block in full["blocks"] for change in block["changes"]]  # type: ignore[index]
    assert any(re.search("[(（][a-z]*[āáǎàēéěèīíǐìōóǒòūúǔù]", change["before"]) for change in changes)
    assert full["dropped"]  # type: ignore[index]
    assert json.loads(json.dumps(full)) == full


def test_words_join_to_the_text() -> None:
    found = record(words=True)
    joined = "".join(word for block in found["words"] for word in block)  # type: ignore[attr-defined]
    assert "".join(joined.split()) == "".join(str(found["text"]).split())


def test_a_page_below_the_wanted_quality_says_so() -> None:
    found = record(minimum_quality=0.99)
    assert found["text"] == ""
    assert "below 0.99" in str(found["withheld"])
    assert found["quality"]["characters"] > 0  # type: ignore[index]


def test_the_server_is_asked_before_the_page_and_neither_is_believed() -> None:
    big5 = "<html><meta charset=gbk><p>我們的資料很好，這個方法也很好，所以大家都可以使用這個方法。</p>".encode("big5")
    assert record(big5, "big5")["encoding"] == "big5hkscs"
    assert "server" in str(record(big5, "big5")["encoding_reason"])
    assert record(DAMAGED, "gbk")["encoding"] == "utf-8"
    for charset in ("nonsense", "rot13", "base64", "a\0b", "utf-16-" * 40):
        assert record(big5, charset)["encoding"] == "big5hkscs"


def test_script_rules_and_sites_are_chosen() -> None:
    assert "模型" in str(record(script=Script.TAIWAN)["text"])
    assert "數據" in str(record(script=Script.TAIWAN)["text"]) or "資料" in str(record(script=Script.TAIWAN)["text"])
    assert "inserted_pinyin" not in record(without=("inserted_pinyin",))["repairs"]  # type: ignore[operator]
    taught = record(sites=(("s.yaml", '- host: a.example\n  drop:\n    - wording: "*幻觉 hallucination*"\n'),))
    assert "如何减少幻觉 hallucination" in str(record()["text"])
    assert "如何减少幻觉 hallucination" not in str(taught["text"])


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (b"<html><script>x</script></html>", "no article"),
        (bytes(range(256)) * 40, "unreadable"),
        (b"", "empty"),
    ],
)
def test_a_page_without_text_is_a_record_too(data: bytes, kind: str) -> None:
    found = record(data)
    assert found["error"]["kind"] == kind  # type: ignore[index]
    assert found["text"] == ""
    assert list(found) == list(EMPTY)


def test_a_fault_costs_one_page(monkeypatch: pytest.MonkeyPatch) -> None:
    from reader.pipeline import Pipeline

    def broken(*_: object, **__: object) -> None:
        raise ZeroDivisionError("\x1b[31mno")

    monkeypatch.setattr(Pipeline, "plain", broken)
    assert record()["error"] == {"kind": "fault", "message": "ZeroDivisionError: ␛[31mno"}


def test_a_failure_of_the_reader_is_passed_on() -> None:
    page = RawPage("id", Place("f"), failure=Failure("damaged", "cut off"))
    assert RecordMaker(Configuration()).record(page)["error"] == {"kind": "damaged", "message": "cut off"}


def test_a_configuration_is_data_and_back() -> None:
    configuration = Configuration(script=Script.TAIWAN, only=("inserted_pinyin",), sites=(("a", "b"),), words=True)
    assert Configuration.of(json.loads(json.dumps(configuration.as_data()))) == configuration


def test_the_made_up_pages_are_cleaned() -> None:
    for number in range(8):
        made = corpus.page(number)
        found = record(made.data, made.charset)
        assert found["error"] is None
        assert "栏目" not in str(found["text"])
