"""Pages of single roles: everything that such a page says beyond the catalog."""

from django.contrib import admin
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext_lazy

from roles.admin.careers.content import CareersAdmin
from roles.admin.careers.fields import Choice, choices_of
from roles.admin.careers.parts import PartInline, PointInline, inline_of
from roles.content.careers import ROLE_POINTS
from roles.models import RolePage, RolePay, RolePoint

BEFORE_PAY = ROLE_POINTS.index("ladder") + 1  # as on the page


class RolePointInline(PointInline):
    model = RolePoint
    classes = ("collapse",)


class RolePayInline(PartInline):
    model = RolePay
    classes = ("collapse",)
    fields = ("figure", "note", "position")
    related = ("figure",)
    verbose_name_plural = gettext_lazy("Pay: the nearest group first")


@admin.register(RolePage)
class RolePageAdmin(CareersAdmin):
    list_display = ("slug", "description", "checked", "position")
    list_filter = ("checked",)
    search_fields = ("slug", "description", "pay_note", "points__text", "points__label")
    fields = ("slug", "description", "checked", "pay_note", "position")
    inlines = (
        *(inline_of(kind, RolePointInline) for kind in ROLE_POINTS[:BEFORE_PAY]),
        RolePayInline,
        *(inline_of(kind, RolePointInline) for kind in ROLE_POINTS[BEFORE_PAY:]),
    )
    history_parts = (RolePoint, RolePay)

    def slug_choices(self, request: HttpRequest, name: str) -> list[Choice] | None:
        return choices_of(request).roles if name == "slug" else None

    def view_on_site(self, page: RolePage) -> str:
        return reverse("careers:role", args=[page.slug])
