"""The question pages: what they show, what they keep, and where they lead."""

import re

import pytest
from django.utils import translation

from roles.models import Attempt
from roles.queries.careers import note_site
from roles.services.quiz import ask_more
from tests.factories import make_attempt, make_careers, make_result, seed_catalog
from tests.services.attempts import CLOSE
from tests.views.page import links, read_page, title_of
from tests.views.quiz_walk import (
    OWNER,
    choices,
    open_quiz,
    press,
    statements,
    stored,
    take,
)

STEM = "How much would you like to do this at work?"
TEXTS = {question.slug: question.text for question in seed_catalog().questions}


# --- what a page shows


def test_first_page_asks_statements_of_four_kinds_of_work_and_writes_nothing(client, version):
    response = client.get("/quiz/", follow=True)
    page = read_page(response)
    kinds = {question.slug: question.dimension for question in seed_catalog().questions}

    assert title_of(page) == f"Page 1: {STEM}"
    assert page.one("h1").text == STEM
    assert page.one(class_="progress").text == "Page 1 of at most 6"
    assert len(page.one(class_="ticks").all("span")) == 6
    assert len(page.all(class_="tick-done")) == 1
    assert len({kinds[slug] for slug in statements(response)}) == 4
    assert [radio.attrs["value"] for radio in page.all("input", checked="")] == []
    assert (stored(), "attempt" in client.cookies) == ([], False)


def test_statement_is_a_group_of_five_worded_answers_and_a_skip(client, version):
    response = client.get("/quiz/", follow=True)
    slug = statements(response)[0]
    group = read_page(response).one("fieldset", id=f"id_{slug}")

    assert group.one("legend").text == TEXTS[slug]
    assert [(radio.attrs["name"], radio.attrs["value"]) for radio in group.all("input")] == [
        (slug, value) for value in ("1", "2", "3", "4", "5", "skip")
    ]
    assert [label.text for label in group.one(class_="choices-tiles").all("label")] == [
        "Dislike a lot",
        "Dislike",
        "Neutral",
        "Like",
        "Like a lot",
    ]
    assert group.one("label", class_="choice-apart").text == "Skip this one"


def test_first_page_says_how_to_answer_and_later_pages_do_not(client, version):
    first, second = (
        read_page(client.get("/quiz/", follow=True)),
        read_page(take(client, OWNER, pages=1)),
    )

    assert first.one(class_="hint").text.startswith("Go with your first feeling.")
    assert title_of(second) == f"Page 2: {STEM}"
    assert second.all(class_="hint") == []


@pytest.mark.parametrize("place", ["1/", "check/", "days/"])
def test_page_of_an_attempt_has_the_way_back_in_place_of_a_menu(client, version, place):
    token = make_attempt(version, CLOSE).token
    header = read_page(client.get(f"/quiz/{token}/{place}")).one("header")

    assert [text for text, _ in links(header)] == ["Careerquiz", "Back"]
    assert [nav.attrs["aria-label"] for nav in header.all("nav")] == ["Previous page"]


def test_back_leads_to_the_page_before_and_first_to_the_start_page(client, version):
    first, second = (
        read_page(client.get("/quiz/", follow=True)),
        read_page(take(client, OWNER, pages=1)),
    )
    token = Attempt.objects.get().token

    assert links(first.one("nav", aria_label="Previous page")) == [("Back", "/")]
    assert links(second.one("nav", aria_label="Previous page")) == [("Back", f"/quiz/{token}/1/")]


@pytest.mark.parametrize("method", ["get", "head"])
def test_each_opening_of_the_quiz_leads_to_a_new_attempt_and_is_kept_by_nobody(
    client, version, method
):
    one, other = (getattr(client, method)("/quiz/") for _ in range(2))

    assert one.url != other.url
    assert (one.status_code, one.content) == (302, b"")
    assert one["Cache-Control"] == "private, no-store"
    assert stored() == []


def test_address_of_the_first_page_fixes_its_statements_and_a_reload_writes_nothing(
    client, version
):
    first = client.get("/quiz/").url
    pages = [statements(client.get(first)) for _reload in range(3)]

    assert len(pages[0]) == 4
    assert pages == [pages[0]] * 3
    assert stored() == []


def test_quiz_with_nothing_published_says_so_and_what_to_read(client, db):
    response = client.get("/quiz/")
    page = read_page(response)

    assert response.status_code == 200
    assert title_of(page) == page.one("h1").text == "The quiz is closed for changes"
    assert links(page.one("main")) == [("Read about the roles", "/roles/")]


