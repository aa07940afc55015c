"""Kill parts of a crawl at random moments, go on, and compare the records byte by byte.

``python -m benchmarks.crawl_kills`` tells for each kind of kill how many of them met a running crawl, and pages lost or
written twice.
"""

import argparse
import random
import shutil
import tempfile
import time
from pathlib import Path

from tests.crawl import corpus, killing

KINDS = {
    "a worker": killing.kill_worker,
    "the cleaner": killing.kill_cleaner,
    "the driver": killing.kill_driver,
    "everything": killing.kill_everything,
    "Ctrl-C": killing.interrupt,
}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--moments", type=int, default=20)
    parser.add_argument("--pages", type=int, default=240)
    parser.add_argument("--only", choices=list(KINDS), action="append")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        pages = [corpus.page(number, 40) for number in range(options.pages)]
        source = corpus.write_lines(folder / "pages.jsonl", corpus.rows(pages))
        arguments: list[str | Path] = [source, "-o", folder / "out", "--workers", "2", "--shard", "1"]
        began = time.monotonic()
        assert killing.run(*arguments)[0] == 0
        whole = time.monotonic() - began
        wanted, ids = corpus.contents(folder / "out"), {row["id"] for row in corpus.rows(pages)}
        print(f"{len(ids)} pages in {len(wanted)} shards, undisturbed in {whole:.1f} s")
        for kind, kill in KINDS.items():
            if options.only and kind not in options.only:
                continue
            met = lost = twice = other = 0
            for _ in range(options.moments):
                shutil.rmtree(folder / "out")
                met += killing.disturbed(arguments, random.uniform(0.2 * whole, whole), kill)
                found = [record["id"] for record in corpus.records(folder / "out")]
                lost += len(ids - set(found))
                twice += len(found) - len(set(found))
                other += corpus.contents(folder / "out") != wanted
            print(f"{kind:12} {met:3} of {options.moments} kills met; {lost} lost, {twice} twice, other bytes: {other}")


if __name__ == "__main__":
    main()
