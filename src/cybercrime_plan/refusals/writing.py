"""YML: how the file is written. YAML allows much that a plan has no use for and a reader stumbles over."""

from __future__ import annotations

from typing import Final

from cybercrime_plan.findings import Rule
from cybercrime_plan.language import _
from cybercrime_plan.refusals.example import BUDGET, changed, refused

_TITLED: Final = changed(BUDGET, ("id: mau\n", 'id: mau\ntitle: "Kế hoạch: giai đoạn 2024 - 2025"\n'))
_NOTED: Final = BUDGET + '  notes:\n    - {on: 2025, text: "*Do năm 2025 gia hạn bản quyền"}\n'

_BYTES: Final = (
    refused(
        "YML101",
        "file-too-large",
        _("The file is larger than 4 MiB."),
        _("A plan is a few dozen kilobytes of text. Most likely this is another file, or many in one."),
        bad=BUDGET + "# … and so on, more than four million bytes\n",
    ),
    refused(
        "YML102",
        "not-utf-8",
        _("The bytes of the file are not UTF-8, nor UTF-16 with its mark."),
        _("Save the file as UTF-8. An encoding is never guessed: a wrong guess would change names unnoticed."),
        bad="# saved as Windows-1252\n" + changed(BUDGET, ("Công tác phòng ngừa", "Công tác")),
    ),
    refused(
        "YML103",
        "legacy-vietnamese-encoding",
        _("The Vietnamese of the file is written in TCVN3 (ABC) or VNI, from before Unicode."),
        _(
            "Convert it, for example with UniKey, and compare the capital letters: in TCVN3 many of them are told "
            "apart by the font only, so no program can convert them surely, and this one does not try."
        ),
        bad=changed(
            BUDGET,
            ("Ngân sách tỉnh", "Ng©n s¸ch tØnh"),
            ("Công tác phòng ngừa", "C«ng t¸c phßng ngõa"),
            ("triệu đồng", "triÖu ®ång"),
        ),
    ),
    refused(
        "YML104",
        "control-character",
        _("The text holds a control character."),
        _("Delete it. It may have come along with a copy from another program, and most editors do not show it."),
        bad=changed(BUDGET, ("name: Công tác", 'name: "Công\\x1b[31m tác'), ("phòng ngừa", 'phòng ngừa"')),
    ),
    refused(
        "YML105",
        "direction-override",
        _("The text holds a sign that turns the direction of writing."),
        _("Delete it. With it, the order in which figures are shown is not the order in which they are read."),
        bad=changed(BUDGET, ("name: Công tác phòng ngừa", 'name: "Công tác \\u202ephòng ngừa"')),
    ),
    refused(
        "YML106",
        "empty-file",
        _("The file has no value at all."),
        _("A plan says at least its format, its id, and one of budget, reports or tasks."),
        bad="# nothing but this comment\n",
    ),
    refused(
        "YML107",
        "too-many-faults",
        _("There are more faults than are worth listing."),
        _("Most likely this is not a plan file. Otherwise mend the faults listed, then check again."),
        bad="- *a\n# … and so on, more than a hundred times\n",
    ),
    refused(
        "YML108",
        "nested-too-deeply",
        _("Lists and fields stand in one another more than 32 levels deep."),
        _("A plan needs about ten. Deeper nesting only serves to exhaust the program that reads it."),
        bad="format: " + "[" * 33 + "1" + "]" * 33 + "\n",
    ),
    refused(
        "YML109",
        "too-many-values",
        _("The file has more than 200.000 values."),
        _("A plan has a few thousand. Most likely this is another file, or many in one."),
        bad="- 1\n# … and so on, more than 200.000 times\n",
    ),
)

