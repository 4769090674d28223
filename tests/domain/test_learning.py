"""What real answers propose, part by part; and what calibration is worth on simulated people."""

from dataclasses import replace

import pytest

from roles.domain import calibration, item_world
from roles.domain.calibration import Agreement
from roles.domain.estimation import SettingEstimate
from roles.domain.learning import BaselineEstimate, Learnt, RealAnswers, learn, with_parts
from roles.queries.figures import shipped_table
from tests.domain.calibration_trials import (
    COORDINATOR,
    STATUS,
    baseline_errors,
    status_recovery,
    typical_recovery,
)
from tests.domain.test_estimation import engine_catalog, engine_sheets
from tests.domain.test_measurement import NoChance
from tests.factories import catalog_difference, first_catalog, make_catalog, seed_catalog

NOTHING = RealAnswers({}, (), ())


def estimate(name, value, **changes):
    usual = {"before": 1.0, "error": 0.1, "is_clear": True, "gain": 0.1, "sheets": 300}
    return SettingEstimate(name=name, value=value, **usual | changes)


def learnt(of, **changes):
    nothing = Learnt(
        *(0, 0, (), None, None, 0, None, ()),
        agreement=Agreement(0, 0, None),
        agreement_after=Agreement(0, 0, None),
    )
    return replace(nothing, **changes)


def baselines_of(of, at=2.5, answers=50):
    return tuple(BaselineEstimate(row.slug, row.baseline, at, 0.1, answers) for row in of.questions)


# --- all that is learnt


def test_learn_from_nothing_proposes_nothing():
    of = make_catalog()
    found = learn(of, NOTHING)

    assert found == learnt(of)
    assert found.proposed == ()
    assert with_parts(of, found, ("baselines", "contrast", "scale", "temperature")) == of


def test_learn_gives_each_baseline_with_its_error_and_its_answers():
    """As many 5s as 3s: a deviation of 1, and 80 of 100 answers are real."""
    of = make_catalog()
    found = learn(of, RealAnswers({"find-ideas": [5, 3] * 40, "keep-lists": [3] * 49}, (), ()))
    learnt_at = calibration.baselines(of, {"find-ideas": [5, 3] * 40}).questions[0].baseline

    assert found.baselines == (
        BaselineEstimate("find-ideas", 3.0, learnt_at, pytest.approx(0.8 / 80**0.5), 80),
    )
    assert found.fewest == 0
    assert found.proposed == ("baselines",)


def test_learn_from_sheets_estimates_all_settings_and_compares_stopping():
    of = engine_catalog(minimum_answers=4, questions_per_page=2)
    sheets = engine_sheets(of, 300, contrast=1.4)
    answers = {row.slug: [sheet[row.slug] for sheet in sheets] for row in of.questions}
    found = learn(of, RealAnswers(answers, sheets, [(sheets[0], "thinker")]))

    assert (found.sheets, found.fewest, found.repeats) == (300, 300, 301)
    assert found.contrast.value == pytest.approx(1.4, abs=0.1)
    assert found.scale.name, found.temperature.name == ("scale_answers", "temperature")
    assert sum(row.people for row in found.reliability) == 301
    assert found.agreement == calibration.agreement(of, sheets)
    after = calibration.proposal(of, answers)
    assert found.agreement_after == calibration.agreement(after, sheets)


# --- the parts that are chosen


CHANGES = {
    "baselines": {("baseline", 2.5)},
    "contrast": {("contrast", 0.81)},
    "scale": {("scale_answers", 14)},
    "temperature": {("temperature", 1.3)},
}


@pytest.mark.parametrize("part", CHANGES)
def test_with_parts_puts_in_what_was_chosen_and_nothing_else(part):
    of = make_catalog()
    found = learnt(
        of,
        contrast=estimate("contrast", 0.81),
        scale=estimate("scale_answers", 14.0),
        temperature=estimate("temperature", 1.3),
        baselines=baselines_of(of),
        fewest=49,
    )
    after = with_parts(of, found, [part])

    assert found.proposed == tuple(CHANGES)
    changes = catalog_difference(of, after)
    assert {(change.field, change.new) for change in changes} == CHANGES[part]
    assert type(after.settings.scale_answers) is int


def test_with_parts_leaves_out_what_is_not_proposed():
    of = make_catalog()
    found = learnt(of, contrast=estimate("contrast", 0.81, gain=-0.1))

    assert with_parts(of, found, ["contrast", "scale"]) == of


def test_with_parts_marks_the_catalog_once_every_active_question_has_enough_answers():
    of = make_catalog()
    found = learnt(of, baselines=baselines_of(of), fewest=50)

    after = with_parts(of, found, ["baselines"]).settings
    assert (after.calibrated, after.stop_probability) == (True, 0.9)
    short = with_parts(of, replace(found, fewest=49), ["baselines"])
    assert short.settings == of.settings


def test_with_parts_has_baselines_for_the_contrast_that_goes_with_them():
    of = seed_catalog()
    answers = {row.slug: [4, 2, 5] * 20 for row in of.questions}
    found = replace(learn(of, RealAnswers(answers, (), ())), contrast=estimate("contrast", 0.5))
    at_half = replace(of, settings=replace(of.settings, contrast=0.5))
    wanted = calibration.baselines(at_half, answers)

    after = with_parts(of, found, ["baselines", "contrast"])
    assert [row.baseline for row in after.questions] == [
        round(row.baseline, 2) for row in wanted.questions
    ]
    alone = with_parts(of, found, ["baselines"])
    assert [row.baseline for row in alone.questions] == [
        round(row.baseline, 2) for row in calibration.baselines(of, answers).questions
    ]


# --- what it is worth on simulated people


def test_baselines_recover_the_popularity_that_was_planted():
    """In points of the scale; 200 sheets of 24 statements, in two banks."""
    before, after = baseline_errors(seed_catalog(), sheets=200, banks=2)

    assert before == pytest.approx(0.44, abs=0.01)
    assert after == pytest.approx(0.114, abs=0.005)


def test_calibration_on_200_sheets_tells_more_people_their_own_role():
    found = typical_recovery(first_catalog(), sheets=200, banks=8, people=100)

    assert found == (pytest.approx(0.654, abs=0.005), pytest.approx(0.711, abs=0.005))


def test_calibration_on_80_sheets_brings_back_a_role_that_lacks_status():
    of = seed_catalog()
    found = status_recovery(of, shipped_table(of), STATUS, sheets=80, banks=15, people=60)

    assert found[COORDINATOR] == (
        pytest.approx(0.41, abs=0.02),
        pytest.approx(0.73, abs=0.02),
    )


def test_item_world_draws_people_to_what_is_popular():
    of = make_catalog()
    expected = {row.slug: dict.fromkeys(("thinker", "keeper"), 3) for row in of.questions}
    answers = item_world.draw_answers(
        of, expected, "keeper", NoChance(0), {"ideas": 1, "order": -2}
    )

    assert answers == {"find-ideas": 4, "weigh-ideas": 4, "keep-lists": 1, "tidy-files": 1}
