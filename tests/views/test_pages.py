"""What public pages cost, and the addresses that only machines ask for."""

import gzip
import re

import brotli
import pytest
from django.db import connection
from django.db.utils import OperationalError

from roles.queries.careers import forget_state
from roles.web import readiness
from roles.web.stylesheet import SHEETS, stylesheet_of
from tests.factories import publish_seed
from tests.views.page import read_page

MACHINE_ADDRESSES = [
    *("/healthz", "/readyz", "/robots.txt", "/sitemap.xml", "/favicon.ico", "/site-abc.css")
]


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


def state(database, catalog, cache):
    """What readyz says, with all files there."""
    return {"database": database, "catalog": catalog, "cache": cache, "files": "ok"}


def test_healthz_answers_without_the_database(client):
    response = client.get("/healthz")  # no `db`: a query would fail the test

    assert (response.status_code, response.content) == (200, b"ok")
    assert response["Content-Type"] == "text/plain; charset=utf-8"
    assert response["Cache-Control"] == "no-store"


def test_readyz_names_the_version_in_force(client, db):
    publish_seed()
    response = client.get("/readyz")

    assert response.status_code == 200
    assert response.json() == state("ok", "version 1", "ok")
    assert response["Cache-Control"] == "no-store"


def test_readyz_with_nothing_published_is_not_ready(client, db):
    response = client.get("/readyz")

    assert response.status_code == 503
    assert response.json() == state("ok", "nothing published", "ok")


def test_readyz_with_the_database_away_is_not_ready_and_tells_no_details(client, db, caplog):
    def refuse(*_args):
        raise OperationalError("no route to host secret.example")

    with connection.execute_wrapper(refuse):
        response = client.get("/readyz")

    assert response.status_code == 503
    assert response.json() == state("failed", "unknown", "ok")
    assert [record.message for record in caplog.records if record.name == "roles.views.pages"] == [
        "The database cannot be used"
    ]


def test_readyz_without_room_for_the_database_is_not_ready_and_says_why_in_the_log(
    client, db, settings, monkeypatch, caplog
):
    publish_seed()
    gone = {"ENGINE": "django.db.backends.sqlite3", "NAME": "/nowhere/quiz.sqlite3"}
    for name, value in gone.items():
        monkeypatch.setitem(settings.DATABASES["default"], name, value)
    response = client.get("/readyz")

    assert (response.status_code, response.json()["database"]) == (503, "failed")
    assert "Nothing can be written to /nowhere" in caplog.text


@pytest.mark.parametrize(
    ("files", "status"), [({}, 503), ({"a.css": "a.1.css"}, 503), ({"a.css": "b.css"}, 200)]
)
def test_readyz_with_static_files_that_were_not_collected_is_not_ready(
    client, db, monkeypatch, files, status
):
    publish_seed()
    storage = readiness.staticfiles_storage
    monkeypatch.setattr(storage, "hashed_files", files, raising=False)
    monkeypatch.setattr(storage, "exists", lambda name: name == "b.css", raising=False)
    response = client.get("/readyz")

    assert (response.status_code, response.json()["database"]) == (status, "ok")


def test_readyz_with_the_cache_away_is_still_ready(client, db, settings):
    publish_seed()
    settings.CACHES = {
        "default": {
            "BACKEND": "careerquiz.cache.OptionalRedisCache",
            "LOCATION": "redis://127.0.0.1:9/0",  # nothing listens there
        }
    }
    response = client.get("/readyz")

    assert response.status_code == 200
    assert response.json() == state("ok", "version 1", "failed")


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

    assert address == f"/site-{stylesheet_of('site').version}.css"
    assert response["Cache-Control"] == "public, max-age=31536000, immutable"
    assert response["Content-Type"] == "text/css; charset=utf-8"
    rules = ("--page: #fff", ".skip-link", "legend", ".hero", "@page")  # one of each sheet
    places = [sheet.index(rule) for rule in rules]

    assert places == sorted(places)


@pytest.mark.parametrize("name", SHEETS)
def test_stylesheet_under_an_old_name_is_served_but_not_kept(client, name):
    response = client.get(f"/{name}-0123456789ab.css")

    assert response["Cache-Control"] == "public, no-cache"
    assert response.content.decode() == stylesheet_of(name).text


@pytest.mark.parametrize(
    ("accepted", "encoding", "unpacked"),
    [
        ("gzip, deflate, br", "br", brotli.decompress),
        ("gzip, br;q=0", "gzip", gzip.decompress),
        ("br;q=0, gzip; q=0.0", None, bytes),
        ("", None, bytes),
    ],
)
def test_stylesheet_is_compressed_as_the_browser_takes_it(client, accepted, encoding, unpacked):
    response = client.get("/quiz-0.css", headers={"accept-encoding": accepted})

    assert response.headers.get("Content-Encoding") == encoding
    assert unpacked(response.content).decode() == stylesheet_of("quiz").text
    assert response["Vary"] == "Accept-Encoding"


def test_stylesheet_of_another_name_is_not_found(client, db):
    assert client.get("/shop-0123456789ab.css").status_code == 404


@pytest.mark.parametrize("name", SHEETS)
def test_stylesheet_fits_its_budget_and_asks_for_nothing_but_the_fonts(client, name):
    packed = client.get(f"/{name}-abc.css", headers={"Accept-Encoding": "gzip"})
    asked = re.findall(r'@import|url\("?([^")]*)', stylesheet_of(name).text)

    assert len(packed.content) < 10 * 1024
    assert [address.partition("/fonts/")[0] for address in asked] == ["/static"] * 2
