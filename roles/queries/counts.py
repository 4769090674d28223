"""How many rows there ever were, for those who watch over a site."""

from django.db import connection, models

from roles.models import Attempt, CatalogVersion, ContentVersion, Result, ShareLink

TABLES: dict[str, type[models.Model]] = {
    "attempts": Attempt,
    "results": Result,
    "links": ShareLink,
    "catalog_versions": CatalogVersion,
    "content_versions": ContentVersion,
}


def rows_ever_made() -> dict[str, int]:
    """The last number that each table gave to a row. It never falls, whatever is deleted, and
    counting costs the same however many rows there are. PostgreSQL may leave out a few numbers,
    such as those of rows that came to nothing. One query a table."""
    with connection.cursor() as cursor:
        counts = {}
        for name, model in TABLES.items():
            table = model._meta.db_table
            if connection.vendor == "postgresql":
                cursor.execute(
                    "SELECT pg_sequence_last_value(pg_get_serial_sequence(%s, 'id')::regclass)",
                    [table],
                )
            else:
                cursor.execute("SELECT seq FROM sqlite_sequence WHERE name = %s", [table])
            (count,) = cursor.fetchone() or (None,)
            counts[name] = count or 0
    return counts
