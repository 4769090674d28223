"""What is missing of the pages about a role, in words."""

from collections.abc import Mapping

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from roles.content.completeness import Gap, RoleCompleteness
from roles.content.schema import RoleDocument
from roles.wording.changes import key_words
from roles.wording.rows import Names


def completeness_sentence(found: RoleCompleteness) -> str:
    """In short: "Complete", or "3 things missing"."""
    count = len(found.missing)
    if not count:
        return _("Complete")
    return ngettext("%(count)s thing missing", "%(count)s things missing", count) % {"count": count}


def gap_sentence(gap: Gap, names: Names) -> str:
    """One gap: "No comparison with Product owner"."""
    said = {
        "name": _name(gap, names),
        "count": gap.count,
        "needed": gap.needed,
    }
    return _sentences(gap)[gap.kind] % said


def _name(gap: Gap, names: Names) -> str:
    if gap.kind in ("empty", "thin"):
        return key_words(gap.about, RoleDocument.model_fields[gap.about])
    part = {"no_comparison": "roles", "undated": "sources", "old_pay": "pay"}.get(gap.kind)
    return names[part].get(gap.about, gap.about) if part else ""


def _sentences(gap: Gap) -> Mapping[str, str]:
    return {
        "no_page": _("The role has no page yet"),
        "empty": _("Nothing under “%(name)s”"),
        "thin": ngettext(
            "Only %(count)s point under “%(name)s”; %(needed)s or more say enough",
            "Only %(count)s points under “%(name)s”; %(needed)s or more say enough",
            gap.count,
        ),
        "no_pay": _("No pay figure"),
        "no_comparison": _("No comparison with %(name)s"),
        "no_way_in": _("No route leads to it"),
        "few_days": ngettext(
            "%(count)s day; the second step asks for %(needed)s",
            "%(count)s days; the second step asks for %(needed)s",
            gap.count,
        ),
        "undated": _("Source without a year: %(name)s"),
        "old_pay": _("May be out of date: %(name)s"),
    }
