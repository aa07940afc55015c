"""The examples run as they stand."""

import gzip
import json
import subprocess
import sys
from pathlib import Path

import pytest

pytest.importorskip("datatrove")

from tests.crawl import corpus
from tests.support import ROOT


def test_the_pipeline_in_the_manner_of_fineweb(tmp_path: Path) -> None:
    source = corpus.write_warc(tmp_path / "a.warc.gz", [corpus.page(number) for number in range(6)])
    with source.open("ab") as file:
        file.write(gzip.compress(corpus.warc_record(corpus.Made("https://x.example", b"<p>Hello.", "utf-8"), 9)))
    subprocess.run([sys.executable, ROOT / "examples" / "fineweb.py", source, tmp_path / "out"], check=True)
    kept = [line for path in tmp_path.glob("out/kept/*.gz") for line in gzip.decompress(path.read_bytes()).splitlines()]
    left = [
        line for path in tmp_path.glob("out/left-out/*.gz") for line in gzip.decompress(path.read_bytes()).splitlines()
    ]
    assert sorted(json.loads(line)["metadata"]["title"] for line in kept) == [f"第{n}篇文章" for n in range(6)]
    assert [json.loads(line)["metadata"]["url"] for line in left] == ["https://x.example"]
