"""The page as a file: whole, closed to the outside, its text what went in."""

import json
import re
from base64 import b64encode
from hashlib import sha256

import pytest
from hypothesis import given
from hypothesis import strategies as st
from selectolax.lexbor import LexborHTMLParser, LexborNode

from reader.export.exporter import Options
from reader.export.html import html_page
from reader.export.scripts import OtherScript
from reader.model.choices import GlossPolicy, Repairs, Script
from reader.model.document import Block, Document, Kind, Metadata, Source
from reader.model.escape import printable
from reader.model.ports import nothing_found
from reader.model.text import Edit, Text
from reader.pipeline import Pipeline
from tests.export.pages import ATTACK, BIDI, ENTRIES, FULL, hostile
from tests.export.test_markup import blocks
from tests.support import ROOT

OPTIONS = Options(gloss=GlossPolicy.FIRST, entry=ENTRIES.get)


def page(document: Document, options: Options = OPTIONS) -> LexborHTMLParser:
    return LexborHTMLParser(html_page(document, options))


def one(tree: LexborHTMLParser, selector: str) -> LexborNode:
    node = tree.css_first(selector)
    assert node is not None
    return node


def found(tree: LexborHTMLParser, selector: str) -> list[str]:
    return [node.text() for node in tree.css(selector)]


def test_links_lead_somewhere() -> None:
    tree = page(FULL)
    anchors = [node.attributes["id"] for node in tree.css("[id]")]
    assert len(anchors) == len(set(anchors))
    inside = [str(node.attributes["href"])[1:] for node in tree.css("a[href^='#']")]
    assert set(inside) <= set(anchors)
    outside = [node for node in tree.css("a[href]") if not str(node.attributes["href"]).startswith("#")]
    assert {node.attributes["href"] for node in outside} == {"https://example.org/x", "https://example.org/a?b=1&c=2"}
    assert all(node.attributes["rel"] == "noopener noreferrer" for node in outside)


def test_every_term_has_its_entry_and_the_way_back() -> None:
    tree = page(FULL)
    terms = {str(node.attributes["id"]): str(node.attributes["href"]) for node in tree.css("a.term")}
    assert len(terms) == 4  # the two names of MoE, Router, 幻觉
    for anchor, entry in terms.items():
        assert tree.css_first(f"{entry} .back a[href='#{anchor}']") is not None
    assert found(tree, "dfn") == ["Hallucination", "MoE", "Router"]
    assert found(tree, ".see a") == ["Router", "MoE"]
    assert "Nobody" in found(tree, ".see")[1]


def test_contents_and_headings_skip_no_level() -> None:
    tree = page(FULL)
    assert found(tree, "nav a") == ["第一节", "第二节"]
    assert [node.tag for node in tree.css("h1, .text h2, .text h3, .text h4")] == ["h1", "h2", "h3"]


def test_languages() -> None:
    tree = page(FULL)
    assert one(tree, "html").attributes["lang"] == "zh-Hans"
    assert found(tree, ".text [lang=en]")[-1] == "An English paragraph about a Router〔路由〕."
    assert all(node.attributes.get("lang") for node in tree.css("section"))


def test_metadata_says_where_it_is_from() -> None:
    tree = page(FULL)
    creator = one(tree, "meta[name='DC.creator']").attributes
    assert (creator["content"], creator["data-source"]) == ("某人", "meta author")
    linked = json.loads(one(tree, "script[type='application/ld+json']").text())
    assert linked["author"] == {"@type": "Person", "name": "某人"}
    assert "from meta author" in found(tree, ".facts")[0]
    assert "somebody" not in html_page(FULL, OPTIONS), "folders of whoever exported it are nobody else's business"


def test_what_was_dropped_and_repaired_is_told() -> None:
    tree = page(FULL)
    assert found(tree, "summary")[1:] == ["Repaired: 9 places", "Left out: 2 blocks"]
    assert "訓練 → 训练" not in found(tree, ".repairs li")
    assert "訓 → 训" in found(tree, ".repairs li")
    assert "版权所有wording: 版权所有 · line 1 · what followed it" in found(tree, ".dropped li")
    assert one(tree, "#b2").text() == "训练资料比数量重要"


def test_the_policy_names_the_one_style_and_the_one_script() -> None:
    html = html_page(FULL, OPTIONS)
    policy = str(one(page(FULL), "meta[http-equiv]").attributes["content"])
    for name in ("style", "script"):
        own = re.findall(f"<{name}>(.*?)</{name}>", html, re.DOTALL)
        assert len(own) == 1
        digest = b64encode(sha256(own[0].encode()).digest()).decode()
        assert f"{name}-src 'sha256-{digest}'" in policy
    assert policy.startswith("default-src 'none';")
    assert html.index("Content-Security-Policy") < html.index("<style>")


