"""Steps for datatrove: read pages, clean them, write records. Each can be used alone in other pipelines.

A page travels as a datatrove Document whose bytes lie in ``media[0].media_bytes``, with what HTTP said of them in its
metadata; cleaned, its text is the article's and its metadata are the record's other fields.
"""

import atexit
import json
import os
import time
from collections.abc import Iterator, Sequence
from typing import Any

from datatrove.data import Document, DocumentsPipeline, Media, MediaType
from datatrove.pipeline.base import PipelineStep

from reader.crawl.configuration import Configuration
from reader.crawl.contained import Contained
from reader.crawl.inputs.reading import pages
from reader.crawl.maker import RecordMaker
from reader.crawl.manifest import opened, shard
from reader.crawl.planning import Piece, find
from reader.crawl.raw import Failure, Place, RawPage
from reader.crawl.record import EMPTY
from reader.crawl.store import Store
from reader.crawl.tally import Tally
from reader.crawl.writing import writer
from reader.model.choices import RecordFormat

_TOLD = 1.0  # seconds between two signs of progress
_FAILURE = "reader_failure"  # the key under which a page carries why it has no bytes


class ReadPages(PipelineStep):
    """Pages of files, folders and addresses, as bytes: HTML, text, JSON lines, Parquet, WARC. None is left out.

    A task reads every so many-th file, as datatrove's own readers do.

    Args:
        names: files, folders, addresses and patterns of fsspec
        field: the field of JSON lines or Parquet that holds the page; by default the first known one
        largest: bytes of a page; of larger ones a record only says so
    """

    type = "📖 - READER"
    name = "Reader: pages"

    def __init__(self, names: str | Sequence[str], field: str = "", largest: int = 16 << 20) -> None:
        super().__init__()
        self.names = (names,) if isinstance(names, str) else tuple(names)
        self.field, self.largest = field, largest

    def run(self, data: DocumentsPipeline = None, rank: int = 0, world_size: int = 1) -> Iterator[Document]:
        """The pages of this task's files."""
        if data:
            yield from data
        inputs, _ = find(self.names)
        pieces = [Piece(each.file, each.kind, 0, -1) for each in inputs[rank::world_size]]
        for document in as_documents(pieces, self.field, self.largest):
            self.stat_update("pages")
            yield document


class ReadShard(PipelineStep):
    """The pages of one shard of a crawl whose manifest lies in ``folder``: shard number = rank of the task."""

    type = "📖 - READER"
    name = "Reader: shard"

    def __init__(self, folder: str) -> None:
        super().__init__()
        self.store = Store(folder)

    def run(self, data: DocumentsPipeline = None, rank: int = 0, world_size: int = 1) -> Iterator[Document]:
        """The pages of the shard. Raises ValueError when there are not as many tasks as shards: pages would be lost."""
        if data:
            yield from data
        manifest = opened(self.store)
        if world_size != manifest.shards:
            raise ValueError(f"the crawl has {manifest.shards} shards, and needs as many tasks, not {world_size}")
        configuration = manifest.configuration
        for document in as_documents(shard(self.store, rank), configuration.field, configuration.largest):
            self.stat_update("pages")
            yield document


class CleanPages(PipelineStep):
    """Pages → their text, with the facts of the record as metadata; a page that fails stays, with ``error``.

    Takes the documents of `ReadPages`, and others whose text is HTML, as datatrove's readers give them.

    Args:
        configuration: what is wanted
        contained: clean in a process of its own, so that a page that hangs, aborts or eats memory costs that page
            alone; without it cleaning is a little cheaper, and such a page takes the task with it
    """

    type = "🧹 - CLEAN"
    name = "Reader: clean"

    def __init__(self, configuration: Configuration = Configuration(), *, contained: bool = True) -> None:  # noqa: B008 - frozen
        super().__init__()
        self.configuration, self.contained = configuration, contained

    def run(self, data: DocumentsPipeline, rank: int = 0, world_size: int = 1) -> Iterator[Document]:
        """Every document, cleaned."""
        del rank, world_size
        maker = _contained(self.configuration) if self.contained else RecordMaker(self.configuration)
        for document in data or ():
            with self.track_time():
                page = as_page(document)
                record = maker.record(page)
            self.stat_update("failed" if record["error"] else "cleaned")
            yield as_document(record, len(page.data))


