"""What calibration is worth on simulated people: `python -m tests.benchmarks.calibration`.

Prints how far learnt baselines lie from planted ones, whom the quiz recognises before and after,
with and without a status effect, and what learnt settings add. A few minutes; not part of the
tests, which hold short runs of the same.
"""

import os
from random import Random
from statistics import fmean

import django

BANKS, PEOPLE = 60, 200


def main() -> None:
    os.environ["DJANGO_SETTINGS_MODULE"] = "careerquiz.settings"
    django.setup()
    print_baselines()
    print_recovery()
    print_status()
    print_settings()


def print_baselines() -> None:
    from tests.domain.calibration_trials import baseline_errors
    from tests.factories import seed_catalog

    print("Distance of baselines from the planted ones, in points (root mean square)")
    for sheets in (60, 100, 200, 400, 1000):
        found = baseline_errors(seed_catalog(), sheets=sheets, banks=BANKS)
        print(f"  {sheets:>5} sheets: {found.before:.3f} -> {found.after:.3f}")


def print_recovery() -> None:
    from roles.domain import measurement, simulation
    from tests.factories import first_catalog, seed_catalog

    print("Typical people, own role first: cold -> calibrated on 200 sheets; statements asked")
    usual = simulation.MEANING
    for meaning in (0.0, usual):
        simulation.MEANING = meaning
        for name, of in (("first catalog", first_catalog()), ("six kinds", seed_catalog())):
            found = measurement.typical(of, measurement.BANKS, measurement.PEOPLE, 1)
            cold, after = found["cold"], found["calibrated"]
            print(
                f"  {name}, statements' meanings disturbed by {meaning}:"
                f" {cold.first.value:.3f} -> {after.first.value:.3f}"
                f" (error {after.first.error:.3f});"
                f" {cold.asked.value:.1f} -> {after.asked.value:.1f}"
            )
    simulation.MEANING = usual


def print_status() -> None:
    from roles.queries.figures import shipped_table
    from tests.domain.calibration_trials import MILD_STATUS, STATUS, status_recovery
    from tests.factories import seed_catalog

    of = seed_catalog()
    table = shipped_table(of)
    for popularity in (STATUS, MILD_STATUS):
        print(f"People of all jobs, popularity {popularity}")
        for sheets in (60, 80, 100):
            found = status_recovery(
                of, table, popularity, sheets=sheets, banks=BANKS, people=PEOPLE
            )
            roles = ", ".join(
                f"{role} {cold:.3f} -> {after:.3f}" for role, (cold, after) in found.items()
            )
            every = [fmean(shares) for shares in zip(*found.values(), strict=True)]
            print(f"  {sheets} sheets: {roles}; all {every[0]:.3f} -> {every[1]:.3f}")


def print_settings() -> None:
    """On people who were not learnt from: own role first, and the error of what was stated."""
    from roles.domain import simulation
    from roles.domain.learning import PARTS, RealAnswers, learn, with_parts
    from roles.domain.measurement import calibration_error
    from tests.domain.calibration_trials import answers_of
    from tests.factories import seed_catalog

    of, told, values, proposed = seed_catalog(), {}, [], []
    for bank in range(12):
        rng = Random(f"settings {bank}")
        drawn = list(simulation.respondents(of, 1_000, rng))
        sheets = [person.answers for person in drawn[:500]]
        found = learn(of, RealAnswers(answers_of(of, sheets), sheets, ()))
        for parts in ((), *(("baselines", part) for part in PARTS), PARTS):
            after = with_parts(of, found, parts)
            told.setdefault(parts, []).extend(_stated(after, drawn[500:]))
        values.append((found.contrast.value, found.scale.value, found.temperature.value))
        proposed.append(found.proposed)
    print("Learnt: contrast, evening out, temperature; in how many of 12 banks each is proposed")
    print(f"  {[round(fmean(each), 2) for each in zip(*values, strict=True)]}")
    print(f"  { {part: sum(part in each for each in proposed) for part in PARTS} }")
    print("Learnt from 500 sheets: own role first; error of what was stated")
    for parts, cases in told.items():
        first = fmean(hit for _told, hit in cases)
        print(f"  {' + '.join(parts) or 'cold'}: {first:.3f}; {calibration_error(cases):.3f}")


def _stated(catalog, people):
    from roles.domain import scoring

    for person in people:
        match = scoring.score(catalog, person.answers).matches[0]
        yield match.probability, match.role == person.role


if __name__ == "__main__":
    main()
