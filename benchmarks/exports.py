"""A thousand pages to each format, in one process: pages a second, and whether memory stays flat.

``python -m benchmarks.exports FOLDER`` takes the pages of a folder (HTML and text) by turns; without one, the sample
page and a short HTML page serve. "bytes to HTML" is the whole way; at last all pages go into one book, table or deck.
"""

import gc
import os
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from functools import partial
from io import BytesIO
from itertools import cycle, islice
from pathlib import Path
from tempfile import TemporaryFile

from reader.export.exporter import Exporter, Options
from reader.export.formats import Formats
from reader.face import load_glossary
from reader.model.document import Document, Source
from reader.model.errors import ReaderError
from reader.model.ports import Sense
from reader.pipeline import Pipeline

ROOT = Path(__file__).parents[1]
PAGES = 1_000
_DIFFERENT = 150  # pages that are held in memory, to be taken by turns
_FORMATS = ("text", "markdown", "json", "html")
_COLLECTING = ("epub", "csv", "tsv", "anki")
_MIB = 1 << 20
_SENSE = Sense("dú yīn", "what a dictionary says of a word")


Page = tuple[Source, Document]


def main() -> None:
    glossary = load_glossary()
    pipeline = Pipeline(glossary.terms())
    read = partial(pipeline.read, words=False)
    pages = list(islice(_readable(read), _DIFFERENT))
    blocks = sum(len(document.blocks) for _, document in pages) / len(pages)
    characters = sum(len(each.text.current) for _, document in pages for each in document.blocks) / len(pages)
    print(f"{PAGES} pages, {len(pages)} different ones by turns: {blocks:.0f} blocks, {characters:.0f} characters each")
    plain = Options(entry=glossary.entry, simplify=pipeline.simplify)
    for name in _FORMATS:
        exporter = Formats().named(name)
        report(name, _exporting(exporter, plain._replace(gloss=exporter.gloss)), pages)
    html = Formats().named("html")
    options = plain._replace(gloss=html.gloss)
    report("bytes to HTML", lambda page: _written(html, options, read(page[0])), pages)
    print(f"{PAGES} pages into one file")
    words = [replace(page, blocks=tuple(map(pipeline.words, page.blocks))) for _, page in pages]
    for name in _COLLECTING:
        exporter = Formats().named(name)
        together(exporter, plain._replace(gloss=exporter.gloss, sense=lambda _: _SENSE), words)


def report(name: str, export: Callable[[Page], int], pages: Sequence[Page]) -> None:
    """Print speed, size, and memory after a tenth of the pages and after all of them."""
    export(pages[0])  # imports, tables
    size, early = 0, 0.0
    start = time.process_time()
    for number, page in enumerate(islice(cycle(pages), PAGES)):
        size += export(page)
        if number == PAGES // 10:
            early = _memory()
    seconds = time.process_time() - start
    late = _memory()
    speed = f"{PAGES / seconds:7.0f} pages/s   {seconds / PAGES * 1000:6.2f} ms"
    print(f"  {name:14} {speed}   {size / PAGES / 1024:6.1f} KiB a page   memory {early:.0f} → {late:.0f} MiB")


def together(exporter: Exporter, options: Options, pages: Sequence[Document]) -> None:
    """The same for a format that takes all pages into one file; its memory while it works on page 100 and 1,000."""
    memory: dict[int, float] = {}

    def taken() -> Iterator[Document]:
        for number, page in enumerate(islice(cycle(pages), PAGES), 1):
            if number in {PAGES // 10, PAGES}:
                memory[number] = _memory()
            yield page

    with TemporaryFile() as file:
        start = time.process_time()
        exporter.write(taken(), file, options)
        seconds = time.process_time() - start
        size = file.seek(0, os.SEEK_END)
    speed = f"{PAGES / seconds:7.0f} pages/s   {seconds / PAGES * 1000:6.2f} ms"
    early, late = memory.values()
    print(f"  {exporter.name:14} {speed}   {size / PAGES / 1024:6.1f} KiB a page   memory {early:.0f} → {late:.0f} MiB")


def _exporting(exporter: Exporter, options: Options) -> Callable[[Page], int]:
    return lambda page: _written(exporter, options, page[1])


def _written(exporter: Exporter, options: Options, document: Document) -> int:
    file = BytesIO()
    exporter.write([document], file, options)
    return file.tell()


def _memory() -> float:
    """MiB that the process holds, where the system tells; garbage that waits for the collector is left out."""
    gc.collect()
    try:
        resident = int(Path("/proc/self/statm").read_text("ascii").split()[1])
    except OSError:
        return 0.0
    return resident * os.sysconf("SC_PAGE_SIZE") / _MIB


def _readable(read: Callable[[Source], Document]) -> Iterator[Page]:
    """Pages in which an article is found, with their documents."""
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else None
    found = sorted(folder.rglob("*.htm*")) + sorted(folder.rglob("*.txt")) if folder else []
    for path in found or [ROOT / "source" / "page.txt", ROOT / "tests" / "cases" / "tui" / "page.html"]:
        source = Source(path.name, path.read_bytes())
        try:
            yield source, read(source)
        except ReaderError:
            continue


if __name__ == "__main__":
    main()
