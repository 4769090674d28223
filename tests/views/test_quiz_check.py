"""The check page: all answers, the way to change each, and the end of the quiz."""

import pytest

from roles.models import Attempt, Result
from tests.factories import make_attempt, make_result, seed_catalog
from tests.views.page import links, read_page, title_of
from tests.views.quiz_walk import (
    ASKS_ALL,
    OWNER,
    SKIPPER,
    click,
    finish,
    go_on,
    labels,
    open_quiz,
    press,
    stored,
    take,
)

HEADING = "See your result"
TEXTS = {question.slug: question.text for question in seed_catalog().questions}
MARKETS = {row.slug for row in seed_catalog().questions if row.dimension == "markets"}
KINDS = {dimension.slug: dimension.name for dimension in seed_catalog().dimensions}
SEE = "See my result"


@pytest.fixture
def whole(db):
    """Everybody is asked everything."""
    return open_quiz(**ASKS_ALL)


# --- what it shows


def test_check_page_counts_answers_and_skips(client, whole):
    page = read_page(take(client, OWNER | {"keep-on-schedule": None, "order-next-week": None}))

    assert title_of(page) == page.one("h1").text == HEADING
    assert page.one(class_="lead").text == "You rated 22 statements and skipped 2."
    assert (page.one("h1").attrs["id"], page.one("h1").attrs["tabindex"]) == ("checked", "-1")


def test_check_page_without_skips_does_not_speak_of_them(client, whole):
    page = read_page(take(client, OWNER))

    assert page.one(class_="lead").text == "You rated 24 statements."


def test_check_page_lists_each_answer_in_words_with_a_way_to_change_it(client, whole):
    page = read_page(take(client, OWNER | {"talk-to-customers": None}))
    attempt = Attempt.objects.get()
    words = {None: "Skipped", 5: "Like a lot", 4: "Like", 3: "Neutral"}
    words |= {2: "Dislike", 1: "Dislike a lot"}
    answers = page.one("details", class_="fold")
    rows = answers.one("dl").all("div")

    assert "open" not in answers.attrs
    assert [(row.one("dt").text, row.all("dd")[0].text) for row in rows] == [
        (TEXTS[slug], words[answer]) for slug, answer in attempt.sheet.items()
    ]
    assert links(answers) == [
        (
            f"{'Answer this' if attempt.answers[slug] is None else 'Change'} : {TEXTS[slug]}",
            f"/quiz/{attempt.token}/{number}/#id_{slug}",
        )
        for number, slugs in enumerate(attempt.pages, start=1)
        for slug in slugs
    ]


def test_check_page_after_an_early_end_says_so_and_offers_the_rest(client, version):
    check = take(client, OWNER)
    left = 24 - len(Attempt.objects.get().sheet)

    assert read_page(check).one("main").all("p")[1].text == (
        f"You could stop here: the other {left} are unlikely to change what comes first."
    )
    assert labels(check) == [SEE, f"Answer the other {left} for a firmer result"]


def test_check_page_of_a_sheet_that_is_unsettled_again_says_so(client, version):
    check = take(client, OWNER)
    pages = Attempt.objects.get().pages
    left = 24 - len(Attempt.objects.get().sheet)
    press(client, check, labels(check)[1])
    address = f"/quiz/{Attempt.objects.get().token}"
    for number, slugs in enumerate(pages, start=1):
        client.post(f"{address}/{number}/", dict.fromkeys(slugs, "3"))
    page = read_page(client.get(f"{address}/check/"))

    assert page.one("main").all("p")[1].text == (
        "More answers could still change what comes first."
    )
    assert [button.text for button in page.all("button")] == [SEE, f"Answer the other {left}"]


def test_check_page_after_the_last_statement_offers_the_result_alone(client, whole):
    assert labels(take(client, OWNER)) == [SEE]


def test_check_page_leads_back_to_the_last_page(client, version):
    page = read_page(take(client, OWNER))
    attempt = Attempt.objects.get()

    assert links(page.one("nav", aria_label="Previous page")) == [
        ("Back", f"/quiz/{attempt.token}/{len(attempt.pages)}/")
    ]


@pytest.mark.parametrize("pages", [1, 2])
def test_check_page_before_the_quiz_may_end_leads_to_the_open_page(client, version, pages):
    token = make_attempt(version, OWNER, pages=pages).token
    before = stored()

    for response in (client.get(f"/quiz/{token}/check/"), client.post(f"/quiz/{token}/check/")):
        assert response.url == f"/quiz/{token}/{pages + 1}/"
    assert client.post(f"/quiz/{token}/check/", {"more": "1"}).url == f"/quiz/{token}/{pages + 1}/"
    assert stored() == before


def test_check_page_of_an_attempt_not_begun_leads_to_page_one(client, version):
    first = client.get("/quiz/").url
    check = first.replace("/1/", "/check/")

    assert client.get(check).url == client.post(check).url == first
    assert stored() == []


# --- the result


def test_see_my_result_scores_once_and_leads_there(client, version):
    response = finish(client, OWNER)
    attempt, result = Attempt.objects.get(), Result.objects.get()

    assert response.redirect_chain == [(f"/results/{attempt.token}/", 302)]
    assert (result.attempt, result.version, result.leader) == (attempt, version, "product-owner")
    assert result.answers == attempt.sheet


def test_see_my_result_pressed_twice_leads_to_the_same_result(client, version):
    check = take(client, OWNER)
    once = press(client, check, SEE)
    rows = stored()
    twice = press(client, check, SEE)

    assert once.redirect_chain == twice.redirect_chain
    assert stored() == rows


