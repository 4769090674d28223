"""Every screen of quiz and result in every state: what to store, where to look, what to do.

Prepared through the services, for version 1 in force with nobody drawn for the panel.
"""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from typing import NamedTuple

from django.conf import settings
from django.utils import timezone

from roles.domain.personas import ideal_sheet, personas
from roles.models import Attempt, Result
from roles.queries.catalog import published_version
from roles.queries.quiz import result_of
from roles.services.quiz import ask_more, delete_attempt, record_page
from roles.services.results import answer_fit
from tests.browser.pages import follow
from tests.factories import (
    first_catalog,
    make_attempt,
    make_result,
    make_version,
    new_attempt,
    seed_catalog,
)
from tests.services.attempts import CLOSE, EVEN, LEANING, THREE, choose, liking, record
from tests.services.attempts import finish as finish_attempt
from tests.views.quiz_walk import ASKS_ALL, OWNER, SKIP_DAYS, SKIPPER, open_quiz, take_time


def leave_alone(page):
    """What is done to a page that is only looked at."""


class State(NamedTuple):
    path: Callable[[], str]  # stores what is needed; where to look
    act: Callable = leave_alone  # what to do there
    is_error: bool = False  # answered with a status that the browser reports


def open_state(open_page, state, **options):
    page = open_page(state.path(), may_complain=state.is_error, **options)
    state.act(page)
    return page


# --- where to look


def page_two():
    attempt = make_attempt(published_version(), OWNER, pages=1)
    return f"/quiz/{attempt.token}/2/"


def surer(place):
    """Of somebody who could have stopped, and answers the rest: a page, or the check page."""
    attempt = ask_more(attempt=make_attempt(published_version(), OWNER))
    return f"/quiz/{attempt.token}/{place}/"


def check_again():
    """Back from the result."""
    return f"/quiz/{make_result(published_version(), OWNER).attempt.token}/check/"


def page_one_again():
    """Page 1 in a browser that has begun already."""
    make_attempt(published_version(), OWNER, pages=2)
    return "/quiz/"


def check(sheet):
    return f"/quiz/{make_attempt(published_version(), sheet).token}/check/"


def check_everything():
    open_quiz(**ASKS_ALL)
    return check(OWNER)


def days(role=None):
    """Before the second step, or after the days of a role were chosen."""
    attempt = make_attempt(published_version(), CLOSE)
    if role:
        choose(attempt, role)
    return f"/quiz/{attempt.token}/days/"


def result_after_days():
    attempt = choose(make_attempt(published_version(), LEANING), "product-manager")
    finish_attempt(attempt)
    return f"/results/{attempt.token}/"


def landing(make, sheet=OWNER):
    """The start page in a browser that has begun, or finished."""
    make(published_version(), sheet)
    return "/"


def result(sheet):
    """Of a sheet; of all its answers, so that it does not hang on which were asked."""
    made = make_result(open_quiz(**ASKS_ALL), sheet)
    return f"/results/{made.attempt.token}/"


def result_early():
    return f"/results/{make_result(published_version(), OWNER).attempt.token}/"


def result_without_markets():
    """Of a version that asks nothing about one dimension."""
    questions = tuple(
        replace(row, active=row.dimension != "markets") for row in seed_catalog().questions
    )
    made = make_result(make_version(replace(seed_catalog(), questions=questions)), OWNER)
    return f"/results/{made.attempt.token}/"


def result_in_no_time():
    """A rough guess."""
    attempt = new_attempt(published_version())
    while attempt.open_page:
        attempt = record(attempt, attempt.open_page, OWNER, seconds=1)
    finish_attempt(attempt)
    return f"/results/{attempt.token}/"


def result_before_areas():
    """Of the catalog that was shipped first, beside what the one in force says."""
    first = make_version(first_catalog())
    made = make_result(first, ideal_sheet(first_catalog(), "product-owner"))
    open_quiz()
    return f"/results/{made.attempt.token}/rescore/"


def result_outdated():
    """Answers were changed since, and another version is in force."""
    attempt = make_result(published_version(), OWNER).attempt
    now = attempt.saved_at + timedelta(seconds=60)
    record_page(attempt=attempt, number=1, answers=dict.fromkeys(attempt.pages[0], 3), now=now)
    make_version(replace(seed_catalog(), questions=seed_catalog().questions[1:]))
    return f"/results/{attempt.token}/"


