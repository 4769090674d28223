"""A finished attempt's private pages: the result, what became of it, its download, today's view of
it, the end."""

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase, JsonResponse
from django.middleware.csrf import get_token
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.text import slugify
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from roles.domain import days, lab, outcomes, scoring
from roles.domain.dates import utc_day
from roles.domain.errors import UnknownRole
from roles.domain.types import Catalog
from roles.forms.results import FitForm, fit_fields
from roles.models import Result
from roles.pages.results.cached import ReportParts, report_parts, stored_page
from roles.pages.results.report import result_page
from roles.queries.careers import Content, content_of, current_site, public_state
from roles.queries.catalog import version_catalog
from roles.queries.results import fit_answer, working_links
from roles.services.quiz import delete_attempt
from roles.services.results import answer_fit, forget_fit, keep_result
from roles.views.results.friend import friend_of
from roles.views.results.guard import of_result
from roles.web.absolute_urls import absolute
from roles.web.cookies import remember, remembered
from roles.web.headers import CLEAR_CACHE
from roles.web.rate_limits import rate_limit
from roles.web.tickets import attempt_at
from roles.wording.answers import answer_label
from roles.wording.fit import fit_sentence, job_name, suits_label, thanks_sentence
from roles.wording.outcome import note_sentence
from roles.wording.rescore import difference_sentences


@require_safe
@of_result
def detail(request: HttpRequest, result: Result) -> HttpResponse:
    """The result as it was told; `?compare=` sets another role beside the respondent, `?now=` is
    the job that they have, which nothing but the address remembers."""
    return _result_page(request, result)


@require_POST
@of_result
def fit(request: HttpRequest, result: Result) -> HttpResponse:
    """What became of it: the job by now, and how well it suits. Asked from a month on. `remove`
    takes back what was said."""
    if not result.asks_fit(timezone.now()):
        raise Http404
    address = reverse("results:detail", args=[result.attempt.token])
    if "remove" in request.POST:
        forget_fit(result=result)
        return redirect(f"{address}?fit=removed#told")
    form = FitForm(request.POST, roles=_role_names(result), said=None)
    if not form.is_valid():
        return _result_page(request, result, form)
    answer_fit(result=result, now=timezone.now(), **form.said)
    return redirect(f"{address}?fit=saved#told")


def _result_page(
    request: HttpRequest, result: Result, fit_form: FitForm | None = None
) -> HttpResponse:
    """
    Args:
        fit_form: as it was sent, with what is wrong; None to show what is stored.
    """
    attempt, content = result.attempt, content_of(public_state())
    path = reverse("results:detail", args=[attempt.token])
    context = {
        "drawn": _parts(request, result, content),
        "attempt": attempt,
        "result": result,
        "friend": friend_of(request, result),
        "path": path,
        # Only on wish: what is copied or printed from the page shall not open it.
        "private_address": absolute(request, path) if "address" in request.GET else "",
        **_keeping(result),
        **_asking(result, fit_form, request.GET.get("fit", "")),
        "is_outdated": (result.answers, result.choices) != (attempt.sheet, attempt.choices),
        "is_newer_published": content.state.outdates(attempt.version),
        "is_keep_open": "kept" in request.GET,
    }
    return render(request, "results/detail.html", context, status=400 if fit_form else 200)


@require_safe
@of_result
def rescore(request: HttpRequest, result: Result) -> HttpResponse:
    """What the version in force would say of the same answers. Stores nothing."""
    attempt, content = result.attempt, content_of(public_state())
    live = content.version
    if live is None or not content.state.outdates(attempt.version):
        return redirect("results:detail", attempt.token)
    catalog = version_catalog(live)
    answers = lab.asked(catalog, result.answers)
    statements = scoring.score(catalog, answers, attempt.question_seconds)
    before = stored_page(result, [role.slug for role in version_catalog(live).roles])
    outcome = days.settle(catalog, statements, result.choices)
    after = result_page(outcome=outcome, catalog=catalog, answers=answers, choices=result.choices)
    dropped = result.outcome.answered - sum(map(bool, answers.values()))
    context = {
        "attempt": attempt,
        "result": result,
        "live": live,
        "before": before,
        "after": after,
        "differences": difference_sentences(before, after, dropped),
    }
    return render(request, "results/rescore.html", context)


