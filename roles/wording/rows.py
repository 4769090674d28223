"""What a row of the content's draft is called: by the names of what it is about, never by slugs."""

from collections.abc import Iterable, Mapping

from django.utils.text import capfirst
from django.utils.translation import gettext as _

from roles.models import Comparison, ContentRow, RolePage, Step

Names = Mapping[str, Mapping[str, str]]  # by part of the scope: names by slug


def row_name(row: ContentRow, names: Names) -> str:
    """Such as "Product owner" for a page, or "Developer to Product owner" for a step."""
    jobs = {**names["titles"], **names["roles"]}
    if isinstance(row, RolePage):
        return jobs.get(row.slug, row.slug)
    if isinstance(row, Comparison):
        *firsts, last = [jobs.get(slug, slug) for slug in row.document.get("roles", ())] or [""]
        return _("%(firsts)s and %(last)s") % {"firsts": ", ".join(firsts), "last": last}
    if isinstance(row, Step):
        ends = {key: jobs.get(row.text(key), row.text(key)) for key in ("start", "goal")}
        return _("%(start)s to %(goal)s") % ends
    return str(row)


def name_rows(rows: Iterable[ContentRow], names: Names) -> None:
    """Has each be called so from now on."""
    for row in rows:
        row.shown_as = row_name(row, names)


def kind_and_name(row: ContentRow) -> str:
    """Such as "Role page: Product owner", of a row that `name_rows` has seen."""
    said = {"kind": capfirst(row._meta.verbose_name), "name": row}
    return _("%(kind)s: %(name)s") % said
