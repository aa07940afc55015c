"""Each stage on the sample page and on a long document, in one process."""

import statistics
import time
import tracemalloc
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from reader.face import load_glossary
from reader.model.choices import Script
from reader.model.document import Document, Source
from reader.pipeline import Pipeline

PAGE = Path(__file__).parents[1] / "source" / "page.txt"
RUNS = 15


def main() -> None:
    from reader.annotate.stage import annotate_block
    from reader.clean.stage import clean
    from reader.decode import decode
    from reader.repair.fold import fold_damage
    from reader.repair.stage import repair, survey_document

    source = Source("page.txt", PAGE.read_bytes())
    pipeline = Pipeline(load_glossary().terms())
    done = pipeline.read(source)  # warm
    page = decode(source)
    cleaned = clean(page, fold_damage)
    surveyed = survey_document(cleaned)
    characters = len(page.text)
    print(f"sample page: {characters} characters, {len(done.blocks)} blocks; ms, median of {RUNS}")
    show("decode", lambda: decode(source), characters)
    show("clean", lambda: clean(page, fold_damage), characters)
    show("survey", lambda: survey_document(cleaned), characters)
    show("repair", lambda: repair(surveyed), characters)
    show("segment", lambda: [pipeline.words(block) for block in done.blocks], characters)
    annotator = pipeline._annotator(Script.AUTO, surveyed.survey)  # noqa: SLF001 - the stage alone is measured
    show("annotate", lambda: [annotate_block(block, annotator) for block in done.blocks], characters)
    show("all", lambda: pipeline.read(source), characters)
    show("all but words", lambda: pipeline.read(source, words=False), characters)
    many(pipeline, surveyed)


def show(name: str, work: Callable[[], object], characters: int) -> None:
    times = []
    for _ in range(RUNS):
        start = time.perf_counter()
        work()
        times.append(time.perf_counter() - start)
    median = statistics.median(times)
    print(f"  {name:14} {median * 1000:8.2f} ms   {characters / median / 1e6:6.2f} M characters/s")


def many(pipeline: Pipeline, document: Document) -> None:
    """50,000 damaged paragraphs: repaired and annotated, and what they weigh."""
    blocks = document.blocks
    long = replace(document, blocks=tuple(blocks[i % len(blocks)] for i in range(50_000)))
    characters = sum(len(block.text.original) for block in long.blocks)
    start = time.perf_counter()
    finished = [pipeline.finish(block, long.survey, Script.AUTO) for block in long.blocks]
    seconds = time.perf_counter() - start
    print(
        f"50,000 paragraphs: repaired and annotated in {seconds:.2f} s, {characters / seconds / 1e6:.2f} M characters/s"
    )
    del finished
    tracemalloc.start()
    finished = [pipeline.finish(block, long.survey, Script.AUTO) for block in long.blocks[:5_000]]
    print(f"  weight of a finished paragraph: {tracemalloc.get_traced_memory()[0] / len(finished):.0f} bytes")
    tracemalloc.stop()


if __name__ == "__main__":
    main()
