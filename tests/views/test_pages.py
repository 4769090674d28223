"""The landing page, and the addresses that only machines ask for."""

import re

import pytest
from django.db import connection
from django.db.utils import OperationalError
from django.urls import reverse

from roles.queries.careers import forget_state
from roles.services.quiz import delete_attempt
from roles.web.stylesheet import site_stylesheet
from roles.wording.answers import sentence
from tests.factories import (
    make_attempt,
    make_catalog,
    make_result,
    make_version,
    publish_seed,
    seed_catalog,
)
from tests.views.page import links, read_page, title_of
from tests.views.quiz_walk import OWNER, open_quiz

MACHINE_ADDRESSES = [
    *("/healthz", "/readyz", "/robots.txt", "/sitemap.xml", "/favicon.ico", "/site-abc.css")
]


def test_landing_says_what_the_quiz_takes_and_offers_to_start(client, db):
    publish_seed()
    page = read_page(client.get("/"))
    hero = page.one("main").one(class_="hero")

    assert title_of(page) == "Which delivery or product role fits you?"
    assert page.one("h1").text == "Which delivery or product role fits you?"
    assert hero.one(class_="lead").text == (
        "12 to 24 short statements, 1 to 3 minutes, no sign-up, nothing to pay."
    )
    assert links(hero) == [("Start the quiz", "/quiz/")]


def test_landing_lists_the_roles_with_one_line_each(client, db):
    publish_seed()
    roles = read_page(client.get("/")).one(class_="landing-roles")

    assert roles.one("h2").text == "The five roles"
    assert links(roles) == [
        (role.name, reverse("careers:role", args=[role.slug])) for role in seed_catalog().roles
    ]
    assert [line.text for line in roles.all("p")] == [
        sentence(role.summary) for role in seed_catalog().roles
    ]


def test_landing_with_nothing_published_says_that_the_quiz_is_closed(client, db):
    page = read_page(client.get("/"))

    assert page.one("h1").text == "Which delivery or product role fits you?"
    assert page.one(class_="lead").text == (
        "The quiz is closed for changes. Please come back later."
    )
    assert links(page.one("main")) == []
    assert page.all(class_="landing-roles") == []


def test_landing_numbers_come_from_the_version_in_force(client, db):
    make_version(make_catalog())
    page = read_page(client.get("/"))

    assert page.one(class_="lead").text == (
        "2 to 4 short statements, 1 minute, no sign-up, nothing to pay."
    )
    assert page.one(class_="landing-roles").one("h2").text == "The three roles"


def test_landing_leads_back_to_an_attempt_that_waits(client, db):
    token = make_attempt(open_quiz(), OWNER, pages=2).token
    client.cookies["attempt"] = token
    response = client.get("/")

    assert links(read_page(response).one("main").one(class_="hero")) == [
        ("Continue where you left off (8 answered)", "/quiz/resume/"),
        ("Start again", "/quiz/"),
    ]
    assert response.content.count(token.encode()) == 0


def test_landing_leads_back_to_a_result(client, db):
    token = make_result(open_quiz(), OWNER).attempt.token
    client.cookies["attempt"] = token
    response = client.get("/")

    assert links(read_page(response).one("main").one(class_="hero")) == [
        ("See your result", "/quiz/resume/"),
        ("Start again", "/quiz/"),
    ]
    assert response.content.count(token.encode()) == 0


def test_landing_with_the_cookie_of_a_deleted_attempt_offers_to_start(client, db):
    attempt = make_attempt(open_quiz(), OWNER, pages=2)
    client.cookies["attempt"] = attempt.token
    delete_attempt(attempt=attempt)

    assert links(read_page(client.get("/")).one(class_="hero")) == [("Start the quiz", "/quiz/")]


def test_landing_kept_by_the_browser_is_sent_again_once_there_is_an_attempt(client, db):
    token = make_attempt(open_quiz(), OWNER, pages=2).token
    kept = client.get("/")
    client.cookies["attempt"] = token
    response = client.get("/", headers={"If-None-Match": kept["ETag"]})

    assert response.status_code == 200
    assert kept["Vary"] == response["Vary"].replace("Cookie", "Accept-Encoding, Cookie")
    assert (kept["Cache-Control"], response["Cache-Control"]) == (
        "public, no-cache",
        "private, no-cache",
    )


def test_landing_with_a_cookie_costs_two_queries(client, db, django_assert_num_queries):
    client.cookies["attempt"] = make_attempt(open_quiz(), OWNER, pages=2).token
    client.get("/roles/")  # reads the content, once
    forget_state()

    with django_assert_num_queries(2):
        client.get("/")


