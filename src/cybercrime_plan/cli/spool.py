"""What is too much to keep: values that come one by one, lie on disk, and can be gone over again."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator
from contextlib import suppress
from itertools import islice
from typing import IO, Any, Final, TypeVar

from cybercrime_plan.errors import on_temporary_disk

T = TypeVar("T")

KEPT: Final = 32
"""So many values stay in memory: a call about a few plans writes nothing to disk."""


RUN: Final = 1_024
"""So many values are sorted in memory at a time."""
BLOCK: Final = 16
"""So many of them come back from disk together."""


class OnDisk:
    """Values on disk, in a file that nobody else can open and that goes with this."""

    def __init__(self) -> None:
        self.end = 0
        self._file: IO[bytes] | None = None

    def add(self, value: object) -> None:
        """Write one more behind the others."""
        import pickle

        with on_temporary_disk():
            if self._file is None:
                import tempfile
                import weakref

                self._file = tempfile.TemporaryFile()  # noqa: SIM115 - it lives as long as this does
                weakref.finalize(self, _close, self._file)
            self._file.seek(self.end)
            pickle.dump(value, self._file, pickle.HIGHEST_PROTOCOL)
            self.end = self._file.tell()

    def at(self, offset: int) -> tuple[Any, int]:
        """The value there, and where the next one begins."""
        import pickle

        file = self._file
        if file is None:
            raise AssertionError  # nothing was written
        with on_temporary_disk():  # what was kept back is written now
            file.seek(offset)
        return pickle.load(file), file.tell()  # noqa: S301 - we wrote it, and nobody else can open it


def _close(file: IO[bytes]) -> None:
    """Let go of it, whatever it still holds: nobody needs that any more."""
    with suppress(OSError):
        file.close()


class Spool(Collection[T]):
    """The values of a source, fetched only when their turn first comes; gone over again they come from disk.

    So a result can be written while its plans are still being read. Who goes over them again gets equal values, not
    the same ones.

    Args:
        source: gone over once.
        kept: how many of the first values stay in memory.
    """

    def __init__(self, source: Iterable[T], kept: int = KEPT) -> None:
        self._source = iter(source)
        self._kept: list[T] = []
        self._most = kept
        self._count = 0
        self._disk = OnDisk()

    def __iter__(self) -> Iterator[T]:
        offset = index = 0
        while True:
            if index < len(self._kept):
                yield self._kept[index]
            elif index < self._count:
                value, offset = self._disk.at(offset)
                yield value
            else:
                fetched = list(islice(self._source, 1))
                if not fetched:
                    return
                self._add(fetched[0])
                offset = self._disk.end
                yield fetched.pop()  # not to be held while the next one is fetched
            index += 1

    def __len__(self) -> int:
        for value in self._source:
            self._add(value)
        return self._count

    def __bool__(self) -> bool:
        return any(True for _value in self)

    def __contains__(self, value: object) -> bool:
        return any(one == value for one in self)

    def _add(self, value: T) -> None:
        self._count += 1
        if len(self._kept) < self._most:
            self._kept.append(value)
        else:
            self._disk.add(value)


class SortedSpool(Collection[T]):
    """Values in their order: a run of them is sorted in memory, runs lie on disk and are merged when gone over.

    Args:
        key: by which they are sorted; no two are alike.
        run: how many values are sorted at a time.
    """

    def __init__(self, key: Callable[[T], Any], run: int | None = None) -> None:
        self._key, self._most = key, run or RUN
        self._last: list[T] = []
        self._runs: list[tuple[int, int]] = []
        self._count = 0
        self._disk = OnDisk()

    def add(self, value: T) -> None:
        """Put one more in its place."""
        self._count += 1
        self._last.append(value)
        if len(self._last) == self._most:
            start = self._disk.end
            self._last.sort(key=self._key)
            for first in range(0, self._most, BLOCK):
                self._disk.add(self._last[first : first + BLOCK])
            self._runs.append((start, self._disk.end))
            self._last = []

    def __iter__(self) -> Iterator[T]:
        from heapq import merge

        runs = (self._run(start, end) for start, end in self._runs)
        return merge(*runs, sorted(self._last, key=self._key), key=self._key)

    def _run(self, offset: int, end: int) -> Iterator[T]:
        while offset < end:
            block, offset = self._disk.at(offset)
            yield from block

    def __len__(self) -> int:
        return self._count

    def __contains__(self, value: object) -> bool:
        return any(one == value for one in self)
