"""Reads about statements: what is published of them."""

from django.db.models import Count, Q

from roles.domain.counts import wording_key
from roles.domain.types import CatalogQuestion
from roles.models import CatalogVersion, Dimension, Question
from roles.queries.catalog import published_catalog


def published_statements() -> dict[str, str]:
    """The text of each statement in force, asked or retired, by its slug. One query."""
    catalog = published_catalog()
    return {row.slug: row.text for row in catalog.questions} if catalog else {}


def statement_states() -> dict[str, str]:
    """How each statement of the draft stands, by its slug: "live" or "retired" as in the version in
    force, "changed" since, or "new". Two queries."""
    catalog = published_catalog()
    published = {row.slug: row for row in catalog.questions} if catalog else {}
    states = {}
    for row in Question.objects.select_related("dimension"):
        before = published.get(row.slug)
        now = (row.text, row.dimension.slug, row.reversed, row.active, row.baseline)
        if before is None:
            states[row.slug] = "new"
        elif now != (
            *(before.text, before.dimension, before.reversed),
            *(before.active, before.baseline),
        ):
            states[row.slug] = "changed"
        else:
            states[row.slug] = "live" if row.active else "retired"
    return states


def draft_wording(row: Question) -> str:
    """The key that counts have of a statement of the draft, as it is worded and scored there. No
    query when it came with its dimension."""
    asked = (row.slug, row.text, row.dimension.slug, row.reversed, row.active, row.baseline)
    return wording_key(CatalogQuestion(*asked))


def was_published(slug: str) -> bool:
    """Whether any version holds a statement or a day of that slug. One query, which reads their
    texts: for a deletion, not for a list."""
    written = f'"slug":"{slug}","text":'
    return CatalogVersion.objects.filter(document_text__contains=written).exists()


def taken_slugs() -> set[str]:
    """The slugs of all statements, in the draft or in force; old results know no others. Two
    queries."""
    return {*Question.objects.values_list("slug", flat=True), *published_statements()}


def active_counts() -> dict[str, int]:
    """How many statements are asked in each dimension, by its slug. One query."""
    counts = Dimension.objects.annotate(count=Count("questions", filter=Q(questions__active=True)))
    return dict(counts.values_list("slug", "count"))
