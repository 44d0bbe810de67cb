"""`plan query`: questions in SQL about the facts of plans, answered by DuckDB within this process."""

from __future__ import annotations

import os
import sys
import tempfile
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Annotated, Any, Final

import typer

from cybercrime_plan.cli import options
from cybercrime_plan.cli.bodies import KnownBodies
from cybercrime_plan.cli.exporting import TidyPlans
from cybercrime_plan.cli.session import Session, single
from cybercrime_plan.cli.spool import Spool
from cybercrime_plan.errors import InputError, UsageError, on_temporary_disk
from cybercrime_plan.language import N_, Text, _
from cybercrime_plan.model.money import Number
from cybercrime_plan.render.exports.facts import TABLES, tidy_table
from cybercrime_plan.render.formats import COMMON
from cybercrime_plan.render.formats.parquet import engine, load_table
from cybercrime_plan.render.result import PageResult
from cybercrime_plan.render.table import Align, CellValue, Column, Table, TableRow

SECONDS: Final = 60.0
"""How long a question may take."""
GRACE: Final = 5.0
"""How long after that it may take to stop."""
MEMORY: Final = 1 << 30
"""How much the process may grow meanwhile: the memory of the engine, its threads, and the rows that are fetched."""
LONGEST: Final = 1_000_000
"""So many characters a value of the answer may have."""
LOCKS: Final = (
    "SET threads = 2",
    "SET memory_limit = '512MB'",
    "SET temp_directory = ''",
    "SET max_temp_directory_size = '0KB'",
    "SET autoinstall_known_extensions = false",
    "SET autoload_known_extensions = false",
    "SET allow_community_extensions = false",
    "SET python_enable_replacements = false",
    "SET enable_external_access = false",
    "SET lock_configuration = true",
)
"""What holds once the facts are loaded: no file, network or extension, and nothing that could be set otherwise."""
NAMED: Final = {
    "money-by-year": (
        "SELECT province, plan, year, sum(dong) AS dong, count(*) FILTER (state = 'dash') AS dashes,"
        " count(*) FILTER (state = 'blank') AS blanks"
        " FROM lines WHERE role = 'line' GROUP BY ALL ORDER BY ALL"
    ),
    "findings-by-rule": (
        "SELECT code, name, severity, state, count(*) AS findings, count(DISTINCT file) AS files"
        " FROM findings GROUP BY ALL ORDER BY findings DESC, code, state"
    ),
}
"""Questions with a name."""
_READERS: Final = {
    "parquet": "SELECT * FROM read_parquet(?)",
    "jsonl": "SELECT * FROM read_json(?, format = 'newline_delimited', columns = {columns})",
    "csv": "SELECT * FROM read_csv(?, header = true, delim = ',', quote = '\"', columns = {columns})",
    "tsv": "SELECT * FROM read_csv(?, header = true, delim = '\t', quote = '\"', columns = {columns})",
}
"""How a folder of facts is read back."""
_UNGUARDED: Final = """regexp_replace("{0}", '^''(''*[=+@-])', '\\1')"""
"""A text without the apostrophe that keeps spreadsheets from running it."""
_ROWS: Final = 1_000

Question = Annotated[
    str,
    typer.Argument(
        metavar="SQL",
        show_default=False,
        help=N_(
            "One SELECT over plans, lines, reports, tasks, receipts, money, findings;"
            " or money-by-year, findings-by-rule."
        ),
    ),
]


def query(
    session: Session,
    question: Question,
    targets: options.Targets = None,
    book: options.Book = None,
    register: options.Register = None,
) -> int:
    """Answer one question about the facts of plans."""
    duckdb = engine()
    with duckdb.connect() as database:
        with on_temporary_disk(), tempfile.TemporaryDirectory() as folder:
            code, inputs = _load(session, database, targets, Path(folder), (register, book))
        for lock in LOCKS:
            database.execute(lock)
        sql = _one_select(duckdb, database, NAMED.get(question, question))
        try:
            with _in_time(session, database), _in_memory():
                result = _answer(database.execute(sql))
        except duckdb.InterruptException:
            raise _too_long() from None
        except RuntimeError as problem:
            # the engine makes this of a signal that is to end the program
            raise KeyboardInterrupt from problem
        except (duckdb.Error, MemoryError) as problem:
            # in our words; the engine's own say more to who knows SQL
            words = _first_line(problem)
            why = next((why for kind in type(problem).__mro__ if (why := _WHY.get(kind.__name__))), None)
            hint = _("in the words of DuckDB: {words}", words=words) if why and words else None
            raise UsageError(_("the question cannot be answered: {reason}", reason=why or words), hint) from None
    session.deliver(PageResult.of(result), inputs)
    return code


