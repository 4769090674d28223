"""Writes of the catalog: load a file into the draft, publish the draft."""

from dataclasses import asdict, fields
from typing import Any

from django.db import IntegrityError, transaction

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
from roles.queries.careers import forget_state
from roles.queries.catalog import (
    catalog_text,
    draft_catalog,
    draft_stamp,
    published_version,
)
from roles.services.rows import delete_others, save_changed, save_rows


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
    dimensions = save_rows(Dimension.objects.all(), list(map(_plain, catalog.dimensions)), reason)
    roles = save_rows(RoleProfile.objects.all(), list(map(_plain, catalog.roles)), reason)
    for row, role in zip(roles, catalog.roles, strict=True):
        _save_targets(row, role, dimensions, reason)
    by_slug = {row.slug: row for row in dimensions}
    asked = [
        _plain(question) | {"dimension": by_slug[question.dimension]}
        for question in catalog.questions
    ]
    questions = save_rows(Question.objects.all(), asked, reason)
    settings = ScoringSettings.objects.first() or ScoringSettings()
    save_changed(settings, asdict(catalog.settings), reason)
    delete_others(Question.objects.all(), questions, reason)
    delete_others(RoleProfile.objects.all(), roles, reason)
    delete_others(Dimension.objects.all(), dimensions, reason)
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
            forget_state()
            transaction.on_commit(forget_state)  # somebody may have looked meanwhile
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


def _plain(row: types.Dimension | types.RoleProfile | types.Question) -> dict[str, Any]:
    """What the row's own table holds of it."""
    names = [field.name for field in fields(row) if field.name not in ("targets", "reasons")]
    return {name: getattr(row, name) for name in names}


def _save_targets(
    row: RoleProfile, role: types.RoleProfile, dimensions: list[Dimension], reason: str
) -> None:
    stored = {target.dimension_id: target for target in row.targets.all()}
    for dimension in dimensions:
        instance = stored.get(dimension.pk) or ProfileTarget(role=row, dimension=dimension)
        slug = dimension.slug
        values = {"target": int(role.targets[slug]), "reason": role.reasons.get(slug, "")}
        save_changed(instance, values, reason)
