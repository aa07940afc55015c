"""Titles, dates, authors and sites read off pages, beside trafilatura: ``python -m benchmarks.metadata CASES``.

Chinese pages are compared with ``data/metadata.yaml``, what 60 of them show as read by eye; the same pages flattened
to text are tried too. English pages are compared with the collection's own ``truth.json``; the rules were tuned on its
odd ids, so that the even ones are told apart. A figure is right / asked for; ``told`` counts the answers about
what the page does not show.
"""

import argparse
import gzip
import json
import statistics
import time
import unicodedata
from collections.abc import Callable, Iterator, Mapping
from functools import partial
from pathlib import Path
from typing import Any, NamedTuple

import yaml

from benchmarks.cases import tokens
from reader.clean.stage import clean
from reader.model.choices import Cleaning
from reader.model.document import Page
from reader.model.errors import ReaderError
from reader.repair.fold import fold_damage

_GOLD = Path(__file__).parent / "data" / "metadata.yaml"
_FIELDS = ("title", "date", "author", "site")


class Facts(NamedTuple):
    """What a page shows, or what was read off it: names of authors and sites are alternatives or lists."""

    title: str | None = None
    date: str | None = None
    author: tuple[str, ...] = ()
    site: tuple[str, ...] = ()


class Case(NamedTuple):
    """A page and what it shows."""

    group: str
    name: str
    page: str
    shown: Facts


class Tally:
    """How often each field was asked for, right, and told although the page does not show it."""

    def __init__(self) -> None:
        self.asked = dict.fromkeys(_FIELDS, 0)
        self.right = dict.fromkeys(_FIELDS, 0)
        self.absent = dict.fromkeys(_FIELDS, 0)
        self.told = dict.fromkeys(_FIELDS, 0)
        self.seconds: list[float] = []

    def add(self, shown: Facts, found: Facts, seconds: float) -> list[str]:
        """Count one page; the fields that are wrong."""
        self.seconds.append(seconds)
        wrong = []
        for field in _FIELDS:
            want, got = getattr(shown, field), getattr(found, field)
            if want:
                self.asked[field] += 1
                fits = _RIGHT[field](want, got)
                self.right[field] += fits
            else:
                self.absent[field] += 1
                fits = not got
                self.told[field] += not fits
            if not fits:
                wrong.append(field)
        return wrong

    def row(self) -> str:
        """``97.5% 39/40 (told 1/5)`` for each field, and the milliseconds a page."""
        cells = [
            f"{self.right[field] / max(self.asked[field], 1):6.1%} {self.right[field]:3}/{self.asked[field]:<3} "
            f"({self.told[field]:2}/{self.absent[field]:<3})"
            for field in _FIELDS
        ]
        return "  ".join((*cells, f"{statistics.median(self.seconds) * 1e3:6.2f}"))


def folded(text: str) -> str:
    """What counts of a title: letters and digits, in one width, case and script."""
    plain = fold_damage(unicodedata.normalize("NFKC", text))
    return "".join(sign for sign in plain.lower() if sign.isalnum())


def _same_title(want: str, got: str | None) -> bool:
    return folded(want) == folded(got or "")


def _same_day(want: str, got: str | None) -> bool:
    return want[:10] == (got or "")[:10]


def _all_named(want: tuple[str, ...], got: tuple[str, ...]) -> bool:
    return bool(got) and sorted(tokens(" ".join(want))) == sorted(tokens(" ".join(got)))


def _one_of(want: tuple[str, ...], got: tuple[str, ...]) -> bool:
    return any(folded(one) == folded(name) for one in want for name in got)


_RIGHT: Mapping[str, Callable[[Any, Any], bool]] = {
    "title": _same_title,
    "date": _same_day,
    "author": _all_named,
    "site": _one_of,
}


def cases(folder: Path) -> Iterator[Case]:
    """The Chinese pages of the gold, as HTML and flattened, and all English pages."""
    gold: dict[str, dict[str, Any]] = yaml.safe_load(_GOLD.read_text("utf8"))
    for group, ending in (("html", "html"), ("flat", "txt")):
        for name, each in gold.items():
            page = (folder / "pages" / group / f"{name}.{ending}").read_text("utf8")
            date = each["date"].isoformat() if each["date"] else None
            shown = Facts(each["title"], date, tuple(each["author"] or ()), tuple(each["site"] or ()))
            yield Case(f"chinese {group}", name, page, shown)
    for each in json.loads((folder / "english" / "truth.json").read_text("utf8")):
        name = each["id"]
        page = gzip.decompress((folder / "english" / "html" / f"{name}.html.gz").read_bytes()).decode("utf8", "replace")
        shown = Facts(each["title"], each["publish_date"], (each["author"],) if each["author"] else ())
        yield Case(f"english {each['kind']} {'odd' if int(name) % 2 else 'even'}", name, page, shown)


def ours(page: str) -> Facts:
    """By Reader's cleaning stage, as ``reader`` runs it."""
    try:
        document = clean(Page("page", page, "utf-8", ""), fold_damage, Cleaning(force=True))
    except ReaderError:
        return Facts()
    metadata = document.metadata
    date, site, author = metadata.date, metadata.site, metadata.author
    return Facts(
        document.title.original or None,
        date.value if date else None,
        (author.value,) if author else (),
        (site.value,) if site else (),
    )


def trafilatura(page: str) -> Facts:
    """By the peer; it reads HTML only."""
    from trafilatura.metadata import extract_metadata

    found = extract_metadata(page)
    if found is None:
        return Facts()
    author = tuple(found.author.split("; ")) if found.author else ()
    return Facts(found.title, found.date, author, (found.sitename,) if found.sitename else ())


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("cases", type=Path, help="the folder of labelled pages")
    parser.add_argument("--only", default="", help="groups whose name begins so")
    parser.add_argument("--wrong", action="store_true", help="name the pages on which Reader is wrong")
    parser.add_argument("--no-peers", action="store_true", help="measure Reader alone")
    arguments = parser.parse_args()
    readers = {"reader": ours} if arguments.no_peers else {"reader": ours, "trafilatura": trafilatura}
    tallies: dict[tuple[str, str], Tally] = {}
    for case in cases(arguments.cases):
        if not case.group.startswith(arguments.only):
            continue
        for name, read in readers.items():
            if name != "reader" and case.group.endswith("flat"):
                continue
            found, seconds = _timed(partial(read, case.page))
            wrong = tallies.setdefault((case.group, name), Tally()).add(case.shown, found, seconds)
            if arguments.wrong and name == "reader":
                _tell(case, found, wrong)
    print(f"{'':34}" + "".join(f"{field + ' right (told/absent)':>25}" for field in _FIELDS) + "      ms")
    for (group, name), tally in tallies.items():
        print(f"{group:21} {name:11}  {tally.row()}")


def _timed(read: Callable[[], Facts]) -> tuple[Facts, float]:
    start = time.process_time()
    found = read()
    return found, time.process_time() - start


def _tell(case: Case, found: Facts, wrong: list[str]) -> None:
    for field in wrong:
        print(f"{case.group} {case.name} {field}: {getattr(case.shown, field)!r}, not {getattr(found, field)!r}")


if __name__ == "__main__":
    main()
