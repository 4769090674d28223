"""A finished attempt's private pages: the result, its download, today's view of it, the end."""

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponseBase, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from roles.domain import lab, outcomes, scoring
from roles.domain.errors import UnknownRole
from roles.models import CatalogVersion, Result
from roles.selectors.catalog import published_version, version_catalog
from roles.selectors.quiz import attempt_at, result_of
from roles.selectors.results import ResultPage, result_page
from roles.services.quiz import delete_attempt


@require_safe
def detail(request: HttpRequest, address: str) -> HttpResponseBase:
    """The result as it was told; `?compare=` sets another role beside the respondent."""
    attempt = attempt_at(address)
    result = result_of(attempt)
    if result is None:
        return redirect("quiz:check", attempt.address)
    live = published_version() or attempt.version
    path = reverse("results:detail", args=[attempt.token])
    page = _stored_page(result, live, request.GET.get("compare") or None)
    context = {
        "page": page,
        "attempt": attempt,
        "result": result,
        "path": path,
        "private_address": request.build_absolute_uri(path),
        "left": page.outcome.open,
        "is_outdated": result.answers != attempt.sheet,
        "is_newer_published": live.number > attempt.version.number,
    }
    return render(request, "results/detail.html", context)


@require_safe
def rescore(request: HttpRequest, address: str) -> HttpResponseBase:
    """What the version in force would say of the same answers. Stores nothing."""
    attempt = attempt_at(address)
    result, live = result_of(attempt), published_version()
    if result is None or live is None or live == attempt.version:
        return redirect("results:detail", attempt.address)
    catalog = version_catalog(live)
    answers = lab.asked(catalog, result.answers)
    context = {
        "attempt": attempt,
        "result": result,
        "live": live,
        "before": _stored_page(result, live),
        "after": result_page(
            outcome=scoring.score(catalog, answers), catalog=catalog, answers=answers
        ),
        "dropped": len(result.answers) - len(answers),
    }
    return render(request, "results/rescore.html", context)


@require_safe
def download(request: HttpRequest, address: str) -> HttpResponseBase:
    """The result as a JSON file: version, answers, outcome, reasons."""
    attempt = attempt_at(address)
    result = result_of(attempt)
    if result is None:
        return redirect("quiz:check", attempt.address)
    catalog = version_catalog(attempt.version)
    document = {
        "catalog_version": attempt.version.number,
        "finished_at": result.finished_at.isoformat(),
        "notes": result.notes,
    }
    document |= outcomes.handout(catalog, result.answers, result.outcome)
    response = JsonResponse(document, json_dumps_params={"indent": 2, "ensure_ascii": False})
    response["Content-Disposition"] = 'attachment; filename="careerquiz-result.json"'
    return response


@require_http_methods(["GET", "HEAD", "POST"])
def delete(request: HttpRequest, address: str) -> HttpResponseBase:
    """Asks once; POST deletes answers and result for good. The address then says so."""
    attempt = attempt_at(address)
    if not attempt.is_saved:
        raise Http404
    if request.method != "POST":
        return render(request, "results/delete.html", {"attempt": attempt})
    delete_attempt(attempt=attempt)
    response = redirect("results:detail", attempt.token)
    if request.COOKIES.get(settings.ATTEMPT_COOKIE_NAME) == attempt.token:
        response.set_cookie(
            settings.ATTEMPT_COOKIE_NAME,
            max_age=0,  # a __Host- cookie is only removed by one that is secure, too
            secure=settings.ATTEMPT_COOKIE_SECURE,
            httponly=True,
            samesite="Lax",
        )
    return response


def _stored_page(result: Result, live: CatalogVersion, rival: str | None = None) -> ResultPage:
    try:
        return result_page(
            outcome=result.outcome,
            catalog=version_catalog(result.attempt.version),
            answers=result.answers,
            notes=tuple(result.notes),
            rival=rival,
            linked=[role.slug for role in version_catalog(live).roles],
        )
    except UnknownRole as error:
        raise Http404 from error
