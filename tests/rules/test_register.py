"""A register of reports held against its plan: every rule has its example, at its place."""

from __future__ import annotations

from datetime import date

import pytest

from cybercrime_plan.calc.deadlines import deadlines
from cybercrime_plan.calc.owners import Owners
from cybercrime_plan.catalogue import meaning
from cybercrime_plan.findings import Finding, Rule, in_order
from cybercrime_plan.model.known_bodies import Bodies
from cybercrime_plan.model.plan import Plan
from cybercrime_plan.model.reports import Override
from cybercrime_plan.read.bodies import shipped_bodies
from cybercrime_plan.read.data_file import working_days
from cybercrime_plan.read.register import read_register
from cybercrime_plan.refusals import REGISTER
from cybercrime_plan.rules.register import JudgedRegister, judged
from tests.conftest import Golden
from tests.plans.shipped import shipped
from tests.told import said

PLAN = shipped("dong-thap")
AS_OF = date(2025, 12, 1)
EVERY_RULE = pytest.mark.parametrize("rule", REGISTER, ids=lambda rule: rule.code)
HEADS = "plan;report;occurrence;agency;number;dated;received;state;until;ordered_by\n"


def judge(rows: str, as_of: date = AS_OF, plan: Plan = PLAN) -> tuple[JudgedRegister, tuple[Finding, ...]]:
    book = read_register("so.csv", rows.encode())
    owners = {plan.id: Owners(plan, Bodies((shipped_bodies(),)))}
    found = judged(book.receipts, owners, deadlines([plan], working_days()), as_of)
    return found, in_order((*book.findings, *found.findings))


@EVERY_RULE
def test_the_bad_example_breaks_its_rule_alone_and_the_good_one_none(rule: Rule) -> None:
    meant = meaning(rule.code)
    assert {finding.rule for finding in judge(meant.bad)[1]} == {rule}
    assert judge(meant.good)[1] == ()


@EVERY_RULE
def test_every_finding_has_a_place(rule: Rule) -> None:
    assert all(finding.place for finding in judge(meaning(rule.code).bad)[1])


def test_what_is_said_of_the_bad_examples(golden: Golden) -> None:
    lines = (line for rule in REGISTER for line in (f"# {rule.code}", *said(judge(meaning(rule.code).bad)[1]), ""))
    golden("findings/REG.txt", "\n".join(lines))


def codes(*rows: str, as_of: date = AS_OF) -> list[str]:
    return [finding.rule.code for finding in judge(HEADS + "\n".join(rows), as_of)[1]]


def test_a_name_used_in_a_thousand_rows_is_told_once() -> None:
    assert codes(*["dong-thap;nam;11/2025;so-gddt"] * 1000) == ["REG203"]


@pytest.mark.parametrize("occurrence", ["Nov-25", "01/11/2025", "2025-12", "2025"])
def test_an_occurrence_that_is_none_is_told_with_those_there_are(occurrence: str) -> None:
    (finding,) = judge(f"{HEADS}dong-thap;nam;{occurrence};so-gddt")[1]
    assert finding.rule.code == "REG203"
    assert "2025-11" in str(finding.complaint.hint)


@pytest.mark.parametrize("number", ["15/BC-UBND", "15"])
def test_a_number_that_many_bodies_have_may_stand_twice(number: str) -> None:
    rows = (f"dong-thap;nam;2025-11;{body};{number};;2025-11-12" for body in ("so-gddt", "so-tu-phap"))
    assert codes(*rows) == []


def test_one_letter_may_answer_for_two_occurrences() -> None:
    rows = (f"dong-thap;{report};so-gddt;8/BC-SGDĐT;;2025-06-12" for report in ("sau-thang;2025-06", "nam;2025-11"))
    assert "REG303" not in codes(*rows)


def test_the_same_letter_twice_for_one_occurrence_is_told() -> None:
    assert codes(*["dong-thap;nam;2025-11;so-gddt;8/BC-SGDĐT;;2025-11-12"] * 2) == ["REG303"]


