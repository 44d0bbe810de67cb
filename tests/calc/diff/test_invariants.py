"""What holds of every two versions of a plan."""

from __future__ import annotations

from copy import deepcopy

import pytest
from hypothesis import assume, given, settings

from cybercrime_plan.calc.diff.classes import Change
from cybercrime_plan.calc.diff.comparison import Comparison, apply, diff, invert
from cybercrime_plan.calc.diff.edits import Op
from cybercrime_plan.calc.diff.ledger import ledger_of
from cybercrime_plan.errors import UsageError
from cybercrime_plan.model.plan import Plan
from tests.calc.diff.amendments import AMENDMENTS, amended, any_pair
from tests.calc.diff.versions import DRAWINGS, Drawing, Tree, any_tree, plan_of

PAIRS = 10_000
TREES = DRAWINGS.map(any_tree)
VERSIONS = DRAWINGS.map(any_pair)
Versions = tuple[Tree, Tree]


def compared(versions: Versions) -> Comparison:
    return diff(plan_of(versions[0]), plan_of(versions[1]))


def said(changes: tuple[Change, ...]) -> list[tuple[object, ...]]:
    """What the changes say, in no order."""
    return sorted(
        (c.fingerprint, c.op.value, c.level.value, c.delta, str(c.percent), c.derived, str(c.edit.after))
        for c in changes
    )


@given(TREES)
def test_a_plan_does_not_differ_from_itself(tree: Tree) -> None:
    assert compared((tree, deepcopy(tree))).same


@given(VERSIONS)
def test_nothing_differs_exactly_when_the_meaning_is_equal(versions: Versions) -> None:
    comparison = compared(versions)
    assert comparison.same is (comparison.a == comparison.b)
    assert comparison.same is (comparison.digests[0] == comparison.digests[1])


@given(VERSIONS)
def test_comparing_the_other_way_round_gives_the_inverse(versions: Versions) -> None:
    forth, back = compared(versions), compared(versions[::-1])
    assert said(invert(forth).everything) == said(back.everything)
    assert said(invert(invert(forth)).everything) == said(forth.everything)


@given(VERSIONS)
def test_the_changes_rebuild_either_version_from_the_other(versions: Versions) -> None:
    comparison = compared(versions)
    assert apply(comparison, comparison.a) == comparison.b
    assert apply(invert(comparison), comparison.b) == comparison.a


@given(VERSIONS, TREES)
def test_changes_are_refused_by_any_other_plan(versions: Versions, tree: Tree) -> None:
    comparison, other = compared(versions), plan_of(tree)
    assume(other != comparison.a)
    with pytest.raises(UsageError, match="another version"):
        apply(comparison, other)


@given(TREES, DRAWINGS)
def test_changes_made_one_after_the_other_add_up(tree: Tree, d: Drawing) -> None:
    second, third = amended(d, tree, *AMENDMENTS), any_tree(d)
    first_step, second_step, whole = compared((tree, second)), compared((second, third)), compared((tree, third))
    assert apply(second_step, apply(first_step, plan_of(tree))) == apply(whole, plan_of(tree))
    assert first_step.effect.total.delta + second_step.effect.total.delta == whole.effect.total.delta


@given(VERSIONS)
def test_the_changes_account_for_the_difference_of_the_totals(versions: Versions) -> None:
    comparison = compared(versions)
    effect = comparison.effect
    assert comparison.reconciliation.ok
    delta = total_of(comparison.b) - total_of(comparison.a)
    assert comparison.reconciliation.total == delta
    assert sum(line.total.delta for line in effect.lines) == delta
    assert sum(sum_.delta for sum_ in effect.years.values()) == delta
    assert sum(sum_.delta for sum_ in effect.sources.values()) == delta


def total_of(plan: Plan) -> int:
    return ledger_of(plan.budget).total


@pytest.mark.parametrize("name", AMENDMENTS)
@given(TREES, DRAWINGS)
@settings(max_examples=10)
def test_one_edited_fact_gives_exactly_one_counted_change(name: str, old: Tree, d: Drawing) -> None:
    new = deepcopy(old)
    assume(AMENDMENTS[name](d, new))
    comparison = compared((old, new))
    assert len(comparison.changes) == 1, [change.key for change in comparison.changes]


@given(TREES, DRAWINGS)
def test_what_is_put_in_or_taken_out_moves_nobody(tree: Tree, d: Drawing) -> None:
    kinds = ("line added", "task added", "report added", "law added", "line removed", "task removed", "year added")
    comparison = compared((tree, amended(d, tree, *kinds)))
    # a line that is put in just like one taken out is that one, elsewhere
    assume(all(change.kind.name != "line-rekeyed" for change in comparison.changes))
    assert all(change.op is not Op.ORDER for change in comparison.changes)


def everything_holds(versions: Versions) -> None:
    """All of the above, of one pair."""
    forth, back = compared(versions), compared(versions[::-1])
    assert forth.same is (forth.a == forth.b) is (forth.digests[0] == forth.digests[1])
    assert said(invert(forth).everything) == said(back.everything)
    assert apply(forth, forth.a) == forth.b
    assert apply(invert(forth), forth.b) == forth.a
    assert forth.reconciliation.ok
    assert forth.reconciliation.total == total_of(forth.b) - total_of(forth.a)


@pytest.mark.long
def test_all_of_it_holds_of_ten_thousand_pairs() -> None:
    for seed in range(PAIRS):
        try:
            everything_holds(any_pair(Drawing(seed)))
        except BaseException as fault:
            fault.add_note(f"pair {seed}")
            raise


def test_a_line_that_changes_its_id_while_the_years_change_keeps_every_amount() -> None:
    tree = any_tree(Drawing(1))
    tree["budget"] = {
        "unit": "đồng",
        "years": ["2023", "2025"],
        "lines": [{"id": "a", "name": "A", "amounts": ["1", "2"]}, {"id": "d", "name": "D", "amounts": ["3", "4"]}],
    }
    tree["acknowledged"] = []
    other = deepcopy(tree)
    other["budget"]["years"] = ["2024", "2025"]
    other["budget"]["lines"][1]["id"] = "b"
    comparison = compared((tree, other))
    assert apply(comparison, plan_of(tree)) == plan_of(other)
    assert apply(invert(comparison), plan_of(other)) == plan_of(tree)
