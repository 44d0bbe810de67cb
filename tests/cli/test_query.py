"""`plan query`: questions about facts, and no way from there to anything else."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from unittest import mock

import pytest

from cybercrime_plan.cli import query as command
from cybercrime_plan.cli.query import NAMED
from cybercrime_plan.render.exports.facts import TABLES
from tests.program import ROOT, environment, plan

duckdb = pytest.importorskip("duckdb")

DAY = ("--as-of", "2026-06-01")
REGISTER = "plan,report,occurrence,agency,number,received\ndong-thap,nam,2025-11,so-tu-phap,=1+1,2025-11-10\n"
BOOK = """\
Đơn vị tính: triệu đồng
plan,year,kind,document,date,line,source,amount
dong-thap,2025,allocation,1/QD,2025-01-10,phong-ngua,,100
dong-thap,2025,allocation,1/QD,2025-01-10,dau-tranh,,50
dong-thap,2025,supplement,2/QD,2025-02-10,dau-tranh,,10
dong-thap,2025,spent,KB6,2025-06-30,phong-ngua,,40
dong-thap,2025,spent,KB12,2025-12-31,phong-ngua,,90
dong-thap,2025,spent,KB12,2025-12-31,dau-tranh,,30
"""


def asked(sql: str, *targets: str, cwd: Path = ROOT) -> list[dict[str, object]]:
    ran = plan("query", sql, *targets, "-f", "json", *DAY, cwd=cwd)
    assert (ran.code, ran.err) == (0, "")
    answer: list[dict[str, object]] = json.loads(ran.out)
    return answer


def refused(sql: str, *targets: str) -> str:
    ran = plan("query", sql, *targets)
    assert (ran.code, ran.out) == (2, "")
    return ran.err


def test_the_money_of_every_year_is_what_the_plan_prints() -> None:
    assert [(row["plan"], row["year"], row["dong"]) for row in asked("money-by-year")][4:] == [
        ("dong-thap", 2022, 850_000_000),
        ("dong-thap", 2023, 700_000_000),
        ("dong-thap", 2024, 750_000_000),
        ("dong-thap", 2025, 4_100_000_000),
        ("dong-thap", 2026, 750_000_000),
    ]


def test_findings_are_counted_by_rule_as_a_check_counts_them() -> None:
    checked = json.loads(plan("check", "-f", "json", *DAY).out)["findings"]
    counted = {(row["code"], row["state"]): row["findings"] for row in asked("findings-by-rule")}
    found = [(one["code"], one["state"]) for one in checked]
    assert counted == {key: found.count(key) for key in found}


@pytest.mark.parametrize("kind", ["csv", "tsv", "jsonl", "parquet"])
def test_a_folder_of_facts_answers_as_the_plans_do(tmp_path: Path, kind: str) -> None:
    (tmp_path / "so.csv").write_text(REGISTER, encoding="utf-8")
    (tmp_path / "tien.csv").write_text(BOOK, encoding="utf-8")
    books = ("--register", f"{tmp_path}/so.csv", "--book", f"{tmp_path}/tien.csv")
    assert plan("export", *books, "-o", f"{tmp_path}/facts/", "-f", kind, *DAY).code == 0
    for table in TABLES:
        rows = asked(f"FROM {table}", f"{tmp_path}/facts")
        assert rows == asked(f"FROM {table}", *books)
        assert rows
    assert "leave --register and --book out" in refused("FROM receipts", f"{tmp_path}/facts", *books[:2])


def test_what_is_spent_adds_up_over_lines_and_years_but_not_over_phases(tmp_path: Path) -> None:
    (tmp_path / "tien.csv").write_text(BOOK, encoding="utf-8")
    mine = "FROM money WHERE year = 2025 AND plan = 'dong-thap'"
    sql = f"SELECT phase, sum(dong) AS dong {mine} GROUP BY phase ORDER BY phase"
    assert asked(sql, "--book", f"{tmp_path}/tien.csv") == [
        {"phase": "adjusted", "dong": 10_000_000},
        {"phase": "allocated", "dong": 150_000_000},
        {"phase": "planned", "dong": 4_100_000_000},
        {"phase": "spent", "dong": 120_000_000},
    ]


def test_the_money_of_a_plan_without_a_book_is_what_is_planned() -> None:
    assert asked("SELECT DISTINCT phase FROM money") == [{"phase": "planned"}]
    sums = "SELECT (SELECT sum(dong) FROM money) - (SELECT sum(dong) FROM lines WHERE role = 'line') AS more"
    assert asked(sums) == [{"more": 0}]
    assert asked("SELECT count(*) AS n FROM receipts") == [{"n": 0}]


def test_what_is_guarded_in_csv_comes_back_as_it_was(tmp_path: Path) -> None:
    names = ["=1+1", "'=x", "-Chi", "a"]
    rows = "".join(f'    - {{id: l{n}, name: "{name}", amounts: [1]}}\n' for n, name in enumerate(names))
    text = f"format: 1\nid: p\nbudget:\n  unit: đồng\n  years: [2025]\n  lines:\n{rows}"
    (tmp_path / "p.yaml").write_text(text, encoding="utf-8")
    assert plan("export", "p.yaml", "-o", "facts/", cwd=tmp_path).code == 0
    assert [row["name"] for row in asked("SELECT name FROM lines ORDER BY line", "facts", cwd=tmp_path)] == names


def test_a_file_that_cannot_be_read_is_a_finding_and_exit_2(tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_text("format: 1\nid: a\n")
    (tmp_path / "b.yaml").write_text("\tx\n")
    ran = plan("query", "SELECT file, code FROM findings WHERE code = 'YML201'", ".", "-f", "csv", cwd=tmp_path)
    assert (ran.code, ran.out) == (2, "file,code\n./b.yaml,YML201\n")


def test_a_figure_as_printed_is_no_number() -> None:
    """`'1.150'::bigint` is 1, so no amount is ever kept as it is printed."""
    assert asked("SELECT '1.150'::bigint AS n") == [{"n": 1}]
    assert asked("SELECT DISTINCT typeof(dong) AS kind FROM lines") == [{"kind": "BIGINT"}]


def test_a_sum_over_dashes_alone_is_nothing_and_not_zero() -> None:
    where = "FROM lines WHERE state = 'dash'"
    assert asked(f"SELECT count(*) AS n, sum(dong) AS dong {where}") == [{"n": 4, "dong": None}]


def test_a_division_gives_a_fraction_in_decimal_notation() -> None:
    assert asked("SELECT 7 / 2 AS share, 7 // 2 AS whole, 1e30 AS big, 'nan'::double AS none") == [
        {"share": "3.5", "whole": 3, "big": 10**30, "none": "NaN"}
    ]


def test_a_sum_beyond_64_bits_stays_exact() -> None:
    assert asked("SELECT sum(n) AS s FROM (VALUES (9223372036854775807), (9223372036854775807)) t(n)") == [
        {"s": 18_446_744_073_709_551_614}
    ]


def test_no_column_is_lost_because_another_has_its_name() -> None:
    assert "two columns" in refused("SELECT 1 AS n, 2 AS n")


@pytest.mark.parametrize(
    "sql",
    [
        "SELECT 1; SELECT 2", "", "SET threads = 9", "RESET memory_limit", "PRAGMA threads = 9", "INSTALL httpfs",
        "LOAD httpfs", "FORCE INSTALL httpfs", "ATTACH 'x.db'", "COPY lines TO 'x.csv'",
        "COPY (SELECT 1) TO 'x.csv'", "EXPORT DATABASE 'x'", "IMPORT DATABASE 'x'", "CREATE TABLE t (n INT)",
        "DROP TABLE lines", "DELETE FROM lines", "UPDATE lines SET dong = 0",
        "INSERT INTO lines (dong) VALUES (1)", "CREATE SECRET (TYPE s3)",
        "CALL checkpoint()",
        "SET VARIABLE a = 1", "PREPARE p AS SELECT 1", "BEGIN", "CREATE MACRO f() AS 1", "USE memory", "VACUUM",
        "ALTER TABLE lines ADD n INT", "EXPLAIN ANALYZE SELECT 1", "DETACH memory",
    ],
)  # fmt: skip
def test_whatever_is_no_single_question_is_refused(tmp_path: Path, sql: str) -> None:
    said = refused(sql)
    assert "one SELECT" in said or "cannot be read" in said
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    "source",
    [
        "'x.csv'", "read_csv('x.csv')", "read_csv_auto('x.csv')", "read_text('x.csv')", "read_blob('x.csv')",
        "read_json('x.csv')", "read_ndjson_objects('x.csv')", "read_parquet('x.csv')", "parquet_metadata('x.csv')",
        "sniff_csv('x.csv')", "glob('*')", "'https://example.com/x.csv'", "read_csv('s3://b/x.csv')",
        "sqlite_scan('x.db', 't')", "postgres_scan('', '', 't')", "st_read('x.csv')", "duckdb_extensions()",
        "query('COPY lines TO ''x.csv''')", "query('SET threads = 9')", "query_table('x.csv')", "enable_logging()",
    ],
)  # fmt: skip
def test_no_question_reaches_a_file_the_network_or_an_extension(tmp_path: Path, source: str) -> None:
    (tmp_path / "p.yaml").write_text("format: 1\nid: p\n")
    (tmp_path / "x.csv").write_text("secret\n1\n")
    with mock.patch("socket.socket", side_effect=AssertionError("no network")):
        ran = plan("query", f"SELECT * FROM {source}", "p.yaml", cwd=tmp_path)  # noqa: S608 - an attack
    assert (ran.code, ran.out) == (2, "")
    assert "cannot be answered" in ran.err
    assert sorted(one.name for one in tmp_path.iterdir()) == ["p.yaml", "x.csv"]


def test_no_question_sees_the_variables_of_the_program() -> None:
    assert "secret" in refused("SELECT * FROM secret")
    assert "getenv" in refused("SELECT getenv('HOME')")
    names = {"enable_external_access": "false", "lock_configuration": "true", "temp_directory": ""}
    for name, value in names.items():
        assert asked(f"SELECT current_setting('{name}')::varchar AS s") == [{"s": value}]


def test_even_what_the_program_would_set_is_refused_once_the_facts_are_loaded() -> None:
    """Were a statement to slip through, the lock would hold it."""
    database = duckdb.connect()
    for lock in command.LOCKS:
        database.execute(lock)
    relation = database.sql("SELECT 1 AS secret")
    assert relation is not None
    attempts = (
        *command.LOCKS[:-1], "SET enable_external_access = true", "SET lock_configuration = false", "LOAD httpfs",
        "INSTALL httpfs", "ATTACH 'x.db'", "COPY (SELECT 1) TO 'x.csv'", "SELECT * FROM relation",
    )  # fmt: skip
    for attempt in attempts:
        with pytest.raises(duckdb.Error):
            database.execute(attempt)
    database.close()


def test_a_question_without_an_end_is_stopped() -> None:
    with mock.patch.object(command, "SECONDS", 0.05):
        said = refused("SELECT count(*) FROM range(100000000) a, range(100000000) b WHERE a.range + b.range = -1")
    assert "takes longer" in said


def test_a_question_that_needs_too_much_memory_fails_and_writes_nothing(tmp_path: Path) -> None:
    (tmp_path / "p.yaml").write_text("format: 1\nid: p\n")
    sql = "SELECT list(range) AS n FROM range(300000000)"
    ran = plan("query", sql, "p.yaml", cwd=tmp_path, env={"TMPDIR": str(tmp_path)})
    assert (ran.code, ran.out) == (2, "")
    assert [one.name for one in tmp_path.iterdir()] == ["p.yaml"]


def test_without_the_extra_it_says_how_to_get_it() -> None:
    with mock.patch.dict(sys.modules, {"duckdb": None}):
        assert "pip install 'cybercrime-plan[query]'" in refused("SELECT 1")
        ran = plan("export", "-f", "parquet", "-o", "facts/")
        assert ran.code == 2
        assert "pip install 'cybercrime-plan[query]'" in ran.err


def test_the_named_questions_are_questions() -> None:
    for sql in NAMED.values():
        (statement,) = duckdb.extract_statements(sql)
        assert statement.type == duckdb.StatementType.SELECT


@pytest.mark.parametrize(
    ("sql", "english", "vietnamese"),
    [
        ("FROM 'x.csv'", "it reaches the tables of facts alone", "chỉ dùng được các bảng số liệu"),
        ("FROM nowhere", "it names a table or a function that there is not", "không có bảng hoặc hàm"),
        ("SELECT nothing FROM plans", "it names a column that there is not", "không có cột"),
        ("SELECT 'a'::int", "a value in it is not of the kind", "có giá trị không đúng loại"),
        ("SELECT repeat('x', 2000000000)", "more than 512 MB", "nhiều hơn 512 MB"),
        ("SELECT repeat('x', 2000000)", "longer than 1.000.000 characters", "dài hơn 1.000.000 ký tự"),
        ("SELEC 1", "the question cannot be read\n", "không đọc được câu hỏi\n"),
    ],
)
def test_why_there_is_no_answer_is_said_in_both_languages(sql: str, english: str, vietnamese: str) -> None:
    if "2000000000" in sql and sys.platform != "linux":
        pytest.skip("only Linux counts what the engine does not")
    assert english in refused(sql)
    ran = plan("query", sql, "--lang", "vi")
    assert (ran.code, ran.out) == (2, "")
    assert vietnamese in ran.err.partition("gợi ý")[0]


def test_the_memory_of_the_process_is_its_own_again_after_a_question() -> None:
    resource = pytest.importorskip("resource")
    before = resource.getrlimit(resource.RLIMIT_AS)
    assert refused("SELECT repeat('x', 2000000000)")
    assert resource.getrlimit(resource.RLIMIT_AS) == before


def test_a_step_that_cannot_be_interrupted_ends_with_the_program() -> None:
    """One call of a function is not interrupted; this one takes minutes."""
    program = (
        "import sys; from cybercrime_plan.cli import query; from cybercrime_plan.cli.main import main;"
        "query.SECONDS = query.GRACE = 0.3; sys.exit(main(sys.argv[1:]))"
    )
    sql = "SELECT levenshtein(repeat('x', 300000), repeat('y', 300000))"
    ran = subprocess.run(
        [sys.executable, "-c", program, "query", sql],
        cwd=ROOT, env=environment(), capture_output=True, text=True, encoding="utf-8", check=False, timeout=60,
    )  # fmt: skip
    assert (ran.returncode, ran.stdout) == (2, "")
    assert "takes longer than" in ran.stderr


def test_a_question_that_is_not_in_utf_8_is_refused() -> None:
    """A byte of another encoding comes from the command line as half a letter."""
    assert "the question is not in UTF-8" in refused("SELECT '\udcff'")


def test_facts_of_a_version_with_fewer_tables_are_to_be_written_anew(tmp_path: Path) -> None:
    assert plan("export", "-o", f"{tmp_path}/facts/", *DAY).code == 0
    (tmp_path / "facts" / "money.csv").unlink()
    ran = plan("query", "SELECT 1", "facts", "--lang", "vi", cwd=tmp_path)
    assert (ran.code, ran.out) == (2, "")
    assert f"không có tệp {Path('facts', 'money.csv')}" in ran.err
    assert "plan export -o facts" in ran.err
