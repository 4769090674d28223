"""What the engine is given: a catalog, as immutable values. Made by `catalog.parse` only."""

from collections.abc import Mapping
from dataclasses import dataclass, field

SYMBOLS = ("circle", "square", "triangle", "diamond", "cross")


@dataclass(frozen=True, slots=True)
class Dimension:
    """A kind of work that is liked more or less, such as strategy."""

    slug: str
    name: str
    description: str
    low: str  # who scores low, as in "happy for others to set the direction"
    high: str


@dataclass(frozen=True, slots=True)
class RoleProfile:
    """A career path and the liking typical of it: one target from 0 to 100 per dimension."""

    slug: str
    name: str
    summary: str
    symbol: str  # one of SYMBOLS: its shape and colour on every page
    targets: Mapping[str, float] = field(hash=False)  # every dimension's slug -> 0..100
    reasons: Mapping[str, str] = field(hash=False)  # a dimension's slug -> why the target is so


@dataclass(frozen=True, slots=True)
class Question:
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

    contrast: float = 0.8  # length of a role's expected pattern, in points of the answer scale
    own_variance: float = 0.35  # spread of people's own leanings round their role's pattern
    noise_variance: float = 0.9  # spread of one answer round the person's own leaning
    temperature: float = 1.0  # above 1 makes probabilities more cautious
    stop_probability: float = 0.95  # the quiz may end once the leader stays with this probability
    minimum_answers: int = 8
    questions_per_page: int = 4
    longest_run: int = 2  # questions of one dimension in a row
    clear_from: float = 0.6  # leader's probability from which the result is called clear
    close_from: float = 0.75  # runner-up's over leader's probability from which it is called close
    no_direction_below: float = 0.3  # leader's probability below which there is no direction
    panel_share: float = 0.05  # share of attempts that are asked everything, for calibration
    calibrated: bool = False  # whether baselines were learnt from real answers


@dataclass(frozen=True, slots=True)
class Catalog:
    """Everything a recommendation depends on. Order is the order shown and breaks ties."""

    dimensions: tuple[Dimension, ...]
    roles: tuple[RoleProfile, ...]
    questions: tuple[Question, ...]
    settings: Settings

    @property
    def active_questions(self) -> tuple[Question, ...]:
        return tuple(question for question in self.questions if question.active)

    def role(self, slug: str) -> RoleProfile | None:
        """The role of that slug; None when there is none."""
        return next((role for role in self.roles if role.slug == slug), None)


@dataclass(frozen=True, slots=True)
class Change:
    """One difference between two catalogs, as `catalog.difference` finds it.

    `section` is dimensions, roles, questions or settings. `slug` names the row ("" for the
    settings and for the order of a section). `field` is dotted, such as "targets.strategy"; it is
    "added" or "removed" for a whole row and "order" for the order of rows.
    """

    section: str
    slug: str
    field: str
    old: object
    new: object
