"""What the admin shows beside a role's form and on the page about all roles. No sentences."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import combinations
from typing import NamedTuple

from roles.domain import insight, lab
from roles.domain.check_limits import LIMITS, judge, neutral_limits
from roles.domain.insight import Persona, RoleInsight
from roles.domain.measurement import Recognition
from roles.domain.types import Answers, Catalog, CatalogDimension, CatalogRole, Check, Impact, Match
from roles.pages.areas import AreaRows, by_area

NEUTRAL_PEOPLE = 1_000  # simulated ones: a first look; the checks before publishing take more
PAIR_LIMITS = [limit.figure for limit in LIMITS["pair"]]


class NumberRow(NamedTuple):
    """A kind of work with the number typed and the one in force, 0 to 100."""

    dimension: CatalogDimension
    typed: float
    published: float | None

    @property
    def start(self) -> float:
        """The lower one of the two."""
        return min(self.typed, self.typed if self.published is None else self.published)

    @property
    def moved(self) -> float:
        return 0 if self.published is None else abs(self.typed - self.published)


class AlikeRow(NamedTuple):
    """Another role, and how like it is."""

    role: CatalogRole
    check: Check

    @property
    def place(self) -> float:
        """Of its correlation on a scale from 0 to 100, which stand for -1 and 1."""
        return correlation_place(self.check.figure)


class NamedMatch(NamedTuple):
    role: CatalogRole
    probability: float


class PersonaRow(NamedTuple):
    """Whom a made-up person gets."""

    persona: Persona
    before: NamedMatch | None
    after: NamedMatch


class OrderRow(NamedTuple):
    """A kind of work in which readers see one role higher and the score has the other there."""

    dimension: CatalogDimension
    high: CatalogRole
    low: CatalogRole

    @property
    def numbers(self) -> tuple[float, float]:
        return self.high.targets[self.dimension.slug], self.low.targets[self.dimension.slug]


@dataclass(frozen=True, slots=True)
class RolePanel:
    """What is shown beside a role's form at once."""

    role: CatalogRole
    groups: list[AreaRows[NumberRow]]
    alike: tuple[AlikeRow, ...]
    people: tuple[PersonaRow, ...]
    contradictions: tuple[OrderRow, ...]
    warns_above: float = min(PAIR_LIMITS)
    fails_above: float = max(PAIR_LIMITS)

    @property
    def nearest(self) -> CatalogRole:
        return self.alike[0].role

    @property
    def limits(self) -> list[float]:
        """Where the limits of likeness stand on the scale of `AlikeRow.place`."""
        return [correlation_place(figure) for figure in (self.warns_above, self.fails_above)]


def role_panel(before: Catalog | None, after: Catalog, role: CatalogRole) -> RolePanel:
    """Of a role of `after`."""
    found = insight.role_insight(before, after, role.slug)
    roles = after.roles_by_slug
    published = before.role(role.slug) if before else None
    held: Mapping[str, float] = published.targets if published else {}
    rows = (NumberRow(row, role.targets[row.slug], held.get(row.slug)) for row in after.dimensions)
    return RolePanel(
        role=role,
        groups=by_area(rows, after.areas),
        alike=tuple(AlikeRow(roles[check.about[1]], check) for check in found.alike),
        people=_people(before, after, found),
        contradictions=tuple(_order(after, check) for check in found.contradictions),
    )


def _people(before: Catalog | None, after: Catalog, found: RoleInsight) -> tuple[PersonaRow, ...]:
    rows = []
    for person in found.people:
        was = _named(before, person.before) if before and person.before else None
        rows.append(PersonaRow(person.persona, was, _named(after, person.after)))
    return tuple(rows)


def _named(catalog: Catalog, match: Match) -> NamedMatch:
    return NamedMatch(catalog.roles_by_slug[match.role], match.probability)


def _order(catalog: Catalog, check: Check) -> OrderRow:
    slug, high, low = check.about
    dimension = next(row for row in catalog.dimensions if row.slug == slug)
    return OrderRow(dimension, catalog.roles_by_slug[high], catalog.roles_by_slug[low])


def correlation_place(correlation: float) -> float:
    """-1 to 1 as 0 to 100."""
    return 50 * (correlation + 1)


# --- what takes longer


