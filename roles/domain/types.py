"""What the engine is given and what it returns, as immutable values.

A `Catalog` is made by `content.catalog.parse` only: the engine trusts it. Everything
here is codes and numbers; the sentences that readers see are made on the upper floors.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property, lru_cache
from operator import gt, le, lt
from typing import Literal, NamedTuple

# One respondent's answers, a sheet: a question's slug -> 1 to 5, or None for one that was shown
# and skipped. In the order shown; only choosing the next page depends on that order.
Answers = Mapping[str, int | None]

TARGET_RANGE = (0, 100)
BASELINE_RANGE = (0, 6)  # 3 moved by at most 2, less a profile's mean pattern
POINTS_OF_100 = 25  # points on the scale from 0 to 100 in one point of the answer scale

SYMBOLS = (
    *("circle", "square", "triangle", "diamond", "cross"),
    *("ring", "star", "hexagon", "arch", "wave"),
)
Certainty = Literal["clear", "leaning", "close", "no_direction"]
LevelRemark = Literal["liked_most", "liked_little"]
Verdict = Literal["pass", "warn", "fail"]


@dataclass(frozen=True, slots=True)
class CatalogArea:
    """What readers are asked about, such as delivery: one or more dimensions."""

    slug: str
    name: str
    description: str


@dataclass(frozen=True, slots=True)
class CatalogDimension:
    """A kind of work that is liked more or less, such as staying on track: what is scored."""

    slug: str
    name: str
    description: str
    low: str  # who scores low, as in "happy for others to set the direction"
    high: str
    area: str = ""  # its area's slug; "" in a catalog without areas


@dataclass(frozen=True, slots=True)
class CatalogDay:
    """A day in a role's work, to choose from in the second step. It names no title."""

    slug: str  # unique in the catalog
    text: str


@dataclass(frozen=True, slots=True)
class CatalogRole:
    """A career path and the liking typical of it: one target from 0 to 100 per dimension."""

    slug: str
    name: str
    summary: str
    symbol: str  # one of SYMBOLS: its shape and colour on every page
    targets: Mapping[str, float] = field(hash=False)  # every dimension's slug -> 0..100
    reasons: Mapping[str, str] = field(hash=False)  # a dimension's slug -> why the target is so
    days: tuple[CatalogDay, ...] = ()


@dataclass(frozen=True, slots=True)
class CatalogQuestion:
    """A statement that is rated from 1 (dislike a lot) to 5 (like a lot)."""

    slug: str
    text: str
    dimension: str  # its slug
    reversed: bool  # liking it counts against the dimension
    active: bool  # only active questions are asked
    baseline: float  # the answer of somebody with no leaning; 3.0 until learnt from answers


@dataclass(frozen=True, slots=True)
class Settings:
    """How answers are weighed and when the quiz may stop. The defaults are the agreed ones."""

    contrast: float = 1.0  # length of a role's expected pattern, in points of the answer scale
    own_variance: float = 0.35  # spread of people's own leanings round their role's pattern
    noise_variance: float = 0.9  # spread of one answer round the person's own leaning
    temperature: float = 1.0  # above 1 makes probabilities more cautious
    stop_probability: float = 0.95  # the quiz may end once the leader stays with this probability
    minimum_answers: int = 12
    questions_per_page: int = 4
    longest_run: int = 2  # questions of one dimension in a row
    clear_from: float = 0.6  # leader's probability from which the result is called clear
    close_from: float = 0.75  # runner-up's over leader's probability from which it is called close
    no_direction_below: float = 0.3  # leader's probability below which there is no direction
    scale_answers: int = (
        8  # answers' worth of trust that a person ticks as boldly as most; 0: all do
    )
    day_pairs: int = 4  # pairs of days in the second step; 0 for none
    day_weight: float = (
        0.85  # log-odds of one day chosen: the role's own people take it 7 times in 10
    )
    panel_share: float = 0.05  # share of attempts that are asked everything, for calibration
    calibrated: bool = False  # whether baselines were learnt from real answers


class DimensionGroup(NamedTuple):
    """An area with its dimensions."""

    area: CatalogArea | None  # None in a catalog without areas
    dimensions: tuple[CatalogDimension, ...]


@lru_cache(maxsize=64)
def _one_of_equals(catalog: "Catalog") -> "Catalog":
    return catalog


