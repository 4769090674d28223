"""Settings that sheets are likeliest under: planted ones are found again, and chance is none."""

import math
from dataclasses import replace
from random import Random

import pytest

from roles.domain import estimation
from roles.domain.calibration import temperature
from roles.domain.errors import AnswerError
from roles.domain.estimation import contrast_estimate, scale_estimate, temperature_estimate
from roles.domain.sheets import pattern
from tests.factories import make_catalog, make_question, make_role

KINDS = ("ideas", "order")
ROLES = [make_role("thinker", ideas=90, order=20), make_role("keeper", ideas=20, order=90)]


def engine_catalog(questions=6, **settings):
    """Two opposite roles, and little noise, so that the ends of the scale cut little off."""
    quiet = {"contrast": 1.0, "own_variance": 0.1, "noise_variance": 0.3}
    rows = [make_question(f"{kind}-{n}", kind) for kind in KINDS for n in range(questions)]
    return make_catalog(roles=ROLES, questions=rows, settings=quiet | settings)


def engine_sheets(of, count, *, contrast=1.0, trust=0.0, seed=1):
    """Sheets of people as the engine takes them to be."""
    rng, sheets = Random(seed), []
    for _person in range(count):
        role = rng.choice(of.roles)
        means = pattern(list(role.targets.values()), contrast)
        own = [mean + rng.gauss(0, math.sqrt(of.settings.own_variance)) for mean in means]
        noise = of.settings.noise_variance
        if trust:
            noise *= trust / rng.gammavariate(trust / 2, 2)
        noise = max(noise - 1 / 12, 0)  # rounding to whole answers adds that
        leanings = dict(zip(KINDS, own, strict=True))
        sheets.append(
            {
                row.slug: min(
                    5, max(1, round(3 + leanings[row.dimension] + rng.gauss(0, math.sqrt(noise))))
                )
                for row in of.questions
            }
        )
    return sheets


@pytest.mark.parametrize("planted", [0.6, 1.4])
def test_contrast_is_found_again_and_proposed(planted):
    of = engine_catalog()
    found = contrast_estimate(of, engine_sheets(of, 400, contrast=planted))

    assert found.value == pytest.approx(planted, abs=0.1)
    assert 0.01 < found.error < 0.06
    assert found.gain > 0
    assert (found.name, found.before, found.sheets, found.is_proposed) == (
        *("contrast", 1.0, 400),
        True,
    )


def test_contrast_in_force_already_is_not_proposed():
    of = engine_catalog()
    found = contrast_estimate(of, engine_sheets(of, 400))

    assert found.value == pytest.approx(1.0, abs=0.1)
    assert (found.is_clear, found.is_proposed) == (False, False)


def test_contrast_goes_with_the_baselines_that_belong_to_it():
    """Three roles that all like ideas: their mean pattern is no 0, and a baseline learnt at another
    contrast lies off by the difference."""
    roles = [make_role(str(n), ideas=90, order=low) for n, low in enumerate((10, 40, 60))]
    low, high = (
        make_catalog(roles=roles, settings={"contrast": contrast, "scale_answers": 0})
        for contrast in (0.8, 1.6)
    )
    mean = {"ideas": 1 / math.sqrt(2), "order": -1 / math.sqrt(2)}
    sheets = [{row.slug: 3 for row in low.questions}, {row.slug: 4 for row in low.questions}]

    def score(of, contrast):
        """With baselines learnt from people in the middle at the catalog's own contrast."""
        shift = {kind: of.settings.contrast * mean[kind] for kind in KINDS}
        questions = tuple(replace(row, baseline=3 - shift[row.dimension]) for row in of.questions)
        learnt = replace(of, questions=questions)
        return [
            estimation._contrast_score(
                estimation.read(learnt, sheet), estimation.layout(learnt), of.settings.contrast
            )(contrast)
            for sheet in sheets
        ]

    assert score(low, 1.2) == pytest.approx(score(high, 1.2))


def test_scale_of_people_who_differ_in_boldness_is_found_again():
    of = engine_catalog(questions=8, scale_answers=30)
    found = scale_estimate(of, engine_sheets(of, 400, trust=10))

    assert found.value == pytest.approx(10, abs=2.5)
    assert found.value == int(found.value)
    assert (found.before, found.is_proposed) == (30, True)


def test_scale_of_people_who_are_all_alike_runs_to_no_evening_out():
    of = engine_catalog(questions=8, scale_answers=8)
    found = scale_estimate(of, engine_sheets(of, 400))

    assert (found.value, found.error, found.is_proposed) == (0, None, True)
    off = scale_estimate(engine_catalog(questions=8, scale_answers=0), engine_sheets(of, 400))
    assert (off.before, off.value, off.is_proposed) == (0, 0, False)


def test_scale_score_is_the_density_of_f_but_for_a_factor():
    """Two densities of F with 10 and 4, and with 10 and 40, degrees of freedom; by hand."""
    of = engine_catalog()
    sheet = estimation.read(of, engine_sheets(of, 1)[0])
    ratio = sheet.residual / 10 / of.settings.noise_variance

    def log_density(trust):
        beta = math.lgamma(5) + math.lgamma(trust / 2) - math.lgamma(5 + trust / 2)
        return 5 * math.log(10 / trust) - (5 + trust / 2) * math.log1p(10 * ratio / trust) - beta

    score = estimation._scale_score(sheet)
    assert score(4) - score(40) == pytest.approx(log_density(4) - log_density(40))


def test_temperature_is_estimated_with_its_error():
    """Of 400 alike, 300 came true: see the test of `temperature`. The error of the log-odds of a
    share p of n is 1 / sqrt(n p (1 - p)); the temperature is the log-odds over log 3."""
    of = make_catalog(roles=ROLES)
    sheet = {"find-ideas": 5, "keep-lists": 1}
    repeats = [(sheet, "thinker" if place % 4 else "keeper") for place in range(400)]
    found = temperature_estimate(of, repeats)

    assert found.value == round(temperature(of, repeats), 2)
    assert found.error == pytest.approx(
        found.value / math.log(3) / math.sqrt(400 * 0.75 * 0.25), rel=0.02
    )
    assert found.is_proposed


def test_no_setting_is_estimated_from_fewer_than_300_sheets():
    of = engine_catalog()
    few = engine_sheets(of, 299)

    assert contrast_estimate(of, few) is None
    assert scale_estimate(of, few) is None
    assert temperature_estimate(of, [(sheet, "thinker") for sheet in few]) is None


@pytest.mark.parametrize("estimate", [contrast_estimate, scale_estimate])
def test_bad_answers_are_refused(estimate):
    with pytest.raises(AnswerError):
        estimate(engine_catalog(), [{"ideas-0": 6}] * 300)


def test_a_value_that_does_harm_on_held_out_sheets_is_not_proposed():
    found = contrast_estimate(engine_catalog(), engine_sheets(engine_catalog(), 300, contrast=1.4))

    assert found.is_proposed
    assert not replace(found, gain=-0.001).is_proposed
    assert not replace(found, gain=0.0).is_proposed
    assert not replace(found, is_clear=False).is_proposed
