"""What people did, in figures that tell of nobody: a page, and the same as a file."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from roles.admin.desk import desk_page, render_desk
from roles.admin.experiment_figures import experiment_note
from roles.admin.start import STATISTICS
from roles.admin.statistics_file import figures_csv
from roles.admin.statistics_form import StatisticsForm
from roles.domain.dashboard import dashboard
from roles.domain.dates import utc_day
from roles.models import Question
from roles.pages.known_groups import fit_section
from roles.queries.dashboard import ReleaseFound, find_release
from roles.wording.statistics import FigureNames
from roles.wording.statistics_page import (
    counted_sentence,
    file_tables,
    job_warning,
    statistics_page,
    versions_hint,
)

SORT = "sort"  # parameter of the address


@desk_page(STATISTICS)
@require_safe
def statistics(request: HttpRequest) -> HttpResponse:
    """The form, and the figures that it asks for: none as long as there are errors in it."""
    found = find_release()
    form = _form(request, found)
    context: dict[str, Any] = {
        "form": form,
        "warning": job_warning(found.missing_since, found.counted_until),
        "versions_hint": versions_hint(found.release.versions),
    }
    if form is not None and form.is_valid():
        context |= {
            "page": statistics_page(
                dashboard(found.release, form.selection, form.compared),
                _names(request, found),
                sort=request.GET.get(SORT, ""),
                address=lambda sort: _sorted_address(request, sort),
            ),
            "counted": counted_sentence(date_format(timezone.localtime(found.counted_at), "H:i e")),
            "file": f"{reverse('desk:statistics_file')}?{request.GET.urlencode()}",
            "fit": fit_section(),
            "experiment": experiment_note(request),
        }
    return render_desk(request, "admin/desk/statistics.html", _("Statistics"), context)


@desk_page(STATISTICS)
@require_safe
def statistics_file(request: HttpRequest) -> HttpResponse:
    """The figures of the page with the same parameters, as CSV."""
    found = find_release()
    form = _form(request, found)
    if form is None or not form.is_valid():  # the page says why
        return redirect(f"{reverse('desk:statistics')}?{request.GET.urlencode()}")
    figures = dashboard(found.release, form.selection, form.compared)
    page = statistics_page(figures, _names(request, found))
    days = f"{form.selection.first:%Y-%m-%d}-to-{form.selection.last:%Y-%m-%d}"
    name = f"careerquiz-figures-{days}.csv"
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    text = figures_csv(file_tables(page, figures))
    return HttpResponse(text, content_type="text/csv; charset=utf-8", headers=headers)


def _form(request: HttpRequest, found: ReleaseFound) -> StatisticsForm | None:
    """None before anybody took the quiz."""
    if found.release.first_day is None:
        return None
    return StatisticsForm(
        request.GET.dict(),
        first_day=found.release.first_day,
        today=utc_day(timezone.now()),
        versions=found.release.versions,
        languages=found.release.languages,
    )


def _names(request: HttpRequest, found: ReleaseFound) -> FigureNames:
    forms = {}
    if request.user.has_perm("roles.view_question"):
        forms = {
            slug: reverse("admin:roles_question_change", args=[pk])
            for slug, pk in Question.objects.values_list("slug", "pk")
        }
    return FigureNames(found.roles, found.statements, forms)


def _sorted_address(request: HttpRequest, sort: str) -> str:
    """This page with the statements sorted that way."""
    asked = request.GET.copy()
    asked[SORT] = sort
    return f"?{asked.urlencode()}#statements"