@pytest.mark.parametrize("address", ["/", "/roles/", "/roles/product-owner/"])
def test_public_page_costs_one_query_a_second_and_weighs_little(
    client, db, django_assert_num_queries, address
):
    publish_seed()
    client.get(address)  # made once
    forget_state()

    with django_assert_num_queries(1):
        response = client.get(address, headers={"Accept-Encoding": "gzip"})
    assert (response.status_code, response["Content-Encoding"]) == (200, "gzip")
    assert len(response.content) < 14 * 1024


@pytest.mark.parametrize("address", ["/", *MACHINE_ADDRESSES])
def test_pages_refuse_to_be_posted_to(client, db, address):
    response = client.post(address)

    assert (response.status_code, response["Allow"]) == (405, "GET, HEAD")


def test_healthz_answers_without_the_database(client):
    response = client.get("/healthz")  # no `db`: a query would fail the test

    assert (response.status_code, response.content) == (200, b"ok")
    assert response["Content-Type"] == "text/plain; charset=utf-8"
    assert response["Cache-Control"] == "no-store"


def test_readyz_names_the_version_in_force(client, db):
    publish_seed()
    response = client.get("/readyz")

    assert response.status_code == 200
    assert response.json() == {"database": "ok", "catalog": "version 1", "cache": "ok"}
    assert response["Cache-Control"] == "no-store"


def test_readyz_with_nothing_published_is_not_ready(client, db):
    response = client.get("/readyz")

    assert response.status_code == 503
    assert response.json() == {"database": "ok", "catalog": "nothing published", "cache": "ok"}


def test_readyz_with_the_database_away_is_not_ready_and_tells_no_details(client, db, caplog):
    def refuse(*_args):
        raise OperationalError("no route to host secret.example")

    with connection.execute_wrapper(refuse):
        response = client.get("/readyz")

    assert response.status_code == 503
    assert response.json() == {"database": "failed", "catalog": "unknown", "cache": "ok"}
    assert [record.message for record in caplog.records if record.name == "roles.views.pages"] == [
        "The database cannot be used"
    ]


def test_readyz_with_the_cache_away_is_still_ready(client, db, settings):
    publish_seed()
    settings.CACHES = {
        "default": {
            "BACKEND": "django.core.cache.backends.redis.RedisCache",
            "LOCATION": "redis://127.0.0.1:9/0",  # nothing listens there
        }
    }
    response = client.get("/readyz")

    assert response.status_code == 200
    assert response.json() == {"database": "ok", "catalog": "version 1", "cache": "failed"}


def test_readyz_with_a_forgetful_cache_says_so(client, db, settings):
    publish_seed()
    settings.CACHES = {"default": {"BACKEND": "django.core.cache.backends.dummy.DummyCache"}}

    assert client.get("/readyz").json()["cache"] == "failed"


def test_robots_names_private_addresses_but_not_shared_ones(client):
    response = client.get("/robots.txt")

    assert response.content.decode().splitlines() == [
        "User-agent: *",
        "Disallow: /quiz/",
        "Disallow: /results/",
        "Disallow: /admin/",
        "Sitemap: http://testserver/sitemap.xml",
    ]
    assert response["Content-Type"] == "text/plain; charset=utf-8"
    assert response["Cache-Control"] == "public, max-age=3600"


def test_favicon_is_an_icon_to_be_kept_for_a_day(client):
    response = client.get("/favicon.ico")

    assert response.content[:6] == b"\x00\x00\x01\x00\x03\x00"  # an icon file of three pictures
    assert response["Content-Type"] == "image/x-icon"
    assert response["Cache-Control"] == "public, max-age=86400"


def test_stylesheet_linked_by_pages_holds_all_sheets_and_is_kept_for_ever(client, db):
    address = read_page(client.get("/")).one("link", rel="stylesheet").attrs["href"]
    response = client.get(address)
    sheet = response.content.decode()

    assert address == f"/site-{site_stylesheet().version}.css"
    assert response["Cache-Control"] == "public, max-age=31536000, immutable"
    assert response["Content-Type"] == "text/css; charset=utf-8"
    rules = ("--page: #fff", ".skip-link", "legend", ".hero", "@page")  # one of each sheet
    places = [sheet.index(rule) for rule in rules]

    assert places == sorted(places)


def test_stylesheet_under_an_old_name_is_served_but_not_kept(client):
    response = client.get("/site-0123456789ab.css")

    assert response["Cache-Control"] == "public, no-cache"
    assert response.content.decode() == site_stylesheet().text


def test_stylesheet_fits_its_budget_and_asks_for_nothing_else(client):
    packed = client.get("/site-abc.css", headers={"Accept-Encoding": "gzip"})

    assert len(packed.content) < 10 * 1024
    assert re.findall(r"@import|url\(|@font-face", site_stylesheet().text) == []
