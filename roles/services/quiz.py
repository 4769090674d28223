"""Writes of attempts: record a page, ask for more, choose between days, finish, delete.

Each takes the attempt as a selector found it, locks its row and works on what is stored by then.
All but the deletion may be repeated: a second time they change nothing. At the end stand those
that delete what is kept no longer.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime, timedelta

from django.conf import settings
from django.db import IntegrityError, transaction
from django.db.models import Model, QuerySet

from roles.domain import days, outcomes, progress, quality, scoring, types
from roles.domain.dates import earliest_day
from roles.domain.errors import (
    AttemptDeleted,
    DayPairsChanged,
    NotEnoughAnswers,
    QuestionsUnasked,
)
from roles.models import Attempt, EndedToken, Result, ShareLink
from roles.models.quiz import shared_digest, token_digest
from roles.pages.results.cached import current_report_cache
from roles.queries.careers import content_of, public_state
from roles.queries.catalog import version_catalog
from roles.queries.quiz import day_pairs
from roles.services.overwriting import overwrite_deleted
from roles.services.repeating import repeated

# What a page of answers changes in the row of an attempt.
RECORDED = ("pages", "answers", "seconds", "saved_at")


@repeated
def record_page(
    *, attempt: Attempt, number: int, answers: Mapping[str, int | None], now: datetime
) -> Attempt:
    """Keeps the answers to one page and, when it was the last one asked, chooses the next.

    The first page recorded begins the attempt; of several at the same moment, one begins it and
    the others join in.

    Args:
        number: of a page that was shown, from 1.
        answers: slug -> 1 to 5, or None for skipped, for each question of that page.

    Returns:
        The attempt as stored: without an open page when the quiz may end.

    Raises:
        AttemptDeleted: when somebody deleted it meanwhile.
    """
    if not attempt.is_saved:
        record_answers(attempt, number, answers, now)
        try:
            attempt.save(force_insert=True)
        except IntegrityError:
            pass  # begun by another post since we looked: join in below
        else:
            _undo_return(attempt)
            return attempt
    elif _record_unlocked(attempt, number, answers, now):
        return attempt
    with transaction.atomic():
        stored = locked_attempt(attempt)
        record_answers(stored, number, answers, now)
        stored.save(update_fields=RECORDED)
    return stored


def _record_unlocked(
    attempt: Attempt, number: int, answers: Mapping[str, int | None], now: datetime
) -> bool:
    """Records a page in one statement, provided that the row is still as it was read; returns
    whether it was. Each write but `ask_more` moves `saved_at`, and that one sets `wants_all`."""
    as_read = {name: getattr(attempt, name) for name in ("saved_at", "wants_all")}
    if now <= attempt.saved_at:  # the clock was set back: the time would not tell the rows apart
        return False
    record_answers(attempt, number, answers, now)
    row = Attempt.objects.filter(pk=attempt.pk, **as_read)
    return bool(row.update(**{name: getattr(attempt, name) for name in RECORDED}))


def _undo_return(attempt: Attempt) -> None:
    """Others may have begun and deleted an attempt since we looked: it must not come back. Asked
    after the insert, which waits for a deletion that is under way."""
    if EndedToken.objects.filter(digest=token_digest(attempt.token)).exists():
        attempt.delete()
        raise AttemptDeleted


def record_answers(
    attempt: Attempt, number: int, answers: Mapping[str, int | None], now: datetime
) -> None:
    """What `record_page` does to an attempt, which is not stored here."""
    if attempt.open_page == number:
        attempt.seconds.append(round((now - attempt.saved_at).total_seconds(), 1))
        attempt.merge(number, answers)
        append_page(attempt, asks_all=attempt.is_panel or attempt.wants_all)
    else:  # a change of answers, or the same page sent twice: later pages stay as they are
        attempt.merge(number, answers)
    attempt.saved_at = now


def append_page(attempt: Attempt, *, asks_all: bool) -> None:
    """Adds the next page, unless one is open or the quiz may end."""
    if attempt.open_page is not None:
        return
    catalog = version_catalog(attempt.version)
    page = progress.page_after(
        catalog, attempt.pages, attempt.answers, attempt.token, asks_all=asks_all
    )
    if page:
        attempt.pages.append(list(page))


@repeated
def ask_more(*, attempt: Attempt) -> Attempt:
    """Goes on to the last question, though the quiz might end: the respondent wants to be surer.

    Returns:
        The attempt as stored, with an open page unless everything was asked.

    Raises:
        AttemptDeleted: when somebody deleted it meanwhile.
    """
    with transaction.atomic():
        stored = locked_attempt(attempt)
        stored.wants_all = True
        append_page(stored, asks_all=True)
        stored.save(update_fields=["wants_all", "pages"])
    return stored


@repeated
def record_days(*, attempt: Attempt, choices: Sequence[types.DayChoice], now: datetime) -> Attempt:
    """Keeps what was chosen between days, in the place of what had been.

    Args:
        choices: one for each pair that the attempt is shown, in their order.

    Returns:
        The attempt as stored.

    Raises:
        DayPairsChanged: when these are not its pairs, such as after a change of answers elsewhere.
        AttemptDeleted: when somebody deleted it meanwhile.
    """
    with transaction.atomic():
        stored = locked_attempt(attempt)
        if tuple(choice.pair for choice in choices) != day_pairs(stored):
            raise DayPairsChanged
        set_days(stored, choices, now)
        stored.save(update_fields=["day_choices", "days_skipped", "saved_at"])
    return stored


@repeated
def skip_days(*, attempt: Attempt, now: datetime) -> Attempt:
    """Goes past the choice between days: the statements alone count.

    Returns:
        The attempt as stored.

    Raises:
        AttemptDeleted: when somebody deleted it meanwhile.
    """
    with transaction.atomic():
        stored = locked_attempt(attempt)
        set_days(stored, None, now)
        stored.save(update_fields=["day_choices", "days_skipped", "saved_at"])
    return stored


def set_days(attempt: Attempt, choices: Sequence[types.DayChoice] | None, now: datetime) -> None:
    """What `record_days` does to an attempt, or `skip_days` where there are no choices; it is not
    stored here."""
    attempt.day_choices = outcomes.dump_choices(choices or ())
    attempt.days_skipped = choices is None
    attempt.saved_at = now


@repeated
def finish_attempt(*, attempt: Attempt, now: datetime) -> Result:
    """Scores the answers, and the days chosen, and freezes what they come to.

    Answers or days changed since the last result are scored anew, in its place.

    Raises:
        QuestionsUnasked: when a page waits for answers and the quiz may not end without them.
        NotEnoughAnswers: when there are too few answers, or none to one of the dimensions.
        AttemptDeleted: when somebody deleted it meanwhile.
    """
    with transaction.atomic():
        stored = locked_attempt(attempt)
        result = Result.objects.filter(attempt=stored).first() or Result(attempt=stored)
        result.attempt, result.version = stored, stored.version
        if score_attempt(stored, result, now):
            result.page_cache = None  # of other answers
            result.save()
    _cache_page(result)
    return result


def _cache_page(result: Result) -> None:
    """Draws the page for whoever looks at it next. After the transaction: it takes as long as ten
    writes, which wait for each other on SQLite."""
    cache = current_report_cache(result, content_of(public_state()))
    if cache != result.page_cache:
        stored = Result.objects.filter(pk=result.pk, finished_at=result.finished_at)
        stored.update(page_cache=cache)
        result.page_cache = cache


def score_attempt(attempt: Attempt, result: Result, now: datetime) -> bool:
    """What `finish_attempt` does to a result, which is not stored here; whether it changed.

    Raises:
        QuestionsUnasked, NotEnoughAnswers: as in `finish_attempt`.
    """
    catalog, sheet = version_catalog(attempt.version), attempt.sheet
    if attempt.needed_page is not None:
        raise QuestionsUnasked(attempt.needed_page)
    if needed := progress.shortfall(catalog, sheet).needed:
        raise NotEnoughAnswers(attempt.answered + needed, attempt.answered)
    if (result.answers, result.day_choices) == (sheet, attempt.day_choices):
        return False
    seconds = attempt.question_seconds
    statements = scoring.score(catalog, sheet, seconds)
    outcome = days.settle(catalog, statements, attempt.choices)
    result.version = attempt.version
    result.leader, result.certainty = outcome.leader, outcome.certainty
    result.outcome_document = outcomes.dump(outcome)
    result.answer_pairs = list(sheet.items())
    result.day_choices = attempt.day_choices
    result.notes = list(quality.notes(catalog, sheet, seconds))
    result.finished_at = now
    result.keep(now)
    return True


def delete_attempt(*, attempt: Attempt) -> None:
    """Deletes answers, pages, times, the result and its links; keeps only that these addresses
    have ended.

    Raises:
        AttemptDeleted: when somebody deleted it meanwhile.
    """
    with transaction.atomic():
        _end([locked_attempt(attempt)])
        overwrite_deleted()


def _end(attempts: Sequence[Attempt]) -> None:
    """Deletes attempts with all that hangs on them, and keeps their fingerprints."""
    links = ShareLink.objects.filter(result__attempt__in=attempts).values_list("token", flat=True)
    digests = [token_digest(attempt.token) for attempt in attempts]
    digests += [shared_digest(token) for token in links]
    keep_fingerprints(digests)
    Attempt.objects.filter(pk__in=[attempt.pk for attempt in attempts]).delete()


def keep_fingerprints(digests: Iterable[str]) -> None:
    """Lets the addresses of these tokens say that they have ended, or goes on letting them."""
    EndedToken.objects.bulk_create(
        (EndedToken(digest=digest) for digest in digests),
        batch_size=BATCH,
        ignore_conflicts=True,
    )


def locked_attempt(attempt: Attempt) -> Attempt:
    """The row as it is stored now, locked until the transaction ends; SQLite has locked already.

    Raises:
        AttemptDeleted: when there is none any more.
    """
    try:
        stored = Attempt.objects.select_for_update().get(token=attempt.token)
    except Attempt.DoesNotExist as error:
        raise AttemptDeleted from error
    stored.version = attempt.version  # never changes: saves asking for it again
    return stored


# --- what is kept no longer, a batch at a time: stopped half-way, the rest is left for the next run

BATCH = 200  # rows deleted in one transaction


def delete_unfinished(*, now: datetime, dry_run: bool) -> int:
    """Deletes attempts without a result that were left alone for settings.UNFINISHED_KEPT_DAYS.

    Returns:
        How many; in a dry run, which deletes nothing, how many it would be.
    """
    left_alone = now - timedelta(days=settings.UNFINISHED_KEPT_DAYS)
    old = Attempt.objects.filter(result=None, saved_at__lt=left_alone)
    return old.count() if dry_run else _end_old(old)


def delete_overdue(*, now: datetime, dry_run: bool) -> int:
    """Deletes attempts with their results once these are overdue; like `delete_unfinished`."""
    old = Attempt.objects.filter(result__kept_until__lt=earliest_day(now))
    return old.count() if dry_run else _end_old(old)


def _end_old(old: QuerySet[Attempt]) -> int:
    count = 0
    for keys in batches(old):
        with transaction.atomic():
            lock_attempts(keys)
            # Asked again: an owner may have gone on, finished or renewed until the lock was ours.
            attempts = list(old.filter(pk__in=keys).only("token"))
            _end(attempts)
        count += len(attempts)
    return count


def batches(rows: QuerySet[Model]) -> Iterator[list[int]]:
    """The keys of all rows in order, BATCH at a time, each batch as the rows are by then."""
    last = 0
    while keys := list(
        rows.filter(pk__gt=last).order_by("pk").values_list("pk", flat=True)[:BATCH]
    ):
        yield keys
        last = keys[-1]


def lock_attempts(keys: Iterable[int]) -> None:
    """Like `locked_attempt`, for several. Always in the order of their keys: of two that lock
    several, none can wait for the other for ever."""
    list(
        Attempt.objects.select_for_update()
        .filter(pk__in=keys)
        .order_by("pk")
        .values_list("pk", flat=True)
    )
