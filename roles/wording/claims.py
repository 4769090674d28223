"""Claims in words, for the command line."""

from django.utils.translation import gettext as _

from roles.content.claims import Claim, Share


def claim_line(claim: Claim) -> str:
    """ "does: You plan. (official: BLS, 2025)", "good: It works. (our view)"."""
    where: str = claim.kind
    if claim.kind in ("official", "study", "FAQ"):
        where = f"{claim.kind}: {claim.source}, {claim.year or _('undated')}"
    elif claim.year:
        where = f"{claim.kind}, {claim.year}"
    return f"{claim.section}: {claim.text} ({where})"


def share_line(share: Share) -> str:
    """ "/roles/thinker/: 40% (19 of 47)"."""
    said = _("%(page)s: %(percent)s%% (%(ours)s of %(all)s)")
    percent = round(100 * share.ours / share.all)
    return said % {
        "page": share.page,
        "percent": percent,
        "ours": share.ours,
        "all": share.all,
    }
