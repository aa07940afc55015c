import csv
import json
import string
from collections.abc import Callable
from dataclasses import replace
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from reader.lexicon.entry import CATEGORIES, Entry
from reader.lexicon.exchange.formats import LARGEST, Exchange, format_of, read, write
from reader.lexicon.glossary import Glossary
from reader.model.errors import FormatError
from tests.support import TESTS

TBX = (Exchange.TBX, Exchange.TBX_DCT, Exchange.TBX2)
LOSSLESS = (Exchange.YAML, Exchange.CSV, Exchange.TSV, Exchange.YOMITAN)
MOE = Entry(
    "MoE",
    ("混合专家模型",),
    "architecture",
    "A design.",
    "一种设计。",
    "Mixture of Experts",
    ("MoE 架构",),
    ("专家",),
    ("LLM",),
)

names = (
    st.text(st.sampled_from("MoEaB 专家模型=+-@|\\\"',;&<>]—’é３#"), min_size=1, max_size=8).map(str.strip).filter(bool)
)
texts = names.map(lambda text: " ".join(text.split()))


def by_language(entry: Entry) -> Entry:
    """TBX keeps the two languages apart."""
    return replace(
        entry,
        aliases=tuple(sorted(entry.aliases)),
        unmarked=tuple(sorted(entry.unmarked)),
        see=tuple(sorted(entry.see)),
    )


@st.composite
def entries(draw: st.DrawFn) -> Entry:
    unique = draw(st.lists(texts, min_size=1, max_size=7, unique=True))
    place = iter(unique)
    some = [tuple(next(place, "") for _ in range(n)) for n in (1, 2, 2, 1)]
    term, chinese, aliases, unmarked = [tuple(filter(None, group)) for group in some]
    see = tuple(draw(st.lists(texts, max_size=2, unique=True)))
    category = draw(st.sampled_from(CATEGORIES))
    return Entry(term[0], chinese, category, draw(texts), draw(texts), "", aliases, unmarked, see)


@given(st.lists(entries(), max_size=4), st.sampled_from(LOSSLESS))
def test_what_was_exported_is_imported_again(given: list[Entry], form: Exchange) -> None:
    assert list(read("x", write(given, form).data, form).entries) == given


@pytest.mark.parametrize("form", [*LOSSLESS, *TBX])
def test_the_shipped_glossary_survives_every_full_format(glossary: Glossary, form: Exchange) -> None:
    written = write(glossary.entries, form)
    found = read("x", written.data, form)
    assert found.problems == ()
    assert list(map(by_language, found.entries)) == list(map(by_language, glossary.entries))
    assert bool(written.losses) == (form in TBX)


@pytest.mark.parametrize("form", TBX)
def test_every_field_has_its_place_in_tbx(form: Exchange) -> None:
    chinese_only = Entry("涌现", (), "other", "Abilities that appear with scale.", see=("MoE", "nowhere"))
    assert read("x", write([MOE, chinese_only], form).data, form).entries == (MOE, chinese_only)


@pytest.mark.parametrize("form", [Exchange.TBX, Exchange.TBX_DCT])
def test_tbx_follows_the_structure_of_the_standard(glossary: Glossary, form: Exchange) -> None:
    schema = etree.RelaxNG(etree.parse(str(TESTS / "cases" / "lexicon" / "tbx.rng")))
    chinese_only = Entry("涌现能力", (), "other", "Abilities that appear with scale.", see=("MoE", "nowhere"))
    document = etree.fromstring(write((*glossary.entries, chinese_only), form).data)
    assert schema.validate(document), schema.error_log
    document[1][0][0].remove(document[1][0][0][-1])
    document[1][0][0].remove(document[1][0][0][-1])
    assert not schema.validate(document), "a concept without a term"


def test_tbx_of_other_programs_is_read() -> None:
    data = """<?xml version="1.0"?><!DOCTYPE martif SYSTEM "TBXcoreStructV02.dtd">
    <martif type="TBX" xml:lang="en"><text><body><termEntry id="1">
      <langSet xml:lang="en-US"><descripGrp><descrip type="definition">Made up.</descrip></descripGrp>
        <ntig><termGrp><term>hallu<hi>cination</hi></term></termGrp></ntig></langSet>
      <langSet xml:lang="de"><tig><term>Halluzination</term></tig></langSet>
      <langSet xml:lang="zh-CN"><tig><term>幻觉</term></tig></langSet>
    </termEntry><termEntry id="2"><descrip type="subjectField">finance</descrip>
      <langSet xml:lang="de"><tig><term>Zins</term></tig></langSet></termEntry></body></text></martif>"""
    found = read("x.tbx", data.encode(), Exchange.TBX)
    assert found.entries == (Entry("hallucination", ("幻觉",), en="Made up."),)
    assert [problem.line for problem in found.problems] == [7]


@pytest.mark.parametrize(
    ("data", "wanted"),
    [
        (b'<!DOCTYPE t [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><tbx>&b;</tbx>', "x:1: entities may not be declared"),
        (b'<!DOCTYPE t [<!ENTITY a SYSTEM "file:///etc/passwd">]><tbx>&a;</tbx>', "x:1: entities may not be declared"),
        (b"<tbx>" + b"<a>" * 100, "x:1: elements are nested too deeply"),
        (b"<tbx>\n<text></tbx>", "x:2: this is not XML: mismatched tag"),
        (b"<html/>", "x:1: this XML is no TBX"),
        (b"", "x:1: this is not XML: no element found"),
    ],
)
def test_hostile_or_broken_xml_is_refused(data: bytes, wanted: str) -> None:
    with pytest.raises(FormatError, match=wanted):
        read("x", data, Exchange.TBX)


