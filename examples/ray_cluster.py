"""A crawl on a Ray cluster: the same steps, manifest and folder as ``reader crawl``; needs the extra ``ray``.

    python examples/ray_cluster.py INPUT OUT

Every node has Reader installed and reaches OUT: a shared folder, or an address such as s3://bucket/out. Without
RAY_ADDRESS a cluster of this machine alone is started. Run it again after whatever went wrong: shards that are done
stay, the rest is made.
"""

import os
import sys

import ray
from datatrove.executor import RayPipelineExecutor

from reader.crawl import begin, finish

if __name__ == "__main__":
    source, out = sys.argv[1:3]
    crawl = begin([source], out)
    ray.init(address=os.environ.get("RAY_ADDRESS", "local"))
    RayPipelineExecutor(
        crawl.pipeline,
        tasks=crawl.tasks,  # one a shard, no other number
        workers=int(ray.cluster_resources()["CPU"]),
        logging_dir=crawl.logging_dir,
        mem_per_cpu_gb=1,
        time=3600,  # seconds; a task that outlasts it is given up, and made by the next run
    ).run()
    finish(out)
    if crawl.remaining:
        sys.exit(f"{crawl.remaining} of {crawl.tasks} shards are not done; run this again")
