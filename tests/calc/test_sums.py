"""The sums of a grid, found without its words."""

from decimal import Decimal

from cybercrime_plan.calc.sums import Adding, GridSum, sums


def grid(text: str) -> list[list[int | Decimal | None]]:
    """Numbers between blanks, a dot where none stands."""
    return [[None if cell == "." else Decimal(cell) for cell in line.split()] for line in text.strip().splitlines()]


def found(text: str) -> dict[tuple[str, int, tuple[int, ...]], GridSum]:
    return {(one.adding.value, one.total, one.parts): one for one in sums(grid(text))}


NESTED = """
    2024  2025  2026   .
     410   520   615 1545
     120   200   310  630
     290   320   305  915
     733   145   267 1145
    1143   665   882 2690
"""


def test_totals_of_totals_and_both_directions() -> None:
    assert set(found(NESTED)) == {
        ("rows", 1, (2, 3)),
        ("rows", 5, (1, 4)),
        ("columns", 3, (0, 1, 2)),
    }


def test_years_above_the_amounts_are_no_parts() -> None:
    assert all(0 not in one.parts and one.total for one in found(NESTED).values() if one.adding is Adding.ROWS)


def test_the_wrong_cell_is_named_in_both_directions() -> None:
    wrong = found(NESTED.replace("320", "230"))
    assert wrong["rows", 1, (2, 3)].off == (1,)
    assert wrong["columns", 3, (0, 1, 2)].off == (3,)
    assert wrong["columns", 3, (0, 1, 2)].cells(3) == ((3, 3), ((3, 0), (3, 1), (3, 2)))
    assert wrong["rows", 5, (1, 4)].off == ()


def test_a_total_for_each_source_over_the_years() -> None:
    by_source = found(
        """
        913 613 300 402 281 121 511 332 179
        708 500 208 311 201 110 397 299  98
        645 421 224 305 205 100 340 216 124
        417 300 117 212 160  52 205 140  65
        """
    )
    assert {parts for _, _, parts in by_source} == {(1, 2), (4, 5), (7, 8), (3, 6), (4, 7), (5, 8)}


def test_shares_between_the_amounts_are_skipped() -> None:
    amounts = found(
        """
        700 100   300 42.86 400 57.14
        900 100   225 25.00 675 75.00
        811 100   405 49.94 406 50.06
        512 100   333 65.04 179 34.96
        """
    )
    assert ("columns", 0, (2, 4)) in amounts


def test_blanks_add_nothing_and_belong_to_no_sum_where_no_number_stands() -> None:
    one = found(
        """
        610 520 407
        310   . 407
          .   .   .
        300 520   .
        """
    )["rows", 0, (1, 3)]
    assert one.holds == (0, 1, 2)


def test_one_amount_does_not_prove_a_sum() -> None:
    assert found("3 1 2\n9 4 4") == {}
    assert found("5\n2\n3") == {}


def test_rounded_parts_are_near() -> None:
    one = found(
        """
        24690 33333 98766 45673 71234
        12345 11111 32109 22333 35111
        12346 22222 66657 23340 36123
        """
    )["rows", 0, (1, 2)]
    assert (one.holds, one.near, one.off) == ((1, 2, 3, 4), (0,), ())


def test_what_is_no_number_and_short_rows_do_no_harm() -> None:
    assert sums([]) == ()
    assert sums([[], [None]]) == ()
    assert sums([[Decimal("NaN"), Decimal("1e-4000"), 1], [Decimal("1e4000")], [10**50, 2]]) == ()
