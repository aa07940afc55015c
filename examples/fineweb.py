"""A pipeline in the manner of FineWeb: Reader reads and cleans, datatrove's filters choose, datatrove writes.

    python examples/fineweb.py INPUT OUT

datatrove's own filters (URLFilter before cleaning, LanguageFilter and the Gopher, C4 and FineWeb quality filters behind
it, MinHash for duplicates) take their places among the steps; they need its extra ``processing``.
"""

import sys

from datatrove.data import Document
from datatrove.executor import LocalPipelineExecutor
from datatrove.pipeline.filters import LambdaFilter
from datatrove.pipeline.writers import JsonlWriter

from reader.crawl import CleanPages, Configuration, ReadPages


def is_wanted(document: Document) -> bool:
    """Chinese running text, of some length and in order: figures that every record carries."""
    quality = document.metadata["quality"]
    return (
        not document.metadata["error"] and quality["han"] > 0.5 and quality["score"] > 0.6 and len(document.text) > 100
    )


if __name__ == "__main__":
    source, out = sys.argv[1:3]
    LocalPipelineExecutor(
        [
            ReadPages(source),  # keeps every page, as bytes, with the charset that HTTP told
            CleanPages(Configuration()),  # text, title and figures; what fails carries its error
            LambdaFilter(is_wanted, exclusion_writer=JsonlWriter(f"{out}/left-out")),
            JsonlWriter(f"{out}/kept"),
        ],
        tasks=8,
        workers=2,
        logging_dir=f"{out}/logs",
    ).run()
