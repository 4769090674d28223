"""What a draft would do, before it is published: checks of it, and its impact on sheets.

Figures, limits and codes only, and the advice that belongs to each limit. Nothing here blocks:
`failing` says for which checks a catalog may not be published, and the caller keeps to it.
"""

import math
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import combinations, product
from operator import mul, ne, sub
from random import Random
from statistics import NormalDist, pstdev
from typing import NamedTuple

from roles.domain.check_limits import SPREAD_LIMITS, judge, neutral_limits
from roles.domain.content_checks import day_checks, setting_checks, text_checks
from roles.domain.personas import TARGETS_PER_POINT, ideal_sheet, neutral_sheet
from roles.domain.profile_checks import leading_role, order_checks, status_checks
from roles.domain.scoring import has_direction, line, score
from roles.domain.sheets import layout, read
from roles.domain.types import Answers, Catalog, CatalogRole, Check, Impact

NEUTRAL_SHEETS, NEUTRAL_SEED = 10_000, 1


# --- checks before publishing


def check(
    catalog: Catalog, sheets: Sequence[Answers] = (), before: Catalog | None = None
) -> tuple[Check, ...]:
    """All checks of a catalog, whatever their verdict.

    In this order: "length", the centred length of each profile in points of the scale; "pair",
    the correlation of the patterns of each two roles, -1 to 1; "order", see `profile_checks`;
    "ideal", the place of each role on its own ideal sheet, 1 when it leads; "neutral", the share of
    neutral sheets that each role leads, 0 to 1; "status", see `profile_checks`; "questions", how
    many are active in each dimension, and then, about the whole catalog, by how many these numbers
    differ; "dimension", the standard deviation of the roles' targets in each dimension, in points
    of the scale; the "settings.", "texts." and "days" of `content_checks`; "replay", the share of
    stored sheets that would get another leader, 0 to 1; 0 when the two catalogs have none to
    compare.

    Args:
        sheets: stored ones, of any catalog.
        before: the catalog in force. Without it, or without sheets, there is no "replay".

    Raises:
        AnswerError: with every answer that is not 1 to 5 or None, of the first sheet that has any.
    """
    checks = _own_checks(catalog)
    if before is None or not sheets:
        return checks
    return (*checks, judge("replay", (), impact(before, catalog, sheets).changed_share))


def failing(checks: Iterable[Check]) -> tuple[Check, ...]:
    """Those of the checks for which a catalog may not be published."""
    return tuple(check for check in checks if check.verdict == "fail")


@lru_cache(maxsize=16)
def _own_checks(catalog: Catalog) -> tuple[Check, ...]:
    """The checks that need no stored sheets; kept, as pages ask for those of one draft often."""
    neutral = _neutral_people(catalog.numbers, NEUTRAL_SHEETS)
    shares = _shares(catalog, [person.leader for person in neutral])
    limits = neutral_limits(len(catalog.roles))
    return (
        *(judge("length", (role.slug,), _length(role)) for role in catalog.roles),
        *(pair_check(catalog, *pair) for pair in combinations(layout(catalog).roles, 2)),
        *order_checks(catalog),
        *(judge("ideal", (role.slug,), ideal_place(catalog, role.slug)) for role in catalog.roles),
        *(judge("neutral", (slug,), share, limits) for slug, share in shares.items()),
        *status_checks(catalog),
        *_question_checks(catalog),
        *(
            judge("dimension", (row.slug,), _difference(catalog, row.slug))
            for row in catalog.dimensions
        ),
        *setting_checks(catalog, sum(person.has_direction for person in neutral) / len(neutral)),
        *text_checks(catalog),
        *day_checks(catalog),
    )


def _length(role: CatalogRole) -> float:
    mean = math.fsum(role.targets.values()) / len(role.targets)
    return math.dist(role.targets.values(), [mean] * len(role.targets)) / TARGETS_PER_POINT


def pair_check(catalog: Catalog, one: str, other: str) -> Check:
    """ "pair": the correlation of the patterns of two roles, -1 to 1, with their `confusion`.

    Raises:
        UnknownRole: when the catalog lacks one of the two roles.
    """
    of = layout(catalog)
    # Patterns are centred and equally long. A flat one is all 0: like no other.
    alike = sum(map(mul, of.patterns[of.role(one)], of.patterns[of.role(other)]))
    correlation = alike / catalog.settings.contrast**2
    confused = confusion(catalog, one, other)
    return judge("pair", (one, other), correlation, confusion=confused)


