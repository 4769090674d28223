"""`prune`: what is kept no longer goes, to the day; what is kept stays, to the letter."""

import io
from datetime import timedelta

import pytest
from django.core.management import call_command
from django.db import DEFAULT_DB_ALIAS
from django.utils import timezone

from roles.domain.dates import earliest_day
from roles.domain.errors import AttemptDeleted, LinkEnded
from roles.models import Attempt, EndedToken, FitAnswer, Result, ShareLink
from roles.models.quiz import shared_digest, token_digest
from roles.queries.results import public_link, public_picture
from roles.services.expired import delete_fingerprints
from roles.services.quiz import BATCH, delete_overdue, delete_unfinished, keep_fingerprints
from roles.services.results import delete_old_links, end_link, make_link
from roles.web.tickets import attempt_at
from tests import factories
from tests.factories import make_attempt, make_catalog, make_result, make_version
from tests.views.quiz_walk import stored

pytestmark = pytest.mark.django_db

SHEET = {"find-ideas": 5, "weigh-ideas": 4, "keep-lists": 1, "tidy-files": 2}
NOTHING = [
    "Deleted 0 ended public links.",
    "Deleted 0 unfinished attempts.",
    "Deleted 0 overdue results.",
    "Deleted 0 answers of lost results.",
    "Deleted 0 old fingerprints.",
]


@pytest.fixture
def version(db):
    return make_version(make_catalog(settings={"minimum_answers": 2, "questions_per_page": 2}))


@pytest.fixture
def now():
    return timezone.now()


def prune(**options):
    """The lines that it prints."""
    out = io.StringIO()
    call_command("prune", stdout=out, **options)
    return out.getvalue().splitlines()


def make_unfinished(version, saved_at):
    attempt = make_attempt(version, SHEET, pages=1)
    Attempt.objects.filter(pk=attempt.pk).update(saved_at=saved_at)
    return attempt


def make_kept(version, kept_until):
    result = make_result(version, SHEET)
    Result.objects.filter(pk=result.pk).update(kept_until=kept_until)
    return result


def make_ended(result, *, ended_at=None, ends_on=None):
    link = factories.make_link(result)
    if ended_at:
        end_link(link=link, now=ended_at)
    if ends_on:
        ShareLink.objects.filter(pk=link.pk).update(ends_on=ends_on)
    return link


def make_fingerprint(digest, ended_at):
    EndedToken.objects.create(digest=digest)
    EndedToken.objects.filter(digest=digest).update(ended_at=ended_at)


def make_everything_old(version, now):
    """An unfinished attempt, a result with two links, one of which ended, and another such link."""
    today = earliest_day(now)
    unfinished = make_unfinished(version, now - timedelta(days=31))
    overdue = make_kept(version, today - timedelta(days=1))
    kept = make_result(version, SHEET)
    links = [
        factories.make_link(overdue),
        make_ended(overdue, ended_at=now - timedelta(days=91)),
        make_ended(kept, ends_on=today - timedelta(days=91)),
    ]
    return [unfinished, overdue.attempt], links, kept


# --- what goes, and what it prints


def test_prune_deletes_what_is_old_and_says_how_much(version, now):
    attempts, links, kept = make_everything_old(version, now)
    factories.make_link(kept)
    make_fingerprint("old", now - timedelta(days=401))

    assert prune() == [
        "Deleted 2 ended public links.",
        "Deleted 1 unfinished attempt.",
        "Deleted 1 overdue result.",
        "Deleted 0 answers of lost results.",
        "Deleted 1 old fingerprint.",
    ]
    assert list(Attempt.objects.all()) == [kept.attempt]
    assert list(Result.objects.all()) == [kept]
    assert ShareLink.objects.get().result == kept
    assert {row.digest for row in EndedToken.objects.all()} == {
        *(token_digest(attempt.token) for attempt in attempts),
        *(shared_digest(link.token) for link in links),
    }


def test_prune_leaves_addresses_that_say_ended(version, now):
    attempts, links, _kept = make_everything_old(version, now)
    prune()

    for attempt in attempts:
        with pytest.raises(AttemptDeleted):
            attempt_at(attempt.token)
    for link in links:
        for read in (public_link, public_picture):
            with pytest.raises(LinkEnded):
                read(link.token, now)


