"""The days chosen: what they come to, and one more line of the sums."""

import pytest

from roles.domain import days, scoring
from roles.domain.types import DayChoice, DayPair
from roles.pages.results.report import result_page
from tests.factories import seed_catalog
from tests.services.attempts import CLOSE

FIRST, SECOND = "product-manager", "program-manager"  # of CLOSE
ONE, OTHER = ([day.slug for day in seed_catalog().role(slug).days] for slug in (FIRST, SECOND))


def page_after(chosen, rival=None, against=0):
    """The page of CLOSE after so many days of the first role, and of the second; the rest of three
    pairs skipped."""
    of = seed_catalog()
    picked = [*ONE[:chosen], *OTHER[chosen : chosen + against], None, None, None]
    choices = [DayChoice(DayPair(ONE[n], OTHER[n]), picked[n]) for n in range(3)]
    outcome = days.settle(of, scoring.score(of, CLOSE), choices)
    return result_page(outcome=outcome, catalog=of, answers=CLOSE, choices=choices, rival=rival)


def test_sums_after_days_have_a_line_for_them_and_add_up():
    without, sums = (page_after(chosen, SECOND).sums for chosen in (0, 2))

    assert (without.days, sums.days) == (0, 170)
    assert sums.hundredths == without.hundredths + 170
    assert sums.hundredths == sum(area.hundredths for area in sums.areas) + sums.days


def test_sums_against_each_role_add_up_with_the_days():
    for role in seed_catalog().roles[1:]:
        sums = page_after(1, role.slug).sums

        assert sums.hundredths == sum(area.hundredths for area in sums.areas) + sums.days


def test_page_after_days_turns_and_ways_start_from_who_leads_then():
    page = page_after(2)

    assert page.leader.role.slug == FIRST
    assert FIRST not in {turn.role.slug for turn in page.turns}
    assert {way.role.slug for way in page.ways} == {
        role.slug for role in seed_catalog().roles if role.slug != FIRST
    }


@pytest.mark.parametrize(
    ("one", "other", "told"),
    [
        (2, 0, (FIRST, 2, 2, False)),
        (2, 1, (FIRST, 2, 3, False)),
        (1, 1, (FIRST, 1, 2, False)),
        (1, 2, (SECOND, 2, 3, True)),
        (0, 3, (SECOND, 3, 3, True)),
    ],
)
def test_page_tells_whose_days_were_chosen_and_whether_that_turned_the_order(one, other, told):
    chosen = page_after(one, against=other).days

    assert (chosen.role.slug, chosen.count, chosen.total, chosen.has_turned) == told
    assert {chosen.role.slug, chosen.other.slug} == {FIRST, SECOND}


def test_page_without_a_day_chosen_tells_of_none():
    assert page_after(0).days is None