def confusion(catalog: Catalog, one: str, other: str) -> float:
    """The share, 0 to 0.5, of the people of either role who come out on the wrong side when the
    two are all there is to choose from and every active question is answered.

    Source: two normal densities with a common covariance, Welch 1939; see `scoring`.

    Raises:
        UnknownRole: when the catalog lacks one of the two roles.
    """
    of = layout(catalog)
    first, second = of.role(one), of.role(other)
    slopes = line(catalog, tuple(map(len, of.active))).slopes
    factors = map(sub, slopes[first], slopes[second])
    differences = map(sub, of.patterns[first], of.patterns[second])
    # The sum of w (d - mean d)^2 over the dimensions, as the factors w (d - mean d) add up to 0.
    squared = max(0.0, sum(map(mul, factors, differences)))
    return NormalDist().cdf(-math.sqrt(squared) / 2)


def ideal_place(catalog: Catalog, role_slug: str) -> int:
    """The place of a role on its own ideal sheet, from 1."""
    matches = score(catalog, ideal_sheet(catalog, role_slug)).matches
    return 1 + [match.role for match in matches].index(role_slug)


class _Person(NamedTuple):
    leader: str
    has_direction: bool


def neutral_shares(catalog: Catalog, sheets: int) -> Mapping[str, float]:
    """The share, 0 to 1, of the first so many neutral sheets that each role leads."""
    people = _neutral_people(catalog.numbers, sheets)
    return _shares(catalog, [person.leader for person in people])


@lru_cache(maxsize=32)
def _neutral_people(numbers: Catalog, count: int) -> tuple[_Person, ...]:
    """Kept, as thousands of sheets take seconds."""
    rng = Random(NEUTRAL_SEED)  # noqa: S311  # seeded chance, no secret
    people = []
    for _sheet in range(count):
        answers = neutral_sheet(numbers, rng)
        sheet = read(numbers, answers)
        people.append(_Person(leading_role(sheet), has_direction(sheet, answers)))
    return tuple(people)


def _question_checks(catalog: Catalog) -> Iterator[Check]:
    of = layout(catalog)
    counts = [len(active) for active in of.active]
    for slug, count in zip(of.dimensions, counts, strict=True):
        yield judge("questions", (slug,), count)
    yield judge("questions", (), max(counts) - min(counts), SPREAD_LIMITS)


def _difference(catalog: Catalog, dimension_slug: str) -> float:
    return pstdev(role.targets[dimension_slug] for role in catalog.roles) / TARGETS_PER_POINT


# --- impact of one catalog against another


def impact(before: Catalog, after: Catalog, sheets: Iterable[Answers]) -> Impact:
    """Who leads each sheet with one catalog and who with another.

    Each catalog scores the answers to what it asks, see `asked`. A sheet that has none left for
    one of the two is skipped. `from_to` holds the pairs that occur, with the same leader before
    and after too, in the catalogs' order of roles.

    Args:
        sheets: of any catalogs; made-up ones do as well.

    Raises:
        AnswerError: with every answer that is not 1 to 5 or None, of the first sheet that has any.
    """
    was: list[str] = []
    now: list[str] = []
    skipped = 0
    for answers in sheets:
        old, new = read(before, asked(before, answers)), read(after, asked(after, answers))
        if old.keyed and new.keyed:
            was.append(leading_role(old))
            now.append(leading_role(new))
        else:
            skipped += 1
    counts = Counter(zip(was, now, strict=True))
    pairs = product(layout(before).roles, layout(after).roles)
    return Impact(
        sheets=len(was),
        skipped=skipped,
        changed=sum(map(ne, was, now)),
        from_to={pair: counts[pair] for pair in pairs if pair in counts},
        before=_shares(before, was),
        after=_shares(after, now),
    )


def asked(catalog: Catalog, answers: Answers) -> dict[str, int | None]:
    """The answers without those to questions that the catalog does not ask, or no longer."""
    active = {question.slug for question in catalog.active_questions}
    return {slug: answer for slug, answer in answers.items() if slug in active}


def _shares(catalog: Catalog, leaders: Sequence[str]) -> dict[str, float]:
    """Every role's share of the leaders, 0 to 1."""
    counts = Counter(leaders)
    return {slug: counts[slug] / max(len(leaders), 1) for slug in layout(catalog).roles}
