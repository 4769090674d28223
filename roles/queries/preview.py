"""The draft as public pages would show it, were it published now."""

import json
from functools import lru_cache

from django.utils import timezone
from django.utils.timezone import localdate

from roles.content.documents import readable_content
from roles.content.schema import ContentDocument
from roles.domain.errors import CatalogError
from roles.models import CatalogVersion
from roles.models.versions import canonical_text
from roles.queries.careers import Content, State, draft_content_document, known_site
from roles.queries.catalog import (
    catalog_text,
    draft_catalog,
    published_version,
    text_catalog,
)


def draft_content() -> Content:
    """The draft as the content of a version that nobody stored. Sixteen queries.

    Without a catalog when that has problems; rows of the role pages with problems are left out.
    """
    version = _unsaved_version()
    number, is_demonstration = version.number if version else None, known_site().is_demonstration
    state = State(number, "", None, "", localdate(), is_demonstration=is_demonstration)
    # Of the cache, so that all that was worked out for an equal draft is found again.
    catalog = text_catalog(version.document_text) if version else None
    return Content(state, version, catalog, _readable(canonical_text(draft_content_document())))


def _unsaved_version() -> CatalogVersion | None:
    """The catalog version that publishing would make; None when it cannot be published."""
    try:
        catalog = draft_catalog()
    except CatalogError:
        return None
    live = published_version()
    return CatalogVersion(
        number=live.number + 1 if live else 1,
        document_text=catalog_text(catalog),
        published_at=timezone.now(),
    )


@lru_cache(maxsize=4)  # of its own, so that drafts push nothing out that the public sees
def _readable(document_text: str) -> ContentDocument:
    content, _problems = readable_content(json.loads(document_text))
    return content
