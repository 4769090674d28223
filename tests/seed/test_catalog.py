"""The content that the app ships: complete, in agreed words, in the one canonical form."""

import re
from itertools import combinations

import pytest

from roles.content import catalog as catalog_format
from roles.content import files as documents
from roles.content.files import SEED
from tests.factories import shipped_bytes


@pytest.fixture(scope="module")
def seed():
    return documents.read_catalog(SEED.read_text(encoding="utf-8"))


DIMENSIONS = {
    "strategy": "strategy",
    "control": "delivery",
    "flow": "delivery",
    "markets": "markets",
    "organizing": "coordination",
    "joining-up": "coordination",
}  # with their areas
AGREED_TARGETS = {
    "product-manager": (80, 35, 50, 75, 15, 45),
    "project-manager": (35, 95, 45, 25, 40, 60),
    "program-manager": (65, 65, 25, 35, 25, 85),
    "product-owner": (60, 35, 80, 70, 20, 35),
    "project-coordinator": (30, 65, 40, 35, 90, 40),
}
TITLES = r"\b(product|project|program) (manager|owner|coordinator)"


def test_seed_is_written_as_export_writes_it(seed):
    assert documents.write(catalog_format.dump(seed)) == shipped_bytes(SEED).decode()


def test_seed_has_six_kinds_of_work_in_four_areas(seed):
    assert {row.slug: row.area for row in seed.dimensions} == DIMENSIONS
    assert [row.slug for row in seed.areas] == list(dict.fromkeys(DIMENSIONS.values()))


def test_seed_targets_are_the_agreed_ones(seed):
    assert {role.slug: tuple(role.targets.values()) for role in seed.roles} == AGREED_TARGETS


def test_seed_roles_each_have_a_shape_of_their_own(seed):
    assert len({role.symbol for role in seed.roles}) == len(seed.roles)


def test_seed_roles_give_a_reason_for_every_target(seed):
    for role in seed.roles:
        assert list(role.reasons) == list(role.targets), role.slug


def test_seed_reasons_and_days_are_short_differ_and_name_no_title(seed):
    reasons = [text for role in seed.roles for text in role.reasons.values()]
    days = [day.text for role in seed.roles for day in role.days]

    assert (len(set(reasons)), len(set(days))) == (30, 30)
    assert [text for text in reasons if len(text) > 80] == []
    assert [text for text in reasons + days if re.search(TITLES, text.lower())] == []
    assert {len(role.days) for role in seed.roles} == {6}


def test_seed_has_four_active_questions_in_each_dimension_in_their_order(seed):
    asked = [question.dimension for question in seed.active_questions]

    assert asked == [slug for slug in DIMENSIONS for _number in range(4)]


def test_seed_settings_are_the_agreed_ones(seed):
    assert seed.settings == type(seed.settings)()


FORBIDDEN = r"\b(and|or|not|never|no|roadmap|sprint|backlog|stakeholder|scope)\b|n't"


def test_seed_statements_keep_the_rules_of_writing(seed):
    for question in seed.questions:
        assert len(question.text.split()) <= 15, question.text
        assert not re.search(FORBIDDEN, question.text.lower()), question.text
        assert question.reversed is False, question.text
        assert question.text[-1] not in ".!?", question.text


def test_seed_statements_all_differ(seed):
    words = {question.slug: set(question.text.lower().split()) for question in seed.questions}
    for (one, first), (other, second) in combinations(words.items(), 2):
        assert len(first & second) / len(first | second) < 0.6, (one, other)
