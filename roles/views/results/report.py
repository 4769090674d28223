"""A finished attempt's private pages: the result, its download, today's view of it, the end."""

from collections.abc import Collection
from dataclasses import replace

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.text import slugify
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from roles.domain import days, lab, outcomes, scoring
from roles.domain.errors import UnknownRole
from roles.models import CatalogVersion, Result
from roles.pages.careers.next_steps import NextSteps, next_steps
from roles.pages.quiz import second_step
from roles.pages.results.report import ResultPage, result_page
from roles.queries.careers import Content, content_of, current_site, public_state
from roles.queries.catalog import published_version, version_catalog
from roles.queries.results import own_links
from roles.services.quiz import delete_attempt
from roles.services.results import keep_result
from roles.views.results.friend import friend_of
from roles.views.results.guard import of_result
from roles.web.absolute_urls import absolute
from roles.web.cookies import remember, remembered
from roles.web.headers import CLEAR_CACHE
from roles.web.tickets import attempt_at
from roles.wording.answers import answer_label
from roles.wording.outcome import note_sentence
from roles.wording.rescore import difference_sentences


@require_safe
@of_result
def detail(request: HttpRequest, result: Result) -> HttpResponse:
    """The result as it was told; `?compare=` sets another role beside the respondent, `?now=` is
    the job that they have, which nothing but the address remembers."""
    attempt, content = result.attempt, content_of(public_state())
    live = content.version or result.version
    path = reverse("results:detail", args=[attempt.token])
    former = content.careers.current_slugs  # their addresses lead on
    page = _stored_page(result, live, request.GET.get("compare") or None, former)
    context = {
        "page": page,
        "steps": _steps(result, content, page, request.GET.get("now", "")),
        "attempt": attempt,
        "result": result,
        "friend": friend_of(request, result),
        "path": path,
        # Only on wish: what is copied or printed from the page shall not open it.
        "private_address": absolute(request, path) if "address" in request.GET else "",
        **_keeping(result),
        "left": page.outcome.open,
        "is_outdated": (result.answers, result.choices) != (attempt.sheet, attempt.choices),
        "is_newer_published": live.number > attempt.version.number,
        "is_keep_open": "kept" in request.GET,
    }
    return render(request, "results/detail.html", context)


@require_safe
@of_result
def rescore(request: HttpRequest, result: Result) -> HttpResponse:
    """What the version in force would say of the same answers. Stores nothing."""
    attempt, live = result.attempt, published_version()
    if live is None or live == attempt.version:
        return redirect("results:detail", attempt.token)
    catalog = version_catalog(live)
    answers = lab.asked(catalog, result.answers)
    statements = scoring.score(catalog, answers, attempt.question_seconds)
    before = _stored_page(result, live)
    after = result_page(
        outcome=days.settle(catalog, statements, result.choices),
        catalog=catalog,
        answers=answers,
        choices=result.choices,
    )
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


def _keeping(result: Result) -> dict[str, object]:
    """Until when it is kept or could be, and which links of it work."""
    now = timezone.now()
    links = [own for own in own_links(result, now) if own.is_working]
    last_day = result.renewable(now)
    return {
        "renewable": last_day if last_day > result.kept_until else None,
        "links": links,
        "has_outdated_links": any(own.is_outdated for own in links),
    }


def _steps(result: Result, content: Content, page: ResultPage, start: str) -> NextSteps:
    token = result.attempt.token
    steps = next_steps(content, page.leader.role.slug, page.rival.role.slug, start)
    steps = replace(steps, check_path=reverse("quiz:check", args=[token]))
    step = second_step(result.attempt)
    if not step.pairs or step.is_taken or page.outcome.certainty not in ("leaning", "close"):
        return steps
    path = reverse("quiz:days", args=[token])
    return replace(steps, days_path=path, day_pairs=len(step.pairs))


def _stored_page(
    result: Result,
    live: CatalogVersion,
    rival: str | None = None,
    former: Collection[str] = (),
) -> ResultPage:
    try:
        return result_page(
            outcome=result.outcome,
            catalog=version_catalog(result.version),
            answers=result.answers,
            choices=result.choices,
            notes=tuple(result.notes),
            rival=rival,
            linked=[*former, *(role.slug for role in version_catalog(live).roles)],
        )
    except UnknownRole as error:
        raise Http404 from error
