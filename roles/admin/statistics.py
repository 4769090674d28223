"""What people did, in figures that tell of nobody: a page, and the same as a file."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from roles.admin.desk import desk_page, render_desk
from roles.admin.start import STATISTICS
from roles.admin.statistics_file import figures_csv
from roles.admin.statistics_form import StatisticsForm
from roles.domain.dates import utc_day
from roles.models import Question
from roles.queries.dashboard import DashboardFound, find_dashboard
from roles.wording.statistics import Names
from roles.wording.statistics_page import (
    counted_sentence,
    file_tables,
    job_warning,
    statistics_page,
)

SORT = "sort"  # parameter of the address


@desk_page(STATISTICS)
@require_safe
def statistics(request: HttpRequest) -> HttpResponse:
    """The form, and the figures that it asks for; without them as long as it has errors."""
    form = _form(request)
    context: dict[str, Any] = {"form": form}
    if form is not None and form.is_valid():
        context |= _figures(request, form)
    return render_desk(request, "admin/desk/statistics.html", _("What people did"), context)


@desk_page(STATISTICS)
@require_safe
def statistics_file(request: HttpRequest) -> HttpResponse:
    """The figures of the page with the same parameters, as CSV."""
    form = _form(request)
    if form is None or not form.is_valid():
        return redirect(f"{reverse('desk:statistics')}?{request.GET.urlencode()}")
    found = _found(form)
    page = statistics_page(found.dashboard, _names(request, found))
    text = figures_csv(file_tables(page, found.dashboard))
    first, last = form.selection.first, form.selection.last
    name = f"careerquiz-figures-{first:%Y-%m-%d}-to-{last:%Y-%m-%d}.csv"
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return HttpResponse(text, content_type="text/csv; charset=utf-8", headers=headers)


def _form(request: HttpRequest) -> StatisticsForm | None:
    """None before anybody took the quiz."""
    found = find_dashboard()
    if found is None or found.dashboard.first_day is None:
        return None
    return StatisticsForm(
        request.GET.dict(),
        first_day=found.dashboard.first_day,
        today=utc_day(timezone.now()),
        versions=found.dashboard.versions,
        languages=found.dashboard.languages,
    )


def _found(form: StatisticsForm) -> DashboardFound:
    found = find_dashboard(form.selection, form.compared)
    if found is None:  # the last attempt was deleted meanwhile
        raise Http404
    return found


def _figures(request: HttpRequest, form: StatisticsForm) -> dict[str, Any]:
    found = _found(form)
    page = statistics_page(
        found.dashboard,
        _names(request, found),
        sort=request.GET.get(SORT, ""),
        address=lambda sort: _sorted_address(request, sort),
    )
    return {
        "page": page,
        "counted": counted_sentence(date_format(timezone.localtime(found.counted_at), "H:i e")),
        "warning": job_warning(found.missing_since, found.counted_until),
        "file": f"{reverse('desk:statistics_file')}?{request.GET.urlencode()}",
    }


def _names(request: HttpRequest, found: DashboardFound) -> Names:
    forms = {}
    if request.user.has_perm("roles.view_question"):
        forms = {
            slug: reverse("admin:roles_question_change", args=[pk])
            for slug, pk in Question.objects.values_list("slug", "pk")
        }
    return Names(found.roles, found.statements, forms)


def _sorted_address(request: HttpRequest, sort: str) -> str:
    """This page with the statements sorted that way."""
    asked = request.GET.copy()
    asked[SORT] = sort
    return f"?{asked.urlencode()}#statements"
