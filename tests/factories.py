"""Honest sample data as plain functions."""

from dataclasses import replace
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from typing import Any

from django.apps import apps
from django.core.management import call_command
from django.db import connection
from django.db.models import Model, QuerySet
from django.db.transaction import atomic
from django.utils import timezone

from roles.content import catalog as catalog_format
from roles.content import files
from roles.content.difference import difference
from roles.content.documents import content_document, parse_content
from roles.content.files import CAREERS_SEED, SEED
from roles.content.schema import ROWS, ContentDocument
from roles.domain import progress, types
from roles.domain.dates import earliest_day
from roles.models import (
    Attempt,
    CatalogVersion,
    ContentVersion,
    Experiment,
    ProfileTarget,
    Result,
    ShareLink,
)
from roles.models.versions import canonical_text
from roles.queries.careers import forget_state, note_site
from roles.queries.catalog import catalog_text, kept_version
from roles.services import results as services
from roles.services.quiz import finish_attempt, record_page
from roles.web.tickets import attempt_at, new_ticket, new_token

SEED_ROWS: dict[type[Model], list[Model]] = {}  # as `publish_seed` left them
FIRST_CATALOG = Path(__file__).parent / "seed" / "first_catalog.yaml"


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


# Two roles may not share a shape while another is free.
SHAPES = {"thinker": "circle", "keeper": "square", "mixer": "triangle"}


def make_role(slug: str, symbol: str = "", **targets: float) -> dict[str, Any]:
    return {
        "slug": slug,
        "name": slug.capitalize(),
        "summary": f"Does what a {slug} does.",
        "symbol": symbol or SHAPES.get(slug, "diamond"),
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
    return catalog_format.parse(make_document(**changes))


def catalog_difference(old: types.Catalog, new: types.Catalog) -> tuple[types.Change, ...]:
    return difference(catalog_format.dump(old), catalog_format.dump(new))


def shipped_bytes(file: Path) -> bytes:
    """What the app ships, as it is exported: without the line that tells editors its schema."""
    return file.read_bytes().partition(b"\n")[2]


@cache
def seed_catalog() -> types.Catalog:
    """The real content, as a domain object and without a database."""
    return files.read_catalog(SEED.read_text(encoding="utf-8"))


@cache
def first_catalog() -> types.Catalog:
    """The catalog that the app shipped first: format 1, four dimensions, no areas, no days."""
    return files.read_catalog(FIRST_CATALOG.read_text(encoding="utf-8"))


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
    forget_versions()
    return version


def reworded_catalog() -> types.Catalog:
    """The real content with every statement said in other words."""
    questions = tuple(replace(row, text=f"{row.text} today") for row in seed_catalog().questions)
    return replace(seed_catalog(), questions=questions)


def make_experiment(version: CatalogVersion, other: CatalogVersion, **changes: Any) -> Experiment:
    """Half of new attempts get the other version, whatever the two say."""
    held = {"share": 50, "started_at": timezone.now(), "started_by": "ada"} | changes
    experiment: Experiment = Experiment.objects.create(version=version, other=other, **held)
    forget_state()
    return experiment


def publish_seed() -> CatalogVersion:
    """Loads the real content into an empty database and publishes it as version 1. On SQLite that
    is done once: afterwards the rows are put back, which takes a tenth of the time."""
    if connection.vendor == "sqlite" and SEED_ROWS and not any(map(_rows, SEED_ROWS)):
        with atomic():  # rows of one table name those of others
            for model, rows in SEED_ROWS.items():
                QuerySet(model).bulk_create(rows)  # our own refuses versions
        forget_versions()
        return CatalogVersion.objects.get()
    empty = [model for model in apps.get_app_config("roles").get_models() if not _rows(model)]
    call_command("load_catalog", publish=True, verbosity=0)
    forget_versions()
    SEED_ROWS.update({model: rows for model in empty if (rows := _rows(model))})
    return CatalogVersion.objects.get()


def forget_versions() -> None:
    """Databases give the key of a version that was rolled back to the next one."""
    forget_state()
    kept_version.cache_clear()


def _rows(model: type[Model]) -> list[Model]:
    return list(model._base_manager.all())


@cache
def seed_careers() -> ContentDocument:
    """The real content of the pages about roles, without a database."""
    document = files.read(CAREERS_SEED.read_text(encoding="utf-8"))
    roles = [role.slug for role in seed_catalog().roles]
    return parse_content(document.content, roles, seed_catalog().area_slugs)


def make_careers(**sections: Any) -> ContentDocument:
    """Content with these rows, and nothing else."""
    return ContentDocument(format=1, **dict.fromkeys(ROWS, ()) | sections)


def make_content_version(content: ContentDocument) -> ContentVersion:
    """Content in force as the next version, whatever the draft holds."""
    version = ContentVersion(
        number=ContentVersion.objects.count() + 1,
        document_text=canonical_text(content_document(content)),
        author="ada",
    )
    version.save()
    forget_state()
    note_site(content)
    return version


def publish_seed_careers() -> ContentVersion:
    """Puts the real content in force."""
    return make_content_version(seed_careers())


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
