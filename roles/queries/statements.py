"""Reads about statements: what is published of them, and how people answer them."""

from dataclasses import dataclass
from datetime import datetime
from statistics import fmean

from django.db.models import Count, Q
from django.utils import timezone

from roles.models import CatalogVersion, Dimension, Question
from roles.queries.cached import cached
from roles.queries.catalog import published_catalog
from roles.queries.lab import recent_sheets

KEPT_SECONDS = 10 * 60
SAMPLE = 2_000  # results; more make no figure clearer, and the list slower
LEAST = 10  # answers; with fewer no figures are shown
CACHE_KEY = "statement-figures"


@dataclass(frozen=True)
class StatementFigures:
    """How one statement is answered."""

    answered: int
    skipped: int
    mean: float | None  # 1 to 5; None when nobody rated it

    @property
    def shown(self) -> int:
        return self.answered + self.skipped

    @property
    def skip_share(self) -> float:
        """0 to 1."""
        return self.skipped / self.shown


@dataclass(frozen=True)
class StatementSample:
    """The newest results, statement by statement."""

    results: int
    taken_at: datetime
    figures: dict[str, StatementFigures]  # by slug


def statement_sample() -> StatementSample:
    """Figures from a sample of the newest results, ten minutes old at most. One query or none; one
    each time while the cache is out of order."""
    return cached(CACHE_KEY, _sample, KEPT_SECONDS)


def _sample() -> StatementSample:
    sheets = recent_sheets(SAMPLE)
    answers: dict[str, list[int | None]] = {}
    for sheet in sheets:
        for slug, answer in sheet.items():
            answers.setdefault(slug, []).append(answer)
    figures = {slug: _figures(given) for slug, given in answers.items()}
    return StatementSample(len(sheets), timezone.now(), figures)


def _figures(given: list[int | None]) -> StatementFigures:
    rated = [answer for answer in given if answer is not None]
    mean = fmean(rated) if rated else None
    return StatementFigures(len(rated), len(given) - len(rated), mean)


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
