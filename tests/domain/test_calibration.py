"""What is learnt from real answers: each formula worked out by hand, each bar from both sides."""

import math
from dataclasses import replace
from functools import partial
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from roles.content import catalog as catalog_format
from roles.domain import calibration, scoring
from roles.domain.calibration import Agreement
from roles.domain.errors import AnswerError, NotEnoughAnswers, UnknownRole
from roles.domain.sheets import layout
from tests.domain.strategies import catalogs, extreme_settings, random_sheets
from tests.factories import catalog_difference, make_catalog, make_question, make_role, seed_catalog

nearly = partial(pytest.approx, rel=0, abs=1e-9)
OPPOSITES = [make_role("thinker", ideas=90, order=20), make_role("keeper", ideas=20, order=90)]
EDGE = 0.8 / math.sqrt(2)  # the pattern of a thinker: EDGE for ideas, -EDGE for order


def learnt(of, answers):
    return {row.slug: row.baseline for row in calibration.baselines(of, answers).questions}


# --- baselines


def test_baselines_follow_the_formula():
    """The roles' patterns for ideas: EDGE, -EDGE and EDGE; on average a third of it."""
    questions = [
        make_question("find", "ideas"),
        make_question("seek", "ideas", reversed=True),
        make_question("keep", "order"),
        make_question("tidy", "order", reversed=True, active=False),
    ]
    answers = {"find": [5, 3] * 30, "seek": [5, 4, 4, 4] * 20, "keep": [1] * 50, "tidy": [3] * 99}

    assert learnt(make_catalog(questions=questions), answers) == nearly(
        {
            "find": 3 + 1 * 60 / 80 - EDGE / 3,
            "seek": 3 - 1.25 * 80 / 100 - EDGE / 3,  # keyed 1 and 2, on average 1.75
            "keep": 3 - 2 * 50 / 70 + EDGE / 3,
            "tidy": 3 + EDGE / 3,
        }
    )


def test_baselines_need_50_answers_to_a_question():
    of = make_catalog(
        questions=[make_question("find", "ideas", baseline=2.5), make_question("keep", "order")],
        roles=OPPOSITES,
    )

    assert learnt(of, {"find": [5] * 49, "keep": []}) == {"find": 2.5, "keep": 3.0}
    assert learnt(of, {"find": [5] * 50}) == {"find": nearly(3 + 2 * 50 / 70), "keep": 3.0}
    assert calibration.baselines(of, {}) == of


def test_baselines_stay_in_the_range_of_a_catalog_at_a_strong_contrast():
    alike = [make_role("a", ideas=90, order=20), make_role("b", ideas=80, order=20)]
    of = make_catalog(roles=alike, settings={"contrast": 10})

    found = learnt(of, {"find-ideas": [5] * 99, "keep-lists": [1] * 99})

    assert (found["find-ideas"], found["keep-lists"]) == (0.0, 6.0)


@given(catalogs())
def test_baselines_of_middling_answers_are_the_middle_less_the_roles_patterns(of):
    found = learnt(of, {row.slug: [3] * 50 for row in of.questions})
    keys = layout(of).keys

    for slug, baseline in found.items():
        of_the_roles = [pattern[keys[slug].dimension] for pattern in layout(of).patterns]
        assert baseline == nearly(3 - sum(of_the_roles) / len(of_the_roles))


@given(catalogs(settings=extreme_settings()), st.integers(1, 5))
def test_proposal_can_always_be_published_and_changes_nothing_else(of, answer):
    found = calibration.proposal(of, {row.slug: [answer] * 50 for row in of.questions})
    changed = {change.field for change in catalog_difference(of, found)}

    assert catalog_format.parse(catalog_format.dump(found)) == found
    assert changed <= {"baseline", "calibrated", "stop_probability"}


def test_baselines_of_bad_answers_are_refused_with_all_of_them():
    bad = {"nope": [], "find-ideas": [3, 6, None], "keep-lists": [1], "tidy-files": "5"}
    with pytest.raises(AnswerError) as refusal:
        calibration.baselines(make_catalog(), bad)

    assert refusal.value.problems[1].path == ("answers", "find-ideas", 1)
    assert str(refusal.value).splitlines() == [
        "answers.nope: 'nope'. Allowed: a question of this catalog.",
        "answers.find-ideas.number 2: 6. Allowed: a whole number from 1 to 5.",
        "answers.find-ideas.number 3: nothing. Allowed: a whole number from 1 to 5.",
        "answers.tidy-files.number 1: '5'. Allowed: a whole number from 1 to 5.",
    ]


def test_proposal_is_calibrated_once_every_active_question_has_50_answers():
    old = make_question("old", "order", active=False)
    rows = [make_question("find", "ideas"), make_question("keep", "order"), old]
    of = make_catalog(questions=rows)
    enough = {"find": [4] * 50, "keep": [2] * 50}
    found = calibration.proposal(of, enough)

    assert found.settings == replace(of.settings, calibrated=True, stop_probability=0.9)
    assert found.questions == calibration.baselines(of, enough).questions
    short = enough | {"keep": [2] * 49}
    assert calibration.proposal(of, short) == calibration.baselines(of, short)
    assert calibration.proposal(of, {"find": [4] * 50}).settings == of.settings


# --- temperature

