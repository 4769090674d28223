"""Content that no longer fits the roles of the draft, in sentences. No queries."""

from collections import Counter
from collections.abc import Iterable

from django.utils.translation import ngettext

from roles.domain.types import Change


def misfit_sentences(misfits: Iterable[Change]) -> list[str]:
    """One for each kind of row, such as "4 comparisons name a role that the draft doesn't have."

    Args:
        misfits: as `DraftState.misfits`.
    """
    rows = {(change.section, change.slug, change.field == "removed") for change in misfits}
    counts = Counter((section, is_row) for section, _slug, is_row in sorted(rows))
    return [_sentence(section, is_row, count) for (section, is_row), count in counts.items()]


def _sentence(section: str, is_row: bool, count: int) -> str:
    if not is_row:
        said = ngettext(
            "%(count)s role page names a job that the draft no longer has.",
            "%(count)s role pages name a job that the draft no longer has.",
            count,
        )
        return said % {"count": count}
    forms = {
        "roles": ngettext(
            "%(count)s role page is about a role that the draft no longer has.",
            "%(count)s role pages are about roles that the draft no longer has.",
            count,
        ),
        "comparisons": ngettext(
            "%(count)s comparison names a role that the draft no longer has.",
            "%(count)s comparisons name a role that the draft no longer has.",
            count,
        ),
        "routes": ngettext(
            "%(count)s route step names a job that the draft no longer has.",
            "%(count)s route steps name a job that the draft no longer has.",
            count,
        ),
    }
    return forms[section] % {"count": count}
