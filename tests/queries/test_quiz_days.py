"""How often the day of the leading role is chosen, and not one of the last role."""

import pytest

from roles.domain.days import lead
from roles.domain.scoring import score
from roles.domain.types import DayChoice
from roles.queries.quiz import day_pairs
from roles.queries.results import days_hit_rate
from roles.services.quiz import record_days
from tests.factories import make_attempt, seed_catalog
from tests.services.attempts import MARKED, choose, finish
from tests.views.quiz_walk import open_quiz

pytestmark = pytest.mark.django_db


def finish_panel(version, hits):
    """A panel result that chose the leader's day in so many of its two control pairs, and the
    runner-up's day in every other pair."""
    attempt = make_attempt(version, MARKED)
    ranked = [match.role for match in score(seed_catalog(), attempt.sheet).matches]
    choices = []
    for pair in day_pairs(attempt):
        one = DayChoice(pair, pair.left)
        is_control = lead(seed_catalog(), [one], ranked[0], ranked[-1])
        wants_leader = is_control and hits > 0
        hits -= bool(is_control)
        is_leader = seed_catalog().roles_by_day[pair.left].slug == ranked[0]
        choices.append(DayChoice(pair, pair.left if is_leader == wants_leader else pair.right))
    finish(record_days(attempt=attempt, choices=choices, now=attempt.saved_at))


def test_days_hit_rate_counts_the_control_pairs_of_panel_results(django_assert_num_queries):
    version = open_quiz(panel_share=1.0)
    for hits in (2, 2, 2, 1, 1):
        finish_panel(version, hits)

    with django_assert_num_queries(1):
        assert days_hit_rate(version) == 0.8


def test_days_hit_rate_of_fewer_than_ten_choices_is_not_told():
    version = open_quiz(panel_share=1.0)
    for _result in range(4):
        finish_panel(version, 1)
    finish(choose(make_attempt(version, MARKED)))  # every pair skipped

    assert days_hit_rate(version) is None
