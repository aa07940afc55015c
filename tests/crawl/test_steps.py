"""The steps in other people's pipelines."""

from pathlib import Path

import pytest

pytest.importorskip("datatrove")

from datatrove.data import Document
from datatrove.executor import LocalPipelineExecutor
from datatrove.pipeline.filters import LambdaFilter

from reader.crawl import CleanPages, Configuration, ReadPages, ReadShard, RecordFormat, WriteRecords, begin
from tests.crawl import corpus

MADE = [corpus.page(number) for number in range(12)]


def test_pages_can_be_read_and_cleaned_by_hand(tmp_path: Path) -> None:
    source = corpus.write_warc(tmp_path / "a.warc.gz", MADE)
    documents = list(CleanPages(contained=False)(ReadPages(str(source))()))
    assert [document.metadata["url"] for document in documents] == [made.address for made in MADE]
    assert all(document.text and not document.media for document in documents)


def test_documents_of_other_readers_are_cleaned() -> None:
    given = Document(MADE[0].data.decode(), "mine", [], {"url": "https://a.example", "file_path": "x"})
    [document] = CleanPages(contained=False)(iter([given]))
    assert (document.id, document.metadata["url"]) == ("mine", "https://a.example")
    assert document.metadata["title"] == "第0篇文章"


def test_a_pipeline_of_ours_and_theirs(tmp_path: Path) -> None:
    corpus.write_folder(tmp_path / "in", MADE)
    LocalPipelineExecutor(
        [
            ReadPages(str(tmp_path / "in")),
            CleanPages(Configuration(minimum_quality=0.1)),
            LambdaFilter(lambda document: "3" not in document.metadata["title"]),
            WriteRecords(str(tmp_path / "out"), RecordFormat.ZSTD),
        ],
        tasks=2,
        workers=1,
        logging_dir=str(tmp_path / "logs"),
    ).run()
    titles = {record["title"] for record in corpus.records(tmp_path / "out")}
    assert titles == {f"第{number}篇文章" for number in range(12) if number != 3}


def test_another_number_of_tasks_than_shards_is_refused(tmp_path: Path) -> None:
    corpus.write_folder(tmp_path / "in", MADE)
    crawl = begin([str(tmp_path / "in")], str(tmp_path / "out"))
    assert crawl.tasks == 1
    with pytest.raises(ValueError, match="needs as many tasks"):
        list(ReadShard(str(tmp_path / "out"))(rank=0, world_size=2))
