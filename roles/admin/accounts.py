"""Accounts and groups, guarded like the tables of the draft."""

from typing import Any, ClassVar

from django.contrib import admin
from django.contrib.auth.admin import GroupAdmin as DjangoGroupAdmin
from django.contrib.auth.admin import UserAdmin as DjangoUserAdmin
from django.contrib.auth.models import Group, User
from django.db.models import ManyToManyField
from django.forms import CheckboxSelectMultiple

from roles.admin.guarded import GuardedAdmin

admin.site.unregister((Group, User))


class AccountsAdmin(GuardedAdmin):
    """What both tables share. They are Django's own, and so is not the look of their pages."""

    change_form_template = "admin/roles/change_form.html"
    change_list_template = "admin/roles/change_list.html"
    filter_horizontal = ()  # its script's icons have no names; boxes need no script
    formfield_overrides: ClassVar[dict[Any, Any]] = {
        ManyToManyField: {"widget": CheckboxSelectMultiple}
    }


@admin.register(Group)
class GroupAdmin(AccountsAdmin, DjangoGroupAdmin):
    """Groups, and what their members may do."""


@admin.register(User)
class UserAdmin(AccountsAdmin, DjangoUserAdmin):  # type: ignore[type-arg]  # not generic at run time
    """Accounts of those who may sign in."""

    readonly_fields = ("last_login", "date_joined")
    can_add_again = False  # a new account is asked for its name and password alone