@dataclass(frozen=True)
class Catalog:
    """Everything a recommendation depends on. Order is the order shown and breaks ties."""

    dimensions: tuple[CatalogDimension, ...]
    roles: tuple[CatalogRole, ...]
    questions: tuple[CatalogQuestion, ...]
    settings: Settings
    areas: tuple[CatalogArea, ...] = ()
    format: int = 2  # of its document; one of format 1 is scored by the rules of its time

    def __hash__(self) -> int:
        return self._hash

    @cached_property
    def _hash(self) -> int:
        """Worked out once, as a catalog is the key under which its numbers are kept. With the
        targets, so that versions that differ in nothing else are told apart without comparing."""
        targets = tuple(frozenset(role.targets.items()) for role in self.roles)
        rows = (self.areas, self.dimensions, self.roles, targets, self.questions)
        return hash((rows, self.settings, self.format))

    @cached_property
    def numbers(self) -> "Catalog":
        """The same without its words and days: the answers of the statements come to the same, and
        whatever is counted for it need not be counted anew when only a word changes. Equal ones
        are one object among the last few, which is faster to find things by."""
        bare = replace(
            self,
            dimensions=tuple(
                replace(row, name="", description="", low="", high="") for row in self.dimensions
            ),
            roles=tuple(
                replace(role, name="", summary="", symbol="", reasons={}, days=())
                for role in self.roles
            ),
            questions=tuple(replace(question, text="") for question in self.questions),
            areas=tuple(replace(area, name="", description="") for area in self.areas),
        )
        return _one_of_equals(bare)

    @cached_property
    def active_questions(self) -> tuple[CatalogQuestion, ...]:
        return tuple(question for question in self.questions if question.active)

    @cached_property
    def questions_by_slug(self) -> Mapping[str, CatalogQuestion]:
        return {question.slug: question for question in self.questions}

    @cached_property
    def roles_by_slug(self) -> Mapping[str, CatalogRole]:
        return {role.slug: role for role in self.roles}

    @cached_property
    def roles_by_day(self) -> Mapping[str, CatalogRole]:
        return {day.slug: role for role in self.roles for day in role.days}

    @cached_property
    def dimensions_by_area(self) -> tuple[DimensionGroup, ...]:
        """The areas with their dimensions, in order; one group of all when there are none."""
        if not self.areas:
            return (DimensionGroup(None, self.dimensions),)
        return tuple(
            DimensionGroup(area, tuple(row for row in self.dimensions if row.area == area.slug))
            for area in self.areas
        )

    @cached_property
    def area_slugs(self) -> tuple[str, ...]:
        """The areas, in order; without any, the dimensions, each of which stands alone then."""
        return tuple(row.slug for row in self.areas or self.dimensions)

    def role(self, slug: str) -> CatalogRole | None:
        """The role of that slug; None when there is none."""
        return self.roles_by_slug.get(slug)


@dataclass(frozen=True, slots=True)
class Change:
    """One difference between two documents, as `content.difference` finds it.

    `section` is a key of the document. `slug` names the row ("" for the settings and for the order
    of a section). `field` is dotted, such as "targets.strategy"; it is
    "added" or "removed" for a whole row and "order" for the order of rows.
    """

    section: str
    slug: str
    field: str
    old: object
    new: object


# --- what the engine says of a sheet


@dataclass(frozen=True, slots=True)
class DimensionScore:
    """What one respondent's answers say of one dimension."""

    dimension: str  # its slug
    answered: int
    skipped: int
    open: int  # active questions not shown yet
    mean: float | None  # of the keyed answers, 1 to 5; None when none was answered
    pattern: float | None  # how far above (or below) the own average over the dimensions it lies

    @property
    def plain(self) -> float | None:
        """The mean on a scale from 0 (disliked all of it a lot) to 100 (liked all of it a lot)."""
        return None if self.mean is None else (self.mean - 1) * POINTS_OF_100

    @property
    def from_average(self) -> float | None:
        """`pattern` on the scale of `plain`."""
        return None if self.pattern is None else self.pattern * POINTS_OF_100


