"""The page of days: what it shows, what it takes, what it refuses, and the ways to it."""

import pytest

from roles.models import Attempt, Result
from roles.queries.careers import forget_state
from roles.queries.quiz import day_pairs
from roles.services.quiz import ask_more, delete_attempt
from tests.factories import first_catalog, make_attempt, make_result, make_version, seed_catalog
from tests.services.attempts import (
    CLOSE,
    CONTRARY,
    LEANING,
    MARKED,
    THREE,
    choices_for,
    choose,
    record,
)
from tests.services.attempts import finish as finish_attempt
from tests.views.page import assert_page, links, read_page, title_of
from tests.views.quiz_walk import SKIP_DAYS, click, labels, open_quiz, press, stored, take

HEADING = "Two roles are close. Which day would you rather have?"
THREE_CLOSE = "Three roles are close. Which day would you rather have?"
UNSAID = "Which day would you rather have?"  # where no roles are close
SEE, SKIP_STEP, LAST_STEP = "See my result", "Skip this step", "One last step"
OFFER = "Choose between four pairs of days"
FIRST, SECOND = "product-manager", "program-manager"  # of CLOSE
TEXTS = {day.slug: day.text for role in seed_catalog().roles for day in role.days}


@pytest.fixture
def close(version):
    """An attempt whose statements leave two roles close."""
    return make_attempt(version, CLOSE)


@pytest.fixture
def address(close):
    return f"/quiz/{close.token}/days/"


def sent(choices):
    """Choices as the form sends them."""
    return {f"{each.pair.left}.{each.pair.right}": each.chosen or "-" for each in choices}


def summary(response):
    return [item.text for item in read_page(response).one(class_="error-summary").all("li")]


# --- what it shows


def test_days_page_shows_each_pair_as_a_group_with_nothing_chosen(client, close, address):
    before = stored()
    page = read_page(client.get(address))
    groups = page.all("fieldset")

    assert title_of(page) == page.one("h1").text == HEADING
    assert [group.one("legend").text for group in groups] == [f"Pair {n} of 4" for n in range(1, 5)]
    assert [[label.text for label in group.all("label")] for group in groups] == [
        [TEXTS[pair.left], TEXTS[pair.right], "Skip this one"] for pair in day_pairs(close)
    ]
    assert page.all("input", checked="") == []
    assert stored() == before


def test_days_page_opened_again_or_elsewhere_shows_the_same_pairs(client, address):
    pages = [read_page(client.get(address)) for _time in range(2)]
    names = [[radio.attrs["value"] for radio in page.all("input", type="radio")] for page in pages]

    assert names[0] == names[1]


def test_days_page_shows_what_was_chosen_before(client, close, address):
    attempt = choose(close, SECOND)
    page = read_page(client.get(address))
    chosen = [radio.attrs["value"] for radio in page.all("input", checked="")]

    assert chosen == [choice.chosen for choice in attempt.choices]


def test_days_page_leads_back_to_the_answers(client, close, address):
    page = read_page(client.get(address))

    assert [link for _, link in links(page.one("nav", aria_label="Previous page"))] == [
        f"/quiz/{close.token}/check/"
    ]
    assert labels(client.get(address)) == [SEE, SKIP_STEP]


# --- what it takes


def test_days_chosen_are_kept_scored_and_lead_to_the_result(client, close, address):
    choices = choices_for(close, SECOND)
    response = press(client, client.get(address), SEE, sent(choices))

    assert response.redirect_chain == [(f"/results/{close.token}/", 302)]
    assert Result.objects.get().leader == SECOND
    assert Attempt.objects.get().choices == tuple(choices)
    assert client.cookies["attempt"].value == f"{close.token}.{close.token}"


def test_days_skipped_as_a_whole_lead_to_the_result_whatever_was_chosen(client, close, address):
    response = press(client, client.get(address), SKIP_STEP, sent(choices_for(close, SECOND)[:2]))
    attempt = Attempt.objects.get()

    assert response.redirect_chain == [(f"/results/{close.token}/", 302)]
    assert (attempt.days_skipped, attempt.choices) == (True, ())
    assert Result.objects.get().leader == FIRST