def test_nothing_is_fetched() -> None:
    html = html_page(FULL, OPTIONS)
    tree = page(FULL)
    assert not tree.css(
        "img, iframe, object, embed, video, audio, source, script[src], base, form, link:not([rel=icon])"
    )
    assert "url(" not in html
    assert "@import" not in html


def test_a_page_without_anything() -> None:
    tree = page(Document(Text.of(""), Metadata(name="-"), ()))
    assert found(tree, "h1") == ["Standard input"]
    assert not tree.css("#glossary, nav, details, #script, #readings")


def own_text(tree: LexborHTMLParser) -> str:
    """The page's text, without what was added to it."""
    for node in tree.css("rt, rp, .gloss, .aside, .picture, .post"):
        node.decompose()
    for node in tree.css(".text br"):
        node.replace_with("\n")
    return one(tree, ".text").text()


@pytest.mark.parametrize("gloss", GlossPolicy)
def test_hostile_text_is_all_there_and_nothing_but_text(gloss: GlossPolicy) -> None:
    document, entry = hostile()
    tree = page(document, Options(gloss=gloss, entry=lambda _: entry))
    assert len(tree.css("script")) == 2
    assert len(tree.css("style")) == 1
    assert not tree.css("svg, img, b, textarea, [onclick], [onload], [onerror], [onmouseover]")
    assert found(tree, "title") == found(tree, "h1") == [ATTACK]
    links = {str(node.attributes["href"]).partition(":")[0] for node in tree.css("a[href]") if node.attributes["href"]}
    assert {link for link in links if not link.startswith("#")} <= {"https"}
    shown = own_text(tree)
    assert shown.count(f"网站{ATTACK}") == shown.count(printable(BIDI)) == len(Kind)
    assert json.loads(one(tree, "script[type='application/ld+json']").text())["headline"] == ATTACK


@given(st.lists(blocks(), max_size=6))
def test_text_out_is_text_in(given: list[Block]) -> None:
    document = Document(Text.of("t"), Metadata(), tuple(given))
    wanted = "".join(
        each.text.current.replace(" | ", "") if each.kind is Kind.ROW else each.text.current for each in given
    )
    tree = page(document)
    assert re.sub("\n", "", own_text(tree)) == wanted.replace("\n", "")


def switched(text: Text, edits: str) -> str:
    """What the page's own script makes of the edits, in Python."""
    points, at = text.current, 0
    parts: list[str] = []
    steps = json.loads(edits) if edits else []
    for skipped, new in zip(steps[::2], steps[1::2], strict=True):
        length, put = (len(new), new) if isinstance(new, str) else new
        parts += (points[at : at + skipped], put)
        at += skipped + length
    return "".join((*parts, points[at:]))


def test_the_script_of_the_page_is_carried_along(pipeline: Pipeline, sample: Document) -> None:
    source = Source("page.txt", (ROOT / "source" / "page.txt").read_bytes())
    own = pipeline.read(source, Repairs(Script.PAGE), words=False)
    script = OtherScript(sample, nothing_found)
    assert script.scripts == ("zh-Hans", "zh-Hant", True)
    for shown, wanted in zip(sample.blocks, own.blocks, strict=True):
        assert switched(shown.text, script.edits(shown.text)) == wanted.text.current


def test_a_page_that_stays_traditional_can_be_read_simplified(pipeline: Pipeline) -> None:
    document = Document(Text.of("網站"), Metadata(), (Block(Kind.PARAGRAPH, FULL.blocks[0].origin, Text.of("說明書")),))
    script = OtherScript(document, pipeline.simplify)
    assert script.scripts == ("zh-Hant", "zh-Hans", False)
    assert switched(document.title, script.edits(document.title)) == "网站"


def test_edits_of_another_length() -> None:
    text = Text.of("a里b裡c").rewrite("script_x", lambda _: [Edit(1, 2, "裡面"), Edit(3, 4, "")])
    document = Document(text, Metadata(), (), survey=FULL.survey)
    assert switched(text, OtherScript(document, nothing_found).edits(text)) == text.original


def test_readings_that_were_asked_for_are_ruby() -> None:
    from reader.face import load_readings
    from reader.model.choices import PinyinStyle

    knows = "第二节".__eq__
    tree = page(FULL, OPTIONS._replace(readings=load_readings(PinyinStyle.MARKS, knows)))
    assert found(tree, "#readings") == ["拼音"]
    shown = found(tree, ".text rt")
    assert shown[:4] == ["dìyījié", "yòng", "de", "móxíng"], "the last one is the page's own"
    assert "dì'èrjié" not in shown
    assert len(shown) > len(found(page(FULL), ".text rt")) == 1
    assert one(tree, "a.term").text() == "MoE"
