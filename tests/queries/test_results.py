"""Public links as strangers open them and as owners see them; and what a browser remembers."""

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta

import pytest

from roles.domain.errors import AttemptUnknown, LinkEnded, LinkUnknown
from roles.domain.share import ShareSnapshot
from roles.models import EndedToken, Result, ShareLink
from roles.models.quiz import token_digest
from roles.pages.results.cached import linked_roles
from roles.pages.results.shared import own_page, public_page
from roles.queries import results as queries
from roles.queries.careers import content_of, forget_state, public_state
from roles.services.quiz import delete_attempt, finish_attempt, record_page
from roles.services.results import end_link
from roles.web.cookies import earlier_results
from roles.web.tickets import attempt_at
from tests.factories import (
    make_attempt,
    make_catalog,
    make_link,
    make_result,
    make_role,
    make_version,
    running_day,
)

pytestmark = pytest.mark.django_db

SHEET = {"find-ideas": 5, "weigh-ideas": 4, "keep-lists": None, "tidy-files": 2}
LATER = {"find-ideas": 1, "weigh-ideas": 2, "keep-lists": 5, "tidy-files": 5}
TOKEN = "aB3-_xyzaB3-_xyzaB3-_x"
NOON = datetime(2026, 11, 24, 12, tzinfo=UTC)
TODAY = date(2026, 11, 24)


def opened(token):
    """A public link at NOON, and its page."""
    link = queries.public_link(token, NOON)
    return link, public_page(link, linked_roles(content_of(public_state())))


READERS = [queries.public_link, queries.public_picture]


def make_sample(sheet=SHEET):
    """A result under a version of the small catalog which asks everything on one page."""
    return make_result(make_version(make_catalog()), sheet)


@pytest.fixture
def link(db):
    return make_link(make_sample(), now=NOON)


def refused(error, token, queries, counting, now=NOON):
    """Page and picture are refused alike."""
    for read in READERS:
        with counting(queries), pytest.raises(error):
            read(token, now)
    return True


# --- for whoever opens a link


def test_public_page_is_made_of_the_link_in_two_queries(link, django_assert_num_queries):
    opened(link.token)  # reads the versions, once
    forget_state()
    with django_assert_num_queries(2):  # the link; once a second, what is published
        found, page = opened(link.token)
        shown = [(row.role.slug, row.in_100, row.is_linked) for row in page.roles]

    assert found == link
    assert shown == [("thinker", 49, True), ("mixer", 48, True), ("keeper", 3, True)]
    assert page.snapshot == ShareSnapshot(
        roles=("thinker", "mixer", "keeper"),
        certainty="close",
        is_ordered=True,
        numbers=(49, 48, 3),
        pattern=(31, -31),
        month=link.result.finished_at.date().replace(day=1),
        named_count=2,
        average=56,
    )
    assert [(row.dimension.slug, row.bars) for row in page.chart.rows] == [
        ("ideas", (87,)),
        ("order", (25,)),
    ]
    assert [role.slug for role in page.chart.roles] == ["thinker", "mixer"]
    assert (page.owner, page.has_order, page.has_numbers) == ("", True, True)


def test_public_page_loads_no_picture(link):
    found, _page = opened(link.token)

    assert found.get_deferred_fields() == {"picture"}


def test_public_page_without_numbers_and_pattern_has_none():
    link = make_link(make_sample(), shows={"numbers": False, "pattern": False}, now=NOON)
    _link, page = opened(link.token)

    assert [row.in_100 for row in page.roles] == [0, 0, 0]
    assert (page.has_numbers, page.chart, page.snapshot.numbers) == (False, None, None)


@pytest.mark.parametrize(
    ("certainty", "named"),
    [
        ("clear", ["thinker"]),
        ("leaning", ["thinker"]),
        ("close", ["thinker", "mixer"]),
        ("no_direction", []),
    ],
)
def test_public_page_names_as_many_roles_as_the_certainty_bears(link, certainty, named):
    link.excerpt_document["certainty"] = certainty
    del link.excerpt_document["named_count"]  # as before three could be named
    link.save()
    _link, page = opened(link.token)

    assert [ranked.role.slug for ranked in page.named] == named


