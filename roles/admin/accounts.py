"""Accounts and groups, guarded like the tables of the draft."""

from typing import Any, ClassVar

from django.contrib import admin, messages
from django.contrib.admin.models import CHANGE, LogEntry
from django.contrib.auth.admin import GroupAdmin as DjangoGroupAdmin
from django.contrib.auth.admin import UserAdmin as DjangoUserAdmin
from django.contrib.auth.models import Group, Permission, User
from django.db.models import ManyToManyField, Q, QuerySet
from django.forms import CheckboxSelectMultiple
from django.http import HttpRequest
from django.utils.text import capfirst
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _
from django_otp.plugins.otp_static.admin import StaticDevice
from django_otp.plugins.otp_totp.admin import TOTPDevice

from roles.admin.guarded import GuardedAdmin
from roles.services.second_factor import reset_two_step
from roles.web.sign_in_log import log_account

# Keys of two-step sign-in are shown to nobody but their owner, and to them once.
admin.site.unregister((Group, User, StaticDevice, TOTPDevice))

UNUSED_APPS = ("admin", "contenttypes", "sessions", "otp_static", "otp_totp")  # without pages


def permission_name(permission: Permission) -> str:
    """Such as "Role profile: Can change role profile"."""
    table = permission.content_type.name
    return f"{capfirst(table)}: {permission.name}"


class AccountsAdmin(GuardedAdmin):
    """What both tables share. They are Django's own, and so is not the look of their pages."""

    change_form_template = "admin/roles/change_form.html"
    change_list_template = "admin/roles/change_list.html"
    show_facets = admin.ShowFacets.NEVER
    filter_horizontal = ()  # its script's icons have no names; boxes need no script
    formfield_overrides: ClassVar[dict[Any, Any]] = {
        ManyToManyField: {"widget": CheckboxSelectMultiple}
    }


@admin.register(Group)
class GroupAdmin(AccountsAdmin, DjangoGroupAdmin):
    """Groups, and what their members may do."""

    def get_form(
        self,
        request: HttpRequest,
        obj: Any = None,  # noqa: ANN401  # Django's own signature
        change: bool = False,
        **kwargs: Any,  # noqa: ANN401  # the same
    ) -> Any:  # noqa: ANN401  # the same
        """Offers the rights that mean something here, and those that the group has."""
        form = super().get_form(request, obj, change, **kwargs)
        field: Any = form.base_fields.get("permissions")
        if field:
            known = ~Q(content_type__app_label__in=UNUSED_APPS)
            known &= ~Q(content_type__model__startswith="historical")
            held = Q(group=obj) if obj else Q()
            field.queryset = field.queryset.filter(known | held).distinct()
            field.label_from_instance = permission_name
        return form


@admin.register(User)
class UserAdmin(AccountsAdmin, DjangoUserAdmin):  # type: ignore[type-arg]  # not generic at run time
    """Accounts of those who may sign in."""

    readonly_fields = ("last_login", "date_joined")
    fieldsets = (
        (None, {"fields": ("username", "password")}),
        (_("About them"), {"fields": ("first_name", "last_name", "email")}),
        (
            _("What they may do"),
            {
                "description": _("Rights come with groups."),
                "fields": ("is_active", "is_staff", "is_superuser", "groups"),
            },
        ),
        (_("Dates"), {"fields": ("last_login", "date_joined")}),
    )
    actions = ("reset_two_step",)
    can_add_again = False  # a new account is asked for its name and password alone

    @admin.action(description=_("Turn off two-step sign-in (lost phone)"))
    def reset_two_step(self, request: HttpRequest, accounts: "QuerySet[User]") -> None:
        """Of superusers only, since whoever can do this gets by with a stolen password."""
        reset = [user for user in accounts if reset_two_step(user=user)]
        done = gettext("Two-step sign-in turned off by somebody else")
        for user in reset:
            log_account(user.get_username(), f"lost two-step sign-in by {request.user}")
        LogEntry.objects.log_actions(request.user.pk, reset, CHANGE, done)  # type: ignore[arg-type]  # signed in
        said = ngettext(
            "Two-step sign-in is off for %(count)d account. They sign in with just their password, "
            "and have been signed out.",
            "Two-step sign-in is off for %(count)d accounts. They sign in with just their "
            "passwords, and have been signed out.",
            len(reset),
        )
        self.message_user(request, said % {"count": len(reset)}, messages.SUCCESS)

    def get_actions(self, request: HttpRequest) -> dict[str, Any]:
        actions: dict[str, Any] = super().get_actions(request)
        if not request.user.is_superuser:
            actions.pop("reset_two_step", None)
        return actions
