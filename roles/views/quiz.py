"""Taking the quiz: pages of statements, the check page, the days, the way back to where one was."""

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_http_methods, require_safe

from roles.domain import progress
from roles.domain.errors import DayPairsChanged, NotEnoughAnswers
from roles.forms import DaysForm, QuestionPageForm
from roles.models import Attempt
from roles.pages.quiz import check_page, close_roles, page_questions
from roles.queries.catalog import published_version, version_catalog
from roles.queries.quiz import day_pairs, result_of
from roles.services.quiz import ask_more, finish_attempt, record_days, record_page, skip_days
from roles.web.cookies import attempt_in_browser, remember, remembered
from roles.web.rate_limits import rate_limit
from roles.web.tickets import attempt_at, new_ticket


@require_safe
@cache_control(private=True, no_store=True)  # each opening leads to an attempt of its own
@rate_limit("start")
def start(request: HttpRequest) -> HttpResponse:
    """Leads to page 1 of a new attempt, whose address fixes its statements. Writes nothing: the
    attempt begins with its first answers."""
    version = published_version()
    if version is None:
        return render(request, "quiz/closed.html")
    first = reverse("quiz:page", args=[new_ticket(version.number), 1])
    return redirect(first + ("?expired=1" if "expired" in request.GET else ""))


@require_safe
def resume(request: HttpRequest) -> HttpResponse:
    """Leads to where this browser's attempt stands: for links that shall not hold its token."""
    attempt = attempt_in_browser(request.COOKIES)
    if attempt is None:
        return redirect("quiz:start")
    if result_of(attempt):
        return redirect("results:detail", attempt.token)
    return redirect(_place(attempt))


@require_http_methods(["GET", "HEAD", "POST"])
@rate_limit("answer", method="POST")
def page(request: HttpRequest, key: str, number: int) -> HttpResponseBase:
    attempt = attempt_at(key)
    if not 1 <= number <= progress.page_limit(version_catalog(attempt.version)):
        raise Http404
    if number > len(attempt.pages):
        return redirect(_place(attempt))
    form = _form(request, attempt, number)
    if not form.is_bound or not form.is_valid():
        return _page(request, attempt, number, form)
    was_open = attempt.open_page is not None
    attempt = record_page(
        attempt=attempt, number=number, answers=form.cleaned_answers, now=timezone.now()
    )
    # After a change the reader goes on at the check page's heading, not at the top of everything.
    response = redirect(_place(attempt) + ("" if was_open else "#checked"))
    remember(response, remembered(request.COOKIES).gone_on(attempt.token))
    return response


@require_http_methods(["GET", "HEAD", "POST"])
@rate_limit("answer", method="POST")
def check(request: HttpRequest, key: str) -> HttpResponseBase:
    """All answers, to be changed or scored. POST finishes, or goes on when `more` is sent."""
    attempt = attempt_at(key)
    if attempt.needed_page is not None:
        return redirect("quiz:page", attempt.key, attempt.needed_page)
    if request.method != "POST":
        return _check_page(request, attempt)
    if "more" in request.POST:
        return redirect(_place(ask_more(attempt=attempt)))
    return _finish(request, attempt)


@require_http_methods(["GET", "HEAD", "POST"])
@rate_limit("answer", method="POST")
def days(request: HttpRequest, key: str) -> HttpResponseBase:
    """The second step. POST keeps the days chosen, or none when `skip` is sent, and finishes."""
    attempt = attempt_at(key)
    form = _days_form(request, attempt)
    if not form.pairs:
        return redirect("results:detail" if result_of(attempt) else "quiz:check", attempt.key)
    if "skip" in request.POST:
        return _finish(request, skip_days(attempt=attempt, now=timezone.now()))
    if not form.is_bound or not form.is_valid():
        context = {"attempt": attempt, "form": form, "close": close_roles(attempt)}
        return render(request, "quiz/days.html", context, status=400 if form.is_tampered else 200)
    try:
        record_days(attempt=attempt, choices=form.cleaned_choices, now=timezone.now())
    except DayPairsChanged:  # in another tab, since we looked
        return days(request, key)
    return _finish(request, attempt)


def _finish(request: HttpRequest, attempt: Attempt) -> HttpResponse:
    try:
        finish_attempt(attempt=attempt, now=timezone.now())
    except NotEnoughAnswers:
        return _check_page(request, attempt, status=400)
    response = redirect("results:detail", attempt.token)
    remember(response, remembered(request.COOKIES).done(attempt.token))
    return response


def _form(request: HttpRequest, attempt: Attempt, number: int) -> QuestionPageForm:
    here = attempt.pages[number - 1]
    questions = version_catalog(attempt.version).questions
    return QuestionPageForm(
        request.POST if request.method == "POST" else None,
        questions=page_questions(attempt, number),
        others=[question.slug for question in questions if question.slug not in here],
        answers=attempt.answers,
    )


def _days_form(request: HttpRequest, attempt: Attempt) -> DaysForm:
    return DaysForm(
        request.POST if request.method == "POST" else None,
        catalog=version_catalog(attempt.version),
        pairs=day_pairs(attempt),
        choices=attempt.choices,
    )


def _page(
    request: HttpRequest, attempt: Attempt, number: int, form: QuestionPageForm
) -> HttpResponse:
    limit = progress.page_limit(version_catalog(attempt.version))
    context = {
        "attempt": attempt,
        "number": number,
        "limit": limit,
        "ticks": range(1, limit + 1),
        "form": form,
        "earlier": None if attempt.is_saved else _earlier(request),
        "is_restart": "expired" in request.GET and not attempt.is_saved,
    }
    return render(request, "quiz/page.html", context, status=400 if form.is_tampered else 200)


def _earlier(request: HttpRequest) -> Attempt | None:
    """The attempt of this browser that waits to be finished."""
    found = attempt_in_browser(request.COOKIES)
    return None if found is None or result_of(found) else found


def _check_page(request: HttpRequest, attempt: Attempt, status: int = 200) -> HttpResponse:
    context = {
        "attempt": attempt,
        "check": check_page(attempt),
        "has_result": result_of(attempt) is not None,
    }
    return render(request, "quiz/check.html", context, status=status)


def _place(attempt: Attempt) -> str:
    """Where the respondent goes on: the first open page, or the check page."""
    if attempt.open_page is not None:
        return reverse("quiz:page", args=[attempt.key, attempt.open_page])
    return reverse("quiz:check", args=[attempt.key])
