"""The example runs the real rules over the partitions of a real Spark, and gets the rows of the command line."""

from __future__ import annotations

import json
import os
import shutil
import sys
from collections import Counter
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from cybercrime_plan import fact_columns
from tests.program import ROOT, plan

pytestmark = pytest.mark.spark
AS_OF = date(2026, 6, 1)
COUNT = 60


@pytest.fixture(scope="module")
def spark() -> Iterator[Any]:
    sql = pytest.importorskip("pyspark.sql", reason="the extra spark is not installed")
    if shutil.which("java") is None:
        pytest.skip("there is no Java here")
    os.environ["PYSPARK_PYTHON"] = os.environ["PYSPARK_DRIVER_PYTHON"] = sys.executable
    builder = sql.SparkSession.builder.master("local[2]").config("spark.ui.enabled", "false")
    session = (
        builder.config("spark.driver.bindAddress", "127.0.0.1")
        .config("spark.driver.host", "127.0.0.1")
        .getOrCreate()
    )
    yield session
    session.stop()


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Sixty files: the two plans under other ids, one with a wrong sum, one that is no plan."""
    folder = tmp_path_factory.mktemp("spark") / "plans"
    folder.mkdir()
    sources = sorted((ROOT / "plans").glob("*.yaml"))
    for number in range(COUNT):
        text = sources[number % 2].read_text(encoding="utf-8")
        first = next(line for line in text.splitlines() if line.startswith("id: "))
        text = text.replace(first, f"{first}-{number}", 1)
        (folder / f"{number:02}.yaml").write_text(text, encoding="utf-8")
    wrong = (folder / "10.yaml").read_text(encoding="utf-8").replace("3300", "3301", 1)
    (folder / "10.yaml").write_text(wrong, encoding="utf-8")
    (folder / "17.yaml").write_text("\tno plan\n", encoding="utf-8")
    return folder


def bag(rows: list[dict[str, Any]]) -> Counter[str]:
    """Rows in no order, the name of their file without its folder."""
    return Counter(
        json.dumps({**row, **{key: row[key].rpartition("/")[2] for key in ("file", "place") if row.get(key)}})
        for row in rows
    )


@pytest.fixture(scope="module")
def told(folder: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, list[dict[str, Any]]]:
    """The rows of the command line, by table."""
    facts = tmp_path_factory.mktemp("facts")
    assert plan("export", str(folder), "-f", "jsonl", "-o", f"{facts}/", "--as-of", str(AS_OF)).code == 2
    return {
        table: [json.loads(line) for line in (facts / f"{table}.jsonl").read_text("utf-8").splitlines()]
        for table in fact_columns()
    }


@pytest.mark.parametrize("partitions", [1, 2, 7, 60])
@pytest.mark.filterwarnings("default")
def test_partitions_give_the_rows_of_the_command_line(
    spark: Any, folder: Path, told: dict[str, list[dict[str, Any]]], tmp_path: Path, partitions: int
) -> None:
    from examples.spark_check import check

    check(spark, str(folder), f"{tmp_path}/out", AS_OF, partitions)
    read = {
        table: [row.asDict() for row in spark.read.parquet(f"{tmp_path}/out/{table}").collect()] for table in told
    }
    for table, rows in read.items():
        assert bag(rows) == bag(told[table])
    checked = json.loads(plan("check", str(folder), "-f", "json", "--as-of", str(AS_OF)).out)
    keys = ("code", "plan", "path", "message", "severity", "state")
    assert Counter(tuple(row[key] for key in keys) for row in read["findings"]) == Counter(
        tuple(one[key] for key in keys) for one in checked["findings"]
    )
    assert [row["status"] for row in read["plans"] if row["file"] == "17.yaml"] == ["invalid"]
    assert any(row["code"] == "BUD101" and row["state"] == "open" for row in read["findings"])
