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
from django.http import Http404, HttpRequest, HttpResponseBase

View = Callable[..., HttpResponseBase]
ID_ARGUMENTS = ("object_id", "id")  # what Django's model admins call them


class AdminConfig(DjangoAdminConfig):
    default_site = "careerquiz.admin_site.AdminSite"


class AdminSite(admin.AdminSite):
    """Answers 404 to ids that no row can have and to numbers that no column can hold, on the pages
    of all tables, whoever wrote them."""

    def admin_view(self, view: View, cacheable: bool = False) -> View:  # type: ignore[override]  # typed by a variable
        model_admin = getattr(view, "__self__", None)  # pages of a table are methods of its admin
        if isinstance(model_admin, admin.ModelAdmin):
            view = _with_possible_numbers(view, model_admin.model)
        return super().admin_view(view, cacheable)


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
