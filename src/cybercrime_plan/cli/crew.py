"""Processes that work on files together; the answers come in the order of the files."""

from __future__ import annotations

import gc
import multiprocessing
import os
import signal
import threading
from collections import deque
from collections.abc import Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from itertools import islice
from multiprocessing.connection import wait
from typing import Any, Final, Generic, TypeVar

from cybercrime_plan.cli.jobs import Answer, FileTask
from cybercrime_plan.read.working_set import Target

T = TypeVar("T")

BATCH: Final = 8
"""Files that a process is given at a time."""
AHEAD: Final = 3
"""Batches for each process that are given out before the first answers are taken: enough that none has to wait."""


class Crew(Generic[T]):
    """Processes at one task."""

    def __init__(self, task: FileTask[T], jobs: int) -> None:
        self._task, self._jobs = task, jobs
        self._others = set(multiprocessing.active_children())
        self._pool = self._new(jobs)

    def answers(self, targets: Sequence[Target]) -> Iterator[Answer[T]]:
        """In the order of the files, whoever is ready first."""
        try:
            yield from self._answers(targets)
        except BaseException:
            self._stop()
            raise
        self._pool.shutdown()

    def _answers(self, targets: Sequence[Target]) -> Iterator[Answer[T]]:
        size = max(1, min(BATCH, len(targets) // (self._jobs * 2)))
        batches = (targets[start : start + size] for start in range(0, len(targets), size))
        given: deque[tuple[Sequence[Target], Future[list[Answer[T]]] | None]] = deque()
        for batch in islice(batches, self._jobs * AHEAD):
            given.append((batch, self._give(batch)))
        while given:
            batch, future = given.popleft()
            try:
                yield from map(self._task, batch) if future is None else future.result()
            except BrokenProcessPool:
                # any of the files in work may have killed it: these one by one, the others once more
                yield from self._one_by_one(batch)
                self._stop()
                self._pool = self._new(self._jobs)
                given = deque((other, self._give(other)) for other, _future in given)
            for batch in islice(batches, 1):
                given.append((batch, self._give(batch)))

    def _give(self, batch: Sequence[Target]) -> Future[list[Answer[T]]] | None:
        """Give a batch to a process; None for what only this one can read: standard input, or what is no file."""
        if any(target.path is None and target.blob is None for target in batch):
            return None
        try:
            return self._pool.submit(_work_on, batch)
        except BrokenProcessPool as broken:
            future: Future[list[Answer[T]]] = Future()
            future.set_exception(broken)
            return future

    def _one_by_one(self, batch: Sequence[Target]) -> Iterator[Answer[T]]:
        """Each file in a process of its own, as long as it lasts."""
        for target in batch:
            self._stop()
            self._pool = self._new(1)
            try:
                yield from self._pool.submit(_work_on, [target]).result()
            except BrokenProcessPool:
                yield self._task.deadly(target)

    def _new(self, jobs: int) -> ProcessPoolExecutor:
        context = multiprocessing.get_context(METHOD)
        return ProcessPoolExecutor(jobs, context, _begin, (self._task,))

    def _stop(self) -> None:
        """End the processes at once; what they are at is of no use any more."""
        for process in set(multiprocessing.active_children()) - self._others:
            process.terminate()
        self._pool.shutdown(cancel_futures=True)


METHOD: str | None = None
"""How processes start; as the system does it by itself when None."""
_task: list[FileTask[Any]] = []
"""The task of this process, when it is one of a crew."""


def _begin(task: FileTask[Any]) -> None:
    """Begin as one of a crew: its head answers the keyboard, and no one outlives the head."""
    gc.set_threshold(500_000)
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    for name in ("SIGTERM", "SIGHUP"):
        number = getattr(signal, name, None)
        if number is not None and signal.getsignal(number) is not signal.SIG_IGN:
            signal.signal(number, signal.SIG_DFL)
    _task[:] = [task]
    threading.Thread(target=_end_with_head, daemon=True).start()


def _end_with_head() -> None:
    head = multiprocessing.parent_process()
    if head is not None:
        wait([head.sentinel])
        os._exit(1)


def _work_on(targets: Sequence[Target]) -> list[Answer[Any]]:
    return [_task[0](target) for target in targets]
