"""What pages promise: each period is the one in force, and all say the same of what stays."""

import re
from datetime import timedelta
from pathlib import Path

import pytest
from django.conf import settings as site
from django.test import Client

from roles.forms.results import LINK_DAYS, LINK_MONTHS
from roles.models import EndedToken
from roles.queries.cached import COUNTED_FOR
from roles.views import pages
from roles.views.results import device
from roles.web import cookies, errors, tickets
from tests.factories import make_attempt, make_link, publish_seed_careers
from tests.views.page import read_page
from tests.views.quiz_walk import OWNER, open_quiz
from tests.views.sharing import result_of

PERIOD = re.compile(r"\b\d+ (?:minutes?|hours?|days?|weeks?|months?|years?)\b")
ERRORS = (400, 403, 410, 500, 503, "403_csrf", "410_deleted")
DAY = 24 * 60 * 60


@pytest.fixture
def visited(db):
    """Opens every page that may promise something: the response by its address."""
    version = open_quiz()
    publish_seed_careers()
    link = make_link(result_of(version))
    begun, private = make_attempt(version, OWNER), link.result.attempt.token
    client = Client(raise_request_exception=False)
    addresses = {
        "quiz": "/quiz/",
        "check": f"/quiz/{begun.token}/check/",
        "result": f"/results/{private}/",
        "share": f"/results/{private}/share/",
        "link": f"/results/{private}/share/{link.token}/",
        "delete": f"/results/{private}/delete/",
        "earlier": "/results/",
        "shared": f"/shared/{link.token}/",
        "open": f"/shared/open/{version.number}/",
        "answers": "/questions-and-answers/",
        "nowhere": "/nowhere/",
    }
    about = ("privacy", "accessibility", "how-scoring-works", "how-scoring-works/details")
    addresses |= {name: f"/{name}/" for name in about}
    addresses |= {f"error {name}": f"/errors/{name}/" for name in ERRORS}
    client.cookies["attempt"] = f"{private}.{private}"
    return lambda: {name: client.get(path, follow=True) for name, path in addresses.items()}


def test_every_period_on_a_page_is_the_one_in_force(visited, settings, monkeypatch):
    settings.ROOT_URLCONF = "tests.views.error_urls"
    settings.RESULT_KEPT_MONTHS, settings.UNFINISHED_KEPT_DAYS = 17, 41
    settings.ENDED_LINK_KEPT_DAYS, settings.ATTEMPT_COOKIE_AGE = 73, 59 * DAY
    settings.FINGERPRINT_KEPT_DAYS = 83
    settings.CSRF_COOKIE_AGE, settings.SESSION_COOKIE_AGE = 47 * DAY, 3 * 60 * 60
    settings.RATE_LIMITS = {"share": (9, 60 * 60)}
    monkeypatch.setattr(pages, "FORGOTTEN_AFTER", 5 * 60 * 60)
    monkeypatch.setattr(pages, "KNOWN_SECONDS", 11 * DAY)
    for module in (tickets, pages, errors):
        monkeypatch.setattr(module, "TICKET_MAX_AGE", timedelta(days=13))
    kept = {"17 months", "41 days", "73 days", f"{COUNTED_FOR // 60} minutes"}
    found = {name: set(PERIOD.findall(read_page(it).text)) for name, it in visited().items()}
    del found["answers"]  # tell facts about jobs as well; see the next test

    assert {name: periods for name, periods in found.items() if periods} == {
        "privacy": kept
        | {"83 days", "59 days", "47 days", "3 hours", "61 minutes", "5 hours", "11 days"},
        "accessibility": {"13 days"},
        "share": {f"{LINK_DAYS} days", f"{LINK_MONTHS} months"},
        "error 503": {"1 minute"},
    }


def test_answer_about_what_is_stored_names_the_periods_in_force(visited, settings):
    settings.ROOT_URLCONF = "tests.views.error_urls"
    settings.RESULT_KEPT_MONTHS, settings.UNFINISHED_KEPT_DAYS = 17, 41
    settings.ENDED_LINK_KEPT_DAYS = 73
    said = read_page(visited()["answers"]).one(id="what-is-stored").text

    assert PERIOD.findall(said) == ["17 months", "41 days", "73 days"]
    assert "only a fingerprint of the address stays" in said


def test_pages_about_deleting_agree_on_what_stays_and_it_is_all_that_does(visited, settings):
    settings.ROOT_URLCONF = "tests.views.error_urls"
    shown = visited()
    said = {
        read_page(shown[name]).one("p", class_="remains").text
        for name in ("privacy", "delete", "error 410_deleted")
    }
    [sentence] = said

    assert "fingerprint of each link and when it was deleted" in sentence
    assert {field.name for field in EndedToken._meta.get_fields()} == {"id", "digest", "ended_at"}
    for name, response in shown.items():
        assert (name, "kept nothing" in read_page(response).text) == (name, False)


def test_pages_with_a_private_link_agree_on_what_it_can_do(visited, settings):
    settings.ROOT_URLCONF = "tests.views.error_urls"
    shown = visited()
    warnings = {
        name: re.findall(r"Anyone (?:with|who)[^.]*answers\.", read_page(response).text)
        for name, response in shown.items()
    }

    assert {name: found for name, found in warnings.items() if found} == {
        name: ["Anyone with this link can see, change and delete your answers."]
        for name in ("check", "result")
    }


def test_list_of_results_says_how_many_are_remembered(visited, settings, monkeypatch):
    settings.ROOT_URLCONF = "tests.views.error_urls"
    for module in (cookies, device):
        monkeypatch.setattr(module, "MOST_FINISHED", 3)

    assert "up to three results" in read_page(visited()["earlier"]).text


def test_readme_names_the_periods_in_force():
    text = " ".join((Path(site.BASE_DIR) / "README.md").read_text("utf-8").split())
    section = text.split("### How long things are kept")[1].split(" ## ")[0]

    assert set(PERIOD.findall(section)) == {
        f"{site.RESULT_KEPT_MONTHS} months",
        f"{site.UNFINISHED_KEPT_DAYS} days",
        f"{site.ENDED_LINK_KEPT_DAYS} days",
        f"{site.FINGERPRINT_KEPT_DAYS} days",
    }
