"""The published hit rate of a version, as the counted days have it."""

from datetime import UTC, date, datetime

import pytest
from django.db import OperationalError, connection

from roles.models import CountedDay, DailyCount
from roles.queries import hit_rate as queries
from roles.queries.hit_rate import LOOK_EVERY, hit_rate_of
from tests.factories import make_catalog, make_version

pytestmark = pytest.mark.django_db


@pytest.fixture
def version():
    return make_version(make_catalog())


@pytest.fixture
def watch(monkeypatch):
    """The clock of this process, in seconds."""

    class Watch:
        now = 1000.0

        def monotonic(self):
            return self.now

    watch = Watch()
    monkeypatch.setattr(queries, "time", watch)
    return watch


def count(version, taken, shown, day=1, language="en"):
    counted, _is_new = CountedDay.objects.get_or_create(
        day=date(2026, 11, day), defaults={"counted_at": datetime(2026, 11, 20, tzinfo=UTC)}
    )
    DailyCount.objects.create(
        **{"day": counted, "version": version, "language": language},
        **{"started": 99, "finished": 99, "counts_document": {}},
        **{"controls_taken": taken, "controls_shown": shown},
    )


def test_hit_rate_adds_up_all_days_and_languages_of_one_version(version):
    count(version, 100, 120)
    count(version, 30, 60, language="de")
    count(version, 30, 60, day=2)
    count(make_version(make_catalog(settings={"panel_share": 0.5})), 0, 999)
    found = hit_rate_of(version.pk)

    assert (found.people, found.share) == (120, 160 / 240)


def test_hit_rate_of_a_version_that_was_published_again_goes_on(version):
    count(version, 160, 240)

    assert hit_rate_of(make_version(make_catalog()).pk).people == 120


def test_hit_rate_of_too_few_choices_and_of_a_draft_is_unknown(version):
    count(version, 199, 199)

    assert (hit_rate_of(version.pk), hit_rate_of(None)) == (None, None)


def test_hit_rate_is_asked_for_once_in_ten_minutes(version, watch, django_assert_num_queries):
    with django_assert_num_queries(1):
        assert [hit_rate_of(version.pk) for _time in range(3)] == [None] * 3
    count(version, 160, 200)
    watch.now += LOOK_EVERY - 1
    assert hit_rate_of(version.pk) is None
    watch.now += 2

    with django_assert_num_queries(1):
        assert [hit_rate_of(version.pk).share for _time in range(3)] == [0.8] * 3


def test_hit_rate_stays_as_it_was_while_the_database_is_away(version, watch, caplog):
    count(version, 160, 200)
    hit_rate_of(version.pk)
    watch.now += LOOK_EVERY + 1

    def away(execute, *asked):
        raise OperationalError("gone")

    with connection.execute_wrapper(away):
        assert hit_rate_of(version.pk).share == 0.8
        assert hit_rate_of(version.pk + 1) is None
    assert [row.levelname for row in caplog.records] == ["WARNING"] * 2
