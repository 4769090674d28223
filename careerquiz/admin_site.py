"""The admin as an app and as a site: Django's own, strict about the ids and numbers it is sent."""

import re
from collections.abc import Callable, Iterator
from functools import wraps
from http import HTTPStatus
from typing import Any
from urllib.parse import urlsplit, urlunsplit

from django.conf import settings
from django.contrib import admin, messages
from django.contrib.admin.apps import AdminConfig as DjangoAdminConfig
from django.contrib.admin.helpers import ACTION_CHECKBOX_NAME
from django.contrib.admin.utils import unquote
from django.contrib.auth import REDIRECT_FIELD_NAME
from django.core.exceptions import ValidationError
from django.db import DataError
from django.db.models import Field, Model
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.decorators import method_decorator
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from careerquiz.admin_groups import GROUPS, MORE, TableGroup
from roles.web import kept_typing
from roles.web.headers import CLEAR_CACHE

Context = dict[str, Any] | None
Link = dict[str, Any]  # a table or page, as Django's templates take it
View = Callable[..., HttpResponseBase]
ID_ARGUMENTS = ("object_id", "id")  # what Django's model admins call them


def model_page(name: str | None) -> bool:
    """Whether a page can be opened by its address, not only sent to."""
    return (name or "").endswith(("_add", "_change", "_changelist", "_delete"))


