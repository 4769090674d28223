"""What people did lately: counted, kept for a while, and silent about too few."""

from dataclasses import replace
from datetime import timedelta

import pytest
from django.utils import timezone

from roles.models import Attempt, Result
from roles.queries import statistics
from roles.queries.statistics import recent_activity
from tests.factories import make_attempt, make_catalog, make_result, make_version

pytestmark = pytest.mark.django_db
THINKER = {"find-ideas": 5, "weigh-ideas": 5, "keep-lists": 1, "tidy-files": 1}
KEEPER = {"find-ideas": 1, "weigh-ideas": 1, "keep-lists": 5, "tidy-files": 5}


@pytest.fixture
def small():
    settings = {"minimum_answers": 2, "stop_probability": 1.0, "panel_share": 0.0}
    return make_version(make_catalog(settings=settings))


def finish(version, sheet, times, *, minutes=5, days_ago=1):
    """So many results of attempts that began so long ago and took that long."""
    start = timezone.now() - timedelta(days=days_ago)
    for _each in range(times):
        result = make_result(version, sheet)
        Attempt.objects.filter(pk=result.attempt_id).update(started_at=start)
        Result.objects.filter(pk=result.pk).update(finished_at=start + timedelta(minutes=minutes))


def test_activity_counts_what_began_and_ended_in_thirty_days(small):
    finish(small, THINKER, 12)
    finish(small, KEEPER, 3, days_ago=29)
    finish(small, KEEPER, 4, days_ago=31)
    make_attempt(small, KEEPER, pages=1)
    activity = recent_activity()

    assert (activity.started, activity.finished) == (16, 15)
    assert activity.finished_share == 15 / 16
    leaders = [(each.name, each.count, each.is_few) for each in activity.leaders]
    assert leaders == [("Thinker", 12, False), ("Keeper", 3, True)]


def test_activity_tells_the_middle_time_to_finish(small):
    finish(small, THINKER, 6, minutes=4)
    finish(small, THINKER, 5, minutes=600)
    assert recent_activity().median_seconds == 240


def test_activity_of_too_few_has_no_shares(small):
    finish(small, THINKER, 9)
    activity = recent_activity()

    assert (activity.started, activity.finished) == (9, 9)
    assert (activity.finished_share, activity.median_seconds, activity.leaders) == (None, None, ())


def test_activity_of_many_looks_at_the_newest_one_by_one(small, monkeypatch):
    monkeypatch.setattr(statistics, "SAMPLE", 10)
    finish(small, KEEPER, 5, days_ago=20)
    finish(small, THINKER, 10)
    activity = recent_activity()

    assert (activity.finished, activity.sample, activity.is_sampled) == (15, 10, True)
    assert [each.name for each in activity.leaders] == ["Thinker"]


def test_activity_names_roles_of_earlier_versions(small):
    finish(small, THINKER, 10)
    others = tuple(role for role in make_catalog().roles if role.slug != "thinker")
    make_version(replace(make_catalog(), roles=others))
    assert [each.name for each in recent_activity().leaders] == ["Thinker"]


def test_activity_is_kept_for_ten_minutes(small, django_assert_num_queries):
    finish(small, THINKER, 10)
    with django_assert_num_queries(5):
        counted = recent_activity()
    with django_assert_num_queries(0):
        assert recent_activity() == counted
