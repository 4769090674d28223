"""The admin of a table that several people edit, none of them at the cost of another."""

from roles.admin.guarded_deletion import GuardedDeletionAdmin
from roles.admin.guarded_form import GuardedFormAdmin
from roles.admin.guarded_list import GuardedListAdmin


class GuardedAdmin(GuardedFormAdmin, GuardedListAdmin, GuardedDeletionAdmin):
    """Guards its forms, its list and its deletions."""

    class Media:
        css = {"all": ("css/admin.css",)}
        js = ("js/admin_form.js",)
