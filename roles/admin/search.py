"""Search over everything that admins write."""

from dataclasses import dataclass

from django.db.models import Model
from django.http import HttpRequest, HttpResponse
from django.utils.safestring import SafeString
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from roles.admin.desk import desk_page, render_desk
from roles.admin.uses import form_address
from roles.models import ContentRow, Day, RoleProfile
from roles.queries.careers import draft_names
from roles.queries.search import Hit, search_draft, words_of
from roles.wording.rows import name_rows
from roles.wording.search import marked

LONGEST_QUERY = 200
MOST_SHOWN = 50  # of one kind


@dataclass(frozen=True)
class HitLine:
    name: str  # "" where it is the sentence itself
    address: str
    text: SafeString  # the sentence found, its words marked


@dataclass(frozen=True)
class HitGroup:
    heading: str
    count: int
    lines: list[HitLine]


@require_safe
@desk_page("roles.view_roleprofile")
def search(request: HttpRequest) -> HttpResponse:
    """What has all the words, by kind; each with its sentence and the way to its form."""
    query = request.GET.get("q", "").replace("\x00", "")[:LONGEST_QUERY].strip()
    found = search_draft(query)
    names = draft_names() if found else {}
    groups = []
    for table, hits in found.items():
        if request.user.has_perm(f"roles.view_{_edited(table)._meta.model_name}"):
            name_rows((hit.row for hit in hits if isinstance(hit.row, ContentRow)), names)
            lines = [_line(hit, words_of(query)) for hit in hits[:MOST_SHOWN]]
            heading = capfirst(str(table._meta.verbose_name_plural))
            groups.append(HitGroup(heading, len(hits), lines))
    context = {"query": query, "groups": groups, "count": sum(group.count for group in groups)}
    return render_desk(request, "admin/desk/search.html", _("Search"), context)


def _edited(table: type[Model]) -> type[Model]:
    """The table in whose form its rows are edited."""
    return RoleProfile if table is Day else table


def _line(hit: Hit, words: list[str]) -> HitLine:
    row = hit.row
    owner = row.role if isinstance(row, Day) else row
    name = "" if str(owner) == hit.text else str(owner)
    return HitLine(name, form_address(owner), marked(hit.text, words))
