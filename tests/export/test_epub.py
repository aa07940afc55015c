"""E-books, read back as XML, and judged by epubcheck where it is installed."""

import io
import os
import re
import shutil
import subprocess
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.export.epub import iso_date, write
from reader.export.exporter import Options
from reader.export.structure import CELLS
from reader.lexicon.glossary import Glossary
from reader.model.choices import GlossPolicy
from reader.model.document import Block, Document, Fact, Kind, Metadata, Note, Origin, Source
from reader.model.inline import Reading
from reader.model.survey import ScriptFigures, Survey
from reader.model.text import Text
from reader.pipeline import Pipeline
from tests.export.documents import HOSTILE, documents, words

XHTML = "{http://www.w3.org/1999/xhtml}"
OPS = "{http://www.idpf.org/2007/ops}"
JAR = Path("/usr/share/java/epubcheck.jar")  # Debian's; its launcher needs binfmt


def book(*pages: Document, options: Options = Options(gloss=GlossPolicy.FIRST)) -> zipfile.ZipFile:  # noqa: B008
    held = io.BytesIO()
    write(iter(pages), held, options)
    return zipfile.ZipFile(held)


def tree(archive: zipfile.ZipFile, name: str) -> ET.Element:
    return ET.fromstring(archive.read(f"EPUB/{name}"))


def chapters(archive: zipfile.ZipFile) -> list[ET.Element]:
    return [tree(archive, name[5:]) for name in archive.namelist() if name.startswith("EPUB/chapter-")]


_IN_LINE = ("a", "ruby", "em", "strong", "code", "del", "sup", "sub")


def seen(element: ET.Element) -> Iterator[str]:
    """The page's own text: without readings, and without what Reader says below it."""
    if element.tag in (f"{XHTML}rt", f"{XHTML}rp", f"{XHTML}footer"):
        return
    if element.get("class") in ("aside", "picture"):
        return
    if element.tag.removeprefix(XHTML) not in _IN_LINE:
        yield "\n"
    yield element.text or ""
    for child in element:
        yield from seen(child)
        yield child.tail or ""


def said(document: Document) -> list[str]:
    shown = [block.text.current.replace(CELLS, "\n") if block.kind is Kind.ROW else block.text.current
             for block in document.blocks]  # fmt: skip
    return words("\n".join(shown))


@given(st.lists(documents(), min_size=1, max_size=3), st.sampled_from(GlossPolicy))
def test_any_pages_survive_a_book(pages: list[Document], policy: GlossPolicy) -> None:
    archive = book(*pages, options=Options(gloss=policy))
    for page, chapter in zip(pages, chapters(archive), strict=True):
        body = chapter.find(f"{XHTML}body")
        assert body is not None
        title, *rest = body.iter(f"{XHTML}h1")
        text = "".join(seen(body))
        heading = "".join(title.itertext())
        assert not rest
        assert words(text.replace(heading, "", 1)) == _unprintable(said(page))
        assert {element.tag for element in chapter.iter()} & {f"{XHTML}script", f"{XHTML}img"} == set()


def _unprintable(parts: list[str]) -> list[str]:
    return words("\n".join(parts).replace("\ufffe", "\ufffd").replace("\uffff", "\ufffd"))


@given(st.lists(documents(), min_size=1, max_size=3))
def test_every_link_of_a_book_leads_somewhere(pages: list[Document]) -> None:
    archive = book(*pages)
    names = [name[5:] for name in archive.namelist() if name.endswith(".xhtml")]
    trees = {name: tree(archive, name) for name in names}
    anchors = {f"{name}#{e.get('id')}" for name, each in trees.items() for e in each.iter() if e.get("id")}
    for name, each in trees.items():
        ids = [element.get("id") for element in each.iter() if element.get("id")]
        assert len(ids) == len(set(ids))
        for link in each.iter(f"{XHTML}a"):
            address = link.get("href", "")
            assert address in anchors | set(names) or address.startswith(("http://", "https://", "mailto:")), (
                name,
                address,
            )


TERM = Note(0, 3, "glossary.yaml", "MoE", "混合专家模型")