def test_prune_dry_run_says_the_same_and_deletes_nothing(version, now):
    make_everything_old(version, now)
    make_fingerprint("old", now - timedelta(days=401))
    before = stored()

    assert prune(dry_run=True) == [
        "Would delete 2 ended public links.",
        "Would delete 1 unfinished attempt.",
        "Would delete 1 overdue result.",
        "Would delete 0 answers of lost results.",
        "Would delete 1 old fingerprint.",
    ]
    assert stored() == before


def test_prune_dry_run_has_plurals(version, now):
    make_unfinished(version, now - timedelta(days=31))
    make_unfinished(version, now - timedelta(days=31))
    overdue = [make_kept(version, earliest_day(now) - timedelta(days=days)) for days in (1, 2)]
    make_ended(overdue[0], ended_at=now - timedelta(days=91))
    counts = ["1 ended public link.", "2 unfinished attempts.", "2 overdue results."]
    counts += ["0 answers of lost results.", "2 old fingerprints."]
    for name in ("one", "two"):
        make_fingerprint(name, now - timedelta(days=401))

    assert prune(dry_run=True) == [f"Would delete {count}" for count in counts]
    assert prune() == [f"Deleted {count}" for count in counts]


def test_prune_twice_finds_nothing_more(version, now):
    make_everything_old(version, now)
    prune()
    before = stored()

    assert prune() == NOTHING
    assert stored() == before


def test_prune_of_an_empty_database_has_nothing_to_do(db):
    assert prune() == NOTHING


def test_prune_quiet_prints_nothing_and_deletes_all_the_same(version, now):
    make_unfinished(version, now - timedelta(days=31))

    assert prune(verbosity=0) == []
    assert Attempt.objects.count() == 0


# --- to the day


@pytest.mark.parametrize(("seconds", "count"), [(0, 0), (1, 1)])
def test_unfinished_attempt_goes_30_days_after_its_last_answers(version, now, seconds, count):
    make_unfinished(version, now - timedelta(days=30, seconds=seconds))

    assert delete_unfinished(now=now, dry_run=True) == count
    assert delete_unfinished(now=now, dry_run=False) == count
    assert (Attempt.objects.count(), EndedToken.objects.count()) == (1 - count, count)


def test_finished_attempt_stays_for_as_long_as_its_result(version, now):
    result = make_result(version, SHEET)
    Attempt.objects.update(saved_at=now - timedelta(days=400))

    assert delete_unfinished(now=now, dry_run=False) == 0
    assert Result.objects.get() == result


@pytest.mark.parametrize(("days", "count"), [(-1, 0), (0, 0), (1, 1), (800, 1)])
def test_result_goes_after_its_last_day(version, now, days, count):
    make_kept(version, earliest_day(now) - timedelta(days=days))

    assert delete_overdue(now=now, dry_run=True) == count
    assert delete_overdue(now=now, dry_run=False) == count
    assert (Attempt.objects.count(), Result.objects.count()) == (1 - count, 1 - count)


@pytest.mark.parametrize(("seconds", "count"), [(0, 0), (1, 1)])
def test_fingerprint_goes_400_days_after_what_it_stands_for(now, seconds, count):
    make_fingerprint("old", now - timedelta(days=400, seconds=seconds))

    assert delete_fingerprints(now=now, dry_run=True) == count
    assert delete_fingerprints(now=now, dry_run=False) == count
    assert EndedToken.objects.count() == 1 - count


def test_fingerprints_that_are_there_already_stop_no_deletion(version, now):
    attempts, links, kept = make_everything_old(version, now)
    digests = [token_digest(attempt.token) for attempt in attempts]
    keep_fingerprints([*digests, *(shared_digest(link.token) for link in links), *digests])
    prune(verbosity=0)

    assert list(Attempt.objects.all()) == [kept.attempt]
    assert EndedToken.objects.count() == len(attempts) + len(links)


def test_twenty_thousand_fingerprints_are_kept_and_deleted(now):
    keep_fingerprints(f"{number:064}" for number in range(20_000))

    assert EndedToken.objects.count() == 20_000
    assert delete_fingerprints(now=now + timedelta(days=401), dry_run=False) == 20_000


