"""Reporting duties, in the words of RFC 5545 section 3.3.10 where they recur."""

from __future__ import annotations

from typing import Annotated

from pydantic import BeforeValidator, WithJsonSchema

from cybercrime_plan.model.base import Label, Many, Part, Slug, Whole, choice

_KINDS = ("periodic", "once", "mid_term", "final", "ad_hoc")
Kind = Annotated[str, BeforeValidator(choice(*_KINDS)), WithJsonSchema({"enum": list(_KINDS)})]
Bound = Annotated[str, BeforeValidator(choice("before", "by")), WithJsonSchema({"enum": ["before", "by"]})]
"""`before` excludes the day that is written, `by` includes it."""
Frequency = Annotated[
    str, BeforeValidator(choice("yearly", "monthly")), WithJsonSchema({"enum": ["yearly", "monthly"]})
]


class Rule(Part):
    """When a periodic duty recurs."""

    freq: Frequency
    bymonth: Whole
    bymonthday: Whole


class Via(Part):
    """Through whom a report goes."""

    agency: Slug | None = None
    email: Label | None = None
    at: Label | None = None


class Report(Part):
    """A duty to report."""

    id: Slug
    title: Label
    kind: Kind
    bound: Bound | None = None
    rule: Rule | None = None
    from_whom: Many[Slug] = ()
    to: Many[Slug] = ()
    via: Via | None = None
    timing: Label | None = None
    at: Label | None = None
