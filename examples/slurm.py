"""A crawl under Slurm: an array of tasks, one a shard; the same steps, manifest and folder as ``reader crawl``.

    python examples/slurm.py INPUT OUT

Run it again after whatever went wrong: only tasks that are not done are submitted. ``reader crawl status OUT`` tells
how far it is, ``reader crawl report OUT`` writes the report.
"""

import sys

from datatrove.executor import SlurmPipelineExecutor

from reader.crawl import begin

if __name__ == "__main__":
    source, out = sys.argv[1:3]
    crawl = begin([source], out)
    SlurmPipelineExecutor(
        crawl.pipeline,
        tasks=crawl.tasks,  # one a shard, no other number
        tasks_per_job=10,  # shards of a minute each
        time="02:00:00",
        partition="cpu",
        cpus_per_task=1,
        mem_per_cpu_gb=3,  # two for a page, as --memory says, and one for the rest
        logging_dir=crawl.logging_dir,
        job_name="reader-crawl",
    ).run()
