"""A crawl from beginning to end: the manifest, the steps, the executor, and what is left when all is done."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any, NamedTuple

from datatrove.pipeline.base import PipelineStep

from reader.crawl.configuration import Configuration
from reader.crawl.maker import RecordMaker
from reader.crawl.manifest import Manifest, opened, prepare
from reader.crawl.planning import is_local
from reader.crawl.steps import CleanPages, ReadShard, WriteRecords
from reader.crawl.store import Store, is_full
from reader.model.choices import RecordFormat
from reader.model.errors import CrawlError


class Crawl(NamedTuple):
    """What an executor of datatrove needs: ``pipeline``, ``tasks`` and ``logging_dir`` are its arguments."""

    store: Store
    manifest: Manifest

    @property
    def pipeline(self) -> list[PipelineStep]:
        """Read, clean, write."""
        folder = self.store.address
        return [ReadShard(folder), CleanPages(self.manifest.configuration), WriteRecords(folder, self.manifest.output)]

    @property
    def tasks(self) -> int:
        """As many as there are shards."""
        return self.manifest.shards

    @property
    def remaining(self) -> int:
        """How many shards are not done yet."""
        return self.tasks - len(self.store.names("work/completions"))

    @property
    def logging_dir(self) -> str:
        """Where the engine keeps its marks."""
        return self.store.at("work")


def begin(
    names: Sequence[str],
    folder: str,
    configuration: Configuration = Configuration(),  # noqa: B008 - frozen
    output: RecordFormat = RecordFormat.GZIP,
    shard_bytes: int = 0,
) -> Crawl:
    """A crawl over ``names`` into ``folder``, new or gone on with; ``shard_bytes``: unpacked ones, 0 as it suits.

    Raises SourceError, CrawlError, SiteRuleError, UsageError.
    """
    RecordMaker(configuration)  # what is wrong with its rules is told before any page is read
    store = Store(folder)
    with _room(store):
        crawl = Crawl(store, prepare(names, store, configuration, output, shard_bytes))
        _distrust(crawl)
    return crawl


def carry_out(crawl: Crawl, workers: int, watch: Callable[[], None] = lambda: None) -> dict[int, str]:
    """Do on this machine what is not done yet; returns the shards that failed, each with the reason.

    Raises CrawlError when another process is at it, or when nothing more can be written.
    """
    from reader.crawl.executor import WatchedExecutor

    with _room(crawl.store), alone(crawl.store):
        crawl.store.sweep()
        try:
            return WatchedExecutor(
                crawl.pipeline, tasks=crawl.tasks, workers=workers, logging_dir=crawl.logging_dir, watch=watch
            ).run()
        finally:
            crawl.store.sweep()


def finish(folder: str) -> dict[str, Any]:
    """Write the report of a crawl, as far as it is; returns its data. Raises CrawlError."""
    from reader.crawl.report import report
    from reader.crawl.status import gathered

    store = Store(folder)
    found = gathered(store)
    with _room(store), store.writing("report.html") as file:
        file.write(report(opened(store).head, found).encode("utf-8", "replace"))
    return found


@contextmanager
def _room(store: Store) -> Iterator[None]:
    """Tell of a full disk as what it is, wherever it is met. Raises CrawlError."""
    try:
        yield
    except OSError as error:
        if not is_full(error):
            raise
        told = f"can't write to {store.address!r} ({error.strerror}); make room, and the same command goes on"
        raise CrawlError(told) from error


def _distrust(crawl: Crawl) -> None:
    """Take the mark from shards whose file is not there as it was written: somebody removed or cut it."""
    for mark in crawl.store.names("work/completions"):
        done = crawl.store.json(f"shards/{mark}.json")
        if done is None or crawl.store.size(done["file"]) != done["written"]:
            crawl.store.remove(f"work/completions/{mark}")


@contextmanager
def alone(store: Store) -> Iterator[None]:
    """Hold the crawl's folder, where it is one of this machine. Raises CrawlError when another process does."""
    if not is_local(store.address):
        yield
        return
    path = Path(store.address.removeprefix("file://")) / "work" / "lock"
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("wb") as file:
        if not _lock(file):
            raise CrawlError(
                f"another process is at work on {store.address!r}; see 'reader crawl status {store.address}'"
            )
        yield


def is_held(store: Store) -> bool:
    """Whether a process of this machine is at work on a crawl."""
    with suppress(OSError), (Path(store.address.removeprefix("file://")) / "work" / "lock").open("rb") as file:
        return not _lock(file)
    return False


def _lock(file: Any) -> bool:
    """Lock a file until it is closed; True also where the system knows no such locks."""
    try:
        import fcntl
    except ImportError:
        return True
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return False
    return True
