"""Why a result is as it is, as cards, in the order in which people ask."""

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from roles.domain.explanation import KindReason
from roles.domain.scoring import profile_shape
from roles.domain.shapes import MIDDLE_OF_100, SLIGHT
from roles.pages.results.report import AnswerPoints, DaysChosen, ResultPage, Turn
from roles.wording.outcome import turn_sentence
from roles.wording.summary import is_favourite, kind_name, shared_by_named

MOST_FAVOURITES, MOST_AGAINST = 3, 1
MOST_ANSWERS = 2  # behind the first reason; behind any other, and beside days, a single one


class ExplanationCard(NamedTuple):
    """One reason."""

    heading: str  # "" where that of its part says it
    sentences: tuple[str, ...]
    answers: tuple[AnswerPoints, ...] = ()  # that show it, the clearest first
    is_shared: bool = False  # whether it speaks for the roles of the headline


class ExplanationPart(NamedTuple):
    """A heading with its cards."""

    heading: str
    cards: tuple[ExplanationCard, ...]

    @property
    def rows(self) -> list[list[ExplanationCard]]:
        """The cards that speak for the headline, then the others."""
        shared = [card for card in self.cards if card.is_shared]
        others = [card for card in self.cards if not card.is_shared]
        return [row for row in (shared, others) if row]


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
    return [ExplanationPart(heading, tuple(cards)) for heading, cards in parts if cards]


def _both(page: ResultPage) -> dict[str, str]:
    """The leader and the role that it is set against."""
    return {"leader": page.leader.role.name, "runner_up": page.rival.role.name}


Parts = Iterator[tuple[str, list[ExplanationCard]]]


def _of_a_leader(page: ResultPage) -> Parts:
    why = page.why
    found = [_high(page, reason, is_first=not place) for place, reason in enumerate(why.highs)]
    if why.low:
        found.append(_low(page, why.low))
    if not found:
        found = [_said(_("No single kind of work decides it, but together they point here."))]
    against = [_against(page, reason) for reason in why.against[:MOST_AGAINST]]
    tips = _tips(page)
    if page.days:
        said = [_days(page.days), *_uncounted(page.days)]
        card = ExplanationCard(_("The days you chose"), tuple(said), is_shared=True)
        if page.days.has_turned:
            found.insert(0, card)  # the reasons after it do not say why this role leads
        elif page.days.is_even:
            tips += said
        elif page.days.role == page.leader.role:
            found.append(card)
        else:
            against += said
    more = [(_("What points the other way"), against)]
    more.append((_("Why not %(runner_up)s?") % _both(page), tips))
    yield _("Why %(leader)s") % _both(page), found + _plain(more)


def _of_a_tie(page: ResultPage) -> Parts:
    three = len(page.outcome.named) > 2
    second = profile_shape(page.catalog, page.why.rival)
    shared = [
        _shared(page, row, is_big=min(row.role, second[row.dimension]) > SLIGHT)
        for row in shared_by_named(page)
    ]
    days = [_days(page.days), *_uncounted(page.days)] if page.days else []
    tips = days + _tips(page)
    heading = _("What tips it")
    if three:
        heading = _("What tips it between %(leader)s and %(runner_up)s") % _both(page)
    tips = tips or [_("No single kind of work tips it. Several small differences add up.")]
    if shared:
        share = _("What all three share") if three else _("What the two share")
        yield share, shared + _plain([(heading, tips)])
    else:
        yield heading, list(map(_said, tips))


def _without_direction(page: ResultPage) -> Parts:
    yield (
        _("What you like"),
        [
            _card(page, reason, _("You like this more than most work."))
            for reason in page.why.favourites[:MOST_FAVOURITES]
            if reason.is_noticeable
        ],
    )


def _plain(parts: Iterable[tuple[str, list[str]]]) -> list[ExplanationCard]:
    return [ExplanationCard(heading, tuple(said)) for heading, said in parts if said]


def _said(sentence: str) -> ExplanationCard:
    return ExplanationCard("", (sentence,))


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


