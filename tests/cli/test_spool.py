"""Values that come one by one: kept a few, the rest on disk, and gone over as often as it takes."""

from __future__ import annotations

import gc
import tempfile
import weakref
from collections.abc import Iterator
from pathlib import Path

import pytest

from cybercrime_plan.cli.spool import SortedSpool, Spool
from cybercrime_plan.errors import OutputError


class Value:
    """Something that can be seen to be forgotten."""

    def __init__(self, number: int) -> None:
        self.number = number


class Source:
    """So many values, and which of those it gave are still held."""

    def __init__(self, count: int) -> None:
        self.count = count
        self.given: list[weakref.ref[Value]] = []

    def __iter__(self) -> Iterator[Value]:
        for number in range(self.count):
            value = Value(number)
            self.given.append(weakref.ref(value))
            yield value
            del value

    @property
    def held(self) -> int:
        return sum(given() is not None for given in self.given)


def test_a_value_is_fetched_when_its_turn_comes_and_only_once() -> None:
    source = Source(9)
    values = Spool(source, kept=2)
    assert source.given == []
    assert next(iter(values)).number == 0
    assert len(source.given) == 1
    assert [value.number for value in values] == [*range(9)]
    assert [value.number for value in values] == [*range(9)]
    assert len(source.given) == 9


def test_no_more_than_a_few_are_held_however_often_they_are_gone_over() -> None:
    source = Source(100)
    values = Spool(source, kept=3)
    for _time in range(2):
        for value in values:
            assert value.number < 100
            assert source.held <= 4
        del value
    assert source.held == 3


def test_two_may_go_over_them_at_once() -> None:
    values = Spool(range(20), kept=2)
    first, second = iter(values), iter(values)
    assert [next(first) for _ in range(5)] == [0, 1, 2, 3, 4]
    assert [next(second) for _ in range(9)] == [*range(9)]
    assert list(first) == [*range(5, 20)]
    assert list(second) == [*range(9, 20)]


@pytest.mark.parametrize("count", [0, 1, 2, 3, 50])
def test_they_are_counted_and_found(count: int) -> None:
    values = Spool(range(count), kept=2)
    assert bool(values) is (count > 0)
    assert len(values) == count
    assert (count - 1 in values) is (count > 0)
    assert count not in values


@pytest.mark.parametrize("count", [0, 1, 63, 64, 65, 1_000])
def test_values_put_in_anyhow_come_in_their_order_as_often_as_asked(count: int) -> None:
    values = SortedSpool[int](lambda value: value, run=64)
    for number in range(count):
        values.add(number * 7 % 1_009)
    expected = sorted(number * 7 % 1_009 for number in range(count))
    assert list(values) == expected
    assert list(values) == expected
    assert len(values) == count
    assert bool(values) is (count > 0)
    assert all(value in values for value in expected[:3])
    assert 2_000 not in values


def test_no_more_than_a_run_is_held_of_what_is_sorted() -> None:
    source = Source(300)
    values = SortedSpool[Value](lambda value: value.number, run=10)
    for value in source:
        values.add(value)
        assert source.held <= 11
    del value
    assert [value.number for value in values] == [*range(300)]


@pytest.mark.filterwarnings("error")
@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no disk here is always full")
@pytest.mark.parametrize("size", [10, 100_000])
def test_a_full_disk_is_said_of_the_folder_of_temporary_files(monkeypatch: pytest.MonkeyPatch, size: int) -> None:
    """Whether the value is written at once, or first kept back: nothing else is said when it is let go."""
    monkeypatch.setattr(tempfile, "TemporaryFile", lambda: Path("/dev/full").open("w+b"))  # noqa: SIM115
    spool = Spool(["x" * size], kept=0)
    with pytest.raises(OutputError, match=r"temporary files could not be written in .*: the disk is full"):
        assert list(spool) == list(spool)
    del spool
    gc.collect()
