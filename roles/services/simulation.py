"""Writes of a demonstration: fills a database with made-up people, and empties it again.

People take the quiz through the same halves of the services as everybody else, only that many of
them are stored at once, and that nothing is drawn before somebody looks at it.
"""

import base64
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from itertools import islice

from django.db import transaction

from roles.domain import population, scoring
from roles.domain.errors import (
    HoldsRealAnswers,
    NoDemonstration,
    NotEnoughAnswers,
    NothingPublished,
)
from roles.domain.population import Participant, SharedLink
from roles.models import (
    Attempt,
    CatalogVersion,
    CountedDay,
    Demonstration,
    FitAnswer,
    Result,
    ShareLink,
)
from roles.queries.careers import expire_site, forget_state
from roles.queries.catalog import published_version, version_catalog
from roles.queries.quiz import day_pairs, fresh_attempt
from roles.queries.simulation import holds_real_answers, is_demonstration
from roles.services.overwriting import checkpoint
from roles.services.quiz import append_page, batches, record_answers, score_attempt, set_days
from roles.services.results import unsaved_link

BATCH = 500  # people stored in one transaction


def simulate(
    *,
    people: int,
    seed: int,
    days: int,
    now: datetime,
    progress: Callable[[int], None] = lambda _stored: None,
) -> Demonstration:
    """Fills the database with made-up people, in place of those whom it held. The same arguments
    give the same people with the same answers, to the letter.

    First it says that this is a demonstration: stopped halfway, it can be repeated or removed.

    Args:
        people: who sent at least their first page, 1 or more.
        seed: another one gives other people.
        days: over which they came, up to now; 1 or more.
        progress: told after each batch how many are stored.

    Raises:
        NothingPublished: when there is no quiz to take.
        HoldsRealAnswers: when anybody real has answered. Nothing was written then.
    """
    version = published_version()
    if version is None:
        raise NothingPublished
    demonstration = _begin(people, now)
    _forget_flag()
    _delete_people()
    sittings, stored = _sittings(version, people, seed, days, now), 0
    while batch := list(islice(sittings, BATCH)):
        _store(batch)
        stored += len(batch)
        progress(stored)
    return demonstration


def remove_demonstration() -> int:
    """Deletes all people of a demonstration, made up or not, with all that is counted of them.
    Stopped halfway, it can be repeated.

    Returns:
        How many attempts there were.

    Raises:
        NoDemonstration: when the people are real. Nothing was deleted then.
    """
    if not is_demonstration():
        raise NoDemonstration
    count = _delete_people()
    Demonstration.objects.all().delete()
    _forget_flag()
    return count


@transaction.atomic
def _begin(people: int, now: datetime) -> Demonstration:
    if holds_real_answers():
        raise HoldsRealAnswers
    row, _is_new = Demonstration.objects.update_or_create(
        pk=1, defaults={"people": people, "filled_at": now}
    )
    return row


def _forget_flag() -> None:
    """Has the next page say whether its people are made up."""
    forget_state()
    expire_site()


def _delete_people() -> int:
    CountedDay.objects.all().delete()
    count = 0
    for keys in batches(Attempt.objects.all()):
        Attempt.objects.filter(pk__in=keys).delete()
        count += len(keys)
    checkpoint()  # visitors who tried the quiz are among them
    return count


def _sittings(
    version: CatalogVersion, people: int, seed: int, days: int, now: datetime
) -> Iterator["Sitting"]:
    drawn = population.draw_population(version_catalog(version), seed)
    coming = population.arrivals(people, days, now, seed)
    for person, begun in zip(population.participants(drawn, people), coming, strict=True):
        yield take_quiz(person, version, begun, now)


# --- one person


@dataclass
class Sitting:
    """An attempt with what came of it, none of it stored."""

    attempt: Attempt
    result: Result | None = None
    links: list[ShareLink] = field(default_factory=list)
    fit: FitAnswer | None = None