def _uncounted(chosen: DaysChosen) -> list[str]:
    """Nothing, or that there were pairs of other roles, of which somebody may wonder."""
    sentence = ngettext(
        "%(count)s other pair only checks how well the quiz works, and doesn't count.",
        "%(count)s other pairs only check how well the quiz works, and don't count.",
        chosen.uncounted,
    )
    return [sentence % {"count": chosen.uncounted}] if chosen.uncounted else []


def _high(page: ResultPage, reason: KindReason, *, is_first: bool) -> ExplanationCard:
    if reason.own <= MIDDLE_OF_100:
        a_lot = _("You mind it less than most, and it's high in this job.")
        some = _("You mind it less than most, and it's fairly high in this job.")
    elif is_first and is_favourite(page, reason):
        a_lot = _("Your favorite, high in this job.")
        some = _("Your favorite, fairly high in this job.")
    else:
        a_lot = _("High for you, high in this job.")
        some = _("High for you, fairly high in this job.")
    most = MOST_ANSWERS if is_first and not page.days else 1
    return _card(page, reason, a_lot if reason.role > SLIGHT else some, most)


def _low(page: ResultPage, reason: KindReason) -> ExplanationCard:
    little = _("Low for you, low in this job.")
    some = _("Low for you, fairly low in this job.")
    return _card(page, reason, little if reason.role < -SLIGHT else some)


def _shared(page: ResultPage, reason: KindReason, *, is_big: bool) -> ExplanationCard:
    if len(page.outcome.named) > 2:
        big = _("High for you, high in all three jobs.")
        some = _("High for you, fairly high in all three.")
    else:
        big = _("High for you, high in both jobs.")
        some = _("High for you, fairly high in both jobs.")
    return _card(page, reason, big if is_big else some)


def _against(page: ResultPage, reason: KindReason) -> str:
    if reason.from_average > 0:
        much = _("You like “%(kind)s” more than most work, but there's little of it in the job.")
        some = _(
            "You like “%(kind)s” more than most work, but it's a fairly small part of the job."
        )
    else:
        much = _("The job has a lot of “%(kind)s”, which you like less than most work.")
        some = _("“%(kind)s” is a fair part of the job, and you like it less than most work.")
    return _sentence(page, reason, much if abs(reason.role) > SLIGHT else some)


def _tips(page: ResultPage) -> list[str]:
    """What sets the first role above the second: up to two kinds of work, or one that the person
    likes and the one answer that would turn the two."""
    if page.is_even:
        more = _(
            "You like “%(kind)s” more than most work, and %(leader)s has more of it than "
            "%(runner_up)s."
        )
        less = _(
            "You like “%(kind)s” less than most work, and %(leader)s has less of it than "
            "%(runner_up)s."
        )
    else:
        more = _("You like “%(kind)s” more than most work, and %(leader)s has more of it.")
        less = _("You like “%(kind)s” less than most work, and %(leader)s has less of it.")
    turn = page.why.turn
    tips = [row for row in page.why.tips if row.from_average > 0][:1] if turn else page.why.tips
    said = [_sentence(page, reason, more if reason.from_average > 0 else less) for reason in tips]
    if turn:
        question = page.catalog.questions_by_slug[turn.question]
        role = page.catalog.roles_by_slug[turn.leader]
        said.append(turn_sentence(Turn(question, turn.new, role)))
    return said


def _sentence(page: ResultPage, reason: KindReason, sentence: str) -> str:
    return sentence % (_both(page) | {"kind": kind_name(page, reason)})


def _card(page: ResultPage, reason: KindReason, sentence: str, most: int = 1) -> ExplanationCard:
    """A kind of work, and the answers that show how it is liked."""
    given = {row.question.slug: row for area in page.sums.areas for row in area.answers}
    answers = tuple(given[slug] for slug in reason.answers[:most])
    return ExplanationCard(kind_name(page, reason), (sentence,), answers, is_shared=True)
