"""How far a crawl is: read off its folder, so that any machine can ask."""

import time
from typing import Any

from reader.crawl.manifest import opened
from reader.crawl.store import Store
from reader.crawl.tally import Tally

_LATE = 60.0  # seconds without a sign, after which a shard is thought to be left


def gathered(store: Store) -> dict[str, Any]:
    """The tallies of all shards that are done, as one."""
    tally = Tally()
    for name in store.names("shards"):
        done = store.json(f"shards/{name}")
        if done is not None:
            tally.merge(done)
    return tally.as_data()


def status(store: Store) -> dict[str, Any]:
    """Shards, records, bytes and errors, done and under way; ``share``: of the work, 0–1. Raises CrawlError."""
    manifest = opened(store)
    done = store.names("work/completions")
    numbers = gathered(store)["numbers"]
    under_way = [found for name in store.names("work/progress") if (found := store.json(f"work/progress/{name}"))]
    active = [each for each in under_way if time.time() - each["at"] < _LATE]
    usual = max(numbers.get("bytes", 0) / max(len(done), 1), 1.0) if done else _expected(manifest.head)
    part: float = sum(min(each.get("bytes", 0) / usual, 0.95) for each in active)
    return {
        "folder": store.address,
        "shards": manifest.shards,
        "done": len(done),
        "active": len(active),
        "records": numbers.get("records", 0) + sum(each.get("records", 0) for each in active),
        "errors": numbers.get("errors", 0) + sum(each.get("errors", 0) for each in active),
        "bytes": numbers.get("bytes", 0) + sum(each.get("bytes", 0) for each in active),
        "share": round(min((len(done) + part) / max(manifest.shards, 1), 1.0), 4),
    }


def _expected(head: dict[str, Any]) -> float:
    """Bytes of a shard, before any is done."""
    return float(max(head["bytes"] / max(head["shards"], 1), 1.0))
