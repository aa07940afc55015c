"""Exported pages in Chromium: by keyboard, finger and mouse, wide and narrow, light and dark, hostile ones too.

Skipped where no browser is installed; ``READER_BROWSER=required``, which CI sets, makes that a failure.
"""

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page

from reader.export import pdf
from reader.export.exporter import Options
from reader.export.html import html_page
from reader.model.choices import GlossPolicy
from reader.model.document import Block, Document, Kind, Note, Origin
from reader.model.inline import Cell, Image, Inline, InlineKind, Link, Reading
from reader.model.text import Edit, Text, apply_edits
from tests.export.pages import ATTACK, ENTRIES, FULL, hostile
from tests.support import find_browser

PHONE, DESKTOP = {"width": 390, "height": 844}, {"width": 1280, "height": 900}
_LONGEST = 10_000  # ms
OPTIONS = Options(gloss=GlossPolicy.FIRST, entry=ENTRIES.get)


class Opened:
    """A page in the browser that fails when it asks for anything, or says anything on the console."""

    def __init__(
        self, browser: Browser, document: Document, folder: Path, options: Options = OPTIONS, **how: Any
    ) -> None:
        path = folder / "page.html"
        path.write_text(html_page(document, options), "utf8")
        self.context = browser.new_context(**how)
        self.page: Page = self.context.new_page()
        self.page.set_default_timeout(_LONGEST)
        self.asked: list[str] = []
        self.said: list[str] = []
        self.page.on("request", lambda request: self.asked.append(request.url))
        self.page.on("console", lambda message: self.said.append(message.text))
        self.page.on("pageerror", lambda error: self.said.append(str(error)))
        self.page.on("dialog", lambda dialog: self.said.append(dialog.message))
        self.page.goto(path.as_uri())

    def __enter__(self) -> Page:
        return self.page

    def __exit__(self, kind: object, *_: object) -> None:
        first, *others = self.asked
        self.context.close()
        if kind is None:
            assert first.startswith("file://")
            assert [url for url in others if not url.startswith("data:")] == []
            assert self.said == []


def focused(page: Page) -> str:
    """The anchor, or name, of what has the focus."""
    return str(page.evaluate("document.activeElement.id || document.activeElement.textContent"))


def until_focused(page: Page, anchor: str, key: str = "Tab") -> None:
    for _ in range(40):
        page.keyboard.press(key)
        if focused(page) == anchor:
            return
    raise AssertionError(f"{key} never reaches {anchor}")


def card_is_open(page: Page) -> bool:
    return bool(page.evaluate("document.querySelector('#card').matches(':popover-open')"))


def test_by_keyboard_alone(browser: Browser, tmp_path: Path) -> None:
    with Opened(browser, FULL, tmp_path, viewport=DESKTOP) as page:
        page.keyboard.press("Tab")
        assert focused(page) == "Skip to the text"
        page.keyboard.press("Enter")
        until_focused(page, "t1")
        for key in ("Enter", "Space"):
            page.keyboard.press(key)
            assert card_is_open(page)
            assert focused(page) == "card"
            assert "Mixture of Experts" in page.inner_text("#card")
            assert page.get_attribute("#t1", "aria-expanded") == "true"
            page.keyboard.press("Escape")
            assert not card_is_open(page)
            assert focused(page) == "t1"
            assert page.get_attribute("#t1", "aria-expanded") == "false"
        page.keyboard.press("Enter")
        until_focused(page, "Router")  # see-also opens in the same card
        page.keyboard.press("Enter")
        assert "It chooses." in page.inner_text("#card")
        until_focused(page, "In the glossary")
        page.keyboard.press("Enter")
        assert not card_is_open(page)
        assert page.evaluate("location.hash") == "#g2"
        until_focused(page, "1")  # back to the mention
        page.keyboard.press("Enter")
        assert page.evaluate("location.hash") == "#t3"


