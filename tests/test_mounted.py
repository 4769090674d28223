"""The site behind a port and below a path: every address on every page leads back to it."""

import re
import runpy
from functools import cache
from types import ModuleType

import pytest
from django.test import Client
from django.urls import reverse

from careerquiz import urls
from careerquiz.site_files import Logo
from roles.models import Result
from roles.queries.careers import forget_site
from roles.queries.catalog import published_version
from roles.web import stylesheet
from tests.factories import make_link, make_result, publish_seed_careers
from tests.test_settings import PRODUCTION
from tests.views.page import read_page
from tests.views.quiz_walk import OWNER, go_on, open_quiz, see_result

ORIGIN, PATH = "https://quiz.example.org:8443", "/our/careers/"
# All but places on the same page and other sites.
ELSEWHERE = r"(?![#?]|data:|https://(?!quiz\.))"
ADDRESS = re.compile(rf'(?:href|src|action)="{ELSEWHERE}([^"]*)"|content="(https?://quiz\.[^"]*)"')
NAMES = ("SITE_PATH", "SITE_ORIGIN", "STATIC_URL", "ALLOWED_HOSTS", "CSRF_TRUSTED_ORIGINS")
NAMES += ("SESSION_COOKIE_PATH", "CSRF_COOKIE_PATH", "CSRF_COOKIE_NAME", "ATTEMPT_COOKIE_PATH")
PLAIN = ("pages:landing", "pages:privacy", "pages:accessibility", "careers:role_list")
PLAIN += ("careers:comparisons", "careers:routes", "careers:questions", "careers:method")
PLAIN += ("careers:method_details",)
PLAIN += ("results:earlier", "quiz:start", "pages:legal_notice")


@pytest.fixture
def visitor(settings, load, db, monkeypatch):
    """A browser behind a proxy that leaves the port out of the Host that it hands on."""
    own_sheets = cache(stylesheet._read_sheets)  # they name addresses of files below the path
    monkeypatch.setattr(stylesheet, "_kept_sheets", own_sheets)
    loaded = load(**PRODUCTION | {"CAREERQUIZ_URL": ORIGIN + PATH})
    for name in NAMES:
        setattr(settings, name, loaded[name])
    mounted = ModuleType("mounted_urls")
    mounted.__dict__.update(runpy.run_path(urls.__file__))
    settings.ROOT_URLCONF = mounted
    return Client(
        enforce_csrf_checks=True,
        raise_request_exception=False,
        headers={"host": "quiz.example.org", "origin": ORIGIN},
    )


def stray(html):
    """The addresses in a page, in order, that lead away from where the site is."""
    found = [first or second for first, second in ADDRESS.findall(html)]
    assert found
    return [it for it in found if not it.removeprefix(ORIGIN).startswith(PATH)]


@pytest.fixture
def opened(visitor):
    """Opens an address and looks at all addresses on the page that comes."""

    def look(address, status=200):
        response = visitor.get(address, follow=True, secure=True)
        assert (response.status_code, stray(response.text)) == (status, [])
        return response

    return look


def test_pages_of_a_mounted_site_lead_nowhere_else(opened, settings):
    settings.LOGO, settings.LEGAL_NOTICE = Logo(b"", "image/png", "1"), "Example Ltd"
    open_quiz()
    publish_seed_careers()
    for name in PLAIN:
        opened(reverse(name))
    opened(reverse("careers:role", args=["product-owner"]))
    opened(reverse("careers:comparison", args=["product-manager-and-product-owner"]))


def test_security_txt_of_a_mounted_site_names_its_whole_address(visitor, settings):
    settings.CONTACT = "careers@example.org"
    forget_site()
    text = visitor.get(reverse("pages:security_txt"), secure=True).text

    assert f"Canonical: {ORIGIN}{PATH}.well-known/security.txt\n" in text


@pytest.mark.ignore_template_errors  # Django's own templates count on missing variables
def test_admin_of_a_mounted_site_leads_nowhere_else(opened):
    opened(f"{PATH}admin/")


def test_quiz_and_links_of_a_mounted_site_lead_nowhere_else(visitor, opened):
    open_quiz()
    check = go_on(visitor, visitor.get(f"{PATH}quiz/", follow=True), OWNER)
    page = see_result(visitor, check)
    result = Result.objects.get()
    link = make_link(result)
    path = f"{PATH}results/{result.attempt.token}/"

    assert page.request["PATH_INFO"] == path
    assert {cookie["path"] for cookie in visitor.cookies.values()} == {PATH}
    opened(path)
    opened(f"{path}share/")
    shared = read_page(opened(f"{PATH}shared/{link.token}/"))
    pictures = [tag.attrs["content"] for tag in shared.all("meta", property="og:image")]
    assert pictures == [f"{ORIGIN}{PATH}shared/{link.token}/card.png"]


@pytest.mark.parametrize(("address", "status"), [("/", 404), (f"{PATH}nowhere/", 404)])
def test_error_page_of_a_mounted_site_leads_back_to_it(opened, address, status):
    opened(address, status)


def test_server_error_page_finds_its_files_and_the_way_home(visitor, monkeypatch):
    monkeypatch.setattr("roles.views.pages.published_version", None)  # cannot be called
    response = visitor.get(f"{PATH}readyz", secure=True)

    assert (response.status_code, stray(response.text)) == (500, [])
    assert f'<link rel="stylesheet" href="{PATH}static/css/base.css">' in response.text


def test_files_and_machines_of_a_mounted_site_are_told_whole_addresses(visitor):
    open_quiz()
    robots = visitor.get(f"{PATH}robots.txt", secure=True).text
    sitemap = visitor.get(f"{PATH}sitemap.xml", secure=True).text
    sheet = visitor.get(f"{PATH}static/css/base.css", secure=True)
    sheet.close()

    assert robots.splitlines() == [
        "User-agent: *",
        *(f"Disallow: {PATH}{room}/" for room in ("quiz", "results", "admin")),
        f"Sitemap: {ORIGIN}{PATH}sitemap.xml",
    ]
    places = re.findall("<loc>(.*?)</loc>", sitemap)
    assert f"{ORIGIN}{PATH}roles/product-owner/" in places
    assert all(place.startswith(ORIGIN + PATH) for place in places)
    assert (sheet.status_code, sheet["Content-Type"]) == (200, 'text/css; charset="utf-8"')


def test_plain_http_is_led_to_the_port_of_https(visitor, settings, load):
    loaded = load(**PRODUCTION | {"CAREERQUIZ_URL": ORIGIN + PATH})
    for name in ("SECURE_SSL_REDIRECT", "SECURE_SSL_HOST", "SECURE_REDIRECT_EXEMPT"):
        setattr(settings, name, loaded[name])
    response = visitor.get(f"{PATH}quiz/")

    assert (response.status_code, response["Location"]) == (301, f"{ORIGIN}{PATH}quiz/")
    assert visitor.get(f"{PATH}healthz").status_code == 200


def test_address_with_a_tail_below_a_path_leads_to_the_address_itself(visitor, db):
    open_quiz()
    token = make_link(make_result(published_version(), OWNER)).token
    response = visitor.get(f"{PATH}shared/{token}).", secure=True)

    assert response.url == f"{PATH}shared/{token}/"
    assert visitor.get(response.url, secure=True).status_code == 200
