"""What is attacked beside plan files: registers of reports, books of money, bodies, sources, letterheads, folders.

Each is a sound input with the commands that read it, as a person types them.
"""

from __future__ import annotations

import csv
import io
import random
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Final, NamedTuple

ROOT: Final = Path(__file__).resolve().parent.parent
REGISTER: Final = """\
plan;report;occurrence;agency;number;dated;received;state;until;ordered_by;note
dong-thap;nam;2025-11;so-gddt;812/BC-SGDĐT;2025-11-12;2025-11-12;received;;;
dong-thap;nam;2025-11;so-tu-phap;201/BC-STP;13/11/2025;13/11/2025;trả lại;;;thiếu số liệu
dong-thap;nam;2025-11;so-tai-chinh;;;;gia hạn;21/11/2025;1187/UBND-NC;
dong-thap;nam;2025-11;Sở Công Thương;455/BC-SCT;;45976;;;;
dong-thap;nam;2025-11;bao;;;;;;;
"""
MONEY: Final = """\
plan;year;kind;document;date;line;source;amount (triệu đồng);ground;note
dong-thap;2025;allocation;QĐ 1;2024-12-18;phong-ngua;tinh;250;;
dong-thap;2025;giao dự toán;QĐ 1;18/12/2024;dau-tranh;tinh;350;;
dong-thap;2025;allocation;QĐ 1;2024-12-18;thiet-bi;tinh;2.300;;
dong-thap;2025;bổ sung;QĐ 2;2025-10-20;thiet-bi;tinh;800;;
dong-thap;2025;adjustment;QĐ 3;2025-11-05;phong-ngua;;-50;;
dong-thap;2025;spent;ĐC;2026-01-31;dau-tranh;;400;;
dong-thap;2025;carried_out;ĐC;2026-01-31;thiet-bi;;400;contract-before-31-12;
dong-thap;2025;hủy;ĐC;2026-01-31;phong-ngua;;5;;
"""
EXECUTED: Final = """\
Đơn vị tính: triệu đồng
STT;Nội dung;Năm 2025;;;
;;Kế hoạch;Giao;Thực hiện;Quyết toán
1;Công tác phòng ngừa;300;250;195;195
2;Công tác đấu tranh;400;350;340;340
;Tổng cộng;700;600;535;535
"""
BODIES: Final = """\
kind: agencies
province: Đồng Tháp
bodies:
  - {id: so-moi, name: Sở Mới, from: "2025-03-01", address: Số 1, email: a@b.vn}
  - {id: xa-mot, name: Xã Một, from: "2025-07-01"}
changes:
  - {on: "2025-03-01", kind: split, of: [so-tttt], to: [{body: so-moi, takes: phần còn lại}], seen: press}
decided:
  - {plan: dong-thap, agency: nhnn, body: so-moi, from: "2025-03-01", by: Văn phòng}
members:
  - {plan: dong-thap, agency: co-quan-khac, bodies: [xa-mot]}
"""
MEMBERS: Final = "Tên cơ quan;Thuộc;Địa chỉ;E-mail\nXã Một;co-quan-khac;Số 1;a@b.vn\nXã Hai;doan-the;;\n"
FACTS: Final = """\
plan,revision,sha256,province,line,parent,stt,name,role,year,state,dong,source,source_name,place
mau,1,00,Mẫu,phong-ngua,,1,Phòng ngừa,line,2025,amount,300000000,tinh,Ngân sách tỉnh,a.yaml:9:18
"""