def test_first_page_reminds_of_an_attempt_begun_in_this_browser(client, version):
    take(client, OWNER, pages=2)
    note = read_page(client.get("/quiz/", follow=True)).one(class_="note")

    assert note.text == ("You've already answered 8 statements. Continue where you left off")
    assert links(note) == [("Continue where you left off", "/quiz/resume/")]


def test_first_page_reminds_of_no_attempt_that_is_finished(client, version):
    client.cookies["attempt"] = make_result(version, OWNER).attempt.token

    assert read_page(client.get("/quiz/", follow=True)).all(class_="note") == []


# --- how a page is put together


def drawn(client, address):
    """The HTML of a page, but for the mask of its token against forged posts."""
    text = client.get(address).content.decode()
    return re.sub(r'(name="csrfmiddlewaretoken" value)="\w{64}"', r'\1=""', text)


@pytest.mark.parametrize(
    "state", ["first", "second", "answered", "last", "asked on", "other site", "other language"]
)
def test_page_put_together_is_the_one_drawn_in_full(client, version, settings, state):
    sheet = OWNER | {"keep-on-schedule": None, "talk-to-customers": 1}
    attempt = make_attempt(version, sheet, pages=0 if state == "first" else 1)
    if state in ("last", "asked on"):
        attempt = make_attempt(version, sheet)
    if state == "asked on":
        attempt = ask_more(attempt=attempt)
    if state == "other site":
        note_site(make_careers(site={"name": "Jobs & <b>more", "foot": "No <i>advice."}))
    place = len(attempt.pages) if state != "answered" else 1
    address = f"/quiz/{attempt.key}/{place}/"
    with translation.override("de" if state == "other language" else "en"):
        kept = [drawn(client, address) for _time in range(2)]
        settings.DEBUG = True
        assert kept == [drawn(client, address)] * 2


def test_page_holds_a_token_against_forged_posts_of_its_own(client, version):
    address = client.get("/quiz/").url
    masked = [
        read_page(client.get(address)).one("input", name="csrfmiddlewaretoken").attrs["value"]
        for _time in range(2)
    ]

    assert masked[0] != masked[1]
    assert len(client.cookies["csrftoken"].value) == 32


def test_page_after_the_site_was_renamed_says_the_new_name(client, version):
    address = client.get("/quiz/").url
    before = client.get(address).content
    note_site(make_careers(site={"name": "Jobs"}))

    assert (b"Jobs" in before, b"Jobs" in client.get(address).content) == (False, True)


# --- what a page keeps


def test_first_answers_begin_the_attempt_and_lead_to_page_two(client, version):
    response = client.get("/quiz/", follow=True)
    slugs = statements(response)
    answers = {slugs[0]: 5, slugs[1]: 1, slugs[2]: 3, slugs[3]: None}
    response = press(client, response, "Continue", choices(answers, slugs))
    attempt = Attempt.objects.get()

    assert response.redirect_chain == [(f"/quiz/{attempt.token}/2/", 302)]
    assert (attempt.answers, attempt.pages[0]) == (answers, slugs)
    assert (attempt.version, attempt.is_panel, len(attempt.pages)) == (version, False, 2)
    assert attempt.pages[1] == statements(response)


def test_page_opened_again_shows_its_answers_as_saved(client, version):
    attempt = make_attempt(version, OWNER | {"keep-on-schedule": None}, pages=6)
    page = read_page(client.get(f"/quiz/{attempt.token}/2/"))
    chosen = {radio.attrs["name"]: radio.attrs["value"] for radio in page.all("input", checked="")}

    assert chosen == choices(attempt.answers, attempt.pages[1])


def test_statement_left_out_gives_the_page_again_with_what_to_do(client, version):
    response = client.get("/quiz/", follow=True)
    kept, *left = statements(response)
    response = press(client, response, "Continue", {kept: "4"})
    page = read_page(response)
    summary = page.one(class_="error-summary")

    assert (response.status_code, stored()) == (200, [])
    assert title_of(page) == f"Error: Page 1: {STEM}"
    assert summary.one("h2").text == "3 statements still need an answer"
    assert links(summary) == [(TEXTS[slug], f"#id_{slug}_0") for slug in left]
    assert {page.one(id=f"id_{slug}_error").text for slug in left} == {
        "Error: Choose an answer, or skip"
    }
    assert [radio.attrs["id"] for radio in page.all("input", checked="")] == [f"id_{kept}_3"]
    assert [group.attrs.get("aria-describedby") for group in page.all("fieldset")] == [None] + [
        f"id_{slug}_error" for slug in left
    ]
    assert {radio.attrs["name"] for radio in page.all("input", aria_invalid="true")} == {*left}


