"""What calibration is worth on simulated people: `python -m tests.benchmarks.calibration`.

Prints how far learnt baselines lie from planted ones, whom the quiz recognises before and after,
with and without a status effect, and what learnt settings add. A few minutes; not part of the
tests, which hold short runs of the same.
"""

import os
from collections.abc import Iterator, Sequence
from random import Random
from statistics import fmean

import django

from roles.domain import measurement, scoring, simulation
from roles.domain.item_world import ExpectedAnswers
from roles.domain.learning import PARTS, Part, RealAnswers, learn, with_parts
from roles.domain.measurement import calibration_error
from roles.domain.simulation import Respondent
from roles.domain.types import Catalog
from tests.domain.calibration_trials import (
    MILD_STATUS,
    STATUS,
    answers_of,
    baseline_errors,
    status_recovery,
)

BANKS, PEOPLE = 60, 200
SETTING_BANKS, SETTING_SHEETS = 12, 500


def main() -> None:
    os.environ["DJANGO_SETTINGS_MODULE"] = "careerquiz.settings"
    django.setup()
    # Late, as these need the settings.
    from roles.queries.figures import shipped_table
    from tests.factories import first_catalog, seed_catalog

    of = seed_catalog()
    expected = shipped_table(of)
    assert expected is not None
    print_baselines(of)
    print_recovery({"first catalog": first_catalog(), "six kinds": of})
    print_status(of, expected)
    print_settings(of)


def print_baselines(of: Catalog) -> None:
    print("Distance of baselines from the planted ones, in points (root mean square)")
    for sheets in (60, 100, 200, 400, 1000):
        found = baseline_errors(of, sheets=sheets, banks=BANKS)
        print(f"  {sheets:>5} sheets: {found.before:.3f} -> {found.after:.3f}")


def print_recovery(catalogs: dict[str, Catalog]) -> None:
    print("Typical people, own role first: cold -> calibrated on 200 sheets; statements asked")
    usual = simulation.MEANING
    for meaning in (0.0, usual):
        simulation.MEANING = meaning
        for name, of in catalogs.items():
            found = measurement.typical(of, measurement.BANKS, measurement.PEOPLE, 1)
            cold, after = found["cold"], found["calibrated"]
            print(
                f"  {name}, statements' meanings disturbed by {meaning}:"
                f" {cold.first.value:.3f} -> {after.first.value:.3f}"
                f" (error {after.first.error:.3f});"
                f" {cold.asked.value:.1f} -> {after.asked.value:.1f}"
            )
    simulation.MEANING = usual


def print_status(of: Catalog, expected: ExpectedAnswers) -> None:
    for popularity in (STATUS, MILD_STATUS):
        print(f"People of all jobs, popularity {popularity}")
        for sheets in (60, 80, 100):
            found = status_recovery(
                of, expected, popularity, sheets=sheets, banks=BANKS, people=PEOPLE
            )
            roles = ", ".join(
                f"{role} {cold:.3f} -> {after:.3f}" for role, (cold, after) in found.items()
            )
            every = [fmean(shares) for shares in zip(*found.values(), strict=True)]
            print(f"  {sheets} sheets: {roles}; all {every[0]:.3f} -> {every[1]:.3f}")


def print_settings(of: Catalog) -> None:
    """On people who were not learnt from: own role first, and the error of what was stated."""
    choices: tuple[tuple[Part, ...], ...] = ((), ("baselines",))
    choices += (*(("baselines", part) for part in PARTS[1:]), PARTS)
    told: dict[tuple[Part, ...], list[tuple[float, bool]]] = {parts: [] for parts in choices}
    proposed: list[Part] = []
    for bank in range(SETTING_BANKS):
        rng = Random(f"settings {bank}")
        drawn = list(simulation.respondents(of, 2 * SETTING_SHEETS, rng))
        sheets = [person.answers for person in drawn[:SETTING_SHEETS]]
        found = learn(of, RealAnswers(answers_of(of, sheets), sheets, ()))
        proposed += found.proposed
        for parts in choices:
            told[parts] += _stated(with_parts(of, found, parts), drawn[SETTING_SHEETS:])
    print(f"Learnt from {SETTING_SHEETS} sheets: own role first; error of what was stated")
    for parts, cases in told.items():
        first = fmean(hit for _told, hit in cases)
        print(f"  {' + '.join(parts) or 'cold'}: {first:.3f}; {calibration_error(cases):.3f}")
    counts = ", ".join(f"{part} {proposed.count(part)}" for part in PARTS)
    print(f"  proposed in so many of {SETTING_BANKS} banks: {counts}")


def _stated(catalog: Catalog, people: Sequence[Respondent]) -> Iterator[tuple[float, bool]]:
    for person in people:
        match = scoring.score(catalog, person.answers).matches[0]
        yield match.probability, match.role == person.role


if __name__ == "__main__":
    main()
