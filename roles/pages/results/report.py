"""What the result page shows of an outcome: domain objects and numbers, no sentence, no query."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from roles.domain import explanation, outcomes, scoring, types
from roles.domain.rounding import whole_numbers
from roles.pages.results.charts import Pattern, RankedRole, pattern_beside, ranked_roles

STRONGEST_AREAS, STRONGEST_ANSWERS = 2, 3  # named as the reasons for the leader


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
    favours: types.CatalogRole  # leader or rival: the one for which liking it speaks
    hundredths: int
    answers: tuple[AnswerPoints, ...]  # in the order shown


@dataclass(frozen=True, slots=True)
class Sums:
    """Why `leader` and not `rival`; see `types.Reasons` for what a point is."""

    leader: types.CatalogRole
    rival: types.CatalogRole
    areas: tuple[AreaPoints, ...]  # every dimension, in the catalog's order
    hundredths: int  # to which those of the areas and of the days add up
    days: int = 0  # hundredths of a point of the days chosen

    @property
    def areas_for(self) -> list[AreaPoints]:
        """Up to two that spoke most for the leader, the strongest first."""
        speaking = [area for area in self.areas if area.hundredths > 0]
        return sorted(speaking, key=lambda area: -area.hundredths)[:STRONGEST_AREAS]

    @property
    def area_against(self) -> AreaPoints | None:
        """The one that spoke most for the rival."""
        speaking = [area for area in self.areas if area.hundredths < 0]
        return min(speaking, key=lambda area: area.hundredths, default=None)

    @property
    def answers_for(self) -> list[AnswerPoints]:
        """Up to three that spoke most for the leader, the strongest first."""
        given = [answer for area in self.areas for answer in area.answers]
        speaking = [answer for answer in given if answer.hundredths > 0]
        return sorted(speaking, key=lambda answer: -answer.hundredths)[:STRONGEST_ANSWERS]


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

    outcome: types.Outcome
    settings: types.Settings
    roles: tuple[RankedRole, ...]  # every role, closest first
    is_alike: bool  # whether all answers are the same
    has_order: bool  # whether the order of the roles says anything
    notes: tuple[str, ...]  # codes of quality.NOTES
    sums: Sums
    turns: tuple[Turn, ...]  # the smallest changes first
    ways: tuple[Way, ...]  # to every role but the leader, closest first
    pattern: Pattern
    trial: Trial

    @property
    def leader(self) -> RankedRole:
        return self.roles[0]

    @property
    def runner_up(self) -> RankedRole:
        return self.roles[1]

    @property
    def has_numbers(self) -> bool:
        """Always, unlike on a page that somebody shares."""
        return True

    @property
    def is_even(self) -> bool:
        """Whether neither of the first two roles may be set above the other."""
        return self.outcome.certainty in ("close", "no_direction")

    @property
    def asked(self) -> int:
        """How many questions the whole quiz has: answered, skipped or not shown."""
        return self.outcome.answered + self.outcome.skipped + self.outcome.open

    @property
    def unanswered(self) -> list[types.CatalogDimension]:
        """The dimensions without an answer."""
        return [area.dimension for area in self.sums.areas if area.plain is None]

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
        outcome: of these answers and choices under this catalog.
        notes: codes of quality.NOTES.
        choices: what was chosen in the second step.
        rival: the role to compare with; None for the leader. Reasons are against that role, or
            against the runner-up when it is the leader.
        linked: slugs of the roles that have a page today; None when all of the catalog have.

    Raises:
        AnswerError: with every unknown question and every answer that is not 1 to 5 or None.
        UnknownRole: when the catalog lacks `rival`.
    """
    compared = rival or outcome.leader
    ranked = [match.role for match in outcome.matches]
    roles = ranked_roles(catalog, ranked, outcomes.in_100(outcome), linked)
    return ResultPage(
        outcome=outcome,
        settings=catalog.settings,
        roles=roles,
        is_alike=outcomes.is_alike(answers),
        has_order=outcomes.has_order(outcome, answers),
        notes=notes,
        sums=_sums(outcome, catalog, answers, choices, compared),
        turns=_turns(catalog, answers, choices),
        ways=_ways(catalog, answers, choices, roles),
        pattern=_pattern(outcome, catalog, compared),
        trial=_trial(catalog, answers, roles[0].role, roles[1].role),
    )


def _sums(
    outcome: types.Outcome,
    catalog: types.Catalog,
    answers: types.Answers,
    choices: Sequence[types.DayChoice],
    rival: str,
) -> Sums:
    against = outcome.runner_up if rival == outcome.leader else rival
    why = explanation.reasons(catalog, answers, outcome.leader, against, choices)
    places = {role.slug: place for place, role in enumerate(catalog.roles)}
    one, two = places[why.leader], places[why.rival]
    slopes = scoring.line(catalog, tuple(score.answered for score in outcome.scores)).slopes
    points = [100 * why.by_dimension[dimension.slug] for dimension in catalog.dimensions]
    days, total = round(100 * why.days), round(100 * why.log_odds)
    areas = tuple(
        AreaPoints(
            dimension=dimension,
            plain=score.plain,
            favours=catalog.roles[one if for_one >= for_two else two],
            hundredths=shown,
            answers=_answer_points(catalog, answers, why, dimension.slug, shown),
        )
        for dimension, score, for_one, for_two, shown in zip(
            catalog.dimensions,
            outcome.scores,
            slopes[one],
            slopes[two],
            whole_numbers(points, total - days),
            strict=True,
        )
    )
    return Sums(catalog.roles[one], catalog.roles[two], areas, total, days)


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


def _pattern(outcome: types.Outcome, catalog: types.Catalog, compared: str) -> Pattern:
    own = [score.from_average for score in outcome.scores]
    return pattern_beside(catalog, compared, own, [score.plain for score in outcome.scores])


def _trial(
    catalog: types.Catalog, answers: types.Answers, one: types.CatalogRole, two: types.CatalogRole
) -> Trial:
    """Only of dimensions that are asked about. The best liked statement; one that counts against
    its dimension only where there is no other. Ties go by the catalog's order."""
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
