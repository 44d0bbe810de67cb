"""What is too much to keep: values that come one by one, lie on disk, and can be gone over again."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from itertools import islice
from typing import IO, Final, TypeVar

T = TypeVar("T")

KEPT: Final = 32
"""So many values stay in memory: a call about a few plans writes nothing to disk."""


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
        self._end = 0
        self._file: IO[bytes] | None = None

    def __iter__(self) -> Iterator[T]:
        offset = index = 0
        while True:
            if index < len(self._kept):
                yield self._kept[index]
            elif index < self._count:
                value, offset = self._read(offset)
                yield value
            else:
                fetched = list(islice(self._source, 1))
                if not fetched:
                    return
                self._add(fetched[0])
                offset = self._end
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
            return
        import pickle

        if self._file is None:
            import tempfile
            import weakref

            self._file = tempfile.TemporaryFile()  # noqa: SIM115 - it lives as long as this does
            weakref.finalize(self, self._file.close)
        self._file.seek(self._end)
        pickle.dump(value, self._file, pickle.HIGHEST_PROTOCOL)
        self._end = self._file.tell()

    def _read(self, offset: int) -> tuple[T, int]:
        import pickle

        file = self._file
        if file is None:
            raise AssertionError  # what is neither kept nor to be fetched lies there
        file.seek(offset)
        value: T = pickle.load(file)  # noqa: S301 - we wrote it, and nobody else can open it
        return value, file.tell()
