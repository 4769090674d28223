"""Writes of the whole draft: it becomes what a version or a file holds."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from django.db import connection, transaction
from django.db.models import Model

from roles.content import catalog as catalog_format
from roles.content import files
from roles.content.documents import content_document
from roles.domain.errors import CatalogError, DraftHasMoved
from roles.models import CONTENT_ROWS
from roles.queries.careers import draft_scope, parse_beside_draft
from roles.queries.catalog import DRAFT_TABLES
from roles.queries.versions import Document, Kind, draft_digest
from roles.services.catalog import load_catalog, refuse_fractions
from roles.services.draft import save_content_document
from roles.web.links import dead_links


def read_file(*, data: bytes) -> tuple[Kind, Document]:
    """What a content file holds: whether it is a catalog or role pages, and its document, in the
    form that the draft can be made equal to.

    Raises:
        CatalogError: when it cannot be loaded, with every problem and its line.
    """
    file = files.read_bytes(data)
    kind = files.kind_of(file.content)
    try:
        if kind == "content":
            content = parse_beside_draft(file.content)
            if dead := tuple(dead_links(content, draft_scope().roles or ())):
                raise CatalogError(dead)
            return kind, content_document(content)
        catalog = catalog_format.parse(file.content, is_new=True)
        refuse_fractions(catalog)
        return kind, catalog_format.dump(replace(catalog, format=catalog_format.FORMAT))
    except CatalogError as error:
        raise files.with_lines(error, file) from None


@transaction.atomic
def load_into_draft(
    *,
    catalog: Mapping[str, Any] | None,
    content: Mapping[str, Any] | None,
    stamp: str,
    reason: str,
) -> None:
    """Makes the draft of catalog, content or both equal to a document each; None leaves that part
    alone. Rows that are equal already are left alone, too.

    Args:
        stamp: `queries.versions.draft_digest` of the draft that was looked at.
        reason: noted in the history of each row written, up to 100 characters.

    Raises:
        DraftHasMoved: when the draft is no longer that one.
        CatalogError: for a catalog that the draft cannot hold.
    """
    lock_draft()
    if stamp != draft_digest():
        raise DraftHasMoved
    if catalog is not None:
        load_catalog(catalog=catalog_format.parse(catalog), reason=reason)
    if content is not None:
        save_content_document(document=content, reason=reason)


def lock_draft() -> None:
    """Nobody else writes to the draft between our look at it and our end. SQLite lets one write at
    a time anyway."""
    if connection.vendor == "postgresql":
        tables: tuple[type[Model], ...] = (*DRAFT_TABLES, *CONTENT_ROWS)
        names = ", ".join(connection.ops.quote_name(table._meta.db_table) for table in tables)
        with connection.cursor() as cursor:
            cursor.execute(f"LOCK TABLE {names} IN SHARE ROW EXCLUSIVE MODE")
