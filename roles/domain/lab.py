"""What a draft would do, before it is published: checks of it, and its impact on sheets.

Figures, bars and codes only; the sentences of advice are the one exception, as they belong to the
bars. Nothing here blocks: `failing` says for which checks a catalog may not be published, and the
caller keeps to it.
"""

import math
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import combinations, product
from operator import mul, ne, sub
from random import Random
from statistics import NormalDist, pstdev

from roles.domain.personas import TARGETS_PER_POINT, ideal_sheet, neutral_sheet
from roles.domain.scoring import DIGITS, leader, line, log_odds_of, score
from roles.domain.sheets import Sheet, layout, read
from roles.domain.types import Answers, Catalog, Check, Impact, Limit, RoleProfile

NEUTRAL_SHEETS, NEUTRAL_SEED = 10_000, 1


def gettext_noop(text: str) -> str:
    """The text itself. Django's makemessages collects texts for translation by this name, so that
    the domain can mark them and stay free of Django."""
    return text


# --- checks before publishing

# Per code the most severe first, as the first one crossed decides.
LIMITS: Mapping[str, tuple[Limit, ...]] = {
    "length": (Limit("fail", "<", 0.5),),
    "pair": (Limit("fail", ">", 0.95), Limit("warn", ">", 0.75)),
    "ideal": (Limit("fail", ">", 1),),
    "neutral": (
        Limit("fail", "<", 0.05),
        Limit("fail", ">", 0.45),
        Limit("warn", "<", 0.10),
        Limit("warn", ">", 0.35),
    ),
    "questions": (Limit("fail", "<", 4),),
    "dimension": (Limit("warn", "<=", 0.3),),
    "replay": (Limit("warn", ">", 0.10),),
}
SPREAD_LIMITS = (Limit("fail", ">", 2),)  # of "questions" when it is about the whole catalog

ADVICE: Mapping[str, str] = {
    "length": gettext_noop(
        "Move the role's targets further apart: a profile as flat as this fits everybody."
    ),
    "pair": gettext_noop(
        "Change the targets in which the two roles should differ, or keep only one of the roles."
    ),
    "ideal": gettext_noop(
        "Make the profile differ more from the role that comes first on its ideal answers."
    ),
    "neutral": gettext_noop(
        "If the role leads too seldom, make it differ more from the roles most like it; "
        "if it leads too often, bring other roles nearer to it."
    ),
    "questions": gettext_noop(
        "Keep at least four active questions in every dimension, "
        "and at most two more in one than in another."
    ),
    "dimension": gettext_noop(
        "Let the roles differ more in this dimension, or drop it: it does not tell roles apart."
    ),
    "replay": gettext_noop(
        "Look at who would get another role, and publish only if that is what you want."
    ),
}


def check(
    catalog: Catalog, sheets: Sequence[Answers] = (), before: Catalog | None = None
) -> tuple[Check, ...]:
    """All checks of a catalog, whatever their verdict.

    In this order: "length", the centred length of each profile in points of the scale; "pair",
    the correlation of the patterns of each two roles, -1 to 1; "ideal", the place of each role on
    its own ideal sheet, 1 when it leads; "neutral", the share of neutral sheets that each role
    leads, 0 to 1; "questions", how many are active in each dimension, and then, about the whole
    catalog, by how many these numbers differ; "dimension", the standard deviation of the roles'
    targets in each dimension, in points of the scale; "replay", the share of stored sheets that
    would get another leader, 0 to 1; 0 when the two catalogs have none to compare.

    Args:
        sheets: stored ones, of any catalog.
        before: the catalog in force. Without it, or without sheets, there is no "replay".

    Raises:
        AnswerError: with every answer that is not 1 to 5 or None, of the first sheet that has any.
    """
    checks = _own_checks(catalog)
    if before is None or not sheets:
        return checks
    return (*checks, _check("replay", (), impact(before, catalog, sheets).changed_share))


def failing(checks: Iterable[Check]) -> tuple[Check, ...]:
    """Those of the checks for which a catalog may not be published."""
    return tuple(check for check in checks if check.verdict == "fail")


@lru_cache(maxsize=16)
def _own_checks(catalog: Catalog) -> tuple[Check, ...]:
    """The checks that need no stored sheets; kept, as neutral sheets by the thousand take time."""
    shares = _neutral_shares(catalog)
    return (
        *(_check("length", (role.slug,), _length(role)) for role in catalog.roles),
        *(_pair_check(catalog, *pair) for pair in combinations(layout(catalog).roles, 2)),
        *(_check("ideal", (role.slug,), _place(catalog, role.slug)) for role in catalog.roles),
        *(_check("neutral", (slug,), share) for slug, share in shares.items()),
        *_question_checks(catalog),
        *(
            _check("dimension", (row.slug,), _difference(catalog, row.slug))
            for row in catalog.dimensions
        ),
    )


def _check(
    code: str,
    about: tuple[str, ...],
    figure: float,
    limits: tuple[Limit, ...] | None = None,
    confusion: float | None = None,
) -> Check:
    limits = limits or LIMITS[code]
    figure = round(figure, DIGITS)  # so that rounding errors carry none over its bar
    crossed = (limit.verdict for limit in limits if limit.is_crossed(figure))
    return Check(code, about, figure, limits, next(crossed, "pass"), ADVICE[code], confusion)


def _length(role: RoleProfile) -> float:
    mean = math.fsum(role.targets.values()) / len(role.targets)
    return math.dist(role.targets.values(), [mean] * len(role.targets)) / TARGETS_PER_POINT


def _pair_check(catalog: Catalog, one: str, other: str) -> Check:
    of = layout(catalog)
    # Patterns are centred and equally long. A flat one is all 0: like no other.
    alike = sum(map(mul, of.patterns[of.role(one)], of.patterns[of.role(other)]))
    correlation = alike / catalog.settings.contrast**2
    confused = confusion(catalog, one, other)
    return _check("pair", (one, other), correlation, confusion=confused)


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


def _place(catalog: Catalog, role_slug: str) -> int:
    """The place of a role on its own ideal sheet, from 1."""
    matches = score(catalog, ideal_sheet(catalog, role_slug)).matches
    return 1 + [match.role for match in matches].index(role_slug)


def _neutral_shares(catalog: Catalog) -> dict[str, float]:
    rng = Random(NEUTRAL_SEED)  # noqa: S311  # seeded chance, no secret
    drawn = (neutral_sheet(catalog, rng) for _sheet in range(NEUTRAL_SHEETS))
    return _shares(catalog, [_leader(read(catalog, answers)) for answers in drawn])


def _question_checks(catalog: Catalog) -> Iterator[Check]:
    of = layout(catalog)
    counts = [len(active) for active in of.active]
    for slug, count in zip(of.dimensions, counts, strict=True):
        yield _check("questions", (slug,), count)
    yield _check("questions", (), max(counts) - min(counts), SPREAD_LIMITS)


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
            was.append(_leader(old))
            now.append(_leader(new))
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


def _leader(sheet: Sheet) -> str:
    """As `scoring.score` has it, without the rest."""
    first = leader(log_odds_of(sheet), sheet.catalog.settings.temperature)
    return sheet.layout.roles[first]


def _shares(catalog: Catalog, leaders: Sequence[str]) -> dict[str, float]:
    """Every role's share of the leaders, 0 to 1."""
    counts = Counter(leaders)
    return {slug: counts[slug] / max(len(leaders), 1) for slug in layout(catalog).roles}
