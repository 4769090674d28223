"""Which database is used, whether it is ours to write to, and whether it is ready."""

import contextlib
import os
from collections.abc import Iterator
from pathlib import Path
from pkgutil import iter_modules

from django.conf import settings
from django.db import DatabaseError, OperationalError, connection
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.migrations.executor import MigrationExecutor

from careerquiz.paths import PROGRAM
from careerquiz.terminal import Trouble, note
from roles import migrations


def sqlite_file() -> Path | None:
    """The file of an SQLite database; None for any other."""
    name = str(connection.settings_dict["NAME"])
    is_file = connection.vendor == "sqlite" and name and ":memory:" not in name
    return Path(name).absolute() if is_file else None


def described() -> str:
    """The database in words. Never with a password."""
    if connection.vendor == "sqlite":
        return f"the SQLite database {connection.settings_dict['NAME']}"
    name, host, port = (str(connection.settings_dict[key]) for key in ("NAME", "HOST", "PORT"))
    place = f"{host or 'this machine'}{port and ':'}{port}"
    return f"the PostgreSQL database {name} on {place}"


def note_database_url() -> None:
    """Name the database before anything is made in it: the shell may be set up for another one."""
    if os.environ.get("DATABASE_URL", "").strip():
        note(f"DATABASE_URL is set: using {described()}.")


def refuse_memory() -> None:
    """
    Raises:
        Trouble: when the database is in memory: each thread of the server would have an empty one.
    """
    if connection.vendor == "sqlite" and not sqlite_file():
        raise Trouble(
            "DATABASE_URL names a database in memory, which each request would find empty. "
            "Set it to a file, such as sqlite:////path/to/file, or unset it to use the default one."
        )


def make_private_file() -> None:
    """Make an SQLite file that is missing readable for its owner alone: it holds private tokens.
    SQLite gives its log the same rights."""
    file = sqlite_file()
    if file and file.parent.is_dir() and not file.exists():
        os.close(os.open(file, os.O_WRONLY | os.O_CREAT, 0o600))


# --- whether it is ours


def refuse_foreign_database() -> None:
    """Look, without writing anything.

    Raises:
        Trouble: when it holds another project's tables.
    """
    file = sqlite_file()
    if connection.vendor == "sqlite" and not (file and file.exists()):
        return
    try:
        with reading(file) as reader:
            found = foreign_tables(reader)
    except OperationalError:
        raise
    except DatabaseError as error:  # a file of some other kind
        raise Trouble(f"careerquiz cannot use {described()}: {error}") from error
    if found:
        raise Trouble(
            f"DATABASE_URL names {described()}, which holds another project's tables, such as "
            f"{min(found)}. Nothing was written to it. Set DATABASE_URL to an empty database, or "
            "unset it to use the default one."
        )


@contextlib.contextmanager
def reading(file: Path | None) -> Iterator[BaseDatabaseWrapper]:
    """A connection that changes nothing; our own would switch an SQLite file to another journal."""
    if file is None:
        yield connection
        return
    reader = connection.copy()
    reader.settings_dict["NAME"] = f"{file.as_uri()}?mode=ro"
    reader.settings_dict["OPTIONS"].pop("init_command", None)
    try:
        yield reader
    finally:
        reader.close()


def foreign_tables(reader: BaseDatabaseWrapper) -> set[str]:
    """Tables of another project in a database that was never ours; empty if it is ours or empty.

    A first start that broke off leaves tables of Django's own, without a user: that is ours.
    """
    with reader.cursor() as cursor:
        tables = {*reader.introspection.table_names(cursor)}
        ours = {module.name for module in iter_modules(migrations.__path__)}
        if "django_migrations" in tables:
            cursor.execute("SELECT name FROM django_migrations WHERE app = 'roles'")
            if ours & {name for (name,) in cursor.fetchall()}:
                return set()
        foreign = tables - {*reader.introspection.django_table_names(), "django_migrations"}
        if not foreign and "auth_user" in tables:
            cursor.execute("SELECT 1 FROM auth_user LIMIT 1")
            foreign |= {"auth_user"} if cursor.fetchone() else set()
    return foreign


# --- whether it is ready


def answer_in_time() -> None:
    """For whoever serves pages: PostgreSQL is waited for no longer than the settings say."""
    if connection.vendor == "postgresql":
        connection.limit_waits(settings.DATABASE_SECONDS)  # type: ignore[attr-defined]  # our own


def never_create_file() -> None:
    """SQLite makes a missing file when it connects. From now on that is an error instead."""
    connect = connection.connect

    def connect_to_file() -> None:
        file = sqlite_file()
        if file and not file.exists():
            raise OperationalError("unable to open database file")
        connect()

    connection.connect = connect_to_file  # type: ignore[method-assign]


def is_behind() -> bool:
    """Whether tables are missing that the code wants. False when that cannot be found out."""
    file = sqlite_file()
    if file and file.parent.is_dir() and not file.exists():
        return True
    with contextlib.suppress(DatabaseError):
        executor = MigrationExecutor(connection)
        return bool(executor.migration_plan(executor.loader.graph.leaf_nodes()))
    return False


def not_ready() -> Trouble:
    return Trouble(
        f"Nothing was done: {described()} lacks tables of this version of careerquiz. "
        f"Run this first: {PROGRAM} migrate"
    )
