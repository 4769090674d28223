"""How scoring works, told of the version in force: its figures, and an example worked by it."""

from dataclasses import asdict, dataclass
from itertools import combinations
from typing import NamedTuple

from django.utils.text import capfirst

from roles.domain import lab, sheets, types
from roles.models import CatalogVersion, ScoringSettings
from roles.pages.careers.example import Example, worked_example
from roles.pages.quiz import quiz_size
from roles.queries.careers import Content
from roles.queries.catalog import calibrated_since

MIDDLE = (sheets.LOWEST + sheets.HIGHEST) // 2  # of the answer scale


Targets = tuple[tuple[types.CatalogDimension, float], ...]  # in the catalog's order


class Simulated(NamedTuple):
    """What came out for simulated people with the content that the app ships; of 100 people,
    except for the mean number of statements. tests/domain/test_figures.py finds it again."""

    statements: float
    statements_strong: float  # of people with strong preferences
    agrees: float  # same first role as after all statements
    first: int  # the role that the person was made from comes first
    first_strong: int


COLD = Simulated(17.4, 15.1, 98.9, 67, 84)
LEARNED = Simulated(16.2, 13.7, 98.1, 73, 88)


class SettingRow(NamedTuple):
    name: str
    label: str
    value: float | bool
    help_text: str


class HardestPair(NamedTuple):
    """Two roles, and of 100 people in a choice between just these, how many would come out on
    the wrong side even after every statement."""

    one: types.CatalogRole
    other: types.CatalogRole
    wrong: float


@dataclass(frozen=True, slots=True)
class MethodShown:
    """Everything about the method that depends on the version in force."""

    version: CatalogVersion
    calibrated_since: CatalogVersion | None  # None: every number is a first estimate
    size: dict[str, int]
    scale: tuple[tuple[int, int], ...]  # each answer, 5 to 1, with its steps from the middle
    has_baselines: bool  # whether any statement has another usual answer than the middle
    has_reversed: bool  # whether liking any statement counts against its dimension
    counts: tuple[tuple[types.CatalogDimension, int], ...]  # active statements of each dimension
    profiles: tuple[tuple[types.CatalogRole, Targets], ...]
    hardest: HardestPair
    settings: tuple[SettingRow, ...]
    example: Example
    cold: Simulated = COLD
    learned: Simulated = LEARNED


def method_shown(content: Content, catalog: types.Catalog) -> MethodShown:
    """The method as the catalog in force has it. One query when that is calibrated.

    Raises:
        LookupError: when nothing was published yet.
    """
    if content.version is None:
        raise LookupError("no version is in force")
    active = catalog.active_questions
    return MethodShown(
        version=content.version,
        calibrated_since=calibrated_since() if catalog.settings.calibrated else None,
        size=quiz_size(catalog),
        scale=tuple(
            (answer, answer - MIDDLE) for answer in range(sheets.HIGHEST, sheets.LOWEST - 1, -1)
        ),
        has_baselines=any(question.baseline != MIDDLE for question in active),
        has_reversed=any(question.reversed for question in active),
        counts=tuple(
            (row, sum(question.dimension == row.slug for question in active))
            for row in catalog.dimensions
        ),
        profiles=tuple(
            (role, tuple((row, role.targets[row.slug]) for row in catalog.dimensions))
            for role in catalog.roles
        ),
        hardest=_hardest(catalog),
        settings=setting_rows(catalog.settings),
        example=worked_example(catalog),
    )


def setting_rows(settings: types.Settings) -> tuple[SettingRow, ...]:
    """Every setting, named as in the admin."""
    labels = {field.name: field for field in ScoringSettings._meta.fields}
    return tuple(
        SettingRow(
            name,
            str(capfirst(labels[name].verbose_name)),
            value,
            str(labels[name].help_text),
        )
        for name, value in asdict(settings).items()
    )


def _hardest(catalog: types.Catalog) -> HardestPair:
    """Of all pairs of roles the one that is told apart least well."""
    pairs = (
        HardestPair(one, other, 100 * lab.confusion(catalog, one.slug, other.slug))
        for one, other in combinations(catalog.roles, 2)
    )
    return max(pairs, key=lambda pair: pair.wrong)
