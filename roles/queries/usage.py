"""Which rows of the content's draft name which others."""

from collections import defaultdict

from roles.content.schema import ContentDocument
from roles.models import CONTENT_ROWS, ContentRow, Source
from roles.queries.texts import texts

# By section: the keys under which other rows name a row of that one.
NAMED_BY = {"sources": ("source",), "pay": ("figure", "pay"), "titles": ("start", "comes_from")}


def namers(section: str) -> dict[str, list[ContentRow]]:
    """The rows that name each row of a section, by its slug, once for each time. Seven queries, or
    none where nothing can be named."""
    found: dict[str, list[ContentRow]] = defaultdict(list)
    keys = NAMED_BY.get(section, ())
    for table in CONTENT_ROWS if keys else ():
        for row in table.objects.all():
            for slug in texts(row.document, keys):
                found[slug].append(row)
    return found


def source_addresses(published: ContentDocument) -> dict[str, list[str]]:
    """The addresses of the sources of the draft and of published content, each with the slugs of
    the sources that have it. One query."""
    found: dict[str, list[str]] = {}
    draft = [(row.text("url"), row.slug) for row in Source.objects.all()]
    for url, slug in dict.fromkeys([*draft, *((row.url, row.slug) for row in published.sources)]):
        if url:
            found.setdefault(url, []).append(slug)
    return found