OF_REGISTER: Final = (
    "report status {}",
    "report status {} --matrix -f html",
    "report status {} -f json",
    "report status {} -o s.xlsx",
    "report form dong-thap --occurrence 2026-06 --update {} -o moi.xlsx",
    "report remind {} --single -o thu.docx",
    "report remind {} --by 2025-12-01 -o thu/",
    "report compile {} --occurrence 2025-11 -o bc.docx",
    "deadline next dong-thap --register {}",
    "deadline calendar dong-thap --register {} -o lich.ics",
)
OF_MONEY: Final = (
    "budget status dong-thap --book {}",
    "budget status dong-thap --book {} --cumulative -f json",
    "budget status dong-thap --book {} --by document -f html",
    "export dong-thap --book {} -o sach.xlsx",
    "budget show dong-thap --book {}",
)
OF_BODIES: Final = (
    "agencies dong-thap --agencies {} --at 2025-11-14",
    "agencies dong-thap --agencies {} --body co-quan-khac",
    "tasks dong-thap --agencies {}",
    "report form dong-thap --occurrence 2025-11 --agencies {} -f csv",
    "check dong-thap --agencies {}",
    "deadline calendar dong-thap --by agency --agencies {} -o lich/",
)
OF_PLANS: Final = (
    "compare plans",
    "compare {} khanh-hoa",
    "export plans -o facts/",
    "export plans -f jsonl -o facts/",
    "budget form {} --year 2025 -o so.xlsx",
    "verify {} --source phu-luc-nguon.txt",
    "list plans",
)
OF_LETTERHEADS: Final = (
    "report remind so-dung.csv --letterhead {} --single -o thu.docx",
    "report compile so-dung.csv --letterhead {} -o bc.docx",
)
OF_ANNEXES: Final = ("import {} --book moi.csv", "import {} --book moi.xlsx -o moi.yaml")
OF_SOURCES: Final = ("verify phu-luc.yaml --source {}", "verify phu-luc.yaml --source {} -f json")
WRITING: Final = (
    "report form dong-thap --occurrence 2025-11 -o {}.xlsx",
    "report status so-dung.csv -o {}.html",
    "report remind so-dung.csv --single -o {}.docx",
    "report compile so-dung.csv -o {}.docx",
    "budget form dong-thap --year 2025 -o {}.csv",
    "budget status dong-thap --book tien-dung.csv -o {}.json",
    "budget calendar --year 2026 -o {}.ics",
    "agencies dong-thap -o {}.xlsx",
    "deadline calendar dong-thap --register so-dung.csv -o {}.ics",
    "compare dong-thap khanh-hoa -o {}.html",
    "verify phu-luc.yaml --source phu-luc-nguon.txt -o {}.json",
    "import thuc-hien.csv --book {}.csv",
    "export dong-thap -o {}.xlsx",
)
"""Commands that write one file."""
MOST_DIGITS: Final = 16
"""A workbook holds a number of fewer; what has more is a text there."""
ALWAYS: Final = ("--as-of", "2025-11-20", "--plans", "plans", "--force")


class Aim(NamedTuple):
    """A sound input and the commands that read it.

    Attributes:
        file: its name in the folder.
        data: its bytes.
        commands: what is typed, with the file's name for `{}`.
    """

    file: str
    data: bytes
    commands: tuple[str, ...]


def aims() -> Iterator[Aim]:
    """Every kind of input, in every form it can have; they lie in a folder that is `set_up`."""
    for name, kind, text, commands in (
        ("so", "register", REGISTER, OF_REGISTER),
        ("tien", "execution", MONEY, OF_MONEY),
    ):
        yield Aim(f"{name}.csv", text.encode(), commands)
        yield Aim(f"{name}.xlsx", workbook(text), commands)
        yield Aim(f"{name}.yaml", entries(kind, text), commands)
    yield Aim("co-quan.yaml", BODIES.encode(), OF_BODIES)
    yield Aim("co-quan.csv", MEMBERS.encode(), OF_BODIES)
    yield Aim("co-quan.xlsx", workbook(MEMBERS), OF_BODIES)
    yield Aim("giay.docx", letterhead(), OF_LETTERHEADS)
    yield Aim("thuc-hien.csv", EXECUTED.encode(), OF_ANNEXES)
    yield Aim("thuc-hien.xlsx", workbook(EXECUTED), OF_ANNEXES)
    yield Aim("nguon.txt", (ROOT / "docs" / "examples" / "phu-luc-nguon.txt").read_bytes(), OF_SOURCES)
    yield Aim("plans/a.yaml", (ROOT / "plans" / "dong-thap-2022-2026.yaml").read_bytes(), OF_PLANS)
    yield Aim("facts/lines.csv", FACTS.encode(), ("query money-by-year facts",))


def workbook(text: str) -> bytes:
    """Separated values as a workbook; a character that no workbook can hold is left out."""
    import openpyxl
    from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE

    book = openpyxl.Workbook()
    for row in ILLEGAL_CHARACTERS_RE.sub("", text).splitlines():
        book.worksheets[0].append(
            [int(cell) if cell.isdigit() and len(cell) < MOST_DIGITS else cell or None for cell in row.split(";")]
        )
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def entries(kind: str, text: str) -> bytes:
    """Separated values as a YAML book."""
    heads, *rows = (line.split(";") for line in text.replace("amount (triệu đồng)", "amount").splitlines())
    told = (", ".join(f'{head}: "{cell}"' for head, cell in zip(heads, row, strict=True) if cell) for row in rows)
    unit = "unit: triệu đồng\n" if kind == "execution" else ""
    return (f"kind: {kind}\n{unit}entries:\n" + "".join(f"  - {{{one}}}\n" for one in told)).encode()


def letterhead() -> bytes:
    """An office's own paper."""
    import docx

    word = docx.Document()
    word.add_paragraph("CƠ QUAN MẪU")
    buffer = io.BytesIO()
    word.save(buffer)
    return buffer.getvalue()