def test_no_cell_is_a_formula_in_a_spreadsheet() -> None:
    entry = Entry("=cmd|' /C calc'!A0", ("@中文",), en="-1+2", zh="'=x")
    data = write([entry], Exchange.CSV).data
    assert not [
        cell
        for line in data.decode("utf-8-sig").splitlines()[1:]
        for cell in line.split(",")
        if cell[:1] in "=+-@" and cell
    ]
    assert read("x", data, Exchange.CSV).entries == (entry,)


def test_spreadsheets_of_other_makes_are_read() -> None:
    english = "English;中文;Note\r\nMoE;混合专家;Experts.\r\n"
    for data in (english.encode(), english.encode("utf-8-sig"), english.encode("utf-16")):
        assert read("x", data, Exchange.CSV).entries == (Entry("MoE", ("混合专家",), en="Experts."),)
    assert read("x", "MoE,混合专家\n".encode(), Exchange.CSV).entries == (Entry("MoE", ("混合专家",)),)


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("term,en,chinse\nMoE,a,x\n", ["x:1: the column 'chinse' is left out; did you mean 'chinese'?"]),
        ("term,en\nMoE,a\x1bb\n", ["x:2: U+001B, a control character"]),
        ("term,en\nA,a\nMoE,a,b\n", ["x:3: a row has 2 cells"]),
        ("term,en\n,a\n", ["x:2: the term is missing"]),
        ("term,en\nMoE,\n", ["x:2: nothing is told of 'MoE'"]),
        ('term,en\nMoE,"a"b\n', ["x:2: this row can't be read"]),
        ("term,en,category\nMoE,a,finance\n", ["x:2: 'finance' is no category"]),
    ],
)
def test_a_bad_row_is_told_with_its_line(text: str, wanted: list[str]) -> None:
    found = [str(problem) for problem in read("x", text.encode(), Exchange.CSV).problems]
    assert [told[: len(start)] for told, start in zip(found, wanted, strict=True)] == wanted


def test_a_long_cell_is_read_and_other_tables_keep_their_own_bound() -> None:
    usual = csv.field_size_limit()
    told = "x" * (usual + 1)
    assert read("x", f"MoE,混合专家,{told}\n".encode(), Exchange.CSV).entries == (Entry("MoE", ("混合专家",), en=told),)
    assert csv.field_size_limit() == usual


def test_omegats_glossaries() -> None:
    written = write([MOE, Entry("A100", (), en="A GPU.")], Exchange.OMEGAT)
    assert written.data.decode() == "MoE\t混合专家模型\tA design.\n"
    assert any("A100" in loss for loss in written.losses)
    data = "# ours\nMoE\t混合专家\nMoE\t专家混合\t一种设计\nalone\n".encode()
    found = read("x", data, Exchange.OMEGAT)
    assert found.entries == (Entry("MoE", ("混合专家", "专家混合")),)
    assert [problem.line for problem in found.problems] == [4]


def packed(**files: object) -> bytes:
    out = BytesIO()
    with ZipFile(out, "w", ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(f"{name}.json", content if isinstance(content, str) else json.dumps(content))
    return out.getvalue()


def test_foreign_dictionaries_of_yomitan_are_read() -> None:
    structured = {"type": "structured-content", "content": [{"tag": "li", "content": "to emerge"}, {"tag": "br"}]}
    rows = [["涌现", "yǒngxiàn", "", "", 0, [structured, "emergence"], 1, ""], ["bad"]]
    found = read("x.zip", packed(index={"format": 3}, term_bank_1=rows), Exchange.YOMITAN)
    assert found.entries == (Entry("涌现", en="to emerge; emergence"),)
    assert [str(problem) for problem in found.problems] == [
        "x.zip/term_bank_1.json:2: this row is no term of format 3; export it anew"
    ]


@pytest.mark.parametrize(
    "make",
    [
        lambda: b"PK\x03\x04 not",
        lambda: packed(index={}),
        lambda: packed(index={}, term_bank_1="{"),
        lambda: packed(index={}, term_bank_1={}),
        lambda: packed(index={}, term_bank_1="[" * 200_000),
        lambda: packed(index={}, term_bank_1="[" + " " * (300 << 20) + "]"),
    ],
    ids=["no-zip", "no-bank", "no-json", "no-list", "deep", "bomb"],
)
def test_hostile_or_broken_archives_are_refused(make: Callable[[], bytes]) -> None:
    with pytest.raises(FormatError, match=";"):
        read("x.zip", make(), Exchange.YOMITAN)


def test_a_file_of_any_size_is_bounded() -> None:
    with pytest.raises(FormatError, match="more than 64 MB"):
        read("x", bytes(LARGEST + 1), Exchange.CSV)


def test_the_name_tells_the_format() -> None:
    assert format_of("a/b.TBX") is Exchange.TBX
    with pytest.raises(FormatError, match="--format"):
        format_of("glossary" + string.digits)
