"""The figures of a catalog on the command line."""

import io
import json

import pytest
from django.core.management import CommandError, call_command

from roles.content import catalog as catalog_format
from roles.content import files
from roles.content.figures import read_figures
from roles.queries.figures import catalog_digest
from tests.content.test_expected_answers import TABLE
from tests.factories import make_catalog, make_version

FEW = {"banks": 2, "people": 4}


def measured(*args, **options):
    out = io.StringIO()
    call_command("measure_catalog", *args, stdout=out, **FEW | options)
    return out.getvalue()


@pytest.fixture
def catalog_file(tmp_path):
    path = tmp_path / "small.yaml"
    path.write_text(files.write(catalog_format.dump(make_catalog())))
    return path


def test_measure_catalog_of_a_file_uses_the_expected_answers_beside_it(catalog_file):
    assert "taken for" not in measured(str(catalog_file))

    catalog_file.with_name("expected_answers.yaml").write_text(TABLE)
    lines = measured(str(catalog_file)).splitlines()
    assert "People who answer by what each statement means for their job" in lines
    assert any(line.startswith("  Thinker taken for Keeper") for line in lines)
    assert any(line.startswith("  at random, a second a statement") for line in lines)


def test_measure_catalog_as_json_can_be_read_back_and_names_what_was_measured(catalog_file):
    found = read_figures(measured(str(catalog_file), format="json", seed=7))

    assert found.digest == catalog_digest(make_catalog())
    assert (found.banks, found.people, found.seed) == (2, 4, 7)
    assert found.figures.jobs is None
    assert 0 <= found.figures.cold.first.value <= 1


@pytest.mark.django_db
def test_measure_catalog_measures_the_catalog_in_force(catalog_file):
    make_version(make_catalog())
    text = measured(format="json")

    assert json.loads(text) == json.loads(measured(catalog_version=1, format="json"))
    assert json.loads(text) == json.loads(measured(str(catalog_file), format="json"))


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("options", "why"),
    [
        ({}, "Nothing is published yet"),
        ({"draft": True}, "The draft is not complete"),
        ({"catalog_version": 3}, "There is no version 3"),
        ({"banks": 1}, "at least 2 banks"),
    ],
)
def test_measure_catalog_of_what_is_not_there_is_refused(options, why):
    with pytest.raises(CommandError, match=why):
        measured(**options)


def test_measure_catalog_with_a_table_that_does_not_fit_says_why(catalog_file, tmp_path):
    table = tmp_path / "mine.yaml"
    table.write_text(TABLE.replace("keeper: 5", "keeper: 6"))

    with pytest.raises(CommandError, match=r"line 5: answers.keep-lists.keeper: 6"):
        measured(str(catalog_file), expected=table)
