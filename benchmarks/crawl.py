"""Crawls: pages a second, stage by stage, beside peers in the same engine; workers; memory; hostile pages.

``python -m benchmarks.crawl FOLDER`` takes a folder of HTML pages; without one it makes pages up. Times are of the
processor, as machines are shared, but for ``--workers``, which compares clocks.
"""

import argparse
import gzip
import os
import random
import resource
import shutil
import signal
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from tests.crawl import corpus, killing

KINDS = ("stages", "peers", "program", "workers", "memory", "hostile")
FLOOR = "decoding, parsing, text, script and words by libraries alone take 0.6 ms"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path, nargs="?")
    parser.add_argument(
        "--only", choices=["stages", "peers", "program", "workers", "memory", "hostile"], action="append"
    )
    parser.add_argument("--pages", type=int, default=40_000, help="for memory")
    parser.add_argument("--minutes", type=float, default=2, help="for memory: it stops then")
    options = parser.parse_args()
    wanted = options.only or ["stages", "peers", "program", "workers", "memory", "hostile"]
    with tempfile.TemporaryDirectory() as name:
        work = Path(name)
        folder = options.folder or corpus.write_folder(work / "pages", (corpus.page(n, 30) for n in range(300)))
        for each in wanted:
            print(f"\n{each}")
            if each == "stages":
                stages(folder)
            elif each == "peers":
                peers(folder)
            elif each == "program":
                program(folder, work)
            elif each == "workers":
                workers(folder, work)
            elif each == "memory":
                memory(work, options.pages, options.minutes)
            else:
                hostile(work)


def stages(folder: Path) -> None:
    """Milliseconds of each stage on the mean page, in one process."""
    import msgspec

    from reader.clean.stage import clean
    from reader.crawl.configuration import Configuration
    from reader.crawl.contained import Contained
    from reader.crawl.inputs.reading import pages
    from reader.crawl.planning import Piece, find
    from reader.crawl.record import made
    from reader.decode import decode
    from reader.model.document import Source
    from reader.model.errors import ReaderError
    from reader.repair.fold import fold_damage
    from reader.repair.stage import survey_document

    configuration = Configuration()
    spent: Counter[str] = Counter()
    pieces = [Piece(each.file, each.kind, 0, -1) for each in find([str(folder)])[0]]
    for again in (False, True):  # the first time libraries load
        spent.clear()
        found = _timed(spent, "read", lambda: list(pages(pieces, "", configuration.largest)))
        for page in found:
            try:
                source = Source(page.id, page.data, page.address, page.charset)
                decoded = _timed(spent, "decode", decode, source)
                cleaned = _timed(spent, "clean", clean, decoded, fold_damage)
                surveyed = _timed(spent, "survey", survey_document, cleaned)
                repaired = _timed(spent, "repair", _repaired, surveyed, configuration.repairs)
                record = _timed(spent, "record", made, page, repaired, configuration)
                _timed(spent, "JSON", msgspec.json.encode, record)
            except ReaderError:
                spent["refused"] += 1
        del again
    count = len(found)
    with Contained(configuration) as contained:
        contained.record(found[0])
        _timed(spent, "hand-over (this side)", lambda: [contained.record(page) for page in found])
    refused = spent.pop("refused", 0)
    print(
        f"{count} pages of {sum(len(page.data) for page in found) / count / 1000:.0f} KB, {refused} refused; ms a page"
    )
    for name, seconds in spent.items():
        print(f"  {name:22} {1000 * seconds / count:7.3f}")
    whole = sum(seconds for name, seconds in spent.items())
    print(
        f"  {'all':22} {1000 * whole / count:7.3f}   {count / whole:.0f} pages/s; the floor of parsers alone is 0.6 ms"
    )


def _repaired(document: Any, repairs: Any) -> Any:
    from reader.repair.rules import chosen
    from reader.repair.stage import repair_block

    rules = chosen(document.survey, repairs)
    return replace(document, blocks=tuple(repair_block(block, rules) for block in document.blocks))


def _timed(spent: Counter[str], name: str, work: Callable[..., Any], *arguments: Any) -> Any:
    start = time.process_time()
    result = work(*arguments)
    spent[name] += time.process_time() - start  # type: ignore[assignment]  # a counter of seconds
    return result


def peers(folder: Path) -> None:
    """Reader and others as steps of one engine, on the same pages; pages a second of processor, start taken off."""
    from datatrove.pipeline.writers import JsonlWriter

    from reader.crawl import CleanPages, WriteRecords

    extractors = {"trafilatura": _trafilatura, "resiliparse": _resiliparse}
    with tempfile.TemporaryDirectory() as name:
        one = Path(name) / "one"
        one.mkdir()
        first = min(folder.iterdir())
        shutil.copy(first, one)
        steps: dict[str, list[Any]] = {
            "reader": [CleanPages(), WriteRecords(f"{name}/reader")],
            "reader, not contained": [CleanPages(contained=False), WriteRecords(f"{name}/bare")],
            **{
                peer: [_Extracting(extract), JsonlWriter(f"{name}/{peer}", compression="gzip")]
                for peer, extract in extractors.items()
            },
        }
        count = sum(1 for _ in folder.iterdir()) - 1
        for peer, rest in steps.items():
            _engine(one, rest, f"{name}/logs/{peer}")  # libraries load
            start = _engine(one, rest, f"{name}/logs/{peer} again")
            spent = min(_engine(folder, rest, f"{name}/logs/{peer} {again}") for again in range(2)) - start
            print(f"  {peer:24} {count / spent:7.1f} pages/s; start {start:.1f} s")


