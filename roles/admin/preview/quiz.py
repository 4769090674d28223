"""The quiz of the draft, from the first statement to the check page. Nothing is stored.

The views do what those of the quiz do, to an attempt that its address holds.
"""

from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from roles.admin.preview.addresses import live_address
from roles.admin.preview.attempts import attempt_at, key_of, new_attempt
from roles.admin.preview.frame import list_link, preview_page, show_bar, sound_version
from roles.domain import outcomes, progress
from roles.domain.errors import NotEnoughAnswers, QuestionsUnasked
from roles.forms.quiz import DaysForm, QuestionPageForm
from roles.models import Attempt, Question, Result, RoleProfile
from roles.pages.quiz import check_page, close_roles, page_questions
from roles.queries.careers import Content
from roles.queries.catalog import version_catalog
from roles.queries.quiz import day_pairs
from roles.services.quiz import append_page, record_answers, score_attempt

ANSWERED = ("GET", "HEAD", "POST")


@preview_page
@require_safe
def start(request: HttpRequest, content: Content) -> HttpResponseBase:
    """Leads to page 1 of a new attempt."""
    return redirect("quiz:page", key_of(new_attempt(sound_version(content))), 1)


@preview_page
@require_http_methods(ANSWERED)
def page(request: HttpRequest, content: Content, key: str, number: int) -> HttpResponseBase:
    attempt = _shown_attempt(request, content, key)
    catalog = version_catalog(attempt.version)
    limit = progress.page_limit(catalog)
    if not 1 <= number <= limit:
        raise Http404
    if number > len(attempt.pages):
        return redirect(_place(attempt, key))
    here = attempt.pages[number - 1]
    form = QuestionPageForm(
        request.POST if request.method == "POST" else None,
        questions=page_questions(attempt, number),
        others=[question.slug for question in catalog.questions if question.slug not in here],
        answers=attempt.answers,
    )
    if form.is_bound and form.is_valid():
        was_open = attempt.open_page is not None
        record_answers(attempt, number, form.cleaned_answers, timezone.now())
        return redirect(_place(attempt, key_of(attempt)) + ("" if was_open else "#checked"))
    context = {
        "attempt": attempt,
        "number": number,
        "limit": limit,
        "ticks": range(1, limit + 1),
        "form": form,
    }
    return render(request, "quiz/page.html", context, status=400 if form.is_tampered else 200)


@preview_page
@require_http_methods(ANSWERED)
def check(request: HttpRequest, content: Content, key: str) -> HttpResponseBase:
    """All answers. POST leads to the result, or goes on when `more` is sent."""
    attempt = _shown_attempt(request, content, key)
    if attempt.needed_page is not None:
        return redirect("quiz:page", key, attempt.needed_page)
    if request.method != "POST":
        return _check_page(request, attempt)
    if "more" in request.POST:
        attempt.wants_all = True
        append_page(attempt, asks_all=True)
        return redirect(_place(attempt, key_of(attempt)))
    return _finish(request, attempt)


@preview_page
@require_http_methods(ANSWERED)
def days(request: HttpRequest, content: Content, key: str) -> HttpResponseBase:
    """The second step; `skip` goes past it."""
    attempt = _shown_attempt(request, content, key, is_days=True)
    form = DaysForm(
        request.POST if request.method == "POST" else None,
        catalog=version_catalog(attempt.version),
        pairs=day_pairs(attempt),
        choices=attempt.choices,
    )
    if not form.pairs:
        return redirect("quiz:check", key)
    if "skip" in request.POST:
        attempt.day_choices, attempt.days_skipped = [], True
        return _finish(request, attempt)
    if form.is_bound and form.is_valid():
        chosen = outcomes.dump_choices(form.cleaned_choices)
        attempt.day_choices, attempt.days_skipped = chosen, False
        return _finish(request, attempt)
    context = {"attempt": attempt, "form": form, "close": close_roles(attempt)}
    return render(request, "quiz/days.html", context, status=400 if form.is_tampered else 200)


def scored(attempt: Attempt) -> Result:
    """The attempt's result, which is not stored either.

    Raises:
        QuestionsUnasked, NotEnoughAnswers: as in `services.quiz.finish_attempt`.
    """
    result = Result(attempt=attempt)
    score_attempt(attempt, result, timezone.now())
    return result


def _shown_attempt(
    request: HttpRequest, content: Content, key: str, *, is_days: bool = False
) -> Attempt:
    """The attempt of an address, with the bar above its page."""
    attempt = attempt_at(sound_version(content), key)
    if is_days:
        edits = list_link(request, _("Edit the roles and their days"), RoleProfile)
    else:
        edits = list_link(request, _("Edit the statements"), Question)
    show_bar(request, content, edits, live_address("quiz:start"))
    return attempt


def _finish(request: HttpRequest, attempt: Attempt) -> HttpResponse:
    try:
        scored(attempt)
    except QuestionsUnasked as error:
        return redirect("quiz:page", key_of(attempt), error.number)
    except NotEnoughAnswers:
        return _check_page(request, attempt, status=400)
    return redirect("results:detail", key_of(attempt))


def _check_page(request: HttpRequest, attempt: Attempt, status: int = 200) -> HttpResponse:
    context = {"attempt": attempt, "check": check_page(attempt), "has_result": False}
    return render(request, "quiz/check.html", context, status=status)


def _place(attempt: Attempt, key: str) -> str:
    """Where the quiz goes on: the first open page, or the check page."""
    if attempt.open_page is not None:
        return reverse("quiz:page", args=[key, attempt.open_page])
    return reverse("quiz:check", args=[key])
