"""Answers that the quiz refuses: each time with a page that says why, and nothing is changed."""

from io import BytesIO
from itertools import chain

import pytest
from django.test import Client

from tests.factories import make_attempt
from tests.views.page import assert_page, links, read_page, title_of
from tests.views.quiz_walk import OWNER, choices, press, statements, stored, take

STEM = "How much would you like to do this at work?"
BIG = 5 * 1024 * 1024


@pytest.fixture
def attempt(version):
    """With page 1 answered and page 2 open."""
    return make_attempt(version, OWNER, pages=1)


# --- answers


@pytest.mark.parametrize(
    "value", ["9", "0", "-1", "5.0", " 5", "five", "Skip", "None", "\N{FULLWIDTH DIGIT FIVE}", "%"]
)
def test_answer_that_the_page_does_not_offer_is_refused_with_the_page(client, attempt, value):
    before = stored()
    slugs = attempt.pages[1]
    response = client.post(f"/quiz/{attempt.token}/2/", choices(OWNER, slugs) | {slugs[2]: value})
    page = read_page(response)

    assert_page(response, 400, STEM)
    assert title_of(page) == f"Error: Page 2: {STEM}"
    assert [link for _, link in links(page.one(class_="error-summary"))] == [f"#id_{slugs[2]}_0"]
    assert page.one(class_="error-summary").one("h2").text == "There is a problem"
    assert page.one(id=f"id_{slugs[2]}_error").text == "Error: Choose one of these answers, or skip"
    assert len(page.all("input", checked="")) == 3
    assert stored() == before


def test_answer_left_empty_counts_as_left_out(client, attempt):
    slugs = attempt.pages[1]
    response = client.post(f"/quiz/{attempt.token}/2/", choices(OWNER, slugs) | {slugs[0]: ""})

    assert_page(response, 200, STEM)
    assert len(read_page(response).one(class_="error-summary").all("li")) == 1


def test_answer_sent_several_times_counts_as_sent_last(client, attempt):
    slugs = attempt.pages[1]
    sent = choices(OWNER, slugs) | {slugs[0]: ["1", "9", "2"]}

    assert client.post(f"/quiz/{attempt.token}/2/", sent).status_code == 302
    attempt.refresh_from_db()
    assert attempt.answers[slugs[0]] == 2


@pytest.mark.parametrize("whose", ["earlier", "later"])
def test_answer_to_a_statement_of_another_page_is_refused(client, attempt, whose):
    before = stored()
    foreign = {
        "earlier": attempt.pages[0][0],
        "later": next(slug for slug in OWNER if slug not in chain(*attempt.pages)),
    }[whose]
    sent = choices(OWNER, [*attempt.pages[1], foreign])
    response = client.post(f"/quiz/{attempt.token}/2/", sent)

    assert_page(response, 400, STEM)
    assert [item.text for item in read_page(response).one(class_="error-summary").all("li")] == [
        "Nothing was saved: some answers were for statements on another page."
    ]
    assert stored() == before


def test_field_that_nobody_knows_is_passed_over(client, attempt):
    sent = choices(OWNER, attempt.pages[1]) | {"utm_source": "x", "token": "A" * 22}

    assert client.post(f"/quiz/{attempt.token}/2/", sent).status_code == 302
    attempt.refresh_from_db()
    assert sorted(attempt.answers) == sorted(chain(*attempt.pages[:2]))


# --- the field for robots


def test_field_for_robots_is_out_of_everybodys_way(client, version):
    page = read_page(client.get("/quiz/", follow=True))
    field = page.one("input", name="_comment")

    assert (field.attrs["tabindex"], field.attrs["autocomplete"]) == ("-1", "off")
    hidden = page.one("div", class_="visually-hidden")
    assert (hidden.attrs["aria-hidden"], hidden.one("input")) == ("true", field)