def page(text: str, *, title: str = "标题", kind: Kind = Kind.PARAGRAPH, notes: tuple[Note, ...] = ()) -> Document:
    return Document(
        Text.of(title), Metadata(name="dir/page.html"), (Block(kind, Origin(1), Text.of(text), 1, notes=notes),)
    )


def test_terms_open_as_footnotes_and_lead_back(glossary: Glossary) -> None:
    terms = page("MoE省算力", notes=(TERM,))
    archive = book(terms, terms, options=Options(gloss=GlossPolicy.FIRST, entry=glossary.entry))
    for chapter in chapters(archive):
        (link,) = chapter.iter(f"{XHTML}a")
        assert (link.get(f"{OPS}type"), link.get("role"), link.text) == ("noteref", "doc-noteref", "MoE")
        assert link.get("href") == "glossary.xhtml#g1"
    (entry,) = (each for each in tree(archive, "glossary.xhtml").iter() if each.get("id") == "g1")
    assert (entry.get(f"{OPS}type"), entry.get("role")) == ("footnote", "doc-footnote")
    found = glossary.entry("MoE")
    assert found
    text = "".join(entry.itertext())
    assert all(part in text for part in ("MoE", "Mixture of Experts", "混合专家模型", found.en, found.zh))
    (back,) = entry.iter(f"{XHTML}a")
    assert (back.get("role"), back.get("href")) == ("doc-backlink", "chapter-0001.xhtml#t1")


def test_a_book_without_glosses_has_no_glossary() -> None:
    archive = book(page("MoE省算力", notes=(TERM,)), options=Options(gloss=GlossPolicy.NONE))
    assert "EPUB/glossary.xhtml" not in archive.namelist()
    assert not list(chapters(archive)[0].iter(f"{XHTML}a"))


def test_ruby_languages_and_metadata() -> None:
    ruby = Block(Kind.PARAGRAPH, Origin(1), Text.of("這個網站說漢語"), readings=(Reading(5, 6, "hàn"),))
    told = Metadata(
        "https://x.cn/a?b=1&c=2", authors=(Fact("某<人>", "meta"),), date=Fact("2024年3月5日", "meta"),
        site=Fact("站", "meta"), address=Fact("https://x.cn/a?b=1&c=2", "canonical"),
    )  # fmt: skip
    survey = Survey(script=ScriptFigures(traditional=5))
    archive = book(Document(Text.of("題 & 目"), told, (ruby, *page("Hello there").blocks), survey=survey))
    package = archive.read("EPUB/package.opf").decode()
    for wanted in (
        "<dc:title>題 &amp; 目</dc:title>", "<dc:language>zh-Hant</dc:language>",
        "<dc:creator>某&lt;人&gt;</dc:creator>",
        "<dc:source>https://x.cn/a?b=1&amp;c=2</dc:source>", "<dc:date>2024-03-05</dc:date>",
        '<meta property="dcterms:modified">2024-03-05T00:00:00Z</meta>', "rubyAnnotations", "accessibilityHazard",
    ):  # fmt: skip
        assert wanted in package
    chapter = archive.read("EPUB/chapter-0001.xhtml").decode()
    assert '<html xmlns="http://www.w3.org/1999/xhtml"' in chapter
    assert 'lang="zh-Hant"' in chapter
    assert "<ruby>漢<rp>（</rp><rt>hàn</rt><rp>）</rp></ruby>" in chapter
    assert '<p lang="en" xml:lang="en">Hello there</p>' in chapter


def test_a_path_stays_at_home() -> None:
    archive = book(replace(page("甲"), metadata=Metadata(name="/home/somebody/page.html")))
    assert not any(b"somebody" in archive.read(name) for name in archive.namelist())


def test_equal_pages_make_equal_bytes(sample: Document, glossary: Glossary) -> None:
    options = Options(gloss=GlossPolicy.FIRST, entry=glossary.entry)
    first, again = (book(sample, sample, options=options) for _ in range(2))
    assert first.fp
    assert again.fp
    assert first.fp.seek(0) == again.fp.seek(0)
    assert first.fp.read() == again.fp.read()
    assert first.infolist()[0].filename == "mimetype"
    assert first.infolist()[0].compress_type == zipfile.ZIP_STORED


