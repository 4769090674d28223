"""Every link of every page leads somewhere, and every form is taken when it is sent from the page
that shows it, in every state that a visitor can be in."""

from datetime import timedelta
from urllib.parse import parse_qs, urlsplit

import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from roles.models import Result, ShareLink
from roles.services.quiz import delete_attempt, finish_attempt, record_page
from roles.services.results import answer_fit, end_link
from roles.urls import urlpatterns
from tests.factories import (
    make_attempt,
    make_link,
    make_result,
    make_version,
    publish_seed_careers,
    seed_catalog,
)
from tests.journeys.crawler import walk
from tests.services.attempts import CLOSE, choose, finish
from tests.views.quiz_walk import OWNER, open_quiz

pytestmark = [pytest.mark.django_db, pytest.mark.slow]

NOW = timezone.now()


def visitor(current="", *finished):
    """A browser that remembers these attempts."""
    client = Client(enforce_csrf_checks=True, raise_request_exception=False)
    client.cookies[settings.ATTEMPT_COOKIE_NAME] = ".".join((current, *finished))
    return client


# --- states: each stores what is needed and gives a browser and where it starts


def fresh(version):
    return visitor(), ["/"]


def half_way(version):
    token = make_attempt(version, OWNER, pages=2).token
    return visitor(token), ["/", f"/quiz/{token}/1/", f"/results/{token}/delete/"]


def all_answered(version):
    token = make_attempt(version, OWNER).token
    return visitor(token), ["/", f"/quiz/{token}/check/"]


def torn(version):
    """Two roles are close: before the days, and after them."""
    one, two = (make_attempt(version, CLOSE) for _ in range(2))
    finish(choose(two))
    return visitor(one.token), [f"/quiz/{one.token}/check/", f"/results/{two.token}/"]


def finished(version):
    token = make_result(version, OWNER).attempt.token
    return visitor(token, token), ["/", f"/results/{token}/"]


def opened_elsewhere(version):
    """The private address in a browser that does not know it."""
    return visitor(), [f"/results/{make_result(version, OWNER).attempt.token}/"]


def kept_for_long(version):
    """A result whose last day could be put off."""
    result = make_result(version, OWNER)
    Result.objects.update(kept_until=result.kept_until - timedelta(days=90))
    return visitor(), [f"/results/{result.attempt.token}/"]


def a_month_later(version):
    """The owner has said what became of the result, and may say it again."""
    result = make_result(version, OWNER)
    Result.objects.update(finished_at=NOW - timedelta(days=40))
    answer_fit(result=result, job="product-owner", suits=4, now=NOW)
    return visitor(), [f"/results/{result.attempt.token}/"]


def with_links(version):
    """One link works, one was switched off, one has ended."""
    result = make_result(version, OWNER)
    _one, two, three = (make_link(result, now=NOW) for _ in range(3))
    end_link(link=two, now=NOW)
    ShareLink.objects.filter(pk=three.pk).update(ends_on=timezone.localdate() - timedelta(days=3))
    token, links = result.attempt.token, ShareLink.objects.all()
    return visitor(token, token), [
        "/",
        f"/results/{token}/share/",
        *(f"/results/{token}/share/{link.token}/" for link in links),
    ]


def changed_afterwards(version, *, scores_again=False):
    """Answers were changed after result and link were made."""
    result = make_result(version, OWNER)
    link, attempt = make_link(result, now=NOW), result.attempt
    answers = dict.fromkeys(attempt.pages[0], 1)
    record_page(attempt=attempt, number=1, answers=answers, now=attempt.saved_at)
    if scores_again:
        finish_attempt(attempt=attempt, now=NOW)
    return visitor(attempt.token, attempt.token), [
        f"/results/{attempt.token}/",
        f"/results/{attempt.token}/share/{link.token}/",
    ]


def scored_again(version):
    return changed_afterwards(version, scores_again=True)


def two_results(version):
    one, two = (make_result(version, OWNER).attempt.token for _ in range(2))
    return visitor(one, one, two), ["/results/", "/results/beside/?one=1&two=2"]


def newer_version(version):
    token = make_result(version, OWNER).attempt.token
    make_version(seed_catalog())
    return visitor(token, token), [f"/results/{token}/", f"/results/{token}/rescore/"]


def link_reader(version):
    return visitor(), [f"/shared/{make_link(make_result(version, OWNER)).token}/"]


def link_reader_with_result(version):
    own = make_result(version, OWNER).attempt.token
    return visitor(own, own), link_reader(version)[1]


def gone(version):
    """The pages of what was ended or deleted."""
    link, attempt = make_link(make_result(version, OWNER)), make_attempt(version, OWNER)
    end_link(link=link, now=NOW)
    delete_attempt(attempt=attempt)
    return visitor(), [f"/shared/{link.token}/", f"/results/{attempt.token}/"]


# What each state is there for: the addresses to which its pages must have forms.
STATES = {
    fresh: {"quiz:page"},
    half_way: {"quiz:page", "results:delete"},
    all_answered: {"quiz:page", "quiz:check"},
    torn: {"quiz:check", "quiz:days"},
    finished: {"quiz:check", "results:delete", "results:forget", "results:share"},
    opened_elsewhere: {"quiz:check", "results:delete", "results:share"},
    kept_for_long: {"results:keep"},
    a_month_later: {"results:fit"},
    with_links: {"results:revoke", "results:share"},
    changed_afterwards: {"quiz:check", "results:revoke"},
    scored_again: {"results:refresh", "results:revoke"},
    two_results: {"results:forget"},
    newer_version: {"results:delete", "results:share"},
    link_reader: {"quiz:page"},
    link_reader_with_result: {"results:forget"},
    gone: {"quiz:page"},
}
# The pages about roles differ by no more than whether this browser has an attempt or a result.
WITH_PAGES_ABOUT_ROLES = (fresh, half_way, finished)


@pytest.mark.parametrize("state", STATES, ids=lambda state: state.__name__)
def test_links_and_forms_of_every_page_are_taken(state):
    version = open_quiz()
    if state in WITH_PAGES_ABOUT_ROLES:
        publish_seed_careers()
    client, starts = state(version)
    made = walk(client, *starts, kind=once_for_pairs)

    assert made.trouble == []
    assert made.forms >= STATES[state]


def once_for_pairs(address):
    """Every value of a parameter is looked at, but not beside every value of another one: a result
    can be compared with each role, and told for each job."""
    where = urlsplit(address)
    names = sorted(parse_qs(where.query))
    return address if len(names) < 2 else f"{where.path} {names}"


def test_states_have_a_form_for_every_address_that_takes_one():
    sent = set().union(*STATES.values())
    patterns = [(room, row.name, row.pattern.converters) for room, row in addresses()]

    assert sent == {
        f"{room}:{name}"
        for room, name, parts in patterns
        if Client().post(reverse(f"{room}:{name}", args=[1] * len(parts))).status_code != 405
    }


def addresses():
    """Each address of the site with its room."""
    return [(room.namespace, row) for room in urlpatterns for row in room.url_patterns]
