"""What the pages about roles say: plain frozen data, known by slugs like the catalog's."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property

# Where a statement is from. Published: somebody else's work, with a year or said to be undated.
# Client: the text we were given. Practice: usual, but no source found. View: our own judgement.
# Own: what this site itself does.
SOURCE_KINDS = ("published", "client", "practice", "view", "own")
CURRENCIES = ("USD", "GBP", "EUR")
TOPICS = ("jobs", "quiz")  # what questions and answers are about

# The sections of a role's page that are lists of points, in the order shown.
ROLE_POINTS = (
    *("does", "good", "people", "boxes", "ladder", "suits", "unsuited", "leaving", "confused"),
    *("trials", "qualifications", "titles", "week"),
)
COMPARISON_POINTS = ("choose", "same", "different")
NAMED_POINTS = {"boxes", "ladder", "week"}  # whose label is a heading of their own
POINTS_OF_ROLES = {"confused", "choose"}  # whose label is the slug of a role


@dataclass(frozen=True, slots=True)
class Source:
    slug: str
    label: str  # as shown beside what it says
    name: str
    kind: str  # of SOURCE_KINDS
    year: int | None  # None: undated
    note: str = ""  # what it is and how it was seen
    url: str = ""


@dataclass(frozen=True, slots=True)
class PayFigure:
    """What a group of people earns a year, in whole units of the currency."""

    slug: str
    group: str
    country: str
    currency: str  # of CURRENCIES
    source: str
    as_of: date | None  # the first of the month for which it holds; None: undated
    counted: str  # who was counted
    low: int | None  # one in ten earns less
    middle: int | None  # half earn less; the average where `average` says so
    high: int | None  # one in ten earns more
    code: str = ""  # of the official group
    is_capped: bool = False  # whether the survey stops at `high`: it may be much more
    average: bool = False


@dataclass(frozen=True, slots=True)
class Point:
    """One statement, and where it is from."""

    text: str
    source: str
    label: str = ""  # a heading, a day, a step of the ladder, or the slug of a role
    span: str = ""  # how many years a step of the ladder usually takes, in words


@dataclass(frozen=True, slots=True)
class PayShown:
    """A pay figure on a role's page."""

    figure: str
    note: str = ""  # what it hides


@dataclass(frozen=True, slots=True)
class RolePage:
    slug: str  # of the role
    description: str  # for search engines
    checked: date
    points: Mapping[str, tuple[Point, ...]]  # by kind, every one of ROLE_POINTS
    pay_note: str
    pay: tuple[PayShown, ...]  # the nearest group first


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two or three roles side by side."""

    roles: tuple[str, ...]
    description: str
    answer: str
    source: str
    points: Mapping[str, tuple[Point, ...]]  # by kind, every one of COMPARISON_POINTS

    @property
    def slug(self) -> str:
        return comparison_slug(self.roles)


@dataclass(frozen=True, slots=True)
class AnswerRow:
    label: str
    text: str


@dataclass(frozen=True, slots=True)
class ReaderQuestion:
    """What readers ask, and the answer."""

    slug: str
    topic: str  # of TOPICS
    question: str
    answer: str
    source: str
    rows: tuple[AnswerRow, ...] = ()  # a small table below the answer
    link: str = ""  # an address of this site where there is more
    link_text: str = ""


@dataclass(frozen=True, slots=True)
class Title:
    """A job that many people come from."""

    slug: str
    name: str
    changes: Mapping[str, str]  # by dimension: what has to change
    pay: str = ""  # slug of a figure
    note: str = ""


@dataclass(frozen=True, slots=True)
class Step:
    """A usual step from a title or a role to a role."""

    start: str
    goal: str
    text: str  # the stepping stone
    source: str
    shift: str = ""  # what changes, in one sentence
    is_long: bool = False


@dataclass(frozen=True)  # no slots: indexes are kept
class Careers:
    """Everything that the pages about roles say beyond the catalog."""

    sources: tuple[Source, ...] = ()
    pay: tuple[PayFigure, ...] = ()
    roles: tuple[RolePage, ...] = ()
    comparisons: tuple[Comparison, ...] = ()
    reader_questions: tuple[ReaderQuestion, ...] = ()
    titles: tuple[Title, ...] = ()
    routes: tuple[Step, ...] = ()

    @cached_property
    def sources_by_slug(self) -> Mapping[str, Source]:
        return {source.slug: source for source in self.sources}

    @cached_property
    def pay_by_slug(self) -> Mapping[str, PayFigure]:
        return {figure.slug: figure for figure in self.pay}

    @cached_property
    def roles_by_slug(self) -> Mapping[str, RolePage]:
        return {page.slug: page for page in self.roles}

    @cached_property
    def titles_by_slug(self) -> Mapping[str, Title]:
        return {title.slug: title for title in self.titles}

    @cached_property
    def comparisons_by_roles(self) -> Mapping[frozenset[str], Comparison]:
        return {frozenset(row.roles): row for row in self.comparisons}

    def points(self, role: str, kind: str) -> tuple[Point, ...]:
        """The points of one kind on a role's page; none when it has no page."""
        page = self.roles_by_slug.get(role)
        return page.points[kind] if page else ()

    def sources_of(self, slugs: Collection[str]) -> tuple[Source, ...]:
        """The sources of these slugs, in their own order."""
        return tuple(source for source in self.sources if source.slug in slugs)


def comparison_slug(roles: Iterable[str]) -> str:
    """What stands in the address of a comparison."""
    return "-and-".join(roles)
