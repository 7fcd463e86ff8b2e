"""Opening the database: SQLite set up for one writer and many readers, migrations, errors."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import Engine, create_engine, event, insert, inspect, select
from sqlalchemy.exc import (
    ArgumentError,
    DatabaseError,
    NoSuchModuleError,
    OperationalError,
    SQLAlchemyError,
)

from archive import schema
from news.errors import ArchiveError

BUSY_SECONDS = 15.0
"""How long to wait while another process writes."""


def connect(url: str, *, busy_seconds: float = BUSY_SECONDS) -> Engine:
    """Return an engine for the URL, with the newest schema; raise ArchiveError if it cannot be."""
    sqlite = url.startswith("sqlite")
    with archive_errors(f"opening the archive {_shown(url)}"):
        engine = create_engine(url, connect_args={"timeout": busy_seconds} if sqlite else {})
    if sqlite:
        event.listen(engine, "connect", _set_up_sqlite)
        event.listen(engine, "begin", _begin_immediate)
    with archive_errors(f"opening the archive {_shown(url)}"):
        _bring_up_to_date(engine, url)
    return engine


@contextmanager
def archive_errors(doing: str) -> Iterator[None]:
    """Turn a database failure into a sentence that says what to do."""
    try:
        yield
    except OperationalError as error:
        reason = str(error.orig)
        if "locked" in reason or "busy" in reason:
            advice = "another process is writing to it: try again in a moment"
        elif "full" in reason or "disk I/O" in reason:
            advice = (
                "the disk is full or takes no more: free some space and try again; what was kept "
                "before is not lost"
            )
        elif "readonly" in reason or "unable to open" in reason:
            advice = "check that the folder exists and may be written"
        else:
            advice = "check the folder and the disk"
        raise ArchiveError(f"While {doing}: {reason}; {advice}.") from error
    except DatabaseError as error:
        raise ArchiveError(
            f"While {doing}: {error.orig}; the file is damaged or no archive: restore a backup."
        ) from error
    except (ArgumentError, NoSuchModuleError, ImportError) as error:
        raise ArchiveError(
            f"While {doing}: {error}; check [archive] url, and that the package of its database is "
            "installed."
        ) from error
    except SQLAlchemyError as error:
        raise ArchiveError(f"While {doing}: {error}.") from error


def _set_up_sqlite(connection: Any, _record: Any) -> None:
    # The driver's own transaction handling is off: BEGIN IMMEDIATE below takes the write lock
    # at once, so that two writers wait for each other instead of failing half-way.
    connection.isolation_level = None
    for pragma in ("journal_mode=WAL", "synchronous=NORMAL", "foreign_keys=ON"):
        connection.execute(f"PRAGMA {pragma}")


def _begin_immediate(connection: Any) -> None:
    options = connection.get_execution_options()
    connection.exec_driver_sql("BEGIN IMMEDIATE" if options.get("writes") else "BEGIN")


def _bring_up_to_date(engine: Engine, url: str) -> None:
    tables = set(inspect(engine).get_table_names())
    if not tables:
        with engine.execution_options(writes=True).begin() as connection:
            schema.metadata.create_all(connection)
            if connection.scalar(select(schema.version.c.version_num)) is None:
                connection.execute(insert(schema.version).values(version_num=schema.HEAD))
        return
    if "alembic_version" not in tables:
        raise ArchiveError(f"{_shown(url)} is a database, but no Dateline archive: choose another.")
    with engine.connect() as connection:
        # One row is compared here, so that Alembic is only imported when there is work for it.
        found = connection.scalar(select(schema.version.c.version_num))
    if found != schema.HEAD:
        _migrate(url, str(found))


def _migrate(url: str, found: str) -> None:
    from alembic import command
    from alembic.config import Config
    from alembic.script import ScriptDirectory

    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent / "migrations"))
    config.set_main_option("sqlalchemy.url", url.replace("%", "%%"))
    known = {script.revision for script in ScriptDirectory.from_config(config).walk_revisions()}
    if found not in known:
        raise ArchiveError(
            f"{_shown(url)} was written by a newer Dateline (schema {found}): update Dateline."
        )
    command.upgrade(config, "head")


def _shown(url: str) -> str:
    return url.removeprefix("sqlite:///").split("@")[-1]
