"""Accounts and groups, guarded like the tables of the draft."""

from django.contrib import admin
from django.contrib.auth.admin import GroupAdmin as DjangoGroupAdmin
from django.contrib.auth.admin import UserAdmin as DjangoUserAdmin
from django.contrib.auth.models import Group, User

from roles.admin.guarded import GuardedAdmin

admin.site.unregister((Group, User))


@admin.register(Group)
class GroupAdmin(GuardedAdmin, DjangoGroupAdmin):
    """Groups, and what their members may do."""


@admin.register(User)
class UserAdmin(GuardedAdmin, DjangoUserAdmin):  # type: ignore[type-arg]  # not generic at run time
    """Accounts of those who may sign in."""

    can_add_again = False  # a new account is asked for its name and password alone
