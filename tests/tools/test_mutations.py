"""A sample of the run of `tools/mutations.py`: what sums and identities protect is noticed when it is altered."""

from __future__ import annotations

import pytest

from tools.mutations import Mutation, mutations, noticed

SAMPLES = {"money": 23, "amount in words": 1, "address": 1}
"""Of these kinds of values every alteration is noticed; every so many is tried, as the whole run takes minutes."""


def sample(group: str) -> list[Mutation]:
    found = (one for one in mutations() if one.group == group)
    return [one for number, one in enumerate(found) if number % SAMPLES[group] == 0]


@pytest.mark.parametrize("group", SAMPLES)
def test_every_alteration_is_noticed(group: str) -> None:
    altered = sample(group)
    assert len(altered) > 1
    for one in altered:
        assert noticed(one), (one.plan, one.loc, one.old, one.new)


def test_an_alteration_writes_one_value_otherwise_and_nothing_else() -> None:
    words, address = sample("amount in words")[0], sample("address")[0]
    assert words.plan == address.plan
    pairs = zip(words.text.splitlines(), address.text.splitlines(), strict=True)
    assert sum(one != other for one, other in pairs) == 2
