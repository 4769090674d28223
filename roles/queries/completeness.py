"""How much the draft says about each role."""

from datetime import date

from django.db.models import Count

from roles.content.completeness import RoleCompleteness, RoleHead, completeness
from roles.content.documents import readable_content
from roles.models import RoleProfile, ScoringSettings
from roles.queries.draft import DraftState


def draft_completeness(state: DraftState, today: date) -> tuple[RoleCompleteness, ...]:
    """Of the roles of the draft, in its order. It need not be sound: what cannot be read of its
    content counts as missing. Two queries."""
    counted = RoleProfile.objects.annotate(day_count=Count("days")).order_by("position", "slug")
    roles = [RoleHead(role.slug, role.name, role.day_count) for role in counted]
    settings = ScoringSettings.objects.first() or ScoringSettings()
    content = state.content or readable_content(dict(state.fitted.content))[0]
    return completeness(roles, int(settings.day_pairs), content, today)
