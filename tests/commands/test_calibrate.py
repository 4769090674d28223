"""Calibrating on the command line: what it says, and what it does when told to."""

import io
import re

import pytest
from django.core.management import CommandError, call_command

from roles.models import CatalogVersion, Dimension, Question, ScoringSettings
from roles.queries.catalog import draft_catalog, forget_versions
from roles.services.catalog import load_catalog
from tests.calibration_rows import store_results
from tests.domain.test_estimation import engine_catalog, engine_sheets
from tests.factories import make_version

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("few_neutral_sheets")]

SETTINGS = {"minimum_answers": 4, "questions_per_page": 2}


def calibrated(*args):
    out = io.StringIO()
    call_command("calibrate", *args, stdout=out)
    return out.getvalue()


def fill(count, **changes):
    """So many panel sheets of people whose patterns are steeper than the draft thinks."""
    forget_versions()
    of = engine_catalog(**SETTINGS)
    load_catalog(catalog=of, reason="test")
    store_results(
        make_version(of), engine_sheets(of, count, contrast=1.4, **changes), is_panel=True
    )


def test_calibrate_says_how_many_more_are_needed():
    fill(40)
    lines = calibrated().splitlines()

    assert [re.findall(r"\d+", line) for line in lines[:2]] == [["40"], ["50", "40", "10"]]
    contrast = lines[lines.index("Contrast: 1") + 1]
    assert re.findall(r"\d+", contrast) == ["300", "40", "260"]


def test_calibrate_of_fewer_than_10_people_tells_nothing_of_them():
    fill(9)

    assert not re.findall(r"(?<!\d)9(?!\d)", calibrated("--to-draft"))
    assert not re.findall(r"(?<!\d)41(?!\d)", calibrated())


def test_calibrate_reports_and_changes_nothing():
    fill(300)
    before = draft_catalog()
    said = calibrated()

    assert re.search(r"^Contrast: 1 -> 1\.\d+ \(error 0\.0\d, gain per sheet 0\.\d+\)$", said, re.M)
    assert len(re.findall(r"answers\)$", said, re.M)) == len(before.questions)
    assert len(re.findall(r"people\)$", said, re.M)) == 10
    assert re.search(r"^\d+ checks: ", said, re.M)
    assert draft_catalog() == before
    assert CatalogVersion.objects.count() == 1


def test_calibrate_puts_the_baselines_into_the_draft_and_publishes_nothing():
    fill(100)
    before = draft_catalog()
    calibrated("--to-draft")
    after = draft_catalog()

    assert after.settings.calibrated
    assert after.settings.contrast == before.settings.contrast
    assert [row.baseline for row in after.questions] != [row.baseline for row in before.questions]
    assert CatalogVersion.objects.count() == 1
    assert Question.objects.first().history.first().history_change_reason


def test_calibrate_puts_the_named_parts_into_the_draft():
    fill(300)
    before = draft_catalog()
    calibrated("--to-draft", "--contrast")
    after = draft_catalog()

    assert after.questions == before.questions
    assert ScoringSettings.objects.get().contrast == pytest.approx(1.4, abs=0.1)
    assert not after.settings.calibrated


def test_calibrate_with_nothing_proposed_leaves_the_draft_alone():
    fill(40)
    before = draft_catalog()

    assert calibrated("--to-draft").splitlines()[-1].startswith("Nothing was put into the draft")
    assert draft_catalog() == before


def test_calibrate_of_an_incomplete_draft_is_refused():
    fill(1)
    Dimension.objects.update(name="")
    with pytest.raises(CommandError):
        calibrated()
