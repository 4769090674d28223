"""Where each part of the draft is mended: the addresses of forms, by what they are about."""

from django.db.models import Model
from django.http import HttpRequest
from django.urls import reverse

from roles.models import (
    CONTENT_ROWS,
    Area,
    Day,
    Dimension,
    Question,
    RoleProfile,
    ScoringSettings,
    SiteTexts,
)
from roles.queries.draft import CONTENT, SINGLE, DraftState, row_ids
from roles.wording.problems import ProblemLine, problem_lines

MODELS: dict[str, type[Model]] = {
    "areas": Area,
    "dimensions": Dimension,
    "roles": RoleProfile,
    "questions": Question,
    "days": Day,
    "settings": ScoringSettings,
    f"{CONTENT}site": SiteTexts,
} | {f"{CONTENT}{table.section}": table for table in CONTENT_ROWS}
# Fields of a role that are tables of their own, with the id of each on the role's form.
INLINES = {"targets": "targets-group", "reasons": "targets-group", "days": "days-group"}
SINGLE_ID = 1


class Places:
    """The addresses of forms that somebody may open. Twelve queries, made when first asked."""

    def __init__(self, request: HttpRequest) -> None:
        self._user = request.user
        self._ids: dict[tuple[str, str], int] | None = None

    def may(self, verb: str, section: str) -> bool:
        """Whether they have that right ("view", "change" ...) on a section's rows."""
        return self._user.has_perm(f"roles.{verb}_{MODELS[section]._meta.model_name}")

    def form(self, section: str, slug: str, field: str = "") -> str:
        """The form of a row, at the control of that field where it has one of its own; the list of
        a section for ""; "" for a row that the draft lacks, and for whoever may not change it."""
        if not self.may("change", section):
            return ""
        if section in SINGLE:
            return _address(MODELS[section], SINGLE_ID, field)
        if not slug:
            return reverse(f"admin:roles_{MODELS[section]._meta.model_name}_changelist")
        if self._ids is None:
            self._ids = row_ids()
        pk = self._ids.get((section, slug))
        if pk is None:
            return ""
        if section == "days":
            return _address(RoleProfile, pk, "days")
        return _address(MODELS[section], pk, field)

    def statements_of(self, dimension: str) -> str:
        """The list of a kind of work's statements."""
        pk = (self._ids or row_ids()).get(("dimensions", dimension))
        listed = self.form("questions", "")
        return f"{listed}?dimension__id__exact={pk}" if listed and pk else listed


def placed_problems(places: Places, state: DraftState) -> list[tuple[ProblemLine, str]]:
    """The problems of the draft in words, each with where it is fixed; "" where nowhere is."""
    return [
        (line, places.form(line.section, line.slug, line.field)) for line in problem_lines(state)
    ]


def _address(model: type[Model], pk: int, field: str) -> str:
    address = reverse(f"admin:roles_{model._meta.model_name}_change", args=[pk])
    name = field.partition(".")[0]
    if name in ("", "added", "removed", "order"):
        return address
    return f"{address}#{INLINES.get(name, f'id_{field}')}"
