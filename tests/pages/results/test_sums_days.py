"""The days chosen, as one more line of the sums."""

from roles.domain import days, scoring
from roles.domain.types import DayChoice, DayPair
from roles.pages.results.report import result_page
from tests.factories import seed_catalog
from tests.services.attempts import CLOSE

FIRST, SECOND = "product-manager", "program-manager"  # of CLOSE
ONE, OTHER = ([day.slug for day in seed_catalog().role(slug).days] for slug in (FIRST, SECOND))


def page_after(chosen, rival):
    """The page of CLOSE after so many days of the first role, and none of the second."""
    of = seed_catalog()
    choices = [DayChoice(DayPair(ONE[n], OTHER[n]), ONE[n] if n < chosen else None) for n in (0, 1)]
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
    page = page_after(2, None)

    assert page.leader.role.slug == FIRST
    assert FIRST not in {turn.role.slug for turn in page.turns}
    assert {way.role.slug for way in page.ways} == {
        role.slug for role in seed_catalog().roles if role.slug != FIRST
    }
