"""The registry: by name, by ending, and what other packages bring."""

import io
from importlib import import_module

import pytest

from reader.export.exporter import Exporter, Options
from reader.export.formats import BUILT_IN, Formats
from reader.model.errors import FormatError, PluginError, UsageError

DOCX = Exporter("docx", ".docx", "reader_docx:write")


@pytest.mark.parametrize("name", ["a.txt", "b.MD", "c.json"])
def test_the_ending_tells_the_format(name: str) -> None:
    assert Formats().of_file(name).suffix == name[1:].lower()


@pytest.mark.parametrize("name", ["a.docx", "a", ".txt"])
def test_a_name_that_tells_no_format(name: str) -> None:
    assert Formats().by_suffix(name) is None
    with pytest.raises(FormatError, match="--to"):
        Formats().of_file(name)


def test_a_format_by_name_and_by_near_miss() -> None:
    assert Formats().named("markdown").suffix == ".md"
    with pytest.raises(UsageError, match="did you mean 'markdown'"):
        Formats().named("markdwon")
    with pytest.raises(UsageError, match="the formats are text, markdown"):
        Formats().named("xyz")


@pytest.mark.parametrize("exporter", BUILT_IN, ids=lambda exporter: exporter.name)
def test_every_home_is_there(exporter: Exporter) -> None:
    module, _, name = exporter.home.partition(":")
    assert callable(getattr(import_module(module), name))


def test_names_and_endings_are_unique() -> None:
    assert len({each.name for each in BUILT_IN}) == len({each.suffix for each in BUILT_IN}) == len(BUILT_IN)


@pytest.mark.parametrize("home", ["no_such_module:write", "reader.export.text:nothing"])
def test_a_home_that_is_not_there(home: str) -> None:
    with pytest.raises(PluginError, match="'docx' can't be loaded"):
        Exporter("docx", ".docx", home).write([], io.BytesIO(), Options())


def test_other_packages_bring_formats_and_never_take_ours() -> None:
    others = {"docx": DOCX, "mine": Exporter("text", ".txt", "reader_docx:text")}
    assert Formats(others).of_file("a.docx") is DOCX
    assert Formats(others).named("text") is BUILT_IN[0]
    with pytest.raises(PluginError, match="'odt' is no exporter"):
        Formats({"odt": print})
