"""The rules over the partitions of Spark: plan files in, tables of facts and findings out, as Parquet.

    spark-submit examples/spark_check.py PLANS OUT [DAY]

PLANS and OUT are folders that every worker reaches; DAY is the day on which the rules are asked. Every worker needs
the package: `spark-submit --archives environment.tar.gz#environment`, or an image that has it.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from datetime import date
from functools import partial
from operator import itemgetter
from typing import Any

from pyspark.sql import Row, SparkSession

from cybercrime_plan import fact_columns, facts, load

TYPES = {"VARCHAR": "string", "BIGINT": "bigint", "INTEGER": "int", "DATE": "string"}


def rows(files: Iterable[Row], folder: str, as_of: date) -> Iterator[tuple[str, tuple[Any, ...]]]:
    """Each row of each plan with the name of its table; a file that cannot be read is rows, too."""
    for file in files:
        name = file.path.partition(folder)[2].lstrip("/")
        loaded = load(bytes(file.content), name=name)
        for table, told in facts(loaded, as_of=as_of).items():
            yield from ((table, tuple(row.values())) for row in told)


def check(spark: SparkSession, plans: str, out: str, as_of: date, partitions: int | None = None) -> None:
    """Write a folder of Parquet for each table.

    Args:
        partitions: into how many the files are dealt; as Spark does when None.
    """
    files = spark.read.format("binaryFile").option("pathGlobFilter", "*.y*ml").load(plans)
    dealt = files if partitions is None else files.repartition(partitions)
    folder = plans.rstrip("/")
    told = dealt.select("path", "content").rdd.mapPartitions(lambda part: rows(part, folder, as_of)).cache()
    for table, columns in fact_columns().items():
        schema = ", ".join(f"`{name}` {TYPES[kind]}" for name, kind in columns.items())
        own = told.filter(partial(_is_of, table)).map(itemgetter(1))
        spark.createDataFrame(own, schema).write.mode("overwrite").parquet(f"{out}/{table}")
    told.unpersist()


def _is_of(table: str, row: tuple[str, tuple[Any, ...]]) -> bool:
    return row[0] == table


if __name__ == "__main__":
    day = date.fromisoformat(sys.argv[3]) if len(sys.argv) > 3 else date.today()  # noqa: DTZ011, PLR2004
    check(SparkSession.builder.appName("plan check").getOrCreate(), sys.argv[1], sys.argv[2], day)
