"""The list of role profiles, and what may be done to a whole one."""

from collections.abc import Iterable
from typing import Any, NamedTuple

from django.contrib import admin
from django.contrib.admin.utils import unquote
from django.db.models import Max
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.defaultfilters import floatformat
from django.template.loader import render_to_string
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from roles.admin.draft_status import Context, DraftStatusAdmin
from roles.models import RoleProfile
from roles.queries.completeness import draft_completeness
from roles.queries.draft import CONTENT, DraftState
from roles.queries.roles import RoleFigures, role_figures
from roles.services.roles import order_comparisons
from roles.wording.completeness import completeness_sentence

STATES = {
    "live": gettext_lazy("live"),
    "changed": gettext_lazy("changed"),
    "new": gettext_lazy("new"),
}


BAR_STEP = 14  # from one bar to the next, in pixels; a number of 100 is 100 units high


class Bar(NamedTuple):
    x: int
    height: int
    name: str

    @property
    def y(self) -> int:
        return 100 - self.height


def add_figures(roles: Iterable[RoleProfile], draft: DraftState) -> None:
    """Sets on each role what the list shows of it."""
    sections = ("roles", f"{CONTENT}roles")
    changed = {row.slug for row in draft.changes if row.section in sections}
    every = list(RoleProfile.objects.prefetch_related("targets__dimension"))
    figures = role_figures(every, draft.catalog, changed)
    said = {
        each.role.slug: completeness_sentence(each)
        for each in draft_completeness(draft, localdate())
    }
    for role in roles:
        # A list that comes back shows roles, too, that somebody deleted meanwhile.
        role.figures = figures.get(role.pk, RoleFigures(()))  # type: ignore[attr-defined]  # read by the columns
        role.completeness = said.get(role.slug, "")  # type: ignore[attr-defined]  # likewise


def figures_of(role: RoleProfile) -> RoleFigures:
    figures: RoleFigures = role.figures  # type: ignore[attr-defined]  # set by add_figures
    return figures


class RoleListAdmin(DraftStatusAdmin):
    """The list; a role's address changes by renaming it, and it goes by retiring it."""

    list_display = (
        *("shape", "name", "numbers", "most_like", "neutral", "its_page", "state", "position"),
    )
    list_display_links = ("name",)
    list_editable = ("position",)
    search_fields = ("name", "slug", "summary")

    def changelist_view(self, request: HttpRequest, extra_context: Context = None) -> HttpResponse:
        page = super().changelist_view(request, extra_context)
        if isinstance(page, TemplateResponse) and "cl" in (page.context_data or {}):
            context: dict[str, Any] = page.context_data or {}
            add_figures(context["cl"].result_list, context["banner"].draft)
            for form in context["cl"].formset or ():
                label = _("Position of %(name)s") % {"name": form.instance.name}
                form.fields["position"].widget.attrs["aria-label"] = label
        return page

    def get_actions(self, request: HttpRequest) -> Any:  # noqa: ANN401  # Django's own signature
        """Roles go one by one, each with what belongs to it."""
        actions = super().get_actions(request)
        return {name: held for name, held in actions.items() if name != "delete_selected"}

    def delete_view(
        self, request: HttpRequest, object_id: str, extra_context: Context = None
    ) -> HttpResponse:
        role = self.get_object(request, unquote(object_id))
        if role is None or not self.has_delete_permission(request, role):
            return super().delete_view(request, object_id, extra_context)
        return redirect("desk:role_retire", role.slug)

    # --- columns

    @admin.display(description=gettext_lazy("shape"), ordering="symbol")
    def shape(self, role: RoleProfile) -> str:
        return render_to_string("admin/roles/shape.html", {"role": role})

    @admin.display(description=gettext_lazy("numbers"))
    def numbers(self, role: RoleProfile) -> str:
        targets = figures_of(role).targets
        bars = [Bar(at * BAR_STEP, number, name) for at, (name, number) in enumerate(targets)]
        context = {"bars": bars, "width": len(bars) * BAR_STEP}
        return render_to_string("admin/roles/number_bars.html", context)

    @admin.display(description=gettext_lazy("most like"))
    def most_like(self, role: RoleProfile) -> str | None:
        figures = figures_of(role)
        words = {"role": figures.nearest, "likeness": floatformat(figures.likeness, 2)}
        return _("%(role)s, %(likeness)s") % words if figures.nearest else None

    @admin.display(description=gettext_lazy("neutral people it leads"))
    def neutral(self, role: RoleProfile) -> str | None:
        share = figures_of(role).neutral
        return (
            None if share is None else _("about %(count)s of 100") % {"count": round(100 * share)}
        )

    @admin.display(description=gettext_lazy("its page"))
    def its_page(self, role: RoleProfile) -> SafeString:
        words = role.completeness  # type: ignore[attr-defined]  # set by add_figures
        return format_html(
            '<a href="{}">{}</a>', reverse("desk:role_steps", args=[role.slug]), words
        )

    @admin.display(description=gettext_lazy("state"))
    def state(self, role: RoleProfile) -> str:
        return str(STATES[figures_of(role).state])

    # --- the form

    def get_form(
        self,
        request: HttpRequest,
        obj: Any = None,  # noqa: ANN401  # Django's own signature
        change: bool = False,
        **kwargs: Any,  # noqa: ANN401  # the same
    ) -> Any:  # noqa: ANN401  # the same
        form = super().get_form(request, obj, change, **kwargs)
        if obj and "slug" in form.base_fields:
            slug = form.base_fields["slug"]
            slug.disabled = True
            slug.help_text = _("Stands in the role's address. Rename the role to change it.")
        return form

    def get_prepopulated_fields(self, request: HttpRequest, obj: Any = None) -> Any:  # noqa: ANN401  # Django's own signature
        return {} if obj else super().get_prepopulated_fields(request, obj)

    def get_changeform_initial_data(self, request: HttpRequest) -> dict[str, Any]:
        """A new role comes last, as its comparisons name it last then."""
        last = RoleProfile.objects.aggregate(last=Max("position"))["last"] or 0
        given: dict[str, Any] = super().get_changeform_initial_data(request)
        return {"position": last + 1} | given

    def save_model(self, request: HttpRequest, obj: Any, form: Any, change: bool) -> None:  # noqa: ANN401  # Django's own signature
        super().save_model(request, obj, form, change)
        if change and "position" in form.changed_data:
            order_comparisons()

    def response_add(
        self,
        request: HttpRequest,
        obj: Any,  # noqa: ANN401  # Django's own signature
        post_url_continue: str | None = None,
    ) -> HttpResponse:
        """After a new role comes what is still to write of it."""
        response = super().response_add(request, obj, post_url_continue)
        goes_on = {"_addanother", "_continue", "_popup"} & request.POST.keys()
        return response if goes_on else redirect("desk:role_steps", obj.slug)
