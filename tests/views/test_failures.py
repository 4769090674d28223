"""A form that is refused says what was not done, in the words of its room, and leads back there."""

from urllib.parse import quote

import pytest
from django.test import Client
from django.urls import resolve, reverse

from roles.web import errors
from tests.admin.pages import make_staff
from tests.factories import make_attempt, make_link
from tests.views.forms import fields_of
from tests.views.page import links, read_page
from tests.views.quiz_walk import OWNER, open_quiz, stored
from tests.views.sharing import result_of

# view, heading, and the address that its page leads back to
CASES = {
    "quiz/{begun}/1/": ("We couldn't save your answers", "/quiz/{begun}/1/"),
    "quiz/{begun}/check/": ("We couldn't go on with the quiz", "/quiz/{begun}/check/"),
    "quiz/{begun}/days/": ("We couldn't save your choices", "/quiz/{begun}/days/"),
    "results/{private}/share/": ("We couldn't make the link", "/results/{private}/share/"),
    "results/{private}/keep/": ("We couldn't keep your result for longer", "/results/{private}/"),
    "results/{private}/fit/": ("We couldn't save what you told us", "/results/{private}/"),
    "results/{private}/delete/": (
        "We couldn't delete your answers",
        "/results/{private}/delete/",
    ),
    "results/forget/": ("We couldn't forget your results", "/results/"),
    "results/{private}/share/{public}/refresh/": (
        "We couldn't update the link",
        "/results/{private}/share/{public}/",
    ),
    "results/{private}/share/{public}/revoke/": (
        "We couldn't turn the link off",
        "/results/{private}/share/",
    ),
    "admin/login/": ("We couldn't sign you in", "/admin/login/"),
    "admin/draft/": ("We couldn't save that", "/admin/draft/"),
    "admin/roles/question/add/": ("We couldn't save that", "/admin/roles/question/add/"),
}
EVERY_FORM = pytest.mark.parametrize(("address", "expected"), CASES.items(), ids=CASES)
ANSWERS = "answer"


@pytest.fixture
def fill(db):
    """Puts the tokens of one attempt, one result and its link into an address."""
    version = open_quiz()
    link = make_link(result_of(version))
    tokens = {
        "begun": make_attempt(version, OWNER, pages=1).token,
        "private": link.result.attempt.token,
        "public": link.token,
    }
    return lambda text: text.format(**tokens)


@pytest.fixture
def cookieless():
    """Each request like the first one of a browser that takes no cookies."""
    return lambda: Client(enforce_csrf_checks=True)


@EVERY_FORM
def test_form_without_our_cookie_says_what_was_not_done_and_leads_back(
    fill, cookieless, address, expected
):
    before = stored()
    response = cookieless().post("/" + fill(address))
    page = read_page(response)
    heading, back = expected
    [(words, way)] = links(page.one("main"))

    assert (response.status_code, page.one("h1").text) == (403, heading)
    assert page.one("title").text.startswith(heading)
    assert way == fill(back)
    assert cookieless().get(way, follow=True).status_code == 200
    assert (words in page.text, len(words) < 30) == (True, True)
    assert (response["Referrer-Policy"], response["Cache-Control"]) == ("no-referrer", "no-store")
    assert stored() == before


@EVERY_FORM
def test_form_without_our_cookie_speaks_of_answers_only_where_some_were_sent(
    fill, cookieless, address, expected
):
    said = read_page(cookieless().post("/" + fill(address))).one("main")
    steps = said.one("ol").text if address.startswith("quiz") else said.one(class_="lead").text

    assert (ANSWERS in steps) == (address.startswith("quiz") or address.endswith("delete/"))
    assert ("admin" in said.text) == address.startswith("admin")


def test_page_about_lost_answers_says_what_to_do(fill, cookieless):
    page = read_page(cookieless().post(fill("/quiz/{begun}/1/")))

    assert [step.text.split(".")[0] for step in page.one("ol").all("li")] == [
        "Allow cookies for this site",
        "Open the page again with the button below, and choose your answers on it once more",
    ]


