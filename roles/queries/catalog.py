"""Reads of the catalog: the version in force and the draft."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from django.db.models import QuerySet, Subquery, prefetch_related_objects
from django.db.models.functions import Coalesce
from django.forms.models import model_to_dict

from roles.content import catalog as catalog_format
from roles.content import files
from roles.content.catalog import (
    FORMAT,
    AreaDocument,
    DayDocument,
    DimensionDocument,
    ProfileDocument,
    QuestionDocument,
    SettingsDocument,
)
from roles.domain import types
from roles.models import (
    Area,
    CatalogVersion,
    Day,
    Dimension,
    ProfileTarget,
    Question,
    RoleProfile,
    ScoringSettings,
)
from roles.models.versions import canonical_text
from roles.queries.history import with_before

MOST_VERSIONS = 500  # read to learn which roles there were
DRAFT_TABLES = (Area, Dimension, RoleProfile, ProfileTarget, Day, Question, ScoringSettings)
# As it stands in a version's text; inside of any other text the quotes would be written \".
CALIBRATED = canonical_text({"calibrated": True}).strip("{}")


def published_version() -> CatalogVersion | None:
    """The version in force; None before the first publication. One query."""
    return CatalogVersion.objects.live().first()


def version_numbers() -> dict[int, int]:
    """The number of each version, newest first, with its key. One query, which reads no version."""
    versions: QuerySet[CatalogVersion] = CatalogVersion.objects.order_by("-number")
    return dict(versions.values_list("number", "pk"))


def published_catalog() -> types.Catalog | None:
    """The catalog in force; None before the first publication. One query."""
    version = published_version()
    return None if version is None else version_catalog(version)


@lru_cache(maxsize=64)
def kept_version(pk: int) -> CatalogVersion:
    """The version with that primary key, which somebody's row names. One query in a process: what
    was published never changes."""
    version: CatalogVersion = CatalogVersion.objects.get(pk=pk)
    return version


def version_catalog(version: CatalogVersion) -> types.Catalog:
    """The catalog that a version froze. No query; parsed once per process."""
    return text_catalog(version.document_text)


@lru_cache(maxsize=64)
def text_catalog(document_text: str) -> types.Catalog:
    """The catalog of a version's document; like `version_catalog`."""
    return catalog_format.parse(CatalogVersion(document_text=document_text).document)


def published_role_names(digest: str) -> Mapping[str, str]:
    """Every role that was ever published, by slug, under its last name. One query in a process
    for each publication, and none before the first.

    Args:
        digest: of the version in force, "" before the first.
    """
    return _role_names(digest) if digest else {}


@lru_cache(maxsize=1)
def _role_names(_digest: str) -> dict[str, str]:
    names: dict[str, str] = {}
    newest = CatalogVersion.objects.order_by("-number").values_list("document_text", flat=True)
    for text in newest[:MOST_VERSIONS].iterator():
        for role in json.loads(text)["roles"]:
            names.setdefault(role["slug"], role["name"])
    return names


def forget_versions() -> None:
    """Has the next look at any version read it anew: for tests, whose databases come and go."""
    _role_names.cache_clear()
    kept_version.cache_clear()


def calibrated_since() -> CatalogVersion | None:
    """The first of the unbroken run of calibrated versions that lasts until today; None when the
    version in force is not calibrated. One query, which reads no version but that."""
    versions: QuerySet[CatalogVersion] = CatalogVersion.objects.all()
    rough = versions.exclude(document_text__contains=CALIBRATED).order_by("-number")
    last_rough = Coalesce(Subquery(rough.values("number")[:1]), 0)
    return versions.filter(number__gt=last_rough).order_by("number").first()


def draft_document() -> dict[str, Any]:
    """The draft's rows as a catalog document, sound or not. Seven queries."""
    settings = ScoringSettings.objects.first() or ScoringSettings()
    targets: dict[int, dict[str, ProfileTarget]] = {}
    for target in ProfileTarget.objects.select_related("dimension"):
        targets.setdefault(target.role_id, {})[target.dimension.slug] = target
    days: dict[int, list[Day]] = {}
    for day in Day.objects.all():
        days.setdefault(day.role_id, []).append(day)
    return {
        "format": FORMAT,
        "areas": [model_to_dict(row, AreaDocument.model_fields) for row in Area.objects.all()],
        "dimensions": [
            model_to_dict(row, DimensionDocument.model_fields)
            | {"area": row.area.slug if row.area else ""}
            for row in Dimension.objects.select_related("area")
        ],
        "roles": [
            _role_document(row, targets.get(row.pk, {}), days.get(row.pk, []))
            for row in RoleProfile.objects.all()
        ],
        "questions": [
            model_to_dict(row, QuestionDocument.model_fields) | {"dimension": row.dimension.slug}
            for row in Question.objects.select_related("dimension")
        ],
        "settings": model_to_dict(settings, SettingsDocument.model_fields),
    }


def area_rows(draft: dict[str, Any]) -> list[dict[str, Any]]:
    """The areas of the draft; the dimensions where it has no areas, as in `Catalog.area_slugs`."""
    rows: list[dict[str, Any]] = draft["areas"] or draft["dimensions"]
    return rows


def _role_document(
    role: RoleProfile, targets: dict[str, ProfileTarget], days: list[Day]
) -> dict[str, Any]:
    return model_to_dict(role, ProfileDocument.model_fields) | {
        "targets": {slug: row.target for slug, row in targets.items()},
        "reasons": {slug: row.reason for slug, row in targets.items() if row.reason},
        "days": [model_to_dict(day, DayDocument.model_fields) for day in days],
    }


def draft_catalog(document: dict[str, Any] | None = None) -> types.Catalog:
    """The draft as a catalog. Seven queries, unless its document was read already.

    Raises:
        CatalogError: when the draft cannot be published as it stands, with every problem.
    """
    return catalog_format.parse(document or draft_document())


def has_draft() -> bool:
    """Whether anything has been loaded or entered yet."""
    return any(table._default_manager.exists() for table in DRAFT_TABLES)


def has_changes_for(reason: str) -> bool:
    """Whether the history of any row of the draft has that reason. Seven queries at most."""
    histories = (table.history for table in DRAFT_TABLES)
    return any(rows.filter(history_change_reason=reason).exists() for rows in histories)


def catalog_text(of: types.Catalog) -> str:
    """A catalog as stored in a version: equal catalogs give equal texts."""
    return canonical_text(catalog_format.dump(of))


def catalog_yaml(of: types.Catalog) -> str:
    """A catalog as a content file, which `load_catalog` reads back."""
    return files.write(catalog_format.dump(of))


@dataclass(frozen=True)
class PartChange:
    """One entry of the history of what belongs to a role: its targets, its days."""

    now: Any  # the historical row: date, user, reason for the change, the values then
    before: Any | None  # the row it replaced; None when it was new


def target_history(role_pk: str) -> list[PartChange]:
    """Every change of a role's targets, newest first. One query, and one for the dimensions."""
    changes = _part_history(ProfileTarget, role_pk)
    prefetch_related_objects([change.now for change in changes], "dimension")
    return changes


def day_history(role_pk: str) -> list[PartChange]:
    """Every change of a role's days, newest first. One query."""
    return _part_history(Day, role_pk)


def _part_history(part: type[ProfileTarget | Day], role_pk: str) -> list[PartChange]:
    rows = part.history.filter(role_id=role_pk)
    return [PartChange(now, before) for now, before in with_before(rows)][::-1]
