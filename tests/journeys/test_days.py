"""The second step on the way from the start page to the result: taken, skipped, taken later."""

import pytest

from roles.models import Attempt, Result
from roles.queries.quiz import day_pairs
from tests.services.attempts import CLOSE, LEANING, MARKED, THREE, choices_for
from tests.views.page import assert_page, read_page
from tests.views.quiz_walk import SKIP_DAYS, click, labels, press, statements, take

pytestmark = pytest.mark.usefixtures("version")

SEE, LAST_STEP = "See my result", "One last step"


def take_days(client, page, role):
    """Chooses the days of a role, from the page that shows them on."""
    chosen = choices_for(Attempt.objects.get(), role)
    names = [f"{each.pair.left}.{each.pair.right}" for each in chosen]
    assert statements(page) == names
    return press(client, page, SEE, dict(zip(names, [x.chosen for x in chosen], strict=True)))


def told():
    """What the respondent was told, and by how many points the days tipped it."""
    result = Result.objects.get()
    return result.certainty, result.outcome.named


def days_points(client, result, rival):
    """What the sums say of the days, for the leader and against that role."""
    response = client.get(f"{result.redirect_chain[-1][0]}?compare={rival}")
    rows = read_page(response).one(class_="sums").all("tr")
    named = {row.all("th")[0].text: row.all("td") for row in rows if row.all("th")}
    return named["The days you chose"][0].text


def test_clear_sheet_ends_without_the_second_step(client):
    check = take(client, MARKED)
    press(client, check, SEE)

    assert SKIP_DAYS not in labels(check)
    assert day_pairs(Attempt.objects.get()) == ()
    assert told() == ("clear", ("product-owner",))


def test_leaning_sheet_with_days_is_told_what_both_say(client):
    days = click(client, take(client, LEANING), LAST_STEP)
    result = take_days(client, days, "product-owner")

    assert_page(days, 200, "Which day would you rather have?")  # none are close
    assert told() == ("clear", ("product-owner",))
    assert days_points(client, result, "product-manager") == "3.40"


def test_days_of_the_runner_up_bring_it_first(client):
    result = take_days(client, click(client, take(client, CLOSE), LAST_STEP), "program-manager")

    assert told() == ("clear", ("program-manager",))
    assert days_points(client, result, "product-manager") == "3.40"


def test_close_sheet_without_the_step_is_told_both_and_may_take_it_later(client):
    result = press(client, take(client, CLOSE), SKIP_DAYS)
    assert told() == ("close", ("product-manager", "program-manager"))
    again = take_days(
        client, click(client, result, "Choose between four pairs of days"), "product-manager"
    )

    assert again.redirect_chain == result.redirect_chain
    assert told() == ("clear", ("product-manager",))


def test_three_close_roles_get_days_of_the_first_two(client):
    days = click(client, take(client, THREE), LAST_STEP)
    press(client, days, "Skip this step")
    assert told() == ("close", ("project-manager", "product-owner", "program-manager"))
    take_days(client, days, "product-owner")

    assert Result.objects.get().leader == "product-owner"


def test_answers_changed_after_the_days_open_the_step_again_when_other_roles_lead(client):
    check = take(client, CLOSE)
    take_days(client, click(client, check, LAST_STEP), "program-manager")
    attempt = Attempt.objects.get()
    for number, slugs in enumerate(attempt.pages, start=1):
        page = client.get(f"/quiz/{attempt.token}/{number}/")
        check = press(client, page, "Continue", {slug: str(LEANING[slug]) for slug in slugs})
    press(client, check, SKIP_DAYS)

    assert told() == ("leaning", ("product-owner",))