_SYNTAX: Final = (
    refused(
        "YML201",
        "tab-as-indentation",
        _("A tab stands where blanks should indent the line."),
        _("Indent with blanks only. A tab is as wide as an editor pleases, so nobody can tell what belongs where."),
        bad=changed(BUDGET, ("      total: 500", "\ttotal: 500")),
    ),
    refused(
        "YML202",
        "wrong-indentation",
        _("A line does not begin in the column of the lines it belongs to."),
        _("Fields of one record begin in one column, and so do the dashes of one list."),
        bad=changed(BUDGET, ("      total: 500", "     total: 500")),
    ),
    refused(
        "YML203",
        "unclosed-quote",
        _("A quote is opened and never closed."),
        _("Close it. Inside single quotes an apostrophe is written twice."),
        bad=changed(_TITLED, ('2025"', "2025")),
        good=_TITLED,
    ),
    refused(
        "YML204",
        "unclosed-bracket",
        _("A bracket is opened and never closed, or a comma is missing in it."),
        _("Close it, and put a comma between its parts."),
        bad=changed(BUDGET, ("amounts: [300, 200]", "amounts: [300, 200")),
    ),
    refused(
        "YML205",
        "text-needs-quotes",
        _("A text holds or begins with a sign that means something else to YAML."),
        _(
            "Put the text in quotes when it holds a colon and a blank, when it begins with a sign such as @ or %, "
            "and when something follows its closing quote."
        ),
        bad=changed(_TITLED, ('"Kế hoạch: giai đoạn 2024 - 2025"', "Kế hoạch: giai đoạn 2024 - 2025")),
        good=_TITLED,
    ),
    refused(
        "YML206",
        "missing-colon",
        _("A line among fields has no colon."),
        _("Write the field, a colon, a blank and the value. Indent a text that goes on over several lines."),
        bad=changed(BUDGET, ("total: 500\n      source", "total 500\n      source")),
    ),
    refused(
        "YML207",
        "unknown-escape",
        _("In double quotes a backslash begins an escape, and this one does not exist."),
        _("Write the text in single quotes, where a backslash is only a backslash."),
        bad=changed(_TITLED, ("Kế hoạch:", "Kế\\ hoạch:"), ("giai đoạn", "giai\\đoạn")),
        good=_TITLED,
    ),
    refused(
        "YML208",
        "not-yaml",
        _("The file breaks a rule of YAML that plans seldom meet."),
        _("The parser's own words are quoted. Lines that begin with % are instructions to it; leave them out."),
        bad="%YAML 3.0\n---\n" + BUDGET,
    ),
)

_REFUSED_YAML: Final = (
    refused(
        "YML301",
        "alias",
        _("A value refers to another part of the file (*name)."),
        _(
            "Write the value itself: what a document prints twice stands in its plan twice. "
            "A note that begins with an asterisk needs quotes."
        ),
        bad=changed(_NOTED, ('"*Do năm 2025 gia hạn bản quyền"', "*Do")),
        good=_NOTED,
    ),
    refused(
        "YML302",
        "anchor",
        _("A part of the file is given a name to be used again (&name)."),
        _("Leave the name out. A text that begins with & needs quotes."),
        bad=changed(BUDGET, ("amounts: [300", "amounts: &hang [300")),
    ),
    refused(
        "YML303",
        "tag",
        _("A value asks for a type of its own (!type)."),
        _("Leave the tag out: the plan's format says what each field is. A text that begins with ! needs quotes."),
        bad=changed(BUDGET, ("total: 500", "total: !!int 500")),
    ),
    refused(
        "YML304",
        "merge-key",
        _("The field << would merge another part of the file into this one."),
        _("Write the fields themselves."),
        bad=changed(BUDGET, ("{id: tinh,", "{<<: {level: province}, id: tinh,")),
    ),
    refused(
        "YML305",
        "second-document",
        _("A second document begins in the same file."),
        _("Keep each plan in a file of its own. A line of three dashes begins a new document."),
        bad=BUDGET + "---\n" + BUDGET,
    ),
    refused(
        "YML306",
        "name-is-no-text",
        _("The name of a field is a list or has fields of its own."),
        _("A name is a text. One that begins with a bracket, or with a question mark and a blank, needs quotes."),
        bad=BUDGET + "? [ghi, chú]\n: nội bộ\n",
    ),
    refused(
        "YML307",
        "repeated-field",
        _("One record has the same field twice."),
        _(
            "Keep one. Most programs silently take the last, so a figure typed twice would be lost unnoticed; "
            "here the first is read on, and nothing is decided."
        ),
        bad=changed(BUDGET, ("total: 500\n      source", "total: 500\n      total: 600\n      source")),
    ),
)

WRITING: Final[tuple[Rule, ...]] = (*_BYTES, *_SYNTAX, *_REFUSED_YAML)