@pytest.mark.parametrize(("seconds", "count"), [(0, 0), (1, 1)])
def test_link_goes_90_days_after_it_was_switched_off(version, now, seconds, count):
    ended_at = now - timedelta(days=90, seconds=seconds)
    make_ended(make_result(version, SHEET), ended_at=ended_at)

    assert delete_old_links(now=now, dry_run=True) == count
    assert delete_old_links(now=now, dry_run=False) == count
    assert (ShareLink.objects.count(), EndedToken.objects.count()) == (1 - count, count)


@pytest.mark.parametrize(("days", "count"), [(0, 0), (90, 0), (91, 1)])
def test_link_goes_90_days_after_its_last_day(version, now, days, count):
    make_ended(make_result(version, SHEET), ends_on=earliest_day(now) - timedelta(days=days))

    assert delete_old_links(now=now, dry_run=False) == count
    assert ShareLink.objects.count() == 1 - count


def test_link_that_ran_out_before_it_was_switched_off_counts_from_its_last_day(version, now):
    ran_out = earliest_day(now) - timedelta(days=91)
    make_ended(make_result(version, SHEET), ended_at=now, ends_on=ran_out)

    assert delete_old_links(now=now, dry_run=False) == 1


def test_link_that_works_stays_however_old_it_is(version, now):
    result = make_result(version, SHEET)
    factories.make_link(result, now=now - timedelta(days=700))

    assert delete_old_links(now=now, dry_run=False) == 0


def test_link_deleted_long_ago_is_not_made_again(version, now):
    """By a form that lay open all the time and is sent once more."""
    result = make_result(version, SHEET)
    link = make_ended(result, ended_at=now - timedelta(days=91))
    prune()

    with pytest.raises(LinkEnded):
        make_link(
            result=result,
            token=link.token,
            shows={"numbers": True, "pattern": True},
            ends_on=result.kept_until,
            now=now,
        )
    assert (ShareLink.objects.count(), prune()) == (0, NOTHING)


# --- many


def make_many_unfinished(version, count):
    """As rows, and not by respondents."""
    row = make_unfinished(version, timezone.now() - timedelta(days=31))
    values = Attempt.objects.values().get(pk=row.pk)
    Attempt.objects.bulk_create(
        Attempt(**values | {"id": None, "token": f"{number:022}"}) for number in range(count - 1)
    )


def make_many_ended(version, count):
    link = make_ended(make_result(version, SHEET), ended_at=timezone.now() - timedelta(days=91))
    values = ShareLink.objects.values().get(pk=link.pk)
    ShareLink.objects.bulk_create(
        ShareLink(**values | {"id": None, "token": f"{number:022}"}) for number in range(count - 1)
    )


def test_attempts_go_in_batches_whatever_there_is(version, now, django_assert_num_queries):
    make_many_unfinished(version, BATCH + 1)
    # Keys, savepoint, lock, attempts, tokens of links, fingerprints; attempts and results looked
    # up, attempts deleted by the hundred; release. And a look that finds no more.
    with django_assert_num_queries(11 + 10 + 1):
        assert delete_unfinished(now=now, dry_run=False) == BATCH + 1

    assert (Attempt.objects.count(), EndedToken.objects.count()) == (0, BATCH + 1)


def test_links_go_in_batches_whatever_there_is(version, now, django_assert_num_queries):
    make_many_ended(version, BATCH + 1)
    # Keys, savepoint, lock, tokens, fingerprints, links deleted; release.
    with django_assert_num_queries(7 + 7 + 1):
        assert delete_old_links(now=now, dry_run=False) == BATCH + 1

    assert (ShareLink.objects.count(), EndedToken.objects.count()) == (0, BATCH + 1)


def test_dry_run_counts_in_one_query_each(version, now, django_assert_num_queries):
    make_everything_old(version, now)
    for delete in (delete_old_links, delete_unfinished, delete_overdue):
        with django_assert_num_queries(1):
            assert delete(now=now, dry_run=True) > 0


def test_prune_deletes_answers_that_the_release_before_left_behind(version, now):
    """Code that knows nothing of later answers deletes a result without them."""
    lost, kept = (make_result(version, SHEET) for _each in range(2))
    for result in (lost, kept):
        FitAnswer.objects.create(result=result, answered_at=now)
    Result.objects.filter(pk=lost.pk)._raw_delete(DEFAULT_DB_ALIAS)

    assert "Deleted 1 answer of a lost result." in prune()
    assert FitAnswer.objects.get().result == kept
