"""The sentences below the headline of a result: why, and how the next role compares."""

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from roles.domain.explanation import KindReason
from roles.domain.scoring import profile_shape
from roles.domain.shapes import MIDDLE_OF_100, SLIGHT
from roles.pages.results.report import ResultPage
from roles.wording.outcome import names, note_sentence


def summary_sentences(page: ResultPage) -> list[str]:
    """What stands below the headline, each a whole sentence or two."""
    if not page.outcome.named:
        return [_why_no_direction(page)]
    tie = len(page.outcome.named) > 1
    sentences = _of_a_tie(page) if tie else [_because(page), _next_role(page)]
    if page.is_noted:
        sentences.insert(0, " ".join(map(note_sentence, page.remarks)))
    return [sentence for sentence in sentences if sentence]


def _why_no_direction(page: ResultPage) -> str:
    answered, needed = page.outcome.answered, page.settings.minimum_answers
    if answered < needed:
        return ngettext(
            "You rated %(answered)s statement, and it takes %(needed)s to tell roles apart.",
            "You rated %(answered)s statements, and it takes %(needed)s to tell roles apart.",
            answered,
        ) % {"answered": answered, "needed": needed}
    if page.is_alike:
        return _("You gave every statement the same answer, so no kind of work stands out.")
    return _("You like a mix of work that several of these roles share.")


def _because(page: ResultPage) -> str:
    """What person and job both put high, the favourite first."""
    if not page.why.highs:
        return _("No single kind of work decides it, but together they point here.")
    reason = page.why.highs[0]
    if reason.own <= MIDDLE_OF_100:
        a_lot = _("You mind “%(kind)s” less than most work, and it's a big part of the job.")
        some = _("You mind “%(kind)s” less than most work, and it's a fair part of the job.")
    elif is_favourite(page, reason):
        a_lot = _("You like “%(kind)s” best of all, and it's a big part of the job.")
        some = _("You like “%(kind)s” best of all, and it's a fair part of the job.")
    else:
        a_lot = _("You like “%(kind)s” more than most work, and it's a big part of the job.")
        some = _("You like “%(kind)s” more than most work, and it's a fair part of the job.")
    return (a_lot if reason.role > SLIGHT else some) % {"kind": kind_name(page, reason)}


def _next_role(page: ResultPage) -> str:
    """What the runner-up has in common with the first role, and what sets it apart."""
    if page.rival != page.runner_up:  # the days were between two others
        days = _("The days you chose point here, and not to %(rival)s.")
        return days % {"rival": page.rival.role.name}
    tip = next(iter(page.why.tips), None)
    others = tuple(row for row in page.why.shared if tip is None or row.dimension != tip.dimension)
    shared = strongest(others)
    words = names(page)
    if shared:
        words["shared"] = kind_name(page, shared)
    if tip:
        words["kind"] = kind_name(page, tip)
    if tip is None:
        both = _("%(runner_up)s comes next, with “%(shared)s” in it too.")
        return both % words if shared else _comes_next(page)
    if tip.from_average > 0:
        both = _("%(runner_up)s comes next. It has “%(shared)s” too, but less “%(kind)s”.")
        alone = _("%(runner_up)s comes next, but has less “%(kind)s”.")
    else:
        both = _(
            "%(runner_up)s comes next. It has “%(shared)s” too, but more “%(kind)s”, which you "
            "like less."
        )
        alone = _("%(runner_up)s comes next, but has more “%(kind)s”, which you like less.")
    return (both if shared else alone) % words


def _comes_next(page: ResultPage) -> str:
    behind = _("%(runner_up)s comes next, well behind.")
    near = _("%(runner_up)s comes next, and may suit you too.")
    return (behind if page.outcome.certainty == "clear" else near) % names(page)


def _of_a_tie(page: ResultPage) -> list[str]:
    two = len(page.outcome.named) == 2
    look = (
        _("Your answers can't tell the two apart, so look at both.")
        if two
        else _("Your answers can't tell the three apart, so look at all of them.")
    )
    shared = strongest(shared_by_named(page))
    if shared is None:
        return [look]
    if is_favourite(page, shared):
        both = _("You like “%(kind)s” best of all, and it's a good part of both jobs.")
        three = _("You like “%(kind)s” best of all, and it's a good part of all three jobs.")
    else:
        both = _("You like “%(kind)s” more than most work, and it's a good part of both jobs.")
        three = _(
            "You like “%(kind)s” more than most work, and it's a good part of all three jobs."
        )
    return [(both if two else three) % {"kind": kind_name(page, shared)}, look]


# --- shared with the reasons


def kind_name(page: ResultPage, reason: KindReason) -> str:
    return next(row.name for row in page.catalog.dimensions if row.slug == reason.dimension)


def is_favourite(page: ResultPage, reason: KindReason) -> bool:
    """Whether the person likes no kind of work more."""
    liked = page.why.favourites
    return bool(liked) and reason.own > MIDDLE_OF_100 and reason.own == liked[0].own


def strongest(reasons: tuple[KindReason, ...]) -> KindReason | None:
    """The one that the person likes most."""
    return max(reasons, key=lambda reason: reason.own, default=None)


def shared_by_named(page: ResultPage) -> tuple[KindReason, ...]:
    """What the person and all roles of a tie put high."""
    shapes = [profile_shape(page.catalog, slug) for slug in page.outcome.named]
    return tuple(
        reason for reason in page.why.shared if all(shape[reason.dimension] > 0 for shape in shapes)
    )
