"""Public links: made once, at most 20, showing the result as it was until told otherwise."""

from datetime import UTC, date, datetime, timedelta
from io import BytesIO

import pytest
from django.db import DatabaseError
from PIL import Image

from roles.domain.errors import AttemptDeleted, LinkEnded, TooManyLinks
from roles.domain.share import ShareSnapshot
from roles.models import ShareLink
from roles.services.quiz import delete_attempt
from roles.services.results import end_link, make_link, refresh_link
from tests import factories
from tests.factories import make_catalog, make_result, make_role, make_version
from tests.services.attempts import failing, finish, liking, record
from tests.views.quiz_walk import open_quiz

pytestmark = pytest.mark.django_db

TOKEN = "aB3-_xyzaB3-_xyzaB3-_x"
NOW = datetime(2026, 11, 24, 12, 30, tzinfo=UTC)
TODAY, IN_30_DAYS = date(2026, 11, 24), date(2026, 12, 24)
FIRST = liking(3, 2, 4, 4, 1, 3)  # a product owner's
OTHER = liking(4, 3, 2, 3, 2, 4)  # a program manager's
ALL = {"numbers": True, "pattern": True}


@pytest.fixture
def result(db):
    """Of all 24 questions, so that chance chooses nothing."""
    return make_result(open_quiz(panel_share=1.0), FIRST)


@pytest.fixture
def link(result):
    return factories.make_link(result)


def make(result, token=TOKEN, shows=ALL, ends_on=IN_30_DAYS, now=NOW, **choices):
    return make_link(result=result, token=token, shows=shows, ends_on=ends_on, now=now, **choices)


def change_answers(result):
    """The owner answers otherwise; the result as it was before knows nothing of it."""
    attempt = result.attempt
    for number in range(1, 7):
        attempt = record(attempt, number, OTHER)
    return attempt


def row():
    return ShareLink.objects.values().get()


# --- make


def test_make_link_stores_what_it_was_asked_for(result, django_assert_num_queries):
    # Savepoint, attempt, result, links of that token, was it ended, how many work, insert,
    # release; page; picture.
    with django_assert_num_queries(10):
        link = make(result, name="Ada")

    assert row() | {"excerpt_document": None} == {
        "id": link.pk,
        "result_id": result.pk,
        "version_id": result.version.pk,
        "token": TOKEN,
        "shows_numbers": True,
        "shows_pattern": True,
        "name": "Ada",
        "excerpt_document": None,  # see below
        "picture": link.picture,
        "picture_site": "Careerquiz",
        "page_cache": link.page_cache,
        "made_at": NOW,
        "ends_on": IN_30_DAYS,
        "ended_at": None,
    }


@pytest.mark.parametrize("numbers", [True, False])
@pytest.mark.parametrize("pattern", [True, False])
def test_make_link_keeps_of_the_result_what_was_picked(result, numbers, pattern):
    link = make(result, shows={"numbers": numbers, "pattern": pattern})

    assert (link.shows_numbers, link.shows_pattern) == (numbers, pattern)
    assert ShareLink.objects.get().snapshot == ShareSnapshot(
        roles=tuple(match.role for match in result.outcome.matches),
        certainty="clear",
        is_ordered=True,
        numbers=(74, 26, 0, 0, 0) if numbers else None,
        pattern=(4, -21, 29, 29, -46, 4) if pattern else None,
        month=result.finished_at.date().replace(day=1),
        named_count=1,
        average=46 if pattern else None,
    )


def test_make_link_draws_its_picture(result):
    image = Image.open(BytesIO(make(result).picture))

    assert (image.format, image.size, image.info.keys()) == ("PNG", (1200, 630), set())
    assert bytes(row()["picture"]) == make(result).picture


def test_make_link_again_with_the_same_token_is_the_same_link_unchanged(result):
    first = make(result)
    before = row()
    second = make(result, shows={"numbers": False, "pattern": False}, now=NOW + timedelta(days=1))

    assert (second.pk, row()) == (first.pk, before)


def test_make_link_again_after_it_was_switched_off_leaves_it_off(result):
    end_link(link=make(result), now=NOW)
    before = row()

    assert make(result).ended_at == NOW
    assert row() == before


