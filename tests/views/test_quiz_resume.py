"""What leads a browser back to its attempt, and what keeps others out of it."""

import runpy

import pytest
from django.test import Client

from careerquiz import settings as settings_file
from roles.models import Attempt
from roles.services.quiz import delete_attempt
from tests.factories import make_attempt, make_result
from tests.views.page import read_page, title_of
from tests.views.quiz_walk import OWNER, choices, finish, go_on, statements

DAYS_400 = 400 * 24 * 60 * 60
PRODUCTION = {
    "CAREERQUIZ_MODE": "production",
    "CAREERQUIZ_SECRET_KEY": "correct-horse-battery-staple-" * 2,
    "CAREERQUIZ_HOSTS": "quiz.example.org",
}


def send_first_page(client, **extra):
    first = client.get("/quiz/", **extra).url
    slugs = statements(client.get(first, **extra))
    return client.post(first, choices(OWNER, slugs), **extra)


def attributes(cookie):
    names = ("max-age", "path", "domain", "httponly", "secure", "samesite")
    return tuple(cookie[name] for name in names)


# --- the cookie


def test_first_answers_leave_a_cookie_with_the_token_that_no_script_reads(client, version):
    cookie = send_first_page(client).cookies["attempt"]

    assert cookie.value == Attempt.objects.get().token
    assert attributes(cookie) == (DAYS_400, "/", "", True, "", "Lax")


@pytest.fixture
def production(settings, monkeypatch):
    """What production does about the cookie, in place of what the tests run with."""
    with monkeypatch.context() as patch:
        for name, value in PRODUCTION.items():
            patch.setenv(name, value)
        loaded = runpy.run_path(settings_file.__file__)
    for name in ("ATTEMPT_COOKIE_NAME", "ATTEMPT_COOKIE_SECURE", "ATTEMPT_COOKIE_AGE"):
        setattr(settings, name, loaded[name])


def test_cookie_in_production_comes_over_https_and_from_this_host_only(client, version, production):
    cookie = send_first_page(client, secure=True).cookies["__Host-attempt"]
    address = f"/results/{Attempt.objects.get().token}/delete/"
    removed = client.post(address, secure=True).cookies["__Host-attempt"]

    assert attributes(cookie) == (DAYS_400, "/", "", True, True, "Lax")
    assert (removed.value, attributes(removed)) == ("", (0, "/", "", True, True, "Lax"))


def test_private_address_opened_elsewhere_leaves_its_cookie_with_the_next_answers(version):
    attempt = make_attempt(version, OWNER, pages=2)
    other = Client()
    other.get(f"/quiz/{attempt.token}/3/")
    seen = dict(other.cookies)
    go_on(other, other.get(f"/quiz/{attempt.token}/3/"), OWNER, pages=1)

    assert seen.keys() == {"csrftoken"}
    assert other.cookies["attempt"].value == attempt.token


# --- the way back


@pytest.mark.parametrize("token", [None, "", "x", "A" * 22, "x" * 5000])
def test_resume_without_an_attempt_opens_the_quiz(client, version, token):
    if token is not None:
        client.cookies["attempt"] = token
    response = client.get("/quiz/resume/")

    assert (response.status_code, response.url) == (302, "/quiz/")


@pytest.mark.parametrize(("pages", "place"), [(1, "2/"), (2, "3/"), (99, "check/")])
def test_resume_leads_to_where_the_attempt_stands(client, version, pages, place):
    token = make_attempt(version, OWNER, pages=pages).token
    client.cookies["attempt"] = token

    assert client.get("/quiz/resume/").url == f"/quiz/{token}/{place}"


def test_resume_of_a_finished_attempt_leads_to_its_result(client, version):
    token = make_result(version, OWNER).attempt.token
    client.cookies["attempt"] = token

    assert client.get("/quiz/resume/").url == f"/results/{token}/"


def test_resume_of_a_deleted_attempt_opens_the_quiz(client, version):
    attempt = make_attempt(version, OWNER, pages=1)
    client.cookies["attempt"] = attempt.token
    delete_attempt(attempt=attempt)

    assert client.get("/quiz/resume/").url == "/quiz/"


def test_resume_costs_one_query(client, version, django_assert_num_queries):
    client.cookies["attempt"] = make_attempt(version, OWNER, pages=1).token

    with django_assert_num_queries(1):
        client.get("/quiz/resume/")


@pytest.mark.parametrize("address", ["/quiz/", "/quiz/resume/"])
def test_address_that_only_opens_refuses_to_be_posted_to(client, version, address):
    response = client.post(address)

    assert (response.status_code, response["Allow"]) == (405, "GET, HEAD")


# --- nobody else is told


def private_addresses(token):
    quiz, result = f"/quiz/{token}", f"/results/{token}"
    return [f"{quiz}/1/", f"{quiz}/check/", f"{result}/", f"{result}/delete/"]


def test_private_page_is_neither_indexed_nor_shared_nor_named_to_other_sites(client, version):
    finish(client, OWNER)
    responses = [client.get(each) for each in private_addresses(Attempt.objects.get().token)]

    assert [response.status_code for response in responses] == [200] * 4
    for response in [client.get(client.get("/quiz/").url), client.get("/quiz/resume/"), *responses]:
        assert response["X-Robots-Tag"] == "noindex"
        assert response["Cache-Control"] == "private, no-cache"
        assert response["Referrer-Policy"] == "same-origin"


def test_private_page_names_its_token_neither_in_the_title_nor_to_another_site(client, version):
    finish(client, OWNER)
    token = Attempt.objects.get().token

    for address in private_addresses(token):
        page = read_page(client.get(address))
        followed = {"href", "src", "action", "formaction"}
        addresses = [
            element.attrs[name]
            for element in page.walk()
            for name in followed.intersection(element.attrs)
        ]

        assert title_of(page).count(token) == 0
        assert [each for each in addresses if not each.startswith(("/", "#", "data:"))] == []


def test_private_page_is_said_to_be_private_by_its_own_markup(client, version):
    finish(client, OWNER)

    for address in private_addresses(Attempt.objects.get().token):
        robots = read_page(client.get(address)).one("meta", name="robots")
        assert robots.attrs["content"] == "noindex"
