"""What real answers propose for a catalog, each part with what speaks for it.

Nothing takes effect here: `with_parts` gives the catalog as it would be, to be checked, compared
and, by whoever keeps the catalog, put into the draft.
"""

import math
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from statistics import pstdev
from typing import Literal, get_args

from roles.domain import calibration
from roles.domain.calibration import ANSWERS_NEEDED, ASSUMED_ANSWERS, Agreement, Repeat
from roles.domain.estimation import (
    SettingEstimate,
    contrast_estimate,
    scale_estimate,
    temperature_estimate,
)
from roles.domain.repeating import ReliabilityBin, half_repeats, reliability_bins
from roles.domain.types import BASELINE_RANGE, Answers, Catalog, Settings

Part = Literal["baselines", "contrast", "scale", "temperature"]
PARTS: tuple[Part, ...] = get_args(Part)
DIGITS = 2  # of a baseline in the draft: its error is a tenth of a point at best


@dataclass(frozen=True, slots=True)
class RealAnswers:
    """What there is to learn from; no answers of noted sheets, and none to another wording."""

    by_question: Mapping[str, Sequence[int]]  # as `calibration.baselines` takes them
    complete: Sequence[Answers]  # panel sheets of people who were asked everything
    fitting: Sequence[Repeat]  # sheets of people whose job suits them, with the role of that job


@dataclass(frozen=True, slots=True)
class BaselineEstimate:
    """The baseline of one question."""

    question: str  # its slug
    before: float
    value: float
    error: float  # standard error
    answers: int


@dataclass(frozen=True, slots=True)
class Learnt:
    """All that real answers say of a catalog."""

    sheets: int  # complete ones
    fewest: int  # answers to the active question that has fewest
    baselines: tuple[BaselineEstimate, ...]  # of questions with ANSWERS_NEEDED answers
    contrast: SettingEstimate | None  # None: too few sheets
    scale: SettingEstimate | None
    repeats: int  # sheets of which a right role is known
    temperature: SettingEstimate | None
    reliability: tuple[ReliabilityBin, ...]  # () with too few repeats
    agreement: Agreement  # of the catalog as it is
    agreement_after: Agreement  # with baselines, which let it stop sooner

    def estimate(self, part: Part) -> SettingEstimate | None:
        """That of a setting; None for baselines, and without enough sheets."""
        found = {"contrast": self.contrast, "scale": self.scale, "temperature": self.temperature}
        return found.get(part)

    @property
    def proposed(self) -> tuple[Part, ...]:
        """The parts that may be put into the draft."""
        return tuple(
            part
            for part in PARTS
            if (self.baselines and part == "baselines")
            or ((found := self.estimate(part)) and found.is_proposed)
        )


def learn(catalog: Catalog, found: RealAnswers) -> Learnt:
    """Everything that can be learnt so far.

    The settings are estimated with baselines learnt from the same answers, one at a time.

    Raises:
        AnswerError: with every unknown question and every answer that is not 1 to 5, or, on a
            sheet, None, of the first that has any.
        UnknownRole: when somebody's job is no role of the catalog.
    """
    learnt = calibration.baselines(catalog, found.by_question)
    repeats = [*half_repeats(learnt, found.complete), *found.fitting]
    counts = [len(found.by_question.get(row.slug, ())) for row in catalog.active_questions]
    return Learnt(
        sheets=len(found.complete),
        fewest=min(counts),
        baselines=tuple(_baselines(catalog, learnt, found.by_question)),
        contrast=contrast_estimate(learnt, found.complete),
        scale=scale_estimate(learnt, found.complete),
        repeats=len(repeats),
        temperature=temperature_estimate(learnt, repeats),
        reliability=reliability_bins(learnt, repeats),
        agreement=calibration.agreement(catalog, found.complete),
        agreement_after=calibration.agreement(
            calibration.proposal(catalog, found.by_question), found.complete
        ),
    )


def _baselines(
    catalog: Catalog, learnt: Catalog, answers: Mapping[str, Sequence[int]]
) -> list[BaselineEstimate]:
    """The error is that of a mean, as far as the answers given outweigh the assumed ones."""
    found = []
    for before, after in zip(catalog.questions, learnt.questions, strict=True):
        given = answers.get(after.slug, ())
        if (count := len(given)) >= ANSWERS_NEEDED:
            error = pstdev(given) / math.sqrt(count) * count / (count + ASSUMED_ANSWERS)
            found.append(
                BaselineEstimate(after.slug, before.baseline, after.baseline, error, count)
            )
    return found


def with_parts(catalog: Catalog, learnt: Learnt, parts: Collection[Part]) -> Catalog:
    """The catalog with these parts of what was learnt of it, rounded as the draft holds them.

    Parts that are not proposed are left out. Baselines are those for the contrast that goes with
    them: less the roles' mean pattern at that.
    """
    chosen = [part for part in learnt.proposed if part in parts]
    settings = catalog.settings
    for part in chosen:
        if estimate := learnt.estimate(part):
            settings = _with_estimate(settings, estimate)
    after = replace(catalog, settings=settings)
    if "baselines" not in chosen:
        return after
    values = {row.question: _for_contrast(catalog, after, row) for row in learnt.baselines}
    questions = tuple(
        replace(row, baseline=values.get(row.slug, row.baseline)) for row in after.questions
    )
    after = replace(after, questions=questions)
    return calibration.marked(after) if learnt.fewest >= ANSWERS_NEEDED else after


def _for_contrast(before: Catalog, after: Catalog, found: BaselineEstimate) -> float:
    """A baseline learnt at one contrast as it would be at another."""
    by_the_roles = (calibration.mean_pattern(of, found.question) for of in (before, after))
    learnt_at, wanted_at = by_the_roles
    low, high = BASELINE_RANGE
    return min(max(round(found.value + learnt_at - wanted_at, DIGITS), low), high)


def _with_estimate(settings: Settings, found: SettingEstimate) -> Settings:
    if found.name == "contrast":
        return replace(settings, contrast=found.value)
    if found.name == "temperature":
        return replace(settings, temperature=found.value)
    return replace(settings, scale_answers=int(found.value))