def test_page_sent_without_any_field_is_answered_with_all_four_problems(client, version):
    first = client.get("/quiz/").url
    page = read_page(client.post(first))

    assert len(page.one(class_="error-summary").all("li")) == 4


def test_page_sent_twice_begins_one_attempt_and_chooses_one_next_page(client, version):
    first = client.get("/quiz/", follow=True)
    sent = choices(OWNER, statements(first))
    once = press(client, first, "Continue", sent)
    pages = Attempt.objects.get().pages
    twice = press(client, first, "Continue", sent)

    assert once.redirect_chain == twice.redirect_chain
    assert Attempt.objects.get().pages == pages


def test_first_page_left_open_shows_what_was_answered_meanwhile(client, version):
    first = client.get("/quiz/").url
    response = client.post(first, choices(OWNER, statements(client.get(first))))
    page = read_page(client.get(first))
    token = Attempt.objects.get().token

    assert response.url == f"/quiz/{token}/2/"
    assert page.one("button").attrs["formaction"] == f"/quiz/{token}/1/"
    assert len(page.all("input", checked="")) == 4


def test_changed_answer_keeps_later_pages_and_leads_to_the_open_one(client, version):
    attempt = make_attempt(version, OWNER, pages=2)
    changed = choices(OWNER, attempt.pages[0]) | {attempt.pages[0][0]: "skip"}
    response = client.post(f"/quiz/{attempt.token}/1/", changed)
    after = Attempt.objects.get()

    assert response.url == f"/quiz/{attempt.token}/3/"
    assert after.pages == attempt.pages
    assert after.answers == attempt.answers | {attempt.pages[0][0]: None}


@pytest.mark.parametrize("number", [2, 3, 6])
def test_page_before_the_first_answers_leads_to_page_one(client, version, number):
    first = client.get("/quiz/").url
    further = first.replace("/1/", f"/{number}/")

    assert client.get(further).url == first
    assert client.post(further, choices(OWNER, OWNER)).url == first
    assert stored() == []


@pytest.mark.parametrize("number", [3, 4, 6])
def test_page_not_reached_leads_to_the_open_one_and_keeps_nothing(client, version, number):
    token = make_attempt(version, OWNER, pages=1).token
    before = stored()

    assert client.get(f"/quiz/{token}/{number}/").url == f"/quiz/{token}/2/"
    assert client.post(f"/quiz/{token}/{number}/", choices(OWNER, OWNER)).url == (
        f"/quiz/{token}/2/"
    )
    assert stored() == before


def test_last_page_leads_to_the_check_page(client, version):
    response = take(client, OWNER)
    attempt = Attempt.objects.get()

    assert response.redirect_chain == [(f"/quiz/{attempt.token}/check/", 302)]
    assert attempt.answers == {slug: OWNER[slug] for page in attempt.pages for slug in page}


def test_attempt_drawn_for_the_panel_is_asked_everything(client, db):
    open_quiz(panel_share=1.0)
    take(client, OWNER)
    attempt = Attempt.objects.get()

    assert (attempt.is_panel, len(attempt.pages), attempt.answers) == (True, 6, OWNER)


# --- what a page costs


def test_opening_the_quiz_costs_one_query_and_its_first_page_one_more_with_a_cookie(
    client, version, django_assert_num_queries
):
    with django_assert_num_queries(1):
        first = client.get("/quiz/").url
    with django_assert_num_queries(3):  # the version as well, once in a process
        client.get(first)
    with django_assert_num_queries(2):
        client.get(first)
    take(client, OWNER, pages=1)
    with django_assert_num_queries(3):
        client.get(first)


@pytest.mark.parametrize("door", ["db", "transactional_db"])  # with BEGIN and COMMIT: savepoints
def test_page_costs_one_query_to_see_and_at_most_four_to_send(
    client, request, django_assert_num_queries, door
):
    request.getfixturevalue(door)
    open_quiz()
    first = client.get("/quiz/").url
    with django_assert_num_queries(3):  # the version as well, once in a process
        slugs = statements(client.get(first))
    with django_assert_num_queries(4):
        second = client.post(first, choices(OWNER, slugs)).url
    with django_assert_num_queries(1):
        slugs = statements(client.get(second))
    with django_assert_num_queries(2):
        assert client.post(second, choices(OWNER, slugs)).status_code == 302