def _engine(folder: Path, steps: Sequence[Any], logs: str) -> float:
    """Seconds of processor that a run of the engine takes."""
    from datatrove.executor import LocalPipelineExecutor

    from reader.crawl import ReadPages

    before = _processor_time()
    with _quiet():
        LocalPipelineExecutor([ReadPages(str(folder)), *steps], workers=1, logging_dir=logs).run()
    return _processor_time() - before


def _processor_time() -> float:
    """Of this process and of those of its children that still live or have ended."""
    own = resource.getrusage(resource.RUSAGE_SELF)
    ended = resource.getrusage(resource.RUSAGE_CHILDREN)
    living = sum(_ticks(pid) for pid, _ in killing.family(os.getsid(0)) if _parent(pid) == os.getpid())
    return own.ru_utime + own.ru_stime + ended.ru_utime + ended.ru_stime + living


def _stat(pid: int) -> list[str]:
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    except OSError:
        return ["0"] * 20


def _parent(pid: int) -> int:
    return int(_stat(pid)[1])


def _ticks(pid: int) -> float:
    """Of a process and of its children that have ended."""
    return sum(map(int, _stat(pid)[11:15])) / os.sysconf("SC_CLK_TCK")


class _quiet:  # noqa: N801 - reads as a statement
    """The engine's talk goes nowhere."""

    def __enter__(self) -> None:
        self._kept = sys.stderr
        sys.stderr = open(os.devnull, "w")  # noqa: PTH123

    def __exit__(self, *_: object) -> None:
        sys.stderr.close()
        sys.stderr = self._kept


def _trafilatura(data: bytes) -> str:
    from trafilatura import extract

    return extract(data) or ""


def _resiliparse(data: bytes) -> str:
    from resiliparse.extract.html2text import extract_plain_text
    from resiliparse.parse.encoding import bytes_to_str, detect_encoding

    return str(extract_plain_text(bytes_to_str(data, detect_encoding(data) or "utf-8"), main_content=True))


class _Extracting:
    """A peer as a step: bytes to text."""

    def __init__(self, extract: Callable[[bytes], str]) -> None:
        self._extract = extract

    def __call__(self, data: Any, rank: int = 0, world_size: int = 1) -> Iterator[Any]:
        del rank, world_size
        for document in data:
            document.text = self._extract(document.media[0].media_bytes)
            document.media = []
            yield document


def program(folder: Path, work: Path) -> None:
    """The real program with one worker: all that it takes, start included."""
    shutil.rmtree(work / "out", ignore_errors=True)
    before, start = _processor_time(), time.monotonic()
    code, said = killing.run(folder, "-o", work / "out", "--workers", "1")
    assert code == 0, said
    spent, count = _processor_time() - before, len(corpus.records(work / "out"))
    print(f"  {count} records: {spent:.1f} s of processor, {time.monotonic() - start:.1f} s by the clock")


def workers(folder: Path, work: Path) -> None:
    """Clock time of one worker and of two, on ten times the pages, start-up taken off; best of three."""
    many = work / "many"
    for copy in range(8):
        shutil.copytree(folder, many / str(copy), dirs_exist_ok=True)
    times: dict[int, float] = {}
    for count in (1, 2, 1, 2):
        shutil.rmtree(work / "out", ignore_errors=True)
        start = time.monotonic()
        code, said = killing.run(many, "-o", work / "out", "--workers", str(count))
        assert code == 0, said
        times[count] = min(times.get(count, 1e9), time.monotonic() - start)
    ratio, load = times[1] / times[2], os.getloadavg()[0]
    print(f"  one {times[1]:.1f} s, two {times[2]:.1f} s: {ratio:.2f} times as fast; load {load:.1f}")


