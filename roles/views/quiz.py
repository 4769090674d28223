"""Taking the quiz: pages of statements, the check page, the days, the way back to where one was."""

from collections.abc import Mapping
from functools import lru_cache

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.middleware.csrf import get_token
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.views.decorators.cache import cache_control
from django.views.decorators.gzip import gzip_page
from django.views.decorators.http import require_http_methods, require_safe

from roles.content.site import SiteDocument
from roles.domain import progress
from roles.domain.errors import DayPairsChanged, NotEnoughAnswers
from roles.forms.quiz import DaysForm, QuestionPageForm, statement_html
from roles.models import Attempt
from roles.pages.quiz import check_page, close_roles, page_questions
from roles.queries.careers import current_site
from roles.queries.catalog import version_catalog
from roles.queries.experiments import version_for
from roles.queries.quiz import day_pairs, result_of
from roles.services.quiz import ask_more, finish_attempt, record_days, record_page, skip_days
from roles.web.cookies import attempt_in_browser, remember, remembered
from roles.web.rate_limits import rate_limit
from roles.web.tickets import attempt_at, new_ticket, new_token

# Gaps in a kept page. They stand in addresses and in HTML as they are, and nobody can guess them.
KEY, CSRF_TOKEN, STATEMENTS = new_token(), new_token(), new_token()


@require_safe
@cache_control(private=True, no_store=True)  # each opening leads to an attempt of its own
@rate_limit("start")
def start(request: HttpRequest) -> HttpResponse:
    """Leads to page 1 of a new attempt, whose address fixes its statements. Writes nothing: the
    attempt begins with its first answers."""
    token = new_token()
    version = version_for(token)
    if version is None:
        return render(request, "quiz/closed.html")
    first = reverse("quiz:page", args=[new_ticket(version, token), 1])
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
@gzip_page
@rate_limit("answer", method="POST")
def page(request: HttpRequest, key: str, number: int) -> HttpResponseBase:
    attempt = attempt_at(key, with_result=False)
    if not 1 <= number <= progress.page_limit(version_catalog(attempt.version)):
        raise Http404
    if number > len(attempt.pages):
        return redirect(_place(attempt))
    if request.method != "POST":
        return _opened_page(request, attempt, number)
    form = _form(attempt, number, request.POST)
    if not form.is_valid():
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
@gzip_page
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
@gzip_page
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


def _form(attempt: Attempt, number: int, data: Mapping[str, str] | None = None) -> QuestionPageForm:
    here = attempt.pages[number - 1]
    questions = version_catalog(attempt.version).questions
    return QuestionPageForm(
        data,
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


def _opened_page(request: HttpRequest, attempt: Attempt, number: int) -> HttpResponse:
    """A page of statements before it is sent. Unless there is something to tell this reader, it is
    put together from what is kept."""
    notes = _notes(request, attempt)
    if any(notes.values()) or settings.DEBUG:  # templates may have changed
        return _page(request, attempt, number, _form(attempt, number), notes)
    limit = progress.page_limit(version_catalog(attempt.version))
    frame = _frame(
        number, limit, current_site(), attempt.wants_all, get_language(), reverse("pages:landing")
    )
    statements = (
        statement_html(question, attempt.answers) for question in page_questions(attempt, number)
    )
    html = frame.replace(KEY, attempt.key).replace(CSRF_TOKEN, get_token(request))
    return HttpResponse(html.replace(STATEMENTS, "".join(statements)))


@lru_cache(maxsize=100)  # of 7 kB each
def _frame(
    number: int,
    limit: int,
    site: SiteDocument,
    wants_all: bool,
    _language: str | None,
    _prefix: str,
) -> str:
    """A page with gaps in the place of what differs between respondents. Drawn without a request:
    nothing of the one who came first can be in it."""
    attempt = Attempt(wants_all=wants_all)
    attempt.ticket = KEY
    gaps = {"csrf_token": CSRF_TOKEN, "statements": STATEMENTS, "site": site}
    form = QuestionPageForm(questions=[], others=[], answers={})
    return render_to_string("quiz/page.html", _context(attempt, number, limit, form) | gaps)


def _page(
    request: HttpRequest,
    attempt: Attempt,
    number: int,
    form: QuestionPageForm,
    notes: Mapping[str, object] | None = None,
) -> HttpResponse:
    limit = progress.page_limit(version_catalog(attempt.version))
    if notes is None:
        notes = _notes(request, attempt)
    context = {**_context(attempt, number, limit, form), **notes}
    return render(request, "quiz/page.html", context, status=400 if form.is_tampered else 200)


def _context(
    attempt: Attempt, number: int, limit: int, form: QuestionPageForm
) -> dict[str, object]:
    ticks = range(1, limit + 1)
    return {"attempt": attempt, "number": number, "limit": limit, "ticks": ticks, "form": form}


def _notes(request: HttpRequest, attempt: Attempt) -> dict[str, object]:
    """What page 1 tells those who came back to it, or have begun another attempt."""
    if attempt.is_saved:
        return {}
    return {"earlier": _earlier(request), "is_restart": "expired" in request.GET}


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
