"""Map a function over batches of articles: here, in processes, or on Dask.

Whatever the engine, the results come in the order of the batches and are the same. Only a few batches are under way
at a time, so memory does not grow with the corpus. A worker that dies is replaced and its work done again; what kills
a worker every time is found by itself and told from the rest.
"""
from __future__ import annotations

import os
from collections import deque
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from itertools import chain, islice

ENGINES = ("serial", "processes", "dask")
TRIES = 3              # times that a batch may lose its worker before it is looked at alone
AHEAD = 2              # batches per worker under way


class EngineError(Exception):
    """The engine asked for cannot be used; the message says why and what to do."""


class Failed:
    """In place of the result of an item that could not be worked on; `reason` is for people."""

    def __init__(self, reason: str):
        self.reason = reason


class _WorkerDied(Exception):
    pass


def batches(items: Iterable, size: int) -> Iterator[list]:
    """The items in lists of `size`, the last one shorter."""
    items = iter(items)
    return iter(lambda: list(islice(items, size)), [])


@contextmanager
def opened(engine: str = "serial", workers: int | None = None, scheduler: str | None = None):
    """An engine: a function of (function, work) that gives `function(batch)` for each batch, in their order.

    `function` takes a list of items and returns a list, of one result for each or of one for all; it and the items must
    be picklable for other engines than "serial". `workers` is the number of processes (default: one for each core), `scheduler` the
    address of a Dask scheduler (default: a cluster of its own on this machine). Processes start when there is work,
    and serve all that is given to the engine. An error in `function` is raised. An item on which the worker dies each
    time gives a Failed, between the results of those before and behind it. Raises EngineError for an engine that is unknown, not installed or not to be reached.
    """
    if engine not in ENGINES:
        raise EngineError(f"there is no engine '{engine}'; choose {', '.join(ENGINES[:-1])} or {ENGINES[-1]}")
    if scheduler and engine != "dask":
        raise EngineError("a scheduler belongs to the engine dask")
    if engine == "serial":
        yield map
        return
    pools = []

    def run(function, work):
        work = iter(work)
        for first in islice(work, 1):
            if not pools:
                pools.append((_Processes if engine == "processes" else _Dask)(workers or os.cpu_count() or 1, scheduler))
            yield from _ordered(function, chain([first], work), pools[0], AHEAD * pools[0].workers)
    try:
        yield run
    finally:
        for pool in pools:
            pool.close()


def _ordered(function, work, pool, ahead):
    """The results in order, at most `ahead` batches under way."""
    under_way = deque()                                          # [batch, future, times its worker died]
    while True:
        for batch in islice(work, max(ahead - len(under_way), 0)):
            under_way.append([batch, pool.submit(function, batch), 0])
        if not under_way:
            return
        batch, future, deaths = under_way[0]
        try:
            result = pool.result(future)
        except _WorkerDied:
            if pool.restart():                                   # everything under way was lost with the pool
                for one in under_way:
                    one[1] = pool.submit(function, one[0])
            elif deaths + 1 < TRIES:
                under_way[0][1] = pool.submit(function, batch)
            under_way[0][2] = deaths + 1
            if deaths + 1 < TRIES:
                continue
            result = _alone(function, batch)
        under_way.popleft()
        yield result


def _alone(function, batch):
    """The results of a batch that lost its worker too often, in a process of its own; halved until it is one item."""
    pool = _Processes(1)
    try:
        return pool.result(pool.submit(function, batch))
    except _WorkerDied:
        pass
    finally:
        pool.close()
    if len(batch) == 1:
        return [Failed("the process that worked on it died; often the machine ran out of memory")]
    half = len(batch) // 2
    return _alone(function, batch[:half]) + _alone(function, batch[half:])


class _Processes:
    """Processes on this machine."""

    def __init__(self, workers, scheduler=None):
        self.workers = workers
        self.pool = self._new()

    def _new(self):
        import multiprocessing
        from concurrent.futures import ProcessPoolExecutor
        return ProcessPoolExecutor(self.workers, mp_context=multiprocessing.get_context("spawn"))

    def submit(self, function, batch):
        from concurrent.futures.process import BrokenProcessPool
        try:
            return self.pool.submit(function, batch)
        except BrokenProcessPool:
            return None

    def result(self, future):
        from concurrent.futures.process import BrokenProcessPool
        if future is None:
            raise _WorkerDied
        try:
            return future.result()
        except BrokenProcessPool:
            raise _WorkerDied from None

    def restart(self):
        self.close()
        self.pool = self._new()
        return True

    def close(self):
        self.pool.shutdown(wait=False, cancel_futures=True)


class _Dask:
    """A Dask cluster: the one at `scheduler`, or one of its own on this machine."""

    def __init__(self, workers, scheduler=None):
        try:
            from distributed import Client, LocalCluster
        except ImportError:
            raise EngineError("the engine dask needs the package 'distributed': pip install distributed") from None
        self.cluster = None
        if not scheduler:
            self.cluster = LocalCluster(n_workers=workers, threads_per_worker=1, dashboard_address=None,
                                        silence_logs="CRITICAL")
        try:
            self.client = Client(scheduler or self.cluster, timeout="10s")
        except (OSError, ValueError) as error:
            raise EngineError(f"no Dask scheduler answers at {scheduler} ({error or type(error).__name__}); "
                              "start one with 'dask scheduler' and workers with 'dask worker ADDRESS'") from None
        known = self.client.scheduler_info(n_workers=-1)["workers"]
        self.workers = max(sum(one["nthreads"] for one in known.values()), workers if self.cluster else 1)

    def submit(self, function, batch):
        return self.client.submit(function, batch, pure=False)

    def result(self, future):
        from distributed.scheduler import KilledWorker
        try:
            return future.result()
        except KilledWorker:
            raise _WorkerDied from None

    def restart(self):
        return False                                             # Dask replaces its workers; other batches go on

    def close(self):
        self.client.close()
        if self.cluster:
            self.cluster.close()
