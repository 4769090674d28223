"""What is stored of a public link, and the last days of links and results."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.db import IntegrityError, transaction

from roles.domain.share import ShareSnapshot
from roles.models import Result, ShareLink
from roles.models.quiz import shared_digest, token_digest
from tests.factories import make_catalog, make_link, make_result, make_version
from tests.models.test_quiz import TOKEN, break_constraint

pytestmark = pytest.mark.django_db

SHEET = {"find-ideas": 5, "weigh-ideas": 4, "keep-lists": None, "tidy-files": 2}
TODAY = date(2026, 11, 24)
NOON = datetime(2026, 11, 24, 12, tzinfo=UTC)  # from now on it is that day everywhere
# SHA-256 of shared/TOKEN, worked out elsewhere: printf %s "shared/$TOKEN" | sha256sum
DIGEST = "9e92c11a39957bd201a579f5a44cff39b190d57164a70f9c2146953f01560346"


@pytest.fixture
def result(db):
    return make_result(make_version(make_catalog()), SHEET)


@pytest.fixture
def link(result):
    return make_link(result)


def copy_of(link, **changes):
    """Another row with the same values but for these; not saved."""
    values = ShareLink.objects.values().get(pk=link.pk)
    return ShareLink(**values | {"id": None} | changes)


# --- what the database refuses


def test_link_token_twice_is_refused(link):
    break_constraint("sharelink_token_unique", "roles_sharelink.token", copy_of(link).save)


@pytest.mark.parametrize("token", ["", TOKEN[:21]])
def test_link_token_of_another_length_is_refused(link, token):
    save = copy_of(link, token=token).save

    break_constraint("sharelink_token_whole", "sharelink_token_whole", save)


@pytest.mark.parametrize(
    "field", ["result_id", "version_id", "shows_numbers", "made_at", "ends_on", "picture"]
)
def test_link_without_one_of_its_values_is_refused(link, field):
    with pytest.raises(IntegrityError), transaction.atomic():
        copy_of(link, token=TOKEN, **{field: None}).save()


def test_result_without_a_last_day_is_refused(result):
    with pytest.raises(IntegrityError), transaction.atomic():
        Result.objects.update(kept_until=None)


# --- a link


def test_link_reads_back_what_it_shows(link):
    stored = ShareLink.objects.get()

    assert stored.snapshot == ShareSnapshot(
        roles=("thinker", "mixer", "keeper"),
        certainty="close",
        is_ordered=True,
        numbers=(49, 48, 3),
        pattern=(31, -31),
        month=link.made_at.date().replace(day=1),
        named_count=2,
        average=56,
    )
    assert bytes(stored.picture) == link.picture


@pytest.mark.parametrize(
    ("ended_at", "ends_on", "is_working"),
    [
        (None, TODAY, True),  # its last day
        (None, TODAY + timedelta(days=1), True),
        (None, TODAY - timedelta(days=1), False),
        (datetime(2026, 11, 24, tzinfo=UTC), TODAY, False),
        (datetime(2027, 1, 1, tzinfo=UTC), TODAY, False),  # a clock was wrong: ended all the same
    ],
)
def test_link_works_up_to_its_last_day_unless_switched_off(link, ended_at, ends_on, is_working):
    ShareLink.objects.update(ended_at=ended_at, ends_on=ends_on)
    stored = ShareLink.objects.get()

    assert stored.is_working(NOON) is is_working
    assert list(ShareLink.objects.working(NOON)) == [stored] * is_working


def test_links_come_newest_first_and_of_one_moment_last_made_first(result):
    moments = [result.finished_at + timedelta(days=days) for days in (1, 3, 2, 3)]
    first, second, third, fourth = (make_link(result, now=moment) for moment in moments)

    assert list(ShareLink.objects.all()) == [fourth, second, third, first]


def test_link_is_named_without_its_token(link):
    assert str(link) == f"Public link {link.pk}"
    assert str(ShareLink(token=TOKEN)) == "Public link -"


def test_shared_digest_is_no_attempts_digest():
    assert shared_digest(TOKEN) == DIGEST != token_digest(TOKEN)


# --- the last day of a result


@pytest.mark.parametrize(("days", "is_overdue"), [(-1, False), (0, False), (1, True), (400, True)])
def test_result_is_overdue_after_its_last_day(days, is_overdue):
    result = Result(kept_until=TODAY)

    assert result.is_overdue(NOON + timedelta(days=days)) is is_overdue


@pytest.mark.parametrize(
    ("months", "kept_until", "after"),
    [
        (24, None, date(2028, 11, 24)),
        (1, None, date(2026, 12, 24)),
        (24, date(2028, 11, 23), date(2028, 11, 24)),
        (24, date(2028, 11, 24), date(2028, 11, 24)),
        (12, date(2028, 11, 1), date(2028, 11, 1)),  # the settings were shortened: a promise holds
    ],
)
def test_result_is_kept_as_the_settings_say_and_never_less_than_before(
    settings, months, kept_until, after
):
    settings.RESULT_KEPT_MONTHS = months
    result = Result(kept_until=kept_until)

    assert result.renewable(NOON) == after
    result.keep(datetime(2026, 11, 24, 23, 59, tzinfo=UTC))
    assert result.kept_until == after
