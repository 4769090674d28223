"""Who may look at, download and load which half of what is published: catalog or content."""

from collections.abc import Callable
from functools import wraps

from django.contrib import admin
from django.contrib.auth.models import AnonymousUser, User
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase

from roles.models import CONTENT_ROWS
from roles.queries.catalog import DRAFT_TABLES
from roles.queries.versions import KINDS, TABLES, Kind

View = Callable[..., HttpResponseBase]
Person = User | AnonymousUser


def version_page(view: View) -> View:
    """Lets staff with the right to view the versions of a kind see a page about some of them; its
    first argument is the kind."""

    @wraps(view)
    def checked(request: HttpRequest, kind: Kind, **parts: str) -> HttpResponseBase:
        if kind not in KINDS:
            raise Http404
        if not may_view(request.user, kind):
            raise PermissionDenied
        return view(request, kind, **parts)

    return admin.site.admin_view(checked)


def may_view(user: Person, kind: Kind) -> bool:
    return user.has_perm(f"roles.view_{TABLES[kind]._meta.model_name}")


def may_view_draft(user: Person, kind: Kind) -> bool:
    return _may(user, kind, "view")


def may_load(user: Person, kind: Kind) -> bool:
    """Loading changes, adds and deletes rows: whoever does it may do all three by hand."""
    return _may(user, kind, "change", "add", "delete")


def _may(user: Person, kind: Kind, *verbs: str) -> bool:
    tables = DRAFT_TABLES if kind == "catalog" else CONTENT_ROWS
    return user.has_perms(
        [f"roles.{verb}_{table._meta.model_name}" for table in tables for verb in verbs]
    )
