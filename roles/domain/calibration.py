"""What real answers teach: baselines, the temperature, whether stopping is safe.

Everything here is a proposal or a figure for the people who keep the catalog; nothing takes effect
by itself. Keep noted sheets (see `quality.notes`) out of all of it.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from statistics import fmean
from typing import NamedTuple

from roles.domain.adaptive import may_stop
from roles.domain.errors import AnswerError, NotEnoughAnswers, Problem
from roles.domain.scoring import log_odds_of, score, softmax
from roles.domain.sheets import HIGHEST, LOWEST, MIDDLE, is_answer, layout, read
from roles.domain.types import BASELINE_RANGE, Answers, Catalog, CatalogQuestion

ANSWERS_NEEDED = 50  # to a question, before its baseline is learnt
ASSUMED_ANSWERS = 20  # in the middle of the scale, that every question starts with
CALIBRATED_STOP = 0.90  # stop_probability once the baselines are learnt
REPEATS_NEEDED = 300  # before a temperature is learnt
COLDEST, HOTTEST = 0.2, 5.0  # temperatures between which the likeliest is looked for
HALVINGS = 40  # of that range: to 12 digits


# --- baselines


def baselines(catalog: Catalog, answers_by_question: Mapping[str, Sequence[int]]) -> Catalog:
    """The catalog with baselines learnt from real answers; nothing else changes.

    A baseline is the keyed answer (6 - answer to a reversed question) of somebody with no
    leaning. It is the mean answer, drawn towards the middle of the scale as if ASSUMED_ANSWERS
    more had been given there, less what the roles' patterns add to it on average. It stays
    inside BASELINE_RANGE, which only a contrast above 1 can lead out of. Questions with fewer
    than ANSWERS_NEEDED answers keep theirs.

    Source: shrinkage of a mean, Efron and Morris 1975.

    Args:
        answers_by_question: a question's slug -> the answers to it, 1 to 5, in any order. Only
            answers to questions that were not chosen by the respondent's earlier answers: those
            of first pages, which chance chooses, and of complete panel sheets, which are asked
            everything. Answers to later pages come from people whose interest led there, and
            would make a question look better liked than it is. No answers of noted sheets.

    Raises:
        AnswerError: with every unknown question and every answer that is not 1 to 5.
    """
    if problems := tuple(_problems(catalog, answers_by_question)):
        raise AnswerError(problems)
    return replace(
        catalog,
        questions=tuple(
            replace(question, baseline=_baseline(catalog, question, given))
            if len(given := answers_by_question.get(question.slug, ())) >= ANSWERS_NEEDED
            else question
            for question in catalog.questions
        ),
    )


def proposal(catalog: Catalog, answers_by_question: Mapping[str, Sequence[int]]) -> Catalog:
    """The catalog as it could be published now: with learnt baselines and, once each active
    question has ANSWERS_NEEDED answers, marked as calibrated and stopping at CALIBRATED_STOP.

    Args:
        answers_by_question: as for `baselines`.

    Raises:
        AnswerError: with every unknown question and every answer that is not 1 to 5.
    """
    learnt = baselines(catalog, answers_by_question)
    if any(
        len(answers_by_question.get(question.slug, ())) < ANSWERS_NEEDED
        for question in catalog.active_questions
    ):
        return learnt
    return marked(learnt)


def marked(catalog: Catalog) -> Catalog:
    """The catalog marked as calibrated, and stopping at CALIBRATED_STOP."""
    settings = replace(catalog.settings, calibrated=True, stop_probability=CALIBRATED_STOP)
    return replace(catalog, settings=settings)


def mean_pattern(catalog: Catalog, question: str) -> float:
    """What the roles' patterns add to the keyed answer to a question on average."""
    of = layout(catalog)
    place = of.keys[question].dimension
    return fmean(pattern[place] for pattern in of.patterns)


def _baseline(catalog: Catalog, question: CatalogQuestion, given: Sequence[int]) -> float:
    key = layout(catalog).keys[question.slug]
    mean = key.sign * fmean(given) + key.offset
    liking = (mean - MIDDLE) * len(given) / (len(given) + ASSUMED_ANSWERS)
    low, high = BASELINE_RANGE
    return min(max(MIDDLE + liking - mean_pattern(catalog, question.slug), low), high)


def _problems(
    catalog: Catalog, answers_by_question: Mapping[str, Sequence[int]]
) -> Iterator[Problem]:
    for slug, given in answers_by_question.items():
        path, where = ("answers", slug), f"answers.{slug}"
        if slug not in layout(catalog).keys:
            yield Problem(path, where, slug, "a question of this catalog")
            continue
        for place, answer in enumerate(given):
            if answer is None or not is_answer(answer):
                allowed = f"a whole number from {LOWEST} to {HIGHEST}"
                yield Problem((*path, place), f"{where}.number {place + 1}", answer, allowed)