def test_public_page_stays_in_the_words_of_its_version_and_links_to_what_is_left(
    link, django_assert_num_queries
):
    roles = [make_role("thinker", ideas=10, order=90) | {"name": "Muser"}]
    make_version(make_catalog(roles=[*roles, make_role("keeper", ideas=90, order=10)]))
    opened(link.token)  # reads the versions, once
    forget_state()
    with django_assert_num_queries(2):  # the link; once a second, what is published
        _link, page = opened(link.token)

    assert [(row.role.name, row.is_linked) for row in page.roles] == [
        ("Thinker", True),
        ("Mixer", False),
        ("Keeper", True),
    ]


def test_public_page_shows_the_result_as_it_was_when_answers_are_changed(link):
    attempt = link.result.attempt
    changed = record_page(attempt=attempt, number=1, answers=LATER, now=NOON)
    assert finish_attempt(attempt=changed, now=NOON).leader == "keeper"
    _link, page = opened(link.token)

    assert page.leader.role.slug == "thinker"


def test_public_picture_is_the_stored_one_in_one_query(link, django_assert_num_queries):
    with django_assert_num_queries(1):
        picture = queries.public_picture(link.token, NOON)
    assert picture.picture == link.picture != b""

    ShareLink.objects.update(picture=b"")
    assert queries.public_picture(link.token, NOON).picture == b""


@pytest.mark.parametrize(
    "token", ["", TOKEN[:21], f"{TOKEN}x", f"{TOKEN}\n", "\x00" * 22, "\u0663" * 22, "x" * 9999]
)
def test_malformed_token_is_unknown_without_a_query(link, token, django_assert_num_queries):
    assert refused(LinkUnknown, token, 0, django_assert_num_queries)


def test_unknown_token_is_unknown(link, django_assert_num_queries):
    for token in (TOKEN, link.token.swapcase(), link.result.attempt.token):
        assert refused(LinkUnknown, token, 2, django_assert_num_queries)


def test_link_works_through_its_last_day(link, django_assert_num_queries):
    over = datetime.combine(link.ends_on, time(12), UTC) + timedelta(days=1)
    last = over - timedelta(microseconds=1)

    assert queries.public_link(link.token, last) == link
    assert queries.public_picture(link.token, last).picture == link.picture
    assert refused(LinkEnded, link.token, 1, django_assert_num_queries, now=over)


def test_link_switched_off_has_ended_at_once(link, django_assert_num_queries):
    end_link(link=link, now=NOON)

    assert refused(LinkEnded, link.token, 1, django_assert_num_queries)


def test_link_of_a_deleted_result_has_ended(link, django_assert_num_queries):
    delete_attempt(attempt=link.result.attempt)

    assert refused(LinkEnded, link.token, 2, django_assert_num_queries)


def test_private_and_public_tokens_are_told_apart_after_the_end(link, django_assert_num_queries):
    private = link.result.attempt.token
    delete_attempt(attempt=link.result.attempt)

    assert refused(LinkUnknown, private, 2, django_assert_num_queries)
    with pytest.raises(AttemptUnknown):
        attempt_at(link.token)
    assert EndedToken.objects.filter(digest=token_digest(link.token)).count() == 0
    assert EndedToken.objects.count() == 2


# --- for its owner


