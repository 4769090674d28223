"""Which answers a draft learns from: those nobody chose, to the same words, of clean sheets."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest
from django.db import connection

from roles.domain.learning import learn
from roles.models import FitAnswer
from roles.queries import calibration
from roles.queries.calibration import Proposal, draft_calibration, draft_proposal, real_answers
from roles.queries.catalog import forget_versions
from roles.services.catalog import load_catalog
from tests.calibration_rows import store_results
from tests.factories import make_catalog, make_document, make_question, make_version

pytestmark = pytest.mark.django_db

# Two statements a page.
OF = make_catalog(settings={"minimum_answers": 2, "questions_per_page": 2})
SHEET = {"keep-lists": 4, "find-ideas": 5, "weigh-ideas": None, "tidy-files": 2}
ALL = {"keep-lists": [4], "find-ideas": [5], "tidy-files": [2]}
FIRST_PAGE = {"keep-lists": [4], "find-ideas": [5]}


@pytest.fixture(autouse=True)
def no_versions():
    forget_versions()


@pytest.fixture
def version():
    return make_version(OF)


def questions(**changes):
    """Those of OF, one of them with these changes."""
    rows = make_document()["questions"]
    return [row | changes if row["slug"] == "find-ideas" else row for row in rows]


def test_all_answers_of_the_panel_count_and_of_others_those_to_the_first_page(version):
    store_results(version, [SHEET], is_panel=True)
    found = real_answers(OF)
    assert (found.by_question, list(found.complete)) == (ALL, [SHEET])
    assert list(found.complete[0]) == list(SHEET)

    store_results(version, [SHEET])
    found = real_answers(OF)
    both = {"keep-lists": [4, 4], "find-ideas": [5, 5], "tidy-files": [2]}
    assert (found.by_question, list(found.complete)) == (both, [SHEET])


def test_noted_sheets_do_not_count(version):
    for is_panel in (True, False):
        store_results(version, [SHEET], is_panel=is_panel, notes=("fast",))

    assert real_answers(OF) == calibration.RealAnswers({}, [], ())


def test_panel_sheets_that_were_not_shown_everything_do_not_count(version):
    short = {slug: answer for slug, answer in SHEET.items() if slug != "tidy-files"}
    store_results(version, [short], is_panel=True)

    assert real_answers(OF) == calibration.RealAnswers({}, [], ())


@pytest.mark.parametrize(
    "change", [{"text": "Find other ideas"}, {"dimension": "order"}, {"reversed": True}]
)
def test_answers_to_a_statement_that_was_changed_do_not_count(version, change):
    changed = make_catalog(questions=questions(**change), settings={"minimum_answers": 1})
    store_results(version, [SHEET], is_panel=True)
    found = real_answers(changed)

    assert found.by_question == {"keep-lists": [4], "tidy-files": [2]}
    # Without an answer on ideas it cannot be scored; the others can be learnt from all the same.
    assert found.complete == []


def test_a_sheet_keeps_the_statements_that_were_not_changed(version):
    more = [*make_document()["questions"], make_question("seek-ideas", "ideas")]
    wider = make_version(make_catalog(questions=more, settings={"questions_per_page": 2}))
    sheet = SHEET | {"seek-ideas": 3, "weigh-ideas": 1}
    store_results(wider, [sheet], is_panel=True)
    store_results(version, [SHEET], is_panel=True)
    reworded = make_catalog(questions=questions(text="Find other ideas"))

    assert list(real_answers(reworded).complete) == [
        {"keep-lists": 4, "weigh-ideas": 1, "tidy-files": 2}
    ]


def test_answers_before_a_change_of_baselines_or_of_what_is_asked_count(version):
    store_results(version, [SHEET], is_panel=True)
    changed = make_catalog(questions=questions(baseline=2.5, active=False))

    assert real_answers(changed).by_question == ALL


def test_sheets_of_people_whose_job_suits_them_count_as_right_for_that_role(version):
    wanted = [("keeper", 4), ("thinker", 5), ("keeper", 3), ("", None), ("poet", 5)]
    for (job, suits), result in zip(wanted, store_results(version, [SHEET] * 5), strict=True):
        now = datetime(2026, 6, 1, result.pk % 24, tzinfo=UTC)
        FitAnswer.objects.create(result=result, job=job, suits=suits, answered_at=now)
    noted = store_results(version, [SHEET], notes=("flat",))[0]
    FitAnswer.objects.create(
        result=noted, job="keeper", suits=5, answered_at=datetime(2026, 6, 2, tzinfo=UTC)
    )

    assert sorted(role for _sheet, role in real_answers(OF).fitting) == ["keeper", "thinker"]
    assert all(sheet == SHEET for sheet, _role in real_answers(OF).fitting)


def test_only_the_newest_results_are_read(version, monkeypatch):
    monkeypatch.setattr(calibration, "MOST_SHEETS", 1)
    monkeypatch.setattr(calibration, "MOST_RESULTS", 1)
    for answer in (1, 2):
        sheet = SHEET | {"keep-lists": answer}
        store_results(version, [sheet], is_panel=True)
        store_results(version, [sheet])

    assert real_answers(OF).by_question["keep-lists"] == [2, 2]


@pytest.mark.skipif(connection.vendor != "sqlite", reason="elsewhere it depends on the rows")
def test_panel_results_are_found_by_an_index():
    assert "attempt_panel_started" in calibration._panel_results().explain()


def test_real_answers_take_four_queries_and_one_for_each_version(
    version, django_assert_num_queries
):
    store_results(version, [SHEET] * 3, is_panel=True)
    with django_assert_num_queries(5):
        real_answers(OF)
    with django_assert_num_queries(4):
        real_answers(OF)


def test_what_was_learnt_is_kept_for_a_while(version, django_assert_num_queries):
    store_results(version, [SHEET] * 60, is_panel=True)
    found = draft_calibration(OF)

    assert found == learn(OF, real_answers(OF))
    assert len(found.baselines) == 3
    with django_assert_num_queries(0):
        assert draft_calibration(OF) == found


def test_a_proposal_has_the_parts_that_are_asked_for_and_proposed(version):
    load_catalog(catalog=OF, reason="test")
    draft = replace(OF, format=2)
    store_results(version, [SHEET | {"weigh-ideas": 3}] * 60, is_panel=True)
    found = draft_proposal(["baselines", "contrast"])

    assert isinstance(found, Proposal)
    assert (found.parts, found.is_new) == (("baselines",), True)
    assert replace(found.draft, settings=draft.settings) == draft
    assert found.catalog.settings.calibrated
    nothing = draft_proposal([])
    assert (nothing.parts, nothing.is_new, nothing.catalog) == ((), False, found.draft)
    assert nothing.stamp != found.stamp
