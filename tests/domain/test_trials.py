"""Small runs of simulated people."""

from dataclasses import replace

from roles.domain import measurement
from roles.domain.trials import quiz_trial, recognition_trial
from roles.queries.figures import shipped_table
from tests.factories import make_catalog, seed_catalog

PEOPLE = 20


def trial(**settings):
    catalog = seed_catalog()
    return quiz_trial(replace(catalog, settings=replace(catalog.settings, **settings)), PEOPLE)


def test_trial_of_the_same_settings_is_the_same():
    quiz_trial.cache_clear()
    first = trial()
    quiz_trial.cache_clear()

    assert trial() == first


def test_trial_that_stops_when_certain_asks_nearly_everything():
    assert trial(stop_probability=1.0).asked > 23  # a few are as good as certain before


def test_trial_follows_the_limits_of_words():
    assert trial(no_direction_below=1.0, clear_from=1.0).no_direction == 1
    assert trial(no_direction_below=0.0, clear_from=1.0, close_from=0.0).close == 1


def test_recognition_asks_people_of_the_table_where_it_fits():
    catalog = seed_catalog()
    table = shipped_table(catalog)

    assert recognition_trial(catalog, table, 2, 5) == measurement.jobs(catalog, table, 2, 5, 1)


def test_recognition_without_a_table_asks_typical_people():
    catalog = make_catalog()

    assert shipped_table(catalog) is None
    assert set(recognition_trial(catalog, None, 2, 5).by_role) == {"thinker", "keeper", "mixer"}