def test_days_sent_twice_come_to_one_result(client, close, address):
    chosen = sent(choices_for(close, SECOND))
    client.post(address, chosen)
    result = Result.objects.values().get()
    client.post(address, chosen)

    assert Result.objects.values().get() == result


# --- what it refuses


def test_days_without_a_choice_say_which_pairs_wait_and_keep_the_others(client, close, address):
    before = stored()
    choices = choices_for(close, SECOND)
    response = press(client, client.get(address), SEE, sent(choices[:2]))
    page = read_page(response)

    assert_page(response, 200, HEADING)
    assert title_of(page) == f"Error: {HEADING}"
    assert page.one(class_="error-summary").one("h2").text == "2 pairs still need a choice"
    assert summary(response) == [f"Pair {n} of 4" for n in (3, 4)]
    name = next(iter(sent(choices[2:])))
    assert links(page.one(class_="error-summary"))[0][1] == f"#id_{name}_0"
    assert len(page.all("input", checked="")) == 2
    assert stored() == before


@pytest.mark.parametrize("value", ["nothing", "Skip", "1", "five-customers five-customers", "%"])
def test_day_that_the_pair_does_not_offer_is_refused_with_the_page(client, close, address, value):
    before = stored()
    chosen = sent(choices_for(close, SECOND))
    response = client.post(address, chosen | {[*chosen][1]: value})

    assert_page(response, 400, HEADING)
    assert summary(response) == ["Pair 2 of 4"]
    assert stored() == before


def test_day_of_another_pair_shown_is_refused_for_this_one(client, close, address):
    chosen = sent(choices_for(close, SECOND))
    one, two, *_others = chosen

    assert_page(client.post(address, chosen | {one: chosen[two]}), 400, HEADING)
    assert Attempt.objects.get().choices == ()


def test_days_of_a_pair_that_is_not_shown_are_refused(client, close, address):
    before = stored()
    [one, two] = [seed_catalog().role(slug).days[0].slug for slug in (FIRST, "project-manager")]
    chosen = sent(choices_for(close, SECOND)) | {f"{one}.{two}": one}
    response = client.post(address, chosen)

    assert_page(response, 400, HEADING)
    assert len(summary(response)) == 1
    assert stored() == before


def test_days_of_answers_that_were_changed_in_another_tab_are_refused_with_the_new_pairs(
    client, close, address
):
    form, attempt = client.get(address), close
    chosen = sent(choices_for(close, SECOND))
    for number in range(1, 7):
        attempt = record(attempt, number, LEANING)
    before = stored()
    response = press(client, form, SEE, chosen)
    shown = {radio.attrs["name"] for radio in read_page(response).all("input", type="radio")}

    assert_page(response, 400, UNSAID)
    assert summary(response)[0].startswith("Nothing was saved")
    assert len(summary(response)) == 1
    assert shown == set(sent(choices_for(attempt)))
    assert stored() == before


def test_field_that_nobody_knows_is_passed_over(client, close, address):
    chosen = sent(choices_for(close, SECOND)) | {"utm.source": "x", "token": "A" * 22}

    assert client.post(address, chosen).status_code == 302


# --- where it is not open


def no_days(version):
    return make_attempt(open_quiz(day_pairs=0), CLOSE)


def first_format(version):
    of = first_catalog()
    liked = {"strategy": 3, "delivery": 5, "markets": 2, "coordination": 1}
    sheet = {row.slug: liked[row.dimension] for row in of.questions}
    return make_attempt(make_version(of), sheet)


def clear(version):
    return make_attempt(version, MARKED)


def no_direction(version):
    return make_attempt(version, dict.fromkeys(MARKED, 3))


@pytest.mark.parametrize("make", [no_days, first_format, clear, no_direction])
def test_days_page_that_is_not_open_leads_to_the_answers_or_the_result(client, version, make):
    attempt = make(version)
    address, before = f"/quiz/{attempt.token}/days/", stored()

    for response in (client.get(address), client.post(address, {"skip": "1"})):
        assert (response.status_code, response.url) == (302, f"/quiz/{attempt.token}/check/")
    assert stored() == before
    finish_attempt(attempt)
    assert client.get(address).url == f"/results/{attempt.token}/"


