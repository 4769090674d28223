"""What is still to write of a role of the draft."""

from collections.abc import Callable, Hashable, Mapping
from dataclasses import dataclass
from typing import Any

from roles.content.completeness import OPTIONAL
from roles.content.schema import RoleDocument
from roles.models import (
    Comparison,
    Dimension,
    RolePage,
    RoleProfile,
    ScoringSettings,
    Step,
)


@dataclass(frozen=True, slots=True)
class Unwritten:
    """What a role lacks, or has in the very words of another role."""

    role: RoleProfile
    without_number: tuple[str, ...]  # names of dimensions
    days_missing: int  # until there are as many as the second step shows
    page: RolePage | None
    parts_missing: int  # of its page
    same_numbers: tuple[RoleProfile, ...]  # as these roles have
    same_summary: tuple[RoleProfile, ...]
    same_days: tuple[RoleProfile, ...]  # one of them at least
    same_page: tuple[RoleProfile, ...]  # the same description
    pairs: tuple[tuple[RoleProfile, RoleProfile], ...]  # without a comparison; in their order
    has_way_in: bool  # whether any step leads to it

    @property
    def must(self) -> bool:
        """Whether something of it keeps the draft from being published."""
        return bool(self.without_number or self.days_missing or self.same_numbers or self.same_days)


def unwritten(role: RoleProfile) -> Unwritten:
    """What is still to write of a role. Nine queries."""
    roles = list(RoleProfile.objects.prefetch_related("targets", "days"))
    own = next(each for each in roles if each.pk == role.pk)
    others = [each for each in roles if each.pk != role.pk]
    pages = {page.slug: page for page in RolePage.objects.all()}
    numbered = {target.dimension_id for target in own.targets.all()}
    settings = ScoringSettings.objects.first() or ScoringSettings()
    page = pages.get(own.slug)
    descriptions = {slug: row.text("description") for slug, row in pages.items()}
    days = {day.text for day in own.days.all()}
    compared = [set(row.document.get("roles", ())) for row in Comparison.objects.all()]
    return Unwritten(
        role=own,
        without_number=tuple(row.name for row in Dimension.objects.all() if row.pk not in numbered),
        days_missing=max(0, int(settings.day_pairs) - len(days)),
        page=page,
        parts_missing=_empty_parts(page.document) if page else 0,
        same_numbers=_alike(own, others, _numbers),
        same_summary=_alike(own, others, lambda each: each.summary),
        same_days=tuple(each for each in others if days & {day.text for day in each.days.all()}),
        same_page=_alike(own, others, lambda each: descriptions.get(each.slug)),
        pairs=tuple(
            (one, other)
            for other in others
            for one, other in [sorted((own, other), key=roles.index)]
            if {one.slug, other.slug} not in compared
        ),
        has_way_in=any(step.text("goal") == own.slug for step in Step.objects.all()),
    )


def _empty_parts(page: Mapping[str, Any]) -> int:
    """How many sections of a role's page say nothing yet."""
    return sum(not page.get(name) for name in RoleDocument.model_fields if name not in OPTIONAL)


def _numbers(role: RoleProfile) -> tuple[tuple[int, int], ...]:
    return tuple(sorted((row.dimension_id, row.target) for row in role.targets.all()))


def _alike(
    own: RoleProfile, others: list[RoleProfile], of: Callable[[RoleProfile], Hashable]
) -> tuple[RoleProfile, ...]:
    """Those of the others that have the same; none where it has nothing yet."""
    held = of(own)
    return tuple(other for other in others if held and of(other) == held)
