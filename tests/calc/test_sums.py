"""The sums of a grid, found without its words."""

import random
from decimal import Decimal

from cybercrime_plan.calc.products import GridProduct, products
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


def test_two_rounded_blocks_add_up_to_a_third_line_by_line_and_each_by_itself() -> None:
    def rounded(block: list[list[int]]) -> list[list[int]]:
        return [[5 * round(value / 5) for value in row] for row in block]

    for seed in range(40):
        chance = random.Random(seed)  # noqa: S311 - a test's own dice
        one, two = ([[chance.randint(2_000, 90_000) for _year in range(4)] for _line in range(6)] for _ in "ab")
        both = [[left + right for left, right in zip(*rows, strict=True)] for rows in zip(one, two, strict=True)]
        blocks = [[[sum(column) for column in zip(*block, strict=True)], *block] for block in (both, one, two)]
        told = {(found.total, found.parts) for found in sums(rounded([row for block in blocks for row in block]))}
        assert sum((line, (line + 7, line + 14)) in told for line in range(1, 7)) > 4, seed


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
    assert (one.holds, one.blank, one.positions()) == ((0,), (1, 2), (0, 1, 2))


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


def test_before_and_up_less_down_is_after() -> None:
    (balance,) = (
        one
        for one in sums(
            grid(
                """
                12000 1850    . 13850
                23400    . 3150 20250
                 7260 1300    0  8560
                 3980  420  275  4125
                46640 3570 3425 46785
                """
            )
        )
        if one.adding is Adding.COLUMNS
    )
    assert (balance.total, balance.parts, balance.minus, balance.off) == (3, (0, 1), (2,), ())


def test_nothing_is_taken_away_where_nothing_stands() -> None:
    text = "12000 1850 0 13850\n23400 0 0 23400\n7260 1300 0 8560\n3980 420 0 4400\n46640 3570 0 50210"
    assert not any(one.minus for one in sums(grid(text)))


def test_a_column_of_zeros_is_no_fourth_term() -> None:
    """Of spent and left, and two columns in which nothing stands."""
    text = "12000 10150 0 1850 0\n23400 20000 0 3400 0\n7260 5960 0 1300 0\n3980 3560 0 420 0\n46640 39670 0 6970 0"
    assert not any(one.minus for one in sums(grid(text), only=Adding.COLUMNS))


def test_columns_that_repeat_two_others_are_no_balance_with_them() -> None:
    text = "1002 871 1002 871\n497 624 497 624\n3125 157 3125 157\n8843 212 8843 212"
    assert not any(one.minus for one in sums(grid(text)))


def test_a_difference_is_the_sum_it_turns_round() -> None:
    assert ("columns", 1, (0, 2)) in found("4000 4300 300\n12500 13580 1080\n6400 6081 -319\n2000 2610 610")


def test_a_total_over_lines_and_not_over_their_parts() -> None:
    assert ("rows", 5, (0, 2, 3)) in found(
        """
        2400 1850 4250
        1310  940 2250
         515  560 1075
         782  804 1586
         333  350  683
        3697 3214 6911
        """
    )


def test_a_total_that_is_printed_twice() -> None:
    twice = found(
        """
        4668 4711 9379
        1435 1518 2953
         986 1003 1989
        2247 2190 4437
        4668 4711 9379
        """
    )
    assert {("rows", 0, (1, 2, 3)), ("rows", 4, (1, 2, 3))} <= set(twice)


def test_a_total_of_lines_among_others_that_are_no_parts_of_it() -> None:
    """Of which, compared with last year, and the like: lines of several kinds stand between the parts."""
    assert ("rows", 0, (1, 4, 7)) in found(
        """
        9041 8116 7733
        4117 3902 3114
         911 1216  813
         377  418  502
        2813 2109 2611
         615  309  711
         128  702  219
        2111 2105 2008
         902  333  417
        """
    )


def test_a_part_of_two_totals() -> None:
    """Revenue is spent and saved; what is saved and lent is put by."""
    both = found(
        "9120 5113 4007 1216 5223\n8777 4011 4766 2118 6884\n7316 6114 1202 3719 4921\n9915 2817 7098 411 7509"
    )
    assert {("columns", 0, (1, 2)), ("columns", 4, (2, 3))} <= set(both)


