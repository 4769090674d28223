"""Public links and `prune` at the same moment as others, each a thread with its own connection.

They run on whatever DATABASE_URL names.
"""

from collections import Counter
from datetime import timedelta
from functools import partial

import pytest
from django.utils import timezone

from roles.domain.errors import AttemptDeleted, LinkEnded, TooManyLinks
from roles.models import Attempt, EndedToken, Result, ShareLink
from roles.models.quiz import shared_digest, token_digest
from roles.services.quiz import (
    delete_attempt,
    delete_overdue,
    delete_unfinished,
    finish_attempt,
    record_page,
)
from roles.services.results import delete_old_links, end_link, keep_result, refresh_link
from roles.web.tickets import new_token
from tests.factories import make_attempt, make_catalog, make_link, make_result, make_version
from tests.faults.test_quiz_at_once import ROUNDS, at_once

pytestmark = pytest.mark.django_db(transaction=True)

SHEET = {"find-ideas": 5, "weigh-ideas": 4, "keep-lists": 1, "tidy-files": 2}
OTHER = {"find-ideas": 1, "weigh-ideas": 2, "keep-lists": 5, "tidy-files": 4}
OLD = timedelta(days=100)


@pytest.fixture
def version(transactional_db):
    return make_version(make_catalog())


def tried(service, **arguments):
    """What a service returns, or the kind of expected trouble that it meets."""
    try:
        return service(**arguments)
    except (AttemptDeleted, LinkEnded) as trouble:
        return type(trouble)


def make_or_refuse(result):
    try:
        make_link(result)
    except TooManyLinks:
        return "refused"
    return "made"


def digests():
    return sorted(EndedToken.objects.values_list("digest", flat=True))


def test_twenty_identical_forms_make_one_link(version):
    result, token = make_result(version, SHEET), new_token()
    made = at_once(*[partial(make_link, result, token=token)] * 20)
    link = ShareLink.objects.get()

    assert Counter(link.pk for link in made) == {link.pk: 20}
    assert bytes(link.picture)[:4] == b"\x89PNG"


def test_thirty_forms_make_twenty_links(version):
    """However many are sent at once, no more than may work."""
    result = make_result(version, SHEET)
    jobs = [partial(make_or_refuse, result)] * 30

    assert Counter(at_once(*jobs)) == {"made": 20, "refused": 10}
    assert ShareLink.objects.count() == 20


def test_deletion_against_a_new_link_leaves_none(version):
    for _round in range(ROUNDS):
        result, token = make_result(version, SHEET), new_token()
        _none, made = at_once(
            partial(delete_attempt, attempt=result.attempt),
            partial(tried, make_link, result=result, token=token),
        )
        is_shared = shared_digest(token) in digests()

        assert (Attempt.objects.count(), ShareLink.objects.count()) == (0, 0)
        assert token_digest(result.attempt.token) in digests()
        assert is_shared is (made != AttemptDeleted)


def test_end_against_a_refresh_leaves_the_link_off_and_without_a_picture(version):
    for _round in range(ROUNDS):
        result = make_result(version, SHEET)
        link = make_link(result)
        changed = record_page(
            attempt=result.attempt, number=1, answers=OTHER, now=result.finished_at
        )
        finish_attempt(attempt=changed, now=result.finished_at)
        ended, refreshed = at_once(
            partial(end_link, link=link, now=result.finished_at),
            partial(tried, refresh_link, link=link, now=result.finished_at),
        )
        link = ShareLink.objects.get(pk=link.pk)

        assert refreshed in (link, LinkEnded)
        assert (ended, link.ended_at, bytes(link.picture)) == (link, result.finished_at, b"")


def test_deletion_against_the_end_of_a_link_is_no_trouble(version):
    for _round in range(ROUNDS):
        result = make_result(version, SHEET)
        link = make_link(result)
        _none, ended = at_once(
            partial(delete_attempt, attempt=result.attempt),
            partial(end_link, link=link, now=result.finished_at),
        )

        assert ended in (link, None)
        assert (Attempt.objects.count(), ShareLink.objects.count()) == (0, 0)


# --- prune


def test_prune_against_a_finish_deletes_all_or_nothing(version):
    now = timezone.now()
    for _round in range(ROUNDS):
        attempt = make_attempt(version, SHEET)
        Attempt.objects.update(saved_at=now - OLD)
        pruned, finished = at_once(
            partial(delete_unfinished, now=now, dry_run=False),
            partial(tried, finish_attempt, attempt=attempt, now=now),
        )
        is_gone = finished == AttemptDeleted

        assert pruned == is_gone
        assert Attempt.objects.count() == Result.objects.count() == (not is_gone)
        Attempt.objects.all().delete()


def test_prune_against_a_renewal_deletes_all_or_nothing(version):
    now = timezone.now()
    for _round in range(ROUNDS):
        result = make_result(version, SHEET)
        Result.objects.update(kept_until=now - OLD)
        pruned, renewed = at_once(
            partial(delete_overdue, now=now, dry_run=False),
            partial(tried, keep_result, result=result, now=now),
        )
        is_gone = renewed == AttemptDeleted

        assert pruned == is_gone
        assert Attempt.objects.count() == Result.objects.count() == (not is_gone)
        Attempt.objects.all().delete()


def test_prune_against_a_deletion_keeps_each_fingerprint_once(version):
    now = timezone.now()
    for _round in range(ROUNDS):
        EndedToken.objects.all().delete()
        result = make_result(version, SHEET)
        link = make_link(result)
        end_link(link=link, now=now - OLD)
        at_once(
            partial(delete_old_links, now=now, dry_run=False),
            partial(delete_attempt, attempt=result.attempt),
        )

        assert (Attempt.objects.count(), ShareLink.objects.count()) == (0, 0)
        assert digests() == sorted([token_digest(result.attempt.token), shared_digest(link.token)])


def test_two_prunes_share_the_work(version):
    now = timezone.now()
    for _round in range(5):
        for _attempt in range(5):
            make_attempt(version, SHEET)
            end_link(link=make_link(make_result(version, SHEET)), now=now - OLD)
        Attempt.objects.update(saved_at=now - OLD)
        for delete in (delete_old_links, delete_unfinished):
            assert sum(at_once(*[partial(delete, now=now, dry_run=False)] * 3)) == 5

        assert (Attempt.objects.count(), ShareLink.objects.count()) == (5, 0)
        Attempt.objects.all().delete()
