"""What pages of the admin share that belong to no table: who may see them, and their frame."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.template.response import TemplateResponse

View = Callable[..., HttpResponseBase]


def desk_page(permission: str, *, keeps_typing: bool = False) -> Callable[[View], View]:
    """Lets staff with that permission see a page; others are asked to sign in, or refused.

    Args:
        permission: such as "roles.view_roleprofile".
        keeps_typing: whether the page shows what was typed before signing in, see `kept_typing`.
    """

    def decorate(view: View) -> View:
        @wraps(view)
        def checked(request: HttpRequest, **parts: str) -> HttpResponseBase:
            if not request.user.has_perm(permission):
                raise PermissionDenied
            return view(request, **parts)

        checked.keeps_typing = keeps_typing  # type: ignore[attr-defined]  # read by our AdminSite
        return admin.site.admin_view(checked)

    return decorate


def staff_page(view: View) -> View:
    """Lets all staff see a page; others are asked to sign in."""
    return admin.site.admin_view(view)


def render_desk(
    request: HttpRequest, template: str, title: str, context: dict[str, Any], status: int = 200
) -> HttpResponse:
    """A page in the admin's frame; its template extends admin/desk/base.html."""
    frame = admin.site.each_context(request) | {"title": title}
    return TemplateResponse(request, template, frame | context, status=status)
