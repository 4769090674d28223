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


AGREED_TARGETS = {
    "product-manager": (90, 35, 90, 40),
    "project-manager": (40, 90, 20, 60),
    "program-manager": (95, 45, 30, 80),
    "product-owner": (40, 90, 80, 40),
    "project-coordinator": (15, 30, 30, 90),
}


def test_seed_is_written_as_export_writes_it(seed):
    assert documents.write(catalog_format.dump(seed)) == shipped_bytes(SEED).decode()


def test_seed_dimensions_are_the_four_in_order(seed):
    slugs = [dimension.slug for dimension in seed.dimensions]

    assert slugs == ["strategy", "delivery", "markets", "coordination"]


def test_seed_targets_are_the_agreed_ones(seed):
    assert {role.slug: tuple(role.targets.values()) for role in seed.roles} == AGREED_TARGETS


def test_seed_roles_each_have_a_shape_of_their_own(seed):
    assert len({role.symbol for role in seed.roles}) == len(seed.roles)


def test_seed_roles_give_a_reason_for_every_target(seed):
    for role in seed.roles:
        assert list(role.reasons) == list(role.targets), role.slug


def test_seed_has_six_active_questions_in_each_dimension(seed):
    counts = [question.dimension for question in seed.active_questions]

    assert {slug: counts.count(slug) for slug in counts} == dict.fromkeys(
        ("strategy", "delivery", "markets", "coordination"), 6
    )


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
