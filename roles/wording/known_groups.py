"""What people in the roles said later, in sentences for the page of statistics."""

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from roles.domain.disclosure import FEWEST
from roles.domain.known_groups import FitEstimate
from roles.pages.known_groups import FitSection, JobRow
from roles.wording.numbers import grouped, out_of_100, signed


def fit_finding(section: FitSection) -> str:
    """How often people whom their job suits were told that job."""
    known = sorted(
        ((row.fit.first.value, row.role.name) for row in section.rows if row.fit), reverse=True
    )
    if not known:
        return _progress(section)
    (most, best), (least, worst) = known[0], known[-1]
    if len(known) == 1:
        return _("%(job)s came first for %(share)s people in that job.") % {
            "job": best,
            "share": _of_100(most),
        }
    return _(
        "%(best)s came first for %(most)s people in that job, the most of all. %(worst)s did for "
        "%(least)s, the fewest."
    ) % {"best": best, "most": _of_100(most), "worst": worst, "least": _of_100(least)}


def _progress(section: FitSection) -> str:
    words = _(
        "About %(count)s people have answered. A job is shown once %(least)s people in it say that "
        "it suits them."
    )
    if not section.answered:
        words = _(
            "Fewer than %(step)s people have answered. A job is shown once %(least)s people in it "
            "say that it suits them."
        )
    return words % {"count": grouped(section.answered), "step": FEWEST, "least": section.least}


def kinds_finding(row: JobRow) -> str:
    """Where people in a job like other work than the engine expects."""
    other = [kind.dimension.name for kind in row.kinds if kind.fit.differs]
    if not other:
        return _("%(job)s: people in this job like what we expect, as far as we can tell.") % {
            "job": row.role.name
        }
    return ngettext(
        "%(job)s: people in this job differ from what we expect in %(count)s kind of work: "
        "%(kinds)s.",
        "%(job)s: people in this job differ from what we expect in %(count)s kinds of work: "
        "%(kinds)s.",
        len(other),
    ) % {"job": row.role.name, "count": len(other), "kinds": ", ".join(other)}


def share_estimate(estimate: FitEstimate) -> str:
    """ "62 of 100 (44 to 77)"."""
    return _("%(share)s (%(low)s to %(high)s)") % {
        "share": _of_100(estimate.value),
        "low": round(100 * estimate.low),
        "high": round(100 * estimate.high),
    }


def points_estimate(estimate: FitEstimate) -> str:
    """ "+14 (+9 to +19)", in points above the own average."""
    return _("%(mean)s (%(low)s to %(high)s)") % {
        "mean": signed(estimate.value),
        "low": signed(estimate.low),
        "high": signed(estimate.high),
    }


def _of_100(share: float) -> str:
    return out_of_100(round(100 * share))
