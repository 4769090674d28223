"""Whether people in a job which suits them are told that job, and like what its profile says.

People who are known to belong to a group have to come out as members of it: the oldest check of a
questionnaire (known-groups validity; Cronbach and Meehl, 1955).
"""

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from statistics import NormalDist, fmean, stdev

from roles.domain.disclosure import whole_tens
from roles.domain.intervals import wilson

LEAST = 30  # people in a job below which nothing is told of them
SUITED = 4  # "Well", of 1 to 5: from here on a job suits whoever has it


@dataclass(frozen=True, slots=True)
class Worker:
    """What somebody in a job that suits them was told, and likes."""

    roles: Sequence[str]  # all roles, the closest first
    pattern: Mapping[str, float]  # points of 100 above their own average, by kind of work answered


@dataclass(frozen=True, slots=True)
class FitEstimate:
    """A figure, and the ends of its 95 % interval."""

    value: float
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class KindFit:
    """A kind of work: how far above their own average people in the job like it, in points of 100,
    and how far the engine expects them to."""

    dimension: str
    people: FitEstimate
    expected: float

    @property
    def differs(self) -> bool:
        """Whether that is more than chance explains."""
        return not self.people.low <= self.expected <= self.people.high


@dataclass(frozen=True, slots=True)
class JobFit:
    """The people in one job."""

    job: str
    people: int
    first: FitEstimate  # share to whom it came first, 0 to 1
    among_two: FitEstimate  # share to whom it came first or second
    kinds: tuple[KindFit, ...]  # those that at least LEAST of them had answered


def counted(people: int) -> int:
    """How many of so many people in a job are counted: whole tens, or none at all."""
    return whole_tens(people) if people >= LEAST else 0


def job_fit(job: str, workers: Sequence[Worker], expected: Mapping[str, float]) -> JobFit | None:
    """What came out for people in a job.

    Args:
        workers: whom it suits; as many as `counted` says.
        expected: the role's pattern, in points like theirs, by kind of work in their order.

    Returns:
        None for fewer than LEAST people.
    """
    if len(workers) < LEAST:
        return None
    return JobFit(
        job=job,
        people=len(workers),
        first=_share(job in worker.roles[:1] for worker in workers),
        among_two=_share(job in worker.roles[:2] for worker in workers),
        kinds=tuple(_kinds(workers, expected)),
    )


def _share(hits: Iterable[bool]) -> FitEstimate:
    found = list(hits)
    return FitEstimate(fmean(found), *wilson(sum(found), len(found)))


def _kinds(workers: Sequence[Worker], expected: Mapping[str, float]) -> Iterable[KindFit]:
    for dimension, points in expected.items():
        own = [worker.pattern[dimension] for worker in workers if dimension in worker.pattern]
        if len(own) >= LEAST:
            yield KindFit(dimension, mean_estimate(own), points)


def mean_estimate(values: Sequence[float]) -> FitEstimate:
    """A mean and its 95 % interval by Student's t. Two values at least."""
    mean, n = fmean(values), len(values)
    reach = student_t(n - 1) * stdev(values) / math.sqrt(n)
    return FitEstimate(mean, mean - reach, mean + reach)


def student_t(degrees: int) -> float:
    """The .975 quantile of Student's t; right to .001 from 20 degrees of freedom on (Abramowitz
    and Stegun, 26.7.5)."""
    z = NormalDist().inv_cdf(0.975)
    one = (z**3 + z) / 4
    two = (5 * z**5 + 16 * z**3 + 3 * z) / 96
    return z + one / degrees + two / degrees**2
