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
    done = [int(name) for name in store.names("work/completions")]
    numbers = gathered(store)["numbers"]
    signs = {int(name[:-5]): store.json(f"work/progress/{name}") for name in store.names("work/progress")}
    active = {shard: sign for shard, sign in signs.items() if sign and time.time() - sign["at"] < _LATE}
    weights = manifest.head["weights"]
    part = sum(min(sign.get("bytes", 0), 0.95 * weights[shard]) for shard, sign in active.items())
    passed = sum(weights[shard] for shard in done) + part
    return {
        "folder": store.address,
        "shards": manifest.shards,
        "done": len(done),
        "active": len(active),
        "records": numbers.get("records", 0) + sum(each.get("records", 0) for each in active.values()),
        "errors": numbers.get("errors", 0) + sum(each.get("errors", 0) for each in active.values()),
        "bytes": numbers.get("bytes", 0) + sum(each.get("bytes", 0) for each in active.values()),
        "share": 1.0 if len(done) == manifest.shards else round(min(passed / max(sum(weights), 1), 0.99), 4),
    }
