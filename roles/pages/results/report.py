"""What the result page shows of an outcome: domain objects and numbers, no sentence, no query."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

from roles.domain import days, explanation, outcomes, scoring, types
from roles.domain.rounding import whole_numbers
from roles.domain.shapes import own_average, own_shape
from roles.pages.results.charts import Chart, RankedRole, person_chart, ranked_roles


@dataclass(frozen=True, slots=True)
class AnswerPoints:
    """By how many hundredths of a point an answer speaks for the leader, not for the rival."""

    question: types.CatalogQuestion
    answer: int  # 1 to 5, as given
    hundredths: int


@dataclass(frozen=True, slots=True)
class AreaPoints:
    """A dimension's hundredths of a point, like `AnswerPoints`; its answers' add up to them."""

    dimension: types.CatalogDimension
    plain: float | None  # how much it is liked, 0 to 100; None when no question was answered
    hundredths: int
    answers: tuple[AnswerPoints, ...]  # in the order shown


@dataclass(frozen=True, slots=True)
class Sums:
    """The points of `leader` against `rival`; see `types.Reasons` for what a point is."""

    leader: types.CatalogRole
    rival: types.CatalogRole
    areas: tuple[AreaPoints, ...]  # every dimension, in the catalog's order
    hundredths: int  # to which those of the areas and of the days add up
    days: int = 0  # hundredths of a point of the days chosen


@dataclass(frozen=True, slots=True)
class DaysChosen:
    """What was chosen in the second step between the two roles that the statements put first."""

    role: types.CatalogRole  # whose days were chosen more often, or as often
    other: types.CatalogRole
    count: int  # how often a day of `role` was
    total: int  # in so many pairs, without skipped ones
    uncounted: int  # pairs of other roles that were chosen from: they only check the quiz
    has_turned: bool  # whether the statements alone put `other` first, and the days `role`

    @property
    def is_even(self) -> bool:
        return 2 * self.count == self.total


@dataclass(frozen=True, slots=True)
class Turn:
    """A change of one answer after which `role` would come first."""

    question: types.CatalogQuestion
    new: int  # the answer, 1 to 5
    role: types.CatalogRole


@dataclass(frozen=True, slots=True)
class Way:
    """What it takes until `role` comes first; no path: more than could be searched."""

    role: types.CatalogRole
    path: types.Path | None


@dataclass(frozen=True, slots=True)
class Trial:
    """Work to try out: a statement of the dimension on which the first two roles differ most."""

    dimension: types.CatalogDimension
    question: types.CatalogQuestion


@dataclass(frozen=True, slots=True)
class ResultPage:
    """Everything below the headline."""

    catalog: types.Catalog
    outcome: types.Outcome
    roles: tuple[RankedRole, ...]  # every role, closest first
    is_alike: bool  # whether all answers are the same
    has_order: bool  # whether the order of the roles says anything
    notes: tuple[str, ...]  # codes of quality.NOTES
    why: explanation.Explanation
    days: DaysChosen | None  # None when none were chosen
    sums: Sums
    turns: tuple[Turn, ...]  # the smallest changes first
    ways: tuple[Way, ...]  # to every role but the leader, closest first
    chart: Chart  # beside the roles of the headline, or the one that was asked for
    trial: Trial
    compared: str = ""  # the role that was asked for, if any

    @property
    def settings(self) -> types.Settings:
        return self.catalog.settings

    @property
    def leader(self) -> RankedRole:
        return self.roles[0]

    @property
    def runner_up(self) -> RankedRole:
        return self.roles[1]

    @property
    def closest(self) -> tuple[RankedRole, ...]:
        """The roles to look at: those that the headline names, two at least."""
        return self.named if len(self.named) > 1 else (self.leader, self.rival)

    @property
    def to_read(self) -> list[RankedRole]:
        """Those of the closest that have a page today."""
        return [ranked for ranked in self.closest if ranked.is_linked]

    @property
    def named(self) -> tuple[RankedRole, ...]:
        """The roles that the headline names."""
        return self.roles[: len(self.outcome.named)]

    @property
    def has_numbers(self) -> bool:
        """Whether how often each role would come first means anything."""
        return self.has_order and self.outcome.answered >= self.settings.minimum_answers

    @property
    def is_even(self) -> bool:
        """Whether neither of the first two roles may be set above the other."""
        return self.outcome.certainty in ("close", "no_direction")

    @property
    def is_noted(self) -> bool:
        return self.outcome.is_noted

    @property
    def rival(self) -> RankedRole:
        """The role that the explanation sets against the leader."""
        return next(ranked for ranked in self.roles if ranked.role.slug == self.why.rival)

    @property
    def asked(self) -> int:
        """How many questions the whole quiz has: answered, skipped or not shown."""
        return self.outcome.answered + self.outcome.skipped + self.outcome.open

    @property
    def unanswered(self) -> list[types.CatalogDimension]:
        """The dimensions without an answer."""
        return [area.dimension for area in self.sums.areas if area.plain is None]

    @property
    def remarks(self) -> list[str]:
        """The notes that say more than that all answers are the same."""
        return [note for note in self.notes if not self.is_alike or note == "fast"]

    @property
    def turning_questions(self) -> int:
        """How many answers would each, changed alone, bring another role first."""
        return len({turn.question.slug for turn in self.turns})


def result_page(
    *,
    outcome: types.Outcome,
    catalog: types.Catalog,
    answers: types.Answers,
    notes: tuple[str, ...] = (),
    choices: Sequence[types.DayChoice] = (),
    rival: str | None = None,
    linked: Collection[str] | None = None,
) -> ResultPage:
    """The result page of an outcome.

    Args:
        outcome: of these answers, and choices of the second step, under this catalog.
        rival: the role to compare with, in sums and chart; None for the usual ones.
        linked: slugs of the roles that have a page today; None when all of the catalog have.

    Raises:
        AnswerError: with every unknown question and every answer that is not 1 to 5 or None.
        UnknownRole: when the catalog lacks `rival`.
    """
    roles = _ranked(catalog, outcome, linked)
    why = explanation.explain(catalog, answers, outcome, choices)
    has_order = outcomes.has_order(outcome, answers)
    return ResultPage(
        catalog=catalog,
        outcome=outcome,
        roles=roles,
        is_alike=outcomes.is_alike(answers),
        has_order=has_order,
        notes=notes,
        why=why,
        days=_days(outcome, catalog, answers, choices),
        sums=_sums(outcome, catalog, answers, choices, why, rival),
        turns=_turns(catalog, answers, choices),
        ways=_ways(catalog, answers, choices, roles),
        chart=_chart(outcome, catalog, [rival] if rival else outcome.named if has_order else ()),
        trial=_trial(catalog, answers, why),
        compared=rival or "",
    )


def _days(
    outcome: types.Outcome,
    catalog: types.Catalog,
    answers: types.Answers,
    choices: Sequence[types.DayChoice],
) -> DaysChosen | None:
    if not choices:
        return None
    statements = scoring.score(catalog, answers)
    first, second = statements.leader, statements.runner_up
    counted = days.counted(catalog, statements, choices)
    leads = [days.lead(catalog, [choice], first, second) for choice in counted]
    total, ahead = sum(map(abs, leads)), sum(leads)
    if not total:
        return None
    roles = [catalog.roles_by_slug[slug] for slug in (first, second)]
    role, other = roles if ahead >= 0 else reversed(roles)
    return DaysChosen(
        role=role,
        other=other,
        count=(total + abs(ahead)) // 2,
        total=total,
        uncounted=sum(choice.chosen is not None for choice in counted) - total,
        has_turned=outcome.leader != first,
    )


def _ranked(
    catalog: types.Catalog, outcome: types.Outcome, linked: Collection[str] | None
) -> tuple[RankedRole, ...]:
    slugs = [match.role for match in outcome.matches]
    return ranked_roles(catalog, slugs, outcomes.in_100(outcome), linked)


def _sums(
    outcome: types.Outcome,
    catalog: types.Catalog,
    answers: types.Answers,
    choices: Sequence[types.DayChoice],
    told: explanation.Explanation,
    rival: str | None,
) -> Sums:
    against = told.rival if rival in (None, outcome.leader) else rival
    why = explanation.reasons(catalog, answers, outcome.leader, against, choices)
    points = [100 * why.by_dimension[dimension.slug] for dimension in catalog.dimensions]
    by_days, total = round(100 * why.days), round(100 * why.log_odds)
    areas = tuple(
        AreaPoints(
            dimension=dimension,
            plain=score.plain,
            hundredths=shown,
            answers=_answer_points(catalog, answers, why, dimension.slug, shown),
        )
        for dimension, score, shown in zip(
            catalog.dimensions, outcome.scores, whole_numbers(points, total - by_days), strict=True
        )
    )
    roles = catalog.roles_by_slug
    return Sums(roles[why.leader], roles[why.rival], areas, total, by_days)


def _answer_points(
    catalog: types.Catalog, answers: types.Answers, why: types.Reasons, dimension: str, total: int
) -> tuple[AnswerPoints, ...]:
    questions = {row.slug: row for row in catalog.questions if row.dimension == dimension}
    given = {slug: answer for slug, answer in answers.items() if answer and slug in questions}
    shown = whole_numbers([100 * why.by_answer[slug] for slug in given], total)
    return tuple(
        AnswerPoints(questions[slug], answer, hundredths)
        for (slug, answer), hundredths in zip(given.items(), shown, strict=True)
    )


def _turns(
    catalog: types.Catalog, answers: types.Answers, choices: Sequence[types.DayChoice]
) -> tuple[Turn, ...]:
    profiles, questions = catalog.roles_by_slug, catalog.questions_by_slug
    found = explanation.flips(catalog, answers, choices)
    flips = sorted(found, key=lambda flip: abs(flip.new - flip.old))  # equals in the order shown
    return tuple(Turn(questions[flip.question], flip.new, profiles[flip.leader]) for flip in flips)


def _ways(
    catalog: types.Catalog,
    answers: types.Answers,
    choices: Sequence[types.DayChoice],
    roles: Sequence[RankedRole],
) -> tuple[Way, ...]:
    paths = explanation.shortest_paths(catalog, answers, choices)
    return tuple(Way(row.role, paths[row.role.slug]) for row in roles if row.role.slug in paths)


def _chart(outcome: types.Outcome, catalog: types.Catalog, compared: Iterable[str]) -> Chart:
    own, average = own_shape(catalog, outcome.scores), own_average(outcome.scores)
    return person_chart(catalog, own, average, [catalog.roles_by_slug[slug] for slug in compared])


def _trial(catalog: types.Catalog, answers: types.Answers, why: explanation.Explanation) -> Trial:
    """Only of dimensions that are asked about. The best liked statement; one that counts against
    its dimension only where there is no other. Ties go by the catalog's order."""
    one, two = catalog.roles_by_slug[why.leader], catalog.roles_by_slug[why.rival]
    asked = {question.dimension for question in catalog.active_questions}
    dimension = max(
        (row for row in catalog.dimensions if row.slug in asked),
        key=lambda row: abs(one.targets[row.slug] - two.targets[row.slug]),
    )
    question = min(
        (row for row in catalog.active_questions if row.dimension == dimension.slug),
        key=lambda row: (row.reversed, -(answers.get(row.slug) or 0)),
    )
    return Trial(dimension, question)