def test_result_from_a_private_address_leaves_the_cookie_in_this_browser(client, version):
    token = make_attempt(version, OWNER).token
    client.post(f"/quiz/{token}/check/")

    assert client.cookies["attempt"].value == f"{token}.{token}"  # gone on with, and finished


def test_check_page_after_the_result_says_what_a_change_does(client, version):
    token = make_result(version, OWNER).attempt.token
    page = read_page(client.get(f"/quiz/{token}/check/"))

    assert page.one(class_="note").text.startswith("You have a result.")
    assert labels(client.get(f"/quiz/{token}/check/"))[0] == SEE


# --- too few answers


def test_sheet_of_skips_cannot_be_scored_and_says_which_answers_would_help(client, whole):
    response = take(client, SKIPPER)
    panel = read_page(response).one(class_="panel")
    attempt = Attempt.objects.get()

    assert panel.one("h2").text == "Rate 12 more statements to see your result"
    assert [heading.text for heading in panel.all("h3")] == [*KINDS.values()]
    assert len(panel.all("p")) == len(KINDS)  # one at least of each
    assert sorted(links(panel)) == sorted(
        (TEXTS[slug], f"/quiz/{attempt.token}/{number}/#id_{slug}")
        for number, page in enumerate(attempt.pages, start=1)
        for slug in page
    )
    assert labels(response) == []


def test_finishing_with_too_few_answers_gives_the_check_page_and_no_result(client, whole):
    take(client, SKIPPER | {"talk-to-customers": 5})
    before = stored()
    response = client.post(f"/quiz/{Attempt.objects.get().token}/check/")
    page = read_page(response)

    assert (response.status_code, page.one("h1").text) == (400, HEADING)
    assert page.one(class_="panel").one("h2").text == "Rate 11 more statements to see your result"
    assert stored() == before


def test_area_without_answers_asks_for_one_of_its_statements(client, whole):
    sheet = OWNER | dict.fromkeys(MARKETS)
    response = take(client, sheet)
    panel = read_page(response).one(class_="panel")

    assert read_page(response).one(class_="lead").text == ("You rated 20 statements and skipped 4.")
    assert panel.one("h2").text == "Rate 1 more statement to see your result"
    assert panel.one("h3").text == KINDS["markets"]
    assert len(panel.all("p")) == 1
    assert {text for text, _ in links(panel)} == {TEXTS[slug] for slug in MARKETS}


def test_one_answer_in_the_empty_area_lets_the_quiz_end(client, whole):
    take(client, OWNER | dict.fromkeys(MARKETS))
    attempt = Attempt.objects.get()
    number = next(n for n, page in enumerate(attempt.pages, 1) if MARKETS.intersection(page))
    slug = next(slug for slug in attempt.pages[number - 1] if slug in MARKETS)
    response = client.get(f"/quiz/{attempt.token}/{number}/")
    response = press(client, response, "Continue", {slug: "4"})

    assert response.redirect_chain == [(f"/quiz/{attempt.token}/check/#checked", 302)]
    assert labels(response) == [SEE]
    assert press(client, response, SEE).redirect_chain == [(f"/results/{attempt.token}/", 302)]


# --- changes and more


def test_answer_is_changed_in_three_steps_and_nothing_is_asked_again(client, version):
    check = take(client, OWNER)
    before = Attempt.objects.get()
    slug = before.pages[0][1]
    page = click(client, check, f"Change : {TEXTS[slug]}")
    response = press(client, page, "Continue", {slug: "1"})
    after = Attempt.objects.get()

    assert response.redirect_chain == [(f"/quiz/{before.token}/check/#checked", 302)]
    assert (after.pages, after.answers) == (before.pages, before.answers | {slug: 1})


def test_answering_the_rest_goes_on_to_the_last_statement(client, version):
    check = take(client, OWNER)
    before = Attempt.objects.get()
    left = 24 - len(before.answers)
    response = press(client, check, f"Answer the other {left} for a firmer result")

    assert response.redirect_chain == [(f"/quiz/{before.token}/{len(before.pages) + 1}/", 302)]
    go_on(client, response, OWNER)
    after = Attempt.objects.get()
    assert (after.wants_all, after.answers, after.pages[: len(before.pages)]) == (
        True,
        OWNER,
        before.pages,
    )


def test_answering_the_rest_may_end_at_every_page(client, version):
    check = take(client, OWNER)
    page = press(client, check, labels(check)[1])
    further = go_on(client, page, OWNER, pages=1)
    stop = click(client, further, "Stop here and see my result")
    answered = len(Attempt.objects.get().answers)

    assert read_page(stop).one(class_="lead").text == f"You rated {answered} statements."
    result = press(client, stop, SEE)
    assert result.redirect_chain[0][0].startswith("/results/")
    assert len(Result.objects.get().answers) == answered


def test_answering_the_rest_asked_for_twice_adds_one_page(client, version):
    check = take(client, OWNER)
    more = labels(check)[1]
    pages = len(Attempt.objects.get().pages)

    assert press(client, check, more).redirect_chain == press(client, check, more).redirect_chain
    assert len(Attempt.objects.get().pages) == pages + 1


# --- what it costs


@pytest.mark.parametrize("door", ["db", "transactional_db"])  # with BEGIN and COMMIT: savepoints
def test_check_page_costs_one_query_to_see_and_seven_to_finish(
    client, request, django_assert_num_queries, door
):
    request.getfixturevalue(door)
    check = f"/quiz/{make_attempt(open_quiz(), OWNER).token}/check/"
    client.get("/roles/")  # this process reads what is published

    with django_assert_num_queries(1):
        client.get(check)
    with django_assert_num_queries(7):
        client.post(check)
    with django_assert_num_queries(5):
        client.post(check)
