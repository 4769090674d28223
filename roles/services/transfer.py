"""The move from one kind of database to another: every row, as it is.

Django's dumpdata and loaddata do not do that: they collide with the permissions and groups that
migrations have made in the new database under keys of their own, and hold all rows in memory.
"""

from collections.abc import Iterator
from itertools import islice
from pathlib import Path

from django.apps import apps
from django.core.management.color import no_style
from django.db import DEFAULT_DB_ALIAS, connection, connections, transaction
from django.db.migrations.executor import MigrationExecutor
from django.db.models import Model, QuerySet
from django.db.models.sql import InsertQuery
from django.utils.translation import gettext as _

from roles.services.backups import checked_copy

SOURCE = "transfer"  # the alias of the database that is read
BATCH = 500  # rows

# What migrations put into every new database. Their keys differ from one to the next, and other
# rows name them by key: so those of the old database take their place.
MADE_BY_MIGRATIONS = {"contenttypes.ContentType", "auth.Permission", "auth.Group"}
MADE_BY_MIGRATIONS |= {"auth.Group_permissions"}


class TransferRefused(Exception):
    """Why nothing was copied: a sentence, and what to do."""


def copy_database(*, file: Path) -> int:
    """Copies all rows of an SQLite database of ours into the configured database, which must be
    migrated and empty. All of them or none.

    Returns:
        How many.

    Raises:
        BackupRefused: when the file is no database of ours, damaged, or newer than the code.
        TransferRefused: when either database is older than the code, or the new one is not empty.
    """
    with checked_copy(file) as copy:
        connections.settings[SOURCE] = connections.settings[DEFAULT_DB_ALIAS] | {
            "ENGINE": "django.db.backends.sqlite3",
            "NAME": str(copy),
            "OPTIONS": {},
        }
        try:
            _refuse_old(SOURCE, str(file))
            _refuse_old(DEFAULT_DB_ALIAS, _("the configured database"))
            with transaction.atomic():
                return _copy_rows()
        finally:
            connections[SOURCE].close()
            del connections[SOURCE], connections.settings[SOURCE]


def _models() -> list[type[Model]]:
    """Every table of ours, those between two models included."""
    return [
        model
        for model in apps.get_models(include_auto_created=True)
        if model._meta.managed and not model._meta.proxy
    ]


def _copy_rows() -> int:
    models = _models()
    for model in models:
        if model._meta.label not in MADE_BY_MIGRATIONS and _rows(model, DEFAULT_DB_ALIAS).exists():
            told = _("The configured database is not empty: %(table)s holds rows.")
            raise TransferRefused(told % {"table": model._meta.db_table})
    for model in models:
        if model._meta.label in MADE_BY_MIGRATIONS:
            _rows(model, DEFAULT_DB_ALIAS).delete()
    count = sum(_copy_table(model) for model in models)
    connection.check_constraints()
    with connection.cursor() as cursor:
        for statement in connection.ops.sequence_reset_sql(no_style(), models):
            cursor.execute(statement)
    return count


def _rows(model: type[Model], alias: str) -> "QuerySet[Model]":
    """All rows, by no manager of the model's own: those of published versions refuse much."""
    return QuerySet(model, using=alias)


def _copy_table(model: type[Model]) -> int:
    fields = model._meta.local_concrete_fields
    count = 0
    for rows in _batches(_rows(model, SOURCE).order_by("pk").iterator(BATCH)):
        # As bulk_create does it, but raw: that would set the times of "made at" anew.
        query = InsertQuery(model)
        query.insert_values(fields, rows, raw=True)
        query.get_compiler(using=DEFAULT_DB_ALIAS).execute_sql()
        count += len(rows)
    return count


def _batches(rows: Iterator[Model]) -> Iterator[list[Model]]:
    while batch := list(islice(rows, BATCH)):
        yield batch


def _refuse_old(alias: str, name: str) -> None:
    executor = MigrationExecutor(connections[alias])
    if executor.migration_plan(executor.loader.graph.leaf_nodes()):
        told = _("The tables of %(name)s are older than the code: run migrate on it first.")
        raise TransferRefused(told % {"name": name})