def test_figures_printed_again_elsewhere_add_up_nothing_more() -> None:
    total_again = found(
        "9379 4668 4711 1000 9379\n2953 1435 1518 311 2953\n1989 986 1003 415 1989\n4437 2247 2190 274 4437"
    )
    assert {key for key in total_again if key[0] == "columns"} == {("columns", 0, (1, 2))}
    parts_again = found(
        "9379 4668 4711 4668 4711\n2953 1435 1518 1435 1518\n1989 986 1003 986 1003\n4437 2247 2190 2247 2190"
    )
    assert len([key for key in parts_again if key[0] == "columns"]) == 1


def test_what_follows_from_the_columns_proves_no_rows() -> None:
    """Of counts of one digit: where two columns make a third, rows that add up in both do so in the third."""
    few = found("3 4 7\n1 3 4\n2 1 3\n5 2 7\n8 9 17\n4 4 8")
    assert ("columns", 2, (0, 1)) in few
    assert not any(adding == "rows" for adding, _, _ in few)


def test_blocks_of_unequal_height_are_added_place_by_place() -> None:
    """The block of totals comes last; an empty line parts the blocks."""
    blocks = found(
        """
        3666 1213
         413  902
         777 1450
           . .
        3690 2504
         588  711
           . .
        7356 3717
        1001 1613
        """
    )
    assert ("rows", 7, (0, 4)) in blocks


def test_lines_at_one_place_of_blocks_are_added_however_tall_these_are() -> None:
    blocks = found(
        """
        4612 3107
         413  902
         777 1450
           . .
        3690 2504
           . .
        1001 1613
         588  711
         919  338
         106  847
           . .
        9303 7224
        """
    )
    assert ("rows", 11, (0, 4, 6)) in blocks


def test_shares_that_make_a_hundred_but_for_their_rounding() -> None:
    """What is off by one of a hundred is met by chance less often than what is off by five."""
    shares = found(
        """
        100 12 14 15 21 15 13  7  3
        100  1  4  7 23 26 23 12  3
        100  2  6  8 33 31 15  5  0
        100  1  3  2 19  9 21 27 18
        100  7 20 14  9 17 10 22  2
        100 11  5 31  8 16 12  6 12
        """
    )
    one = shares["columns", 0, tuple(range(1, 9))]
    assert (one.holds, one.near, one.off) == ((0, 2, 3), (1, 4, 5), ())


def test_a_column_of_totals_each_below_its_parts() -> None:
    """Where the parts of one begin, the total of the one before stands."""
    figure = random.Random(1).randrange  # noqa: S311 - a test's own dice
    parts = [[figure(1000, 90_000) for _ in range(90)] for _block in range(3)]
    column = [number for some in parts for number in (*some, sum(some))]
    totals = {one.total: one.parts for one in sums([[number] for number in column])}
    assert totals == {91 * block + 90: tuple(range(91 * block, 91 * block + 90)) for block in range(3)}


def test_neighbours_that_are_parts_of_two_totals() -> None:
    both = found(
        """
        6053 6350 9482 9313
        2911 1207 3399 4880
        1107 1968 1867 2211
        2035 3175 4216 2222
        1411 2806 1093 3097
        9034 6120 8815 7342
       12480 12101 14124 12661
        """
    )
    assert {("rows", 0, (1, 2, 3)), ("rows", 6, (3, 4, 5))} <= set(both)


def test_quantity_times_price() -> None:
    offer = grid("1 25 15 375\n2 3 285 855\n3 2 164 328\n4 12 7 84\n. . . 1642")
    assert products(offer) == (GridProduct(3, (1, 2), 0, (0, 1, 2, 3), (), products(offer)[0].weight),)


def test_a_product_names_the_row_where_it_does_not_hold() -> None:
    (product,) = products(grid("160 650 104\n70 1250 88\n25 3450 86.25\n31 2200 68.2\n48 1700 81.6"))
    assert (product.shift, product.holds, product.off) == (3, (0, 2, 3, 4), (1,))


