"""The table of expected answers beside a catalog file."""

import pytest

from roles.content.expected_answers import EXPECTED_SEED, expected_beside, read_expected
from roles.domain.errors import CatalogError
from tests.factories import make_catalog, seed_catalog

TABLE = """\
format: 1
answers:
  find-ideas: {thinker: 4.5, keeper: 2, mixer: 3}
  weigh-ideas: {thinker: 4, keeper: 2, mixer: 3}
  keep-lists: {thinker: 2, keeper: 5, mixer: 3.5}
  tidy-files: {thinker: 1, keeper: 4.5, mixer: 3}
"""


def problems(text):
    with pytest.raises(CatalogError) as refusal:
        read_expected(text, make_catalog())
    return [(problem.where, problem.value) for problem in refusal.value.problems]


def test_expected_answers_are_read_by_statement_and_role():
    found = read_expected(TABLE, make_catalog())

    assert found["find-ideas"] == {"thinker": 4.5, "keeper": 2, "mixer": 3}


def test_shipped_table_has_a_cell_for_every_statement_and_role():
    of = seed_catalog()
    found = read_expected(EXPECTED_SEED.read_text(encoding="utf-8"), of)

    assert list(found) == [question.slug for question in of.questions]
    assert all(list(row) == [role.slug for role in of.roles] for row in found.values())


def test_expected_answers_with_several_problems_name_them_all_with_their_lines():
    text = TABLE.replace("mixer: 3.5", "mixed: 3.5").replace("find-ideas", "lose-ideas")

    assert problems(text) == [
        ("line 2: answers.find-ideas.thinker", None),
        ("line 2: answers.find-ideas.keeper", None),
        ("line 2: answers.find-ideas.mixer", None),
        ("line 3: answers.lose-ideas", "lose-ideas"),
        ("line 5: answers.keep-lists.mixed", "mixed"),
        ("line 5: answers.keep-lists.mixer", None),
    ]


@pytest.mark.parametrize("answer", ["0.5", "5.5", "'4'", "true", ".nan"])
def test_expected_answer_that_is_no_number_from_1_to_5_is_refused(answer):
    (found,) = problems(TABLE.replace("keeper: 5", f"keeper: {answer}"))

    assert found[0] == "line 5: answers.keep-lists.keeper"


def test_expected_answers_beside_a_file_are_found_when_there_are_any(tmp_path):
    catalog = tmp_path / "mine.yaml"
    assert expected_beside(catalog, make_catalog()) is None

    (tmp_path / "expected_answers.yaml").write_text(TABLE)
    assert expected_beside(catalog, make_catalog()) == read_expected(TABLE, make_catalog())
