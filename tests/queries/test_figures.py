"""The figures that pages may state."""

from dataclasses import replace

import pytest

from roles.content.figures import FIGURES_SEED, read_figures
from roles.queries.catalog import published_catalog
from roles.queries.figures import figures_of, measured_seed
from tests.factories import first_catalog, publish_seed, seed_catalog


@pytest.mark.django_db
def test_figures_of_the_catalog_in_force_are_there_when_it_is_the_one_measured():
    publish_seed()
    figures = figures_of(published_catalog())

    assert figures is not None
    assert figures == read_figures(FIGURES_SEED.read_text(encoding="utf-8")).figures
    assert list(figures.cold.by_role) == [role.slug for role in seed_catalog().roles]


def test_figures_of_any_other_catalog_are_none():
    learnt = replace(seed_catalog(), settings=replace(seed_catalog().settings, calibrated=True))

    assert figures_of(first_catalog()) is None
    assert figures_of(learnt) is None
    assert figures_of(seed_catalog()) is measured_seed().figures
