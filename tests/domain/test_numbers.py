"""What of a catalog its answers are scored by, apart from its words."""

from dataclasses import replace

import pytest

from roles.domain.personas import personas
from roles.domain.scoring import score
from roles.domain.types import CatalogDay
from tests.factories import seed_catalog

WORDS = {
    "areas": {"name": "Other", "description": "Other"},
    "dimensions": {"name": "Other", "description": "Other", "low": "other", "high": "other"},
    "roles": {
        **{"name": "Other", "summary": "Other", "symbol": "wave", "reasons": {}},
        "days": (CatalogDay("other", "Other"),),
    },
    "questions": {"text": "Other"},
}
NUMBERS = {
    "areas": {"slug": "other"},
    "dimensions": {"area": "other"},
    "roles": {"targets": {}},
    "questions": {"baseline": 2.5, "reversed": True, "active": False, "dimension": "other"},
}


def changed(rows, **changes):
    """The seed with its first row of a kind changed."""
    first, *others = getattr(seed_catalog(), rows)
    return replace(seed_catalog(), **{rows: (replace(first, **changes), *others)})


def cases(table):
    return [(rows, name, value) for rows, of in table.items() for name, value in of.items()]


@pytest.mark.parametrize(("rows", "name", "value"), cases(WORDS))
def test_catalog_with_another_word_has_the_same_numbers(rows, name, value):
    other = changed(rows, **{name: value})

    assert other != seed_catalog()
    assert other.numbers == seed_catalog().numbers


@pytest.mark.parametrize(("rows", "name", "value"), cases(NUMBERS))
def test_catalog_with_another_number_has_others(rows, name, value):
    assert changed(rows, **{name: value}).numbers != seed_catalog().numbers


def test_catalog_with_another_setting_or_order_has_others():
    seed = seed_catalog()
    cautious = replace(seed, settings=replace(seed.settings, temperature=1.5))
    turned = replace(seed, roles=seed.roles[::-1])

    assert len({seed.numbers, cautious.numbers, turned.numbers}) == 3


def test_sheets_come_to_the_same_with_the_numbers_alone():
    for sheet in personas(seed_catalog()).values():
        assert score(seed_catalog().numbers, sheet) == score(seed_catalog(), sheet)