@contextmanager
def _in_time(session: Session, database: Any) -> Iterator[None]:
    """What takes too long is interrupted; what does not listen to that, one long step, ends with the program."""
    timers = [threading.Timer(SECONDS, database.interrupt), threading.Timer(SECONDS + GRACE, _give_up, (session,))]
    for timer in timers:
        timer.daemon = True
        timer.start()
    try:
        yield
    finally:
        for timer in timers:
            timer.cancel()


def _give_up(session: Session) -> None:
    """End here: the thread that could do so at leisure is held. Nothing was written yet."""
    session.complain(_too_long())
    sys.stderr.flush()
    os._exit(UsageError.exit_code)


def _too_long() -> UsageError:
    return UsageError(_("the question takes longer than {seconds} seconds", seconds=round(SECONDS)))


@contextmanager
def _in_memory() -> Iterator[None]:
    """The engine does not count every value it makes; the system counts all of them, where it can (Linux)."""
    try:
        import resource

        size = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[0]) * resource.getpagesize()
    except (ImportError, OSError):
        yield
        return
    before = resource.getrlimit(resource.RLIMIT_AS)
    # -1 is no limit
    most = min(limit for limit in (*before, size + MEMORY) if limit >= 0)
    resource.setrlimit(resource.RLIMIT_AS, (most, before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_AS, before)


_CLOSED: Final = _("it reaches the tables of facts alone: no file, no address, no extension, no setting")
_TOO_MUCH: Final = _("it needs more than 512 MB of memory")
_UNFIT: Final = _("a value in it is not of the kind, or not in the range, that is needed there")
_WHY: Final[Mapping[str, Text]] = {
    "PermissionException": _CLOSED,
    "IOException": _CLOSED,
    "CatalogException": _(
        "it names a table or a function that there is not; the tables are {tables}", tables=TABLES
    ),
    "BinderException": _("it names a column that there is not, or puts together what does not fit"),
    "ConversionException": _UNFIT,
    "OutOfRangeException": _UNFIT,
    "InvalidInputException": _UNFIT,
    "OutOfMemoryException": _TOO_MUCH,
    "MemoryError": _TOO_MUCH,
}
"""By the kind of the engine's complaint."""


def _one_select(duckdb: Any, database: Any, sql: str) -> str:
    """The question, when it is one and only asks; read by the locked database, since reading some opens files.

    Raises:
        UsageError: it is none, several, or would change something.
    """
    try:
        statements = database.extract_statements(sql.encode().decode())
    except UnicodeEncodeError:
        raise UsageError(_("the question is not in UTF-8"), _("type it in a terminal that uses UTF-8")) from None
    except duckdb.Error as problem:
        hint = _(
            "ask in SQL, or one of: {names}; in the words of DuckDB: {words}",
            names=", ".join(NAMED),
            words=_first_line(problem),
        )
        raise UsageError(_("the question cannot be read"), hint) from None
    if [statement.type for statement in statements] != [duckdb.StatementType.SELECT]:
        names = ", ".join(NAMED)
        raise UsageError(_("one SELECT can be asked, and nothing else"), _("or one of: {names}", names=names))
    return sql


def _load(
    session: Session,
    database: Any,
    typed: options.Targets,
    folder: Path,
    beside: tuple[Path | None, Path | None],
) -> tuple[int, list[Path]]:
    """Load the facts; the exit code of reading them, and the files read.

    Args:
        beside: the register and the book that are kept beside the plans.

    Raises:
        UsageError: one is named, and the facts are written already.
    """
    facts = Path(typed[0]) if typed and len(typed) == 1 else None
    kind = next((kind for kind in _READERS if facts and (facts / f"{TABLES[0]}.{kind}").is_file()), None)
    if facts and kind:
        if any(beside):
            raise UsageError(
                _("{folder} has the facts of a register and of a book already", folder=str(facts)),
                _("name the plans instead, or leave --register and --book out"),
            )
        return 0, [_load_file(database, name, facts / f"{name}.{kind}", _READERS[kind]) for name in TABLES]
    plans = TidyPlans(session, typed, KnownBodies(session, None), *beside)
    rows = plans.read()
    for name in TABLES:
        load_table(database, tidy_table(name, rows), folder, name)
    return plans.files.code, plans.inputs


def _load_file(database: Any, name: str, file: Path, reader: str) -> Path:
    """Load one table of a folder of facts.

    Raises:
        InputError: it is not there, or is no such table.
    """
    if not file.is_file():
        again = _("write the facts anew: plan export -o {folder}", folder=f"{file.parent}{os.sep}")
        raise InputError(_("there is no file {file}", file=str(file)), again)
    columns = {column.key: column.sql for column in tidy_table(name, ()).columns}
    declared = ", ".join(f'"{key}" {kind}' for key, kind in columns.items())
    values = ", ".join(_UNGUARDED.format(key) if kind == "VARCHAR" else f'"{key}"' for key, kind in columns.items())
    database.execute(f"CREATE TABLE {name} ({declared})")
    selection = reader.format(columns=columns)
    if file.suffix in {".csv", ".tsv"}:
        selection = selection.replace("*", values, 1)
    try:
        database.execute(f"INSERT INTO {name} {selection}", [str(file)])
    except engine().Error as problem:
        raise InputError(
            _("{file} is no table of facts: {reason}", file=str(file), reason=_first_line(problem))
        ) from None
    return file


def _first_line(problem: Exception) -> str:
    return str(problem).partition("\n")[0]


def _answer(asked: Any) -> Table:
    """The rows that came, under the names the question gave them.

    Raises:
        UsageError: two columns share a name, so that one would be lost in JSON; a value is too long.
    """
    kinds = [str(kind) for _name, kind, *_more in asked.description]
    columns = tuple(
        Column(name, name, Align.RIGHT if kind in _NUMERIC or kind.startswith("DECIMAL") else Align.LEFT)
        for (name, *_more), kind in zip(asked.description, kinds, strict=True)
    )
    names = [column.key for column in columns]
    twice = next((name for name in names if names.count(name) > 1), None)
    if twice is not None:
        raise UsageError(
            _("two columns of the answer are called {name}", name=twice), _("name one of them with AS")
        )
    fetched = (row for rows in iter(lambda: asked.fetchmany(_ROWS), []) for row in rows)
    rows = Spool(TableRow(tuple(map(_cell, row, kinds))) for row in fetched)
    len(rows)
    return Table("answer", columns, rows, empty=_("No row answers the question."))


_NUMERIC: Final = frozenset({"BIGINT", "INTEGER", "HUGEINT", "DOUBLE", "FLOAT", "SMALLINT", "UBIGINT"})


def _cell(value: Any, kind: str) -> CellValue:
    """A value of the answer: counts and đồng exact, whatever their size; a fraction in decimal notation."""
    if value is None or (isinstance(value, date) and kind == "DATE"):
        return value
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int):
        return value if kind == "INTEGER" else Number(value)
    if isinstance(value, float):
        value = Decimal(repr(value))
    if isinstance(value, Decimal) and value.is_finite():
        sign, digits, exponent = value.as_tuple()
        whole = int("".join(map(str, digits))) * 10 ** max(int(exponent), 0)
        return Number(-whole if sign else whole, max(-int(exponent), 0))
    text = str(value)
    if len(text) > LONGEST:
        raise UsageError(_("a value of the answer is longer than {count} characters", count=Number(LONGEST)))
    return text


app = single(
    query,
    formats=(*COMMON, "jsonl"),
    reads_many=True,
    help=N_("Ask in SQL about the facts of plans (needs the extra query)."),
    epilog=(
        "plan query money-by-year plans\n\n"
        "plan query \"SELECT year, sum(dong) AS dong FROM lines WHERE role = 'line' GROUP BY year\" -f csv\n\n"
        "plan query findings-by-rule facts/"
    ),
)