def take_quiz(
    person: Participant, version: CatalogVersion, begun: datetime, until: datetime
) -> Sitting:
    """What somebody who opens the first page at that time has done by then.

    Args:
        begun: in whole seconds, as tickets have it.
        until: now; later than the first page's answers.
    """
    attempt = fresh_attempt(token_of(person.key), version)
    attempt.started_at = attempt.saved_at = begun
    sitting = Sitting(attempt)
    if not _answer_pages(attempt, person, until) or not _pass_check_page(attempt, person, until):
        return sitting
    has_chosen = bool(attempt.day_choices) or attempt.days_skipped  # that button finishes as well
    at = attempt.saved_at + timedelta(seconds=0 if has_chosen else person.check_seconds)
    result = Result(attempt=attempt)
    if at <= until:
        try:
            score_attempt(attempt, result, at)
        except NotEnoughAnswers:
            return sitting
        sitting.result = result
        sitting.links = _share(result, person.links, until)
        sitting.fit = _return(result, person, until)
    return sitting


def token_of(key: bytes) -> str:
    """As `roles.web.tickets` makes them."""
    return base64.urlsafe_b64encode(key).decode().rstrip("=")


def _answer_pages(attempt: Attempt, person: Participant, until: datetime) -> bool:
    """Answers the pages that are open; whether none is left."""
    while number := attempt.open_page:
        at = attempt.saved_at + timedelta(seconds=person.seconds[number - 1])
        if number == person.leaves_on or at > until:
            return False
        asked = sum(map(len, attempt.pages[: number - 1]))
        answers = person.page(attempt.pages[number - 1], asked)
        record_answers(attempt, number, answers, at)
    return True


def _pass_check_page(attempt: Attempt, person: Participant, until: datetime) -> bool:
    """Whether somebody goes on to their result, through the second step where it is open."""
    if person.leaves_check:
        return False
    questions = version_catalog(attempt.version).active_questions
    if person.asks_more and len(attempt.answers) < len(questions):
        attempt.wants_all = True
        append_page(attempt, asks_all=True)
        if not _answer_pages(attempt, person, until):
            return False
    at = attempt.saved_at + timedelta(seconds=person.check_seconds)
    changed = person.change(attempt.sheet) if person.changes and at <= until else {}
    for number, page in enumerate(attempt.pages, start=1):
        if changed.keys() & set(page):
            record_answers(attempt, number, attempt.answers | changed, at)
    return _choose_days(attempt, person, until)


def _choose_days(attempt: Attempt, person: Participant, until: datetime) -> bool:
    """Whether somebody goes on to their result: without the second step, or through it."""
    pairs = day_pairs(attempt)
    if not pairs or person.second_step == "passed":
        return True
    is_taken = person.second_step == "taken"
    seconds = person.pair_seconds * (len(pairs) if is_taken else 1)
    at = attempt.saved_at + timedelta(seconds=person.check_seconds + seconds)
    if person.leaves_days or at > until:
        return False
    catalog, last = version_catalog(attempt.version), ""
    if attempt.is_panel:
        outcome = scoring.score(catalog, attempt.sheet, attempt.question_seconds)
        last = outcome.matches[-1].role
    set_days(attempt, person.choose(catalog, pairs, last) if is_taken else None, at)
    return True


def _share(result: Result, links: Iterable[SharedLink], until: datetime) -> list[ShareLink]:
    made, at = [], result.finished_at
    for shared in links:
        at += timedelta(seconds=shared.made_after)
        if at > until:
            break
        shows = {"numbers": shared.shows_numbers, "pattern": shared.shows_pattern}
        link = unsaved_link(result, token_of(shared.key), shows, result.kept_until)
        link.name, link.made_at = "", at
        link.picture_site = ""  # no site has that name: whoever asks for the picture has it drawn
        if shared.ended_after is not None:
            ended = at + timedelta(days=shared.ended_after)
            link.ended_at = ended if ended <= until else None
        made.append(link)
    return made


def _return(result: Result, person: Participant, until: datetime) -> FitAnswer | None:
    later = person.later
    if later is None:
        return None
    at = result.finished_at + timedelta(days=later.after)
    fit = FitAnswer(result=result, job=later.job, suits=later.suits, answered_at=at)
    return fit if at <= until else None


@transaction.atomic
def _store(sittings: Sequence[Sitting]) -> None:
    results = [sitting.result for sitting in sittings if sitting.result]
    Attempt.objects.bulk_create(sitting.attempt for sitting in sittings)
    Result.objects.bulk_create(results)
    ShareLink.objects.bulk_create(link for sitting in sittings for link in sitting.links)
    FitAnswer.objects.bulk_create(sitting.fit for sitting in sittings if sitting.fit)
