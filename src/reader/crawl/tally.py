"""What became of many records, in counts that can be added up: by shard, by crawl, by site."""

from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Mapping
from typing import Any
from urllib.parse import urlsplit

#: Lower edges of the classes of lengths, in characters.
LENGTHS = (0, 50, 100, 200, 500, 1_000, 2_000, 5_000, 10_000, 20_000, 50_000)
QUALITIES = 20  # classes of equal width
_SITES = 2_000  # told apart in one tally; what comes later is counted together
OTHERS = "(others)"

#: Counters of a tally: name → how a record counts.
_COUNTED = ("verdicts", "repairs", "flags")


class Tally:
    """Counts over records."""

    def __init__(self) -> None:
        self.numbers: Counter[str] = Counter()  # records, errors, withheld, characters, bytes
        self.by: dict[str, Counter[str]] = defaultdict(Counter)  # errors, encodings, scripts, verdicts, …
        self.sites: dict[str, dict[str, Counter[str]]] = {}

    def add(self, record: Mapping[str, Any], size: int = 0) -> None:
        """Count a record; ``size``: bytes that the page had."""
        error, quality = record.get("error"), record.get("quality") or {}
        characters = quality.get("characters", 0)
        facts = {
            "records": 1,
            "errors": bool(error),
            "withheld": bool(record.get("withheld")),
            "characters": characters,
        }
        self.numbers.update(facts)
        self.numbers["bytes"] += size
        site = self._site(record)
        site["numbers"].update(facts)
        for name in _COUNTED:
            found = record.get(name) or {}
            self.by[name].update(found)
            site[name].update(found)
        if error:
            self.by["errors"][error["kind"]] += 1
            site["errors"][error["kind"]] += 1
            return
        self.by["encodings"][record.get("encoding") or "?"] += 1
        self.by["scripts"][record.get("script") or "other"] += 1
        self.by["lengths"][str(LENGTHS[bisect_right(LENGTHS, characters) - 1])] += 1
        self.by["qualities"][str(min(int(quality.get("score", 0) * QUALITIES), QUALITIES - 1))] += 1

    def merge(self, data: Mapping[str, Any]) -> None:
        """Add what another tally gave as data."""
        self.numbers.update(data["numbers"])
        for name, counts in data["by"].items():
            self.by[name].update(counts)
        for host, site in data["sites"].items():
            mine = self._of(host)
            for name, counts in site.items():
                mine[name].update(counts)

    def as_data(self) -> dict[str, Any]:
        """Plain data; equal tallies give equal data."""
        return {
            "numbers": dict(sorted(self.numbers.items())),
            "by": {name: dict(sorted(counts.items())) for name, counts in sorted(self.by.items()) if counts},
            "sites": {
                host: {name: dict(sorted(counts.items())) for name, counts in sorted(site.items()) if counts}
                for host, site in sorted(self.sites.items())
            },
        }

    def _site(self, record: Mapping[str, Any]) -> dict[str, Counter[str]]:
        return self._of(_host(record.get("url") or ""))

    def _of(self, host: str) -> dict[str, Counter[str]]:
        known = host in self.sites or len(self.sites) < _SITES
        return self.sites.setdefault(host if known else OTHERS, defaultdict(Counter))


def _host(address: str) -> str:
    """The host of an address, "" where there is none."""
    try:
        return (urlsplit(address).hostname or "").removeprefix("www.")[:255]
    except ValueError:
        return ""