@pytest.mark.parametrize(
    ("address", "back"),
    [
        ("results/{private}/keep/", "/results/{private}/"),
        ("results/{private}/fit/", "/results/{private}/"),
        ("results/{private}/share/{public}/revoke/", "/results/{private}/share/"),
        ("results/{private}/share/{public}/refresh/", "/results/{private}/share/{public}/"),
        ("results/forget/", "/results/"),
    ],
)
def test_address_of_a_button_when_opened_leads_to_the_page_with_the_button(
    client, fill, caplog, address, back
):
    response = client.get("/" + fill(address))
    page = read_page(response)

    assert [row.levelname for row in caplog.records] == ["WARNING"]

    assert (response.status_code, response["Allow"]) == (405, "POST")
    assert page.one("h1").text == "That doesn't work here"
    assert [way for _words, way in links(page.one("main"))] == [fill(back)]
    assert response["Referrer-Policy"] == "no-referrer"
    assert client.get(fill(back)).status_code == 200


@pytest.mark.parametrize("address", ["/", "/roles/", "/results/", "/shared/{public}/", "/healthz"])
def test_page_that_is_sent_something_keeps_to_the_shell_and_leads_to_itself(client, fill, address):
    response = client.post(fill(address))
    page = read_page(response)

    assert (response.status_code, response["Allow"]) == (405, "GET, HEAD")
    assert [way for _words, way in links(page.one("main"))] == [fill(address)]
    assert page.one(class_="brand").text == "Careerquiz"
    assert client.put(fill(address)).status_code == 405


@pytest.mark.parametrize("name", ["admin:roles_question_changelist", "desk:draft"])
def test_admin_page_without_the_right_names_the_account_and_the_ways_on(client, db, name):
    client.force_login(make_staff())
    address = reverse(name)
    response = client.get(address)
    page = read_page(response)
    form = page.one("main").one("form")

    assert (response.status_code, page.one("h1").text) == (403, "You can't open this page")
    assert page.one(class_="lead").one("strong").text == "ada"
    assert links(page.one("main")) == [("Go to the admin", "/admin/")]
    left = client.post(form.attrs["action"], fields_of(form))
    assert left.url == f"/admin/login/?next={quote(address, safe='')}"
    assert client.get(address).status_code == 302


def test_admin_page_without_the_right_when_sent_says_that_nothing_was_saved(client, db):
    client.force_login(make_staff())
    address = reverse("admin:roles_question_add")
    said = [read_page(call(address)).one(class_="lead").text for call in (client.get, client.post)]

    assert ["Nothing was saved." in text for text in said] == [False, True]


def test_refused_form_of_the_admin_names_nobody_who_is_not_signed_in(cookieless, db):
    page = read_page(cookieless().post("/admin/roles/question/add/"))

    assert page.all(id="user-tools") == []


def test_admin_page_that_is_not_there_leads_to_the_admin_first(client, db):
    client.force_login(make_staff("Editors"))
    page = read_page(client.get("/admin/nowhere/"))

    assert links(page.one("main"))[0] == ("The admin", "/admin/")


def test_expired_first_page_says_for_how_long_it_may_be_open(rf, monkeypatch):
    monkeypatch.setattr(errors, "TICKET_MAX_AGE", errors.TICKET_MAX_AGE * 2)
    page = read_page(errors.ticket_expired(rf.post("/quiz/")))

    assert page.one(class_="lead").text.startswith("This page was open for more than 14 days")
    assert links(page.one("main")) == [("Start the quiz", "/quiz/")]


def test_link_made_too_often_says_that_none_was_made(client, fill, settings):
    settings.RATE_LIMITS = {"share": (0, 3600)}
    page = read_page(client.post(fill("/results/{private}/share/")))

    assert "No link was made." in page.one("main").text
    assert links(page.one("main")) == [("Back to your links", fill("/results/{private}/share/"))]


@pytest.mark.parametrize(
    ("address", "has_answers"), [("/quiz/resume/", True), ("/quiz/", False), ("/roles/", False)]
)
def test_closed_page_speaks_of_answers_in_the_quiz_alone(rf, address, has_answers):
    request = rf.get(address)
    request.resolver_match = resolve(address)

    assert (ANSWERS in read_page(errors.unavailable(request)).one("main").text) is has_answers


def test_closed_page_says_of_a_page_just_sent_that_it_was_not_saved(rf):
    request = rf.post("/quiz/x/1/")
    request.resolver_match = resolve("/quiz/x/1/")
    main = read_page(errors.unavailable(request)).one("main")

    assert "wasn't saved" in main.text
    assert links(main) == []  # to open the page anew would lose what was chosen