def test_toggles_by_keyboard(browser: Browser, tmp_path: Path) -> None:
    with Opened(browser, FULL, tmp_path, viewport=DESKTOP, color_scheme="light") as page:
        before = page.text_content("#text")
        until_focused(page, "script")
        page.keyboard.press("Enter")
        assert page.text_content("h1") == "開源模型"
        shown = str(page.text_content("#text"))
        assert all(text in shown for text in ("訓練資料比數量重要", "乙說", "參數", "說明"))
        assert page.get_attribute("html", "lang") == "zh-Hant"
        page.keyboard.press("Space")
        assert page.text_content("#text") == before
        assert page.get_attribute("html", "lang") == "zh-Hans"
        for name, hidden in (("readings", "rt"), ("glosses", ".gloss")):
            assert page.locator(hidden).first.is_visible()
            until_focused(page, name)
            page.keyboard.press("Enter")
            assert page.get_attribute(f"#{name}", "aria-pressed") == "false"
            assert not page.locator(hidden).first.is_visible()
        ground = "getComputedStyle(document.documentElement).backgroundColor"
        light = page.evaluate(ground)
        until_focused(page, "theme")
        page.keyboard.press("Enter")
        assert page.evaluate(ground) != light


def test_the_other_script_is_what_the_page_had(browser: Browser, tmp_path: Path, sample: Document) -> None:
    """Block by block, with edits of any length, across terms and ruby."""
    text = Text.of("甲裡面的說明").rewrite("script_x", lambda _: [Edit(1, 3, "里"), Edit(4, 6, "说明书")])
    notes = (Note(0, 2, "g", "MoE", "x"), Note(3, 5, "g", "MoE", "x"))
    odd = Block(Kind.PARAGRAPH, Origin(), text, notes=notes, readings=(Reading(4, 6, "shuōmíng"),))
    document = replace(sample, blocks=(odd, *sample.blocks))
    wanted = [_before_conversion(block.text) for block in document.blocks]
    with Opened(browser, document, tmp_path, Options(GlossPolicy.NONE), viewport=DESKTOP) as page:
        page.evaluate("document.querySelectorAll('rt, rp').forEach((each) => each.remove())")
        read = "Array.from(document.querySelector('#text').children, (each) => each.textContent)"
        page.click("#script")
        assert page.evaluate(read) == wanted
        page.click("#script")
        assert page.evaluate(read) == [block.text.current for block in document.blocks]


def test_the_other_script_across_all_that_stands_in_a_text(browser: Browser, tmp_path: Path, sample: Document) -> None:
    text = Text.of("甲裡面的說明").rewrite("script_x", lambda _: [Edit(1, 3, "里"), Edit(4, 6, "说明书")])
    marked = Block(
        Kind.PARAGRAPH, Origin(), text, notes=(Note(0, 2, "g", "MoE", "x"),), links=(Link(0, 3, "https://a.org"),),
        inlines=(Inline(1, 5, InlineKind.STRONG),), images=(Image(0, "https://a.org/c", "裡"), Image(4, "", "裡")),
    )  # fmt: skip
    cells = Text.of("說 | 明 | 裡").rewrite("script_x", lambda _: [Edit(0, 1, "说"), Edit(8, 9, "里")])
    row = Block(Kind.ROW, Origin(), cells, cells=(Cell(0, 0), Cell(0, 1), Cell(1, 1), Cell(4, 5), Cell(8, 9)))
    first, second = (Text.of(old).rewrite("script_x", lambda _: [Edit(0, 1, "说")]) for old in ("說甲", "說乙"))
    items = (
        Block(Kind.ITEM, Origin(), first, 1, number=1),
        Block(Kind.ITEM, Origin(), second, 2, number=1),
    )
    document = replace(sample, blocks=(marked, row, *items))
    with Opened(browser, document, tmp_path, viewport=DESKTOP) as page:
        page.evaluate("document.querySelectorAll('.aside, .picture, .gloss').forEach((each) => each.remove())")
        page.click("#script")
        assert str(page.text_content("#text")).split() == ["甲裡面的說明", "說明裡", "說甲說乙"]
        page.click("#script")
        assert str(page.text_content("#text")).split() == ["甲里的说明书", "说明里", "说甲说乙"]


