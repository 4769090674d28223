"""Writes of the whole draft: its rows become those of a document."""

from collections.abc import Mapping
from typing import Any

from django.db import transaction

from roles.content.schema import row_key
from roles.content.site import SiteDocument
from roles.models import (
    CONTENT_ROWS,
    Area,
    Day,
    Dimension,
    ProfileTarget,
    Question,
    RoleProfile,
    ScoringSettings,
    SiteTexts,
)
from roles.services.rows import delete_others, save_changed, save_rows

Document = Mapping[str, Any]
Row = Mapping[str, Any]
ELSEWHERE = ("targets", "reasons", "days")  # keys of a role that are tables of their own


@transaction.atomic
def save_catalog_document(*, document: Document, reason: str) -> None:
    """Makes the draft catalog equal to a document; rows that are equal already are left alone.

    Args:
        document: of the format in use, see `queries.catalog.draft_document`. It need not be sound:
            a role may lack targets.
        reason: noted in the history of each row written, up to 100 characters.
    """
    areas = save_rows(Area.objects.all(), document["areas"], reason)
    by_area = {row.slug: row for row in areas}
    kinds = [{**row, "area": by_area.get(row["area"])} for row in document["dimensions"]]
    dimensions = save_rows(Dimension.objects.all(), kinds, reason)
    roles = save_rows(RoleProfile.objects.all(), list(map(_own_values, document["roles"])), reason)
    days = []
    for role, row in zip(roles, document["roles"], strict=True):
        _save_targets(role, row, dimensions, reason)
        own = [{**day, "role": role} for day in row["days"]]
        days += save_rows(Day.objects.all(), own, reason)  # of all roles: a day may change hands
    by_slug = {row.slug: row for row in dimensions}
    asked = [{**row, "dimension": by_slug[row["dimension"]]} for row in document["questions"]]
    questions = save_rows(Question.objects.all(), asked, reason)
    settings = ScoringSettings.objects.first() or ScoringSettings()
    save_changed(settings, document["settings"], reason)
    delete_others(Question.objects.all(), questions, reason)
    delete_others(Day.objects.all(), days, reason)
    delete_others(RoleProfile.objects.all(), roles, reason)
    delete_others(Dimension.objects.all(), dimensions, reason)
    delete_others(Area.objects.all(), areas, reason)


@transaction.atomic
def save_content_document(*, document: Document, reason: str) -> None:
    """The same for the content of the pages about roles, see
    `queries.careers.draft_content_document`."""
    for table in CONTENT_ROWS:
        section = table.section
        rows = [{"slug": row_key(section, row), "document": row} for row in document[section]]
        saved = save_rows(table.objects.all(), rows, reason)
        delete_others(table.objects.all(), saved, reason)
    texts = {name: document.get("site", {}).get(name, "") for name in SiteDocument.model_fields}
    stored = SiteTexts.objects.first()
    if stored or any(texts.values()):
        save_changed(stored or SiteTexts(), texts, reason)


def _own_values(role: Row) -> dict[str, Any]:
    return {name: value for name, value in role.items() if name not in ELSEWHERE}


def _save_targets(role: RoleProfile, row: Row, dimensions: list[Dimension], reason: str) -> None:
    stored = {target.dimension_id: target for target in role.targets.all()}
    kept = []
    for dimension in dimensions:
        if dimension.slug in row["targets"]:
            instance = stored.get(dimension.pk) or ProfileTarget(role=role, dimension=dimension)
            values = {
                "target": int(row["targets"][dimension.slug]),
                "reason": row["reasons"].get(dimension.slug, ""),
            }
            save_changed(instance, values, reason)
            kept.append(instance)
    delete_others(role.targets.all(), kept, reason)
