"""Every screen about sharing in every state, like tests.browser.states."""

from dataclasses import replace
from datetime import timedelta
from functools import partial

from django.conf import settings
from django.utils import timezone

from roles.models import Result, ShareLink
from roles.queries.catalog import published_version
from roles.services.quiz import finish_attempt, record_page
from roles.services.results import end_link
from tests.browser.pages import follow
from tests.browser.states import State, unfold
from tests.factories import make_link, make_result, make_version, running_day, seed_catalog
from tests.services.attempts import CLOSE, LEANING, THREE, liking
from tests.views.quiz_walk import OWNER

LEAST = {"numbers": False, "pattern": False}
RIGHT_TO_LEFT = "\u05d0\u05d3\u05d4 42"
ALIKE = liking(4, 4, 4, 4, 4, 4)


# --- where to look


def owned(sheet=OWNER, links=(), below="share/"):
    """A result with links, and a page below its private address."""
    made = make_result(published_version(), sheet)
    for changes in links:
        make_link(made, now=timezone.now(), **changes)
    return f"/results/{made.attempt.token}/{below}"


def share_with_links():
    """One link works, one was switched off, one ran out."""
    path = owned(links=[{"shows": LEAST}, {}, {}])
    one, two, _three = ShareLink.objects.order_by("pk")
    end_link(link=one, now=timezone.now())
    ShareLink.objects.filter(pk=two.pk).update(ends_on=running_day() - timedelta(days=1))
    return path


def own_link(after=lambda link: None):
    path = owned(links=[{}])
    link = ShareLink.objects.get()
    after(link)
    return f"{path}{link.token}/"


def change_answers(link):
    attempt = link.result.attempt
    now = attempt.saved_at + timedelta(seconds=60)
    answers = dict.fromkeys(attempt.pages[0], 1)
    changed = record_page(attempt=attempt, number=1, answers=answers, now=now)
    finish_attempt(attempt=changed, now=now)


def switch_off(link):
    end_link(link=link, now=timezone.now())


def shared(sheet=OWNER, **changes):
    owned(sheet, links=[changes])
    return f"/shared/{ShareLink.objects.get().token}/"


def shared_without_markets():
    questions = tuple(
        replace(row, active=row.dimension != "markets") for row in seed_catalog().questions
    )
    make_version(replace(seed_catalog(), questions=questions))
    return shared()


def ended():
    path = shared()
    switch_off(ShareLink.objects.get())
    return path


def several(count):
    """So many results of this browser."""
    for sheet in (OWNER, CLOSE, ALIKE)[:count]:
        make_result(published_version(), sheet)
    return "/results/"


# --- what to do there


def remember(page, path=None):
    """This browser holds all results that are stored; looked at from here, or from a path."""
    tokens = Result.objects.order_by("pk").values_list("attempt__token", flat=True)
    value = ".".join(["", *tokens])
    page.context.add_cookies(
        [{"name": settings.ATTEMPT_COOKIE_NAME, "value": value, "url": page.url}]
    )
    page.reload() if path is None else page.goto(page.url.replace("/results/", path))


def remember_another(page):
    """A result of this browser's own, which is not the one that is shared."""
    token = make_result(published_version(), CLOSE).attempt.token
    cookie = {"name": settings.ATTEMPT_COOKIE_NAME, "value": f".{token}", "url": page.url}
    page.context.add_cookies([cookie])
    page.reload()


def make_wrong(page):
    """A date of one's choice without a date, and a name that is too long."""
    page.get_by_role("radio", name="Until a date you choose").check()
    page.get_by_label("Your name or a nickname").evaluate("field => field.value = 'x'.repeat(41)")
    follow(page, "button", "Make the link")


def ask_silent(page):
    page.get_by_text("A link that carries the result itself").click()
    page.locator("#silent").get_by_label("How sure it is").check()
    follow(page, "button", "Show the offline link")


SHARING = {
    "share, no link yet": State(owned),
    "share, links": State(share_with_links),
    "share, wrong": State(owned, make_wrong, is_error=True),
    "share, silent": State(owned, ask_silent),
    "link": State(own_link, unfold),
    "link, outdated": State(partial(own_link, change_answers)),
    "link, switched off": State(partial(own_link, switch_off)),
    "result with links": State(lambda: owned(links=[{}, {}], below="")),
    "public, clear": State(shared),
    "public, least": State(lambda: shared(shows=LEAST)),
    "public, leaning": State(lambda: shared(LEANING)),
    "public, close": State(lambda: shared(CLOSE)),
    "public, three close": State(lambda: shared(THREE)),
    "public, no direction": State(lambda: shared(ALIKE)),
    "public, a dimension unasked": State(shared_without_markets),
    "public, beside one's own": State(shared, remember_another),
    "public, no pattern beside one's own": State(lambda: shared(shows=LEAST), remember_another),
    "public, with a name": State(lambda: shared(name=RIGHT_TO_LEFT)),
    "public, beside one's own, with a name": State(lambda: shared(name="Ada"), remember_another),
    "public, ended": State(ended, is_error=True),
    "earlier, none": State(lambda: several(0)),
    "earlier, one": State(lambda: several(1), remember),
    "earlier, three": State(lambda: several(3), remember),
    "two of them": State(
        lambda: several(3), partial(remember, path="/results/beside/?one=1&two=2")
    ),
    "the same twice": State(
        lambda: several(3), partial(remember, path="/results/beside/?one=2&two=2")
    ),
}
