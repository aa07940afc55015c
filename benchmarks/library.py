"""The library: opening it, remembering in it, and searching it, with 1,000 documents of 5,000 characters.

``python -m benchmarks.library 10000`` measures as many. Figures are process time but for what waits for the disk.
"""

import random
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from statistics import median

from reader.library.anchors import Places
from reader.library.index import Index
from reader.library.library import Library
from reader.model.document import Block, Document, Kind, Metadata, Origin, Source
from reader.model.text import Text
from reader.repair.script import fold_script
from reader.segment.words import background

DOCUMENTS, LENGTH, BLOCK = 1000, 5000, 100
QUERIES = ("训练", "訓練數據", "数", "xlsj", "sj", "model", "模型 训练", '"language model"', "没有这样的词")


def main() -> None:
    number = int(sys.argv[1]) if len(sys.argv) > 1 else DOCUMENTS
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "library.sqlite"
        _remembering(path, number)
        _indexing(path.with_name("search.sqlite"), number)


def document(seed: int) -> Document:
    """Words of Chinese by their frequency, some of them English."""
    chance = random.Random(seed)
    words, weights = _vocabulary()
    blocks = []
    for _ in range(LENGTH // BLOCK):
        text = ""
        while len(text) < BLOCK:
            text += "".join(chance.choices(words, weights, k=12)) + "，"
        blocks.append(Block(Kind.PARAGRAPH, Origin(1), Text.of(text)))
    return Document(Text.of(f"题目{seed}"), Metadata(), tuple(blocks))


def _vocabulary() -> tuple[list[str], list[int]]:
    if not _words:
        common = sorted(background().items(), key=lambda item: -item[1][0])[:50_000]
        _words.extend(word for word, _ in common)
        _weights.extend(count for _, (count, _) in common)
        _words.extend((" model ", " language model ", " training ", "训练数据"))
        _weights.extend((20_000, 5_000, 20_000, 5_000))
    return _words, _weights


_words: list[str] = []
_weights: list[int] = []


def _remembering(path: Path, number: int) -> None:
    library = Library(path, fold_script, print)
    one = document(0)
    library.documents.open(Source("first", b"first"), one)
    opening = []
    for seed in range(min(number, 200)):
        each = document(seed)
        data = "\n\n".join(block.text.original for block in each.blocks).encode()
        opening.append(_milliseconds(lambda each=each, data=data: library.documents.open(Source("-", data), each)))  # type: ignore[misc]
    places = Places(one)
    marking = [_milliseconds(lambda: library.marks.set(1, "a", places.anchor(0, 5), "quote")) for _ in range(100)]
    library.close()
    start = time.process_time()
    Library(path, fold_script, print).close()
    opened = (time.process_time() - start) * 1000
    print(
        f"library: a page remembered in {median(opening):.1f} ms, a mark in {median(marking):.1f} ms (with the disk);"
        f" opened in {opened:.1f} ms, {path.stat().st_size / len(opening) / 1000:.1f} kB a document"
    )


def _indexing(path: Path, number: int) -> None:
    index = Index(path)
    spent = 0.0
    for seed in range(number):
        each = document(seed)
        start = time.process_time()
        index.put(seed + 1, "hash", each)
        spent += time.process_time() - start
    size = path.stat().st_size
    print(f"index: {number:,} documents, {spent / number * 1000:.1f} ms and {size / number / 1000:.1f} kB each")
    for query in QUERIES:
        index.search(query)
        times = []
        for _ in range(5):
            start = time.process_time()
            found = index.search(query)
            times.append((time.process_time() - start) * 1000)
        print(f"  {query:<20} {median(times):6.1f} ms, {len(found)} documents")
    index.close()


def _milliseconds(work: Callable[[], object]) -> float:
    start = time.perf_counter()
    work()
    return (time.perf_counter() - start) * 1000


if __name__ == "__main__":
    main()
