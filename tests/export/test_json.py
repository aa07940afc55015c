"""JSON: whole, by its published schema, and read again as a page."""

import json
from dataclasses import replace
from typing import Any

import jsonschema
import pytest
from hypothesis import given

from reader.export.json import export_json, import_json, schema
from reader.model.choices import Repairs, Script
from reader.model.document import Document, Source
from reader.model.errors import FormatError
from reader.pipeline import Pipeline
from tests.export.documents import documents
from tests.support import ROOT

PUBLISHED = ROOT / "src" / "reader" / "export" / "document.schema.json"


def source(document: Document, before: bytes = b"") -> Source:
    return Source("page.json", before + export_json(document).encode())


@given(documents())
def test_any_document_comes_back_whole(document: Document) -> None:
    assert import_json(export_json(document)) == document


def test_the_published_schema_is_the_one_in_force(sample: Document) -> None:
    current = json.dumps(schema(), ensure_ascii=False, indent=2) + "\n"
    assert PUBLISHED.read_text("utf8") == current, "run python tools/make_schema.py"
    jsonschema.Draft202012Validator.check_schema(schema())
    jsonschema.validate(json.loads(export_json(sample)), schema())


@pytest.mark.parametrize("wrong", [{"version": 2}, {"format": "x"}, {"document": {}}])
def test_the_schema_refuses_what_is_none(wrong: dict[str, Any], sample: Document) -> None:
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate({**json.loads(export_json(sample)), **wrong}, schema())


def test_format_and_version_stand_first(sample: Document) -> None:
    assert export_json(sample).startswith('{\n  "format": "reader-document",\n  "version": 1,\n')


def test_a_name_that_is_no_text(sample: Document) -> None:
    named = replace(sample, metadata=replace(sample.metadata, name="\udcff.html"))
    assert import_json(export_json(named)).metadata.name == "\\udcff.html"


def test_an_exported_page_is_a_page_again(pipeline: Pipeline, sample: Document) -> None:
    assert pipeline.read(source(sample)) == sample
    assert pipeline.read(source(sample, b"\xef\xbb\xbf")) == sample
    raw = pipeline.read(Source("page.txt", (ROOT / "source" / "page.txt").read_bytes()), Repairs(Script.TAIWAN))
    assert pipeline.read(source(raw)) == raw
    assert pipeline.read(source(sample), Repairs(Script.TAIWAN)) == raw


def test_the_screen_begins_with_the_page_as_it_was(pipeline: Pipeline, sample: Document) -> None:
    opened = pipeline.open(source(sample))
    assert opened == pipeline.open(Source("page.txt", (ROOT / "source" / "page.txt").read_bytes()))


def test_a_page_keeps_its_notes_where_the_glossary_is_another(sample: Document) -> None:
    assert Pipeline(()).read(source(sample)) == sample


BROKEN = [
    ("blocks.0.text.current", "另外的字"),
    ("blocks.0.tokens", [[0, 99, "word"]]),
    ("blocks.0.tokens", [[-1, 1, "word"]]),
    ("blocks.0.tokens", [[0, 2, "word"], [1, 2, "word"]]),
    ("blocks.0.notes", [{"start": 2, "end": 1, "source": "", "headword": "", "gloss": ""}]),
    ("blocks.0.readings", [{"start": 0, "end": 99, "text": "x"}]),
    ("blocks.0.links", [{"start": 0, "end": 99, "address": "https://a.org"}]),
    ("blocks.0.inlines", [{"start": 3, "end": 2, "kind": "strong"}]),
    ("blocks.0.inlines", [{"start": 0, "end": 1, "kind": "blink"}]),
    ("blocks.0.images", [{"offset": -1, "address": "", "alt": ""}]),
    ("blocks.0.cells", [{"start": 1, "end": 2}, {"start": 0, "end": 1}]),
    ("blocks.0.level", -1),
    ("blocks.0.text.passes", [["x", [[5, 1, ""]]]]),
    ("dropped.0.before", 10**9),
    ("title", None),
    ("blocks.0.kind", "script"),
]


@pytest.mark.parametrize(("path", "value"), BROKEN)
def test_a_document_that_contradicts_itself(path: str, value: object, sample: Document) -> None:
    whole = json.loads(export_json(sample))
    *way, last = path.split(".")
    place = whole["document"]
    for step in way:
        place = place[int(step) if step.isdigit() else step]
    assert place[last] != value
    place[last] = value
    with pytest.raises(FormatError, match="export the page anew"):
        import_json(json.dumps(whole))


@pytest.mark.parametrize(
    "data",
    [
        b'{"format":"reader-document","version":1,"document":' + b"[" * 200_000,
        b'{"format":"reader-document","version":1,"document":{"title":"\xff"}}',
        b'{"format":"reader-document","version":1}',
        b'{"format":"reader-document"',
    ],
    ids=["deep", "no UTF-8", "no document", "cut off"],
)
def test_files_that_only_begin_well(data: bytes, pipeline: Pipeline) -> None:
    with pytest.raises(FormatError, match="export the page anew"):
        pipeline.read(Source("page.json", data))