def test_make_link_to_be_reused_gives_the_one_that_does_the_same(result):
    first = make(result, reuse=True)
    later = {"now": NOW + timedelta(days=9), "ends_on": IN_30_DAYS + timedelta(days=9)}

    assert make(result, token=TOKEN[::-1], reuse=True, **later).pk == first.pk
    assert make(result, token=TOKEN[::-1], **later).pk != first.pk
    assert ShareLink.objects.count() == 2


@pytest.mark.parametrize(
    "other",
    [
        {"shows": {"numbers": False, "pattern": True}},
        {"name": "Ada"},
        {"ends_on": IN_30_DAYS + timedelta(days=31)},
        {"now": NOW + timedelta(days=31)},  # by then the first one has run out
    ],
)
def test_make_link_to_be_reused_is_a_new_one_where_it_would_be_another(result, other):
    first = make(result, reuse=True)

    assert make(result, **{"token": TOKEN[::-1], "reuse": True} | other).pk != first.pk


def test_make_link_to_be_reused_after_it_ended_or_answers_changed_is_a_new_one(result):
    first = make(result, reuse=True)
    finish(change_answers(result))
    second = make(result, token=TOKEN[::-1], reuse=True)
    end_link(link=second, now=NOW)
    third = make(result, token=f"{TOKEN[:20]}33", reuse=True)

    assert len({first.pk, second.pk, third.pk}) == 3
    assert second.snapshot == third.snapshot != first.snapshot


def test_make_link_to_be_reused_is_found_among_as_many_as_may_work(result):
    links = [make(result, token=f"{TOKEN[:20]}{number}") for number in range(10, 30)]

    assert make(result, reuse=True).pk in [link.pk for link in links]


def test_make_link_ends_with_the_result_at_the_latest(result):
    result.kept_until = date(2026, 12, 1)
    result.save()

    assert make(result, ends_on=date(2026, 12, 2)).ends_on == date(2026, 12, 1)
    assert make(result, token=TOKEN[::-1], ends_on=TODAY).ends_on == TODAY


def test_make_link_takes_the_result_as_stored_and_not_as_found(result):
    finish(change_answers(result))

    assert make(result).snapshot.leader == "program-manager"


def test_make_link_of_changed_answers_not_scored_yet_shows_the_result(result):
    change_answers(result)

    assert make(result).snapshot.leader == "product-owner"


def test_make_link_twenty_first_that_works_is_refused(result):
    links = [make(result, token=f"{TOKEN[:20]}{number}") for number in range(10, 30)]
    with pytest.raises(TooManyLinks, match="20 public links work already") as refusal:
        make(result)
    assert (refusal.value.most, ShareLink.objects.count()) == (20, 20)

    assert make(result, token=links[0].token).pk == links[0].pk  # one there is, sent again
    end_link(link=links[0], now=NOW)
    ShareLink.objects.filter(pk=links[1].pk).update(ends_on=TODAY - timedelta(days=1))
    assert make(result).token == TOKEN
    assert make(result, token=TOKEN[::-1]).token == TOKEN[::-1]
    with pytest.raises(TooManyLinks):
        make(result, token=f"{TOKEN[:20]}30")


def test_make_link_counts_no_other_results_links(result):
    other = make_result(result.version, FIRST)
    for number in range(10, 30):
        make(other, token=f"{TOKEN[:20]}{number}")

    assert make(result).result == result


def test_make_link_of_a_result_deleted_meanwhile_is_refused(result):
    delete_attempt(attempt=result.attempt)

    with pytest.raises(AttemptDeleted):
        make(result)
    assert ShareLink.objects.count() == 0


def test_make_link_when_saving_fails_makes_none_and_can_be_repeated(result):
    with failing("INSERT", "roles_sharelink"), pytest.raises(DatabaseError, match="disk is full"):
        make(result)
    assert ShareLink.objects.count() == 0

    assert make(result).picture == bytes(row()["picture"])


