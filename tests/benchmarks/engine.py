"""How long the engine takes, with the real catalog: `python -m tests.benchmarks.engine`.

Not part of the tests: times depend on the machine. Ends with status 1 when processing one page of
answers takes more than a millisecond, or flips or shortest paths more than five.
"""

import sys
from collections.abc import Callable, Iterable
from random import Random
from statistics import median
from time import process_time
from typing import Any

from roles.content import files as documents
from roles.domain import adaptive, explanation, lab, scoring
from roles.domain.simulation import respondents, states
from roles.domain.types import Answers, Catalog

SEED, WALKS, SHEETS, REPEATS = 1, 50, 10_000, 3
PAGE = "one page processed"
LIMITS = {PAGE: 1_000, "flips": 5_000, "shortest paths": 5_000}  # microseconds, of the median


def main() -> int:
    """Prints the table; returns the exit status."""
    catalog = documents.read_catalog(documents.SEED.read_text(encoding="utf-8"))
    rows = page_times(catalog) | bulk_times(catalog)
    print(f"{'microseconds':<32}{'median':>12}{'minimum':>12}")
    for name, times in rows.items():
        print(f"{name:<32}{median(times):>12,.1f}{min(times):>12,.1f}")
    return int(any(median(rows[name]) > limit for name, limit in LIMITS.items()))


def page_times(catalog: Catalog) -> dict[str, list[float]]:
    """What is done with one sheet, timed over the states of simulated walks."""
    rng = Random(SEED)
    walked = [
        answers
        for person in respondents(catalog, WALKS, rng)
        for answers in states(catalog, person.answers, rng)
        if len(answers) < len(catalog.active_questions)  # a page is still to come
    ]

    leader, rival = (role.slug for role in catalog.roles[:2])  # any two take as long

    def page(answers: Answers) -> None:
        outcome = scoring.score(catalog, answers)
        adaptive.next_page(catalog, answers, rng)
        adaptive.stay_probability(catalog, answers)
        explanation.reasons(catalog, answers, outcome.leader, outcome.runner_up)

    work: dict[str, Callable[[Answers], object]] = {
        "score": lambda answers: scoring.score(catalog, answers),
        "next page": lambda answers: adaptive.next_page(catalog, answers, rng),
        "stay probability": lambda answers: adaptive.stay_probability(catalog, answers),
        "reasons": lambda answers: explanation.reasons(catalog, answers, leader, rival),
        "flips": lambda answers: explanation.flips(catalog, answers),
        "explanation": lambda answers: explanation.explain(
            catalog, answers, scoring.score(catalog, answers)
        ),
        "shortest paths": lambda answers: explanation.shortest_paths(catalog, answers),
        PAGE: page,
    }
    return {name: timed(do, walked) for name, do in work.items()}


def bulk_times(catalog: Catalog) -> dict[str, list[float]]:
    """What is done with many sheets at once, timed a few times over."""
    sheets = [person.answers for person in respondents(catalog, SHEETS, Random(SEED))]

    def score_all(_repeat: int) -> None:
        for answers in sheets:
            scoring.score(catalog, answers)

    total = timed(score_all, range(REPEATS))
    return {
        f"{SHEETS:,} complete sheets": total,
        "each of them": [time / SHEETS for time in total],
        "checks before publishing": timed(lab.check, [catalog]),  # once, as it is kept
    }


def timed(do: Callable[[Any], object], cases: Iterable[Any]) -> list[float]:
    """Microseconds of the processor's time for each case."""
    times = []
    for case in cases:
        start = process_time()
        do(case)
        times.append((process_time() - start) * 1e6)
    return times


if __name__ == "__main__":
    sys.exit(main())
