"""Clean many pages into records: folders, JSON lines, Parquet, WARC; stopped at any moment, it goes on where it was."""

import argparse
import os
import time
from collections.abc import Mapping
from importlib.util import find_spec
from typing import TYPE_CHECKING

from reader.cli import output
from reader.cli.options import add_force, add_json, add_repairs, add_sites, one_of, repairs_of
from reader.model.choices import Provenance, RecordFormat
from reader.model.errors import CrawlError, UsageError

if TYPE_CHECKING:
    from reader.crawl.configuration import Configuration

_NEEDED = ("datatrove", "fastwarc", "fsspec", "msgspec", "multiprocess", "pyarrow", "zstandard")


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """``reader crawl``."""
    parser.add_argument(
        "names",
        nargs="+",
        metavar="INPUT",
        help="folders and files of HTML, text, .jsonl, .parquet, .warc (packed too), or addresses (s3://…); "
        "'status OUT' tells how far a crawl is, 'report OUT' writes its report anew",
    )
    parser.add_argument("-o", "--output", metavar="OUT", help="the folder of the crawl: records, manifest, report")
    parser.add_argument(
        "--to",
        type=one_of(RecordFormat),
        default=RecordFormat.GZIP,
        metavar="FORMAT",
        help="jsonl.gz (default), jsonl.zst, parquet",
    )
    parser.add_argument("--workers", type=_count, default=0, metavar="N", help="processes; default: one a core")
    add_repairs(parser)
    add_sites(parser)
    add_force(parser)
    parser.add_argument(
        "--minimum-quality",
        type=_share,
        default=0.0,
        metavar="Q",
        help="0 to 1; the record of a page below it has no text, and says so",
    )
    parser.add_argument(
        "--provenance",
        type=one_of(Provenance),
        default=Provenance.SUMMARY,
        metavar="HOW",
        help="of what was done: none, summary (default: counts), full (every change and dropped block)",
    )
    parser.add_argument("--words", action="store_true", help="the words of each block, too")
    parser.add_argument(
        "--field", default="", metavar="NAME", help="the field of JSON lines or Parquet that holds the page"
    )
    parser.add_argument(
        "--seconds", type=float, default=30.0, metavar="S", help="processor time for a page; default 30"
    )
    parser.add_argument(
        "--memory", type=_count, default=2048, metavar="MB", help="for the cleaning of a page; default 2048"
    )
    parser.add_argument(
        "--largest", type=_count, default=16, metavar="MB", help="pages above it are not tried; default 16"
    )
    parser.add_argument(
        "--shard",
        type=_count,
        default=0,
        metavar="MB",
        help="of pages in a shard, a file of records; default as it suits",
    )
    add_json(parser)


def run(arguments: argparse.Namespace) -> int:
    """Crawl, or tell how far a crawl is."""
    if os.name == "nt":
        raise CrawlError("crawls need Linux or macOS, which can hold a page to its time and memory; use WSL on Windows")
    missing = [name for name in _NEEDED if not _is_there(name)]
    if missing:
        raise CrawlError(f"crawls need {', '.join(missing)}; install them with: pip install 'annotated-reader[crawl]'")
    if len(arguments.names) == 2 and arguments.names[0] in ("status", "report") and not arguments.output:
        asked, folder = arguments.names
        return _tell(folder, as_json=arguments.json) if asked == "status" else _report(folder)
    if not arguments.output:
        raise UsageError("a crawl needs a folder for its records; name it with -o")
    from reader.crawl.crawling import begin, carry_out, finish

    crawl = begin(arguments.names, arguments.output, _configuration(arguments), arguments.to, arguments.shard << 20)
    if crawl.manifest.head["unknown"]:
        output.tell(f"left out, as no page is in them: {_by_ending(crawl.manifest.head['unknown'])}")
    watcher = _Watcher(arguments.output)
    try:
        failed = carry_out(crawl, arguments.workers or _cores(), watcher.look)
    except KeyboardInterrupt:
        output.complain("stopped; what is done stays, and the same command goes on from there")
        return 1
    numbers = finish(arguments.output)["numbers"]
    output.tell(
        f"{output.count(numbers.get('records', 0), 'record', 'records')}, "
        f"{numbers.get('errors', 0):,} with an error, in {arguments.output!r}; see report.html there"
    )
    if arguments.json:
        _emit_json(numbers)
    for shard, why in sorted(failed.items()):
        output.complain(f"shard {shard} failed: {why}; the same command tries it again")
    return 1 if failed else 0