def set_up(folder: Path) -> None:
    """What else lies in the folder in which the commands run."""
    shutil.copytree(ROOT / "plans", folder / "plans")
    shutil.copytree(ROOT / "docs" / "examples", folder, dirs_exist_ok=True)
    (folder / "so-dung.csv").write_text(REGISTER, encoding="utf-8")
    (folder / "tien-dung.csv").write_text(MONEY, encoding="utf-8")
    (folder / "thuc-hien.csv").write_text(EXECUTED, encoding="utf-8")


CELLS: Final = (
    *("=1+1", "'=1", "#REF!", "1/0", "", "-", "−5", "٣", "NaN", "inf", "1e5", "1.150,5", "9" * 400, "a" * 20_000),
    *("31/11/2025", "29/02/2025", "9999-12-31", "0001-01-01", "1899-12-31", "1900-02-29", "2025-11-12T25:00"),
    *("12/11/2025 08:30", "2958465", "2958466", "-1", "0", "2025-W53", "2025-11", "total", "received", "all"),
    *("\u202ex", "\x1b[31m", "\x00", "Sở Tư pháp", "so-khcn", "xa-mot", "khanh-hoa", "../../etc/passwd", "🏴"),
)
"""What people and programs put into a cell that was meant for something else."""


def miswritten(text: str, chance: random.Random) -> str:
    """Separated values in which one to four cells hold something else."""
    rows = [row.split(";") for row in text.split("\n")]
    for _cell in range(chance.randint(1, 4)):
        row = chance.choice(rows)
        row[chance.randrange(len(row))] = chance.choice(CELLS)
    return "\n".join(";".join(row) for row in rows)


def text_of(aim: Aim) -> str:
    """The separated values a workbook was made of."""
    texts = {"so.xlsx": REGISTER, "tien.xlsx": MONEY, "co-quan.xlsx": MEMBERS, "thuc-hien.xlsx": EXECUTED}
    return texts[aim.file]


def injected(text: str) -> Iterator[tuple[str, str, tuple[str, ...]]]:
    """Files with that text in their cells; a command that shows it; the formats of its result."""
    told = ("text", "markdown", "html", "csv", "tsv", "json", "xlsx")
    of = ["dong-thap", "nam", "2025-11"]
    _write("chen.csv", REGISTER, [
        [*of, "so-gddt", text, "", "12/11/2025", "", "", "", text],
        [*of, "so-tu-phap", "", "", "", "exempt", "", text, ""],
        [*of, text, "1", "", text, text, "", "", ""],
    ])  # fmt: skip
    yield "chen.csv", "report status {}", told
    yield "chen.csv", "report compile {}", ("docx",)
    yield "chen.csv", "report form dong-thap --occurrence 2025-11 --update {}", ("csv", "xlsx", "yaml")
    year = ["dong-thap", "2025", "spent"]
    _write("chen-tien.csv", MONEY, [
        [*year, text, "2025-11-12", "phong-ngua", "", "1", "", text],
        [*year, text, "2025-11-12", text, text, text, text, ""],
    ])  # fmt: skip
    yield "chen-tien.csv", "budget status dong-thap --book {} --by document", told
    _write("chen-co-quan.csv", MEMBERS, [[text, "co-quan-khac", text, text], ["Xã Một", text, text, text]])
    yield "chen-co-quan.csv", "agencies dong-thap --agencies {} --body co-quan-khac", told
    yield "chen-co-quan.csv", "report form dong-thap --occurrence 2025-11 --agencies {}", ("csv", "xlsx", "yaml")
    quoted = '"' + "".join(f"\\U{ord(sign):08x}" for sign in text) + '"'
    decided = f"decided:\n  - {{plan: dong-thap, agency: nhnn, body: a, from: 2025-03-01, by: {quoted}}}\n"
    bodies = f"kind: agencies\nbodies:\n  - {{id: a, name: {quoted}, address: {quoted}, email: {quoted}}}\n"
    Path("chen-co-quan.yaml").write_text(bodies + decided, encoding="utf-8")
    yield "chen-co-quan.yaml", "agencies dong-thap --agencies {} --at 2025-11-14", told


def _write(file: str, like: str, rows: list[list[str]]) -> None:
    """Separated values under the heads of others."""
    buffer = io.StringIO()
    csv.writer(buffer, delimiter=";").writerows([like.splitlines()[0].split(";"), *rows])
    Path(file).write_text(buffer.getvalue(), encoding="utf-8")


def has_formula(file: Path) -> bool:
    """Whether a cell of a workbook would be run."""
    import openpyxl

    book = openpyxl.load_workbook(file)
    return any(cell.data_type == "f" for sheet in book for row in sheet.iter_rows() for cell in row)
