"""What the numbers in a role's form do: the panel beside the form, and its parts as a script asks
for them while somebody types. Nothing is saved here."""

from typing import Any, cast

from django.contrib import admin
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from roles.admin.catalog.targets import TargetFormSet, TargetInline
from roles.admin.desk import desk_page
from roles.models import RoleProfile
from roles.pages.insight import people_panel, role_panel
from roles.queries.insight import RoleComparison, TypedRole, impact_sample, role_comparison

PART, PEOPLE = "part", "people"  # which part a script asks for: at once, or what takes longer


@desk_page("roles.view_roleprofile")
@require_POST
def role_insight(request: HttpRequest, pk: int | None = None) -> HttpResponse:
    """One part of the panel, for the numbers in the form that is sent."""
    role = get_object_or_404(RoleProfile, pk=pk) if pk else None
    inline = TargetInline(RoleProfile, admin.site)
    sees = (inline.has_view_permission, inline.has_add_permission)
    if not any(may(request, role) for may in sees):
        raise PermissionDenied
    # Who may only look has no inputs: what is stored counts.
    sent = request.POST if inline.has_change_permission(request, role) else None
    made = inline.get_formset(request, role)(sent, instance=role or RoleProfile())
    formset = cast(TargetFormSet, made)  # the inline's own
    comparison = compared(formset, role.slug if role else "", request.POST.get("name", ""))
    if request.GET.get(PART) == PEOPLE:
        context = people_context(comparison)
        return render(request, "admin/roles/roleprofile/insight_people.html", context)
    return render(
        request, "admin/roles/roleprofile/insight_numbers.html", insight_context(comparison)
    )


def compared(formset: TargetFormSet, slug: str, name: str) -> RoleComparison | None:
    """The role as it stands in a form, in its catalogs; None while a number is missing or wrong.

    Args:
        slug: of the role in the draft; "" for a new one.
        name: as typed.
    """
    numbers = formset.numbers()
    return role_comparison(TypedRole(slug, _sound_name(name), numbers)) if numbers else None


def insight_context(comparison: RoleComparison | None) -> dict[str, Any]:
    """What can be said at once; the `insight` itself only when there is something to work with."""
    if comparison is None or comparison.is_flat or comparison.after is None:
        return {"comparison": comparison}
    panel = role_panel(comparison.before, comparison.after, comparison.role)
    return {"comparison": comparison, "insight": panel}


def people_context(comparison: RoleComparison | None) -> dict[str, Any]:
    """What takes longer: simulated people without a leaning, and results."""
    if comparison is None or comparison.is_flat or comparison.after is None:
        return {}
    sample = impact_sample(comparison.before or comparison.after)
    panel = people_panel(
        comparison.before,
        comparison.after,
        comparison.role,
        sample.sheets,
        is_simulated=sample.is_simulated,
    )
    return {"people": panel}


def _sound_name(name: str) -> str:
    """The name typed, or another word while it is none that could be saved."""
    try:
        sound: str = RoleProfile._meta.get_field("name").clean(name.strip(), None)
    except ValidationError:
        return _("This role")
    return sound