def test_field_for_robots_filled_in_is_shown_and_explained_and_answers_are_kept(client, attempt):
    before = stored()
    sent = choices(OWNER, attempt.pages[1]) | {"_comment": "<b>Buy"}
    response = client.post(f"/quiz/{attempt.token}/2/", sent)
    page = read_page(response)
    field = page.one("input", name="_comment")

    assert_page(response, 200, STEM)
    assert links(page.one(class_="error-summary")) == [("Leave this field empty", "#id__comment")]
    assert page.one(id="id__comment_error").text.endswith("Only robots fill it in.")
    assert (field.attrs["value"], field.attrs["aria-invalid"]) == ("<b>Buy", "true")
    assert "tabindex" not in field.attrs
    assert page.all("div", class_="visually-hidden") == []
    assert len(page.all("input", checked="")) == 4
    assert stored() == before
    assert press(client, response, "Continue", {"_comment": ""}).redirect_chain[0][1] == 302


# --- bodies


@pytest.mark.parametrize(
    ("body", "kind"),
    [
        ("&".join(f"f{number}=1" for number in range(10_000)), "application/x-www-form-urlencoded"),
        ("a=" + "x" * BIG, "application/x-www-form-urlencoded"),
    ],
    ids=["many fields", "5 MB"],
)
def test_body_that_is_too_much_gives_the_page_about_bad_requests(client, attempt, body, kind):
    before = stored()
    response = client.post(f"/quiz/{attempt.token}/2/", body, content_type=kind)

    assert_page(response, 400, "We couldn't read that")
    assert stored() == before


def test_multipart_of_5_mb_gives_the_page_about_bad_requests(client, attempt):
    before = stored()
    response = client.post(f"/quiz/{attempt.token}/2/", {"a": "x" * BIG})

    assert_page(response, 400, "We couldn't read that")
    assert stored() == before


def test_file_in_the_place_of_an_answer_is_refused(client, attempt):
    before = stored()
    file = BytesIO(b"x" * BIG)
    file.name = "answers.bin"
    response = client.post(f"/quiz/{attempt.token}/2/", {attempt.pages[1][0]: file})

    assert response.status_code == 400
    assert stored() == before


@pytest.mark.parametrize("kind", ["application/json", "multipart/form-data; boundary=x", "text/x"])
def test_body_of_another_kind_holds_no_answers(client, attempt, kind):
    before = stored()
    response = client.post(f"/quiz/{attempt.token}/2/", b"\xff{", content_type=kind)

    assert_page(response, 200, STEM)
    assert len(read_page(response).one(class_="error-summary").all("li")) == 4
    assert stored() == before


@pytest.mark.parametrize(
    "kind", ["multipart/form-data", "application/x-www-form-urlencoded; charset=utf-16"]
)
def test_body_that_cannot_be_read_gives_the_page_about_bad_requests(client, attempt, kind):
    before = stored()
    response = client.post(f"/quiz/{attempt.token}/2/", "a=1", content_type=kind)

    assert_page(response, 400, "We couldn't read that")
    assert stored() == before


# --- answers sent in somebody's name


@pytest.fixture
def guarded():
    return Client(enforce_csrf_checks=True)


def test_answers_with_our_cookie_are_taken(guarded, version):
    assert take(guarded, OWNER).redirect_chain[-1][0].endswith("/check/")


def test_answers_without_our_cookie_are_refused_and_nothing_begins(guarded, version):
    first = guarded.get("/quiz/", follow=True)
    guarded.cookies.clear()  # as browsers do that take none

    assert_page(
        press(guarded, first, "Continue", choices(OWNER, statements(first))),
        403,
        "We couldn't save your answers",
    )
    assert stored() == []


@pytest.mark.parametrize(
    "mark", [{}, {"csrfmiddlewaretoken": "A" * 64}, {"csrfmiddlewaretoken": ""}]
)
@pytest.mark.parametrize(
    ("place", "heading"),
    [
        ("2/", "We couldn't save your answers"),
        ("check/", "We couldn't go on with the quiz"),
        ("days/", "We couldn't save your choices"),
    ],
)
def test_answers_without_the_forms_own_mark_are_refused(guarded, attempt, place, heading, mark):
    before = stored()
    guarded.get(f"/quiz/{attempt.token}/2/")
    sent = choices(OWNER, attempt.pages[1]) | mark
    response = guarded.post(f"/quiz/{attempt.token}/{place}", sent)

    assert_page(response, 403, heading)
    [(_words, back)] = links(read_page(response).one("main"))
    assert back == f"/quiz/{attempt.token}/{place}"
    assert stored() == before