def _before_conversion(text: Text) -> str:
    before = text.original
    for done in text.passes:
        if done.rule.startswith("script_"):
            break
        before = apply_edits(before, done.edits)
    return before


def test_by_mouse(browser: Browser, tmp_path: Path) -> None:
    with Opened(browser, FULL, tmp_path, viewport=DESKTOP) as page:
        page.click("#t1")
        card, term = page.locator("#card").bounding_box(), page.locator("#t1").bounding_box()
        assert card
        assert term
        assert abs(card["y"] - term["y"] - term["height"]) < 12, "the card stands below its term"
        page.click("#card button")
        assert not card_is_open(page)
        page.click("#t2")
        page.mouse.click(5, 400)
        assert not card_is_open(page), "a click beside the card closes it"


def test_by_touch_on_a_phone(browser: Browser, tmp_path: Path) -> None:
    with Opened(browser, FULL, tmp_path, viewport=PHONE, has_touch=True, is_mobile=True) as page:
        page.locator("#t4").tap()  # the last one
        card = page.locator("#card").bounding_box()
        assert card
        assert (round(card["x"]), round(card["width"])) == (0, PHONE["width"])
        assert round(card["y"] + card["height"]) == PHONE["height"]
        term = page.locator("#t1").bounding_box()
        assert term
        assert term["y"] + term["height"] < card["y"], "the term stays in sight"
        assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"], "nothing sticks out"
        wide = page.locator(".table").first
        assert wide.evaluate("box => box.scrollWidth > box.clientWidth")
        assert wide.get_attribute("tabindex") == "0"


def test_without_script_terms_are_links_to_the_glossary(browser: Browser, tmp_path: Path) -> None:
    with Opened(browser, FULL, tmp_path, java_script_enabled=False) as page:
        assert not page.locator(".bar").is_visible()
        page.click("#t1")
        assert page.url.endswith("#g1")
        page.click("#g1 .back a")
        assert page.url.endswith("#t1")


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("size", [PHONE, DESKTOP], ids=["phone", "desktop"])
def test_axe_finds_no_violation(browser: Browser, tmp_path: Path, scheme: str, size: dict[str, int]) -> None:
    axe = Axe()
    with Opened(browser, FULL, tmp_path, viewport=size, color_scheme=scheme, bypass_csp=True) as page:
        page.evaluate("document.querySelectorAll('details').forEach((each) => { each.open = true; })")
        found = axe.run(page)
        assert found.violations_count == 0, found.generate_report()
        page.click("#t1")
        found = axe.run(page)
        assert found.violations_count == 0, found.generate_report()


@pytest.mark.parametrize("script", [True, False], ids=["", "without script"])
def test_nothing_of_a_hostile_page_runs(browser: Browser, tmp_path: Path, *, script: bool) -> None:
    document, entry = hostile()
    options = Options(GlossPolicy.ALL, entry=lambda _: entry)
    with Opened(browser, document, tmp_path, options, viewport=DESKTOP, java_script_enabled=script) as page:
        if script:
            before = str(page.text_content("#text")).count(ATTACK)
            page.click("#script")
            assert str(page.text_content("#text")).count(ATTACK) == before + len(Kind)
            page.click(".term >> nth=0")
            page.keyboard.press("Escape")
            for name in ("click", "mouseover", "focus", "load", "error"):
                fire = f"each => each.dispatchEvent(new Event('{name}', {{ bubbles: false }}))"
                page.evaluate(f"document.querySelectorAll('body *:not(a, button)').forEach({fire})")
            assert page.evaluate("window.hit") is None
            links = page.evaluate("Array.from(document.links, (link) => link.protocol)")
            assert set(links) <= {"file:", "https:"}
        assert page.locator("svg, img, iframe, script[src]").count() == 0


def test_pdf(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    browser = find_browser()
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    printed = pdf.print_page(browser, html_page(FULL, OPTIONS))
    assert printed.startswith(b"%PDF-")
    assert b"/StructTreeRoot" in printed, "tagged, for those who listen to it"
    assert list(tmp_path.iterdir()) == []
