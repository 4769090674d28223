"""The table of what is missing about each role, with the way to where it is added."""

from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from roles.admin.desk import desk_page, render_desk
from roles.content.completeness import Gap, RoleCompleteness
from roles.models import PayFigure, RolePage, RoleProfile, Source
from roles.queries.careers import draft_names
from roles.queries.completeness import draft_completeness
from roles.queries.draft import draft_state
from roles.wording.completeness import completeness_sentence, gap_sentence
from roles.wording.rows import Names

Ids = Mapping[str, Mapping[str, int]]  # of rows, by table and slug


@dataclass(frozen=True)
class GapLine:
    sentence: str
    address: str  # where it is mended


@dataclass(frozen=True)
class RoleLine:
    name: str
    address: str  # of the role's own form
    sentence: str  # in short
    is_complete: bool
    missing: list[GapLine]
    notes: list[GapLine]


@require_safe
@desk_page("roles.view_rolepage")
def completeness_table(request: HttpRequest) -> HttpResponse:
    """What is missing of the draft, role by role."""
    state, names, ids = draft_state(), draft_names(), _ids()
    found = draft_completeness(state, localdate())
    lines = [_line(each, names, ids) for each in found]
    context = {"lines": lines, "is_sound": not state.problems}
    return render_desk(request, "admin/desk/completeness.html", _("What is missing"), context)


def _line(found: RoleCompleteness, names: Names, ids: Ids) -> RoleLine:
    missing, notes = (
        [GapLine(gap_sentence(gap, names), _address(gap, found.role.slug, ids)) for gap in gaps]
        for gaps in (found.missing, found.notes)
    )
    return RoleLine(
        found.role.name,
        _form("roleprofile", ids["roles"][found.role.slug]),
        completeness_sentence(found),
        found.is_complete,
        missing,
        notes,
    )


def _ids() -> Ids:
    tables = {"roles": RoleProfile, "pages": RolePage, "sources": Source, "pay": PayFigure}
    return {
        name: dict(table._default_manager.values_list("slug", "pk"))
        for name, table in tables.items()
    }


def _address(gap: Gap, role: str, ids: Ids) -> str:
    if gap.kind == "no_page":
        return _form("rolepage", slug=role)
    if gap.kind == "no_comparison":
        return _form("comparison")
    if gap.kind == "no_way_in":
        return _form("step", goal=role)
    table, row = {
        "few_days": ("roleprofile", ids["roles"].get(role)),
        "undated": ("source", ids["sources"].get(gap.about)),
        "old_pay": ("payfigure", ids["pay"].get(gap.about)),
    }.get(gap.kind, ("rolepage", ids["pages"].get(role)))
    return _form(table, row)


def _form(table: str, row: int | None = None, **filled: str) -> str:
    """A row's form; for no row that of a new one, with something filled in."""
    if row is not None:
        return reverse(f"admin:roles_{table}_change", args=[row])
    query = f"?{urlencode(filled)}" if filled else ""
    return f"{reverse(f'admin:roles_{table}_add')}{query}"