def result_long_ago(**said):
    """Of more than a month ago, whose owner may have said since what became of it."""
    path = result_early()
    Result.objects.update(finished_at=timezone.now() - timedelta(days=40))
    if said:
        answer_fit(result=Result.objects.get(), now=timezone.now(), **said)
    return path


def deleted():
    path = result_early()
    delete_attempt(attempt=Attempt.objects.get())
    return path


# --- what to do there


def press_continue(page):
    follow(page, "button", "Continue")


def answer_by_pointer(page, sheet):
    """A page of statements, each answered as the sheet does, and on to the next page."""
    for slug in page.locator("fieldset").evaluate_all(
        "fields => fields.map((field) => field.id.slice(3))"
    ):
        page.locator(f"[name={slug}][value='{sheet[slug]}']").check()
    take_time()
    press_continue(page)


def press_result(page):
    follow(page, "button", "See my result")


def press_past_days(page):
    follow(page, "button", SKIP_DAYS)


def fill_trap(page):
    page.locator("[name=_comment]").evaluate("field => { field.value = 'Buy now' }")
    press_continue(page)


def come_back(page):
    """The browser remembers the attempt and its result, and opens the page once more."""
    attempt = Attempt.objects.get()
    tokens = [attempt.token, *([attempt.token] if result_of(attempt) else [])]
    cookie = {"name": settings.ATTEMPT_COOKIE_NAME, "value": ".".join(tokens)}
    page.context.add_cookies([cookie | {"url": page.url}])
    page.reload()


def save_nothing(page):
    """What became of it, asked on a later visit."""
    page.locator("#fit summary").click()
    follow(page, "button", "Save")


def unfold(page):
    page.evaluate("document.querySelectorAll('details').forEach((one) => { one.open = true })")


QUIZ = {
    "page 1": State(lambda: "/quiz/"),
    "page 1, begun before": State(page_one_again, come_back),
    "page 2": State(page_two),
    "page 2, nothing chosen": State(page_two, press_continue),
    "page 2, trap filled in": State(page_two, fill_trap),
    "page 5, to be surer": State(lambda: surer(5)),
    "check": State(lambda: check(OWNER)),
    "check, on the way": State(lambda: surer("check")),
    "check, nothing open": State(check_everything),
    "check, too few": State(lambda: check(SKIPPER)),
    "check, a dimension empty": State(lambda: check(liking(5, 4, 4, None, 2, 3))),
    "check, two close": State(lambda: check(CLOSE)),
    "check, looked over": State(lambda: check(OWNER), unfold),
    "check, after the result": State(check_again),
    "days": State(days),
    "days, nothing chosen": State(days, press_result),
    "days, chosen": State(lambda: days("program-manager")),
    "days, three close": State(lambda: f"{check(THREE).removesuffix('check/')}days/"),
    "landing, begun": State(lambda: landing(make_attempt), come_back),
    "landing, finished": State(lambda: landing(make_result), come_back),
    "landing, after a tie": State(lambda: landing(make_result, CLOSE), come_back),
}
RESULTS = {
    "clear": State(result_early),
    "leaning": State(lambda: result(LEANING)),
    "close": State(lambda: result(CLOSE)),
    "close, days not chosen": State(lambda: check(CLOSE), press_past_days),
    "close, unfolded": State(lambda: result(THREE), unfold),
    "after the days": State(result_after_days, unfold),
    "no direction, with notes": State(lambda: result(EVEN)),
    "rough guess": State(result_in_no_time),
    "with notes": State(lambda: result(personas(seed_catalog())["random"])),
    "compared": State(lambda: result(OWNER) + "?compare=program-manager", unfold),
    "a job named": State(lambda: result(OWNER) + "?now=project-manager"),
    "address shown": State(lambda: result(OWNER) + "?address=1"),
    "a dimension unasked": State(result_without_markets),
    "a month later": State(result_long_ago),
    "a month later, nothing chosen": State(result_long_ago, save_nothing, is_error=True),
    "a month later, answered": State(lambda: result_long_ago(job="product-owner", suits=4), unfold),
    "outdated": State(result_outdated),
    "rescored": State(lambda: result_outdated() + "rescore/"),
    "rescored, areas came since": State(result_before_areas),
    "to be deleted": State(lambda: result_early() + "delete/"),
    "deleted": State(deleted, is_error=True),
}
