"""What a visitor meets when something goes wrong. No test here may touch the database."""

import pytest
from django.conf import settings as django_settings
from django.test import Client, RequestFactory
from django.urls import resolve

from roles.templatetags.controls import icon_address
from roles.web import errors
from tests.views.page import links, read_page, title_of

# address, status, h1, links inside the content
CASES = [
    ("/errors/400/", 400, "We couldn't read that", [("Go to the start page", "/")]),
    ("/errors/403/", 403, "You can't open this page", [("Go to the start page", "/")]),
    ("/errors/403_csrf/", 403, "We couldn't do that", [("Back", "/errors/403_csrf/")]),
    ("/errors/405/", 405, "That doesn't work here", [("Back", "/errors/405/")]),
    (
        "/nowhere/",
        404,
        "Page not found",
        [("Home", "/"), ("The quiz", "/quiz/"), ("Roles", "/roles/")],
    ),
    (
        "/errors/410/",
        410,
        "This result is no longer shared",
        [("Take the quiz yourself", "/quiz/")],
    ),
    ("/errors/410_deleted/", 410, "Your answers are deleted", [("Take the quiz again", "/quiz/")]),
    ("/errors/413/", 413, "That's too large", [("Back", "/errors/413/")]),
    ("/errors/429/", 429, "Too many requests", [("Carry on", "/errors/429/")]),
    ("/errors/500/", 500, "Sorry, there is a problem", [("Go to the start page", "/")]),
    ("/errors/503/", 503, "The quiz is closed for a moment", [("Try again", "/errors/503/")]),
]
ADDRESSES = [case[0] for case in CASES]


@pytest.fixture
def visitor(settings):
    settings.ROOT_URLCONF = "tests.views.error_urls"
    return Client(raise_request_exception=False)


@pytest.mark.parametrize(("address", "status", "heading", "ways_out"), CASES)
def test_error_page_has_its_status_heading_and_ways_out(
    visitor, address, status, heading, ways_out
):
    response = visitor.get(address)
    page = read_page(response)

    assert response.status_code == status
    assert page.one("h1").text == heading
    assert links(page.one("main")) == ways_out


@pytest.mark.parametrize("address", ADDRESSES)
def test_error_page_is_neither_indexed_nor_kept_and_tells_no_details(visitor, address):
    response = visitor.get(address)

    assert response["X-Robots-Tag"] == "noindex"
    assert read_page(response).one("meta", name="robots").attrs["content"] == "noindex"
    assert response["Cache-Control"] == "no-store"
    assert response.content.count(b"secret detail") == 0


@pytest.mark.parametrize("address", ADDRESSES)
def test_error_page_leads_to_its_way_out_with_the_second_tab(visitor, address):
    page = read_page(visitor.get(address))
    main = page.one("main")
    stops = page.all("a")

    assert (stops[0].text, stops[0].attrs["href"]) == ("Skip to the content", "#main")
    assert (main.attrs["id"], main.attrs["tabindex"]) == ("main", "-1")
    assert stops[1] is main.all("a")[0]
    assert next(main.one(class_="page").walk()).tag == "h1"


def test_error_pages_have_titles_of_their_own(visitor):
    titles = [title_of(read_page(visitor.get(address))) for address in ADDRESSES]

    assert len(set(titles)) == len(titles)


@pytest.mark.parametrize(
    ("seconds", "sentence"),
    [
        (60, "Wait 1 minute, then carry on where you were."),
        (61, "Wait 2 minutes, then carry on where you were."),
        (0, "Wait 1 minute, then carry on where you were."),
    ],
)
def test_too_many_requests_says_how_long_to_wait(rf, seconds, sentence):
    response = errors.too_many_requests(rf.get("/quiz/?a=1"), seconds=seconds)
    page = read_page(response)

    assert response["Retry-After"] == str(max(1, seconds))
    assert page.one(class_="lead").text == sentence
    assert links(page.one("main")) == [("Carry on", "/quiz/?a=1")]


def test_too_many_requests_at_an_odd_address_never_leads_to_another_site():
    request = RequestFactory().get("/")
    request.path = "//elsewhere.example/x"
    page = read_page(errors.too_many_requests(request))

    assert links(page.one("main")) == [("Carry on", "/%2Felsewhere.example/x")]


def test_unavailable_asks_to_come_back_in_a_minute(rf):
    assert errors.unavailable(rf.get("/"))["Retry-After"] == "60"


def test_server_error_page_is_the_file_as_it_stands(visitor):
    file = django_settings.BASE_DIR / "templates" / "500.html"
    text = file.read_text("utf-8")

    assert visitor.get("/errors/500/").content.decode() == text
    assert [text.count(mark) for mark in ("{%", "{{", "{#")] == [0, 0, 0]


@pytest.mark.parametrize("path", ["", "careers/"])
def test_server_error_below_the_admin_speaks_of_the_draft_and_leads_back_there(rf, settings, path):
    settings.SITE_PATH = path
    request = rf.get("/admin/draft/")
    request.resolver_match = resolve("/admin/draft/")
    page = read_page(errors.server_error(request))

    assert "the draft is safe" in page.one(class_="lead").text
    assert links(page.one("main")) == [("Go to the admin", "/admin/")]


def test_server_error_page_has_the_icon_of_the_other_pages(visitor):
    icons = [
        read_page(visitor.get(address)).one("link", rel="icon").attrs["href"]
        for address in ("/errors/500/", "/errors/404/")
    ]

    assert icons == [icon_address()] * 2


def test_foreign_host_name_gives_the_page_about_bad_requests(visitor):
    response = visitor.get("/healthz", headers={"Host": "evil.example"})

    assert response.status_code == 400
    assert read_page(response).one("h1").text == "We couldn't read that"
