"""Parquet, for engines of many plans; written by DuckDB, which comes with the extra `query`."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import Any

from cybercrime_plan.errors import UsageError, on_temporary_disk
from cybercrime_plan.language import _
from cybercrime_plan.render.formats.json import json_lines
from cybercrime_plan.render.result import Records
from cybercrime_plan.render.table import Table


def engine() -> Any:
    """DuckDB.

    Raises:
        UsageError: it is not installed.
    """
    try:
        import duckdb
    except ImportError:
        raise UsageError(
            _("this needs DuckDB, which is not installed"),
            _("install it with: pip install 'cybercrime-plan[query]'"),
        ) from None
    return duckdb


def parquet(records: Records) -> bytes:
    """The one table of a result; the same rows give the same bytes.

    Raises:
        UsageError: DuckDB is not installed.
    """
    with tempfile.TemporaryDirectory() as folder, engine().connect(config={"threads": 1}) as connection:
        file = Path(folder, "table.parquet")
        load_table(connection, next(part for part in records if isinstance(part, Table)), Path(folder))
        name = str(file).replace("'", "''")
        connection.execute(f"COPY facts TO '{name}' (FORMAT parquet)")
        return file.read_bytes()


def load_table(connection: Any, table: Table, folder: Path, name: str = "facts") -> None:
    """Put the rows of a table into a database, by way of a file in that folder."""
    columns = {column.key: column.sql for column in table.columns}
    declared = ", ".join(f'"{key}" {kind}' for key, kind in columns.items())
    connection.execute(f"CREATE TABLE {name} ({declared})")
    file = folder / f"{name}.jsonl"
    with on_temporary_disk(), file.open("w", encoding="utf-8") as lines:
        lines.writelines(json_lines((table,)))
    if file.stat().st_size:
        connection.execute(
            f"INSERT INTO {name} SELECT * FROM read_json(?, format = 'newline_delimited', columns = ?)",  # noqa: S608
            [str(file), columns],
        )
    file.unlink()
