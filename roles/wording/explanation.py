"""Why a result is as it is, in sentences, in the order in which people ask."""

from collections.abc import Iterator
from typing import NamedTuple

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from roles.domain.explanation import KindReason
from roles.domain.scoring import profile_shape
from roles.pages.results.report import DaysChosen, ResultPage, Turn
from roles.wording.outcome import turn_sentence

MOST_FAVOURITES = 3
MIDDLE_OF_100 = 50  # what is liked no more than this is not liked
SLIGHT = (
    10  # points of 100 from a role's own average, within which a kind of work hardly stands out
)


class ExplanationPart(NamedTuple):
    """A heading with its sentences."""

    heading: str
    sentences: tuple[str, ...]


def explanation_parts(page: ResultPage) -> list[ExplanationPart]:
    """The explanation of a result; parts without anything to say are left out."""
    if not page.has_order:
        return []
    if not page.outcome.named:
        parts = _without_direction(page)
    elif page.is_even:
        parts = _of_a_tie(page)
    else:
        parts = _of_a_leader(page)
    both = _both(page)
    return [ExplanationPart(heading % both, tuple(said)) for heading, said in parts if said]


def _both(page: ResultPage) -> dict[str, str]:
    """The leader and the role that it is set against."""
    return {"leader": page.leader.role.name, "runner_up": page.rival.role.name}


Parts = Iterator[tuple[str, list[str]]]


def _of_a_leader(page: ResultPage) -> Parts:
    why = page.why
    found = [_high(page, reason, is_first=not place) for place, reason in enumerate(why.highs)]
    if why.low:
        found.append(_low(page, why.low))
    if not found:
        found = [_("No single kind of work decides it, but all together point here.")]
    against = [_against(page, reason) for reason in why.against]
    tips = _tips(page)
    if page.days:
        said = _days(page.days)
        if page.days.has_turned:
            found.insert(0, said)  # the reasons after it do not say why this role leads
        elif page.days.is_even:
            tips.append(said)
        else:
            (found if page.days.role == page.leader.role else against).append(said)
    yield _("Why %(leader)s"), found
    yield _("What points the other way"), against
    yield _("Why not %(runner_up)s?"), tips


def _of_a_tie(page: ResultPage) -> Parts:
    a_lot = _("You like “%(kind)s” more than most work, and both jobs have a lot of it.")
    some = _("You like “%(kind)s” more than most work, and it's a fairly big part of both jobs.")
    second = profile_shape(page.catalog, page.why.rival)
    yield (
        _("What %(leader)s and %(runner_up)s share"),
        [
            _said(page, row, a_lot if min(row.role, second[row.dimension]) > SLIGHT else some)
            for row in page.why.shared
        ],
    )
    days = [_days(page.days)] if page.days else []
    heading = _("What tips it")
    if len(page.outcome.named) > 2:
        heading = _("What tips it between %(leader)s and %(runner_up)s")
    tips = days + _tips(page)
    yield heading, tips or [_("No single kind of work tips it: several small differences add up.")]


def _without_direction(page: ResultPage) -> Parts:
    liked = _("You like “%(kind)s” more than most work.")
    yield (
        _("What you like"),
        [_said(page, reason, liked) for reason in page.why.favourites[:MOST_FAVOURITES]],
    )
    weeks = _("Whose week would you rather have: %(leader)s or %(runner_up)s?")
    yield _("Weeks to compare"), [weeks % _both(page)]


def _days(chosen: DaysChosen) -> str:
    """What the days say, between the two roles that the statements put first."""
    if chosen.is_even:
        sentence = _(
            "You chose the %(role)s day as often as the %(other)s day, so the days don't tip it."
        )
    elif chosen.has_turned:
        sentence = ngettext(
            "By the statements alone, %(other)s would come first. But you chose the %(role)s day, "
            "and that tipped it.",
            "By the statements alone, %(other)s would come first. But you chose the %(role)s day "
            "in %(count)s of %(total)s pairs, and that tipped it.",
            chosen.total,
        )
    else:
        sentence = ngettext(
            "You chose the %(role)s day over the %(other)s day.",
            "You chose the %(role)s day over the %(other)s day in %(count)s of %(total)s pairs.",
            chosen.total,
        )
    return sentence % {
        "role": chosen.role.name,
        "other": chosen.other.name,
        "count": chosen.count,
        "total": chosen.total,
    }


def _high(page: ResultPage, reason: KindReason, *, is_first: bool) -> str:
    if reason.own <= MIDDLE_OF_100:
        a_lot = _("You mind “%(kind)s” less than most work, and the job has a lot of it.")
        some = _("You mind “%(kind)s” less than most work, and it's a fairly big part of the job.")
    elif is_first and reason.dimension == page.why.favourites[0].dimension:
        a_lot = _("You like “%(kind)s” most, and the job has a lot of it.")
        some = _("You like “%(kind)s” most, and it's a fairly big part of the job.")
    else:
        a_lot = _("You like “%(kind)s” more than most work, and the job has a lot of it.")
        some = _("You like “%(kind)s” more than most work, and it's a fairly big part of the job.")
    return _said(page, reason, a_lot if reason.role > SLIGHT else some)


def _low(page: ResultPage, reason: KindReason) -> str:
    little = _("You like “%(kind)s” less than most work, and the job has little of it.")
    some = _("You like “%(kind)s” less than most work, and it's a fairly small part of the job.")
    return _said(page, reason, little if reason.role < -SLIGHT else some)


def _against(page: ResultPage, reason: KindReason) -> str:
    if reason.from_average > 0:
        much = _("You like “%(kind)s” more than most work, but the job has little of it.")
        some = _(
            "You like “%(kind)s” more than most work, but it's a fairly small part of the job."
        )
    else:
        much = _("The job has a lot of “%(kind)s”, which you like less than most work.")
        some = _("“%(kind)s” is a fairly big part of the job, and you like it less than most work.")
    return _said(page, reason, much if abs(reason.role) > SLIGHT else some)


def _tips(page: ResultPage) -> list[str]:
    """What sets the first role above the second, and the one answer that would turn them."""
    more = _(
        "You like “%(kind)s” more than most work, and %(leader)s has more of it than %(runner_up)s."
    )
    less = _(
        "You like “%(kind)s” less than most work, and %(leader)s has less of it than %(runner_up)s."
    )
    said = [
        _sentence(page, reason, more if reason.from_average > 0 else less)
        for reason in page.why.tips
    ]
    if turn := page.why.turn:
        question = page.catalog.questions_by_slug[turn.question]
        role = page.catalog.roles_by_slug[turn.leader]
        said.append(turn_sentence(Turn(question, turn.new, role)))
    return said


def _sentence(page: ResultPage, reason: KindReason, sentence: str) -> str:
    kind = next(row.name for row in page.catalog.dimensions if row.slug == reason.dimension)
    return sentence % (_both(page) | {"kind": kind})


def _said(page: ResultPage, reason: KindReason, sentence: str) -> str:
    """The sentence about a kind of work, and the answers that show it."""
    said, answers = _sentence(page, reason, sentence), reason.answers
    if not answers:
        return said
    texts = [page.catalog.questions_by_slug[slug].text for slug in answers]
    shown = "; ".join(f"“{text}”" for text in texts)
    if reason.from_average > 0:
        evidence = ngettext("You liked this: %(texts)s", "You liked these: %(texts)s", len(texts))
    else:
        evidence = ngettext(
            "You disliked this: %(texts)s", "You disliked these: %(texts)s", len(texts)
        )
    return f"{said} {evidence % {'texts': shown}}."
