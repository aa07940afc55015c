"""datatrove's local executor with workers that are watched: one that is killed is replaced, and its task begun anew.

The pool of the original waits for ever for the result of a worker that was killed.
"""

import os
import queue
import signal
import sys
import threading
from collections import Counter, deque
from collections.abc import Callable
from contextlib import suppress
from copy import deepcopy
from dataclasses import dataclass
from typing import Any

import multiprocess
from datatrove.executor.local import LocalPipelineExecutor
from multiprocess.connection import Connection, wait

from reader.crawl.store import is_full

_DEATHS = 20  # of its workers that a task may see
_FAILURES = 2  # of a task, until it is given up
_LOOK = 0.25  # seconds between two calls of the watcher


@dataclass(eq=False)
class _Worker:
    process: Any
    pipe: Connection
    task: int | None = None


class WatchedExecutor(LocalPipelineExecutor):
    """Runs tasks in processes of their own, ``workers`` at once; ``watch`` is called a few times a second.

    `run` returns the tasks that failed, each with the reason. Raises OSError when nothing more can be written: to go
    on would fail in the same way.
    """

    def __init__(self, *arguments: Any, watch: Callable[[], None] = lambda: None, **options: Any) -> None:
        super().__init__(*arguments, **options)
        self._watch = watch

    def __getstate__(self) -> dict[str, Any]:
        return {**self.__dict__, "_watch": None}

    def run(self) -> dict[int, str]:
        """Run what is not done yet."""
        waiting = deque(self.get_incomplete_ranks())
        lives, chances = Counter[int](), Counter[int]()
        failed: dict[int, str] = {}
        crew: list[_Worker] = []
        try:
            while waiting or any(worker.task is not None for worker in crew):
                self._engage(crew, waiting)
                ready = wait([worker.pipe for worker in crew], _LOOK)
                for worker in [each for each in crew if each.pipe in ready]:
                    task, told = worker.task, _hear(worker)
                    if told is None:
                        crew.remove(worker)
                        worker.process.join()
                        told = f"its worker ended {_DEATHS} times (at last with {worker.process.exitcode})"
                        spent, most = lives, _DEATHS
                    else:
                        spent, most = chances, _FAILURES
                    if told and task is not None:
                        spent[task] += 1
                        if spent[task] < most:
                            waiting.append(task)
                        else:
                            failed[task] = told
                self._watch()
        finally:
            _dismiss(crew)
        return failed

    def _engage(self, crew: list[_Worker], waiting: deque[int]) -> None:
        """Give tasks to workers who have none, and hire as many as there is work for."""
        idle = [worker for worker in crew if worker.task is None]
        for _ in range(min(self.workers - len(crew), len(waiting) - len(idle))):
            crew.append(self._hire())
            idle.append(crew[-1])
        for worker in idle[: len(waiting)]:
            worker.task = waiting.popleft()
            with suppress(OSError):  # it is dead, which its pipe will tell
                worker.pipe.send(worker.task)

    def _hire(self) -> _Worker:
        ours, theirs = multiprocess.Pipe()
        process = multiprocess.get_context("spawn").Process(target=_work, args=(self, theirs), daemon=False)
        process.start()
        theirs.close()
        return _Worker(process, ours)


def _hear(worker: _Worker) -> str | None:
    """What a worker says of its task: "" when it is done, else why it failed; None when the worker is gone."""
    try:
        told, lack = worker.pipe.recv()
    except (EOFError, OSError):
        return None
    if lack:
        raise OSError(lack, os.strerror(lack))
    worker.task = None
    return str(told)


def _dismiss(crew: list[_Worker]) -> None:
    for worker in crew:
        worker.pipe.close()  # whoever waits for a task ends
        if worker.task is not None:
            worker.process.terminate()
    for worker in crew:
        worker.process.join(5)
        if worker.process.is_alive():
            worker.process.kill()
            worker.process.join()


def _work(executor: WatchedExecutor, pipe: Connection) -> None:
    """What a worker does: one task after the other, until whoever gives them is gone."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the one who watches
    sys.stderr = open(os.devnull, "w")  # noqa: SIM115, PTH123 - the engine talks; its log files keep what it says
    tasks: queue.SimpleQueue[int] = queue.SimpleQueue()
    threading.Thread(target=_listen, args=(pipe, tasks), daemon=True).start()
    pipeline = executor.pipeline
    while True:
        task = tasks.get()
        executor.pipeline = deepcopy(pipeline)
        try:
            executor._run_for_rank(task, local_rank=1)  # noqa: SLF001 - executors are made to be derived from
        except Exception as error:  # noqa: BLE001 - told to the one who watches
            pipe.send((_reason(error), error.errno if isinstance(error, OSError) and is_full(error) else 0))
        else:
            pipe.send(("", 0))


def _listen(pipe: Connection, tasks: "queue.SimpleQueue[int]") -> None:
    try:
        while True:
            tasks.put(pipe.recv())
    except (EOFError, OSError):
        os._exit(1)  # whoever gave the tasks is gone; a task half done is begun anew some day


def _reason(error: BaseException) -> str:
    told = getattr(error, "strerror", None) or str(error)
    return f"{type(error).__name__}: {' '.join(str(told).split())[:300]}"