def test_days_page_with_statements_still_open_leads_to_them(client, version):
    attempt = make_attempt(version, CLOSE, pages=3)
    response = client.get(f"/quiz/{attempt.token}/days/", follow=True)

    assert response.redirect_chain[-1][0] == f"/quiz/{attempt.token}/4/"


def test_days_page_of_an_attempt_not_begun_leads_to_page_one(client, version):
    first = client.get("/quiz/").url
    response = client.get(first.replace("/1/", "/days/"), follow=True)

    assert response.redirect_chain[-1][0] == first
    assert stored() == []


def test_days_page_of_a_deleted_attempt_says_so(client, close, address):
    delete_attempt(attempt=close)

    for response in (client.get(address), client.post(address)):
        assert_page(response, 410, "Your answers are deleted")


# --- the ways to it


def offers(response):
    """What the check page offers in its first form: links as buttons, then buttons."""
    form = read_page(response).all("form")[0]
    return [link.text for link in form.all("a")], [button.text for button in form.all("button")]


@pytest.mark.parametrize(
    ("sheet", "heading"),
    [(LEANING, UNSAID), (CLOSE, HEADING), (THREE, THREE_CLOSE)],
    ids=["leaning", "close", "three"],
)
def test_check_page_offers_the_days_and_the_way_past_them(client, version, sheet, heading):
    check = take(client, sheet)
    links_, buttons = offers(check)

    assert (links_, buttons[0]) == ([LAST_STEP], SKIP_DAYS)
    assert_page(click(client, check, LAST_STEP), 200, heading)


@pytest.mark.parametrize("sheet", [MARKED, CONTRARY])
def test_check_page_of_a_clear_sheet_does_not_offer_days(client, version, sheet):
    links_, buttons = offers(take(client, sheet))

    assert (links_, buttons[0]) == ([], SEE)


def test_check_page_of_a_panel_attempt_offers_days_however_clear(client, db):
    open_quiz(panel_share=1.0)

    assert offers(take(client, MARKED)) == ([LAST_STEP], [SKIP_DAYS])


@pytest.mark.parametrize("label", [SEE, SKIP_STEP])
def test_check_page_after_the_step_leads_to_the_result_and_back_to_the_days(
    client, close, address, label
):
    press(client, client.get(address), label, sent(choices_for(close)))
    check = client.get(f"/quiz/{close.token}/check/")

    assert offers(check) == ([], [SEE])
    assert_page(click(client, check, "Go back to the pairs of days"), 200, HEADING)


def test_check_page_finishes_in_any_case(client, close):
    client.post(f"/quiz/{close.token}/check/")

    assert Result.objects.get().leader == FIRST
    assert Attempt.objects.get().days_skipped is False


def test_result_without_the_step_offers_it_and_is_scored_again_after_it(client, close):
    result = press(client, client.get(f"/quiz/{close.token}/check/"), SKIP_DAYS)
    days = click(client, result, OFFER)
    again = press(client, days, SEE, sent(choices_for(close, SECOND)))

    assert days.redirect_chain == []
    assert Result.objects.get().leader == SECOND
    assert OFFER not in [text for text, _ in links(read_page(again))]


@pytest.mark.parametrize(("sheet", "panel"), [(MARKED, 0.0), (MARKED, 1.0), (CLOSE, 0.0)])
def test_result_that_is_clear_or_whose_days_were_chosen_offers_none(client, db, sheet, panel):
    attempt = make_attempt(open_quiz(panel_share=panel), sheet)
    if sheet is CLOSE:
        attempt = choose(attempt)
    finish_attempt(attempt)
    page = read_page(client.get(f"/results/{attempt.token}/"))

    assert OFFER not in [text for text, _ in links(page)]


def test_result_of_an_attempt_that_goes_on_offers_no_days_until_it_may_end(client, version):
    attempt = make_result(version, MARKED).attempt
    ask_more(attempt=attempt)

    assert client.get(f"/quiz/{attempt.token}/days/").url == f"/results/{attempt.token}/"


# --- what it costs


def test_days_page_costs_one_query_to_see_and_few_to_finish(
    client, close, address, django_assert_num_queries
):
    with django_assert_num_queries(1):
        client.get(address)
    client.get("/roles/")  # reads the content, once
    forget_state()
    with django_assert_num_queries(12):
        client.post(address, sent(choices_for(close, SECOND)))
