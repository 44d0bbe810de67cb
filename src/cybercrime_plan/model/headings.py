"""What the printed table of a budget calls its columns and rows."""

from typing import Final

from pydantic import Field

from cybercrime_plan.language import N_
from cybercrime_plan.model.base import Flag, Label, Many, Part, Whole


class Headings(Part):
    """What the printed table calls its columns, where an annex handed back should say the same."""

    stt: Label | None = Field(
        None, title=N_("heading of the numbers"), description=N_("over the numbers of the lines: STT, TT")
    )
    name: Label | None = Field(
        None, title=N_("heading of the names"), description=N_("over the names of the lines: Nội dung")
    )
    total: Label | None = Field(
        None, title=N_("heading of the totals"), description=N_("over the totals of the lines: Cộng, Tổng số")
    )
    source: Label | None = Field(
        None, title=N_("heading of the sources"), description=N_("over the sources of the lines: Nguồn")
    )
    note: Label | None = Field(
        None, title=N_("heading of the notes"), description=N_("over a column with the notes of the lines: Ghi chú")
    )
    totals: Label | None = Field(
        None, title=N_("name of the row of totals"), description=N_("what the row of totals is called: Tổng cộng")
    )
    totals_above: Flag = Field(
        default=False,
        title=N_("totals above the lines"),
        description=N_("whether the row of totals stands above the lines"),
    )
    totals_after: Whole | None = Field(
        None,
        title=N_("lines above the totals"),
        description=N_(
            "how many of the lines stand above the row of totals, where it is neither the first nor the last"
        ),
    )
    total_position: Whole | None = Field(
        None,
        title=N_("position of the totals"),
        description=N_("which of the printed columns of figures holds the totals of the lines, from 1"),
    )
    order: Many[Label] = Field(
        (),
        title=N_("order of the columns"),
        description=N_(
            "all columns from the left, where their order is not the usual one: stt, name, source, note, and those"
            " of figures by their numbers; without stt the numbers of lines stand before their names"
        ),
    )
    above: Many[Label] = Field(
        (),
        title=N_("lines above the table"),
        description=N_("what is printed above the table, line by line, texts side by side parted by |"),
    )
    below: Many[Label] = Field(
        (),
        title=N_("lines below the table"),
        description=N_("what is printed below the table, line by line, texts side by side parted by |"),
    )
    figures: Many[Label] = Field(
        (),
        title=N_("headings of the figures"),
        description=N_("over each printed column of figures, its headings from above, parted by |"),
    )
    numbers: Many[Label] = Field(
        (),
        title=N_("numbers of the columns"),
        description=N_("what a row under the headings numbers each column with, from the left: A, B, 1, 2, 3=1+2"),
    )


USUAL_HEADINGS: Final = Headings.model_construct(
    stt="STT", name="Nội dung công việc", total="Cộng", source="Nguồn", totals="TỔNG CỘNG"
)
"""What an annex handed back says where the plan does not; only what differs from it is kept of an imported one."""