class AdminConfig(DjangoAdminConfig):
    default_site = "careerquiz.admin_site.AdminSite"

    def ready(self) -> None:
        super().ready()
        from careerquiz import checks  # noqa: F401  # they register themselves


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

    logout_template = "admin/roles/signed_out.html"

    def admin_view(self, view: View, cacheable: bool = False) -> View:  # type: ignore[override]  # typed by a variable
        model_admin = getattr(view, "__self__", None)  # pages of a table are methods of its admin
        keeps_typing = getattr(model_admin or view, "keeps_typing", False)
        if isinstance(model_admin, admin.ModelAdmin):
            view = _with_possible_numbers(view, model_admin.model)
        checked = super().admin_view(view, cacheable)

        @wraps(checked)
        def asked(request: HttpRequest, *args: object, **kwargs: str) -> HttpResponseBase:
            is_out = request.method == "POST" and not self.has_permission(request)
            if is_out and request.path != reverse("admin:logout"):
                return self._sign_in_again(request, keeps_typing=keeps_typing)
            return checked(request, *args, **kwargs)

        return asked

    def _sign_in_again(self, request: HttpRequest, *, keeps_typing: bool) -> HttpResponse:
        """The sign-in page instead of what was sent, which it keeps if the page can show it again.

        Args:
            keeps_typing: whether that is so for the forms and the list of the table, or for the
                page of the desk.
        """
        match = request.resolver_match
        page = match.url_name if match else ""
        is_desk = bool(match and match.namespace == "desk")
        is_form = (page or "").endswith(("_add", "_change"))
        is_list = (page or "").endswith("_changelist") and "_save" in request.POST
        with_fields = keeps_typing and (is_form or is_list or is_desk)
        is_page = model_page(page) or with_fields
        path = request.get_full_path() if is_page else self._page_before(request)
        kept, has_fields = kept_typing.pack(request, path, with_fields=with_fields)
        context = {
            "kept": kept,
            "keeps_typing": has_fields,
            "is_too_long": with_fields and not has_fields,
            "app_path": reverse("admin:login"),
            REDIRECT_FIELD_NAME: path,
        }
        request.method = "GET"  # nobody has tried to sign in yet
        return self.login(request, context)

    def _page_before(self, request: HttpRequest) -> str:
        """The page of the admin on which a button was pressed; its start where none is known."""
        start = reverse("admin:index")
        before = urlsplit(request.META.get("HTTP_REFERER", ""))
        is_ours = before.netloc == request.get_host() and before.path.startswith(start)
        path = urlunsplit(("", "", before.path, before.query, "")) if is_ours else start
        is_safe = url_has_allowed_host_and_scheme(path, allowed_hosts=None)
        return path if is_safe else start

    def each_context(self, request: HttpRequest) -> dict[str, Any]:
        """Whoever may see no tables gets no empty list of them."""
        context: dict[str, Any] = super().each_context(request)
        context["is_nav_sidebar_enabled"] &= context["has_permission"]
        return context

    def has_permission(self, request: HttpRequest) -> bool:
        """Staff; where the site requires a second step, only those who signed in with it."""
        from roles.admin.sign_in import lacks_two_step  # late: see `login`

        return super().has_permission(request) and not lacks_two_step(request)

    @method_decorator(never_cache)
    def login(
        self, request: HttpRequest, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        """Name and password; for accounts with a second step a second form, which comes back here.
        Also hands on what was typed while signed out, to whoever signs in in that browser."""
        # Late: the tables are not loaded yet when this module is.
        from roles.admin.sign_in import CodeAsked, CodeForm, SignInForm, lacks_two_step

        if request.method not in ("GET", "HEAD", "POST"):
            return HttpResponseNotAllowed(["GET", "HEAD", "POST"])
        if request.method == "GET" and self.has_permission(request):
            return redirect("admin:index")
        if request.method == "GET" and super().has_permission(request) and lacks_two_step(request):
            return redirect("desk:two_step")
        kept = kept_typing.unpack(request) if request.method == "POST" else None
        context = self._sign_in_context(request, kept) | (extra_context or {})
        is_second = "passed" in request.POST
        try:
            page = self._sign_in_page(request, CodeForm if is_second else SignInForm, context)
        except CodeAsked as asked:
            request.method = "GET"  # no code was sent yet
            return self._sign_in_page(request, asked.form(), context)
        if page.status_code == HTTPStatus.FOUND:
            if is_second:
                request.session[settings.SECOND_FACTOR_KEY] = True
            _hand_on(request, kept)
        return page

    def _sign_in_page(
        self, request: HttpRequest, form: Callable[..., Any], context: dict[str, Any]
    ) -> HttpResponse:
        """The page with the form, or the way on for whoever signed in with it. 429 for those who
        tried too often."""
        from django.contrib.auth.views import LoginView  # late, as above

        view = LoginView.as_view(
            template_name="admin/roles/sign_in.html",
            extra_context=context,
            authentication_form=form,
        )
        page: Any = view(request)
        wait = page.context_data["form"].wait if page.status_code == HTTPStatus.OK else 0
        if wait:
            page.status_code = HTTPStatus.TOO_MANY_REQUESTS
            page["Retry-After"] = str(wait)
        return page  # type: ignore[no-any-return]  # it is a response

    def _sign_in_context(
        self, request: HttpRequest, kept: kept_typing.Kept | None
    ) -> dict[str, Any]:
        from roles.queries.careers import current_site  # late, as above

        context = self.each_context(request) | {
            "title": _("Log in"),
            "subtitle": None,
            "app_path": request.get_full_path(),
            "username": request.user.get_username(),
            "kept": request.POST.get(kept_typing.FIELD, "") if kept else "",
            "keeps_typing": bool(kept and kept.fields is not None),
            "site": current_site(),  # else Django's page says the host of the address there
            "reset_address": reverse("desk:password_reset") if settings.MAIL_FROM else "",
        }
        if REDIRECT_FIELD_NAME not in request.GET and REDIRECT_FIELD_NAME not in request.POST:
            context[REDIRECT_FIELD_NAME] = reverse("admin:index")
        return context

    def logout(self, request: HttpRequest, extra_context: Context = None) -> TemplateResponse:
        # Late, as above.
        from roles.queries.careers import current_site
        from roles.web.sign_in_log import log_account

        if request.user.is_authenticated:
            log_account(request.user.get_username(), "signed out")
        context = {"is_sso": bool(settings.SSO_HEADER), "site": current_site()}
        context |= {"title": _("You're signed out")} | (extra_context or {})
        page = super().logout(request, context)
        page["Clear-Site-Data"] = CLEAR_CACHE
        return page


def _hand_on(request: HttpRequest, kept: kept_typing.Kept | None) -> None:
    """What was typed while signed out, to whoever has just signed in."""
    if kept and kept.fields is not None:
        kept_typing.put(request, kept)
    elif kept:
        said = _("You were signed out, so nothing was done. Please try again.")
        messages.warning(request, said)


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