@dataclass(frozen=True, slots=True)
class Match:
    """One role and the probability, 0 to 1, that it is the respondent's closest match."""

    role: str  # its slug
    probability: float


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a sheet comes to. With two roles or more there is always a leader and a runner-up;
    `certainty` says what that is worth."""

    matches: tuple[Match, ...]  # every role, the most probable first
    certainty: Certainty
    scores: tuple[DimensionScore, ...]  # every dimension, in the catalog's order
    level: float  # mean liking over the answered dimensions, in points from the baselines
    level_remark: LevelRemark | None  # when the level is remarkable; never scored
    named: tuple[str, ...]  # the roles that a headline names: none, the leader, or up to three
    is_noted: bool = False  # by `quality.notes`: such a result is never clear
    scale: float = 1.0  # by how much answers were stretched, as this person ticks boldly or not

    @property
    def leader(self) -> str:
        return self.matches[0].role

    @property
    def runner_up(self) -> str:
        return self.matches[1].role

    @property
    def answered(self) -> int:
        return sum(score.answered for score in self.scores)

    @property
    def skipped(self) -> int:
        return sum(score.skipped for score in self.scores)

    @property
    def open(self) -> int:
        return sum(score.open for score in self.scores)


@dataclass(frozen=True, slots=True)
class Reasons:
    """Why one role and not another: points that add up exactly to the log-odds between the two.

    Points are natural logarithms of odds: 0.69 doubles the odds of `leader` against `rival`,
    -0.69 halves them. The dimensions' points, the prior and the days add up to `log_odds`, and so
    do the answers' points, the prior and the days.
    """

    leader: str
    rival: str
    log_odds: float
    prior: float  # from before the first answer; 0, as all roles are equally likely then
    by_dimension: Mapping[str, float] = field(hash=False)  # every dimension's slug -> points
    by_answer: Mapping[str, float] = field(hash=False)  # each answered question's slug -> points
    days: float = 0.0  # of all days chosen in the second step


@dataclass(frozen=True, slots=True)
class DayPair:
    """Two days to choose from, each of another role: their slugs, as shown."""

    left: str
    right: str


@dataclass(frozen=True, slots=True)
class DayChoice:
    """What was chosen of a pair: the slug of one of its days, or None when it was skipped."""

    pair: DayPair
    chosen: str | None


@dataclass(frozen=True, slots=True)
class Flip:
    """A change of one answer that makes another role lead."""

    question: str  # its slug
    old: int
    new: int
    leader: str  # the role that would lead then


@dataclass(frozen=True, slots=True)
class AnswerChange:
    question: str  # its slug
    old: int
    new: int


@dataclass(frozen=True, slots=True)
class Path:
    """Answers whose change makes a role lead."""

    role: str  # its slug
    changes: tuple[AnswerChange, ...]  # as few as possible when exact
    is_exact: bool  # False: an upper bound; fewer changes may do

    @property
    def length(self) -> int:
        """How many answers it changes."""
        return len(self.changes)


# --- what the lab says of a catalog

SIGNS: Mapping[str, Callable[[float, float], bool]] = {"<": lt, "<=": le, ">": gt}


@dataclass(frozen=True, slots=True)
class Limit:
    """A bar: the verdict when a figure lies on the wrong side of it."""

    verdict: Verdict
    sign: str  # one of SIGNS: how a figure that crosses it compares with it
    figure: float

    def is_crossed(self, figure: float) -> bool:
        return SIGNS[self.sign](figure, self.figure)


@dataclass(frozen=True, slots=True)
class Check:
    """One figure of a catalog against its bar."""

    code: str  # as lab.check names them; "texts" and "settings" with the rule, as "texts.twins"
    about: tuple[str, ...]  # slugs: one role, two roles, one dimension; () for the whole catalog
    figure: float
    limits: tuple[Limit, ...]  # the most severe first; the first one crossed decides
    verdict: Verdict
    advice: str  # what to do when it does not pass, in English
    confusion: float | None = None  # of a pair: see `lab.confusion`
    detail: str = ""  # what was found, such as the name of an invisible character


@dataclass(frozen=True, slots=True)
class Impact:
    """What a change of catalog does to sheets."""

    sheets: int  # that were compared
    skipped: int  # not compared: without an answer that counts in one of the catalogs
    changed: int  # with another leader after than before
    from_to: Mapping[tuple[str, str], int] = field(hash=False)  # leader before, after -> sheets
    before: Mapping[str, float] = field(hash=False)  # every role's share of the sheets, 0 to 1
    after: Mapping[str, float] = field(hash=False)

    @property
    def changed_share(self) -> float:
        """Of the compared sheets, 0 to 1; 0 when none was."""
        return self.changed / self.sheets if self.sheets else 0.0