class NeutralRow(NamedTuple):
    """The share of neutral people that a role leads."""

    role: CatalogRole
    before: float | None  # None where the role is not in force
    check: Check  # of the catalog that is looked at

    @property
    def after(self) -> float:
        return self.check.figure


class Moved(NamedTuple):
    """How many people get one role instead of another."""

    before: CatalogRole
    after: CatalogRole
    people: int


@dataclass(frozen=True, slots=True)
class PeoplePanel:
    """What is shown beside a role's form a little later."""

    neutral: NeutralRow
    people: int  # of whom neutral shares are worked out
    people_of_checks: int  # likewise, before publishing
    impact: Impact | None  # None when there is nothing to compare with
    moved: tuple[Moved, ...]  # the largest groups first
    is_simulated: bool


def people_panel(
    before: Catalog | None,
    after: Catalog,
    role: CatalogRole,
    sheets: Iterable[Answers],
    *,
    is_simulated: bool,
) -> PeoplePanel:
    """Of a role of `after`, for results or simulated people."""
    impact = lab.impact(before, after, sheets) if before else None
    return PeoplePanel(
        neutral=neutral_row(before, after, role),
        people=NEUTRAL_PEOPLE,
        people_of_checks=lab.NEUTRAL_SHEETS,
        impact=impact,
        moved=_moved(before, after, impact) if before and impact else (),
        is_simulated=is_simulated,
    )


def neutral_row(before: Catalog | None, after: Catalog, role: CatalogRole) -> NeutralRow:
    shares = lab.neutral_shares(after, NEUTRAL_PEOPLE)
    was = lab.neutral_shares(before, NEUTRAL_PEOPLE).get(role.slug) if before else None
    limits = neutral_limits(len(after.roles))
    return NeutralRow(role, was, judge("neutral", (role.slug,), shares[role.slug], limits))


def _moved(before: Catalog, after: Catalog, impact: Impact) -> tuple[Moved, ...]:
    groups = (
        Moved(before.roles_by_slug[old], after.roles_by_slug[new], people)
        for (old, new), people in impact.from_to.items()
        if old != new
    )
    return tuple(sorted(groups, key=lambda group: -group.people))


# --- all roles at once


class LabRow(NamedTuple):
    """One role on the page about all of them."""

    neutral: NeutralRow
    ideal_place: int
    nearest: AlikeRow

    @property
    def role(self) -> CatalogRole:
        return self.neutral.role


class PairCell(NamedTuple):
    """How two roles stand to each other; None where a role meets itself."""

    role: CatalogRole
    check: Check | None


@dataclass(frozen=True, slots=True)
class LabPage:
    rows: tuple[LabRow, ...]
    matrix: tuple[tuple[CatalogRole, tuple[PairCell, ...]], ...]
    people: int = NEUTRAL_PEOPLE
    warns_above: float = min(PAIR_LIMITS)
    fails_above: float = max(PAIR_LIMITS)


def lab_page(before: Catalog | None, after: Catalog) -> LabPage:
    """All roles of a catalog, beside the one in force."""
    pairs = {
        frozenset(pair): lab.pair_check(after, *pair)
        for pair in combinations(after.roles_by_slug, 2)
    }
    matrix = tuple(
        (
            role,
            tuple(
                PairCell(other, pairs.get(frozenset((role.slug, other.slug))))
                for other in after.roles
            ),
        )
        for role in after.roles
    )
    rows = tuple(
        LabRow(
            neutral_row(before, after, role),
            lab.ideal_place(after, role.slug),
            max(
                (AlikeRow(cell.role, cell.check) for cell in cells if cell.check),
                key=lambda row: row.check.figure,
            ),
        )
        for role, cells in matrix
    )
    return LabPage(rows, matrix)


class TakenFor(NamedTuple):
    """How many of 100 people of one role get another, or their own."""

    in_100: int
    is_own: bool


def recognized(
    catalog: Catalog, recognition: Recognition
) -> list[tuple[CatalogRole, list[TakenFor]]]:
    """Whom people of each role get, in the catalog's order."""
    return [
        (
            role,
            [
                TakenFor(
                    round(100 * recognition.taken_for[role.slug][other.slug].value), role is other
                )
                for other in catalog.roles
            ],
        )
        for role in catalog.roles
    ]
