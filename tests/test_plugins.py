"""What other packages add: found without loading it, and told in one sentence when it fails."""

import sys
from pathlib import Path

import pytest

from reader import plugins
from reader.model.errors import PluginError

GROUP = "reader.tests"


def install(folder: Path, package: str, declared: str, code: str = "") -> None:
    """A package as an installer leaves it behind."""
    information = folder / f"{package}-1.0.dist-info"
    information.mkdir(parents=True)
    (information / "METADATA").write_text(f"Metadata-Version: 2.1\nName: {package}\nVersion: 1.0\n", "utf8")
    (information / "entry_points.txt").write_text(declared, "utf8")
    (folder / f"{package}.py").write_text(code, "utf8")


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.syspath_prepend(str(tmp_path))
    return tmp_path


def test_nobody_adds_anything() -> None:
    assert plugins.names(GROUP) == ()
    assert plugins.load(GROUP) == {}


def test_an_object_comes_by_its_name(folder: Path) -> None:
    install(folder, "adds_one", f"[{GROUP}]\nanswer = adds_one:VALUE\n[other]\nx = y:z\n", "VALUE = 42\n")
    assert plugins.names(GROUP) == ("answer",)
    assert plugins.load(GROUP) == {"answer": 42}


def test_names_are_told_without_loading(folder: Path) -> None:
    install(folder, "adds_two", f"[{GROUP}]\nanswer = adds_two:VALUE\n", "VALUE = 42\n")
    plugins.names(GROUP)
    assert "adds_two" not in sys.modules


@pytest.mark.parametrize(
    ("code", "reason"),
    [
        ("import no_such_library\n", "ModuleNotFoundError"),
        ("raise RuntimeError('two\\nlines')\n", r"RuntimeError: two\)"),
        ("OTHER = 1\n", "AttributeError"),
    ],
)
def test_one_that_fails_is_told_in_one_sentence(folder: Path, code: str, reason: str) -> None:
    name = f"fails_{abs(hash(code))}"
    install(folder, name, f"[{GROUP}]\nbad = {name}:VALUE\n", code)
    with pytest.raises(PluginError, match=reason) as raised:
        plugins.load(GROUP)
    assert str(raised.value).endswith(f"; update or uninstall {name}")
    assert "\n" not in str(raised.value)
    assert plugins.load(GROUP, without=frozenset({"bad"})) == {}
