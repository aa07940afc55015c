"""The library: remembering, opening its list, and searching it, with 1,000 documents of 5,000 characters.

``python -m benchmarks.library 10000`` measures as many. Figures are process time but for what waits for the disk.
What is remembered is timed in tenths, so that what grows with the library shows.
"""

import random
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import datetime
from functools import partial
from itertools import accumulate
from pathlib import Path
from statistics import median

from reader.library.anchors import Places
from reader.library.index import Index
from reader.library.library import Library
from reader.model.document import Block, Document, Kind, Metadata, Origin, Source
from reader.model.text import Text
from reader.repair.script import fold_script
from reader.segment.words import background
from reader.tui.shelf import Sort, in_order, matching, row
from reader.tui.shelves import shelved

DOCUMENTS, LENGTH, BLOCK = 1000, 5000, 100
QUERIES = ("训练", "訓練數據", "数", "xlsj", "sj", "model", "模型 训练", '"language model"', "没有这样的词")


def main() -> None:
    number = int(sys.argv[1]) if len(sys.argv) > 1 else DOCUMENTS
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "library.sqlite"
        library, index = Library(path, fold_script, print), Index(path.with_name("search.sqlite"))
        _remembering(library, index, number)
        _marking(library)
        library.close()
        print(f"library opened in {_spent(lambda: Library(path, fold_script, print).close()):.1f} ms")
        _listing(path, number)
        _searching(index)


def document(seed: int) -> Document:
    """Words of Chinese by their frequency, some of them English."""
    chance = random.Random(seed)
    words, weights = _vocabulary()
    blocks = []
    for _ in range(LENGTH // BLOCK):
        text = ""
        while len(text) < BLOCK:
            text += "".join(chance.choices(words, cum_weights=weights, k=12)) + "，"
        blocks.append(Block(Kind.PARAGRAPH, Origin(1), Text.of(text)))
    title = "".join(chance.choices(words, cum_weights=weights, k=6))
    return Document(Text.of(f"{title}{seed}"), Metadata(), tuple(blocks))


def _vocabulary() -> tuple[list[str], list[int]]:
    if not _words:
        common = sorted(background().items(), key=lambda item: -item[1][0])[:50_000]
        _words.extend(word for word, _ in common)
        _words.extend((" model ", " language model ", " training ", "训练数据"))
        _weights.extend(accumulate((*(count for _, (count, _) in common), 20_000, 5_000, 20_000, 5_000)))
    return _words, _weights


_words: list[str] = []
_weights: list[int] = []


def _remembering(library: Library, index: Index, number: int) -> None:
    tenth, waited, opened, put = max(number // 10, 1), 0.0, 0.0, 0.0
    for seed in range(1, number + 1):
        each = document(seed)
        data = "\n\n".join(block.text.original for block in each.blocks).encode()
        opening = partial(library.documents.open, Source("-", data), each)
        begun = time.perf_counter()
        opened += _spent(opening)
        waited += (time.perf_counter() - begun) * 1000
        put += _spent(partial(index.put, seed, "hash", each))
        if seed % tenth == 0:
            print(f"{seed:>7,}: remembered in {opened / tenth:.1f} ms, {waited / tenth:.1f} ms with the disk;", end=" ")
            print(f"indexed in {put / tenth:.1f} ms each")
            opened = waited = put = 0.0
    for name, file in (("library", library.path), ("index", library.path.with_name("search.sqlite"))):
        print(f"{name}: {file.stat().st_size / number / 1000:.1f} kB a document")


def _marking(library: Library) -> None:
    places = Places(document(1))
    times = []
    for block in range(40):
        begun = time.perf_counter()
        library.marks.set(1, "a", places.anchor(block, 5), "quote")
        times.append((time.perf_counter() - begun) * 1000)
    print(f"a mark in {median(times):.1f} ms with the disk")


def _listing(path: Path, number: int) -> None:
    """What the list of the library does, at first and with each letter that is typed."""
    library, now = Library(path, fold_script, print), datetime.now().astimezone()
    pages = shelved(library)
    print(f"{number:,} pages asked for in {_spent(lambda: shelved(library)):.1f} ms;", end=" ")
    print(f"a screen of rows in {_spent(lambda: [row(page, 100, now) for page in pages[:50]]):.1f} ms")
    for sort in Sort:
        print(f"  by {sort:<18} {_median(partial(in_order, pages, sort)):6.1f} ms")
    for query in ("训练", "xlsj"):
        print(f"  filtered by {query:<9} {_median(partial(matching, pages, query)):6.1f} ms")
    library.close()


def _searching(index: Index) -> None:
    for query in QUERIES:
        found = index.search(query)
        print(f"  {query:<20} {_median(partial(index.search, query)):6.1f} ms, {len(found)} documents")
    index.close()


def _median(work: Callable[[], object]) -> float:
    return median(_spent(work) for _ in range(5))


def _spent(work: Callable[[], object]) -> float:
    """Milliseconds of the process."""
    begun = time.process_time()
    work()
    return (time.process_time() - begun) * 1000


if __name__ == "__main__":
    main()