def test_ones_and_tens_prove_no_product() -> None:
    assert products(grid("1 45 45\n10 33 330\n1 72 72\n100 18 1800")) == ()


def test_the_same_figures_in_every_row_prove_no_sum() -> None:
    prices = "\n".join(
        f"{number} 4 3 1" for number in (876, 480, 1572, 1548, 576, 756, 1248, 348, 528, 612, 444, 97)
    )
    assert not found(prices)


def test_shares_beside_small_figures_prove_no_more_than_these() -> None:
    counts = [("16", "26"), ("2", "1"), ("1", "3"), ("1", "2"), ("3", "4"), ("7", "9"), ("5", "8"), ("2", "5")]
    shares = [
        f"{one} {int(one) / 16:.5f} {other} {int(other) / 26:.5f} {int(one) * 7} {int(other) ** 2}"
        for one, other in counts
    ]
    beside = [f"{one} . {other} ." for one, other in counts]
    assert set(found("\n".join(shares))) == set(found("\n".join(beside))) == set()


def test_of_two_totals_with_the_same_parts_the_nearer_one_is_meant() -> None:
    balance = """
        9015 8460 7733
        4120 3900 3555
        2310 2250 2130
        2585 2310 2048
        6150 5880 5210
        4033 3771 3102
        2117 2109 2108
        1611 1555 1444
        1254 1025 1079
        2865 2580 2523
        .    .    .
        9015 8460 7733
    """
    rows = {(total, parts) for adding, total, parts in found(balance) if adding == "rows"}
    assert rows == {(0, (1, 2, 3)), (4, (5, 6)), (9, (7, 8)), (11, (4, 9))}


def test_what_large_figures_leave_is_no_small_sum() -> None:
    """The same result every month: 8.400 taken from 8.500."""
    text = "100 100 100 100 400\n8500 8500 8500 8500 34000\n-8400 -8400 -8400 -8400 -33600"
    assert ("rows", 0, (1, 2)) in found(text)


def test_lines_that_all_grow_alike_make_no_sums_wherever_they_stand() -> None:
    lines = [52000, 31417, 60617, 27984, 79983, 92035, 29200, 45711, 18077]
    rates = [1000, 1020, 1041, 1062, 1083, 1105]
    assert not sums([[line * rate for rate in rates] for line in lines], only=Adding.ROWS)


def test_a_sum_without_blanks_is_no_copy_of_one_that_needs_them() -> None:
    """A line that came in the last year only."""
    text = """
        1280 1391 1084  909 1185 1563 6516
          38   88   72   97   72  169  118
           .    .    .    .    .    .  642
        1318 1479 1156 1006 1257 1732 7276
    """
    one, all_of_it = (found(text)["rows", 3, parts] for parts in ((0, 1), (0, 1, 2)))
    assert (one.holds, all_of_it.holds) == ((0, 1, 2, 3, 4, 5), (6,))


def test_of_two_equal_totals_each_has_its_own_parts() -> None:
    """What there is stands nearer to the sources than their total, with the lines of one of them between."""
    both = found(
        """
        9271 8806
        3120 2955
        6151 5851
           .    .
        4108 3977
        5163 4829
        2210 2043
        1849 1777
        1104 1009
        9271 8806
        """
    )
    assert set(both) == {("rows", 0, (1, 2)), ("rows", 5, (6, 7, 8)), ("rows", 9, (4, 5))}


def test_a_part_that_is_in_another_sum_in_half_of_the_rows_only() -> None:
    """Before and added make a total where nothing else came; what is taken from it as well, everywhere."""
    text = """
        2949 706 5723 2009  4958
        4030 718 10873 353  4383
        5758 167 14370 5151 10909
        7860 580 13952 5236 13096
        2919 296 3215 1433  4352
        7852 662 8514 3450  11302
        6235 254 6489 3836  10071
        2242 635 2877 1452  3694
        .      .    .    .     0
    """
    both = found(text)
    assert both["columns", 4, (0, 3)].holds == tuple(range(8))
    assert both["columns", 2, (0, 1)].holds == (4, 5, 6, 7)
    assert len(both) == len(sums(grid(text)))
