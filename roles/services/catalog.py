"""Writes of the catalog: load a file into the draft, publish the draft."""

from collections.abc import Sequence
from dataclasses import asdict, fields
from typing import Any, TypeVar

from django.db import IntegrityError, models, transaction

from roles.domain import lab, rules, types
from roles.domain.catalog import TARGET_RANGE
from roles.domain.errors import (
    CatalogError,
    ChecksFailed,
    DraftHasMoved,
    NothingToPublish,
    Problem,
)
from roles.domain.rules import REFUSED
from roles.models import (
    CatalogVersion,
    Dimension,
    ProfileTarget,
    Question,
    RoleProfile,
    ScoringSettings,
)
from roles.selectors.catalog import (
    catalog_text,
    draft_catalog,
    draft_stamp,
    published_version,
)

Row = TypeVar("Row", bound=models.Model)


@transaction.atomic
def load_catalog(*, catalog: types.Catalog, reason: str) -> bool:
    """Makes the draft equal to a catalog; rows that are equal already are left alone.

    Args:
        catalog: what the draft becomes; rows of the draft that it lacks are deleted.
        reason: noted in the history of each row written, up to 100 characters.

    Returns:
        Whether anything was written.

    Raises:
        CatalogError: for targets that are no whole numbers, which the draft cannot hold.
    """
    _refuse_fractions(catalog)
    if _draft_equals(catalog):
        return False
    dimensions = _save_rows(Dimension.objects.all(), catalog.dimensions, reason)
    for role, row in zip(
        catalog.roles, _save_rows(RoleProfile.objects.all(), catalog.roles, reason), strict=True
    ):
        _save_targets(row, role, dimensions, reason)
    by_slug = {row.slug: row for row in dimensions}
    _save_rows(Question.objects.all(), catalog.questions, reason, dimensions=by_slug)
    settings = ScoringSettings.objects.first() or ScoringSettings()
    _save_changed(settings, asdict(catalog.settings), reason)
    _delete_others(Question.objects.all(), catalog.questions, reason)
    _delete_others(RoleProfile.objects.all(), catalog.roles, reason)
    _delete_others(Dimension.objects.all(), catalog.dimensions, reason)
    return True


def publish_catalog(*, author: str, note: str = "", stamp: str | None = None) -> CatalogVersion:
    """Freezes the draft as the next version and puts it in force.

    Args:
        author: who publishes, as shown beside the version, up to 150 characters.
        note: what this version is for, up to 300 characters.
        stamp: `DraftState.stamp` as its publisher saw it; None skips that check.

    Raises:
        CatalogError: when the draft is not sound, with every problem.
        NothingToPublish: when the draft equals the version in force.
        ChecksFailed: when the lab's checks of the draft fail, with every one that does.
        ValidationError: when note or author is too long or no plain line of text.
        DraftHasMoved: when the draft or the version in force is not what `stamp` says, or
            somebody else published at the same moment.
    """
    try:
        with transaction.atomic():
            draft, live = draft_catalog(), published_version()
            if stamp is not None and stamp != draft_stamp(live, draft):
                raise DraftHasMoved
            text = catalog_text(draft)
            if live is not None and live.document_text == text:
                raise NothingToPublish
            _refuse_failing(draft)
            version = CatalogVersion(
                number=1 if live is None else live.number + 1,
                document_text=text,
                author=author,
                note=note,
            )
            version.clean_fields(exclude=["digest"])  # which save() works out
            version.save()
    except IntegrityError as error:  # the number was taken between our look and our write
        raise DraftHasMoved from error
    return version


def _refuse_failing(draft: types.Catalog) -> None:
    if failed := lab.failing(lab.check(draft)):
        raise ChecksFailed(draft, failed)


def _draft_equals(catalog: types.Catalog) -> bool:
    try:
        return draft_catalog() == catalog
    except CatalogError:
        return False


def _refuse_fractions(catalog: types.Catalog) -> None:
    whole = rules.whole(*TARGET_RANGE)
    problems = [
        Problem(
            ("roles", index, "targets", slug),
            f"roles.{role.slug}.targets.{slug}",
            target,
            whole.allowed,
        )
        for index, role in enumerate(catalog.roles)
        for slug, target in role.targets.items()
        if whole.read(target) is REFUSED
    ]
    if problems:
        raise CatalogError(tuple(problems))


DomainRow = types.Dimension | types.RoleProfile | types.Question


def _save_rows(
    stored: models.QuerySet[Row],
    rows: Sequence[DomainRow],
    reason: str,
    dimensions: dict[str, Dimension] | None = None,
) -> list[Row]:
    """Creates or updates one stored row per domain row, in order; returns them in that order."""
    by_slug = {row.slug: row for row in stored}  # type: ignore[attr-defined]  # all three have one
    saved = []
    for position, row in enumerate(rows, start=1):
        names = [field.name for field in fields(row) if field.name not in ("targets", "reasons")]
        values: dict[str, Any] = {name: getattr(row, name) for name in names}
        if dimensions is not None:
            values["dimension"] = dimensions[values["dimension"]]
        instance = by_slug.get(row.slug) or stored.model()
        _save_changed(instance, values | {"position": position}, reason)
        saved.append(instance)
    return saved


def _save_targets(
    row: RoleProfile, role: types.RoleProfile, dimensions: list[Dimension], reason: str
) -> None:
    stored = {target.dimension_id: target for target in row.targets.all()}
    for dimension in dimensions:
        instance = stored.get(dimension.pk) or ProfileTarget(role=row, dimension=dimension)
        slug = dimension.slug
        values = {"target": int(role.targets[slug]), "reason": role.reasons.get(slug, "")}
        _save_changed(instance, values, reason)


def _save_changed(instance: models.Model, values: dict[str, Any], reason: str) -> None:
    """Saves only when something differs, so that the history holds changes and nothing else."""
    if not instance._state.adding and all(
        getattr(instance, name) == value for name, value in values.items()
    ):
        return
    for name, value in values.items():
        setattr(instance, name, value)
    instance._change_reason = reason  # type: ignore[attr-defined]  # read by simple_history
    instance.save()


def _delete_others(stored: models.QuerySet[Row], rows: Sequence[DomainRow], reason: str) -> None:
    kept = [row.slug for row in rows]
    for instance in stored.exclude(slug__in=kept):
        instance._change_reason = reason  # type: ignore[attr-defined]  # read by simple_history
        instance.delete()