# Two opposite roles, one answer a dimension: a weight of .8 and .8 * 2 EDGE * 2 points from each.
SHEET = {"find-ideas": 5, "keep-lists": 1}
LOG_ODDS = 2 * (0.8 * 2 * EDGE * 2)


def labelled(thinkers, keepers, sheet=SHEET):
    return [(sheet, "thinker")] * thinkers + [(sheet, "keeper")] * keepers


@pytest.mark.parametrize("own", [0.5, 1.0, 7.0])
def test_temperature_makes_the_odds_those_that_came_true(own):
    """Of 300 alike, 225 came true: odds of 3, so that LOG_ODDS / temperature is their logarithm.
    The catalog's own temperature has no say."""
    of = make_catalog(roles=OPPOSITES, settings={"temperature": own})

    assert calibration.temperature(of, labelled(225, 75)) == nearly(LOG_ODDS / math.log(3))


@pytest.mark.parametrize(
    ("repeats", "end"),
    [
        (labelled(300, 0), 0.2),
        (labelled(203, 97), LOG_ODDS / math.log(203 / 97)),  # 4.90
        (labelled(202, 98), 5.0),  # 5.005
        (labelled(150, 150), 5.0),
        (labelled(0, 300), 5.0),
        (labelled(300, 0, {}), 5.0),
    ],
)
def test_temperature_stays_between_its_ends(repeats, end):
    assert calibration.temperature(make_catalog(roles=OPPOSITES), repeats) == nearly(end)


def at(temperature):
    of = seed_catalog()
    return replace(of, settings=replace(of.settings, temperature=temperature))


@pytest.mark.parametrize(("true", "tolerance"), [(2.0, 0.35), (0.5, 0.045)])
def test_temperature_of_labels_drawn_at_it_is_found_again(true, tolerance):
    """1500 sheets; over many seeds the standard error is .14 at 2 and .017 at .5."""
    rng, repeats = Random(4), []
    for answers in random_sheets(seed_catalog(), 1500, seed=8):
        chances = scoring.probabilities(at(true), answers)
        repeats.append((answers, rng.choices(list(chances), list(chances.values()))[0]))
    found = calibration.temperature(seed_catalog(), repeats)

    def surprise(number):
        return -sum(math.log(scoring.probabilities(at(number), a)[role]) for a, role in repeats)

    assert found == pytest.approx(true, abs=tolerance)
    assert surprise(found) < min(surprise(found * 0.99), surprise(found * 1.01))


def test_temperature_needs_300_repeats():
    with pytest.raises(NotEnoughAnswers) as refusal:
        calibration.temperature(make_catalog(), labelled(200, 99))

    assert (refusal.value.needed, refusal.value.given) == (300, 299)
    assert str(refusal.value) == "not enough answers: 299 given, at least 300 needed"
    assert calibration.temperature(make_catalog(roles=OPPOSITES), labelled(200, 100)) == nearly(5)


def test_temperature_of_bad_repeats_is_refused():
    with pytest.raises(UnknownRole) as refusal:
        calibration.temperature(make_catalog(), [*labelled(300, 0), (SHEET, "winner")])
    assert str(refusal.value).startswith("'winner' is no role of this catalog")
    with pytest.raises(AnswerError):
        calibration.temperature(make_catalog(), labelled(300, 0, {"find-ideas": 6}))


# --- whether stopping is safe

FIRST = {"weigh-ideas": 4, "tidy-files": 3}  # led by the thinker
TURNED = FIRST | {"find-ideas": 1, "keep-lists": 5}  # and then by the keeper
KEPT = FIRST | {"find-ideas": 5, "keep-lists": 1}
LATE = TURNED | {"tidy-files": None}  # too few answers on the first page


def agreement(*sheets, **settings):
    settings = {"questions_per_page": 2, "minimum_answers": 2, "stop_probability": 0} | settings
    return calibration.agreement(make_catalog(settings=settings), iter(sheets))


def test_agreement_compares_the_leader_at_the_first_stop_with_that_of_the_end():
    found = agreement(TURNED, KEPT, KEPT, LATE)

    assert found == Agreement(sheets=4, agreed=3, mean_shown=(2 + 2 + 2 + 4) / 4)
    assert found.share == 0.75


def test_agreement_of_a_quiz_that_never_stops_early_is_complete():
    assert agreement(TURNED, KEPT, stop_probability=1) == Agreement(2, 2, 4)
    assert agreement(TURNED, KEPT, minimum_answers=5) == Agreement(2, 2, 4)


@pytest.mark.parametrize(("size", "shown"), [(1, 2), (2, 2), (3, 3), (4, 4), (5, 4)])
def test_agreement_stops_at_ends_of_pages_only(size, shown):
    assert agreement(KEPT, questions_per_page=size) == Agreement(1, 1, shown)


def test_agreement_leaves_sheets_out_that_were_not_asked_everything():
    assert agreement(FIRST, KEPT, {}) == Agreement(1, 1, 2)


def test_agreement_without_sheets_has_no_share():
    assert (agreement(), agreement().share) == (Agreement(0, 0, None), None)


def test_agreement_of_bad_answers_is_refused():
    with pytest.raises(AnswerError):
        calibration.agreement(make_catalog(), [KEPT, {"find-ideas": 6}])