def test_titles_of_books() -> None:
    def title(*pages: Document, chosen: str = "") -> str:
        package = book(*pages, options=Options(title=chosen)).read("EPUB/package.opf").decode()
        found = re.search("<dc:title>(.*)</dc:title>", package)
        assert found
        return found[1]

    assert title(page("甲", title="")) == "page"
    assert title(page("甲", title=""), page("乙")) == "《page》等2篇"
    assert title(page("小节", title="", kind=Kind.HEADING)) == "小节"
    assert title(page("甲"), page("乙"), chosen="文集") == "文集"


@pytest.mark.parametrize(
    ("told", "date"),
    [
        ("2024-02-29T10:00", "2024-02-29"),
        ("2023/2/29", ""),
        ("发布于2023年12月1日", "2023-12-01"),
        ("20231201", ""),
        ("", ""),
    ],
)
def test_dates(told: str, date: str) -> None:
    assert iso_date(told) == date


def checked(path: Path) -> str:
    """What epubcheck complains of; warnings fail it too."""
    quick = ("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC")  # it runs for seconds: to compile it well takes as long
    done = subprocess.run(
        ["java", *quick, "-jar", str(JAR), "--failonwarnings", str(path)], capture_output=True, check=False, text=True
    )
    return "" if done.returncode == 0 else done.stdout + done.stderr


needs_epubcheck = pytest.mark.skipif(not (JAR.is_file() and shutil.which("java")), reason="epubcheck is not installed")


def save(path: Path, *pages: Document, glossary: Glossary) -> Path:
    with path.open("wb") as file:
        write(pages, file, Options(gloss=GlossPolicy.FIRST, entry=glossary.entry))
    return path


@needs_epubcheck
def test_epubcheck_has_nothing_to_say(tmp_path: Path, sample: Document, glossary: Glossary) -> None:
    hostile = Document(
        Text.of(HOSTILE[12]),
        Metadata(
            name="<x>.html", authors=(Fact("<script>alert(1)</script>", "meta"),), date=Fact("2023年2月31日", "meta")
        ),
        tuple(
            Block(kind, Origin(1), Text.of(text), 1 + index % 6, notes=(Note(0, 1, "g", text, text),),
                  readings=(Reading(0, 2, text),))
            for kind in Kind for index, text in enumerate(HOSTILE)
        ),
    )  # fmt: skip
    assert checked(save(tmp_path / "book.epub", sample, hostile, page("甲"), glossary=glossary)) == ""


@needs_epubcheck
@pytest.mark.skipif("READER_PAGES" not in os.environ, reason="READER_PAGES names no folder of real pages")
def test_epubcheck_on_ten_real_pages_and_a_book_of_them(tmp_path: Path, pipeline: Pipeline, glossary: Glossary) -> None:
    found = sorted(Path(os.environ["READER_PAGES"]).glob("*.html"))
    pages = [pipeline.read(Source(path.name, path.read_bytes())) for path in found[:: len(found) // 10][:10]]
    assert len(pages) == 10
    complaints = [checked(save(tmp_path / f"{n}.epub", each, glossary=glossary)) for n, each in enumerate(pages)]
    assert complaints == [""] * 10
    assert checked(save(tmp_path / "book.epub", *pages, glossary=glossary)) == ""


def test_terms_that_the_person_knows_lead_nowhere() -> None:
    known = replace(TERM, gloss="")
    archive = book(page("MoE省算力", notes=(known,)), options=Options(gloss=GlossPolicy.UNKNOWN))
    assert "EPUB/glossary.xhtml" not in archive.namelist()
    assert (
        "EPUB/glossary.xhtml" in book(page("MoE", notes=(TERM,)), options=Options(gloss=GlossPolicy.UNKNOWN)).namelist()
    )


def test_readings_that_are_found_are_set_as_ruby() -> None:
    archive = book(page("汉语"), options=Options(readings=lambda text: [Reading(0, len(text), "hànyǔ")]))
    assert "<rt>hànyǔ</rt>" in archive.read("EPUB/chapter-0001.xhtml").decode()
    assert "rubyAnnotations" in archive.read("EPUB/package.opf").decode()
