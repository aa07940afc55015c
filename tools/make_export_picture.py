"""Make docs/export.png: the sample page as HTML, in the browser that is installed, with one term opened.

Run: python tools/make_export_picture.py
"""

from pathlib import Path
from tempfile import TemporaryDirectory

from playwright.sync_api import sync_playwright

from reader.export.exporter import Options
from reader.export.html import html_page
from reader.export.pdf import find_browser
from reader.face import load_glossary
from reader.model.choices import GlossPolicy
from reader.pipeline import Pipeline
from reader.sources import sample

TARGET = Path(__file__).parents[1] / "docs" / "export.png"
WIDTH, HEIGHT, DOWN = 720, 600, 340  # pixels
TERM = "MoE"


def main() -> None:
    glossary = load_glossary()
    pipeline = Pipeline(glossary.terms())
    document = pipeline.read(sample(), words=False)
    html = html_page(document, Options(GlossPolicy.FIRST, entry=glossary.entry, simplify=pipeline.simplify))
    with TemporaryDirectory() as folder, sync_playwright() as driver:
        page = Path(folder) / "page.html"
        page.write_text(html, "utf8")
        browser = driver.chromium.launch(executable_path=find_browser(), args=["--no-sandbox"])
        opened = browser.new_page(viewport={"width": WIDTH, "height": HEIGHT}, reduced_motion="reduce")
        opened.goto(page.as_uri())
        opened.evaluate(f"scrollTo(0, {DOWN})")
        opened.click(f".term:text-is('{TERM}') >> nth=0")
        opened.screenshot(path=TARGET)
        browser.close()


if __name__ == "__main__":
    main()
