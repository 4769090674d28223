"""Honest sample data as plain functions."""

from collections.abc import Iterable
from datetime import date, timedelta
from functools import cache
from typing import Any

from django.core.management import call_command
from django.db import connection, transaction
from django.db.models import Model
from django.utils import timezone

from roles import models
from roles.content import document as careers_document
from roles.content import files as documents
from roles.content.careers import Careers
from roles.content.files import CAREERS_SEED, SEED
from roles.domain import catalog, progress, types
from roles.domain.dates import earliest_day
from roles.models import Attempt, CatalogVersion, ProfileTarget, Result, ShareLink
from roles.queries.careers import forget_state
from roles.queries.catalog import catalog_text
from roles.services import results as services
from roles.services.careers import load_careers, renew_stamp
from roles.services.quiz import finish_attempt, record_page
from roles.web.tickets import attempt_at, new_ticket, new_token

_CAREERS = (models.Source, models.PayFigure, models.RolePage, models.RolePoint, models.RolePay)
_CAREERS += (models.Comparison, models.ComparisonPoint, models.ReaderQuestion, models.AnswerRow)
_CAREERS += (models.Title, models.TitleChange, models.Step)
CAREERS_TABLES = (*_CAREERS, *(table.history.model for table in _CAREERS))


def running_day() -> date:
    """The last day of what has not ended yet and will first: the day before it is over."""
    return earliest_day(timezone.now())


def make_document(**changes: Any) -> dict[str, Any]:
    """A small valid catalog document: two dimensions, three roles, four questions."""
    document = {
        "format": 1,
        "dimensions": [make_dimension("ideas"), make_dimension("order")],
        "roles": [
            make_role("thinker", ideas=90, order=20),
            make_role("keeper", ideas=20, order=90),
            make_role("mixer", ideas=60, order=40),
        ],
        "questions": [
            make_question("find-ideas", "ideas"),
            make_question("weigh-ideas", "ideas"),
            make_question("keep-lists", "order"),
            make_question("tidy-files", "order"),
        ],
        "settings": {"minimum_answers": 2},
    }
    return document | changes


def make_dimension(slug: str) -> dict[str, Any]:
    return {
        "slug": slug,
        "name": slug.capitalize(),
        "description": f"Liking work with {slug}",
        "low": f"likes little work with {slug}",
        "high": f"likes much work with {slug}",
    }


def make_role(slug: str, symbol: str = "circle", **targets: float) -> dict[str, Any]:
    return {
        "slug": slug,
        "name": slug.capitalize(),
        "summary": f"Does what a {slug} does.",
        "symbol": symbol,
        "targets": targets,
        "reasons": {dimension: f"because of {dimension}" for dimension in targets},
    }


def make_question(slug: str, dimension: str, **changes: Any) -> dict[str, Any]:
    question = {
        "slug": slug,
        "text": slug.replace("-", " ").capitalize(),
        "dimension": dimension,
        "reversed": False,
        "active": True,
        "baseline": 3.0,
    }
    return question | changes


def make_catalog(**changes: Any) -> types.Catalog:
    """The domain object of `make_document`."""
    return catalog.parse(make_document(**changes))


@cache
def seed_catalog() -> types.Catalog:
    """The real content, as a domain object and without a database."""
    return documents.read_catalog(SEED.read_text(encoding="utf-8"))


def make_twins() -> None:
    """Two roles of the real draft get one profile: it can no longer be published."""
    for slug, target in seed_catalog().role("product-manager").targets.items():
        ProfileTarget.objects.filter(role__slug="program-manager", dimension__slug=slug).update(
            target=target
        )


def make_version(of: types.Catalog) -> CatalogVersion:
    """A catalog in force as the next version, whatever the lab's checks would say of it."""
    version = CatalogVersion(
        number=CatalogVersion.objects.count() + 1, document_text=catalog_text(of), author="ada"
    )
    version.save()
    forget_state()
    return version


def publish_seed() -> CatalogVersion:
    """Loads the real content into an empty database and publishes it as version 1."""
    call_command("load_catalog", publish=True, verbosity=0)
    return CatalogVersion.objects.get()


@cache
def seed_careers() -> Careers:
    """The real content of the pages about roles, without a database."""
    document = documents.read(CAREERS_SEED.read_text(encoding="utf-8"))
    roles = [role.slug for role in seed_catalog().roles]
    dimensions = [row.slug for row in seed_catalog().dimensions]
    return careers_document.parse(document.content, roles, dimensions)


def load_seed_careers() -> None:
    """Stores that content, whatever the draft holds. From the second time on the rows that loading
    wrote are put back where their tables are empty, which takes a tenth of the time."""
    if not _put_back(_CAREERS_ROWS):
        load_careers(content=seed_careers(), reason="")
        _CAREERS_ROWS.update(_rows_of(CAREERS_TABLES))
    renew_stamp()


_CAREERS_ROWS: dict[type[Model], list[Model]] = {}


def _rows_of(tables: Iterable[type[Model]]) -> dict[type[Model], list[Model]]:
    found = {table: list(table._default_manager.all()) for table in tables}
    return {table: rows for table, rows in found.items() if rows}


def _put_back(kept: dict[type[Model], list[Model]]) -> bool:
    """Whether there were rows to put back, and room for them."""
    # PostgreSQL counts keys on its own, whatever keys are written.
    if not kept or connection.vendor != "sqlite":
        return False
    if any(table._default_manager.exists() for table in CAREERS_TABLES):
        return False
    with transaction.atomic():
        for table, rows in kept.items():
            table._default_manager.bulk_create(rows)
    return True


def new_attempt(version: CatalogVersion) -> Attempt:
    """An attempt that nobody has answered yet, with its first page; not saved."""
    return attempt_at(new_ticket(version.number))


def make_attempt(version: CatalogVersion, sheet: types.Answers, pages: int = 99) -> Attempt:
    """An attempt answered as `sheet` says, as far as the quiz goes or for so many pages."""
    attempt = new_attempt(version)
    while pages and (number := progress.open_page(attempt.pages, attempt.answers)):
        answers = {slug: sheet[slug] for slug in attempt.pages[number - 1]}
        now = attempt.saved_at + timedelta(seconds=20)
        attempt = record_page(attempt=attempt, number=number, answers=answers, now=now)
        pages -= 1
    return attempt


def make_result(version: CatalogVersion, sheet: types.Answers) -> Result:
    """The result of an attempt answered as `sheet` says."""
    attempt = make_attempt(version, sheet)
    return finish_attempt(attempt=attempt, now=attempt.saved_at)


def make_link(result: Result, **changes: Any) -> ShareLink:
    """A public link that shows everything and works for as long as the result is kept."""
    chosen = {
        "token": new_token(),
        "shows": {"numbers": True, "pattern": True},
        "ends_on": result.kept_until,
        "now": result.finished_at,
    }
    return services.make_link(result=result, **chosen | changes)