def test_a_returned_letter_that_comes_again_is_no_second_one() -> None:
    row = "dong-thap;nam;2025-11;so-gddt;8/BC-SGDĐT;;2025-11-12"
    assert codes(f"{row};returned", row) == []


def test_rows_nobody_has_filled_in_name_the_occurrence_and_nothing_else() -> None:
    found, findings = judge(f"{HEADS}dong-thap;nam;2025-11;so-gddt")
    assert ([one.key for one in found.occurrences], found.receipts, findings) == (["2025-11"], (), ())


def test_what_arrived_after_the_day_of_the_question_had_not_come() -> None:
    row = "dong-thap;nam;2025-11;so-gddt;;;2025-11-12"
    assert len(judge(HEADS + row)[0].receipts) == 1
    found, (finding,) = judge(HEADS + row, date(2025, 11, 11))
    assert (found.receipts, finding.rule.code) == ((), "REG305")


@pytest.mark.parametrize("body", ["so-khcn-2025", "Sở Khoa học và Công nghệ", "sở khoa học và công nghệ"])
def test_a_new_body_of_an_old_name_is_meant_by_that_name(body: str) -> None:
    found, findings = judge(f"{HEADS}dong-thap;nam;2025-11;{body};;;2025-11-12")
    assert ([one.agency for one in found.receipts], findings) == (["so-khcn-2025"], ())


def test_the_old_body_counts_for_its_heir_and_is_told() -> None:
    found, (finding,) = judge(f"{HEADS}dong-thap;nam;2025-11;so-khcn;;;2025-11-12")
    assert (found.receipts[0].agency, finding.rule.code) == ("so-khcn-2025", "REG206")
    assert "Sở Khoa học và Công nghệ" in str(finding.complaint.hint)


def test_a_body_that_need_not_report_is_known_by_its_printed_name() -> None:
    found, findings = judge(f"{HEADS}dong-thap;nam;2025-11;Viện Kiểm sát nhân dân Tỉnh;;;2025-11-12")
    assert ([one.agency for one in found.receipts], findings) == (["vksnd"], ())


def test_the_number_of_a_day_as_excel_keeps_it_is_read() -> None:
    found, findings = judge(f"{HEADS}dong-thap;nam;2025-11;so-gddt;;;45973")
    assert ([one.received for one in found.receipts], findings) == ([date(2025, 11, 12)], ())


def test_a_body_that_is_gone_is_named_as_it_was_and_its_heir_by_its_id() -> None:
    _found, (finding,) = judge(f"{HEADS}dong-thap;nam;2025-11;nhnn;;;2025-11-12")
    message, hint = str(finding.complaint.message), str(finding.complaint.hint)
    assert "Ngân hàng Nhà nước Việt Nam chi nhánh Tỉnh" in message
    assert "(nhnn-khu-vuc-13)" in hint


@pytest.mark.parametrize(("known", "hint"), [(("khanh-hoa", "dong-thap"), "dong-thap, khanh-hoa"), ((), None)])
def test_a_plan_that_nobody_has_is_answered_with_those_there_are(known: tuple[str, ...], hint: str | None) -> None:
    book = read_register("so.csv", f"{HEADS}dong-thp;nam;2025-11;so-gddt;;;2025-11-12".encode())
    (finding,) = judged(book.receipts, {}, deadlines([PLAN], working_days()), AS_OF, known).findings
    assert str(finding.complaint.hint) == (f"the plans here are: {hint}" if hint else "None")


def test_a_report_on_a_cancelled_occurrence_is_told_by_whose_order() -> None:
    order = Override(occurrence="2025-11", cancelled=True, ordered_by="15/CV-UBND")
    reports = tuple(
        one.model_copy(update={"overrides": (order,)}) if one.id == "nam" else one for one in PLAN.reports
    )
    rows = HEADS + "dong-thap;nam;2025-11;so-gddt;01/BC-SGDDT;10/11/2025;12/11/2025"
    (found,) = judge(rows, plan=PLAN.model_copy(update={"reports": reports}))[1]
    assert str(found.complaint.message) == "2025-11 was cancelled by 15/CV-UBND"
    assert found.complaint.hint is None