def memory(work: Path, pages: int, minutes: float) -> None:
    """Resident memory and processor time of the real program over many made-up pages; neither may grow but linearly."""
    source, out = work / "long", work / "long-out"
    source.mkdir()
    first = corpus.write_lines(source / "0000.jsonl", corpus.rows(corpus.page(number, 3) for number in range(_A_FILE)))
    for number in range(1, pages // _A_FILE):
        os.link(first, source / f"{number:04}.jsonl")
    process = killing.start(source, "-o", out, "--workers", "2")
    began, step = time.monotonic(), 60 * minutes / _LOOKS
    for look in range(1, _LOOKS + 1):
        while process.poll() is None and time.monotonic() - began < look * step:
            time.sleep(0.5)
        if process.poll() is not None:
            break
        print(f"  {_look(process.pid, out)}", flush=True)
    os.killpg(process.pid, signal.SIGINT)
    process.communicate()


_A_FILE = 2_000  # pages
_LOOKS = 10
_ROLES = {"reader.crawl.worker": "cleaner", "multiprocess.spawn": "worker"}


def _look(driver: int, out: Path) -> str:
    """How far a crawl is, and what its processes hold."""
    from reader.crawl.status import status
    from reader.crawl.store import Store

    now = status(Store(str(out)))
    held: dict[str, float] = {"driver": _resident(driver)}
    spent = _ticks(driver)
    for pid, command in killing.family(driver):
        role = next(
            (role for sign, role in _ROLES.items() if sign in command and "resource_tracker" not in command), None
        )
        spent += _ticks(pid)
        if role is not None:
            held[role] = max(held.get(role, 0.0), _resident(pid))
    sizes = ", ".join(f"{role} {size:.0f} MB" for role, size in held.items())
    return f"{now['records']:8} pages, {now['errors']} errors: {sizes}; {spent:.0f} s of processor"


def _resident(pid: int) -> float:
    [line] = [line for line in Path(f"/proc/{pid}/status").read_text().splitlines() if line.startswith("VmRSS")]
    return int(line.split()[1]) / 1000


def hostile(work: Path) -> None:
    """A thousand hostile pages among ten thousand: each has a record, and the rest have their text."""
    rng = random.Random(7)
    good = [corpus.page(number, 2) for number in range(9_000)]
    bad = [_hostile(number, rng) for number in range(1_000)]
    members = [(f"good {n}", corpus.warc_record(made, n)) for n, made in enumerate(good)]
    members += [(f"bad {n}", data) for n, data in enumerate(bad)]
    rng.shuffle(members)
    source = work / "hostile"
    source.mkdir()
    with (source / "a.warc.gz").open("wb") as file:
        for name, record in members:
            packed = gzip.compress(record, 1)
            cut = name.startswith("bad") and int(name.split()[1]) % 7 == 0
            file.write(packed[: len(packed) * 2 // 3] if cut else packed)
    with (source / "b.jsonl").open("wb") as lines:
        lines.write(b'{"html": "' + b"x" * 100_000_000 + b'"}\n{"html": "<p>' + "文字。".encode() * 50 + b'"}\n')
    start = time.monotonic()
    code, said = killing.run(source, "-o", work / "hostile-out", "--workers", "2", "--seconds", "5")
    assert code == 0, said
    found = corpus.records(work / "hostile-out")
    texts = {record["url"]: record["text"] for record in found if not record["error"]}
    whole = sum(f"第{n}篇文章" in texts.get(made.address, "") or made.address in texts for n, made in enumerate(good))
    errors = Counter(record["error"]["kind"] for record in found if record["error"])
    spent = time.monotonic() - start
    print(f"  {len(found)} records of {len(members) + 2} pages in {spent:.0f} s; {whole} of 9000 good ones whole")
    print(f"  errors: {dict(errors.most_common())}")


def _hostile(number: int, rng: random.Random) -> bytes:  # noqa: PLR0911 - as many as there are kinds
    """A record; of every seventh one the caller cuts the end off."""
    kind, made = number % 7, corpus.page(20_000 + number, 2)
    address = f"https://bad.example/{number}"
    if kind == 1:  # another charset than HTTP and the page say
        data = made.data.decode(made.charset).replace("<head>", "<head><meta charset=euc-kr>").encode("gb18030")
        return corpus.warc_record(corpus.Made(address, data, "iso-8859-5"), number)
    if kind == 2:  # nested without end
        tag = rng.choice(["div", "b", "table", "ul><li", "font", "blockquote"])
        return corpus.warc_record(corpus.Made(address, f"<{tag}>".encode() * 40_000 + made.data, "utf-8"), number)
    if kind == 3 and number % 3 == 0:  # a bomb inside HTTP
        data = gzip.compress(bytes(60 << 20), 9)
        return corpus.warc_record(corpus.Made(address, data, "utf-8"), number, **{"Content-Encoding": "gzip"})
    if kind == 4:  # noise
        return corpus.warc_record(corpus.Made(address, rng.randbytes(20_000), "utf-8"), number)
    if kind == 5:  # one long line of one mark
        mark = rng.choice(["<", "&", "(wǎng)", "<p", "\0", "&#x4e00;", "锟斤拷", '<a href="'])
        return corpus.warc_record(corpus.Made(address, (mark * 60_000).encode(), "utf-8"), number)
    if kind == 6:  # a length that lies
        record = corpus.warc_record(corpus.Made(address, made.data, "utf-8"), number)
        return record.replace(b"Content-Length: ", b"Content-Length: 1")
    return corpus.warc_record(corpus.Made(address, made.data, made.charset), number)


if __name__ == "__main__":
    main()