class WriteRecords(PipelineStep):
    """Records into a crawl's folder: a file a task, which takes its name when it is whole, and its summary.

    Args:
        folder: of the crawl, local or an address of fsspec
        output: jsonl.gz, jsonl.zst or parquet
    """

    type = "💽 - WRITER"
    name = "Reader: records"

    def __init__(self, folder: str, output: RecordFormat = RecordFormat.GZIP) -> None:
        super().__init__()
        self.store, self.output = Store(folder), output

    def run(self, data: DocumentsPipeline, rank: int = 0, world_size: int = 1) -> Iterator[Document]:
        """The documents, written."""
        del world_size
        name, tally = f"data/{rank:05d}.{self.output}", Tally()
        progress = _Progress(self.store, rank)
        with self.store.writing(name) as file:
            records = writer(self.output, file)
            for document in data or ():
                with self.track_time():
                    record, size = as_record(document)
                    records.write(record)
                    tally.add(record, size)
                    progress.tell(tally)
                self.stat_update("records")
                yield document
            records.close()
            written = file.tell()
        self.store.write_json(f"shards/{rank:05d}.json", {"file": name, "written": written, **tally.as_data()})
        progress.end()


class _Progress:
    """How far a shard is, for whoever asks; never waited for, and gone when the shard is done."""

    def __init__(self, store: Store, rank: int) -> None:
        self._store, self._name = store, f"work/progress/{rank:05d}.json"
        self._told = 0.0

    def tell(self, tally: Tally) -> None:
        """Say so, once in a while."""
        now = time.monotonic()
        if now - self._told >= _TOLD:
            self._told = now
            self._store.write_json(self._name, {"at": time.time(), **tally.numbers}, durable=False)

    def end(self) -> None:
        """The shard is done."""
        self._store.remove(self._name)


def as_documents(pieces: Sequence[Piece], field: str, largest: int) -> Iterator[Document]:
    """The pages of pieces of files, as documents that carry bytes."""
    for page in pages(pieces, field, largest):
        told = {
            "file": page.place.file,
            "offset": page.place.offset,
            "length": page.place.length,
            "charset": page.charset,
            "content_type": page.content_type,
            "fetched": page.fetched,
            "status": page.status,
        }
        if page.failure is not None:
            told[_FAILURE] = [page.failure.kind, page.failure.message]
        media = Media(page.id, MediaType.DOCUMENT, page.address, media_bytes=page.data, metadata=told)
        yield Document("", page.id, [media], {})


def as_page(document: Document) -> RawPage:
    """The page that a document carries; of documents of other readers, its text."""
    if not document.media or document.media[0].media_bytes is None:
        told = document.metadata
        place = Place(str(told.get("file_path") or ""))
        return RawPage(document.id, place, document.text.encode("utf-8", "replace"), str(told.get("url") or ""))
    media = document.media[0]
    told = media.metadata
    failure = told.get(_FAILURE)
    return RawPage(
        document.id,
        Place(told.get("file", ""), told.get("offset", 0), told.get("length", 0)),
        media.media_bytes or b"",
        media.url,
        told.get("charset", ""),
        told.get("content_type", ""),
        told.get("fetched", ""),
        told.get("status", 0),
        Failure(*failure) if failure else None,
    )


def as_document(record: dict[str, Any], size: int = 0) -> Document:
    """A record as a document; ``size``: bytes of its page."""
    metadata = {name: value for name, value in record.items() if name not in ("id", "text")}
    return Document(record["text"], record["id"], [], metadata | {"page_bytes": size})


def as_record(document: Document) -> tuple[dict[str, Any], int]:
    """The record in a document, its fields in order, and the bytes of its page."""
    metadata = dict(document.metadata)
    size = metadata.pop("page_bytes", 0)
    return EMPTY | {"id": document.id, "text": document.text} | metadata, size


_kept: dict[tuple[int, str], Contained] = {}


def _contained(configuration: Configuration) -> Contained:
    """The process that cleans for this one, kept from task to task: to start it costs as much as a hundred pages."""
    key = os.getpid(), json.dumps(configuration.as_data())  # what was kept before a fork belongs to the parent
    if key not in _kept:
        _kept[key] = Contained(configuration)
        atexit.register(_kept[key].close)
    return _kept[key]
