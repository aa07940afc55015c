"""Which pages the names on a command line stand for: files, folders, patterns."""

import os
import re
from collections.abc import Iterable, Iterator
from contextlib import suppress
from pathlib import Path

from reader.sources import is_file

#: How the names of pages end, in a folder that also holds other things.
_PAGES = (".html", ".htm", ".xhtml", ".shtml", ".txt", ".text", ".md", ".markdown", ".epub", ".json")
_JSON_HEAD = 64  # bytes


def gather(names: Iterable[str], besides: Path | None = None) -> tuple[str, ...]:
    """The pages that ``names`` stand for: a folder for the pages in it and below, a pattern for what it matches.

    Each once, in order; within a folder by name, 2 before 10. What leads nowhere stays, to be told when it is read.
    Nothing is taken from the folder ``besides``, nor from what browsers save with a page (``page_files``).
    """
    found: dict[str, str] = {}
    for name in names:
        for page in _stands_for(name, besides):
            found.setdefault(str(Path(page).resolve()) if is_file(page) else page, page)
    return tuple(found.values())


def _stands_for(name: str, besides: Path | None) -> list[str]:
    if not is_file(name):
        return [name]
    if Path(name).is_dir():
        return sorted(_in_folder(name, besides), key=_natural) or [name]
    if not set(name) & set("*?[") or Path(name).exists():
        return [name]
    from glob import glob

    matched = sorted(glob(name, recursive=True), key=_natural)  # noqa: PTH207 - Path.glob takes no absolute pattern
    return [page for match in matched for page in _stands_for(match, besides)] or [name]


def _in_folder(folder: str, besides: Path | None) -> Iterator[str]:
    unread: list[str] = []
    for place, folders, files in os.walk(folder, onerror=lambda error: unread.append(error.filename)):
        folders[:] = [
            each
            for each in folders
            if not each.startswith(".") and not each.endswith("_files") and Path(place, each).resolve() != besides
        ]
        for file in files:
            path = Path(place, file)
            if path.suffix.lower() in _PAGES and not file.startswith(".") and _is_a_page(path):
                yield str(path)
    yield from unread


def _is_a_page(path: Path) -> bool:
    """Whether a file is no JSON, or JSON that Reader wrote."""
    if path.suffix.lower() != ".json":
        return True
    with suppress(OSError), path.open("rb") as file:
        return b'"reader-document"' in file.read(_JSON_HEAD)
    return False


def _natural(name: str) -> list[tuple[int, int | str]]:
    return [(0, int(part)) if part.isdecimal() else (1, part) for part in re.split(r"(\d+)", name)]
