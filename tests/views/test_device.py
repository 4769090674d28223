"""The results that a browser remembers: the list, two beside each other, forgetting."""

from datetime import timedelta

import pytest
from django.test import Client

from roles.models import Attempt, Result
from roles.services.quiz import delete_attempt
from tests.factories import make_attempt, make_catalog, make_result, make_version, running_day
from tests.views.page import links, read_page, title_of
from tests.views.quiz_walk import OWNER, finish, go_on, open_quiz, press, stored
from tests.views.sharing import SCORED, result_of
from tests.wording.result_pages import CLEAR, CLOSE, MIXED, texts

LIST, BESIDE, FORGET = "/results/", "/results/beside/", "/results/forget/"
HEADING = "Your results on this device"
DAYS = ("17 March 2026, 09:41 UTC", "16 March 2026, 09:41 UTC", "15 March 2026, 09:41 UTC")


@pytest.fixture
def version(db):
    return open_quiz()


@pytest.fixture
def results(version):
    """The last finished first."""
    return [
        result_of(version, digits, finished_at=SCORED - timedelta(days=days))
        for days, digits in enumerate((CLEAR, CLOSE, MIXED))
    ]


def tokens_of(results):
    return [result.attempt.token for result in results]


def hold(client, results, current=""):
    """The browser has these results from now on."""
    client.cookies["attempt"] = ".".join([current, *tokens_of(results)])


@pytest.fixture
def visitor(client, results):
    hold(client, results)
    return client


def held(client):
    """What the cookie names: the current attempt, then what was finished."""
    return client.cookies["attempt"].value.split(".")


# --- the list


def test_list_shows_what_was_finished_when_the_last_first(visitor, results):
    page = read_page(visitor.get(LIST))
    rows = page.one("ol").all("li")

    assert title_of(page) == page.one("h1").text == HEADING
    assert [(row.one("p").text, row.one("h2").text) for row in rows] == [
        (DAYS[0], "Product owner fits best"),
        (DAYS[1], "A tie: Product owner or Product manager"),
        (DAYS[2], "No one role stands out"),
    ]
    assert [links(row) for row in rows] == [
        [(f"Open : {day}", f"/results/{token}/")]
        for day, token in zip(DAYS, tokens_of(results), strict=True)
    ]
    assert [row.one("button").text for row in rows] == [f"Forget : {day}" for day in DAYS]


def test_list_is_read_from_the_cookie_alone(visitor, results, django_assert_num_queries):
    before = stored()
    visitor.get(LIST)  # reads the version, once
    with django_assert_num_queries(1):
        response = visitor.get(LIST)

    assert (response["Cache-Control"], response["X-Robots-Tag"]) == ("private, no-cache", "noindex")
    assert (list(response.cookies), stored()) == (["csrftoken"], before)
    assert read_page(Client().get(LIST)).all("ol") == []


@pytest.mark.parametrize("cookie", ["", "x", "A" * 22, f"x.{'A' * 22}.y", "." * 99])
def test_list_of_nothing_says_so_and_offers_the_quiz(client, version, cookie):
    client.cookies["attempt"] = cookie
    page = read_page(client.get(LIST))

    assert page.one(class_="lead").text == "This browser doesn't remember any results."
    assert links(page.one("main")) == [("Start the quiz", "/quiz/")]
    assert page.all("form") == []


def test_list_leaves_out_what_is_deleted_overdue_or_unfinished(client, version, results):
    unfinished = make_attempt(version, OWNER, pages=1).token
    hold(client, results, current=unfinished)
    delete_attempt(attempt=results[0].attempt)
    yesterday = running_day() - timedelta(days=1)
    Result.objects.filter(pk=results[1].pk).update(kept_until=yesterday)
    page = read_page(client.get(LIST))

    assert [row.one("p").text for row in page.one("ol").all("li")] == [DAYS[2]]
    assert page.all("select") == []  # one alone cannot be compared


def test_list_holds_the_last_five_that_were_taken_here(client, version):
    for _number in range(6):
        finish(client, OWNER)
    tokens = list(Attempt.objects.order_by("-pk").values_list("token", flat=True))
    rows = read_page(client.get(LIST)).one("ol").all("li")

    assert [links(row)[0][1] for row in rows] == [f"/results/{token}/" for token in tokens[:5]]
    assert held(client) == [tokens[0], *tokens[:5]]


def test_list_keeps_results_while_another_quiz_is_under_way(client, version):
    finish(client, OWNER)
    done = Attempt.objects.get().token
    go_on(client, client.get("/quiz/", follow=True), OWNER, pages=1)
    current = Attempt.objects.exclude(token=done).get().token

    assert held(client) == [current, done]
    assert links(read_page(client.get(LIST)).one("ol"))[0][1] == f"/results/{done}/"


# --- two beside each other


def test_two_results_stand_beside_each_other_by_their_places(visitor, django_assert_num_queries):
    visitor.get(LIST)  # reads the version, once
    with django_assert_num_queries(1):
        response = visitor.get(BESIDE, {"one": "2", "two": "1"})
    page = read_page(response)

    assert title_of(page) == page.one("h1").text == "Two of your results"
    assert [side.text for side in page.all(class_="side")] == [
        f"First {DAYS[1]} A tie: Product owner or Product manager",
        f"Second {DAYS[0]} Product owner fits best",
    ]
    assert texts(page.all("li", class_="chart-row"))[3] == (
        "Understanding customers more in the second"
    )
    assert texts(page.one("table").all("tr")[7].all()) == ["Understanding customers", "50", "87"]
    assert links(page.one("nav", aria_label="Previous page")) == [("Back to your results", LIST)]