@require_safe
@of_result
def download(request: HttpRequest, result: Result) -> HttpResponse:
    """The result as a JSON file: version, answers, outcome, reasons."""
    catalog = version_catalog(result.version)
    document = {
        "catalog_version": result.version.number,
        "finished_at": result.finished_at.isoformat(),
        "kept_until": result.kept_until.isoformat(),
        "notes": result.notes,
        "note_texts": [note_sentence(note) for note in result.notes],
    }
    document |= outcomes.handout(catalog, result.answers, result.outcome, result.choices)
    document["later"] = _said_later(result, catalog)
    for row in document["answers"]:
        row["answer_label"] = answer_label(row["answer"])
    response = JsonResponse(document, json_dumps_params={"indent": 2, "ensure_ascii": False})
    name = slugify(current_site().name) or "quiz"
    response["Content-Disposition"] = f'attachment; filename="{name}-result.json"'
    return response


@require_POST
@of_result
def keep(request: HttpRequest, result: Result) -> HttpResponse:
    """Puts off the day on which the result is deleted."""
    keep_result(result=result, now=timezone.now())
    return redirect(reverse("results:detail", args=[result.attempt.token]) + "?kept=1#keep")


@require_http_methods(["GET", "HEAD", "POST"])
@rate_limit("result")
def delete(request: HttpRequest, key: str) -> HttpResponseBase:
    """Asks once; POST deletes answers and result for good. The address then says so."""
    attempt = attempt_at(key)
    if not attempt.is_saved:
        raise Http404
    if request.method != "POST":
        return render(request, "results/delete.html", {"attempt": attempt})
    delete_attempt(attempt=attempt)
    response = redirect("results:detail", attempt.token)
    response["Clear-Site-Data"] = CLEAR_CACHE
    kept = remembered(request.COOKIES)
    if attempt.token in kept.tokens:
        remember(response, kept.without(attempt.token))
    return response


def _parts(request: HttpRequest, result: Result, content: Content) -> ReportParts:
    rival, start = (request.GET.get(name, "") for name in ("compare", "now"))
    try:
        return report_parts(result, content, get_token(request), rival, start)
    except UnknownRole as error:
        raise Http404 from error


def _said_later(result: Result, catalog: Catalog) -> dict[str, object] | None:
    """What its owner said on a later visit, for them to keep; None when nothing."""
    said = fit_answer(result)
    if said is None:
        return None
    return {
        "job": said.job,
        "job_name": job_name(said, catalog),
        "suits": said.suits,
        "suits_label": suits_label(said),
        "answered_at": said.answered_at.isoformat(),
    }


def _asking(result: Result, sent: FitForm | None, done: str) -> dict[str, object]:
    """What a later visit asks, and what was said before; {} until then. One query.

    Args:
        done: "saved" or "removed" right after that, "" at other times.
    """
    if not result.asks_fit(timezone.now()):
        return {}
    said, catalog = fit_answer(result), version_catalog(result.version)
    return {
        "fit_form": sent,
        "fit_fields": "" if sent else fit_fields(_role_names(result), said),
        "fit_said": fit_sentence(said, catalog) if said else "",
        "fit_thanks": thanks_sentence(said, catalog) if said and done == "saved" else "",
        "made_on": utc_day(result.finished_at),
        "is_fit_removed": not said and done == "removed",
    }


def _role_names(result: Result) -> list[tuple[str, str]]:
    return [(role.slug, role.name) for role in version_catalog(result.version).roles]


def _keeping(result: Result) -> dict[str, object]:
    """Until when it is kept or could be, and which links of it work."""
    now = timezone.now()
    last_day = result.renewable(now)
    return {
        "renewable": last_day if last_day > result.kept_until else None,
        "links": working_links(result, now),
    }