# --- temperature


Repeat = tuple[Answers, str]  # a sheet, and the slug of the role that was right


class Case(NamedTuple):
    """A sheet whose right role is known."""

    log_odds: list[float]  # per role, at temperature 1
    role: int  # the place of the one that was right


def temperature(catalog: Catalog, repeats: Sequence[Repeat]) -> float:
    """The temperature, COLDEST to HOTTEST, at which what came true is most likely.

    It takes the place of the catalog's own, whatever that is. One of the ends means that no
    temperature in between is the likeliest: COLDEST when the leader was right nearly always,
    HOTTEST when it was right hardly more often than by chance, or when the sheets are empty.

    Source: temperature scaling, Guo et al. 2017, after Platt 1999. The negative log-likelihood is
    convex in 1 / temperature, so its slope is 0 at one place only, which halving finds.

    Args:
        repeats: the answers of a sheet, and the slug of the role that was right: it led a retake
            with other questions, or the respondent said that it fits.

    Raises:
        NotEnoughAnswers: with fewer than REPEATS_NEEDED repeats.
        AnswerError: with every unknown question and every answer that is not 1 to 5 or None, of
            the first sheet that has any.
        UnknownRole: when the catalog lacks one of the roles.
    """
    if len(repeats) < REPEATS_NEEDED:
        raise NotEnoughAnswers(REPEATS_NEEDED, len(repeats))
    return likeliest_temperature(temperature_cases(catalog, repeats))


def temperature_cases(catalog: Catalog, repeats: Iterable[Repeat]) -> list[Case]:
    """
    Raises:
        AnswerError, UnknownRole: as `temperature`.
    """
    cases = []
    for answers, role in repeats:
        sheet = read(catalog, answers)
        cases.append(Case(log_odds_of(sheet), sheet.layout.role(role)))
    return cases


def likeliest_temperature(cases: Sequence[Case], halvings: int = HALVINGS) -> float:
    """As `temperature`, for cases read before; fewer halvings are faster and less exact."""
    low, high = 1 / HOTTEST, 1 / COLDEST
    for _halving in range(halvings):
        middle = (low + high) / 2
        if _slope(cases, 1 / middle) < 0:
            low = middle
        else:
            high = middle
    return 2 / (low + high)


def _slope(cases: Sequence[Case], temperature: float) -> float:
    """The derivative of the negative log-likelihood by 1 / temperature: expected log-odds less
    those of the right role."""
    return sum(
        sum(
            chance * (value - log_odds[role])
            for chance, value in zip(softmax(log_odds, temperature), log_odds, strict=True)
        )
        for log_odds, role in cases
    )


# --- whether stopping is safe


@dataclass(frozen=True, slots=True)
class Agreement:
    """How often the quiz, stopped where it may, comes to the leader of the complete sheet."""

    sheets: int  # that were compared
    agreed: int
    mean_shown: float | None  # questions shown when it would have stopped; None without sheets

    @property
    def share(self) -> float | None:
        """Of the sheets, 0 to 1, those that agreed; None without sheets."""
        return self.agreed / self.sheets if self.sheets else None


def agreement(catalog: Catalog, sheets: Iterable[Answers]) -> Agreement:
    """What stopping early would have changed for people who were asked everything.

    Each sheet is cut at the first end of a page at which the quiz may stop, and the leader there
    compared with the leader of the whole sheet.

    Args:
        sheets: panel sheets, in the order shown. One on which an active question was not shown
            is left out: nobody knows what it would have come to.

    Raises:
        AnswerError: with every unknown question and every answer that is not 1 to 5 or None, of
            the first sheet that has any.
    """
    shown: list[int] = []
    agreed = 0
    for answers in sheets:
        if any(read(catalog, answers).open):
            continue
        stopped = _until_stop(catalog, answers)
        shown.append(len(stopped))
        agreed += score(catalog, stopped).leader == score(catalog, answers).leader
    return Agreement(len(shown), agreed, fmean(shown) if shown else None)


def _until_stop(catalog: Catalog, answers: Answers) -> Answers:
    """The pages of a complete sheet up to where the quiz may stop."""
    in_order = tuple(answers.items())
    size = catalog.settings.questions_per_page
    pages = (dict(in_order[:end]) for end in range(size, len(in_order), size))
    return next((page for page in pages if may_stop(catalog, page)), answers)