def test_own_links_come_newest_first_with_what_became_of_them(django_assert_num_queries):
    result = make_sample()
    moments = [NOON + timedelta(hours=hour) for hour in range(3)]
    last_days = [TODAY, TODAY - timedelta(days=1), TODAY]
    first, second, third = (
        make_link(result, now=moment, ends_on=day)
        for moment, day in zip(moments, last_days, strict=True)
    )
    make_link(make_result(result.version, SHEET))
    end_link(link=first, now=NOON)
    with django_assert_num_queries(1):
        found = queries.own_links(result, NOON)

    assert [(own.link, own.is_working, own.is_outdated) for own in found] == [
        (third, True, False),
        (second, False, False),
        (first, False, False),
    ]
    assert {frozenset(own.link.get_deferred_fields()) for own in found} == {
        frozenset({"picture", "page_cache"})
    }


def test_own_links_are_outdated_when_they_show_something_else_than_they_would_now():
    result = make_sample()
    shows = {"numbers": False, "pattern": False}
    full, bare = make_link(result, now=NOON), make_link(result, shows=shows, now=NOON)
    sheet = SHEET | {"find-ideas": 4}  # another pattern and other numbers, the same order
    changed = record_page(attempt=result.attempt, number=1, answers=sheet, now=NOON)
    result = finish_attempt(attempt=changed, now=result.finished_at)

    assert {own.link: own.is_outdated for own in queries.own_links(result, NOON)} == {
        full: True,
        bare: False,
    }
    assert queries.own_link(result, full.token, NOON).is_outdated is True


def test_own_link_is_found_under_its_own_result_only(link, django_assert_num_queries):
    other = make_result(link.version, SHEET)
    with django_assert_num_queries(1):
        own = queries.own_link(link.result, link.token, NOON)
        assert (own.link, own.is_working, own.is_outdated) == (link, True, False)

    for result, token in ((other, link.token), (link.result, TOKEN), (link.result, "")):
        with pytest.raises(LinkUnknown):
            queries.own_link(result, token, NOON)


def test_own_page_is_all_that_a_link_could_show(link, django_assert_num_queries):
    with django_assert_num_queries(0):
        page = own_page(link.result)

    assert replace(page, roles=()) == replace(opened(link.token)[1], roles=())
    assert page.snapshot == link.snapshot


# --- what a browser remembers


def cookie_of(*tokens):
    return {"attempt": ".".join(tokens)}


def test_earlier_results_come_in_the_order_of_the_cookie(django_assert_num_queries):
    version = make_version(make_catalog())
    one, two, three, _other = (make_result(version, SHEET) for _result in range(4))
    tokens = [result.attempt.token for result in (three, one, two)]
    earlier_results(cookie_of(*tokens))  # reads the version, once
    with django_assert_num_queries(1):
        found = earlier_results(cookie_of(tokens[2], *tokens))
        assert [(result.attempt.token, result.version) for result in found] == [
            (token, version) for token in tokens
        ]

    assert found == [three, one, two]


def test_earlier_results_hold_the_current_attempt_once_it_has_one(django_assert_num_queries):
    one, two = make_sample(), make_sample()
    unfinished = make_attempt(one.version, SHEET)

    assert earlier_results(cookie_of(one.attempt.token)) == [one]
    cookies = cookie_of(one.attempt.token, two.attempt.token)
    assert earlier_results(cookies) == [two, one]
    cookies = cookie_of(unfinished.token, two.attempt.token)
    assert earlier_results(cookies) == [two]


def test_earlier_results_leave_out_what_is_deleted_or_overdue():
    kept, gone, overdue = (make_sample() for _result in range(3))
    cookies = cookie_of("", *(row.attempt.token for row in (overdue, gone, kept)))
    Result.objects.filter(pk=kept.pk).update(kept_until=running_day())
    Result.objects.filter(pk=overdue.pk).update(kept_until=running_day() - timedelta(days=1))
    delete_attempt(attempt=gone.attempt)

    assert earlier_results(cookies) == [kept]


@pytest.mark.parametrize("cookies", [{}, {"attempt": ""}, {"attempt": "x.y.z"}])
def test_earlier_results_of_a_browser_without_any_cost_no_query(cookies, django_assert_num_queries):
    make_sample()

    with django_assert_num_queries(0):
        assert earlier_results(cookies) == []
