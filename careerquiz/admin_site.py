"""The admin as an app and as a site: Django's own, strict about the ids and numbers it is sent."""

import re
from collections.abc import Callable, Iterator
from functools import wraps
from typing import Any

from django.contrib import admin
from django.contrib.admin.apps import AdminConfig as DjangoAdminConfig
from django.contrib.admin.helpers import ACTION_CHECKBOX_NAME
from django.contrib.admin.utils import unquote
from django.core.exceptions import ValidationError
from django.db import DataError
from django.db.models import Field, Model
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import reverse

from careerquiz.admin_groups import GROUPS, MORE, TableGroup

Context = dict[str, Any] | None
Link = dict[str, Any]  # a table or page, as Django's templates take it
View = Callable[..., HttpResponseBase]
ID_ARGUMENTS = ("object_id", "id")  # what Django's model admins call them


class AdminConfig(DjangoAdminConfig):
    default_site = "careerquiz.admin_site.AdminSite"


class AdminSite(admin.AdminSite):
    """Answers 404 to ids that no row can have and to numbers that no column can hold, on the pages
    of all tables, whoever wrote them. Its tables are grouped by what people do with them."""

    def index(self, request: HttpRequest, extra_context: Context = None) -> TemplateResponse:
        # Late: that package registers its tables with this very site.
        from roles.admin.start import start_boxes

        return super().index(request, start_boxes(request) | (extra_context or {}))

    def app_index(  # type: ignore[override]  # no page, but the way to one
        self, request: HttpRequest, app_label: str, extra_context: Context = None
    ) -> HttpResponse:
        return redirect("admin:index")  # which shows all tables in groups, whatever app has them

    def get_app_list(self, request: HttpRequest, app_label: str | None = None) -> list[Any]:
        """The groups with what the person may see in each; groups that stay empty are left out."""
        tables: dict[str, Link] = {
            str(table["object_name"]).lower(): table
            for app in super().get_app_list(request, app_label)
            for table in app["models"]
        }
        found = [(group, _links(request, group, tables)) for group in GROUPS]
        known = {name for group in GROUPS for name in group.entries}
        rest = [link for name, link in tables.items() if name not in known]
        return [_app(group, links) for group, links in [*found, (MORE, rest)] if links]

    def admin_view(self, view: View, cacheable: bool = False) -> View:  # type: ignore[override]  # typed by a variable
        model_admin = getattr(view, "__self__", None)  # pages of a table are methods of its admin
        if isinstance(model_admin, admin.ModelAdmin):
            view = _with_possible_numbers(view, model_admin.model)
        return super().admin_view(view, cacheable)


def _links(request: HttpRequest, group: TableGroup, tables: dict[str, Link]) -> list[Link]:
    """The tables and pages of a group that the person may see, in the group's order."""
    links = []
    for name, entry in group.entries.items():
        if name in tables:
            links.append(tables[name] | {"about": entry.about})
        elif entry.page and request.user.has_perm(entry.permission):
            links.append(
                {"name": entry.name, "object_name": name, "about": entry.about, "view_only": True}
                | {"admin_url": reverse(entry.page), "add_url": None, "perms": {}}
            )
    return links


def _app(group: TableGroup, links: list[Link]) -> dict[str, Any]:
    return {
        "name": group.name,
        "about": group.about,
        "app_label": group.slug,
        "app_url": f"{reverse('admin:index')}#{group.slug}",
        "has_module_perms": True,
        "models": links,
    }


def _with_possible_numbers(view: View, model: type[Model]) -> View:
    @wraps(view)
    def checked(request: HttpRequest, *args: object, **kwargs: str) -> HttpResponseBase:
        if not all(_is_possible(model._meta.pk, text) for text in _ids(request, kwargs)):
            raise Http404
        if not all(_is_year(text) for text in _years(request)):
            raise Http404
        try:
            return view(request, *args, **kwargs)
        except (OverflowError, DataError) as error:  # filters of a list may hold any number
            raise Http404 from error

    return checked


def _ids(request: HttpRequest, kwargs: dict[str, str]) -> Iterator[str]:
    """The ids in an address, and those of the rows ticked in a list."""
    yield from (unquote(kwargs[name]) for name in ID_ARGUMENTS if kwargs.get(name) is not None)
    yield from request.POST.getlist(ACTION_CHECKBOX_NAME)


def _is_possible(key: "Field[Any, Any]", text: str) -> bool:
    """Whether a row's primary key can be written so: "12", but not "abc", "1_2", "+12" or "-12",
    nor a number that its column cannot hold."""
    try:
        value = key.to_python(text)
        key.run_validators(value)
    except ValidationError:
        return False
    return str(value) == text and not text.startswith("-")


def _years(request: HttpRequest) -> Iterator[str]:
    return (request.GET[name] for name in request.GET if "year" in name.split("__")[1:])


def _is_year(text: str) -> bool:
    """Python knows the years 1 to 9999, and Django takes any other for an error of ours."""
    return bool(re.fullmatch(r"[0-9]{1,4}", text)) and int(text) > 0