def _by_ending(counts: Mapping[str, int]) -> str:
    """``3 files .css, 1 file without ending``."""
    told = (f"{output.count(count, 'file', 'files')} {ending or 'without ending'}" for ending, count in counts.items())
    return ", ".join(told)


def _configuration(arguments: argparse.Namespace) -> "Configuration":
    from reader.crawl.configuration import Configuration
    from reader.sources import read_source

    repairs = repairs_of(arguments)
    sites = tuple((name, read_source(name).data.decode("utf-8", "replace")) for name in arguments.sites)
    return Configuration(
        script=repairs.script,
        spacing=repairs.spacing,
        only=tuple(sorted(repairs.only)),
        without=tuple(sorted(repairs.without)),
        force=arguments.force,
        fold_repeats=arguments.fold_repeats,
        sites=sites,
        minimum_quality=arguments.minimum_quality,
        provenance=arguments.provenance,
        words=arguments.words,
        field=arguments.field,
        seconds=arguments.seconds,
        megabytes=arguments.memory,
        largest=arguments.largest << 20,
    )


def _tell(folder: str, *, as_json: bool) -> int:
    from reader.crawl.crawling import is_held
    from reader.crawl.status import status
    from reader.crawl.store import Store

    store = Store(folder)
    found = status(store)
    found["running"] = bool(found["active"]) or is_held(store)
    if as_json:
        _emit_json(found)
        return 0
    state = "done" if found["done"] == found["shards"] else "running" if found["running"] else "stopped"
    output.emit(
        f"{state}: {found['share']:.0%}, {found['done']:,} of {output.count(found['shards'], 'shard', 'shards')}, "
        f"{output.count(found['records'], 'record', 'records')}, {found['errors']:,} with an error"
    )
    return 0


def _report(folder: str) -> int:
    from reader.crawl.crawling import finish

    finish(folder)
    output.tell(f"the report is in {os.path.join(folder, 'report.html')!r}")  # noqa: PTH118 - may be an address
    return 0


def _emit_json(data: Mapping[str, object]) -> None:
    import json

    output.emit(json.dumps(data, ensure_ascii=False, indent=2))


class _Watcher:
    """Shows how far a crawl is while a person watches."""

    def __init__(self, folder: str) -> None:
        self._folder = folder
        self._began = self._looked = time.monotonic()
        self._first: dict[str, float] | None = None

    def look(self) -> None:
        """Called often; looks once a second."""
        now = time.monotonic()
        if now - self._looked < 1.0 or not output.is_watched():
            return
        self._looked = now
        from reader.crawl.status import status
        from reader.crawl.store import Store

        found = status(Store(self._folder))
        first = self._first = self._first or found
        passed = max(now - self._began, 1e-9)
        rate = (found["records"] - first["records"]) / passed
        gained = found["share"] - first["share"]
        left = f" · {_duration(passed * (1 - found['share']) / gained)} left" if gained > 0 else ""
        errors = f" · {found['errors']:,} errors" if found["errors"] else ""
        output.show(f"{found['share']:.0%} · {found['records']:,} records{errors} · {rate:,.0f}/s{left}")


def _is_there(name: str) -> bool:
    try:
        return find_spec(name) is not None
    except ValueError:  # half imported, or forbidden
        return False


def _cores() -> int:
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def _duration(seconds: float) -> str:
    if seconds < 90:
        return f"{seconds:.0f} s"
    return f"{seconds / 60:.0f} min" if seconds < 5400 else f"{seconds / 3600:.1f} h"


def _count(value: str) -> int:
    if not value.isascii() or not value.isdecimal() or not 1 <= int(value) <= 1 << 20:
        raise argparse.ArgumentTypeError(f"{value!r} is no number from 1 on")
    return int(value)


def _share(value: str) -> float:
    try:
        share = float(value)
    except ValueError:
        share = -1.0
    if not 0 <= share <= 1:
        raise argparse.ArgumentTypeError(f"{value!r} is no number from 0 to 1")
    return share
