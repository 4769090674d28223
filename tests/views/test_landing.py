"""The start page: for everybody, and for a browser that knows an attempt or a result."""

from dataclasses import replace

import pytest
from django.test import Client
from django.urls import reverse

from roles.models import Result
from roles.queries.careers import forget_state
from roles.services.quiz import delete_attempt
from roles.wording.answers import sentence
from tests.factories import (
    make_attempt,
    make_catalog,
    make_result,
    make_version,
    publish_seed,
    seed_catalog,
)
from tests.services.attempts import CLOSE, EVEN, THREE
from tests.views.forms import fields_of
from tests.views.page import links, read_page, title_of
from tests.views.quiz_walk import ASKS_ALL, OWNER, open_quiz

START = ("Start the quiz", "/quiz/")
FORGET = "Not you? Forget it on this device"
RESULT, AGAIN = ("See my result", "/results/mine/"), ("Take it again", "/quiz/")


def landing(client):
    return read_page(client.get("/"))


def actions(page):
    """Where the head of the page leads."""
    return links(page.one(class_="landing").all("div")[0])


# --- for everybody


def test_landing_asks_which_of_the_jobs_is_yours_and_offers_to_start(client, db):
    publish_seed()
    page = landing(client)

    assert title_of(page) == "Product, project or program? Find the role that fits you"
    assert page.one("h1").text == "Five jobs with nearly the same name. Which one is yours?"
    assert page.one(class_="lead").text.startswith("Rate 12 to 24 statements")
    assert page.one(class_="hero").all("p")[-1].text == (
        "About 2 minutes. No account, nothing to pay."
    )
    assert actions(page) == [START]
    assert len(page.all("form")) == 0


def test_landing_numbers_come_from_the_version_in_force(client, db):
    make_version(make_catalog())
    page = landing(client)

    assert page.one("h1").text == "Three jobs with nearly the same name. Which one is yours?"
    assert page.one(class_="lead").text.startswith("Rate 2 to 4 statements")
    assert page.one(class_="hero").all("p")[-1].text.startswith("About 1 minute.")
    assert page.one("main").all("h2")[0].text == "Three roles people mix up"


def test_landing_shows_each_role_as_a_card_and_as_a_shape(client, db):
    publish_seed()
    page, roles = landing(client), seed_catalog().roles
    cards = page.one(class_="role-cards")

    assert links(cards) == [
        (f"{role.name} {sentence(role.summary)}", reverse("careers:role", args=[role.slug]))
        for role in roles
    ]
    for drawn in (page.one(class_="hero-shapes").all("div"), cards.all("a")):
        hues = [shape.attrs["class"].split()[-1] for shape in drawn]
        assert hues == [f"hue-{role.symbol}" for role in roles]


def test_landing_shows_what_the_engine_makes_of_made_up_answers(client, db):
    publish_seed()
    example = landing(client).one(class_="example")

    assert example.one(class_="band-name").text == "Product owner"
    assert [row.one("strong").text for row in example.all(class_="chart-row")] == [
        row.name for row in seed_catalog().dimensions
    ]


def test_landing_of_a_catalog_that_sets_no_role_apart_shows_no_example(client, db):
    same = seed_catalog().roles[0].targets
    roles = tuple(replace(role, targets=same) for role in seed_catalog().roles)
    make_version(replace(seed_catalog(), roles=roles))

    assert landing(client).all(class_="example") == []


def test_landing_with_nothing_published_says_so_and_leads_to_the_roles(client, db):
    page = landing(client)

    assert page.one("h1").text == "The quiz is closed for changes"
    assert links(page.one("main")) == [("Read about the roles", "/roles/")]
    assert page.all(class_="role-cards") == []


# --- for a browser that has begun


def test_landing_leads_back_to_an_attempt_that_waits(client, db):
    token = make_attempt(open_quiz(), OWNER, pages=2).token
    client.cookies["attempt"] = token
    response = client.get("/")

    assert actions(read_page(response)) == [
        ("Continue where you left off (8 answered)", "/quiz/resume/"),
        ("Start again", "/quiz/"),
    ]
    assert response.content.count(token.encode()) == 0


def test_landing_with_a_result_and_a_newer_attempt_leads_to_the_attempt(client, version):
    done, waiting = make_result(version, OWNER).attempt, make_attempt(version, OWNER, pages=1)
    client.cookies["attempt"] = f"{waiting.token}.{done.token}"

    assert actions(landing(client))[0][0] == "Continue where you left off (4 answered)"


def test_landing_with_the_cookie_of_a_deleted_attempt_offers_to_start(client, db):
    attempt = make_attempt(open_quiz(), OWNER, pages=2)
    client.cookies["attempt"] = attempt.token
    delete_attempt(attempt=attempt)

    assert actions(landing(client)) == [START]


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


# --- for a browser that has a result


@pytest.fixture
def owner(db):
    """Whose browser remembers a result, and checks nothing for us."""
    token = make_result(open_quiz(), OWNER).attempt.token
    Result.objects.update(finished_at="2026-11-28T12:00:00Z")
    client = Client(enforce_csrf_checks=True)
    client.cookies["attempt"] = f"{token}.{token}"
    return client


def test_landing_welcomes_back_whoever_has_a_result_and_leads_there(owner, version):
    response = owner.get("/")
    page = read_page(response)
    token = Result.objects.get().attempt.token

    assert page.one("h1").one(class_="band-name").text == "Product owner"
    assert actions(page)[:2] == [RESULT, AGAIN]
    assert page.one(class_="band").attrs["class"].split()[-1] == "hue-diamond"
    assert response.content.count(token.encode()) == 0
    assert response["Cache-Control"] == "private, no-cache"


def test_landing_leads_to_where_a_result_is_forgotten_on_this_device_and_not_deleted(owner):
    [(_text, address)] = [link for link in links(landing(owner)) if link[0] == FORGET]
    form = read_page(owner.get(address)).one("form")
    sent = fields_of(form) | {"which": form.one("button", name="which").attrs["value"]}
    address = form.attrs["action"]

    assert owner.post(address, sent | {"csrfmiddlewaretoken": ""}).status_code == 403
    assert owner.post(address, sent).status_code == 302
    assert actions(landing(owner)) == [START]
    assert Result.objects.count() == 1


@pytest.mark.parametrize(
    ("sheet", "shapes"),
    [
        (CLOSE, ["circle", "triangle"]),
        (THREE, ["square", "diamond", "triangle"]),
        (EVEN, []),
    ],
)
def test_landing_after_a_tie_or_without_direction_shows_no_single_winner(client, db, sheet, shapes):
    client.cookies["attempt"] = f".{make_result(open_quiz(**ASKS_ALL), sheet).attempt.token}"
    band = landing(client).one(class_="band")
    drawn = [shape.attrs["class"] for shape in band.all("div") if "hue-" in str(shape.attrs)]

    assert drawn == [f"hue-{shape}" for shape in shapes]
    assert len(band.one("h1").all(class_="band-name")) == len(shapes)


@pytest.mark.parametrize(("make", "queries"), [(make_attempt, 2), (make_result, 3)])
def test_landing_with_a_cookie_costs_few_queries(
    client, db, django_assert_num_queries, make, queries
):
    made = make(open_quiz(), OWNER)
    token = getattr(made, "attempt", made).token
    client.cookies["attempt"] = f"{token}.{token}" if make is make_result else token
    client.get("/")  # reads content and version, once
    forget_state()

    with django_assert_num_queries(queries):
        client.get("/")