def test_make_link_whose_picture_cannot_be_drawn_is_made_without_one(db, caplog):
    """Our fonts have no letter for that name."""
    thinker = make_role("thinker", ideas=90, order=20) | {"name": "\u601d\u8003\u8005"}
    keeper = make_role("keeper", ideas=20, order=90)
    of = make_catalog(roles=[thinker, keeper])
    sheet = {"find-ideas": 5, "weigh-ideas": 4, "keep-lists": 1, "tidy-files": 2}
    link = make(make_result(make_version(of), sheet))

    assert (link.snapshot.leader, link.picture) == ("thinker", b"")
    assert row()["picture"] == b""
    (record,) = caplog.records
    assert (record.name, record.levelname, record.getMessage()) == (
        "roles.services.results",
        "WARNING",
        "A public link has the picture of no result: the font lacks '\u601d'",
    )
    assert TOKEN not in caplog.text
    assert link.result.attempt.token not in caplog.text


# --- refresh


def test_link_goes_on_showing_the_result_as_it_was_until_refreshed(result, link):
    before = row()
    finish(change_answers(result))
    assert row() == before
    link = refresh_link(link=link, now=NOW)
    after = row()

    assert (link.snapshot.leader, link.snapshot.numbers) == ("program-manager", (86, 13, 1, 0, 0))
    assert {name for name in before if before[name] != after[name]} == {
        "excerpt_document",
        "page_cache",
        "picture",
    }
    assert Image.open(BytesIO(after["picture"])).size == (1200, 630)


def test_refresh_shows_no_more_than_was_ticked(result):
    link = make(result, shows={"numbers": False, "pattern": True})
    finish(change_answers(result))
    shown = refresh_link(link=link, now=NOW).snapshot

    assert (shown.numbers, shown.pattern) == (None, (25, 0, -25, 0, -25, 25))


def test_refresh_without_a_change_leaves_everything_as_it_was(link, django_assert_num_queries):
    before = row()
    with django_assert_num_queries(5):  # savepoint, attempt, result, link, release
        refresh_link(link=link, now=NOW)

    assert row() == before


def test_refresh_of_an_ended_link_is_refused(result, link):
    finish(change_answers(result))
    end_link(link=link, now=NOW)
    before = row()

    with pytest.raises(LinkEnded):
        refresh_link(link=link, now=NOW)
    assert row() == before


def test_refresh_works_on_the_last_day_and_not_after_it(result):
    link = make(result, ends_on=TODAY)
    before = row()
    finish(change_answers(result))
    with pytest.raises(LinkEnded):
        refresh_link(link=link, now=NOW + timedelta(days=1))
    assert row() == before

    assert refresh_link(link=link, now=NOW).snapshot.leader == "program-manager"


def test_refresh_of_a_result_deleted_meanwhile_is_refused(result, link):
    delete_attempt(attempt=result.attempt)

    with pytest.raises(AttemptDeleted):
        refresh_link(link=link, now=NOW)


def test_refresh_of_a_link_deleted_meanwhile_says_ended(link):
    ShareLink.objects.all().delete()

    with pytest.raises(LinkEnded):
        refresh_link(link=link, now=NOW)


# --- end


def test_end_link_switches_it_off_and_deletes_its_page_and_picture(link, django_assert_num_queries):
    before = row()
    with django_assert_num_queries(2):  # update, read
        ended = end_link(link=link, now=NOW)

    assert row() == before | {"ended_at": NOW, "picture": b"", "page_cache": None}
    assert (ended.ended_at, bytes(ended.picture)) == (NOW, b"")


def test_end_link_again_keeps_the_first_time(link):
    end_link(link=link, now=NOW)
    ended = end_link(link=link, now=NOW + timedelta(days=1))

    assert (ended.ended_at, row()["ended_at"]) == (NOW, NOW)


def test_end_link_leaves_the_others(result, link):
    other = make(result)
    end_link(link=link, now=NOW)

    assert list(ShareLink.objects.working(NOW)) == [other]


def test_end_link_of_a_result_deleted_meanwhile_is_done(result, link):
    delete_attempt(attempt=result.attempt)

    assert end_link(link=link, now=NOW) is None
