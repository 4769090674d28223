"""Why a draft cannot be shown: each problem with the row where it is mended."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from django.conf import settings
from django.db.models import Model
from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from roles.domain.errors import Problem
from roles.models import (
    CONTENT_ROWS,
    Area,
    Comparison,
    Dimension,
    Question,
    RolePage,
    RoleProfile,
    ScoringSettings,
)
from roles.queries.draft import CONTENT

TABLES: dict[str, type[Model]] = {
    "areas": Area,
    "dimensions": Dimension,
    "roles": RoleProfile,
    "questions": Question,
    "settings": ScoringSettings,
} | {CONTENT + row.section: row for row in CONTENT_ROWS}


@dataclass(frozen=True, slots=True)
class ProblemLine:
    """A problem, and where to mend it."""

    row: str  # the name of the row, or of its table; "" when it is of no table
    address: str  # of its form, or of the list; likewise
    words: str


def problem_lines(problems: Sequence[Problem]) -> list[ProblemLine]:
    """One query for each table in which something is wrong, and one for the names of roles."""
    if not problems:
        return []
    roles = dict(RoleProfile.objects.values_list("slug", "name"))
    rows: dict[str, list[Model]] = {}
    lines = []
    for problem in problems:
        prefix = CONTENT if problem.where.startswith(CONTENT) else ""
        section = prefix + str(problem.path[0]) if problem.path else ""
        if section not in TABLES:
            lines.append(ProblemLine("", "", str(problem)))
            continue
        if section not in rows:
            rows[section] = list(TABLES[section]._default_manager.all())
        lines.append(_line(problem, TABLES[section], rows[section], roles))
    return lines


def _line(
    problem: Problem, table: type[Model], rows: list[Model], roles: Mapping[str, str]
) -> ProblemLine:
    name = table._meta.model_name
    place = problem.path[1] if len(problem.path) > 1 else None
    if table is ScoringSettings:
        row, keys = next(iter(rows), None), problem.path[1:]
    else:
        is_row = isinstance(place, int) and place < len(rows)
        row, keys = rows[place] if is_row else None, problem.path[2:]  # type: ignore[index]  # a number then
    where = ": ".join(str(key).replace("_", " ") for key in keys if isinstance(key, str))
    words = str(replace(problem, where=capfirst(where) or str(table._meta.verbose_name)))
    if row is None:
        address = reverse(f"admin:roles_{name}_changelist", settings.ROOT_URLCONF)
        return ProblemLine(str(capfirst(table._meta.verbose_name_plural)), address, words)
    address = reverse(f"admin:roles_{name}_change", settings.ROOT_URLCONF, args=[row.pk])
    return ProblemLine(_name_of(row, roles), address, words)


def _name_of(row: Model, roles: Mapping[str, str]) -> str:
    """What people call a row: "Role page: Product owner"."""
    kind = str(capfirst(row._meta.verbose_name))
    name = str(row)
    if isinstance(row, RolePage | Comparison):
        slugs = row.document.get("roles") or [row.slug]
        name = ", ".join(roles.get(slug, slug) for slug in slugs)
    return _("%(kind)s: %(name)s") % {"kind": kind, "name": name} if name.strip() else kind