def test_form_offers_every_two_and_the_first_two_at_first(visitor):
    form = read_page(visitor.get(LIST)).one("form", method="get")
    options = form.one("select", id="two").all("option")

    assert form.attrs["action"] == BESIDE
    assert [(row.attrs["value"], row.text) for row in options] == [
        *zip(("1", "2", "3"), DAYS, strict=True)
    ]
    assert [row.text for row in form.all("option") if "selected" in row.attrs] == [DAYS[1]]


def test_same_result_twice_says_to_choose_two(visitor):
    page = read_page(visitor.get(BESIDE, {"one": "2", "two": "2"}))

    assert page.one("h1").text == HEADING
    assert page.one(role="alert").text == "Choose two different results."
    assert read_page(visitor.get(LIST)).all(role="alert") == []


@pytest.mark.parametrize(
    "places",
    [
        *({}, {"one": "1"}, {"two": "1"}),
        *({"one": "0", "two": "1"}, {"one": "1", "two": "4"}, {"one": "-1", "two": "1"}),
        *({"one": "1.0", "two": "2"}, {"one": "x", "two": "2"}, {"one": "\0", "two": "2"}),
        *({"one": " 1", "two": "2"}, {"one": "\N{SUPERSCRIPT ONE}", "two": "2"}),
        {"one": "9" * 5000, "two": "2"},
    ],
)
def test_places_that_the_list_does_not_have_are_not_found(visitor, places):
    response = visitor.get(BESIDE, places)

    assert (response.status_code, read_page(response).one("h1").text) == (404, "Page not found")


def test_two_results_without_a_common_kind_of_work_say_so(client, version):
    sheet = {"find-ideas": 5, "weigh-ideas": 4, "keep-lists": 2, "tidy-files": 1}
    hold(client, [result_of(version), make_result(make_version(make_catalog()), sheet)])
    page = read_page(client.get(BESIDE, {"one": "1", "two": "2"}))

    assert page.one("main").all("p")[-1].text == (
        "The two results share no kind of work, so there's no chart of both."
    )
    assert page.all(class_="chart") == []


# --- forgetting


def test_forget_takes_one_out_of_the_browser_and_deletes_nothing(visitor, results):
    before, tokens = stored(), tokens_of(results)
    page = visitor.get(LIST)
    responses = [press(visitor, page, f"Forget : {DAYS[1]}") for _time in range(2)]

    assert [response.redirect_chain for response in responses] == [[(LIST, 302)]] * 2
    assert held(visitor) == ["", tokens[0], tokens[2]]
    assert stored() == before
    assert visitor.get(f"/results/{tokens[1]}/").status_code == 200


def test_forget_of_the_last_one_takes_the_cookie_out(client, results):
    hold(client, results[:1], current=results[0].attempt.token)
    response = press(client, client.get(LIST), f"Forget : {DAYS[0]}")

    assert (
        read_page(response).one(class_="lead").text == "This browser doesn't remember any results."
    )
    assert "attempt" not in client.cookies or held(client) == [""]


def test_forget_all_takes_the_cookie_out(visitor):
    response = press(visitor, visitor.get(LIST), "Forget all of them here")
    cookie = visitor.cookies["attempt"]

    assert (cookie.value, cookie["max-age"], cookie["path"]) == ("", 0, "/")
    assert (cookie["httponly"], cookie["samesite"]) == (True, "Lax")
    assert read_page(response).all("button") == []


def test_forget_empties_the_browsers_cache(visitor, results):
    for which in (results[0].attempt.token, "all"):
        assert visitor.post(FORGET, {"which": which})["Clear-Site-Data"] == '"cache"'
    assert "Clear-Site-Data" not in visitor.get(LIST)


@pytest.mark.parametrize("which", [None, "", "1", "x", "A" * 22, "\0", "ALL"])
def test_forget_of_what_is_not_there_changes_nothing(visitor, results, which):
    visitor.post(FORGET, {} if which is None else {"which": which})

    assert held(visitor) == ["", *tokens_of(results)]


def test_forget_without_the_forms_own_mark_is_refused(results):
    guarded = Client(enforce_csrf_checks=True)
    hold(guarded, results)
    response = guarded.post(FORGET, {"which": "all"})

    assert response.status_code == 403
    assert held(guarded) == ["", *tokens_of(results)]


# --- methods


@pytest.mark.parametrize(
    ("address", "method", "allowed"),
    [
        *((LIST, method, "GET, HEAD") for method in ("post", "put", "delete", "options")),
        *((BESIDE, method, "GET, HEAD") for method in ("post", "put", "delete", "options")),
        *((FORGET, method, "POST") for method in ("get", "head", "put", "delete", "options")),
    ],
)
def test_address_takes_no_other_method(visitor, address, method, allowed):
    response = getattr(visitor, method)(address)

    assert (response.status_code, response["Allow"]) == (405, allowed)
